//! What is read of an applicant is written down, beside the control card and not on it.

use domain::id::DossierId;
use domain::role::OfficeRole::{BackOffice, FrontOffice, JuniorAnalyst, Secretary};
use http::StatusCode;
use serde_json::json;
use storage::access::Reading;

use crate::office::{NIK, NOBODY, Office, SERVICE, text};

async fn readings(office: &Office, dossier: &DossierId) -> Vec<(String, Reading)> {
    let mut found = Vec::new();
    for access in office.store.accesses_of(dossier).await.unwrap() {
        let account = office.store.account(&access.account).await.unwrap().unwrap();
        found.push((account.user_name, access.what));
    }
    found
}

#[tokio::test]
async fn a_full_nik_is_read_by_a_click_that_the_access_log_keeps_and_the_card_does_not() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let card = office.store.card(&dossier).await.unwrap();
    let secretary = served.sign_in(Secretary.key()).await;
    let response = served.call("dossier/full-nik", &secretary, json!({ "id": dossier })).await;
    assert_eq!(text(response).await, format!("\"{NIK}\""));
    assert_eq!(readings(&office, &dossier).await, [(Secretary.key().to_owned(), Reading::FullNik)]);
    let after = office.store.card(&dossier).await.unwrap();
    assert_eq!((after.head, after.entries.len()), (card.head, card.entries.len()));
}

#[tokio::test]
async fn the_counter_hears_of_an_open_application_by_its_nik_and_cannot_try_numbers_out() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let front = served.sign_in(FrontOffice.key()).await;
    let ask = async |nik: &str| {
        served.call("counter/doubles", &front, json!({ "service": SERVICE, "nik": nik })).await
    };
    let told = text(ask(NIK).await).await;
    assert!(told.contains(dossier.as_str()) && !told.contains("Rina") && !told.contains(NIK), "{told}");
    assert_eq!(text(ask("1471081203890004").await).await, "[]");
    assert_eq!(ask("147108").await.status(), StatusCode::BAD_REQUEST);
    // A slow computer frees some places meanwhile, never as many as are asked for.
    let mut tries = 0..1_000;
    let refused = loop {
        tries.next().expect("refused some day");
        let answer = ask(NIK).await;
        if answer.status() != StatusCode::OK {
            break answer;
        }
    };
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_dossier_shows_the_nik_masked_and_its_reading_is_kept() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let analyst = served.sign_in(JuniorAnalyst.key()).await;
    let response = served.call("dossier/read", &analyst, json!({ "id": dossier })).await;
    assert_eq!(response.status(), StatusCode::OK);
    let answer = text(response).await;
    assert!(!answer.contains(NIK) && answer.contains("1471••••••••0003"), "{answer}");
    assert_eq!(readings(&office, &dossier).await, [(JuniorAnalyst.key().to_owned(), Reading::Dossier)]);
}

#[tokio::test]
async fn facts_to_be_corrected_hold_the_nik_and_their_reading_is_kept_as_one_of_it() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let back = served.sign_in(BackOffice.key()).await;
    let response = served.call("dossier/facts", &back, json!({ "id": dossier })).await;
    assert!(text(response).await.contains(NIK));
    assert_eq!(readings(&office, &dossier).await, [(BackOffice.key().to_owned(), Reading::FullNik)]);
}

#[tokio::test]
async fn boards_and_registers_hold_no_nik_and_no_telephone() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let front = served.sign_in(FrontOffice.key()).await;
    for (function, arguments) in [
        ("board/read", json!({ "service": crate::office::SERVICE, "query": {} })),
        ("board/card", json!({ "dossier": dossier })),
        ("register/read", json!({ "query": {} })),
    ] {
        let response = served.call(function, &front, arguments).await;
        assert_eq!(response.status(), StatusCode::OK, "{function}");
        let answer = text(response).await;
        assert!(answer.contains("Rina Dewi Sartika"), "{function}: {answer}");
        assert!(!answer.contains(NIK) && !answer.contains("7600"), "{function}: {answer}");
    }
    assert_eq!(readings(&office, &dossier).await, [], "a board opens no dossier");
}

#[tokio::test]
async fn the_nik_of_a_dossier_that_is_none_is_not_found() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let front = served.sign_in(FrontOffice.key()).await;
    for function in ["dossier/full-nik", "dossier/facts", "dossier/read"] {
        let answer = served.refused(function, &front, json!({ "id": NOBODY })).await;
        assert_eq!(answer, app::error::AppError::NotFound, "{function}");
    }
}
