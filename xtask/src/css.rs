//! The style sheet: `main.css` with its imports, in one minified file.

use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Targets};
use std::path::Path;

use crate::Outcome;

/// The oldest browsers that get the sheet in their own words: Chrome 111, Firefox 113, Safari 16.4 (spring 2023).
fn targets() -> Targets {
    let version = |major: u32, minor: u32| Some(major << 16 | minor << 8);
    Targets::from(Browsers {
        chrome: version(111, 0),
        android: version(111, 0),
        firefox: version(113, 0),
        safari: version(16, 4),
        ios_saf: version(16, 4),
        ..Browsers::default()
    })
}

/// Writes the bundle of `folder/main.css`. Addresses in it stay as written, relative to `folder`.
pub(crate) fn bundle(folder: &Path, to: &Path) -> Outcome {
    let files = FileProvider::new();
    let mut bundler = Bundler::new(&files, None, ParserOptions::default());
    let mut sheet = bundler.bundle(&folder.join("main.css")).map_err(|error| error.to_string())?;
    let targets = targets();
    sheet.minify(MinifyOptions { targets, ..MinifyOptions::default() }).map_err(|error| error.to_string())?;
    let printed = sheet
        .to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })
        .map_err(|error| error.to_string())?;
    std::fs::write(to, printed.code)?;
    Ok(())
}
