//! An office at 10.42 on a Tuesday, as the public meets it.

use axum::Router;
use axum::body::{Body, to_bytes};
use chrono::{DateTime, TimeDelta, Utc};
use clap::Parser;
use domain::application::{Address, Facts};
use domain::command::{Command as Act, ItemDecision, Then};
use domain::dossier::{Dossier, Stage};
use domain::event::{Brought, Finding, ItemNote};
use domain::person::{Initials, Nik, PersonName};
use domain::role::{Actor, OfficeRole, RoleKey};
use domain::standard::StepKind;
use domain::transition::forward_command;
use http::header::{COOKIE, SET_COOKIE};
use http::{Request, Response, StatusCode};
use server::assets::Site;
use server::clock::OfficeClock;
use server::config::{Cli, Command};
use server::router::router;
use server::shipped;
use server::shutdown::Shutdown;
use server::state::AppState;
use storage::Store;
use storage::account::{FirstPassword, NewAccount};
use storage::credential::UserName;
use storage::dossier::{Order, Registration};
use storage::identity::{fresh_account, fresh_command};
use storage::password::NewPassword;
use storage::rulebook::{Rulebook, VersionedStandard};
use storage::setting::Office as Identity;
use storage::settings_log::By;
use tempfile::TempDir;
use tower::ServiceExt;

const SERVICE: &str = "sipp-inseminator";

/// An office at 10.42 on Tuesday, 24 November 2026, and one officer who holds every desk.
pub(crate) struct Office {
    pub(crate) router: Router,
    pub(crate) store: Store,
    pub(crate) rulebook: Rulebook,
    pub(crate) standard: VersionedStandard,
    pub(crate) officer: Actor,
    _folder: TempDir,
}

pub(crate) fn now() -> DateTime<Utc> {
    "2026-11-24T03:42:00Z".parse().unwrap()
}

pub(crate) fn ago(hours: i64) -> DateTime<Utc> {
    now() - TimeDelta::hours(hours)
}

pub(crate) async fn office() -> Office {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("kendali.db").display());
    let store = Store::connect(&url).await.unwrap();
    store.migrate().await.unwrap();
    let keys = store.load_or_make_keys(&folder.path().join("kendali.keys"), now()).await.unwrap();
    let store = store.with_keys(keys);
    shipped::load_missing(&store, now()).await.unwrap();
    let identity = Identity {
        government: "Pemerintah Kota Pekanbaru".into(),
        name: "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu".into(),
        short_name: "DPMPTSP".into(),
        city: "Pekanbaru".into(),
        address: "Jalan Jenderal Sudirman No. 464".into(),
        phone: "(0761) 28262".into(),
        sms: "0811 7515 133".into(),
        ..Identity::default()
    };
    store.set(&identity, &By::System, now()).await.unwrap();
    let id = fresh_account(now());
    let desks = OfficeRole::ALL.into_iter().filter(|role| role.works_at_steps());
    let account = NewAccount {
        id: id.clone(),
        user_name: UserName::parse("semua").unwrap(),
        nip: None,
        name: "Pejabat Rahasia, S.E.".into(),
        initials: Initials::parse("ZQ").unwrap(),
        rank: None,
        password: NewPassword::of_the_demonstration("payung teduh merah"),
        first_password: FirstPassword::Stays,
        roles: desks.map(RoleKey::from).collect(),
    };
    store.create_account(&account, &By::System, now()).await.unwrap();
    let officer = store.actor_on(&id, now().date_naive()).await.unwrap().unwrap();
    let rulebook = Rulebook::new();
    let standard = rulebook.latest_standard(&store, SERVICE).await.unwrap().unwrap();
    let Command::Serve(config) = Cli::parse_from(["kendali", "serve"]).command else {
        unreachable!("the line says serve")
    };
    // What is told and counted here must not hang on how fast the computer is.
    let clock = OfficeClock::standing_at(now());
    let state = AppState::new(config, store.clone(), Site::unbuilt(), clock, Shutdown::never());
    let router = router(state).unwrap();
    Office { router, store, rulebook, standard, officer, _folder: folder }
}

pub(crate) fn applicant(name: &str) -> Facts {
    Facts {
        kind: "baru".into(),
        name: PersonName { front: String::new(), name: name.into(), back: "S.Pt.".into() },
        nik: Nik::parse("1471081203890003").unwrap(),
        birth_place: "Pekanbaru".into(),
        birth_date: "1989-03-12".parse().unwrap(),
        address: Address { street: "Jalan Kenanga 7".into(), ..Address::default() },
        phone: "+6281275551234".into(),
        email: None,
        proxy: None,
        fields: std::collections::BTreeMap::new(),
    }
}

impl Office {
    pub(crate) async fn register(&self, name: &str, at: DateTime<Utc>) -> Dossier {
        let facts = applicant(name);
        let id = fresh_command(at);
        let registration = Registration {
            standard: &self.standard,
            rulebook: &self.rulebook,
            id: &id,
            facts: &facts,
            place: "",
            predecessor: None,
        };
        let items: Vec<ItemDecision> = self
            .standard
            .standard
            .requirements_for(&facts.kind)
            .map(|item| ItemDecision {
                brought: Some(Brought::Physical),
                finding: None,
                note: ItemNote { key: item.key.clone(), ..ItemNote::default() },
            })
            .collect();
        self.store.register(registration, &self.officer, &items, at).await.unwrap().dossier
    }

    pub(crate) async fn act(&self, seen: &Dossier, command: &Act, at: DateTime<Utc>) -> Dossier {
        let id = fresh_command(at);
        let order = Order {
            dossier: &seen.id,
            seen: seen.standing.version,
            id: &id,
            actor: &self.officer,
            command,
            printer: None,
        };
        self.store.advance(&self.rulebook, &order, at).await.unwrap().dossier
    }

    /// Walks a dossier until it lies accepted at a step of this kind; at delivery it is ready.
    pub(crate) async fn walk(&self, mut dossier: Dossier, to: StepKind, at: DateTime<Utc>) -> Dossier {
        loop {
            let kind = self.standard.standard.step(dossier.standing.step).unwrap().kind;
            let command = match &dossier.standing.stage {
                Stage::Tray { .. } => Act::Accept,
                _ if kind == to => return dossier,
                _ if kind == StepKind::Verify && dossier.standing.checklist.undecided > 0 => {
                    let items = dossier.items.iter().map(|item| ItemDecision {
                        brought: None,
                        finding: Some(Finding::Present),
                        note: ItemNote { key: item.key.clone(), ..ItemNote::default() },
                    });
                    Act::MarkItems { items: items.collect() }
                }
                _ => forward_command(&self.standard.standard, &dossier.standing, Then::HandOver).unwrap(),
            };
            dossier = self.act(&dossier, &command, at).await;
        }
    }

    pub(crate) async fn returned(
        &self,
        dossier: &Dossier,
        note: &str,
        remark: &str,
        at: DateTime<Utc>,
    ) -> Dossier {
        let dossier = self.walk(dossier.clone(), StepKind::Verify, at).await;
        let items = vec![ItemNote {
            key: "pas-foto".into(),
            note: note.into(),
            remedy: format!("kirim yang berwarna {note}"),
            ..ItemNote::default()
        }];
        self.act(&dossier, &Act::Return { items, remark: remark.into() }, at).await
    }

    pub(crate) async fn get(&self, path: &str, cookie: &str) -> Response<Body> {
        let request = Request::get(path).header(COOKIE, cookie).body(Body::empty()).unwrap();
        self.router.clone().oneshot(request).await.unwrap()
    }

    pub(crate) async fn track(&self, code: &str, digits: &str) -> Response<Body> {
        let request = Request::post("/lacak").header("content-type", "application/x-www-form-urlencoded");
        let body = Body::from(format!("kode={code}&nik4={digits}"));
        self.router.clone().oneshot(request.body(body).unwrap()).await.unwrap()
    }

    /// The page of a dossier as its applicant reads it.
    pub(crate) async fn page(&self, dossier: &Dossier, query: &str) -> String {
        let code = dossier.code.written();
        let opened = self.track(&code, "0003").await;
        assert_eq!(opened.status(), StatusCode::SEE_OTHER);
        let shown = self.get(&format!("/lacak/{code}{query}"), &given(&opened)).await;
        assert_eq!(shown.status(), StatusCode::OK);
        text(shown).await
    }
}

/// The cookie that an answer gives, as a browser sends it back.
pub(crate) fn given(response: &Response<Body>) -> String {
    let cookie = response.headers().get(SET_COOKIE).expect("a cookie is given").to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

pub(crate) async fn text(response: Response<Body>) -> String {
    String::from_utf8(to_bytes(response.into_body(), 4_000_000).await.unwrap().to_vec()).unwrap()
}
