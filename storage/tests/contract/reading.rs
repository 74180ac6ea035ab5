//! A dossier is proven as it is read: whoever opens it sees whether its card was altered.

use domain::dossier::Dossier;
use domain::dossier_view::{CardFault, CardProof};
use domain::event::Event;
use domain::standard::StepKind;
use storage::Store;
use storage::identity::fresh_dossier;
use storage::verify::reading::ProvenDossier;

use crate::desk::{Desk, after, morning};
use crate::office::Office;
use crate::tampering::tamper;

stories! {
    a_dossier_is_read_with_its_card_and_the_proof_that_both_are_whole,
    what_was_altered_behind_the_program_s_back_is_told_to_whoever_reads,
    a_card_that_cannot_be_read_whole_is_shown_as_far_as_it_can,
    what_lost_keys_coded_is_proven_from_their_replacement_on,
    without_the_keys_nothing_is_proven,
    erased_details_are_no_fault,
}

async fn read(desk: &Desk, dossier: &Dossier) -> ProvenDossier {
    desk.office.store.proven_dossier(&desk.rulebook, &dossier.id).await.unwrap().unwrap()
}

async fn a_dossier_is_read_with_its_card_and_the_proof_that_both_are_whole(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let done = desk.delivered(3).await;
    let open = desk.accepted_at(StepKind::Initial, 4).await;
    for dossier in [&done, &open] {
        let found = read(&desk, dossier).await;
        assert_eq!(found.proof, CardProof::Intact);
        assert_eq!(Some(found.view), store.dossier(&dossier.id).await.unwrap());
        assert_eq!(found.card, store.card(&dossier.id).await.unwrap());
    }
    let nobody = store.proven_dossier(&desk.rulebook, &fresh_dossier(morning())).await.unwrap();
    assert_eq!(nobody, None);
}

async fn what_was_altered_behind_the_program_s_back_is_told_to_whoever_reads(office: Office) {
    let desk = Desk::open(office).await;
    let done = desk.delivered(3).await;
    let other = desk.accepted_at(StepKind::Verify, 4).await;
    let (id, last) = (&done.id, done.entries);
    let entry = |seq: u32| format!("where dossier_id = '{id}' and seq = {seq}");
    for (change, undo, fault) in [
        (
            format!("update card_entries set at_ms = at_ms + 1 {}", entry(5)),
            format!("update card_entries set at_ms = at_ms - 1 {}", entry(5)),
            CardFault::Entry(5),
        ),
        (
            format!("update dossiers set step = step - 1 where id = '{id}'"),
            format!("update dossiers set step = step + 1 where id = '{id}'"),
            CardFault::Projection,
        ),
        (
            format!("update visits set queue_ms = queue_ms + 1 where dossier_id = '{id}' and no = 2"),
            format!("update visits set queue_ms = queue_ms - 1 where dossier_id = '{id}' and no = 2"),
            CardFault::Projection,
        ),
        (
            format!(
                "update dossier_facts set detail = replace(detail, 'Rina', 'Dina') where dossier_id = '{id}'"
            ),
            format!(
                "update dossier_facts set detail = replace(detail, 'Dina', 'Rina') where dossier_id = '{id}'"
            ),
            CardFault::Entry(1),
        ),
    ] {
        assert!(tamper(&desk, &change).await > 0, "{change}");
        assert_eq!(read(&desk, &done).await.proof, CardProof::Broken(fault), "{change}");
        assert_eq!(read(&desk, &other).await.proof, CardProof::Intact, "another card is another's");
        tamper(&desk, &undo).await;
        assert_eq!(read(&desk, &done).await.proof, CardProof::Intact, "{undo}");
    }
    tamper(&desk, &format!("delete from dossier_facts where dossier_id = '{id}' and row_no = {last}")).await;
    tamper(&desk, &format!("delete from card_entries {}", entry(last))).await;
    assert_eq!(read(&desk, &done).await.proof, CardProof::Broken(CardFault::CutBefore(last)));
    tamper(&desk, &format!("delete from card_entries where dossier_id = '{id}'")).await;
    assert_eq!(read(&desk, &done).await.proof, CardProof::Broken(CardFault::CutBefore(1)));
}

async fn a_card_that_cannot_be_read_whole_is_shown_as_far_as_it_can(office: Office) {
    let desk = Desk::open(office).await;
    let done = desk.delivered(3).await;
    let whom = format!("where dossier_id = '{}' and seq = 4", done.id);
    tamper(&desk, &format!("update card_entries set event_json = '{{}}' {whom}")).await;
    let found = read(&desk, &done).await;
    assert_eq!(found.proof, CardProof::Broken(CardFault::Entry(4)));
    let read: Vec<u32> = found.card.entries.iter().map(|entry| entry.seq).collect();
    assert_eq!(read, (1..=done.entries).filter(|seq| *seq != 4).collect::<Vec<_>>());
    assert_eq!(found.view.dossier, done);
}

async fn what_lost_keys_coded_is_proven_from_their_replacement_on(office: Office) {
    let mut desk = Desk::open(office).await;
    let done = desk.delivered(3).await;
    std::fs::remove_file(&desk.office.key_file).unwrap();
    let keys = desk.office.store.replace_keys(&desk.office.key_file, "hilang", after(60)).await.unwrap();
    desk.office.store = desk.office.store.clone().with_keys(keys);
    assert_eq!(read(&desk, &done).await.proof, CardProof::Broken(CardFault::Entry(1)));
    desk.office.store.note_keys_replaced(&desk.rulebook, after(61)).await.unwrap();
    let found = read(&desk, &done).await;
    assert_eq!(found.proof, CardProof::IntactSince(after(61)));
    assert!(matches!(found.card.entries.last().unwrap().event, Event::KeysReplaced { .. }));
}

async fn without_the_keys_nothing_is_proven(office: Office) {
    let mut desk = Desk::open(office).await;
    let done = desk.delivered(3).await;
    desk.office.store = Store::connect(&desk.office.url).await.unwrap();
    assert_eq!(read(&desk, &done).await.proof, CardProof::Unproven);
}

async fn erased_details_are_no_fault(office: Office) {
    let desk = Desk::open(office).await;
    let done = desk.delivered(3).await;
    assert!(desk.office.store.erase_personal(&desk.rulebook, &done.id, after(600)).await.unwrap());
    assert_eq!(read(&desk, &done).await.proof, CardProof::Intact);
}
