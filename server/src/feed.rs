//! What moves on the boards, told to those who watch them: one reader of the event log for the whole process, one message
//! for all watchers.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use app::live::{Moved, Printed, Topic};
use axum::body::Bytes;
use domain::id::{AccountId, BatchId, DossierId};
use domain::my_desk::Lies;
use domain::role::Actor;
use storage::event_log::{Happened, LoggedEvent};
use storage::{StorageError, Store};
use tokio::sync::broadcast;

use crate::clock::OfficeClock;
use crate::shutdown::Shutdown;

/// Messages that a slow reader may lag behind before it has to read the board anew.
const KEPT: usize = 512;
/// Events read at a time.
const AT_A_TIME: u32 = 200;
/// How long to wait after the database did not answer.
const AFTER_A_FAILURE: Duration = Duration::from_secs(2);

/// What an event is about: whom it concerns.
#[derive(Clone, Debug)]
pub enum About {
    /// A dossier.
    Dossier {
        /// Which.
        dossier: DossierId,
        /// The service whose board shows it.
        service: String,
        /// On whose desks it lay and lies.
        desks: [Option<Lies>; 2],
    },
    /// A batch of prints.
    Batch {
        /// Which.
        batch: BatchId,
        /// Who asked for it: nobody else is told.
        owner: AccountId,
    },
}

impl About {
    pub(crate) fn of(event: &LoggedEvent) -> Self {
        match &event.what {
            Happened::Moved { dossier, moved, .. } => Self::Dossier {
                dossier: dossier.clone(),
                service: moved.service.clone(),
                desks: [moved.lay.clone(), Some(moved.lies.clone())],
            },
            Happened::Printed { batch, paper } => {
                Self::Batch { batch: batch.clone(), owner: paper.owner.clone() }
            }
        }
    }

    /// Whether somebody who follows these topics is told.
    pub(crate) fn concerns(&self, topics: &[Topic], actor: &Actor) -> bool {
        topics.iter().any(|topic| match (topic, self) {
            (Topic::Board(followed), Self::Dossier { service, .. }) => followed == service,
            (Topic::Dossier(followed), Self::Dossier { dossier, .. }) => followed == dossier,
            (Topic::Desk, Self::Dossier { desks, .. }) => {
                desks.iter().flatten().any(|lies| lies.on_desk_of(actor))
            }
            (Topic::Batch(followed), Self::Batch { batch, owner }) => {
                followed == batch && *owner == actor.account
            }
            (Topic::Batch(_), Self::Dossier { .. })
            | (Topic::Board(_) | Topic::Dossier(_) | Topic::Desk, Self::Batch { .. }) => false,
        })
    }
}

/// A message to those who watch.
#[derive(Clone, Debug)]
pub struct Told {
    /// The number of the event.
    pub seq: i64,
    /// Whom it concerns.
    pub about: About,
    /// [`Moved`] or [`Printed`] as the stream sends it: made once, whoever is told.
    pub message: Bytes,
}

/// The messages of this process. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Feed {
    sender: broadcast::Sender<Arc<Told>>,
    newest: Arc<AtomicI64>,
}

impl Default for Feed {
    fn default() -> Self {
        Self { sender: broadcast::Sender::new(KEPT), newest: Arc::default() }
    }
}

impl Feed {
    /// From now on, every message.
    pub fn subscribe(&self) -> broadcast::Receiver<Arc<Told>> {
        self.sender.subscribe()
    }

    /// The number of the newest event that was told.
    pub fn newest(&self) -> Arc<AtomicI64> {
        Arc::clone(&self.newest)
    }
}

/// The message of an event: the card as it is now, or the paper of a batch.
///
/// # Errors
/// Those of the store.
pub(crate) async fn tell(
    store: &Store,
    event: LoggedEvent,
    clock: OfficeClock,
) -> Result<Option<Told>, StorageError> {
    let about = About::of(&event);
    let (name, data) = match event.what {
        Happened::Moved { dossier, moved, .. } => {
            let Some(card) = store.board_card(&dossier).await? else { return Ok(None) };
            let storage::event_log::Moved { lay, lies, .. } = moved;
            ("moved", serde_json::to_string(&Moved { as_of: clock.now(), lay, lies, card }))
        }
        Happened::Printed { batch, paper } => {
            ("printed", serde_json::to_string(&Printed { batch, no: paper.no, state: paper.state }))
        }
    };
    let data = data.expect("what is told is plain data");
    let message = format!("id: {}\nevent: {name}\ndata: {data}\n\n", event.seq).into();
    Ok(Some(Told { seq: event.seq, about, message }))
}

/// Tells what is committed, here and by other instances, until the service ends.
pub async fn keep(store: Store, feed: Feed, clock: OfficeClock, shutdown: Shutdown) {
    loop {
        tokio::select! {
            ended = follow(&store, &feed, clock) => {
                if let Err(error) = ended {
                    tracing::error!(%error, "what moves cannot be told; trying again");
                }
            }
            () = shutdown.begun() => return,
        }
        tokio::select! {
            () = tokio::time::sleep(AFTER_A_FAILURE) => {}
            () = shutdown.begun() => return,
        }
    }
}

async fn follow(store: &Store, feed: &Feed, clock: OfficeClock) -> Result<(), StorageError> {
    // Listened first: what is committed between the two is read below.
    let mut wakeup = store.listen().await?;
    let mut last = match feed.newest.load(Ordering::Acquire) {
        0 => store.newest_event().await?,
        told => told,
    };
    feed.newest.store(last, Ordering::Release);
    loop {
        let some = store.events_since(last, AT_A_TIME).await?;
        let is_all = some.len() < AT_A_TIME as usize;
        for event in some {
            last = event.seq;
            if let Some(told) = tell(store, event, clock).await? {
                // Nobody may be watching.
                let _ = feed.sender.send(Arc::new(told));
            }
            feed.newest.store(last, Ordering::Release);
        }
        if is_all {
            wakeup.next().await?;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::person::Initials;
    use domain::role::{Grant, OfficeRole, RoleKey};

    fn actor(role: OfficeRole) -> Actor {
        Actor {
            account: AccountId::parse("01a20b48-0900-7000-8000-000000000001").expect("a UUID"),
            name: String::new(),
            initials: Initials::parse("DK").expect("two letters"),
            grants: vec![Grant { role: role.into(), lent: None }],
            absent: false,
        }
    }

    const ONE: &str = "01a20b48-0900-7000-8000-0000000000d1";
    const OTHER: &str = "01a20b48-0900-7000-8000-0000000000d2";

    fn dossier(id: &str) -> DossierId {
        DossierId::parse(id).expect("a UUID")
    }

    fn handed_from_front_to_back() -> About {
        let tray = |role: OfficeRole| Some(Lies::InTray(RoleKey::from(role)));
        About::Dossier {
            dossier: dossier(ONE),
            service: "sipp-inseminator".to_owned(),
            desks: [tray(OfficeRole::FrontOffice), tray(OfficeRole::BackOffice)],
        }
    }

    #[test]
    fn a_desk_is_told_of_what_comes_and_of_what_goes_and_of_nothing_else() {
        let about = handed_from_front_to_back();
        for role in [OfficeRole::FrontOffice, OfficeRole::BackOffice] {
            assert!(about.concerns(&[Topic::Desk], &actor(role)));
        }
        assert!(!about.concerns(&[Topic::Desk], &actor(OfficeRole::Head)));
        let board = |service: &str| [Topic::Desk, Topic::Board(service.to_owned())];
        assert!(about.concerns(&board("sipp-inseminator"), &actor(OfficeRole::Head)));
        assert!(!about.concerns(&board("sip-dokter-hewan"), &actor(OfficeRole::Head)));
    }

    #[test]
    fn an_open_dossier_is_told_of_itself_alone() {
        let about = handed_from_front_to_back();
        let page = |id: &str| [Topic::Desk, Topic::Dossier(dossier(id))];
        assert!(about.concerns(&page(ONE), &actor(OfficeRole::Head)));
        assert!(!about.concerns(&page(OTHER), &actor(OfficeRole::Head)));
    }

    #[test]
    fn a_batch_is_told_to_who_asked_for_it_alone() {
        let batch = |id: &str| BatchId::parse(id).expect("a UUID");
        let owner = actor(OfficeRole::FrontOffice);
        let about = About::Batch { batch: batch(ONE), owner: owner.account.clone() };
        let other = Actor { account: AccountId::parse(OTHER).expect("a UUID"), ..owner.clone() };
        let page = |id: &str| [Topic::Desk, Topic::Batch(batch(id)), Topic::Dossier(dossier(ONE))];
        assert!(about.concerns(&page(ONE), &owner));
        assert!(!about.concerns(&page(OTHER), &owner), "another batch");
        assert!(!about.concerns(&page(ONE), &other), "another's batch");
    }
}
