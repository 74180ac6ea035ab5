//! The JavaScript glue of the module, made by the library that matches the crate's version.

use std::path::Path;
use wasm_bindgen_cli_support::Bindgen;

use crate::Outcome;

/// Writes `kendali.js` and `kendali_bg.wasm` into `folder`.
pub(crate) fn generate(module: &Path, folder: &Path) -> Outcome {
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name("kendali").typescript(false).remove_name_section(true);
    bindgen
        .remove_producers_section(true)
        .web(true)
        .and_then(|web| web.generate(folder))
        .map_err(|error| format!("{error:#}"))?;
    Ok(())
}
