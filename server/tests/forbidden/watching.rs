//! Who may watch a board or a dossier, and what is told.

use axum::body::Body;
use chrono::TimeDelta;
use domain::id::BatchId;
use domain::role::OfficeRole;
use futures_util::StreamExt;
use http::{Request, Response, StatusCode};
use serde_json::json;

use crate::office::{NIK, Office, SERVICE, Served, morning};

async fn watch(served: &Served, cookie: &str, query: &str) -> Response<Body> {
    let request = Request::get(format!("/events?{query}")).header("cookie", cookie);
    served.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_board_is_watched_by_those_who_see_it_alone() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let board = format!("topik=board:{SERVICE}");
    assert_eq!(watch(&served, "", &board).await.status(), StatusCode::UNAUTHORIZED);
    let head = served.sign_in(OfficeRole::DivisionHead.key()).await;
    assert_eq!(watch(&served, &head, &board).await.status(), StatusCode::FORBIDDEN);
    let clerk = served.sign_in(OfficeRole::BackOffice.key()).await;
    assert_eq!(watch(&served, &clerk, "topik=semua").await.status(), StatusCode::BAD_REQUEST);
    let answer = watch(&served, &clerk, &board).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["content-type"], "text/event-stream");
    assert_eq!(answer.headers()["cache-control"], "no-store");
}

/// The first so many messages of a stream; comments and the program's name are left out.
async fn messages(answer: Response<Body>, count: usize) -> Vec<String> {
    let mut stream = answer.into_body().into_data_stream();
    let mut all = Vec::new();
    while all.len() < count {
        let text = String::from_utf8(stream.next().await.unwrap().unwrap().to_vec()).unwrap();
        if text.contains("event:") && !text.contains("event: program") {
            all.push(text);
        }
    }
    all
}

#[tokio::test]
async fn a_stream_makes_up_for_what_was_missed_in_less_than_2_kb_and_without_personal_data() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let clerk = served.sign_in(OfficeRole::BackOffice.key()).await;
    let told = messages(watch(&served, &clerk, &format!("topik=board:{SERVICE}&sejak=0")).await, 1).await;
    assert!(told[0].contains("event: moved") && told[0].contains("id: 1\n"), "{}", told[0]);
    assert!(told[0].contains(dossier.as_str()) && told[0].len() <= 2_048, "{} bytes", told[0].len());
    assert!(!told[0].contains("nik") && !told[0].contains("phone"), "{}", told[0]);

    // Another service's board is told nothing of it; one that was told more than there is reads anew.
    let ahead = messages(watch(&served, &clerk, &format!("topik=board:{SERVICE}&sejak=99")).await, 1).await;
    assert!(ahead[0].contains("event: anew") && ahead[0].contains("id: 1\n"), "{}", ahead[0]);
}

#[tokio::test]
async fn a_batch_is_told_to_who_asked_for_it_alone() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let batch = BatchId::parse("01a20b48-0900-7000-8000-00000000beef").unwrap();
    let begin = json!({ "id": batch, "paper": "receipt", "dossiers": [dossier] });
    let front = served.sign_in(OfficeRole::FrontOffice.key()).await;
    assert_eq!(served.call("batch/begin", &front, begin).await.status(), StatusCode::OK);
    let (now, seen) = (morning(), office.store.newest_event().await.unwrap());
    let turn = office.store.take_turn("one", now + TimeDelta::minutes(1), now).await.unwrap().unwrap();
    office.store.end_turn("one", &turn, &Ok(b"%PDF-".to_vec()), now).await.unwrap();
    let topic = format!("topik=batch:{batch}&sejak={seen}");
    assert_eq!(watch(&served, "", &topic).await.status(), StatusCode::UNAUTHORIZED);
    let personnel = served.sign_in(OfficeRole::Personnel.key()).await;
    assert_eq!(watch(&served, &personnel, &topic).await.status(), StatusCode::FORBIDDEN);
    let told = messages(watch(&served, &front, &topic).await, 1).await;
    let wanted = format!("data: {{\"batch\":\"{batch}\",\"no\":1,\"state\":\"done\"}}\n");
    assert!(told[0].contains("event: printed") && told[0].contains(&wanted), "{}", told[0]);
    // A colleague who follows it hears of the dossier that moves after it, and nothing of the batch.
    let clerk = served.sign_in(OfficeRole::BackOffice.key()).await;
    let later = office.dossier(&served).await;
    let both = format!("topik=batch:{batch},board:{SERVICE}&sejak={seen}");
    let told = messages(watch(&served, &clerk, &both).await, 1).await;
    assert!(told[0].contains("event: moved") && told[0].contains(later.as_str()), "{}", told[0]);
}

#[tokio::test]
async fn a_dossier_is_followed_by_those_who_may_see_it_and_told_of_itself_alone() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let (one, other) = (office.dossier(&served).await, office.dossier(&served).await);
    let topic = format!("topik=dossier:{one}&sejak=0");
    assert_eq!(watch(&served, "", &topic).await.status(), StatusCode::UNAUTHORIZED);
    for role in [OfficeRole::DivisionHead, OfficeRole::Personnel, OfficeRole::Administrator] {
        let cookie = served.sign_in(role.key()).await;
        assert_eq!(watch(&served, &cookie, &topic).await.status(), StatusCode::FORBIDDEN, "{}", role.key());
    }
    let clerk = served.sign_in(OfficeRole::BackOffice.key()).await;
    assert_eq!(watch(&served, &clerk, "topik=dossier:1").await.status(), StatusCode::BAD_REQUEST);
    let told = messages(watch(&served, &clerk, &topic).await, 1).await;
    assert!(told[0].contains(one.as_str()) && told[0].contains("id: 1\n"), "{}", told[0]);
    let told = messages(watch(&served, &clerk, &format!("topik=dossier:{other}&sejak=0")).await, 1).await;
    assert!(told[0].contains(other.as_str()) && told[0].contains("id: 2\n"), "{}", told[0]);
    for personal in [NIK, "nik", "phone", "7600"] {
        assert!(!told[0].contains(personal), "{personal}: {}", told[0]);
    }
}
