//! The rules of the house that the compiler cannot hold. Each test names the file at fault.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use domain::role::Permission;
use domain::standard::StepKind;

/// Files over 600 lines, each with the reason why it is not cut.
const LONG_FILES: [(&str, &str); 0] = [];

const MOST_LINES: usize = 600;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the workspace is above the crate").to_owned()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if name == "node_modules" || name == "target" || name.to_string_lossy().starts_with('.') {
            continue;
        }
        if path.is_dir() { walk(&path, found) } else { found.push(path) }
    }
}

/// Files under these folders with this ending, as paths from the root.
fn files(folders: &[&str], ending: &str) -> Vec<String> {
    let root = root();
    let mut found = Vec::new();
    for folder in folders {
        walk(&root.join(folder), &mut found);
    }
    let mut paths: Vec<String> = found
        .iter()
        .filter_map(|path| path.strip_prefix(&root).ok())
        .map(|path| path.to_string_lossy().into_owned())
        .filter(|path| path.ends_with(ending))
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "no file ending in {ending} under {folders:?}");
    paths
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

const ROOMS: [&str; 6] = ["domain", "storage", "app", "frontend", "server", "xtask"];

#[test]
fn sql_stands_in_storage_alone() {
    let words = [
        "select ",
        "insert into ",
        "update ",
        "delete from ",
        "with recursive ",
        "create table ",
        "alter table ",
    ];
    for path in files(&["domain/src", "app/src", "frontend/src", "server/src"], ".rs") {
        for (number, line) in read(&path).lines().enumerate() {
            let text = line.trim_start();
            let comment = text.starts_with("//");
            let quoted = words.iter().any(|word| line.contains(&format!("\"{word}")));
            assert!(comment || !quoted, "{path}:{}: SQL outside storage", number + 1);
        }
    }
}

#[test]
fn migrations_stand_in_pairs() {
    let names = |folder: &str| -> BTreeSet<String> {
        files(&[folder], ".sql")
            .iter()
            .filter_map(|path| path.rsplit('/').next().map(str::to_owned))
            .collect()
    };
    assert_eq!(names("migrations/sqlite"), names("migrations/postgres"));
}

#[test]
fn every_migration_says_why_in_its_first_line() {
    for path in files(&["migrations"], ".sql") {
        assert!(read(&path).starts_with("-- "), "{path}: the first line is a comment that says why");
    }
}

#[test]
fn no_file_is_a_drawer_for_everything() {
    for path in files(&ROOMS, ".rs") {
        let name = path.rsplit('/').next().unwrap_or(&path).trim_end_matches(".rs");
        let folder_is_one =
            path.split('/').any(|part| ["utils", "helpers", "common", "misc"].contains(&part));
        // The words that every slice uses are a slice of the words.
        let words = path.starts_with("app/src/words/");
        assert!(words || !["utils", "util", "helpers", "common", "misc"].contains(&name), "{path}");
        assert!(!folder_is_one, "{path}");
    }
}

#[test]
fn long_files_are_listed_with_a_reason() {
    for ending in [".rs", ".css", ".ts"] {
        for path in
            files(&["domain", "storage", "app", "frontend", "server", "xtask", "style", "end2end"], ending)
        {
            let lines = read(&path).lines().count();
            let listed = LONG_FILES.iter().any(|(long, reason)| *long == path && !reason.is_empty());
            assert!(lines <= MOST_LINES || listed, "{path} has {lines} lines");
        }
    }
}

#[test]
fn the_server_side_is_switched_on_in_one_place() {
    for path in files(&["app/src"], ".rs") {
        let count = read(&path).matches("feature = \"ssr\"").count();
        let allowed = if path == "app/src/lib.rs" { 2 } else { 0 };
        assert!(count <= allowed, "{path}: cfg(feature = \"ssr\") {count} times");
    }
}

#[test]
fn a_slice_reaches_another_only_by_its_address_its_functions_or_its_pages() {
    let slices = [
        "account",
        "batch",
        "board",
        "counter",
        "dashboard",
        "dossier",
        "my_desk",
        "register",
        "standard",
        "tracking",
    ];
    for path in files(&["app/src"], ".rs") {
        let Some(own) = slices.iter().find(|slice| path.starts_with(&format!("app/src/{slice}/"))) else {
            continue;
        };
        let text = read(&path);
        for other in slices.iter().filter(|slice| *slice != own) {
            for (number, line) in text.lines().enumerate() {
                let inside = line.contains(&format!("crate::{other}::"))
                    && !line.contains(&format!("crate::{other}::api"));
                assert!(!inside, "{path}:{}: names the inside of {other}", number + 1);
            }
        }
    }
}

#[test]
fn views_hold_no_raw_text_area_and_no_inline_style() {
    for path in files(&["app/src"], ".rs") {
        for (number, line) in read(&path).lines().enumerate() {
            let raw = line.contains("<textarea") && path != "app/src/ui/text_area.rs";
            assert!(!raw, "{path}:{}: use ui::TextArea, the server does not escape its content", number + 1);
            assert!(!line.contains(" style=\""), "{path}:{}: inline style", number + 1);
        }
    }
}

#[test]
fn words_of_two_languages_stand_among_the_words_alone() {
    for path in files(&["app/src"], ".rs") {
        if path.starts_with("app/src/words/") {
            continue;
        }
        for (number, line) in read(&path).lines().enumerate() {
            assert!(!line.contains(".pick("), "{path}:{}: a text outside the words", number + 1);
        }
    }
}

#[test]
fn colours_stand_among_the_tokens_alone() {
    for path in files(&["style"], ".css") {
        if path == "style/_tokens.css" {
            continue;
        }
        for (number, line) in read(&path).lines().enumerate() {
            let value = line.split_once(':').map_or("", |(_, value)| value);
            let hex = value.split(['#']).skip(1).any(|rest| {
                let digits = rest.chars().take_while(char::is_ascii_hexdigit).count();
                matches!(digits, 3 | 4 | 6 | 8)
            });
            assert!(!hex && !value.contains("rgb("), "{path}:{}: a colour outside the tokens", number + 1);
        }
    }
}

#[test]
fn no_rust_file_knows_a_service_or_a_row_of_its_sop() {
    let words = ["sipp-inseminator", "sip-dokter-hewan", "inseminator", "Kadis"];
    for path in files(&["domain/src", "storage/src", "app/src"], ".rs") {
        // A test may look at a shipped standard; the program may not.
        let text = read(&path);
        let program = text.split("[cfg(test)]").next().unwrap_or("");
        for (number, line) in program.lines().enumerate() {
            let code = line.split("//").next().unwrap_or("");
            for word in words {
                assert!(!code.contains(word), "{path}:{}: knows {word}", number + 1);
            }
        }
    }
}

#[test]
fn every_server_function_asks_who_it_is_first() {
    // Who may call these is nobody in particular: they are how one signs in and out.
    let open = ["sign_in", "sign_out"];
    let mut seen = 0;
    for path in files(&["app/src"], ".rs") {
        let text = read(&path);
        let mut rest = text.as_str();
        while let Some(at) = rest.find("#[server(") {
            rest = &rest[at + 9..];
            let Some(open_at) = rest.find(" fn ") else { break };
            let name: String =
                rest[open_at + 4..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let body_at = rest.find("> {\n").or_else(|| rest.find("{\n")).unwrap_or(0);
            let mut lines = rest[body_at..].lines().skip(1).map(str::trim);
            let first =
                lines.find(|line| !line.is_empty() && !line.starts_with("//") && !line.starts_with("use "));
            let first = first.unwrap_or("");
            let asks = first.contains("require(") || first.contains("signed_in(");
            assert!(asks || open.contains(&name.as_str()), "{path}: {name} begins with {first:?}");
            seen += 1;
        }
    }
    assert!(seen > 0, "no server function was found: the test looks for the wrong words");
}

#[test]
fn every_server_function_has_a_test_of_the_forbidden_case() {
    let tests: String = files(&["server/tests"], ".rs").iter().map(|path| read(path)).collect();
    for path in files(&["app/src"], ".rs") {
        // At the margin stands a function; what a parameter says of itself stands further in.
        for piece in read(&path).split("\n#[server(").skip(1) {
            let endpoint = piece.split("endpoint = \"").nth(1).and_then(|rest| rest.split('"').next());
            let endpoint = endpoint.unwrap_or_else(|| panic!("{path}: a server function without endpoint"));
            assert!(
                tests.contains(&format!("\"{endpoint}\"")),
                "{path}: no test names the endpoint {endpoint}"
            );
        }
    }
}

#[test]
fn every_kind_of_step_and_every_permission_is_tested() {
    let tests: String = files(&["domain/tests"], ".rs").iter().map(|path| read(path)).collect();
    for kind in StepKind::ALL {
        assert!(tests.contains(&format!("StepKind::{kind:?}")), "no test names StepKind::{kind:?}");
    }
    for permission in Permission::ALL {
        let named = tests.contains(&format!("{permission:?}"));
        assert!(named, "no test names Permission::{permission:?}");
    }
}

#[test]
fn the_clock_is_read_in_one_place() {
    for path in files(&["domain/src", "storage/src", "app/src", "server/src"], ".rs") {
        if path == "server/src/clock.rs" {
            continue;
        }
        let text = read(&path);
        for word in ["Utc::now(", "Local::now(", "SystemTime::now("] {
            assert!(!text.contains(word), "{path} reads {word}");
        }
    }
}
