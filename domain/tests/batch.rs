//! Batches of prints: who may print what, and how many at once.

mod desk;

use chrono::TimeDelta;
use desk::{File, af, dk, inseminator, ys};
use domain::batch::{
    Batch, BatchFault, BatchItem, BatchLine, BatchPaper, BatchRefusal, ItemState, KEPT, MOST, Progress,
    may_begin, papers_of,
};
use domain::id::{BatchId, DossierId};
use domain::paper::DossierPaper;
use domain::role::{Actor, Permission};
use domain::time::instant_ms;

fn ids(count: usize) -> Vec<DossierId> {
    (0..count)
        .map(|no| DossierId::parse(&format!("01a20b48-0900-7000-8000-{no:012x}")).expect("a UUID"))
        .collect()
}

#[test]
fn fifty_dossiers_go_into_a_batch_and_no_more() {
    assert_eq!(may_begin(&ys(), BatchPaper::Receipt, &ids(MOST)), Ok(ids(50)));
    let refused = may_begin(&ys(), BatchPaper::Receipt, &ids(MOST + 1));
    assert_eq!(refused, Err(BatchRefusal::TooMany { chosen: 51 }));
    assert_eq!(may_begin(&ys(), BatchPaper::Receipt, &[]), Err(BatchRefusal::Empty));
}

#[test]
fn a_dossier_that_was_chosen_twice_is_printed_once() {
    let twice = [ids(2), ids(2)].concat();
    assert_eq!(may_begin(&dk(), BatchPaper::Label, &twice), Ok(ids(2)));
    let many = [ids(MOST), ids(MOST)].concat();
    assert_eq!(may_begin(&dk(), BatchPaper::Label, &many).map(|all| all.len()), Ok(MOST));
}

#[test]
fn who_may_not_open_a_dossier_prints_none() {
    let nobody = Actor { grants: Vec::new(), ..af() };
    for paper in BatchPaper::ALL {
        let permission = paper.permission();
        assert!(matches!(permission, Permission::SeeDossier | Permission::SeeCard), "{paper:?}");
        let refused = may_begin(&nobody, paper, &ids(1));
        assert_eq!(refused, Err(BatchRefusal::NotPermitted { permission }), "{paper:?}");
        assert!(may_begin(&af(), paper, &ids(1)).is_ok(), "{paper:?}");
    }
}

#[test]
fn a_batch_holds_the_papers_that_a_dossier_has_now() {
    let file = File::at_desk(inseminator(), 4);
    let sheets = [
        DossierPaper::Receipt,
        DossierPaper::ControlCard,
        DossierPaper::Label,
        DossierPaper::ReturnLetter(1),
        DossierPaper::ReturnLetter(2),
    ];
    assert_eq!(BatchPaper::ReturnLetter.among(&sheets), Some(DossierPaper::ReturnLetter(2)), "the newest");
    let papers = papers_of(&dk(), &file.dossier, &sheets);
    let wanted = [
        BatchPaper::Receipt,
        BatchPaper::ReceiptForFile,
        BatchPaper::Label,
        BatchPaper::ControlCard,
        BatchPaper::ReturnLetter,
    ];
    assert_eq!(papers, wanted, "nothing was issued, refused or left uncollected");
}

#[test]
fn a_key_leads_to_its_paper() {
    for paper in BatchPaper::ALL {
        assert_eq!(BatchPaper::from_key(paper.key()), Some(paper));
    }
    assert_eq!(BatchPaper::from_key("sop"), None);
}

#[test]
fn a_batch_is_over_once_nothing_waits_whether_or_not_all_were_printed() {
    let mut states = vec![ItemState::Done, ItemState::Failed(BatchFault::NotDue), ItemState::Printing];
    let progress = Progress::of(&states);
    assert_eq!((progress, progress.is_over()), (Progress { all: 3, done: 1, failed: 1 }, false));
    states[2] = ItemState::Done;
    assert!(Progress::of(&states).is_over());
    for state in states {
        assert!(ItemState::KEYS.contains(&state.key()));
    }
}

#[test]
fn a_batch_takes_in_how_a_turn_ended_and_counts_anew() {
    let id = BatchId::parse("01a20b48-0900-7000-8000-000000000001").expect("a UUID");
    let line = BatchLine {
        id,
        paper: BatchPaper::Receipt,
        made_at: instant_ms(1_795_485_600_000),
        progress: Progress { all: 2, done: 0, failed: 0 },
    };
    let item = |no, dossier: DossierId| BatchItem {
        no,
        dossier,
        register: String::new(),
        name: String::new(),
        state: ItemState::Waiting,
    };
    let items = (1..).zip(ids(2)).map(|(no, dossier)| item(no, dossier)).collect();
    let mut batch = Batch { line, owner: ys().account, items };
    batch.end(2, ItemState::Failed(BatchFault::NotDue));
    assert_eq!(batch.line.progress, Progress { all: 2, done: 0, failed: 1 });
    batch.end(1, ItemState::Done);
    batch.end(3, ItemState::Done);
    assert!(batch.line.progress.is_over() && batch.line.progress.done == 1, "there is no third");
}

#[test]
fn a_batch_is_kept_for_three_days_from_when_it_was_asked_for() {
    let id = BatchId::parse("01a20b48-0900-7000-8000-000000000001").expect("a UUID");
    let made_at = instant_ms(1_795_485_600_000);
    let line = BatchLine { id, paper: BatchPaper::Licence, made_at, progress: Progress::default() };
    assert_eq!((line.kept_until() - made_at, KEPT), (TimeDelta::days(3), TimeDelta::days(3)));
}
