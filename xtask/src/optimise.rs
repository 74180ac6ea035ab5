//! `wasm-opt` of the npm package binaryen: halves the module.

use std::path::Path;
use std::process::Command;

use crate::{Outcome, Places};

/// What Rust's WebAssembly uses beyond the first version of the format.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Writes the smallest module that does the same.
pub(crate) fn shrink(places: &Places, from: &Path, to: &Path) -> Outcome {
    let tool = places.target.join("tools/node_modules/.bin/wasm-opt");
    if !tool.exists() {
        return Err(format!("{} is missing: `make tools` installs it", tool.display()).into());
    }
    let status = Command::new(tool).arg("-Oz").args(FEATURES).arg(from).arg("-o").arg(to).status()?;
    if status.success() { Ok(()) } else { Err("the tool failed".into()) }
}
