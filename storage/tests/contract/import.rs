//! Histories written in bulk are what commands would have written one by one.

use domain::event::{Act, Personal};
use domain::id::DossierId;
use domain::standard::StepKind;
use storage::StorageError;
use storage::dossier::import::{Imported, ScriptedDossier, ScriptedStep};
use storage::dossier::numbering::register_number;
use storage::number::GivenNumber;

use crate::desk::{Desk, after, facts_of, morning};
use crate::office::{Office, at};

stories! {
    a_history_in_bulk_is_the_history_of_its_commands,
    numbers_go_on_above_those_of_an_import,
    a_history_that_cannot_be_is_refused_whole,
}

/// The history of a dossier as it stands on its card.
pub(crate) async fn script(desk: &Desk, id: &DossierId) -> ScriptedDossier {
    let card = desk.office.store.card(id).await.unwrap();
    let mut steps: Vec<(u32, ScriptedStep)> = Vec::new();
    for entry in card.entries {
        let detail = match entry.personal {
            Personal::Kept(detail) => Some(*detail),
            Personal::None | Personal::Erased => None,
        };
        let act = Act { by: entry.by, event: entry.event, detail };
        match steps.last_mut() {
            Some((version, step)) if *version == entry.version => step.acts.push(act),
            _ => {
                let step = ScriptedStep { at: entry.at, command: entry.command, acts: vec![act] };
                steps.push((entry.version, step));
            }
        }
    }
    let numbers = desk.office.store.numbers_of(id).await.unwrap();
    let steps = steps.into_iter().map(|(_, step)| step).collect();
    ScriptedDossier { id: id.clone(), steps, numbers }
}

/// Empties the office of dossiers, behind the program's back.
async fn empty(desk: &Desk) {
    let tables = [
        "visits",
        "card_entries",
        "dossier_facts",
        "commands",
        "numbers",
        "number_series",
        "dossiers",
        "day_visits",
        "day_promises",
    ];
    for table in tables {
        crate::tampering::tamper(desk, &format!("delete from {table}")).await;
    }
}

async fn a_history_in_bulk_is_the_history_of_its_commands(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    let made = [desk.delivered(3).await, desk.accepted_at(StepKind::Initial, 4).await];
    let views = [
        store.dossier(&made[0].id).await.unwrap().unwrap(),
        store.dossier(&made[1].id).await.unwrap().unwrap(),
    ];
    let scripts = vec![script(&desk, &made[0].id).await, script(&desk, &made[1].id).await];
    empty(&desk).await;
    let imported = store.import(&desk.standard, &desk.calendar, scripts).await.unwrap();
    let entries = u64::from(made[0].entries + made[1].entries);
    assert_eq!(imported, Imported { dossiers: 2, entries });
    for view in views {
        assert_eq!(store.dossier(&view.dossier.id).await.unwrap(), Some(view));
    }
    let report = store.verify(None).await.unwrap();
    assert!(report.holds(), "{report:?}");
    // They go on like any other.
    let open = desk.read(&made[1].id).await;
    desk.walk(open, at("2026-11-24T03:00:00Z"), |dossier| dossier.standing.ended().is_some()).await;
    assert!(store.verify(None).await.unwrap().holds());
}

async fn numbers_go_on_above_those_of_an_import(office: Office) {
    let desk = Desk::open(office).await;
    let made = desk.delivered(3).await;
    let mut script = script(&desk, &made.id).await;
    empty(&desk).await;
    script.numbers.push(GivenNumber {
        series: "register".into(),
        year: 2026,
        seq: 41,
        number: register_number(2026, 41),
        dossier: None,
        given_at: morning(),
        voided: None,
    });
    desk.office.store.import(&desk.standard, &desk.calendar, vec![script]).await.unwrap();
    let next = desk.register(&facts_of("Budi Santoso", 4), after(100)).await.dossier;
    assert_eq!(next.register, "REG/2026/000042");
}

async fn a_history_that_cannot_be_is_refused_whole(office: Office) {
    let desk = Desk::open(office).await;
    let made = desk.delivered(3).await;
    let good = script(&desk, &made.id).await;
    empty(&desk).await;
    let mut bad = good.clone();
    bad.id = storage::identity::fresh_dossier(morning());
    bad.steps.remove(0);
    let refused = desk.office.store.import(&desk.standard, &desk.calendar, vec![good.clone(), bad]).await;
    assert!(matches!(refused, Err(StorageError::Invalid { .. })), "{refused:?}");
    assert_eq!(desk.office.store.dossier(&made.id).await.unwrap(), None);
    let nothing = ScriptedDossier { steps: Vec::new(), ..good };
    let refused = desk.office.store.import(&desk.standard, &desk.calendar, vec![nothing]).await;
    assert!(matches!(refused, Err(StorageError::Invalid { .. })), "{refused:?}");
}
