//! Sessions: how long they live and who ends them.

use domain::id::{AccountId, SessionId};
use storage::identity::fresh_session;
use storage::session::{Computer, Token};

use crate::office::{Office, at};

stories! {
    a_session_ends_when_nobody_uses_it,
    a_session_that_is_used_lives_on,
    an_open_stream_does_not_keep_a_session_alive,
    a_person_ends_his_sessions_and_no_one_elses,
    a_token_is_not_stored,
    old_sessions_are_removed,
}

const MORNING: &str = "2026-11-24T00:30:00Z";

async fn open(office: &Office, account: &AccountId, computer: Computer) -> (SessionId, Token) {
    let id = fresh_session(at(MORNING));
    let token = office.store.open_session(&id, account, computer, "Firefox 145", at(MORNING)).await.unwrap();
    (id, token)
}

async fn a_session_ends_when_nobody_uses_it(office: Office) {
    let rina = office.employ("rina", "RD", &[]).await;
    for (computer, last, over) in [
        (Computer::Shared, "2026-11-24T00:59:59.999Z", "2026-11-24T01:00:00Z"),
        (Computer::Own, "2026-11-24T08:29:59.999Z", "2026-11-24T08:30:00Z"),
    ] {
        let (id, token) = open(&office, &rina, computer).await;
        assert_eq!(office.store.session(&token, at(over)).await.unwrap(), None, "{computer:?}");
        let session = office.store.session(&token, at(last)).await.unwrap().expect("still alive");
        assert_eq!((session.id, session.account, session.computer), (id, rina.clone(), computer));
        assert_eq!(session.user_agent, "Firefox 145");
    }
}

async fn a_session_that_is_used_lives_on(office: Office) {
    let rina = office.employ("rina", "RD", &[]).await;
    let (_, token) = open(&office, &rina, Computer::Shared).await;
    for used in ["2026-11-24T00:55:00Z", "2026-11-24T01:20:00Z", "2026-11-24T01:45:00Z"] {
        let session = office.store.session(&token, at(used)).await.unwrap().expect("used every 25 minutes");
        assert_eq!(session.last_seen_at, at(used));
    }
    // Within a minute nothing is written, and nothing is lost.
    let session = office.store.session(&token, at("2026-11-24T01:45:30Z")).await.unwrap().unwrap();
    assert_eq!(session.last_seen_at, at("2026-11-24T01:45:00Z"));
}

async fn an_open_stream_does_not_keep_a_session_alive(office: Office) {
    let rina = office.employ("rina", "RD", &[]).await;
    let (id, token) = open(&office, &rina, Computer::Shared).await;
    let seen = office.store.session_of_stream(&id, at("2026-11-24T00:59:00Z")).await.unwrap();
    assert!(seen.is_some());
    assert_eq!(office.store.session_of_stream(&id, at("2026-11-24T01:00:00Z")).await.unwrap(), None);
    assert_eq!(office.store.session(&token, at("2026-11-24T01:00:00Z")).await.unwrap(), None);
}

async fn a_person_ends_his_sessions_and_no_one_elses(office: Office) {
    let rina = office.employ("rina", "RD", &[]).await;
    let budi = office.employ("budi", "BS", &[]).await;
    let (first, _) = open(&office, &rina, Computer::Own).await;
    let (second, _) = open(&office, &rina, Computer::Own).await;
    let (third, _) = open(&office, &rina, Computer::Shared).await;
    let (of_budi, _) = open(&office, &budi, Computer::Own).await;
    let now = at("2026-11-24T00:31:00Z");
    let ids = async |account: &AccountId| -> Vec<SessionId> {
        let mut ids: Vec<_> = office
            .store
            .sessions_of(account, now)
            .await
            .unwrap()
            .into_iter()
            .map(|session| session.id)
            .collect();
        ids.sort();
        ids
    };
    let mut all = vec![first.clone(), second.clone(), third.clone()];
    all.sort();
    assert_eq!(ids(&rina).await, all);

    office.store.end_session(&of_budi, &rina, now).await.unwrap();
    assert_eq!(ids(&budi).await, [of_budi]);
    office.store.end_session(&first, &rina, now).await.unwrap();
    assert_eq!(ids(&rina).await.len(), 2);
    office.store.end_other_sessions(&rina, &third, now).await.unwrap();
    assert_eq!(ids(&rina).await, [third]);
    office.store.end_sessions(&rina, now).await.unwrap();
    assert_eq!(ids(&rina).await, []);
    assert_eq!(ids(&budi).await.len(), 1);
}

async fn a_token_is_not_stored(office: Office) {
    let rina = office.employ("rina", "RD", &[]).await;
    let (_, token) = open(&office, &rina, Computer::Own).await;
    assert_eq!(Token::parse(token.as_str()).as_ref(), Some(&token));
    assert!(!format!("{token:?}").contains(token.as_str()));
    for wrong in ["", "kendali", &token.as_str()[1..], &format!("{}=", token.as_str())] {
        assert_eq!(Token::parse(wrong), None, "{wrong}");
    }
    let Some(file) = office.store.file().map(std::path::Path::to_owned) else { return };
    office.store.close().await;
    let bytes = std::fs::read(file).unwrap();
    let stored = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
    assert!(stored(b"Firefox 145"), "the session is there");
    assert!(!stored(token.as_str().as_bytes()));
}

async fn old_sessions_are_removed(office: Office) {
    let rina = office.employ("rina", "RD", &[]).await;
    open(&office, &rina, Computer::Own).await;
    assert_eq!(office.store.purge_sessions(at(MORNING)).await.unwrap(), 0);
    assert_eq!(office.store.purge_sessions(at("2026-11-25T00:30:00Z")).await.unwrap(), 1);
}
