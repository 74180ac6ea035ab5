//! `kendali office`: who the office is.

use domain::paper::{Mm, PaperSize};
use storage::setting::Office;

use crate::{Place, as_text};

/// A file that says who the office is.
pub(crate) const OFFICE: &str = "government = \"Pemerintah Kota Dumai\"\n\
    name = \"Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu\"\n\
    short_name = \"DPMPTSP\"\n\
    city = \"Dumai\"\n\
    address = \"Jalan Putri Tujuh 1\"\n\
    postal_code = \"28812\"\n\
    phone = \"(0765) 1234\"\n\
    email = \"dpmptsp@example.go.id\"\n\
    website = \"https://dpmptsp.example.go.id\"\n\
    naming_line = \"Kepala Dinas\"\n";

#[tokio::test]
async fn the_office_is_told_by_file() {
    let place = Place::new();
    let file = place.file("kantor.toml", OFFICE);
    let told = place.run(&["office", "set", as_text(&file)]).well();
    assert!(told.contains("Dinas Penanaman Modal"), "{told}");
    let office = place.store().await.setting::<Office>().await.unwrap().unwrap();
    assert_eq!((office.city.as_str(), office.postal_code.as_str()), ("Dumai", "28812"));
    let moved = place.file("kantor.toml", &OFFICE.replace("Putri Tujuh 1", "Sudirman 9"));
    place.run(&["office", "set", as_text(&moved)]).well();
    let office = place.store().await.setting::<Office>().await.unwrap().unwrap();
    assert_eq!(office.address, "Jalan Sudirman 9");
}

#[tokio::test]
async fn an_office_sets_its_emblem_and_the_paper_of_each_kind() {
    let place = Place::new();
    let papers = "paper.letter = { paper = \"f4\", left = 25.5 }\npaper.sop = { paper = \"f4\" }\n\
        paper.label = { width = 80, height = 50 }\n";
    let file = place.file("kantor.toml", &format!("{OFFICE}{papers}"));
    let emblem = place.file("lambang.svg", include_str!("../../templates/emblem.svg"));
    place.run(&["office", "set", "--emblem", as_text(&emblem), as_text(&file)]).well();
    let office = place.store().await.setting::<Office>().await.unwrap().unwrap();
    assert_eq!(office.emblem_svg.as_deref(), Some(include_str!("../../templates/emblem.svg")));
    let paper = office.paper;
    assert_eq!((paper.letter.paper, paper.letter.left), (PaperSize::F4, Mm::tenths(255)));
    assert_eq!((paper.sop.paper, paper.form.paper), (PaperSize::F4, PaperSize::A4));
    assert_eq!((paper.label.width, paper.label.margin), (Mm::whole(80), Mm::whole(5)));
    let picture = place.file("lambang.png", "PNG");
    let error = place.run(&["office", "set", "--emblem", as_text(&picture), as_text(&file)]).refused();
    assert!(error.contains("lambang.png: is not the text of an SVG picture"), "{error}");
}

#[test]
fn a_fault_is_told_by_line_or_entry_and_nothing_is_written() {
    let place = Place::new();
    for (text, told) in [
        (OFFICE.replace("phone", "telepon"), "line 7: unknown field `telepon`"),
        (OFFICE.replace("\"28812\"", "28812"), "line 6: "),
        (OFFICE.replace("\"28812\"", "\"2881\""), "postal_code"),
        (OFFICE.replace("\"Dumai\"", "\" \""), "city"),
        (OFFICE.replace("dpmptsp@example", "dpmptsp example"), "email"),
        (OFFICE.replace("https://", ""), "website"),
        (format!("{OFFICE}emblem_svg = \"lambang.png\"\n"), "emblem_svg"),
        (format!("{OFFICE}emblem_svg = \"<svg><g\"\n"), "emblem_svg: "),
        (format!("{OFFICE}paper.letter = {{ paper = \"a5\" }}\n"), "line 11: "),
        (format!("{OFFICE}paper.letter = {{ left = 2 }}\n"), "paper.letter.left: 2 mm; it is 5 to 60 mm"),
        (format!("{OFFICE}paper.label = {{ width = 400.5 }}\n"), "paper.label.width: 400.5 mm"),
        (String::new(), "name: is missing or empty"),
    ] {
        let file = place.file("kantor.toml", &text);
        let error = place.run(&["office", "set", as_text(&file)]).refused();
        assert!(error.contains("kantor.toml: ") && error.contains(told), "{told}: {error}");
    }
    assert!(place.is_untouched());
}

#[test]
fn the_help_names_every_entry_of_the_file() {
    let help = Place::new().run(&["office", "set", "--help"]).well();
    let all = Office { emblem_svg: Some(String::new()), ..Office::default() };
    for entry in serde_json::to_value(&all).unwrap().as_object().unwrap().keys() {
        assert!(help.contains(&format!("  {entry}")), "{entry}: {help}");
    }
}
