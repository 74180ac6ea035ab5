//! Scans of letters that were signed by hand.

use domain::refusal::Refusal;
use domain::role::OfficeRole;
use domain::signed_copy::{CopyKind, SignedCopy};
use domain::standard::StepKind;
use storage::identity::fresh_command;
use storage::signed_copy::{Brought, KeptCopy};
use storage::write_error::WriteError;

use crate::desk::{Desk, after};
use crate::office::Office;

stories! {
    a_scan_is_kept_beside_its_entry_and_a_newer_one_takes_nothing_away,
}

async fn a_scan_is_kept_beside_its_entry_and_a_newer_one_takes_nothing_away(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let clerk = desk.officer(OfficeRole::BackOffice);
    let file = desk.accepted_at(StepKind::Number, 1).await;
    let copy = |letter: &str, kind| SignedCopy { kind, bytes: 3, sha256: letter.repeat(64) };
    let bring = async |minute, (copy, bytes): (&SignedCopy, &[u8])| {
        let id = fresh_command(after(minute));
        let brought = Brought { copy, file: bytes };
        store.bring_copy(&desk.rulebook, (&file.id, &id), clerk, brought, after(minute)).await
    };
    let (one, other) = (copy("a", CopyKind::Pdf), copy("b", CopyKind::Jpg));
    let first = bring(41, (&one, b"one")).await.unwrap();
    assert_eq!(first.standing.version, file.standing.version + 1);
    let same = bring(42, (&one, b"one")).await;
    assert!(matches!(same, Err(WriteError::Refused(Refusal::NothingChanged))), "{same:?}");
    let second = bring(43, (&other, b"two")).await.unwrap();
    let kept = async |entry| store.signed_copy(&file.id, entry).await.unwrap();
    assert_eq!(kept(first.entries).await, Some(KeptCopy { copy: one, file: b"one".to_vec() }));
    assert_eq!(kept(second.entries).await, Some(KeptCopy { copy: other, file: b"two".to_vec() }));
    assert_eq!(kept(1).await, None);
    let unsigned = desk.accepted_at(StepKind::Verify, 2).await;
    let id = fresh_command(after(44));
    let early = copy("c", CopyKind::Png);
    let brought = Brought { copy: &early, file: b"png" };
    let refused = store.bring_copy(&desk.rulebook, (&unsigned.id, &id), clerk, brought, after(44)).await;
    assert!(matches!(refused, Err(WriteError::Refused(Refusal::NotSigned))), "{refused:?}");
    let entries = store.card(&unsigned.id).await.unwrap().entries.len();
    assert_eq!(u32::try_from(entries), Ok(unsigned.entries));
    assert!(store.verify(None).await.unwrap().broken.is_empty(), "the card makes the same row");
}
