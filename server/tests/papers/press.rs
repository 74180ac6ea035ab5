//! Every sample prints, can be selected and heard, and prints the same again; a template at fault says where.

use domain::paper::Sheet;
use serde_json::Value;
use server::documents::{Fault, Faults, Templates, check, set};

use crate::poppler::{QR, print, samples, text};

fn sample(name: &str) -> (Sheet, &'static str) {
    samples().find(|(_, known, _)| *known == name).map(|(sheet, _, data)| (sheet, data)).unwrap()
}

/// Texts as one line without the marks of line breaking.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{200b}', "")
}

#[test]
fn every_sample_prints_and_can_be_selected_as_text() {
    for (sheet, name, data) in samples() {
        let said = plain(&text(&print(sheet, name, data)));
        let facts: Value = serde_json::from_str(data).unwrap();
        let number = ["number", "register"].iter().find_map(|key| facts[key].as_str());
        if let Some(number) = number.filter(|_| !name.contains("hostile")) {
            assert!(said.contains(number), "{name}: {number} is not in {said}");
        }
        assert!(!said.is_empty(), "{name}");
    }
}

#[test]
fn texts_of_people_are_set_as_they_are_written_and_run_nothing() {
    for (sheet, name, data) in samples().filter(|(_, name, _)| name.ends_with(".hostile")) {
        let said = text(&print(sheet, name, data)).replace(['\u{200b}', ' ', '\n', '\u{c}'], "");
        for part in ["#panic(\"x\")", "*tebal*", "_miring_", "$x^2$", "<label>", "@rujuk"] {
            assert!(said.contains(part), "{name}: {part} is not in {said}");
        }
    }
}

#[test]
fn the_same_facts_make_the_same_bytes() {
    for name in ["receipt.typical", "control-card.longest", "sop.typical", "licence.electronic"] {
        let (sheet, data) = sample(name);
        let once = || set(sheet, &Templates::shipped(), data.as_bytes().to_vec(), Some(QR)).unwrap().pdf;
        let first = once();
        // Something else in between: nothing of it may be left over.
        let (other, other_data) = sample("folder-label.typical");
        set(other, &Templates::shipped(), other_data.as_bytes().to_vec(), Some("lain")).unwrap();
        assert!(first == once(), "{name}");
    }
}

/// The text of a template whose part between two marks is another.
fn with_part(name: &str, from: &str, to: &str, part: &str) -> Templates {
    let shipped = Templates::shipped();
    let text = shipped.text(name).unwrap();
    let start = text.find(from).unwrap_or_else(|| panic!("{name} has no {from}"));
    let end = start + text[start..].find(to).unwrap();
    let other = format!("{}{part}{}", &text[..start], &text[end..]);
    shipped.clone().with(name, &other)
}

/// The same sheet with a list of `count` texts, each longer than the one before.
fn with_list(data: &str, key: &str, count: usize) -> Vec<u8> {
    let mut data: Value = serde_json::from_str(data).unwrap();
    let text = |no: usize| format!("mencatat setiap pelayanan dan {}melaporkannya;", "sangat ".repeat(no));
    data[key] = (0..count).map(text).collect();
    serde_json::to_vec(&data).unwrap()
}

/// A sheet is as large as it can be on one page, though not every size is tried.
#[test]
fn the_size_of_a_licence_and_of_a_letter_is_what_trying_every_size_finds() {
    let every_size = with_part(
        "licence.typ",
        "#let look() = {",
        "#measured(",
        "#let look() = {
          let room = first-page-height(data) - (data.page.top - data.page.head) * 1mm - 0.4mm
          let fits((size, air)) = measure(width: text-width(data), body(size, air, true)).height <= room
          let looks = (12pt, 11.5pt, 11pt).map(size => ((size, airy), (size, 1))).flatten().chunks(2)
          looks.find(fits) + if looks.find(fits) == none { (12pt, airy) }
        }
        ",
    );
    let every_leading = with_part(
        "_sheet.typ",
        "    if first <= room { return loosest }",
        "    if fits == none",
        "    let fits = (loosest, ..tighter).find(look => high(look) <= room)\n",
    );
    for (name, key, templates) in [
        ("licence.typical", "provisions", every_size),
        ("revocation-letter.typical", "reasons", every_leading),
    ] {
        let (sheet, data) = sample(name);
        for count in 1..=12 {
            let print = |templates: &Templates| {
                set(sheet, templates, with_list(data, key, count), Some(QR)).unwrap().pdf
            };
            assert!(print(&Templates::shipped()) == print(&templates), "{name} with {count} {key}");
        }
    }
}

#[test]
fn a_sheet_is_tagged_for_those_who_hear_it_and_tells_no_instant_of_its_making() {
    let (sheet, data) = sample("receipt.typical");
    let pdf = set(sheet, &Templates::shipped(), data.as_bytes().to_vec(), Some(QR)).unwrap().pdf;
    let raw = String::from_utf8_lossy(&pdf);
    assert!(raw.starts_with("%PDF-1.7"), "{}", &raw[..20]);
    for part in ["/StructTreeRoot", "/MarkInfo", "<pdfuaid:part>1</pdfuaid:part>", "/Lang(id-ID)", "Kendali"]
    {
        assert!(raw.contains(part), "{part}");
    }
}

fn faults(name: &str, text: &str) -> Vec<Fault> {
    let Faults(faults) = check(&Templates::shipped(), &[(name.to_owned(), text.to_owned())]).unwrap_err();
    faults
}

fn receipt() -> String {
    Templates::shipped().text("receipt.typ").unwrap().to_owned()
}

#[test]
fn a_field_that_is_none_is_told_by_file_line_and_reason() {
    let text = receipt().replacen("#data.service", "#data.layanan", 1);
    let line = text.lines().position(|line| line.contains("#data.layanan")).unwrap() + 1;
    let told = faults("receipt.typ", &text);
    assert_eq!(told[0].file.as_deref(), Some("receipt.typ"));
    assert_eq!(told[0].line, line, "{told:?}");
    assert!(told[0].reason.contains("layanan"), "{told:?}");
    assert_eq!(told.len(), 1, "every sample finds it, it is told once: {told:?}");
    assert!(told[0].to_string().starts_with(&format!("receipt.typ:{line}:")), "{}", told[0]);
}

#[test]
fn a_slip_of_the_pen_is_told_where_it_is() {
    let text = receipt() + "\n#if data.number [";
    let lines = text.lines().count();
    let told = faults("receipt.typ", &text);
    assert_eq!((told[0].file.as_deref(), told[0].line), (Some("receipt.typ"), lines), "{told:?}");
    assert!(told[0].reason.contains("unclosed"), "{told:?}");
}

#[test]
fn a_typeface_that_is_not_there_is_a_fault_of_the_template() {
    let text = receipt() + "\n#text(font: \"Bookman Old Style\")[x]";
    let told = faults("receipt.typ", &text);
    assert!(told[0].reason.contains("bookman old style"), "{told:?}");
    assert_eq!(told[0].line, text.lines().count());
}

#[test]
fn a_template_reaches_no_clock_no_network_and_no_file_of_the_computer() {
    for (line, told) in [
        ("#datetime.today().display()", "date"),
        ("#import \"@preview/cetz:0.4.0\"", "package"),
        ("#read(\"/etc/passwd\")", "not found"),
        ("#read(\"../Cargo.toml\")", ""),
        ("#include \"sop.typ\"", "not found"),
    ] {
        let text = format!("{}\n{line}", receipt());
        let faults = faults("receipt.typ", &text);
        assert_eq!(faults[0].line, text.lines().count(), "{line}: {faults:?}");
        assert!(faults[0].reason.contains(told), "{line}: {faults:?}");
    }
}

#[test]
fn what_all_sheets_share_is_checked_with_all_of_them() {
    let shared = Templates::shipped().text("_sheet.typ").unwrap().to_owned();
    let checked = check(&Templates::shipped(), &[("_sheet.typ".to_owned(), shared)]).unwrap();
    assert_eq!(checked.sheets.len(), Sheet::ALL.len());
    assert_eq!(checked.printed.len(), samples().count());
    let unknown = faults("tanda-terima.typ", "");
    assert!(unknown[0].reason.contains("receipt.typ"), "{unknown:?}");
}

#[test]
fn a_text_that_no_qr_holds_is_refused() {
    let (sheet, data) = sample("receipt.typical");
    let long = "a".repeat(4_000);
    let told = set(sheet, &Templates::shipped(), data.as_bytes().to_vec(), Some(&long)).unwrap_err();
    assert!(told.to_string().contains("QR"), "{told}");
}
