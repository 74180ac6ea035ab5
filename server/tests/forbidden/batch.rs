//! A batch of prints is its owner's: nobody else reads, repeats or downloads it.

use app::error::AppError;
use axum::body::Body;
use domain::batch::BatchRefusal;
use domain::role::OfficeRole::{Administrator, BackOffice, FrontOffice};
use domain::role::{Permission, RoleKey};
use http::{Request, Response, StatusCode};
use serde_json::json;
use storage::settings_log::By;

use crate::office::{NOBODY, Office, Served, fresh_id, morning, text};

async fn get(served: &Served, path: &str, cookie: &str) -> Response<Body> {
    served.send(Request::get(path).header("cookie", cookie).body(Body::empty()).unwrap()).await
}

/// What a batch answers to, one's own or not.
const OF_A_BATCH: [&str; 2] = ["batch/read", "batch/retry"];

#[tokio::test]
async fn a_batch_is_shown_to_who_asked_for_it_alone() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let front = served.sign_in(FrontOffice.key()).await;
    let id = fresh_id();
    let begin = json!({ "id": id, "paper": "receipt", "dossiers": [dossier] });
    assert_eq!(served.call("batch/begin", &front, begin).await.status(), StatusCode::OK);
    let file = format!("/cetak/{id}/cetakan.pdf");

    let back = served.sign_in(BackOffice.key()).await;
    let administrator = served.sign_in(Administrator.key()).await;
    for function in OF_A_BATCH {
        let arguments = json!({ "id": id });
        assert_eq!(served.call(function, &front, arguments.clone()).await.status(), StatusCode::OK);
        assert_eq!(served.refused(function, &back, arguments.clone()).await, AppError::NotFound);
        assert_eq!(served.refused(function, "", arguments.clone()).await, AppError::SignIn);
        let answer = served.refused(function, &administrator, arguments).await;
        assert_eq!(answer, AppError::Forbidden { permission: Permission::SeeDossier });
        let unknown = served.refused(function, &front, json!({ "id": NOBODY })).await;
        assert_eq!(unknown, AppError::NotFound);
    }
    assert_eq!(get(&served, &file, &back).await.status(), StatusCode::NOT_FOUND);
    assert_eq!(get(&served, &file, &administrator).await.status(), StatusCode::FORBIDDEN);
    let answer = get(&served, &file, "").await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    assert_eq!(answer.headers()["location"], format!("/masuk?ke=/cetak/{id}/cetakan.pdf"));
    let early = get(&served, &file, &front).await;
    assert_eq!(early.status(), StatusCode::NOT_FOUND, "nothing is printed yet: {}", text(early).await);
    // Asking for it shows neither name nor number to the others.
    let told =
        text(served.call("batch/open", &back, json!({ "chosen": [], "paper": "licence" })).await).await;
    assert!(!told.contains(&id), "{told}");
}

#[tokio::test]
async fn a_batch_takes_fifty_dossiers_and_at_least_one() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let front = served.sign_in(FrontOffice.key()).await;
    let many: Vec<String> = (0..51).map(|_| fresh_id()).collect();
    for (dossiers, why) in
        [(many.clone(), BatchRefusal::TooMany { chosen: 51 }), (Vec::new(), BatchRefusal::Empty)]
    {
        let begin = json!({ "id": fresh_id(), "paper": "label", "dossiers": dossiers });
        assert_eq!(served.refused("batch/begin", &front, begin).await, AppError::NoBatch { why });
    }
    let open = json!({ "chosen": many, "paper": "label" });
    let why = BatchRefusal::TooMany { chosen: 51 };
    assert_eq!(served.refused("batch/open", &front, open).await, AppError::NoBatch { why });
    let listed = json!({ "chosen": [], "paper": "label" });
    let told = text(served.call("batch/open", &front, listed).await).await;
    assert!(told.contains("\"batches\":[]"), "nothing was begun: {told}");
}

#[tokio::test]
async fn who_loses_the_role_loses_the_batch() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let dossier = office.dossier(&served).await;
    let back = served.sign_in(BackOffice.key()).await;
    let id = fresh_id();
    let begin = json!({ "id": id, "paper": "control-card", "dossiers": [dossier] });
    assert_eq!(served.call("batch/begin", &back, begin).await.status(), StatusCode::OK);
    let account = office.account(BackOffice.key()).await;
    office
        .store
        .revoke_role(&account, &RoleKey::from(BackOffice), &By::CommandLine, morning())
        .await
        .unwrap();
    let answer = served.refused("batch/read", &back, json!({ "id": id })).await;
    assert_eq!(answer, AppError::Forbidden { permission: Permission::SeeDossier });
    assert_eq!(
        get(&served, &format!("/cetak/{id}/cetakan.pdf"), &back).await.status(),
        StatusCode::FORBIDDEN
    );
}
