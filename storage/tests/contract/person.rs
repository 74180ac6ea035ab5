//! All that one person has in the office, told by the keyed code of the NIK.

use domain::dossier::End;
use domain::dossier_view::LinkedDossier;
use domain::person::PersonName;
use domain::register::Sight;
use domain::role::OfficeRole;
use domain::standard::StepKind;
use storage::dossier::Registration;
use storage::identity::fresh_command;
use storage::settings_log::By;

use crate::desk::{Desk, after, facts_of, morning};
use crate::office::{Office, day, founded};

const OTHER: &str = include_str!("../../../server/standards/sip-dokter-hewan.toml");

stories! {
    a_person_s_dossiers_are_found_under_every_service_the_newest_first,
    who_may_see_no_names_sees_none_beside_a_number,
}

async fn of(desk: &Desk, tail: u32, sight: Sight) -> Vec<LinkedDossier> {
    let nik = facts_of("Rina Dewi Sartika", tail).nik;
    desk.office.store.dossiers_of(&nik, sight, after(600)).await.unwrap()
}

async fn a_person_s_dossiers_are_found_under_every_service_the_newest_first(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    store.add_standard("sip-dokter-hewan", OTHER, day("2026-01-01"), &By::System, founded()).await.unwrap();
    let other = desk.rulebook.latest_standard(store, "sip-dokter-hewan").await.unwrap().unwrap();
    assert_eq!(of(&desk, 3, Sight::Names).await, []);

    let done = desk.delivered(3).await;
    let open = desk.register(&facts_of("Rina Dewi Sartika", 3), after(60)).await.dossier;
    let (id, facts) = (fresh_command(after(90)), facts_of("Rina D. Sartika", 3));
    let asked = Registration {
        standard: &other,
        rulebook: &desk.rulebook,
        id: &id,
        facts: &facts,
        place: "",
        predecessor: None,
    };
    let clerk = desk.officer(OfficeRole::FrontOffice);
    let elsewhere = store.register(asked, clerk, &[], after(90)).await.unwrap().dossier;
    desk.accepted_at(StepKind::Verify, 4).await;

    let found = of(&desk, 3, Sight::Names).await;
    let ids: Vec<_> = found.iter().map(|linked| &linked.line.id).collect();
    assert_eq!(ids, [&elsewhere.id, &open.id, &done.id], "another person's is not among them");
    assert_eq!((found[0].line.service.as_str(), found[0].line.standard), ("sip-dokter-hewan", other.version));
    assert_eq!(found[0].line.name.full(), "Rina D. Sartika, S.Pt.");
    assert_eq!((found[1].line.end, found[1].number.as_deref()), (None, None));
    let number = done.standing.number.as_ref().map(|mark| mark.number.as_str());
    assert!(number.is_some());
    assert_eq!((found[2].line.end, found[2].number.as_deref()), (Some(End::Delivered), number));

    // What the retention rule erased is nobody's any more.
    assert!(store.erase_personal(&desk.rulebook, &done.id, after(600)).await.unwrap());
    assert_eq!(of(&desk, 3, Sight::Names).await.len(), 2);
}

async fn who_may_see_no_names_sees_none_beside_a_number(office: Office) {
    let desk = Desk::open(office).await;
    desk.register(&facts_of("Rina Dewi Sartika", 3), morning()).await;
    let found = of(&desk, 3, Sight::Numbers).await;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].line.name, PersonName::default());
    assert_eq!(found[0].line.register, "REG/2026/000001");
}
