//! The entry of `kendali`.
#![recursion_limit = "512"]

use clap::Parser;
use server::command;
use server::config::Cli;
use std::process::ExitCode;

fn main() -> ExitCode {
    command::run(Cli::parse())
}
