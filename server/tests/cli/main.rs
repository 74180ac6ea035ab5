//! The program as it is typed: each command on a database of its own, what it prints, its exit status, and that nothing
//! is written where something was refused.
#![allow(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

mod calendar;
mod keys;
mod office;
mod sla;
mod standard;
mod template;
mod user;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use storage::Store;
use tempfile::TempDir;

/// The calendar that comes with the program.
const CALENDAR: &str = include_str!("../../calendars/default.toml");
/// A standard that comes with the program.
const STANDARD: &str = include_str!("../../standards/sipp-inseminator.toml");

/// A folder with its own database and keys, both missing at first.
struct Place {
    folder: TempDir,
}

/// What a command came to.
struct Ran {
    status: i32,
    out: String,
    err: String,
}

impl Ran {
    /// The output of a command that did what it was asked.
    fn well(self) -> String {
        assert_eq!(self.status, 0, "{}{}", self.out, self.err);
        self.out
    }

    /// The error of a command that was refused.
    fn refused(self) -> String {
        assert_eq!(self.status, 2, "{}{}", self.out, self.err);
        assert!(self.out.is_empty(), "{}", self.out);
        self.err
    }
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("kendali.db")
    }

    fn url(&self) -> String {
        format!("sqlite:{}", self.database().display())
    }

    /// Writes a file of this place.
    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        self.run_with(&[], arguments, "")
    }

    /// Runs with variables of the environment and a standard input.
    fn run_with(&self, variables: &[(&str, &str)], arguments: &[&str], input: &str) -> Ran {
        let mut child = Command::new(env!("CARGO_BIN_EXE_kendali"))
            .args(arguments)
            .env_clear()
            .env("KENDALI_DATABASE_URL", self.url())
            .env("KENDALI_KEYS", self.folder.path().join("kendali.keys"))
            .env("KENDALI_LOG", "warn")
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let text = input.to_owned();
        // Who does not read has been refused before: the pipe is closed, and that is no fault of the test.
        let writing = std::thread::spawn(move || stdin.write_all(text.as_bytes()).is_ok());
        let output = child.wait_with_output().unwrap();
        writing.join().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Ran { status: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
    }

    /// The store behind the commands.
    async fn store(&self) -> Store {
        Store::connect(&self.url()).await.unwrap()
    }

    /// That no command has made a database or keys.
    fn is_untouched(&self) -> bool {
        !self.database().exists() && !self.folder.path().join("kendali.keys").exists()
    }
}

/// A path as an argument.
fn as_text(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_word_that_is_no_command_is_refused_with_the_commands() {
    let place = Place::new();
    let error = place.run(&["layani"]).refused();
    assert!(error.contains("layani"), "{error}");
    for command in
        ["serve", "demo", "sla", "verify", "keys", "standard", "calendar", "office", "template", "user"]
    {
        assert!(place.run(&["--help"]).well().contains(command), "{command}");
    }
    assert!(place.is_untouched());
}

#[test]
fn serving_beyond_this_computer_in_plain_is_refused() {
    let place = Place::new();
    let error = place.run(&["serve", "--addr", "0.0.0.0:0"]).refused();
    assert!(error.contains("--insecure-http"), "{error}");
    assert!(place.is_untouched());
}

#[test]
fn a_database_of_another_kind_is_refused() {
    let place = Place::new();
    let error =
        place.run_with(&[("KENDALI_DATABASE_URL", "mysql://x")], &["office", "set", "x.toml"], "").refused();
    assert!(error.contains("x.toml"), "{error}");
    let file = place.file("kantor.toml", office::OFFICE);
    let variables = [("KENDALI_DATABASE_URL", "mysql://x")];
    let error = place.run_with(&variables, &["office", "set", as_text(&file)], "").refused();
    assert!(error.contains("database URL") && error.contains("postgres://"), "{error}");
}
