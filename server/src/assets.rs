//! The built files of the screens: where they lie and how they are called.

use app::shell::Assets;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A folder with `manifest.json` and `pkg/`, as the build leaves it.
#[derive(Clone, Debug)]
pub struct Site {
    /// The folder served as `/pkg`.
    pub pkg: Option<PathBuf>,
    /// Names one build; an open page that sees another one is out of date.
    pub build: Arc<str>,
    /// The addresses written into pages.
    pub assets: Assets,
}

/// Why a site cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// No folder was given and none lies beside the program.
    #[error("the built screens are missing: looked for {0}; run `make run`, or name the folder with --site")]
    Missing(String),
    /// The folder's manifest cannot be read.
    #[error("{path}: {reason}")]
    Manifest {
        /// The manifest's path.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

#[derive(Deserialize)]
struct Manifest {
    build: String,
    /// Plain name to hashed name, both relative to `pkg/`.
    files: BTreeMap<String, String>,
    /// Plain names of the fonts that every page needs at once.
    #[serde(default)]
    preload: Vec<String>,
}

impl Site {
    /// Opens the folder given, or else the `site` folder beside the program.
    ///
    /// # Errors
    /// When there is no such folder or its manifest names no style sheet, script or module.
    pub fn open(given: Option<&Path>) -> Result<Self, SiteError> {
        let places = given.map_or_else(beside_the_program, |path| vec![path.to_path_buf()]);
        let Some(root) = places.iter().find(|place| place.join("manifest.json").is_file()) else {
            let looked: Vec<_> = places.iter().map(|place| place.display().to_string()).collect();
            return Err(SiteError::Missing(looked.join(", ")));
        };
        let path = root.join("manifest.json");
        let wrong = |reason: String| SiteError::Manifest { path: path.clone(), reason };
        let text = std::fs::read_to_string(&path).map_err(|error| wrong(error.to_string()))?;
        let manifest: Manifest = serde_json::from_str(&text).map_err(|error| wrong(error.to_string()))?;
        let address = |name: &str| -> Result<Arc<str>, SiteError> {
            let file = manifest.files.get(name).ok_or_else(|| wrong(format!("names no {name}")))?;
            Ok(format!("/pkg/{file}").into())
        };
        let assets = Assets {
            css: address("kendali.css")?,
            js: address("kendali.js")?,
            wasm: address("kendali.wasm")?,
            icon: address("icon.svg")?,
            fonts: manifest.preload.iter().map(|name| address(name)).collect::<Result<_, _>>()?,
        };
        Ok(Self { pkg: Some(root.join("pkg")), build: manifest.build.into(), assets })
    }

    /// A site that was never built, for tests of the pages' text: the addresses lead nowhere.
    pub fn unbuilt() -> Self {
        let address = |name: &str| Arc::from(format!("/pkg/{name}"));
        let assets = Assets {
            css: address("kendali.css"),
            js: address("kendali.js"),
            wasm: address("kendali.wasm"),
            icon: address("icon.svg"),
            fonts: Arc::from([]),
        };
        Self { pkg: None, build: "unbuilt".into(), assets }
    }
}

/// `site` beside the program (an installed archive) or one folder up (`target/site` beside `target/release`).
fn beside_the_program() -> Vec<PathBuf> {
    let Ok(program) = std::env::current_exe() else { return vec![PathBuf::from("site")] };
    program.ancestors().skip(1).take(2).map(|folder| folder.join("site")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_manifest_is_named_in_the_error() {
        let folder = tempfile::tempdir().unwrap();
        let error = Site::open(Some(folder.path())).unwrap_err().to_string();
        assert!(error.contains(&folder.path().display().to_string()), "{error}");
        assert!(error.contains("make run"), "{error}");
    }

    #[test]
    fn hashed_names_come_from_the_manifest() {
        let folder = tempfile::tempdir().unwrap();
        let manifest = r#"{"build":"b1","preload":["fonts/a.woff2"],"files":{"kendali.css":"kendali.1.css",
            "kendali.js":"kendali.2.js","kendali.wasm":"kendali.3.wasm","icon.svg":"icon.4.svg",
            "fonts/a.woff2":"fonts/a.5.woff2"}}"#;
        std::fs::write(folder.path().join("manifest.json"), manifest).unwrap();
        let site = Site::open(Some(folder.path())).unwrap();
        assert_eq!(&*site.build, "b1");
        assert_eq!(&*site.assets.wasm, "/pkg/kendali.3.wasm");
        assert_eq!(&*site.assets.fonts[0], "/pkg/fonts/a.5.woff2");
    }

    #[test]
    fn a_manifest_without_a_style_sheet_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("manifest.json"), r#"{"build":"b","files":{}}"#).unwrap();
        let error = Site::open(Some(folder.path())).unwrap_err().to_string();
        assert!(error.contains("names no kendali.css"), "{error}");
    }
}
