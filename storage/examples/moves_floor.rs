//! What durable moves cost without HTTP: `moves_floor URL KEYS SECONDS USER:DOSSIER…`.
//!
//! One task for each USER:DOSSIER hands the file over and takes it back until the time is up, through
//! [`Store::advance`], which the server calls too. Prints how many moves a second were committed by all of them. The
//! database is that of a demonstration office, and each file lies on the desk of its user, ready to be handed over.
#![expect(clippy::print_stdout, reason = "a measuring program prints its figure")]

use std::error::Error;
use std::path::Path;
use std::process::exit;
use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::{DateTime, Utc};
use domain::command::{Command, Then};
use domain::id::DossierId;
use domain::role::Actor;
use storage::Store;
use storage::credential::SignInName;
use storage::dossier::Order;
use storage::identity::fresh_command;
use storage::rulebook::Rulebook;
use storage::setting::Demonstration;
use tokio::task::JoinSet;

type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// The office, with a clock that ran on from the instant for which its history was made.
struct Office {
    store: Store,
    rulebook: Rulebook,
    made_for: DateTime<Utc>,
    opened: Instant,
}

/// A person with a file of their own.
struct Mover {
    office: Arc<Office>,
    actor: Actor,
    dossier: DossierId,
    seen: u32,
}

impl Office {
    async fn open(url: &str, keys: &Path) -> Outcome<Self> {
        let store = Store::connect(url).await?;
        let keys = store.load_keys(keys).await?;
        let store = store.with_keys(keys);
        let demonstration = store.setting::<Demonstration>().await?;
        let made_for = demonstration.ok_or("this is no demonstration office")?.made_for;
        Ok(Self { store, rulebook: Rulebook::new(), made_for, opened: Instant::now() })
    }

    fn now(&self) -> DateTime<Utc> {
        self.made_for + self.opened.elapsed()
    }
}

impl Mover {
    async fn find(office: &Arc<Office>, name: &str) -> Outcome<Self> {
        let (user, dossier) = name.split_once(':').ok_or("a mover is USER:DOSSIER")?;
        let Office { store, rulebook, .. } = office.as_ref();
        let user = SignInName::parse(user).ok_or("neither a user name nor a NIP")?;
        let account = store.account_named(&user).await?.ok_or("there is no such user")?;
        let today = rulebook.calendar(store).await?.calendar.date(office.now());
        let actor = store.actor_on(&account.id, today).await?.ok_or("the account is closed")?;
        let found = store.dossier(&DossierId::parse(dossier)?).await?.ok_or("there is no such dossier")?;
        let seen = found.dossier.standing.version;
        Ok(Self { office: Arc::clone(office), actor, dossier: found.dossier.id, seen })
    }

    /// Moves the file to and fro; answers how often.
    async fn move_until(mut self, end: Instant) -> Outcome<u32> {
        let commands = [Command::HandOver { then: Then::HandOver }, Command::TakeBack];
        let mut moves = 0;
        for command in commands.iter().cycle() {
            if Instant::now() >= end {
                break;
            }
            self.act(command).await?;
            moves += 1;
        }
        Ok(moves)
    }

    async fn act(&mut self, command: &Command) -> Outcome {
        let Office { store, rulebook, .. } = self.office.as_ref();
        let now = self.office.now();
        let id = fresh_command(now);
        let order = Order {
            dossier: &self.dossier,
            seen: self.seen,
            id: &id,
            actor: &self.actor,
            command,
            printer: None,
        };
        self.seen = store.advance(rulebook, &order, now).await?.version;
        Ok(())
    }
}

#[tokio::main]
async fn main() -> Outcome {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [url, keys, seconds, names @ ..] = arguments.as_slice() else {
        eprintln!("usage: moves_floor URL KEYS SECONDS USER:DOSSIER…");
        exit(2);
    };
    let office = Arc::new(Office::open(url, Path::new(keys)).await?);
    let mut ready = Vec::new();
    for name in names {
        ready.push(Mover::find(&office, name).await?);
    }
    let begun = Instant::now();
    let end = begun + Duration::from_secs(seconds.parse()?);
    let mut at_work: JoinSet<_> = ready.into_iter().map(|mover| mover.move_until(end)).collect();
    let mut moves = 0;
    while let Some(done) = at_work.join_next().await {
        moves += done??;
    }
    println!("{:.0}", f64::from(moves) / begun.elapsed().as_secs_f64());
    office.store.close().await;
    Ok(())
}
