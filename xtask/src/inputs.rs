//! Digests of files and folders, by content: a fresh clone of the same commit is the same input.

use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};

use crate::Outcome;

/// The digest of files and folders under `root`; tests and benchmarks are no input of a build.
pub(crate) fn digest(root: &Path, names: &[&str]) -> Outcome<u64> {
    let mut files = Vec::new();
    for name in names {
        collect(&root.join(name), &mut files)?;
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        hasher.write(file.to_string_lossy().as_bytes());
        hasher.write_u64(digest_file(file)?);
    }
    Ok(hasher.finish())
}

/// The digest of one file's content; it also goes into the file's published name.
pub(crate) fn digest_file(path: &Path) -> Outcome<u64> {
    let mut hasher = DefaultHasher::new();
    hasher.write(&std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?);
    Ok(hasher.finish())
}

/// Every file below a path, in no order.
pub(crate) fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Outcome {
    if path.is_file() {
        files.push(path.to_path_buf());
        return Ok(());
    }
    for entry in std::fs::read_dir(path).map_err(|error| format!("{}: {error}", path.display()))? {
        let entry = entry?;
        if !["tests", "benches", "node_modules"].iter().any(|name| entry.file_name() == *name) {
            collect(&entry.path(), files)?;
        }
    }
    Ok(())
}
