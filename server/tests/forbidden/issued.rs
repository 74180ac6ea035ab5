//! What happens to a licence over HTTP: its letter issued by the real acts and served as it was issued, revoked, replaced and
//! renewed; and who may not.

use std::collections::BTreeMap;

use app::error::AppError;
use axum::body::{Body, to_bytes};
use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use domain::command::{Command, ItemDecision, Then};
use domain::dossier::{Dossier, Stage};
use domain::event::{Finding, ItemNote, Recipient};
use domain::id::DossierId;
use domain::licence::Fate;
use domain::paper::Sheet;
use domain::refusal::Refusal;
use domain::role::OfficeRole::{self, FrontOffice, Head, JuniorAnalyst, Secretary};
use domain::role::Permission;
use domain::signed_copy::{COPY_LIMIT, SignedCopy, copies};
use domain::standard::{ServiceStandard, StepKind};
use domain::standard_file::read_standard;
use domain::transition::forward_command;
use http::{Request, Response, StatusCode};
use ring::digest::{SHA256, digest};
use serde_json::{Value, json};
use server::documents::{Templates, set};
use server::shipped;
use storage::access::Reading;
use storage::settings_log::By;

use crate::office::{NIK, Office, PASSWORD, SERVICE, Served, fresh_id, morning, read, registration, text};

/// A dossier on its way through the office, each act by who holds the desk.
struct Way<'a> {
    office: &'a Office,
    served: &'a Served,
    standard: ServiceStandard,
    cookies: BTreeMap<String, String>,
}

impl<'a> Way<'a> {
    fn new(office: &'a Office, served: &'a Served) -> Self {
        let standard = read_standard(shipped::STANDARDS[0]).unwrap();
        Self { office, served, standard, cookies: BTreeMap::new() }
    }

    async fn cookie(&mut self, role: &str) -> String {
        if let Some(known) = self.cookies.get(role) {
            return known.clone();
        }
        let cookie = self.served.sign_in(role).await;
        let confirmed =
            self.served.call("account/confirm_password", &cookie, json!({ "password": PASSWORD })).await;
        assert_eq!(confirmed.status(), StatusCode::OK);
        self.cookies.insert(role.to_owned(), cookie.clone());
        cookie
    }

    async fn dossier(&self, id: &DossierId) -> Dossier {
        self.office.store.dossier(id).await.unwrap().unwrap().dossier
    }

    async fn act(&mut self, role: &str, dossier: &Dossier, command: &Command) -> Response<Body> {
        let cookie = self.cookie(role).await;
        let seen = dossier.standing.version;
        let arguments = json!({ "dossier": dossier.id, "seen": seen, "id": fresh_id(), "command": command });
        self.served.call("command/act", &cookie, arguments).await
    }

    /// Carries it on until it is handed over.
    async fn walk_to_the_end(&mut self, id: &DossierId) -> Dossier {
        loop {
            let dossier = self.dossier(id).await;
            let standing = &dossier.standing;
            let step = self.standard.step(standing.step).unwrap();
            let command = match &standing.stage {
                Stage::Ended { .. } => return dossier,
                Stage::Tray { .. } => Command::Accept,
                Stage::Ready { .. } => Command::Deliver { recipient: Recipient::Applicant },
                _ if step.kind == StepKind::Verify && standing.checklist.undecided > 0 => {
                    let items = dossier.items.iter().map(|item| ItemDecision {
                        brought: None,
                        finding: Some(Finding::Present),
                        note: ItemNote { key: item.key.clone(), ..ItemNote::default() },
                    });
                    Command::MarkItems { items: items.collect() }
                }
                _ => forward_command(&self.standard, standing, Then::HandOver).unwrap(),
            };
            let role = step.role.0.clone();
            let response = self.act(&role, &dossier, &command).await;
            let status = response.status();
            assert_eq!(status, StatusCode::OK, "{command:?}: {}", text(response).await);
        }
    }

    async fn end(&mut self, dossier: &Dossier, command: &Command) -> Dossier {
        let response = self.act(Head.key(), dossier, command).await;
        assert_eq!(response.status(), StatusCode::OK, "{}", text(response).await);
        self.dossier(&dossier.id).await
    }
}

fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(digest(&SHA256, bytes).as_ref())
}

fn later() -> DateTime<Utc> {
    morning() + chrono::TimeDelta::hours(2)
}

async fn get(served: &Served, path: &str, cookie: &str) -> Response<Body> {
    served.send(Request::get(path).header("cookie", cookie).body(Body::empty()).unwrap()).await
}

async fn bytes(response: Response<Body>) -> Vec<u8> {
    assert_eq!(response.status(), StatusCode::OK);
    to_bytes(response.into_body(), 8_000_000).await.unwrap().to_vec()
}

fn said(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("paper.pdf");
    std::fs::write(&path, pdf).unwrap();
    let run = std::process::Command::new("pdftotext").arg(&path).arg("-").output();
    let output = run.unwrap_or_else(|error| panic!("pdftotext: {error}; install poppler-utils"));
    let text = String::from_utf8(output.stdout).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('\u{200b}', "")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_bytes_that_were_issued_are_served_whatever_became_of_the_template() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let mut way = Way::new(&office, &served);
    let id = office.dossier(&served).await;
    let done = way.walk_to_the_end(&id).await;
    let letter = done.licence.as_ref().expect("issued by the act that numbered it").letter.clone();
    let path = format!("/berkas/{id}/surat-izin.pdf");
    let analyst = way.cookie(JuniorAnalyst.key()).await;

    let response = get(&served, &path, &analyst).await;
    let headers = response.headers().clone();
    assert_eq!(headers["content-type"], "application/pdf");
    assert_eq!(headers["content-disposition"], "inline; filename=\"surat-izin-REG-2026-000001.pdf\"");
    assert_eq!(headers["etag"], format!("\"{}\"", letter.sha256));
    assert_eq!(headers["cache-control"], "no-store");
    let issued = bytes(response).await;
    assert_eq!(sha256(&issued), letter.sha256, "the hash on the card");
    assert!(said(&issued).contains(&letter.number));

    let entry = done.licence.as_ref().unwrap().entry;
    let kept = office.store.letter(&id, entry).await.unwrap().unwrap();
    let templates = Templates::shipped();
    assert_eq!(
        (kept.program.as_str(), &letter.template),
        (env!("CARGO_PKG_VERSION"), &templates.version(Sheet::Licence))
    );
    let again = set(Sheet::Licence, &templates, kept.facts.into_bytes(), kept.qr.as_deref()).unwrap().pdf;
    assert!(again == issued, "the same facts, template and program make the same bytes");

    let shipped = include_str!("../../templates/licence.typ");
    let ours = format!("{shipped}\nTempat kami sendiri");
    office
        .store
        .use_templates(&[("licence.typ".to_owned(), ours)], &By::CommandLine, morning())
        .await
        .unwrap();
    let served = office.at(30).await;
    assert!(bytes(get(&served, &path, &analyst).await).await == issued, "what was issued stays");
    let copy = said(&bytes(get(&served, &format!("{path}?lembar=kantor"), &analyst).await).await);
    for part in [letter.number.as_str(), "Tempat kami sendiri", "AM", "AD", "SK"] {
        assert!(copy.contains(part), "{part}: {copy}");
    }
    assert!(!copy.contains(NIK), "{copy}");
    let printed = |access: &storage::access::Access| access.what == Reading::Printed(Sheet::Licence);
    let accesses = office.store.accesses_of(&id).await.unwrap();
    assert_eq!(accesses.iter().filter(|access| printed(access)).count(), 3, "each reading is written down");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_letters_of_a_licence_are_for_those_who_may_see_the_dossier_alone() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let mut way = Way::new(&office, &served);
    let id = office.dossier(&served).await;
    let done = way.walk_to_the_end(&id).await;
    way.end(&done, &Command::Revoke { reason: "Berpraktik di luar tempat izin".into() }).await;
    let before = office.written(&id).await;
    let papers = [
        format!("/berkas/{id}/surat-izin.pdf"),
        format!("/berkas/{id}/surat-izin.pdf?lembar=kantor"),
        format!("/berkas/{id}/surat-pencabutan.pdf"),
    ];
    for path in &papers {
        for role in OfficeRole::ALL.into_iter().filter(|role| !role.works_at_steps()) {
            let cookie = way.cookie(role.key()).await;
            assert_eq!(
                get(&served, path, &cookie).await.status(),
                StatusCode::FORBIDDEN,
                "{path} by {}",
                role.key()
            );
        }
        assert_eq!(get(&served, path, "").await.status(), StatusCode::SEE_OTHER, "{path}");
    }
    assert_eq!(office.written(&id).await, before, "what is forbidden is no reading");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_licence_has_its_letter_and_everybody_is_told() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let mut way = Way::new(&office, &served);
    let id = office.dossier(&served).await;
    let done = way.walk_to_the_end(&id).await;
    let number = done.licence.as_ref().unwrap().letter.number.clone();
    let command = Command::Revoke { reason: "1. Berpraktik di luar tempat izin".into() };

    let fresh = served.sign_in(Head.key()).await;
    let arguments =
        json!({ "dossier": id, "seen": done.standing.version, "id": fresh_id(), "command": command });
    let answer = served.refused("command/act", &fresh, arguments).await;
    assert_eq!(answer, AppError::PasswordAgain, "the password is asked again");
    let refused = crate::office::refusal(way.act(Secretary.key(), &done, &command).await).await;
    let permission = Permission::EndLicence;
    assert_eq!(refused, AppError::Refused { rule: Refusal::NotPermitted { permission } });
    assert_eq!(way.dossier(&id).await, done, "nothing is written");

    let over = way.end(&done, &command).await;
    assert!(matches!(over.licence.as_ref().unwrap().fate, Some(Fate::Revoked { .. })));
    let front = way.cookie(FrontOffice.key()).await;
    let letter =
        said(&bytes(get(&served, &format!("/berkas/{id}/surat-pencabutan.pdf"), &front).await).await);
    for part in [
        &number,
        "Sdr. Rina Dewi Sartika, S.Pt.",
        "Berpraktik di luar tempat izin",
        "24 November 2026",
        "8 Desember 2026",
        "21 hari kerja",
    ] {
        assert!(letter.contains(part), "{part}: {letter}");
    }
    let check = format!("/izin?nomor={}", number.replace('/', "%2F"));
    assert!(text(get(&served, &check, "").await).await.contains("DICABUT"));
    for again in [command, Command::Replace { reason: "x".into() }] {
        let refused = crate::office::refusal(way.act(Head.key(), &over, &again).await).await;
        assert_eq!(refused, AppError::Refused { rule: Refusal::LicenceOver });
    }
}

/// The form as the counter fills it from an earlier dossier.
async fn open_from(served: &Served, cookie: &str, id: &DossierId) -> Value {
    read(served.call("counter/open", cookie, json!({ "service": SERVICE, "earlier": id })).await).await
}

fn registration_from(form: &Value, earlier: &DossierId) -> Value {
    let mut asked = registration();
    asked["form"] = form.clone();
    asked["earlier"] = json!(earlier);
    asked
}

#[tokio::test(flavor = "multi_thread")]
async fn a_licence_is_renewed_from_its_dossier_with_nothing_asked_twice() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let mut way = Way::new(&office, &served);
    let id = office.dossier(&served).await;
    let front = way.cookie(FrontOffice.key()).await;
    let early = served.refused("counter/open", &front, json!({ "service": SERVICE, "earlier": id })).await;
    assert_eq!(early, AppError::Refused { rule: Refusal::NotEnded });

    let old = way.walk_to_the_end(&id).await;
    let readings = office.store.accesses_of(&id).await.unwrap().len();
    let opened = open_from(&served, &front, &id).await;
    let earlier = &opened["earlier"];
    assert_eq!(earlier["succession"], "renewal");
    let form = &earlier["form"];
    for (field, value) in
        [("kind", "perpanjangan"), ("name", "Rina Dewi Sartika"), ("nik", NIK), ("street", "Jl. Melati 3")]
    {
        assert_eq!(form[field], value, "{field}");
    }
    assert_eq!(form["fields"]["nama-tempat-praktik"], "Klinik Satwa");
    let accesses = office.store.accesses_of(&id).await.unwrap();
    assert_eq!(
        (accesses.len(), accesses[0].what),
        (readings + 1, Reading::FullNik),
        "the whole NIK was read"
    );

    let mut another = registration_from(form, &id);
    another["form"]["nik"] = json!("1471081203890004");
    let refused = served.refused("counter/register", &front, another).await;
    assert_eq!(refused, AppError::Refused { rule: Refusal::OtherHolder }, "a licence passes to nobody else");

    let receipt: Value =
        read(served.call("counter/register", &front, registration_from(form, &id)).await).await;
    let new = DossierId::parse(receipt["id"].as_str().unwrap()).unwrap();
    assert_eq!(way.dossier(&new).await.predecessor.as_ref(), Some(&id));
    let link = |of: &Value, other: &DossierId| {
        let links = of["links"].as_array().unwrap().clone();
        links.into_iter().find(|link| link["dossier"]["line"]["id"] == other.as_str()).expect("linked")
    };
    let of_new: Value = read(served.call("dossier/read", &front, json!({ "id": new })).await).await;
    let of_old: Value = read(served.call("dossier/read", &front, json!({ "id": id })).await).await;
    assert_eq!(of_new["view"]["dossier"]["predecessor"], id.as_str());
    assert_eq!(link(&of_new, &id)["dossier"]["number"], old.licence.as_ref().unwrap().letter.number.as_str());
    assert_eq!(link(&of_old, &new)["dossier"]["predecessor"], id.as_str());

    let renewed = way.walk_to_the_end(&new).await;
    let ended = office.store.supersede(&storage::rulebook::Rulebook::new(), later()).await.unwrap();
    assert_eq!(ended, 1);
    let by = match way.dossier(&id).await.licence.unwrap().fate {
        Some(Fate::Replaced { by, .. }) => by,
        other => panic!("{other:?}"),
    };
    assert_eq!(by, Some(renewed.licence.unwrap().letter.number));
    let over = served.refused("counter/open", &front, json!({ "service": SERVICE, "earlier": id })).await;
    assert_eq!(over, AppError::Refused { rule: Refusal::LicenceOver });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_is_to_be_replaced_gets_its_successor_at_the_counter() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let mut way = Way::new(&office, &served);
    let id = office.dossier(&served).await;
    let done = way.walk_to_the_end(&id).await;
    way.end(&done, &Command::Replace { reason: "Nama pada surat keliru".into() }).await;
    let front = way.cookie(FrontOffice.key()).await;
    let opened = open_from(&served, &front, &id).await;
    assert_eq!(opened["earlier"]["succession"], "replacement");
    assert_eq!(opened["earlier"]["form"]["kind"], "baru", "the kind that it was");
    let receipt: Value = read(
        served.call("counter/register", &front, registration_from(&opened["earlier"]["form"], &id)).await,
    )
    .await;
    let new = DossierId::parse(receipt["id"].as_str().unwrap()).unwrap();
    assert_eq!(way.dossier(&new).await.predecessor, Some(id));
}

/// A form with a file, as a browser sends it.
fn form(id: &DossierId, cookie: &str, file: &[u8]) -> Request<Body> {
    let mut body =
        b"--x\r\nContent-Disposition: form-data; name=\"berkas\"; filename=\"a.pdf\"\r\n\r\n".to_vec();
    body.extend(file);
    body.extend(b"\r\n--x--\r\n");
    Request::post(format!("/berkas/{id}/surat-bertanda-tangan"))
        .header("cookie", cookie)
        .header("content-type", "multipart/form-data; boundary=x")
        .body(Body::from(body))
        .unwrap()
}

fn leads_to(response: &Response<Body>) -> &str {
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    response.headers()["location"].to_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_scan_of_a_signed_letter_is_kept_byte_for_byte_and_given_out_to_be_saved() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let mut way = Way::new(&office, &served);
    let id = office.dossier(&served).await;
    let page = format!("/berkas/{id}");
    way.walk_to_the_end(&id).await;
    let back = way.cookie("back-office").await;
    let (first, second) = (b"%PDF-1.4 scanned".to_vec(), b"\x89PNG\r\n\x1a\n better".to_vec());
    for file in [&first, &second] {
        assert_eq!(leads_to(&served.send(form(&id, &back, file)).await), page);
    }
    let entries = office.store.card(&id).await.unwrap().entries;
    let kept: Vec<(u32, &SignedCopy)> = copies(entries.iter().map(|entry| (entry.seq, &entry.event)));
    assert_eq!(
        kept.iter().map(|(_, copy)| copy.sha256.clone()).collect::<Vec<_>>(),
        [sha256(&first), sha256(&second)]
    );
    let analyst = way.cookie(JuniorAnalyst.key()).await;
    for ((entry, _), (file, kind, ending)) in
        kept.iter().zip([(&first, "application/pdf", "pdf"), (&second, "image/png", "png")])
    {
        let response = get(&served, &format!("{page}/surat-bertanda-tangan/{entry}"), &analyst).await;
        let headers = response.headers().clone();
        assert_eq!(
            (headers["content-type"].to_str().unwrap(), &headers["x-content-type-options"]),
            (kind, &http::HeaderValue::from_static("nosniff"))
        );
        let name = format!("attachment; filename=\"surat-bertanda-tangan-REG-2026-000001-{entry}.{ending}\"");
        assert_eq!(headers["content-disposition"], name);
        assert!(bytes(response).await == *file, "an earlier one is kept too");
    }
    assert!(office.store.verify(None).await.unwrap().broken.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_scan_is_told_on_the_page_it_came_from() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let mut way = Way::new(&office, &served);
    let id = office.dossier(&served).await;
    let unsigned = form(&id, &way.cookie("back-office").await, b"%PDF-1.4");
    assert_eq!(
        crate::office::text(served.send(unsigned).await).await.lines().next(),
        Some("Belum ditandatangani")
    );
    way.walk_to_the_end(&id).await;
    let back = way.cookie("back-office").await;
    let before = office.written(&id).await;
    let large = [b"%PDF-".to_vec(), vec![b'x'; COPY_LIMIT]].concat();
    for (file, fault) in [
        (&b"<html><script>alert(1)</script>"[..], "jenis-lain"),
        (b"MZ\x90\0", "jenis-lain"),
        (b"", "kosong"),
        (&large, "terlalu-besar"),
    ] {
        let told = format!("/berkas/{id}?pindaian={fault}#signed-copy");
        assert_eq!(leads_to(&served.send(form(&id, &back, file)).await), told);
    }
    assert_eq!(office.written(&id).await, before);
    let elsewhere =
        Request::post("/api/board/read").header("cookie", &back).header("content-type", "application/json");
    let response = served.send(elsewhere.body(Body::from(vec![b' '; 300 * 1024])).unwrap()).await;
    assert!(
        !response.status().is_success(),
        "no other route takes bodies of this size: {}",
        response.status()
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_is_brought_and_seen_by_whom_the_office_lets_and_from_its_own_pages_alone() {
    let office = Office::open().await;
    let served = office.at(0).await;
    let mut way = Way::new(&office, &served);
    let id = office.dossier(&served).await;
    way.walk_to_the_end(&id).await;
    let back = way.cookie("back-office").await;
    let scan = b"%PDF-1.4 scanned";
    served.send(form(&id, &back, scan)).await;
    let entry = office.store.card(&id).await.unwrap().entries.len();
    let before = office.written(&id).await;
    let path = format!("/berkas/{id}/surat-bertanda-tangan/{entry}");
    for role in OfficeRole::ALL {
        let cookie = way.cookie(role.key()).await;
        let may_bring = matches!(role, FrontOffice | OfficeRole::BackOffice | Head);
        if !may_bring {
            let status = served.send(form(&id, &cookie, b"%PDF-1.4 other")).await.status();
            assert!(status.is_client_error(), "{}: {status}", role.key());
        }
        if !role.works_at_steps() {
            assert_eq!(get(&served, &path, &cookie).await.status(), StatusCode::FORBIDDEN, "{}", role.key());
        }
    }
    assert!(leads_to(&served.send(form(&id, "", scan)).await).starts_with("/masuk?ke="));
    assert!(leads_to(&get(&served, &path, "").await).starts_with("/masuk?ke="));
    let mut foreign = form(&id, &back, b"%PDF-1.4 other");
    foreign.headers_mut().insert("sec-fetch-site", http::HeaderValue::from_static("cross-site"));
    assert_eq!(served.send(foreign).await.status(), StatusCode::FORBIDDEN);
    let nothing = get(&served, &format!("/berkas/{id}/surat-bertanda-tangan/1"), &back).await;
    assert_eq!(nothing.status(), StatusCode::NOT_FOUND);
    assert_eq!(office.written(&id).await, before, "what is forbidden writes nothing");
}
