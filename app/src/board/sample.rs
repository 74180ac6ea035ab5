//! A board for the tests: the first service that is shipped, and files at its steps.
#![cfg(test)]

use std::sync::Arc;

use domain::board::{Board, BoardCard, BoardColumn, ColumnCounts, Group};
use domain::clock::{ClockEvent, ClockEventKind};
use domain::dossier::{ChecklistState, Stage, Standing, TrayOrigin};
use domain::event::{By, Hand};
use domain::id::{AccountId, DossierId};
use domain::lang::Lang;
use domain::person::{Initials, PersonName};
use domain::role::{Actor, Grant, OfficeRole};
use domain::standard::{Standards, StepNo};
use domain::time::Instant;

use super::api::BoardPayload;
use super::filter::BoardQuery;
use super::state::BoardState;
use super::view::BoardView;
use crate::ui::Here;

const SERVICE: &str = "sipp-inseminator";

/// A Tuesday, ten in the morning.
pub(super) fn now() -> Instant {
    "2026-11-24T03:00:00Z".parse().expect("an instant")
}

/// Who looks: the Back Office, DK.
pub(super) fn reader() -> Actor {
    Actor {
        account: account(b'D', b'K'),
        name: "Dian Kartika".to_owned(),
        initials: Initials::parse("DK").expect("two letters"),
        grants: vec![Grant { role: OfficeRole::BackOffice.into(), lent: None }],
        absent: false,
    }
}

fn account(one: u8, other: u8) -> AccountId {
    AccountId::parse(&format!("01a20b48-0900-7000-8000-00000000{one:02x}{other:02x}")).expect("a UUID")
}

fn hand(initials: &str) -> Hand {
    let [one, other] = initials.as_bytes() else { panic!("two letters") };
    Hand {
        account: account(*one, *other),
        initials: Initials::parse(initials).expect("two letters"),
        role: OfficeRole::BackOffice.into(),
        lent: None,
        absent: false,
    }
}

/// A file in its first version in the tray of a step, the steps counted from 1.
pub(super) fn in_tray(number: u16, step: u8) -> BoardCard {
    BoardCard {
        id: DossierId::parse(&format!("01a20b48-0900-7000-8000-{number:012x}")).expect("a UUID"),
        service: SERVICE.to_owned(),
        standard: 1,
        register: format!("REG/2026/{number:06}"),
        name: PersonName { name: format!("Pemohon {number}"), ..PersonName::default() },
        standing: Standing {
            version: 1,
            kind: "baru".to_owned(),
            step: StepNo(step - 1),
            stage: Stage::Tray { since: now(), origin: TrayOrigin::Forward, giver: By::Officer(hand("YS")) },
            complete: true,
            checklist: ChecklistState::default(),
            draft: None,
            initials: Vec::new(),
            signature: None,
            number: None,
        },
        promise: vec![ClockEvent { at: now(), event: ClockEventKind::Start }],
        step_clock: Vec::new(),
    }
}

/// The same file one act later in the tray of another step.
pub(super) fn moved_to(card: &BoardCard, step: u8) -> BoardCard {
    let mut moved = card.clone();
    moved.standing.version += 1;
    moved.standing.step = StepNo(step - 1);
    moved
}

/// The same file one act later on the desk of an officer.
pub(super) fn accepted_by(initials: &str, card: &BoardCard) -> BoardCard {
    let mut accepted = card.clone();
    accepted.standing.version += 1;
    accepted.standing.stage = Stage::Desk { since: now(), holder: hand(initials) };
    accepted.step_clock = vec![ClockEvent { at: now(), event: ClockEventKind::Start }];
    accepted
}

/// The board of these cards, all of them here.
pub(super) fn board(cards: Vec<BoardCard>) -> BoardState {
    board_under(BoardQuery::default(), cards)
}

/// The board of the cards that a filter leaves.
pub(super) fn board_under(filter: BoardQuery, cards: Vec<BoardCard>) -> BoardState {
    let text = include_str!("../../../server/standards/sipp-inseminator.toml");
    let standard = domain::standard_file::read_standard(text).expect("the shipped standard holds");
    let calendar = domain::calendar_file::read(include_str!("../../../server/calendars/default.toml"));
    let columns = standard
        .numbered()
        .map(|(step, _)| {
            let count = |group: Group| {
                let here = cards.iter().filter(|card| card.standing.step == step);
                u32::try_from(here.filter(|card| card.group() == Some(group)).count()).expect("few")
            };
            let counts = ColumnCounts {
                tray: count(Group::Tray),
                desk: count(Group::Desk),
                with_applicant: count(Group::WithApplicant),
                ready: count(Group::Ready),
                late: 0,
            };
            BoardColumn { step, counts, holders: Vec::new(), worked: None }
        })
        .collect();
    let mut standards = Standards::default();
    standards.add(1, &standard);
    let payload = BoardPayload {
        board: Board { as_of: now(), columns, cards, standards },
        service: SERVICE.to_owned(),
        in_force: 1,
        view: BoardView::default(),
        seq: 0,
    };
    let here = Here {
        office: String::new(),
        calendar: calendar.expect("the shipped calendar holds"),
        as_of: now(),
        missing: None,
        me: None,
    };
    BoardState::new(payload, filter, Arc::new(here), reader(), Lang::Id)
}
