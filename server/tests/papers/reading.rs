//! A sheet as others read it: its text in order, its paper, what it says of itself, and its code.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use domain::paper::Sheet;
use serde_json::Value;

use crate::poppler::{QR, poppler, print, samples};

fn sample(name: &str) -> (Sheet, Value) {
    let (sheet, _, data) = samples().find(|(_, known, _)| *known == name).unwrap();
    (sheet, serde_json::from_str(data).unwrap())
}

/// The text in the order of the tags, as it is selected and heard: one line, without marks of line breaking.
fn selected(pdf: &Path) -> String {
    let text = poppler("pdftotext", &["-raw", pdf.to_str().unwrap(), "-"]);
    let text = String::from_utf8(text).unwrap().replace('\u{200b}', "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn field<'a>(data: &'a Value, path: &str) -> &'a str {
    let found = path.split('.').fold(data, |value, key| match key.parse::<usize>() {
        Ok(place) => &value[place],
        Err(_) => &value[key],
    });
    found.as_str().unwrap_or_else(|| panic!("{path} is no text of the sample"))
}

/// What is found on a typical sheet, in this order: `=` before words of the template, else a field of the sample.
const READ: [(Sheet, &[&str]); 10] = [
    (
        Sheet::Receipt,
        &[
            "=TANDA TERIMA PERMOHONAN",
            "number",
            "service",
            "name",
            "address",
            "received",
            "promise.due",
            "=Persyaratan",
            "items.0.text",
            "items.10.text",
            "date",
            "officer.name",
            "officer.nip",
            "=Lacak berkas:",
        ],
    ),
    (
        Sheet::ControlCard,
        &[
            "=KARTU KENDALI PELAYANAN",
            "register",
            "applicant",
            "received",
            "=Diserahkan oleh",
            "visits.0.step",
            "visits.0.handovers.0.receiver.initials",
            "sum.label",
            "completeness",
            "chain.head.0",
        ],
    ),
    (
        Sheet::Licence,
        &[
            "=PEMERINTAH KOTA PEKANBARU",
            "=SURAT IZIN PRAKTIK",
            "number",
            "=Dasar",
            "basis.0",
            "=Membaca",
            "reading.register",
            "=MEMBERI IZIN KEPADA",
            "=Nama",
            "rows.0.value",
            "=dengan ketentuan:",
            "provisions.0",
            "=Ditetapkan di",
            "date",
            "signature.office_lines.0",
            "signature.name",
            "signature.rank",
            "signature.nip",
        ],
    ),
    (
        Sheet::ReturnLetter,
        &[
            "=Nomor",
            "=Yth.",
            "addressee.name",
            "register",
            "items.0.text",
            "items.0.problem",
            "items.0.remedy",
            "until",
            "signature.office_lines.0",
            "signature.name",
            "signature.rank",
            "signature.nip",
        ],
    ),
    (
        Sheet::RefusalLetter,
        &[
            "=Nomor",
            "=Yth.",
            "addressee.name",
            "register",
            "=tidak dapat dikabulkan",
            "reasons.0",
            "objection.to",
            "signature.name",
            "signature.nip",
        ],
    ),
    (Sheet::ReminderLetter, &["=Nomor", "addressee.name", "ready_since", "licence_number", "signature.name"]),
    (
        Sheet::RevocationLetter,
        &[
            "=Nomor",
            "addressee.name",
            "revoked_from",
            "licence_number",
            "reasons.0",
            "return_until",
            "signature.name",
        ],
    ),
    (
        Sheet::HandoverList,
        &[
            "=DAFTAR SERAH TERIMA BERKAS",
            "day",
            "dossiers.0.register",
            "dossiers.0.name",
            "dossiers.0.step",
            "=Yang menyerahkan",
            "=Yang menerima",
        ],
    ),
    (Sheet::FolderLabel, &["register", "name", "service"]),
    (
        Sheet::Sop,
        &[
            "=Nomor SOP",
            "signature.name",
            "signature.nip",
            "name",
            "=Dasar hukum",
            "legal_basis.0",
            "=Bagan alir",
            "=Pelaksana",
            "steps.0.activity.0",
            "steps.8.output",
            "total",
        ],
    ),
];

#[test]
fn what_a_sheet_says_is_selected_in_the_order_it_is_read() {
    for (sheet, words) in READ {
        let name = format!("{}.typical", sheet.key());
        let (_, data) = sample(&name);
        let said = selected(&print(sheet, &name, &data.to_string()));
        let mut at = 0;
        for word in words {
            let word = word.strip_prefix('=').unwrap_or_else(|| field(&data, word));
            let found = said[at..].find(word);
            let found = found.unwrap_or_else(|| {
                panic!("{name}: {word} does not follow; what follows is\n{}", &said[at..])
            });
            at += found + word.len();
        }
    }
}

/// What pdfinfo tells of a file.
fn told(pdf: &Path) -> BTreeMap<String, String> {
    let lines = String::from_utf8(poppler("pdfinfo", &["-l", "99", pdf.to_str().unwrap()])).unwrap();
    let entries = lines.lines().filter_map(|line| line.split_once(':'));
    let one_space = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    entries.map(|(key, value)| (one_space(key), value.trim().to_owned())).collect()
}

/// The sizes of the pages in millimetres.
fn pages(told: &BTreeMap<String, String>) -> Vec<(u32, u32)> {
    let sizes = told.iter().filter(|(key, _)| key.starts_with("Page ") && key.ends_with(" size"));
    let size = |text: &str| {
        let points: Vec<f64> = text.split_whitespace().filter_map(|word| word.parse().ok()).collect();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a paper is some hundred millimetres"
        )]
        let mm = |points: f64| (points * 25.4 / 72.0).round() as u32;
        (mm(points[0]), mm(points[1]))
    };
    sizes.map(|(_, text)| size(text)).collect()
}

#[test]
fn every_page_is_of_the_paper_that_the_office_set_for_its_kind() {
    for (sheet, name, data) in
        samples().filter(|(_, name, _)| name.ends_with(".longest") || name.ends_with(".typical"))
    {
        let mut data: Value = serde_json::from_str(data).unwrap();
        if sheet == Sheet::FolderLabel {
            assert_eq!(pages(&told(&print(sheet, name, &data.to_string()))), [(100, 70)]);
            continue;
        }
        for (paper, (width, height)) in [("a4", (210, 297)), ("f4", (215, 330))] {
            data["page"]["paper"] = paper.into();
            let named = format!("{name}.{paper}");
            let found = pages(&told(&print(sheet, &named, &data.to_string())));
            let size = if sheet == Sheet::Sop { (height, width) } else { (width, height) };
            assert!(!found.is_empty() && found.iter().all(|page| *page == size), "{named}: {found:?}");
        }
    }
}

#[test]
fn a_file_names_itself_in_its_language_and_is_tagged() {
    for sheet in Sheet::ALL {
        let name = format!("{}.typical", sheet.key());
        let (_, data) = sample(&name);
        let pdf = print(sheet, &name, &data.to_string());
        let told = told(&pdf);
        let number = ["number", "register", "licence_number", "date", "name"];
        let number = number.iter().find_map(|key| data[key].as_str()).unwrap();
        let letter = data["addressee"].is_object();
        assert!(!told["Title"].is_empty() && (letter || told["Title"].contains(number)), "{name}: {told:?}");
        assert_eq!(told["Tagged"], "yes", "{name}");
        assert_eq!(told["Author"], field(&data, "office.short"), "{name}");
        let raw = std::fs::read(&pdf).unwrap();
        assert!(String::from_utf8_lossy(&raw).contains("/Lang(id-ID)"), "{name}");
    }
}

/// What a reader of codes finds on the first page, as a photocopy of 150 dots an inch shows it.
fn scanned(pdf: &Path) -> String {
    let copy = pdf.with_extension("150");
    let (from, to) = (pdf.to_str().unwrap(), copy.to_str().unwrap());
    poppler("pdftoppm", &["-gray", "-r", "150", "-singlefile", "-png", from, to]);
    let picture = copy.with_extension("150.png");
    let read = Command::new("zbarimg").args(["--quiet", "--raw", picture.to_str().unwrap()]).output();
    let read = read.unwrap_or_else(|error| panic!("zbarimg: {error}; install zbar-tools"));
    std::fs::remove_file(&picture).unwrap();
    String::from_utf8(read.stdout).unwrap().trim().to_owned()
}

#[test]
fn the_code_of_a_sheet_is_read_from_a_grey_copy() {
    let shown = samples().filter(|(_, _, data)| {
        let data: Value = serde_json::from_str(data).unwrap();
        data["qr"].is_object() || data["signature"]["electronic"].is_object()
    });
    for (sheet, name, data) in shown {
        let pdf = print(sheet, name, data);
        let code = scanned(&pdf);
        // On a paper of several pages the code may stand at its end.
        let several = pages(&told(&pdf)).len() > 1;
        assert!(code == QR || (several && code.is_empty()), "{name}: {code:?}");
    }
}
