//! An office of its own for each story: a database, a key file, a few people.

use std::path::PathBuf;
use std::pin::Pin;

use chrono::{DateTime, NaiveDate, Utc};
use domain::id::AccountId;
use domain::person::Initials;
use domain::role::{OfficeRole, RoleKey};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use storage::Store;
use storage::account::{FirstPassword, NewAccount};
use storage::credential::{Nip, UserName};
use storage::identity::{fresh, fresh_account};
use storage::password::NewPassword;
use storage::settings_log::By;

/// The password of everyone.
pub(crate) const PASSWORD: &str = "payung teduh merah";

/// One office.
pub(crate) struct Office {
    /// Its store, migrated, with keys.
    pub(crate) store: Store,
    /// Its database, for a second instance.
    pub(crate) url: String,
    /// Its key file.
    pub(crate) key_file: PathBuf,
}

/// A story, boxed: one runner for all compiles in a fraction of the time.
pub(crate) type Story = fn(Office) -> Pin<Box<dyn Future<Output = ()> + Send>>;

/// Runs each named story once on either database.
macro_rules! stories {
    ($($name:ident),+ $(,)?) => {
        mod sqlite {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    crate::office::on_sqlite(|office| Box::pin(super::$name(office))).await;
                }
            )+
        }

        mod postgres {
            $(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $name() {
                    crate::office::on_postgres(|office| Box::pin(super::$name(office))).await;
                }
            )+
        }
    };
}

/// An instant, written in full.
pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant in full")
}

/// A local date, written in full.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date in full")
}

/// The key of an office role.
pub(crate) fn role(role: OfficeRole) -> RoleKey {
    role.into()
}

/// The instant at which offices of stories are made.
pub(crate) fn founded() -> DateTime<Utc> {
    at("2026-11-02T00:30:00Z")
}

impl Office {
    async fn found(url: String, key_file: PathBuf) -> Self {
        let store = Store::connect(&url).await.expect("the database of the test answers");
        store.migrate().await.expect("an empty database is migrated");
        let keys =
            store.load_or_make_keys(&key_file, founded()).await.expect("keys are made for an empty database");
        Self { store: store.with_keys(keys), url, key_file }
    }

    /// A person with roles. `nip_tail` makes the NIP unique.
    pub(crate) async fn employ(&self, user_name: &str, initials: &str, roles: &[OfficeRole]) -> AccountId {
        let new = person(user_name, initials, roles);
        self.store.create_account(&new, &By::System, founded()).await.expect("the account is new");
        new.id
    }
}

/// An account to be made; its NIP ends in the letters of the initials as numbers.
pub(crate) fn person(user_name: &str, initials: &str, roles: &[OfficeRole]) -> NewAccount {
    let tail: u32 = initials.bytes().fold(0, |sum, b| sum * 26 + u32::from(b - b'A'));
    NewAccount {
        id: fresh_account(founded()),
        user_name: UserName::parse(user_name).expect("a user name"),
        nip: Some(Nip::parse(&format!("19791118{tail:010}")).expect("18 digits")),
        name: format!("{user_name}, S.Pt."),
        initials: Initials::parse(initials).expect("initials"),
        rank: Some("Penata Muda / III/a".to_owned()),
        password: NewPassword::of_the_demonstration(PASSWORD),
        first_password: FirstPassword::Stays,
        roles: roles.iter().copied().map(role).collect(),
    }
}

/// Runs a story on a SQLite file that is gone afterwards.
pub(crate) async fn on_sqlite(story: Story) {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let url = format!("sqlite:{}", folder.path().join("data/kendali.db").display());
    let office = Office::found(url, folder.path().join("keys/kendali.keys")).await;
    story(office).await;
}

/// Runs a story in a PostgreSQL schema that is dropped afterwards, if a server is named.
pub(crate) async fn on_postgres(story: Story) {
    #[expect(clippy::disallowed_methods, reason = "the test's own server is named in the environment")]
    let Ok(server) = std::env::var("TEST_POSTGRES_URL") else { return };
    let schema = format!("t_{}", fresh(founded()).replace('-', ""));
    let mut admin = PgConnection::connect(&server).await.expect("the PostgreSQL of the tests answers");
    let make = format!("create schema {schema}");
    sqlx::query(AssertSqlSafe(make)).execute(&mut admin).await.expect("a schema can be made");
    let folder = tempfile::tempdir().expect("a folder for the test");
    let joint = if server.contains('?') { '&' } else { '?' };
    let url = format!("{server}{joint}options[search_path]={schema}");
    let office = Office::found(url, folder.path().join("kendali.keys")).await;
    let opened = office.store.clone();
    let told = tokio::spawn(story(office)).await;
    opened.close().await;
    let drop = format!("drop schema {schema} cascade");
    sqlx::query(AssertSqlSafe(drop)).execute(&mut admin).await.expect("the schema can be dropped");
    if let Err(failed) = told {
        std::panic::resume_unwind(failed.into_panic());
    }
}
