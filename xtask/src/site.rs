//! The folder that the server serves: files under names that hold their content's hash, each with a brotli and a
//! gzip copy, and a manifest from plain names to stamped ones.

use flate2::Compression;
use flate2::write::GzEncoder;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::hash::{DefaultHasher, Hasher};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::inputs::{collect, digest_file};

/// What is published.
pub(crate) struct Sources {
    /// The folder of the style sheet; its `icon.svg`, `fonts/` and `images/` are published too.
    pub(crate) style: PathBuf,
    /// The bundled style sheet.
    pub(crate) css: PathBuf,
    /// The JavaScript glue.
    pub(crate) glue: PathBuf,
    /// The optimised module.
    pub(crate) module: PathBuf,
}

impl Sources {
    /// The digest of all of it.
    pub(crate) fn digest(&self) -> Outcome<u64> {
        let mut digest = DefaultHasher::new();
        for (name, path) in self.files()? {
            digest.write(name.as_bytes());
            digest.write_u64(digest_file(&path)?);
        }
        Ok(digest.finish())
    }

    /// Plain published name and source of every file.
    fn files(&self) -> Outcome<Vec<(String, PathBuf)>> {
        let mut files = self.still()?;
        files.push(("kendali.css".to_owned(), self.css.clone()));
        files.push(("kendali.js".to_owned(), self.glue.clone()));
        files.push(("kendali.wasm".to_owned(), self.module.clone()));
        Ok(files)
    }

    /// The files that are published as they lie in the style folder.
    fn still(&self) -> Outcome<Vec<(String, PathBuf)>> {
        let mut paths = Vec::new();
        for name in ["icon.svg", "fonts", "images"] {
            let path = self.style.join(name);
            if path.exists() {
                collect(&path, &mut paths)?;
            }
        }
        paths.sort();
        let named = paths.into_iter().map(|path| {
            let name = path.strip_prefix(&self.style)?.to_str().ok_or("a file's name is no text")?.to_owned();
            Ok((name, path))
        });
        named.collect()
    }
}

/// Writes the site anew beside the old one and puts it in its place.
pub(crate) fn publish(sources: &Sources, site: &Path) -> Outcome {
    let snippets = sources.glue.with_file_name("snippets");
    if snippets.exists() {
        return Err(format!(
            "{}: a crate brings script of its own, which is not published",
            snippets.display()
        )
        .into());
    }
    let fresh = site.with_extension("new");
    if fresh.exists() {
        std::fs::remove_dir_all(&fresh)?;
    }
    let pkg = fresh.join("pkg");
    let mut names = BTreeMap::new();
    for (name, path) in sources.still()? {
        put(&pkg, &name, &std::fs::read(&path)?, &mut names)?;
    }
    let css = with_hashed_addresses(&std::fs::read_to_string(&sources.css)?, &names);
    put(&pkg, "kendali.css", css.as_bytes(), &mut names)?;
    put(&pkg, "kendali.js", &std::fs::read(&sources.glue)?, &mut names)?;
    put(&pkg, "kendali.wasm", &std::fs::read(&sources.module)?, &mut names)?;

    let mut build = DefaultHasher::new();
    for name in names.values() {
        build.write(name.as_bytes());
    }
    // The faces of running text are fetched with the page; the others wait until the sheet asks for them.
    let preload: Vec<_> = names.keys().filter(|name| name.contains("-text.woff2")).collect();
    let manifest = serde_json::json!({
        "build": format!("{:016x}", build.finish()),
        "files": names,
        "preload": preload,
    });
    std::fs::write(fresh.join("manifest.json"), serde_json::to_vec_pretty(&manifest)?)?;
    if site.exists() {
        std::fs::remove_dir_all(site)?;
    }
    std::fs::rename(&fresh, site)?;
    Ok(())
}

/// Bytes, brotli, of the script and the module together.
pub(crate) fn size_of_app(site: &Path) -> Outcome<u64> {
    let manifest: serde_json::Value = serde_json::from_slice(&std::fs::read(site.join("manifest.json"))?)?;
    let mut total = 0;
    for name in ["kendali.js", "kendali.wasm"] {
        let file = manifest["files"][name].as_str().ok_or_else(|| format!("the manifest names no {name}"))?;
        let bytes = std::fs::metadata(site.join("pkg").join(format!("{file}.br")))?.len();
        eprintln!("  {name:<13} {:.1} kB brotli", crate::kilobytes(bytes));
        total += bytes;
    }
    Ok(total)
}

fn put(pkg: &Path, name: &str, content: &[u8], names: &mut BTreeMap<String, String>) -> Outcome {
    let mut digest = DefaultHasher::new();
    digest.write(content);
    let plain = Path::new(name);
    let ending = plain.extension().and_then(OsStr::to_str).ok_or_else(|| format!("{name} has no ending"))?;
    let stamped = plain.with_extension(format!("{:016x}.{ending}", digest.finish()));
    let path = pkg.join(&stamped);
    std::fs::create_dir_all(path.parent().ok_or("no folder")?)?;
    std::fs::write(&path, content)?;
    // Fonts and pictures are compressed already.
    if ["css", "js", "wasm", "svg", "txt"].contains(&ending) {
        std::fs::write(path.with_extension(format!("{ending}.br")), brotli(content)?)?;
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(content)?;
        std::fs::write(path.with_extension(format!("{ending}.gz")), gzip.finish()?)?;
    }
    names.insert(name.to_owned(), stamped.to_str().ok_or("a file's name is no text")?.to_owned());
    Ok(())
}

fn brotli(content: &[u8]) -> Outcome<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut compressed, &parameters)?;
    Ok(compressed)
}

/// The sheet with `url(fonts/x.woff2)` turned into `url(fonts/x.<hash>.woff2)`, whichever way it is quoted.
fn with_hashed_addresses(css: &str, names: &BTreeMap<String, String>) -> String {
    let mut css = css.to_owned();
    for (name, stamped) in names {
        for quote in ["", "\"", "'"] {
            for prefix in ["", "./"] {
                css = css.replace(
                    &format!("url({quote}{prefix}{name}{quote})"),
                    &format!("url({quote}{stamped}{quote})"),
                );
            }
        }
    }
    css
}
