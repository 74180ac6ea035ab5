//! `kendali template`: the templates of the papers.

use domain::paper::Sheet;
use server::documents::{Aside, Templates, set};
use storage::settings_log::Change;

use crate::{Place, as_text};

const RECEIPT: &str = include_str!("../../templates/receipt.typ");

/// The receipt with a word of the office's own.
fn ours() -> String {
    RECEIPT.replace("Telah diterima permohonan", "Sudah kami terima permohonan")
}

#[tokio::test]
async fn an_office_prints_from_its_own_template_until_it_goes_back() {
    let place = Place::new();
    let file = place.file("receipt.typ", &ours());
    let told = place.run(&["template", "check", as_text(&file)]).well();
    assert!(told.contains("in order: 4 samples printed"), "{told}");
    assert!(place.is_untouched(), "a check needs no office");
    let told = place.run(&["template", "import", as_text(&file)]).well();
    assert!(told.contains("receipt.typ is printed from now on"), "{told}");
    let told = place.run(&["template", "import", as_text(&file)]).well();
    assert!(told.contains("receipt.typ is in use already"), "{told}");
    let listed = place.run(&["template", "list"]).well();
    let line = |name: &str| listed.lines().find(|line| line.starts_with(name)).unwrap().to_owned();
    assert!(line("receipt.typ").contains("the office's, loaded 20"), "{listed}");
    assert!(line("sop.typ").contains("the program's") && line("sop.typ").contains("version "), "{listed}");
    let told = place.run(&["template", "reset", "receipt.typ"]).well();
    assert!(told.contains("the program's again"), "{told}");
    let told = place.run(&["template", "reset", "receipt.typ"]).well();
    assert!(told.contains("the program's already"), "{told}");
    let log = place.store().await.settings_log(10).await.unwrap();
    let changes: Vec<Change> = log.iter().map(|entry| entry.what).collect();
    assert_eq!(changes, [Change::TemplateReset, Change::TemplateLoaded]);
}

#[tokio::test]
async fn what_cannot_print_is_refused_by_file_and_line_and_the_one_before_stays() {
    let place = Place::new();
    let file = place.file("receipt.typ", &ours());
    place.run(&["template", "import", as_text(&file)]).well();
    let line_of = |text: &str, part: &str| text.lines().position(|line| line.contains(part)).unwrap() + 1;
    let unknown = ours().replacen("#data.service", "#data.layanan", 1);
    let unclosed = format!("{}\n#if data.number [", ours());
    let typeface = format!("{}\n#text(font: \"Arial Narrow\")[x]", ours());
    for (text, line, reason) in [
        (&unknown, line_of(&unknown, "#data.layanan"), "layanan"),
        (&unclosed, unclosed.lines().count(), "unclosed"),
        (&typeface, typeface.lines().count(), "arial narrow"),
    ] {
        let file = place.file("receipt.typ", text);
        for act in ["check", "import"] {
            let error = place.run(&["template", act, as_text(&file)]).refused();
            assert!(error.contains(&format!("{}:{line}:", file.display())), "{act} {reason}: {error}");
            assert!(error.contains(reason), "{act} {reason}: {error}");
        }
    }
    let store = place.store().await;
    let kept = store.templates().await.unwrap();
    let kept: Vec<_> = kept.iter().map(|one| (one.name.as_str(), one.text.as_str())).collect();
    assert_eq!(kept, [("receipt.typ", ours().as_str())]);
    // It is in the store, and it still prints.
    let (identity, aside) = (domain::office::Office::default(), Aside::default());
    let templates = server::papers::templates(&store, &identity, &aside).await.unwrap();
    let data = include_bytes!("../../templates/samples/receipt.typical.json").to_vec();
    let shipped = set(Sheet::Receipt, &Templates::shipped(), data.clone(), Some("x")).unwrap();
    let printed = set(Sheet::Receipt, &templates, data, Some("x")).unwrap();
    assert_eq!(printed.warnings, []);
    assert_ne!(printed.pdf, shipped.pdf, "the office's own words");
}

/// A program that took a template in is followed by one in which what the template reads is gone.
#[tokio::test]
async fn what_does_not_print_any_more_is_told_written_out_to_be_mended_and_taken_in_again() {
    let place = Place::new();
    let file = place.file("receipt.typ", &ours());
    place.run(&["template", "import", as_text(&file)]).well();
    let gone = ours() + "\n#data.gone";
    let store = place.store().await;
    let by = storage::settings_log::By::CommandLine;
    let now = chrono::DateTime::UNIX_EPOCH;
    store.use_templates(&[("receipt.typ".to_owned(), gone.clone())], &by, now).await.unwrap();
    let listed = place.run(&["template", "list"]).well();
    assert!(
        listed.contains("the office's, loaded 1970") && listed.contains("does not print with it"),
        "{listed}"
    );
    let sop = place.file("sop.typ", Templates::shipped().text("sop.typ").unwrap());
    place.run(&["template", "check", as_text(&sop)]).well();
    let folder = place.file("x", "").with_file_name("templat");
    place.run(&["template", "export", as_text(&folder)]).well();
    assert_eq!(std::fs::read_to_string(folder.join("receipt.typ")).unwrap(), gone);
    place.run(&["template", "import", as_text(&file)]).well();
    let listed = place.run(&["template", "list"]).well();
    assert!(!listed.contains("does not print with it"), "{listed}");
}

#[test]
fn names_that_are_none_are_told_with_those_that_are() {
    let place = Place::new();
    let file = place.file("tanda-terima.typ", RECEIPT);
    for arguments in [["template", "import", as_text(&file)], ["template", "reset", "tanda-terima.typ"]] {
        let error = place.run(&arguments).refused();
        assert!(error.contains("tanda-terima.typ") && error.contains("receipt.typ"), "{error}");
    }
    let error = place.run(&["template", "check", "nowhere.typ"]).refused();
    assert!(error.contains("nowhere.typ"), "{error}");
    let error = place.run(&["template", "check", as_text(&file), as_text(&file)]).refused();
    assert!(error.contains("twice"), "{error}");
}

#[test]
fn templates_are_written_out_to_be_changed_and_nothing_is_written_over() {
    let place = Place::new();
    let folder = place.file("x", "").with_file_name("templat");
    place.run(&["template", "export", as_text(&folder)]).well();
    assert_eq!(std::fs::read_to_string(folder.join("receipt.typ")).unwrap(), RECEIPT);
    assert!(folder.join("_sheet.typ").exists() && folder.join("samples/licence.longest.json").exists());
    let fields = std::fs::read_to_string(folder.join("README.md")).unwrap();
    assert!(fields.contains("`promise.due`"), "{fields}");
    place.run(&["template", "export", as_text(&folder)]).well();
    std::fs::write(folder.join("receipt.typ"), ours()).unwrap();
    let error = place.run(&["template", "export", as_text(&folder)]).refused();
    assert!(error.contains("receipt.typ") && error.contains("another text"), "{error}");
    assert_eq!(std::fs::read_to_string(folder.join("receipt.typ")).unwrap(), ours());
}

#[test]
fn an_author_looks_at_every_sample_before_it_is_taken_in() {
    let place = Place::new();
    let file = place.file("receipt.typ", &ours());
    let folder = place.file("x", "").with_file_name("cetakan");
    place.run(&["template", "check", "--into", as_text(&folder), as_text(&file)]).well();
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    let cases = ["hostile", "longest", "shortest", "typical"];
    assert_eq!(names, cases.map(|case| format!("receipt.{case}.pdf")));
    let pdf = std::fs::read(folder.join("receipt.longest.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    assert!(place.is_untouched());
}
