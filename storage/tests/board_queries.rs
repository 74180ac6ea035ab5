//! A board takes three queries however many cards it holds. Alone in its process, since it counts what the process asks.
#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

#[macro_use]
#[path = "contract/office.rs"]
#[expect(dead_code, unused_macros, reason = "the stories of the contract use the rest")]
mod office;
#[path = "contract/desk.rs"]
#[expect(dead_code, reason = "the stories of the contract use the rest")]
mod desk;

use std::fmt::Debug;
use std::sync::atomic::{AtomicUsize, Ordering};

use storage::board::{BoardFilter, BoardWindow};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::desk::{Desk, after, facts_of};

static SELECTS: AtomicUsize = AtomicUsize::new(0);

/// Counts the statements that sqlx reports.
struct Counter;

struct Statement(bool);

impl Visit for Statement {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0 |= field.name() == "summary" && format!("{value:?}").trim_matches('"').starts_with("select");
    }
}

impl Subscriber for Counter {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut statement = Statement(false);
        event.record(&mut statement);
        if statement.0 {
            SELECTS.fetch_add(1, Ordering::SeqCst);
        }
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_board_takes_three_queries_however_many_cards() {
    tracing::subscriber::set_global_default(Counter).expect("the only subscriber of this process");
    office::on_sqlite(|office| Box::pin(count(office))).await;
}

async fn count(office: office::Office) {
    let desk = Desk::open(office).await;
    for (tail, at_most) in [(1, 1), (40, 3)] {
        while desk.office.store.newest_event().await.unwrap() < tail {
            let tail = u32::try_from(desk.office.store.newest_event().await.unwrap()).unwrap();
            desk.register(&facts_of("Rina Dewi Sartika", tail), after(i64::from(tail))).await;
        }
        SELECTS.store(0, Ordering::SeqCst);
        let Desk { office, rulebook, standard, calendar, .. } = &desk;
        let (filter, window) = (BoardFilter::default(), BoardWindow::ALL);
        let board =
            office.store.board(rulebook, standard, &calendar.calendar, &filter, window, after(60)).await;
        assert!(board.unwrap().cards.len() >= at_most);
        assert_eq!(SELECTS.load(Ordering::SeqCst), 3);
    }
}
