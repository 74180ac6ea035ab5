//! Tracking: one answer for an unknown code and wrong digits, tries that are counted, passes that end.

use chrono::TimeDelta;
use domain::tracking::LastFour;
use domain::tracking_code::TrackingCode;
use storage::tracking::{Pass, Tried};

use crate::desk::{Desk, after, facts_of, morning};
use crate::office::Office;

stories! {
    code_and_digits_together_open_the_dossier,
    an_unknown_code_and_wrong_digits_are_one_answer,
    five_wrong_digits_pause_the_code_for_a_quarter_of_an_hour,
    one_network_tries_ten_times_at_once,
    a_pass_opens_one_code_for_one_purpose_until_it_ends,
}

fn four(digits: &str) -> LastFour {
    LastFour::parse(digits).unwrap()
}

fn unknown() -> TrackingCode {
    TrackingCode::parse("7KM4Q-9TX2T").unwrap()
}

async fn code_and_digits_together_open_the_dossier(office: Office) {
    let desk = Desk::open(office).await;
    let registered = desk.register(&facts_of("Rina Dewi Sartika", 3), morning()).await.dossier;
    let store = &desk.office.store;
    let Tried::Found(tracked) = store.track(&registered.code, four("0003"), "a", after(1)).await.unwrap()
    else {
        panic!("code and digits are right");
    };
    assert_eq!(tracked.dossier.id, registered.id);
    assert_eq!(tracked.told, None);
    let again = store.tracked(&registered.code).await.unwrap().unwrap();
    assert_eq!(again, *tracked);
    assert_eq!(store.tracked(&unknown()).await.unwrap(), None);
}

async fn an_unknown_code_and_wrong_digits_are_one_answer(office: Office) {
    let desk = Desk::open(office).await;
    let store = &desk.office.store;
    assert_eq!(store.track(&unknown(), four("0003"), "a", morning()).await.unwrap(), Tried::NotFound);
    let registered = desk.register(&facts_of("Rina Dewi Sartika", 3), morning()).await.dossier;
    for (code, digits) in [(&registered.code, "0004"), (&unknown(), "0003"), (&unknown(), "0004")] {
        assert_eq!(store.track(code, four(digits), "a", after(1)).await.unwrap(), Tried::NotFound);
    }
}

async fn five_wrong_digits_pause_the_code_for_a_quarter_of_an_hour(office: Office) {
    let desk = Desk::open(office).await;
    let registered = desk.register(&facts_of("Rina Dewi Sartika", 3), morning()).await.dossier;
    let store = &desk.office.store;
    for network in ["a", "b", "c", "d", "e"] {
        assert_eq!(
            store.track(&registered.code, four("9999"), network, after(1)).await.unwrap(),
            Tried::NotFound
        );
        assert_eq!(store.track(&unknown(), four("9999"), network, after(1)).await.unwrap(), Tried::NotFound);
    }
    let pause = Tried::NotBefore(after(16));
    for code in [&registered.code, &unknown()] {
        assert_eq!(
            store.track(code, four("0003"), "f", after(2)).await.unwrap(),
            pause,
            "the right digits too"
        );
    }
    let found = store.track(&registered.code, four("0003"), "f", after(16)).await.unwrap();
    assert!(matches!(found, Tried::Found(_)), "{found:?}");
    // Who knows the digits is not counted.
    for minute in 17..23 {
        let found = store.track(&registered.code, four("0003"), "f", after(minute)).await.unwrap();
        assert!(matches!(found, Tried::Found(_)), "{minute}: {found:?}");
    }
}

async fn one_network_tries_ten_times_at_once(office: Office) {
    let desk = Desk::open(office).await;
    let registered = desk.register(&facts_of("Rina Dewi Sartika", 3), morning()).await.dossier;
    let store = &desk.office.store;
    for _ in 0..10 {
        let found = store.track(&registered.code, four("0003"), "10.1.2.0/24", after(1)).await.unwrap();
        assert!(matches!(found, Tried::Found(_)));
    }
    let next = Tried::NotBefore(after(1) + TimeDelta::seconds(6));
    assert_eq!(store.track(&registered.code, four("0003"), "10.1.2.0/24", after(1)).await.unwrap(), next);
    let other = store.track(&registered.code, four("0003"), "10.1.3.0/24", after(1)).await.unwrap();
    assert!(matches!(other, Tried::Found(_)));
}

async fn a_pass_opens_one_code_for_one_purpose_until_it_ends(office: Office) {
    let store = &office.store;
    let pass = store.tracking_pass(Pass::Visit, &unknown(), morning(), TimeDelta::minutes(60)).unwrap();
    let opens = |kind, code: &TrackingCode, pass: &str, minute| {
        store.opens_tracking(kind, code, pass, after(minute)).unwrap()
    };
    assert!(opens(Pass::Visit, &unknown(), &pass, 0));
    assert!(opens(Pass::Visit, &unknown(), &pass, 59));
    assert!(!opens(Pass::Visit, &unknown(), &pass, 60), "it has ended");
    assert!(!opens(Pass::Link, &unknown(), &pass, 0), "a visit is no link");
    let other = TrackingCode::parse("D8F2W-6RJ1X").unwrap();
    assert!(!opens(Pass::Visit, &other, &pass, 0), "another code");
    let later = pass.replacen(|c: char| c.is_ascii_digit(), "9", 1);
    for wrong in [later.as_str(), "", "1", "a.b.c", "9999999999.x.AAAA", &pass[..pass.len() - 2]] {
        assert!(!opens(Pass::Visit, &unknown(), wrong, 0), "{wrong}");
    }
}
