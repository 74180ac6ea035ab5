//! What other programs make of a PDF.

use std::path::{Path, PathBuf};
use std::process::Command;

use domain::paper::Sheet;
use server::documents::shipped::SAMPLES;
use server::documents::{Templates, set};

/// The address in the QR of a sample.
pub(crate) const QR: &str = "https://izin.example.go.id/lacak/7KM4Q-9TX2T";

/// Where the tests leave what they printed: `target/papers`.
pub(crate) fn printed_into() -> PathBuf {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/papers");
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// Runs a program of poppler.
pub(crate) fn poppler(program: &str, arguments: &[&str]) -> Vec<u8> {
    let run = Command::new(program).args(arguments).output();
    let output = run.unwrap_or_else(|error| panic!("{program}: {error}; install poppler-utils"));
    assert!(output.status.success(), "{program} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The samples with their sheets.
pub(crate) fn samples() -> impl Iterator<Item = (Sheet, &'static str, &'static str)> {
    SAMPLES.iter().map(|(file, data)| {
        let name = file.trim_end_matches(".json");
        let sheet = Sheet::ALL.into_iter().find(|sheet| name.split('.').next() == Some(sheet.key()));
        (sheet.unwrap_or_else(|| panic!("{file} is of no sheet")), name, *data)
    })
}

/// Prints a sample into `target/papers`.
pub(crate) fn print(sheet: Sheet, name: &str, data: &str) -> PathBuf {
    print_from(&Templates::shipped(), sheet, name, data)
}

/// Prints from other templates than those that come with the program.
pub(crate) fn print_from(templates: &Templates, sheet: Sheet, name: &str, data: &str) -> PathBuf {
    let printed = set(sheet, templates, data.as_bytes().to_vec(), Some(QR));
    let printed = printed.unwrap_or_else(|faults| panic!("{name}:\n{faults}"));
    assert_eq!(printed.warnings, [], "{name}");
    let path = printed_into().join(format!("{name}.pdf"));
    std::fs::write(&path, printed.pdf).unwrap();
    path
}

/// The text that a reader can select.
pub(crate) fn text(pdf: &Path) -> String {
    let text = poppler("pdftotext", &["-layout", pdf.to_str().unwrap(), "-"]);
    String::from_utf8(text).unwrap()
}
