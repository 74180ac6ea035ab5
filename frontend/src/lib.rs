//! The WebAssembly entry of the staff app: takes over the page that the server rendered.
// A view is one deep type; the layout of the largest needs more than the usual 128 steps.
#![recursion_limit = "512"]

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the module script of the staff page once the module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::StaffApp);
}
