//! The electronic signature: a letter is signed before its act is written, by a stand-in for BSrE behind a real socket; what
//! goes wrong there changes nothing here, and the passphrase stays nowhere.
#![allow(clippy::unwrap_used, reason = "a story that cannot go on has failed")]
#![expect(clippy::large_futures, reason = "tests have the stack for it")]

use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, Once};
use std::time::Duration;

use app::error::AppError;
use app::ssr::{Completing, NotCompleted};
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use axum::{Json, Router};
use chrono::{DateTime, TimeDelta, Utc};
use clap::Parser;
use data_encoding::{BASE64, HEXLOWER};
use domain::command::{Command as Act, Then};
use domain::dossier::{Dossier, Stage};
use domain::office::Office as Identity;
use domain::register::{RegisterQuery, Sight};
use domain::signing::{Certificate, Passphrase, Signer, SigningFault};
use domain::standard::StepKind;
use http::{HeaderMap, Request, StatusCode};
use serde_json::{Value, json};
use server::assets::Site;
use server::clock::OfficeClock;
use server::command::demo::{Size, make};
use server::config::{BsreConfig, Cli, Command};
use server::papers::OfficeLetters;
use server::router::router;
use server::shutdown::Shutdown;
use server::signing::{Bsre, Signing};
use server::state::AppState;
use storage::Store;
use storage::dossier::Order;
use storage::identity::fresh_command;
use storage::licence::PrintFault;
use storage::settings_log::By;
use storage::write_error::WriteError;
use tempfile::TempDir;
use tower::ServiceExt;

const PASSPHRASE: &str = "Gajah-Terbang-Di-Atas-Siak-77";
const SERVICE: &str = "sip-dokter-hewan";
/// What the stand-in puts behind a file to "sign" it.
const SEAL: &[u8] = b"\n% /ByteRange ditandatangani\n";

/// How the stand-in answers.
#[derive(Clone, Copy, Debug)]
enum Answers {
    Signed,
    Code(u32),
    Outage,
    Never,
}

/// A BSrE of the tests.
#[derive(Clone)]
struct StandIn {
    status: &'static str,
    answers: Arc<Mutex<Answers>>,
    signed: Arc<Mutex<u32>>,
    checked: Arc<Mutex<u32>>,
}

async fn status(State(bsre): State<StandIn>, headers: HeaderMap, Json(asked): Json<Value>) -> Response {
    let expected = format!("Basic {}", BASE64.encode(b"kendali:sandi-layanan"));
    assert_eq!(headers["authorization"], expected.as_str(), "the password's file ends with a line");
    assert_eq!(asked, json!({ "email": "fauzi@pekanbaru.example.go.id" }));
    Json(json!({ "status": bsre.status })).into_response()
}

async fn sign(State(bsre): State<StandIn>, Json(asked): Json<Value>) -> Response {
    *bsre.signed.lock().unwrap() += 1;
    assert_eq!(asked["signatureProperties"][0]["tampilan"], "INVISIBLE");
    assert!(asked["passphrase"].is_string() && asked["file"].as_array().unwrap().len() == 1);
    let answers = *bsre.answers.lock().unwrap();
    match answers {
        Answers::Signed => {
            let mut file = BASE64.decode(asked["file"][0].as_str().unwrap().as_bytes()).unwrap();
            assert!(file.starts_with(b"%PDF"));
            file.extend_from_slice(SEAL);
            Json(json!({ "file": [BASE64.encode(&file)] })).into_response()
        }
        Answers::Code(code) => {
            // As it might: an answer that repeats what was asked.
            let body = json!({ "status_code": code, "error": format!("gagal: {}", asked["passphrase"]) });
            (StatusCode::BAD_REQUEST, Json(body)).into_response()
        }
        Answers::Outage => (StatusCode::INTERNAL_SERVER_ERROR, "galat").into_response(),
        Answers::Never => std::future::pending().await,
    }
}

async fn check(State(bsre): State<StandIn>, Json(asked): Json<Value>) -> Response {
    *bsre.checked.lock().unwrap() += 1;
    let answers = *bsre.answers.lock().unwrap();
    if matches!(answers, Answers::Outage) {
        return (StatusCode::INTERNAL_SERVER_ERROR, "galat").into_response();
    }
    // As it is once a certificate was revoked: the file is whole and not trusted any more.
    let is_trusted = !matches!(answers, Answers::Code(_));
    let file = BASE64.decode(asked["file"].as_str().unwrap().as_bytes()).unwrap();
    let whole = file.ends_with(SEAL);
    Json(json!({
        "conclusion": if whole && is_trusted { "VALID" } else { "INVALID" },
        "description": "",
        "signatureInformations": [
            { "signerName": "Ahmad Fauzi", "integrityValid": whole, "certificateTrusted": is_trusted },
        ],
    }))
    .into_response()
}

impl StandIn {
    async fn serve(status_word: &'static str, answers: Answers) -> (Self, SocketAddr) {
        let bsre = Self {
            status: status_word,
            answers: Arc::new(Mutex::new(answers)),
            signed: Arc::default(),
            checked: Arc::default(),
        };
        let router = Router::new()
            .route("/api/v2/user/check/status", post(status))
            .route("/api/v2/sign/pdf", post(sign))
            .route("/api/v2/verify/pdf", post(check))
            .with_state(bsre.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, router).await });
        (bsre, addr)
    }

    fn signed(&self) -> u32 {
        *self.signed.lock().unwrap()
    }
}

/// All that the tests of this file log, at every level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn logged() -> Log {
    static LOG: std::sync::OnceLock<Log> = std::sync::OnceLock::new();
    static ONCE: Once = Once::new();
    let log = LOG.get_or_init(Log::default).clone();
    ONCE.call_once(|| {
        let writer = log.clone();
        tracing_subscriber::fmt()
            .with_max_level(tracing::Level::TRACE)
            .with_writer(move || writer.clone())
            .init();
    });
    log
}

fn made_for() -> DateTime<Utc> {
    "2026-11-24T03:42:00Z".parse().unwrap()
}

/// A demonstration office that signs through a stand-in.
struct Office {
    folder: TempDir,
    state: AppState,
    bsre: StandIn,
    bsre_config: BsreConfig,
    router: Router,
    cookie: String,
}

fn config(folder: &TempDir, addr: SocketAddr) -> BsreConfig {
    let file: PathBuf = folder.path().join("bsre.password");
    std::fs::write(&file, "sandi-layanan\n").unwrap();
    BsreConfig {
        bsre_url: Some(format!("http://{addr}")),
        bsre_user: Some("kendali".to_owned()),
        bsre_password_file: Some(file),
        bsre_timeout_ms: 1_500,
    }
}

impl Office {
    async fn open(status: &'static str, answers: Answers) -> Self {
        logged();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("kendali.db");
        let store = Store::connect(&format!("sqlite:{}", path.display())).await.unwrap();
        store.migrate().await.unwrap();
        let keys = store.load_or_make_keys(&folder.path().join("kendali.keys"), made_for()).await.unwrap();
        let store = store.with_keys(keys);
        Box::pin(make(&store, Size::of(420, None, 1), made_for())).await.unwrap();
        let head =
            store.accounts().await.unwrap().into_iter().find(|one| one.initials.as_str() == "AF").unwrap();
        let mut identity = store.setting::<Identity>().await.unwrap().unwrap();
        identity.signing.signers =
            vec![Signer { nip: head.nip.unwrap(), email: "fauzi@pekanbaru.example.go.id".to_owned() }];
        store.set(&identity, &By::CommandLine, made_for()).await.unwrap();
        let (bsre, addr) = StandIn::serve(status, answers).await;
        let bsre_config = config(&folder, addr);
        let signing = Bsre::open(&bsre_config).unwrap().map(Signing::new);
        let Command::Serve(options) = Cli::parse_from(["kendali", "serve"]).command else {
            unreachable!("the line says serve")
        };
        let clock = OfficeClock::starting_at(made_for() + TimeDelta::minutes(5));
        let state =
            AppState::new(options, store, Site::unbuilt(), clock, Shutdown::never()).signing_with(signing);
        let router = router(state.clone()).unwrap();
        let mut office = Self { folder, state, bsre, bsre_config, router, cookie: String::new() };
        let door = json!({ "name": "fauzi", "password": "kendali-demo", "computer": "own" });
        let answer = office.post("account/sign_in", door).await;
        let given = answer.headers()["set-cookie"].to_str().unwrap();
        office.cookie = given.split(';').next().unwrap().to_owned();
        let confirmed = office.post("account/confirm_password", json!({ "password": "kendali-demo" })).await;
        assert_eq!(confirmed.status(), StatusCode::OK);
        office
    }

    async fn post(&self, function: &str, arguments: Value) -> Response {
        let request = Request::post(format!("/api/{function}"))
            .header("cookie", &self.cookie)
            .header("content-type", "application/json")
            .body(Body::from(arguments.to_string()))
            .unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// What the public page says of a file.
    async fn check_file(&self, file: &[u8]) -> String {
        let head =
            "--batas\r\nContent-Disposition: form-data; name=\"berkas\"; filename=\"izin.pdf\"\r\n\r\n";
        let body = [head.as_bytes(), file, b"\r\n--batas--\r\n"].concat();
        let request = Request::post("/izin/berkas")
            .header("content-type", "multipart/form-data; boundary=batas")
            .body(Body::from(body))
            .unwrap();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        let text = to_bytes(answer.into_body(), 4_000_000).await.unwrap().to_vec();
        String::from_utf8(text).unwrap()
    }

    async fn read(&self, dossier: &Dossier) -> Dossier {
        Box::pin(self.state.store.dossier(&dossier.id)).await.unwrap().unwrap().dossier
    }

    /// A file on the desk of the Kepala Dinas, numbered, of the service whose number comes before its signature.
    async fn to_sign(&self) -> Dossier {
        let query = RegisterQuery { service: Some(SERVICE.to_owned()), ..RegisterQuery::default() };
        for page in 0..20 {
            let query = RegisterQuery { page, ..query.clone() };
            let found = self
                .state
                .store
                .register_page(&query, Sight::Names, made_for().date_naive(), made_for())
                .await
                .unwrap();
            for line in found.lines.iter().filter(|line| line.end.is_none()) {
                let dossier = Box::pin(self.state.store.dossier(&line.id)).await.unwrap().unwrap().dossier;
                let standard = self
                    .state
                    .rulebook
                    .standard(&self.state.store, &dossier.service, dossier.standard)
                    .await
                    .unwrap();
                let kind = standard.standard.step(dossier.standing.step).map(|step| step.kind);
                match (kind, &dossier.standing.stage) {
                    (Some(StepKind::Sign), Stage::Desk { .. }) => return dossier,
                    (Some(StepKind::Sign), Stage::Tray { .. }) => {
                        let (status, told) = self.act(&dossier, json!({ "command": "accept" }), None).await;
                        assert_eq!(status, StatusCode::OK, "{told}");
                        return self.read(&dossier).await;
                    }
                    _ => {}
                }
            }
        }
        panic!("the demonstration holds a file to be signed of {SERVICE}");
    }

    async fn act(&self, seen: &Dossier, command: Value, passphrase: Option<&str>) -> (StatusCode, String) {
        let id = fresh_command(self.state.clock.now());
        let arguments = json!({
            "dossier": seen.id, "seen": seen.standing.version, "id": id, "command": command,
            "passphrase": passphrase,
        });
        let answer = self.post("command/act", arguments).await;
        let status = answer.status();
        let text = to_bytes(answer.into_body(), 4_000_000).await.unwrap().to_vec();
        let text = String::from_utf8(text).unwrap();
        assert!(!text.contains(PASSPHRASE), "{text}");
        (status, text)
    }

    async fn sign(&self, seen: &Dossier, passphrase: Option<&str>) -> Result<(), AppError> {
        let command = json!({ "command": "sign", "then": "hand_over" });
        let (status, text) = self.act(seen, command, passphrase).await;
        if status.is_success() { Ok(()) } else { Err(serde_json::from_str(&text).unwrap()) }
    }
}

fn fault(fault: SigningFault) -> Result<(), AppError> {
    Err(AppError::NotSigned { fault })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_is_signed_before_its_act_and_its_bytes_are_bsres() {
    let office = Office::open("ISSUE", Answers::Signed).await;
    let seen = office.to_sign().await;
    assert_eq!(office.sign(&seen, None).await, fault(SigningFault::PassphraseNeeded));
    assert_eq!(office.bsre.signed(), 0, "without a passphrase nothing is sent to be signed");
    assert_eq!(office.sign(&seen, Some(PASSPHRASE)).await, Ok(()));
    let signed = office.read(&seen).await;
    let licence = signed.licence.expect("issued in the act that signed it");
    let kept = office.state.store.letter(&seen.id, licence.entry).await.unwrap().expect("kept");
    assert!(kept.file.starts_with(b"%PDF") && kept.file.ends_with(SEAL), "unchanged");
    let hash = HEXLOWER.encode(ring::digest::digest(&ring::digest::SHA256, &kept.file).as_ref());
    assert_eq!((licence.letter.sha256, office.bsre.signed()), (hash, 1));
    let facts: Value = serde_json::from_str(&kept.facts).unwrap();
    let mark = &facts["signature"]["electronic"];
    assert_eq!(mark["lines"][1], "AHMAD FAUZI", "{mark}");
    let bsre = Bsre::open(&office.bsre_config).unwrap().expect("configured");
    let checked = bsre.check(&kept.file).await.unwrap();
    assert_eq!((checked.is_valid, checked.signers), (true, vec!["Ahmad Fauzi".to_owned()]));
    assert!(!bsre.check(b"%PDF-1.7").await.unwrap().is_valid);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_visitor_is_told_what_bsre_says_of_an_issued_file_and_bsre_sees_no_other() {
    let office = Office::open("ISSUE", Answers::Signed).await;
    let seen = office.to_sign().await;
    assert_eq!(office.sign(&seen, Some(PASSPHRASE)).await, Ok(()));
    let entry = office.read(&seen).await.licence.expect("issued").entry;
    let file = office.state.store.letter(&seen.id, entry).await.unwrap().expect("kept").file;
    for (answers, told) in [
        (Answers::Signed, "Dinyatakan sah oleh BSrE, dibubuhkan oleh Ahmad Fauzi"),
        (Answers::Code(2025), "Tidak dinyatakan sah oleh BSrE"),
        (Answers::Outage, "Belum dapat diperiksa ke BSrE"),
    ] {
        *office.bsre.answers.lock().unwrap() = answers;
        let page = office.check_file(&file).await;
        assert!(page.contains("Izin ini masih berlaku") && page.contains(told), "{answers:?}: {page}");
    }
    let mut changed = file.clone();
    changed[200] ^= 1;
    let page = office.check_file(&changed).await;
    assert!(page.contains("Berkas ini bukan surat yang kami terbitkan") && !page.contains("BSrE"), "{page}");
    assert_eq!(*office.bsre.checked.lock().unwrap(), 3, "a file that is not the office's own goes nowhere");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_goes_wrong_at_bsre_changes_nothing_and_is_told() {
    let office = Office::open("ISSUE", Answers::Signed).await;
    let seen = office.to_sign().await;
    for (answers, told) in [
        (Answers::Code(2022), SigningFault::Certificate(Certificate::Expired)),
        (Answers::Code(2011), SigningFault::Certificate(Certificate::NotRegistered)),
        (Answers::Code(2024), SigningFault::Certificate(Certificate::Suspended)),
        (Answers::Code(2041), SigningFault::BadFile),
        (Answers::Never, SigningFault::NoAnswer),
    ] {
        *office.bsre.answers.lock().unwrap() = answers;
        assert_eq!(office.sign(&seen, Some(PASSPHRASE)).await, fault(told), "{answers:?}");
        assert_eq!(office.read(&seen).await, seen, "{answers:?}");
    }
    *office.bsre.answers.lock().unwrap() = Answers::Outage;
    let told = office.sign(&seen, Some(PASSPHRASE)).await;
    assert!(matches!(told, Err(AppError::NotSigned { fault: SigningFault::Outage { .. } })), "{told:?}");
    assert_eq!(office.read(&seen).await, seen);
    *office.bsre.answers.lock().unwrap() = Answers::Signed;
    assert_eq!(
        office.sign(&seen, Some(PASSPHRASE)).await,
        Ok(()),
        "none of it was counted as a wrong passphrase"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn after_three_wrong_passphrases_the_office_asks_bsre_no_more() {
    let office = Office::open("ISSUE", Answers::Code(2031)).await;
    let seen = office.to_sign().await;
    for _ in 0..3 {
        assert_eq!(office.sign(&seen, Some(PASSPHRASE)).await, fault(SigningFault::WrongPassphrase));
    }
    let before = office.state.clock.now();
    let told = office.sign(&seen, Some(PASSPHRASE)).await;
    let Err(AppError::NotSigned { fault: SigningFault::TooManyTries { until } }) = told else {
        panic!("{told:?}")
    };
    assert!(until - before > TimeDelta::minutes(14), "a quarter of an hour from the third: {until}");
    assert_eq!(office.bsre.signed(), 3);
    assert_eq!(office.read(&seen).await, seen);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_certificate_that_cannot_sign_is_told_before_the_passphrase_is_asked_for() {
    let office = Office::open("EXPIRED", Answers::Signed).await;
    let seen = office.to_sign().await;
    let expired = fault(SigningFault::Certificate(Certificate::Expired));
    assert_eq!(office.sign(&seen, None).await, expired);
    assert_eq!(office.sign(&seen, Some(PASSPHRASE)).await, expired);
    assert_eq!((office.bsre.signed(), office.read(&seen).await), (0, seen));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_letter_that_is_another_than_the_signed_one_is_not_issued() {
    let office = Office::open("ISSUE", Answers::Signed).await;
    let seen = office.to_sign().await;
    let store = &office.state.store;
    let today = made_for().date_naive();
    let account =
        store.accounts().await.unwrap().into_iter().find(|one| one.initials.as_str() == "AF").unwrap();
    let actor = store.actor_on(&account.id, today).await.unwrap().unwrap();
    let command = Act::Sign { then: Then::HandOver };
    let passphrase = Passphrase::new(PASSPHRASE.to_owned());
    let now = office.state.clock.now();
    let act = Completing {
        site: "https://izin.example.go.id".to_owned(),
        now,
        dossier: seen.id.clone(),
        seen: seen.standing.version,
        id: fresh_command(now),
        actor: actor.clone(),
        command: command.clone(),
        passphrase: Some(passphrase),
    };
    let AppState { rulebook, signing, aside, .. } = office.state.clone();
    let letters = OfficeLetters::new(store.clone(), rulebook, aside).signing_with(signing);
    let printer = letters.prepare_act(&act).await.unwrap();
    let again = letters.prepare_act(&act).await;
    assert!(
        matches!(again, Err(NotCompleted::Signing(SigningFault::UnderWay))),
        "one signature at a time, until the act is written"
    );
    assert_eq!(office.bsre.signed(), 1);
    // It is signed with the date of today; the act is written a day later.
    let id = fresh_command(now);
    let order = Order {
        dossier: &seen.id,
        seen: seen.standing.version,
        id: &id,
        actor: &actor,
        command: &command,
        printer: Some(&*printer),
    };
    let tomorrow = now + TimeDelta::days(1);
    let refused = store.advance(&office.state.rulebook, &order, tomorrow).await;
    assert!(matches!(&refused, Err(WriteError::NotPrinted(PrintFault::Outdated))), "{refused:?}");
    assert_eq!(office.read(&seen).await, seen, "nothing was written");
    let done = store.advance(&office.state.rulebook, &order, now).await.unwrap();
    assert!(done.dossier.licence.is_some(), "the same letter is issued");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_passphrase_stands_in_no_log_no_row_and_no_answer() {
    let office = Office::open("ISSUE", Answers::Code(2031)).await;
    let seen = office.to_sign().await;
    assert_eq!(office.sign(&seen, Some(PASSPHRASE)).await, fault(SigningFault::WrongPassphrase));
    *office.bsre.answers.lock().unwrap() = Answers::Outage;
    assert!(office.sign(&seen, Some(PASSPHRASE)).await.is_err());
    *office.bsre.answers.lock().unwrap() = Answers::Signed;
    assert_eq!(office.sign(&seen, Some(PASSPHRASE)).await, Ok(()));
    let holds = |bytes: &[u8], text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    for file in std::fs::read_dir(office.folder.path()).unwrap() {
        let path = file.unwrap().path();
        assert!(!holds(&std::fs::read(&path).unwrap(), PASSPHRASE), "{}", path.display());
    }
    let log = logged().0.lock().unwrap().clone();
    let said = String::from_utf8_lossy(&log);
    assert!(said.contains("BSrE refused") && said.contains("command/act"), "the log was kept");
    for secret in [PASSPHRASE, &BASE64.encode(PASSPHRASE.as_bytes()), "sandi-layanan"] {
        let line = said.lines().find(|line| line.contains(secret));
        assert_eq!(line, None);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_bsre_the_letter_is_signed_by_hand() {
    let office = Office::open("ISSUE", Answers::Signed).await;
    let seen = office.to_sign().await;
    let by_hand = Office {
        router: router(office.state.clone().signing_with(None)).unwrap(),
        state: office.state.clone(),
        bsre: office.bsre.clone(),
        bsre_config: office.bsre_config.clone(),
        cookie: office.cookie.clone(),
        folder: tempfile::tempdir().unwrap(),
    };
    assert_eq!(by_hand.sign(&seen, None).await, Ok(()));
    let signed = office.read(&seen).await;
    let kept = office.state.store.letter(&seen.id, signed.licence.unwrap().entry).await.unwrap().unwrap();
    let facts: Value = serde_json::from_str(&kept.facts).unwrap();
    assert_eq!((facts["signature"]["electronic"].clone(), office.bsre.signed()), (Value::Null, 0));
}

#[tokio::test]
async fn an_address_where_nobody_listens_is_told_as_such() {
    let folder = tempfile::tempdir().unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    drop(listener);
    let bsre = Bsre::open(&config(&folder, addr)).unwrap().unwrap();
    let told =
        tokio::time::timeout(Duration::from_secs(10), bsre.prepare("fauzi@pekanbaru.example.go.id")).await;
    assert_eq!(told.unwrap(), Err(SigningFault::Unreachable));
    assert!(!format!("{bsre:?}").contains("sandi-layanan"));
}

#[test]
fn a_configuration_that_lacks_something_says_what() {
    let none = BsreConfig { bsre_url: None, bsre_user: None, bsre_password_file: None, bsre_timeout_ms: 1 };
    assert!(Bsre::open(&none).unwrap().is_none(), "without an address letters are signed by hand");
    let url = BsreConfig { bsre_url: Some("https://esign.example.go.id".into()), ..none.clone() };
    assert!(Bsre::open(&url).unwrap_err().contains("KENDALI_BSRE_USER"));
    let user = BsreConfig { bsre_user: Some("kendali".into()), ..url.clone() };
    assert!(Bsre::open(&user).unwrap_err().contains("KENDALI_BSRE_PASSWORD_FILE"));
    let odd = BsreConfig { bsre_url: Some("esign.example.go.id".into()), ..none };
    assert!(Bsre::open(&odd).unwrap_err().contains("KENDALI_BSRE_URL"));
}
