//! The office of these tests: one account for each role, one dossier, and the router over both at any hour.

use app::error::AppError;
use axum::Router;
use axum::body::{Body, to_bytes};
use chrono::{DateTime, TimeDelta, Utc};
use clap::Parser;
use domain::id::{AccountId, DossierId};
use domain::office::Office as Identity;
use domain::person::Initials;
use domain::register::RegisterQuery;
use domain::register::Sight;
use domain::role::{OfficeRole, RoleKey};
use domain::standard_file::read_standard;
use http::{Request, Response, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use server::assets::Site;
use server::clock::OfficeClock;
use server::config::{Cli, Command};
use server::papers::set_aside;
use server::router::router;
use server::shipped;
use server::shutdown::Shutdown;
use server::state::AppState;
use std::sync::atomic::{AtomicU32, Ordering};
use storage::Store;
use storage::account::{FirstPassword, NewAccount};
use storage::credential::{SignInName, UserName};
use storage::identity::fresh_account;
use storage::password::NewPassword;
use storage::settings_log::By;
use tempfile::TempDir;
use tower::ServiceExt;

/// Everybody's password.
pub(crate) const PASSWORD: &str = "payung teduh merah";
/// The service of the dossier.
pub(crate) const SERVICE: &str = "sipp-inseminator";
/// The applicant's number.
pub(crate) const NIK: &str = "1471081203890003";
/// An identity of nothing.
pub(crate) const NOBODY: &str = "01a20b48-0900-7000-8000-0000000000ff";

/// The identity of a command that was not asked before.
pub(crate) fn fresh_id() -> String {
    static ASKED: AtomicU32 = AtomicU32::new(1);
    format!("01a20b48-0900-7000-8000-{:012x}", ASKED.fetch_add(1, Ordering::Relaxed))
}

/// A Tuesday, half past eight in the office.
pub(crate) fn morning() -> DateTime<Utc> {
    "2026-11-24T01:30:00Z".parse().unwrap()
}

/// An office in a folder of its own.
pub(crate) struct Office {
    /// Its store.
    pub(crate) store: Store,
    folder: TempDir,
}

/// The office at an instant, as browsers reach it.
pub(crate) struct Served {
    router: Router,
}

/// What there is to be written: it must be the same before and after a refusal.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Written {
    dossiers: u64,
    entries: usize,
    version: u32,
    readings: usize,
    settings: usize,
    must_change: usize,
}

impl Office {
    /// An office with calendar, standards and one account for each role, called by the role's key.
    pub(crate) async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Self::connect(&folder).await;
        shipped::load_missing(&store, morning()).await.unwrap();
        let office = Self { store, folder };
        for (role, initials) in
            OfficeRole::ALL.into_iter().zip(["FO", "BO", "AM", "AD", "SK", "KD", "PP", "KB", "KP", "AA"])
        {
            office.employ(role.key(), initials, role, FirstPassword::Stays).await;
        }
        office
    }

    async fn connect(folder: &TempDir) -> Store {
        let store =
            Store::connect(&format!("sqlite:{}", folder.path().join("kendali.db").display())).await.unwrap();
        store.migrate().await.unwrap();
        let keys = store.load_or_make_keys(&folder.path().join("kendali.keys"), morning()).await.unwrap();
        store.with_keys(keys)
    }

    /// Makes an account.
    pub(crate) async fn employ(
        &self,
        user: &str,
        initials: &str,
        role: OfficeRole,
        first_password: FirstPassword,
    ) {
        let account = NewAccount {
            id: fresh_account(morning()),
            user_name: UserName::parse(user).unwrap(),
            nip: None,
            name: "Yuliana Sari, A.Md.".to_owned(),
            initials: Initials::parse(initials).unwrap(),
            rank: None,
            password: NewPassword::of_the_demonstration(PASSWORD),
            first_password,
            roles: vec![RoleKey::from(role)],
        };
        self.store.create_account(&account, &By::CommandLine, morning()).await.unwrap();
    }

    /// The account behind a name.
    pub(crate) async fn account(&self, user: &str) -> AccountId {
        let name = SignInName::UserName(UserName::parse(user).unwrap());
        self.store.account_named(&name).await.unwrap().unwrap().id
    }

    /// The office so many minutes after [`morning`], by a store of its own over the same database: as after a restart.
    pub(crate) async fn at(&self, minutes: i64) -> Served {
        let store = Self::connect(&self.folder).await;
        let clock = OfficeClock::starting_at(morning() + TimeDelta::minutes(minutes));
        let Command::Serve(config) = Cli::parse_from(["kendali", "serve"]).command else {
            unreachable!("the line says serve")
        };
        let identity = store.setting::<Identity>().await.unwrap().unwrap_or_default();
        let aside = set_aside(&store, &identity).await.unwrap();
        let state = AppState::new(config, store, Site::unbuilt(), clock, Shutdown::never()).with_aside(aside);
        Served { router: router(state).unwrap() }
    }

    /// Registers an application at the counter, over HTTP.
    pub(crate) async fn dossier(&self, served: &Served) -> DossierId {
        let front = served.sign_in(OfficeRole::FrontOffice.key()).await;
        let answer: Value = read(served.call("counter/register", &front, registration()).await).await;
        DossierId::parse(answer["id"].as_str().unwrap()).unwrap()
    }

    /// What is written of the office and a dossier.
    pub(crate) async fn written(&self, dossier: &DossierId) -> Written {
        let found = self.store.dossier(dossier).await.unwrap().unwrap().dossier;
        Written {
            dossiers: self
                .store
                .register_page(&RegisterQuery::default(), Sight::Names, morning().date_naive(), morning())
                .await
                .unwrap()
                .total,
            entries: self.store.card(dossier).await.unwrap().entries.len(),
            version: found.standing.version,
            readings: self.store.accesses_of(dossier).await.unwrap().len(),
            settings: self.store.settings_log(1000).await.unwrap().len(),
            must_change: self.store.accounts().await.unwrap().iter().filter(|one| one.must_change).count(),
        }
    }
}

impl Served {
    /// Any request.
    pub(crate) async fn send(&self, request: Request<Body>) -> Response<Body> {
        self.router.clone().oneshot(request).await.unwrap()
    }

    /// Calls a server function as the browser does.
    pub(crate) async fn call(&self, function: &str, cookie: &str, arguments: Value) -> Response<Body> {
        self.send(post(function, cookie).body(Body::from(arguments.to_string())).unwrap()).await
    }

    /// Tries the door.
    pub(crate) async fn try_the_door(&self, user: &str, password: &str, computer: &str) -> Response<Body> {
        let arguments = json!({ "name": user, "password": password, "computer": computer });
        self.call("account/sign_in", "", arguments).await
    }

    /// Signs in on one's own computer. The cookie.
    pub(crate) async fn sign_in(&self, user: &str) -> String {
        self.sign_in_on(user, "own").await
    }

    /// Signs in. The cookie.
    pub(crate) async fn sign_in_on(&self, user: &str, computer: &str) -> String {
        let response = self.try_the_door(user, PASSWORD, computer).await;
        assert_eq!(response.status(), StatusCode::OK, "{user}");
        let given = response.headers()["set-cookie"].to_str().unwrap();
        given.split(';').next().unwrap().to_owned()
    }

    /// What a call is refused with.
    pub(crate) async fn refused(&self, function: &str, cookie: &str, arguments: Value) -> AppError {
        refusal(self.call(function, cookie, arguments).await).await
    }

    /// Whether the session behind a cookie is alive.
    pub(crate) async fn knows(&self, cookie: &str) -> bool {
        let response = self.call("account/sessions", cookie, json!({})).await;
        response.status() == StatusCode::OK || {
            assert_eq!(refusal(response).await, AppError::SignIn);
            false
        }
    }
}

/// A call of a server function, its body apart.
pub(crate) fn post(function: &str, cookie: &str) -> http::request::Builder {
    Request::post(format!("/api/{function}"))
        .header("cookie", cookie)
        .header("content-type", "application/json")
        .header("accept", "application/json")
}

/// The text of an answer.
pub(crate) async fn text(response: Response<Body>) -> String {
    String::from_utf8(to_bytes(response.into_body(), 4_000_000).await.unwrap().to_vec()).unwrap()
}

/// What a call that went well answers.
pub(crate) async fn read<T: DeserializeOwned>(response: Response<Body>) -> T {
    let status = response.status();
    let text = text(response).await;
    assert_eq!(status, StatusCode::OK, "{text}");
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// What a call is refused with.
pub(crate) async fn refusal(response: Response<Body>) -> AppError {
    assert!(!response.status().is_success(), "{}", response.status());
    let text = text(response).await;
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// The arguments of a registration that is in order.
pub(crate) fn registration() -> Value {
    let standard = read_standard(shipped::STANDARDS[0]).unwrap();
    assert_eq!(standard.service, SERVICE);
    let items: Vec<Value> = standard
        .requirements_for("baru")
        .map(|item| json!({ "brought": "physical", "note": { "key": item.key } }))
        .collect();
    json!({
        "service": SERVICE,
        "id": fresh_id(),
        "items": items,
        "form": {
            "kind": "baru", "front_title": "", "name": "Rina Dewi Sartika", "back_title": "S.Pt.", "nik": NIK,
            "birth_place": "Pekanbaru", "birth_date": "1989-03-12", "street": "Jl. Melati 3",
            "kelurahan": "Sukajadi", "kecamatan": "Sukajadi", "city": "Pekanbaru", "phone": "0812-7600-1234",
            "email": "", "proxy_name": "", "proxy_nik": "", "proxy_relation": "", "proxy_document": "",
            "fields": {
                "pendidikan": "smk-peternakan", "nomor-str": "12/STR/2025", "nama-tempat-praktik": "Klinik Satwa",
                "alamat-tempat-praktik": "Jl. Melati 3, Pekanbaru",
            },
        },
    })
}
