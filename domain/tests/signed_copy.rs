//! The scan of a letter that was signed by hand.

mod desk;

use desk::*;
use domain::command::{Command, Then};
use domain::event::{Entry, Event};
use domain::refusal::Refusal;
use domain::role::OfficeRole;
use domain::signed_copy::{CopyKind, SignedCopy, bring, copies, may_bring};

fn copy(letter: &str) -> SignedCopy {
    SignedCopy { kind: CopyKind::Pdf, bytes: 40_000, sha256: letter.repeat(64) }
}

fn signed() -> File {
    let mut file = File::at_desk(inseminator(), 7);
    file.must(&af(), &Command::Sign { then: Then::HandOver });
    file
}

fn kept(card: &[Entry]) -> Vec<&SignedCopy> {
    copies(card.iter().map(|entry| (entry.seq, &entry.event))).into_iter().map(|(_, copy)| copy).collect()
}

#[test]
fn a_file_is_what_its_first_bytes_say() {
    for (begins, kind) in [
        (&b"%PDF-1.7\n"[..], Some(CopyKind::Pdf)),
        (&[0xff, 0xd8, 0xff, 0xe0], Some(CopyKind::Jpg)),
        (b"\x89PNG\r\n\x1a\n\0", Some(CopyKind::Png)),
        (b"\x89PNG", None),
        (b"<svg onload=alert(1)>", None),
        (b"PK\x03\x04", None),
        (b"", None),
    ] {
        assert_eq!(CopyKind::of(begins), kind, "{begins:?}");
    }
}

#[test]
fn a_scan_is_brought_by_who_signs_numbers_or_hands_over_once_it_is_signed() {
    let unsigned = File::at_desk(inseminator(), 7);
    assert_eq!(
        may_bring(&unsigned.standard, &unsigned.dossier.standing, &af()).unwrap_err(),
        Refusal::NotSigned
    );
    let file = signed();
    for role in OfficeRole::ALL {
        let may = matches!(role, OfficeRole::FrontOffice | OfficeRole::BackOffice | OfficeRole::Head);
        let told = may_bring(&file.standard, &file.dossier.standing, &person("ZZ", &[role]));
        assert_eq!(told.is_ok(), may, "{role:?}: {told:?}");
        assert!(may || matches!(told, Err(Refusal::WrongRole { .. })), "{role:?}");
    }
}

#[test]
fn a_newer_scan_takes_the_place_of_an_earlier_one_which_stays_on_the_card() {
    let mut file = signed();
    let standing = file.dossier.standing.clone();
    let acts = |newest: Option<&SignedCopy>, copy| bring(&inseminator(), &standing, &dk(), newest, copy);
    file.append(acts(None, copy("a")).expect("the first"));
    assert_eq!(acts(Some(&copy("a")), copy("a")), Err(Refusal::NothingChanged), "the very same file");
    file.append(acts(Some(&copy("a")), copy("b")).expect("another"));
    assert_eq!(kept(&file.card), [&copy("a"), &copy("b")]);
    assert!(file.dossier.standing.signature.is_some(), "nothing else changes");
}

#[test]
fn a_scan_of_a_letter_that_was_signed_anew_is_of_another_letter() {
    let mut file = signed();
    let standing = file.dossier.standing.clone();
    file.append(bring(&inseminator(), &standing, &dk(), None, copy("a")).expect("signed"));
    file.accept();
    file.must(&dk(), &send_back(7));
    file.accept();
    file.must(&af(), &Command::Sign { then: Then::HandOver });
    assert_eq!(kept(&file.card), [] as [&SignedCopy; 0]);
    let stands = |entry: &Entry| matches!(entry.event, Event::SignedCopyKept(_));
    assert!(file.card.iter().any(stands), "it stays on the card");
}
