//! Reading the file that a command was given.

use std::path::Path;

/// The text of a file.
///
/// # Errors
/// The file's name with what stands in the way.
pub(super) fn read(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// A fault of a file's content, with the file's name before it.
pub(super) fn fault(path: &Path, what: &impl std::fmt::Display) -> String {
    format!("{}: {what}", path.display())
}
