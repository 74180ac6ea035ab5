//! Every page of every sheet as a picture beside the approved one.
//!
//! The typefaces and the program are the same everywhere, so a page has the same lines everywhere; what may differ is how a
//! version of poppler shades the edges of letters. Two pictures are therefore compared by the mean grey of windows of three by
//! three dots, one beginning at each dot: other shades of an edge nearly cancel out within a window, a letter or a line
//! that is gone, added or moved by half a millimetre does not.
//!
//! `target/papers` keeps each sheet as PDF and its pages as pictures to look at, `target/papers/different` what has changed: what is
//! gone in red, what is new in blue. To approve what is right:
//! `APPROVE_SHEETS=1 cargo test --release -p server --test papers looks_as_it_was_approved`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use domain::paper::Sheet;
use server::documents::Templates;

use crate::grey::{DPI, Grey};
use crate::poppler::{poppler, print, print_from, printed_into, samples};

/// The pages of a printed sheet.
fn pictures(pdf: &Path, dpi: usize) -> Vec<Grey> {
    let pdf = pdf.to_str().unwrap();
    Grey::pages_of_pgm(&poppler("pdftoppm", &["-gray", "-r", &dpi.to_string(), pdf]))
}

fn small(pdf: &Path) -> Vec<Grey> {
    pictures(pdf, DPI).into_iter().map(Grey::sixteenths).collect()
}

fn approved() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/papers/approved")
}

/// The samples that are looked at. Texts full of signs prove that nothing runs, not how a sheet looks.
fn looked_at() -> impl Iterator<Item = (Sheet, &'static str, &'static str)> {
    samples().filter(|(_, name, _)| !name.ends_with(".hostile"))
}

fn names_in(folder: &Path) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten();
    entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect()
}

fn empty(folder: &Path) {
    let _ = std::fs::remove_dir_all(folder);
    std::fs::create_dir_all(folder).unwrap();
}

#[test]
fn every_sheet_looks_as_it_was_approved() {
    let approving = std::env::var_os("APPROVE_SHEETS").is_some();
    if approving {
        empty(&approved());
    }
    let changed = printed_into().join("different");
    empty(&changed);
    let (mut different, mut seen) = (Vec::new(), BTreeSet::new());
    for (sheet, name, data) in looked_at() {
        let pdf = print(sheet, name, data);
        let to_look_at = pictures(&pdf, 110);
        for (page, (ours, large)) in (1..).zip(small(&pdf).into_iter().zip(to_look_at)) {
            let file = format!("{name}.{page}.png");
            large.sixteenths().write(&printed_into().join(&file));
            let place = approved().join(&file);
            if approving {
                ours.write(&place);
            }
            match Grey::read(&place) {
                None => different.push(format!("{file}: nothing is approved yet")),
                Some(theirs) => {
                    if let Some(what) = ours.differs(&theirs) {
                        ours.write_beside(&theirs, &changed.join(&file));
                        different.push(format!("{file}: {what}"));
                    }
                }
            }
            seen.insert(file);
        }
    }
    let gone = names_in(&approved());
    different
        .extend(gone.difference(&seen).map(|file| format!("{file}: approved, but there is no such page")));
    assert!(
        different.is_empty(),
        "{}\nlook at target/papers/<name>.<page>.png and target/papers/different; what is right is approved by\n  \
         APPROVE_SHEETS=1 cargo test --release -p server --test papers looks_as_it_was_approved",
        different.join("\n")
    );
}

#[test]
fn a_letter_or_a_line_that_is_gone_or_moved_is_seen_and_another_shade_of_an_edge_is_not() {
    let (sheet, name, data) = samples().find(|(_, name, _)| *name == "receipt.typical").unwrap();
    let page = small(&print(sheet, name, data)).remove(0);
    assert_eq!(page.differs(&page), None);
    // Every edge a little darker, as another smoothing would draw it.
    let shade = |dot: &u8| if (40..220).contains(dot) { dot.saturating_sub(17) } else { *dot };
    let shaded = Grey { dots: page.dots.iter().map(shade).collect(), ..page.clone() };
    assert_eq!(shaded.differs(&page), None);
    for (was, is, told) in [
        ("7KM4Q-9TX2T", "7KM4Q-9TX2I", "a letter of the code is another one"),
        ("08.14 WIB", "08.15 WIB", "a digit of the hour is another one"),
        ("\"present\": true", "\"present\": false", "a tick stands in the other column"),
    ] {
        let other = small(&print(sheet, "receipt.other", &data.replacen(was, is, 1))).remove(0);
        assert!(other.differs(&page).is_some(), "{told}");
    }
    let shipped = Templates::shipped();
    let text = shipped.text("receipt.typ").unwrap();
    for (was, is, told) in [
        ("#v(0.6mm)\n#grid(", "#v(1.1mm)\n#grid(", "the facts half a millimetre lower"),
        ("(x: 4mm, y: 3.2mm)", "(x: 4.5mm, y: 3.2mm)", "the promise half a millimetre to the right"),
        ("stroke: 1.5pt", "stroke: 0.5pt", "a thinner frame"),
    ] {
        assert!(text.contains(was), "{told}: the template reads otherwise");
        let templates = shipped.clone().with("receipt.typ", &text.replacen(was, is, 1));
        let other = small(&print_from(&templates, sheet, "receipt.moved", data)).remove(0);
        assert!(other.differs(&page).is_some(), "{told}");
    }
}
