//! The commands of `kendali`, one file each.

pub mod calendar;
pub mod demo;
mod file;
pub mod keys;
pub mod office;
pub mod recompute;
pub mod serve;
pub mod sla;
pub mod standard;
pub mod template;
pub mod user;
mod user_change;
mod user_list;
pub mod verify;

use std::error::Error;
use std::future::Future;
use std::io::IsTerminal;
use std::process::ExitCode;
use tracing_subscriber::EnvFilter;

use crate::config::{Cli, Command, Common, LogFormat};
use crate::incident;

/// How a command ends: its exit status, or an error told on standard error with status 2.
pub type Outcome = Result<ExitCode, Box<dyn Error>>;

/// Runs the command and tells its error.
pub fn run(cli: Cli) -> ExitCode {
    let Cli { common, command } = cli;
    let outcome = log(&common).and_then(|()| match command {
        Command::Serve(options) => wait(serve::run(common, options)),
        Command::Demo(options) => wait(demo::run(common, options)),
        Command::Sla(options) => sla::run(&options),
        Command::Verify(options) => wait(verify::run(common, options)),
        Command::Keys(command) => wait(keys::run(common, command)),
        Command::Standard(command) => wait(standard::run(common, command)),
        Command::Calendar(command) => wait(calendar::run(common, command)),
        Command::Office(command) => wait(office::run(common, command)),
        Command::Template(command) => wait(template::run(common, command)),
        Command::User(command) => wait(user::run(common, command)),
        Command::RecomputeSla => wait(recompute::run(common)),
    });
    outcome.unwrap_or_else(|error| {
        eprintln!("kendali: {error}");
        let mut source = error.source();
        while let Some(cause) = source {
            eprintln!("  {cause}");
            source = cause.source();
        }
        ExitCode::from(2)
    })
}

fn wait(command: impl Future<Output = Outcome>) -> Outcome {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(command)
}

fn log(common: &Common) -> Result<(), Box<dyn Error>> {
    let filter =
        EnvFilter::try_new(&common.log).map_err(|error| format!("--log {:?}: {error}", common.log))?;
    let subscriber = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    let subscriber = subscriber.with_ansi(std::io::stderr().is_terminal());
    match common.log_format {
        LogFormat::Text => subscriber.init(),
        LogFormat::Json => subscriber.json().init(),
    }
    incident::log_panics();
    Ok(())
}
