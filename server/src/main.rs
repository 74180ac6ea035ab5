//! The entry of `kendali`.

use clap::Parser;
use server::command;
use server::config::Cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    command::run(Cli::parse())
}
