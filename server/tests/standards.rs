//! The shipped standard and the office's document that it renders.

use domain::standard::ServiceStandard;
use domain::standard_file::read_standard;
use server::shipped::STANDARDS;
use storage::standard::sha256_hex;

const DOCUMENT: &str = include_str!("../standards/source/sipp-inseminator.txt");

fn standards() -> Vec<ServiceStandard> {
    STANDARDS.iter().map(|text| read_standard(text).expect("a shipped standard")).collect()
}

/// Words alone: the document breaks its lines and marks lists in its own way.
fn plain(text: &str) -> String {
    let mut kept = String::new();
    let mut inside_tag = false;
    for letter in text.chars() {
        match letter {
            '<' => inside_tag = true,
            '>' => {
                inside_tag = false;
                kept.push(' ');
            }
            _ if inside_tag => {}
            letter => kept.push(letter),
        }
    }
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_standard_names_the_document_that_it_renders_and_no_other_does() {
    let named: Vec<_> = standards().into_iter().map(|standard| standard.source_sha256).collect();
    assert_eq!(named, [Some(sha256_hex(DOCUMENT)), None]);
}

#[test]
fn requirements_stand_in_the_offices_own_words_and_order() {
    let document = plain(DOCUMENT);
    let mut from = 0;
    for item in &standards()[0].requirements {
        let found = document[from..].find(&item.text.id);
        from += found.unwrap_or_else(|| panic!("{:?} is not next in the document", item.text.id));
    }
}

#[test]
fn completeness_and_outputs_of_the_steps_are_the_offices_own() {
    let document = plain(DOCUMENT);
    for step in &standards()[0].steps {
        for said in [&step.completeness.id, &step.output.id] {
            assert!(document.contains(said.as_str()), "step {}: {said:?}", step.key);
        }
    }
}

#[test]
fn titles_of_the_components_and_lists_of_public_text_are_the_offices_own() {
    let document = plain(DOCUMENT);
    let components = &standards()[0].components;
    for component in components {
        assert!(document.contains(&component.title.id), "{:?}", component.title.id);
    }
    let verbatim =
        ["Dasar Hukum", "Sarana, prasarana, dan/atau fasilitas", "Biaya/tarif", "Jangka waktu penyelesaian"];
    for component in components.iter().filter(|component| verbatim.contains(&component.title.id.as_str())) {
        for paragraph in &component.paragraphs {
            assert!(document.contains(&paragraph.id), "{:?}", paragraph.id);
        }
    }
}

#[test]
fn what_the_document_leaves_open_is_told_to_the_administrator() {
    let concerns: Vec<String> = standards()[0].notices.iter().map(|notice| notice.concerns.clone()).collect();
    for open in ["requirements.ijazah", "components.pengaduan", "promise", "steps.penomoran", "source"] {
        assert!(concerns.iter().any(|concern| concern == open), "{open}");
    }
    for standard in standards() {
        assert!(standard.notices.iter().all(|notice| notice.text.en.is_some()), "{}", standard.service);
    }
}
