//! Templates of the office under another program than the one that took them in: what they read may be gone.
//!
//! A template is taken in only where it prints. After the program was renewed that is asked again, at every start: one that
//! does not print is set aside for this run, the program's own prints in its place, and the office's text stays as it was.

use std::collections::BTreeMap;
use std::sync::Arc;

use domain::paper::Sheet;

use super::check::print_samples;
use super::fault::Faults;
use super::templates::{Templates, is_shared};

/// A template of the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnTemplate {
    /// Its name: `receipt.typ`.
    pub name: String,
    /// SHA-256 of its text, in hex.
    pub sha256: String,
    /// The text.
    pub text: String,
}

/// One that this program cannot print with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Its name.
    pub name: String,
    /// SHA-256 of the text that was set aside: another one that is taken in meanwhile was checked by then.
    pub sha256: String,
    /// What keeps the samples from being printed.
    pub faults: Faults,
}

/// The templates of the office that are set aside. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct Aside(Arc<Vec<SetAside>>);

impl Aside {
    /// Checks the templates of an office against every sample, as they are checked when they are taken in. `program` are the
    /// program's own, with the office's emblem. Blocks while it prints.
    pub fn of(program: &Templates, own: &[OwnTemplate]) -> Self {
        let mut texts: BTreeMap<&str, &OwnTemplate> =
            own.iter().map(|own| (own.name.as_str(), own)).collect();
        let mut aside = Vec::new();
        // One that all share is judged last: with it go the faults that it brings into sheets in order.
        while let Some(found) = at_fault(program, &texts) {
            for (name, faults) in found {
                if let Some(own) = texts.remove(name.as_str()) {
                    aside.push(SetAside { name, sha256: own.sha256.clone(), faults });
                }
            }
        }
        Self(Arc::new(aside))
    }

    /// Whether this text of a template is set aside.
    pub fn holds(&self, name: &str, sha256: &str) -> bool {
        self.0.iter().any(|aside| aside.name == name && aside.sha256 == sha256)
    }

    /// Those that are set aside.
    pub fn iter(&self) -> impl Iterator<Item = &SetAside> {
        self.0.iter()
    }
}

/// The templates at fault, those that all share only where a sheet of the program's own does not print with them; none where
/// every sheet prints.
fn at_fault(program: &Templates, own: &BTreeMap<&str, &OwnTemplate>) -> Option<BTreeMap<String, Faults>> {
    let set = own.values().fold(program.clone(), |set, own| set.with(&own.name, &own.text));
    let shared: Vec<&str> = own.keys().copied().filter(|name| is_shared(name)).collect();
    let touched = |sheet: &Sheet| !shared.is_empty() || own.contains_key(&*Templates::file_of(*sheet));
    let mut found = BTreeMap::new();
    for sheet in Sheet::ALL.into_iter().filter(touched) {
        let Err(faults) = print_samples(&set, vec![sheet]) else { continue };
        let file = Templates::file_of(sheet);
        let with_programs = set.clone().with(&file, program.text(&file).unwrap_or_default());
        let is_own = own.contains_key(&*file);
        if is_own && (shared.is_empty() || print_samples(&with_programs, vec![sheet]).is_ok()) {
            found.insert(file, faults);
        } else {
            // What is left is what all share; the sheets of the office's own are looked at anew without it.
            return shared
                .first()
                .map(|_| shared.iter().map(|name| ((*name).to_owned(), faults.clone())).collect());
        }
    }
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(name: &str, text: String) -> OwnTemplate {
        OwnTemplate { name: name.to_owned(), sha256: format!("hash of {name}"), text }
    }

    fn shipped(name: &str) -> String {
        Templates::shipped().text(name).expect("one of the program's").to_owned()
    }

    fn told(own: &[OwnTemplate]) -> Vec<(String, String)> {
        let aside = Aside::of(&Templates::shipped(), own);
        aside.iter().map(|aside| (aside.name.clone(), aside.faults.to_string())).collect()
    }

    #[test]
    fn one_that_reads_what_is_gone_is_set_aside_by_line_and_reason_and_no_other() {
        let words = shipped("receipt.typ").replace("Telah diterima permohonan", "Sudah kami terima");
        let gone = shipped("sop.typ") + "\n#data.layanan_lama";
        let line = gone.lines().count();
        let told = told(&[own("receipt.typ", words), own("sop.typ", gone)]);
        assert_eq!(told.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["sop.typ"]);
        assert!(
            told[0].1.contains(&format!("sop.typ:{line}:")) && told[0].1.contains("layanan_lama"),
            "{told:?}"
        );
    }

    #[test]
    fn one_that_all_share_is_set_aside_with_the_sheets_that_rest_on_it() {
        let gone = shipped("_sheet.typ") + "\n#let ours = [Kota]\n#let broken = sys.nothing_of_the_kind";
        let rests = shipped("receipt.typ") + "\n#ours";
        let words = shipped("sop.typ") + "\n#v(0pt)";
        let told = told(&[own("_sheet.typ", gone), own("receipt.typ", rests), own("sop.typ", words)]);
        let names: Vec<_> = told.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["_sheet.typ", "receipt.typ"], "{told:?}");
    }

    #[test]
    fn a_text_that_was_mended_meanwhile_is_printed() {
        let aside = Aside::of(&Templates::shipped(), &[own("receipt.typ", "#data.gone".to_owned())]);
        assert!(aside.holds("receipt.typ", "hash of receipt.typ"));
        assert!(!aside.holds("receipt.typ", "another") && !aside.holds("sop.typ", "hash of receipt.typ"));
    }

    #[test]
    fn where_all_print_nothing_is_set_aside() {
        assert_eq!(told(&[]), []);
        assert_eq!(told(&[own("_sheet.typ", shipped("_sheet.typ") + "\n#let ours = 1")]), []);
    }
}
