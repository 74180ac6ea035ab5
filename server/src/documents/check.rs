//! Checking templates before they are taken in: every sample of every sheet that they belong to is printed.

use std::collections::BTreeSet;

use domain::paper::Sheet;

use super::fault::{Fault, Faults};
use super::press::set;
use super::shipped::SAMPLES;
use super::templates::{Templates, known};

/// What was printed to check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// The sheets.
    pub sheets: Vec<Sheet>,
    /// The samples that were printed, each with its PDF: `receipt.longest`.
    pub printed: Vec<(String, Vec<u8>)>,
}

/// The address in a sample's QR.
const QR: &str = "https://izin.example.go.id/lacak/7KM4Q-9TX2T";

/// Checks templates by name and text, put in place of those of `templates`.
///
/// # Errors
/// [`Faults`]: a name that is none of the program's, or what keeps a sample from being printed, a typeface that is not
/// there too. Each fault is told once.
pub fn check(templates: &Templates, texts: &[(String, String)]) -> Result<Checked, Faults> {
    let mut set_of = templates.clone();
    let mut sheets: BTreeSet<Sheet> = BTreeSet::new();
    for (name, text) in texts {
        if known(name).is_none() {
            let names: Vec<&str> = templates.all().map(|(name, _)| name).collect();
            let reason = format!("there is no such template; the names are {}", names.join(", "));
            return Err(Faults(vec![Fault::of(Some(name), reason)]));
        }
        sheets.extend(Templates::sheets_of(name));
        set_of = set_of.with(name, text);
    }
    print_samples(&set_of, sheets.into_iter().collect())
}

/// Prints every sample of some sheets.
///
/// # Errors
/// [`Faults`] of all samples, each told once.
pub fn print_samples(templates: &Templates, sheets: Vec<Sheet>) -> Result<Checked, Faults> {
    let mut faults: Vec<Fault> = Vec::new();
    let mut printed = Vec::new();
    for (name, data) in SAMPLES {
        let Some(sheet) = sheets.iter().find(|sheet| name.split('.').next() == Some(sheet.key())) else {
            continue;
        };
        let told = match set(*sheet, templates, data.as_bytes().to_vec(), Some(QR)) {
            Ok(print) => {
                printed.push((name.trim_end_matches(".json").to_owned(), print.pdf));
                print.warnings
            }
            Err(Faults(faults)) => faults,
        };
        let news = |mut fault: Fault| {
            fault.reason = format!("{} (sample {name})", fault.reason);
            fault
        };
        for fault in told {
            let known = |other: &Fault| {
                (other.line, other.column) == (fault.line, fault.column)
                    && other.file == fault.file
                    && other.reason.starts_with(&fault.reason)
            };
            if !faults.iter().any(known) {
                faults.push(news(fault));
            }
        }
    }
    if faults.is_empty() { Ok(Checked { sheets, printed }) } else { Err(Faults(faults)) }
}
