//! cargo's part: the program and the raw WebAssembly module.

use std::process::Command;

use crate::{Outcome, Places};

/// The program `kendali`.
pub(crate) fn server(places: &Places) -> Outcome {
    cargo(places, &["build", "--release", "--locked", "-p", "server"])
}

/// The staff app for the browser, in the profile that is made for size.
pub(crate) fn wasm(places: &Places) -> Outcome {
    let target = ["--profile", "wasm-release", "--target", "wasm32-unknown-unknown"];
    cargo(places, &[&["build", "--locked", "-p", "frontend"], &target[..]].concat())
}

fn cargo(places: &Places, arguments: &[&str]) -> Outcome {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(cargo).args(arguments).current_dir(&places.root).status()?;
    if status.success() { Ok(()) } else { Err(format!("cargo {} failed", arguments.join(" ")).into()) }
}
