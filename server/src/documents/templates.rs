//! The templates that a print uses: those that come with the program, and in place of them those of the office.

use std::collections::BTreeMap;
use std::sync::Arc;

use data_encoding::HEXLOWER;
use domain::paper::Sheet;
use ring::digest::{Context, SHA256};

use super::shipped::{EMBLEM, FONTS, TEMPLATES};

/// A set of templates with the emblem. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Templates {
    texts: BTreeMap<&'static str, Arc<str>>,
    emblem: Arc<str>,
}

/// The name of a template that the program knows: `receipt.typ`, `_sheet.typ`.
pub fn known(name: &str) -> Option<&'static str> {
    TEMPLATES.iter().map(|(known, _)| *known).find(|known| *known == name)
}

/// A file that others import rather than print.
pub(super) fn is_shared(name: &str) -> bool {
    name.starts_with('_')
}

impl Templates {
    /// Those that come with the program.
    pub fn shipped() -> Self {
        let texts = TEMPLATES.iter().map(|(name, text)| (*name, Arc::from(*text))).collect();
        Self { texts, emblem: Arc::from(EMBLEM) }
    }

    /// The file of a sheet: `receipt.typ`.
    pub fn file_of(sheet: Sheet) -> String {
        format!("{}.typ", sheet.key())
    }

    /// The same set with another text of a template; of a name that the program does not know nothing changes.
    #[must_use]
    pub fn with(mut self, name: &str, text: &str) -> Self {
        if let Some(name) = known(name) {
            self.texts.insert(name, Arc::from(text));
        }
        self
    }

    /// The same set with the office's emblem, an SVG picture; the neutral placeholder where it has none.
    #[must_use]
    pub fn with_emblem(mut self, emblem: Option<&str>) -> Self {
        self.emblem = Arc::from(emblem.unwrap_or(EMBLEM));
        self
    }

    /// The text of a template.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.texts.get(name).map(AsRef::as_ref)
    }

    /// Every template by name.
    pub fn all(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.texts.iter().map(|(name, text)| (*name, text.as_ref()))
    }

    pub(super) fn emblem(&self) -> &str {
        &self.emblem
    }

    /// The files that a sheet is set from: its own and those that all share.
    pub(super) fn used_by(&self, sheet: Sheet) -> impl Iterator<Item = (&'static str, &str)> {
        let own = Self::file_of(sheet);
        self.all().filter(move |(name, _)| is_shared(name) || *name == own)
    }

    /// The sheets that a template belongs to: its own, or all where it is shared.
    pub(super) fn sheets_of(name: &str) -> Vec<Sheet> {
        let belongs = |sheet: &Sheet| is_shared(name) || Self::file_of(*sheet) == name;
        Sheet::ALL.into_iter().filter(belongs).collect()
    }

    /// The version of a sheet's template: one code over every file that it is set from, emblem and typefaces among them,
    /// so that an issued letter can name what it was set from. Shape: SHA-256, 64 hex digits.
    pub fn version(&self, sheet: Sheet) -> String {
        let mut context = Context::new(&SHA256);
        let mut add = |name: &str, bytes: &[u8]| {
            for part in [name.as_bytes(), bytes] {
                context.update(&(part.len() as u64).to_be_bytes());
                context.update(part);
            }
        };
        for (name, text) in self.used_by(sheet) {
            add(name, text.as_bytes());
        }
        add("emblem.svg", self.emblem.as_bytes());
        for (name, data) in FONTS {
            add(name, data);
        }
        HEXLOWER.encode(context.finish().as_ref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_changes_with_every_file_that_a_sheet_is_set_from_and_with_no_other() {
        let shipped = Templates::shipped();
        let receipt = shipped.version(Sheet::Receipt);
        assert_eq!(receipt, Templates::shipped().version(Sheet::Receipt));
        let version = |templates: Templates| templates.version(Sheet::Receipt);
        assert_ne!(version(shipped.clone().with("receipt.typ", "x")), receipt);
        assert_ne!(version(shipped.clone().with("_sheet.typ", "x")), receipt);
        assert_ne!(version(shipped.clone().with_emblem(Some("<svg/>"))), receipt);
        assert_eq!(version(shipped.clone().with("sop.typ", "x")), receipt);
        assert_eq!(version(shipped.with("lain.typ", "x")), receipt);
    }

    #[test]
    fn every_sheet_has_its_template_and_what_all_share_belongs_to_all() {
        for sheet in Sheet::ALL {
            let file = Templates::file_of(sheet);
            assert_eq!(known(&file), Some(file.as_str()));
            assert_eq!(Templates::sheets_of(&file), [sheet]);
        }
        assert_eq!(Templates::sheets_of("_sheet.typ").len(), Sheet::ALL.len());
    }
}
