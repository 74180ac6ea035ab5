//! The lines of a column of the dense board: sections of one verdict each, and where every row lies.

use std::sync::Arc;

use domain::board::{ColumnCounts, Group};
use domain::id::DossierId;
use leptos::prelude::*;

use super::mark::Mark;
use super::state::{BoardState, ColumnState, Placed};
use crate::card_face::Look;
use crate::ui::{Shape, Tone};
use crate::words::words;

/// The height of a section's head, in pixels.
pub const HEAD_PX: i64 = 24;
/// The height of a row until one is drawn: a telephone's rows are higher.
pub const ROW_PX: i64 = 34;

/// A section of a column: cards of one verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// In the tray.
    Waiting,
    /// Terlambat.
    Late,
    /// Mendekati.
    Near,
    /// Tepat waktu.
    OnTime,
    /// Di luar jam kerja.
    Closed,
    /// Menunggu pemohon.
    WithApplicant,
    /// Siap diambil.
    Ready,
}

impl Section {
    const fn of_desk(look: Look) -> Self {
        match look {
            Look::Late | Look::ReadyLate => Self::Late,
            Look::Near => Self::Near,
            Look::Closed => Self::Closed,
            Look::Waiting | Look::OnTime | Look::Ready | Look::Paused => Self::OnTime,
        }
    }

    /// The section that the legend marks.
    pub const fn of_mark(mark: Mark) -> Self {
        match mark {
            Mark::OnTime => Self::OnTime,
            Mark::Near => Self::Near,
            Mark::Closed => Self::Closed,
        }
    }

    /// Its colours.
    pub const fn tone(self) -> Tone {
        match self {
            Self::Waiting | Self::OnTime | Self::Ready => Tone::OnTime,
            Self::Late => Tone::Late,
            Self::Near => Tone::Risk,
            Self::Closed => Tone::Closed,
            Self::WithApplicant => Tone::Paused,
        }
    }

    /// Its shape.
    pub const fn shape(self) -> Shape {
        match self {
            Self::Waiting | Self::OnTime => Shape::Circle,
            Self::Late => Shape::Square,
            Self::Near => Shape::Triangle,
            Self::Closed => Shape::Crescent,
            Self::WithApplicant => Shape::Bars,
            Self::Ready => Shape::Tick,
        }
    }

    /// Its word.
    pub fn word(self) -> &'static str {
        let w = words();
        match self {
            Self::Waiting => w.board.tray,
            Self::Late => w.board.late,
            Self::Near => w.board.near,
            Self::OnTime => w.board.on_time,
            Self::Closed => w.board.closed,
            Self::WithApplicant => w.board.paused,
            Self::Ready => w.board.ready_legend,
        }
    }
}

impl Section {
    /// Its word where the column is narrow.
    pub fn short_word(self) -> &'static str {
        let w = words();
        match self {
            Self::Waiting => w.board.tray_short,
            Self::OnTime => w.board.on_time_tag,
            Self::Closed => w.board.closed_tag,
            Self::WithApplicant => w.board.paused_tag,
            Self::Ready => w.board.ready_tag,
            Self::Late => w.board.late_tag,
            Self::Near => w.board.near_tag,
        }
    }
}

/// A line of the list.
#[derive(Clone)]
pub enum Line {
    /// The head of a section and how many cards follow.
    Head(Section, usize),
    /// A card.
    Card(Arc<Placed>),
}

/// What tells lines apart: a changed card is drawn anew.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum LineKey {
    /// Of a head.
    Head(u8, usize),
    /// Of a card.
    Card((DossierId, u32)),
}

impl Line {
    const fn height(&self, row_px: i64) -> i64 {
        match self {
            Self::Head(..) => HEAD_PX,
            Self::Card(_) => row_px,
        }
    }

    /// What tells lines apart.
    pub fn key(&self) -> LineKey {
        match self {
            Self::Head(section, count) => LineKey::Head(*section as u8, *count),
            Self::Card(placed) => LineKey::Card(placed.key()),
        }
    }
}

/// All lines of a column with their places.
#[derive(Clone, Default)]
pub struct Lines {
    /// The lines, from the top.
    pub all: Vec<Line>,
    /// Where each begins, in pixels; one more for the end.
    pub tops: Vec<i64>,
    /// The sections with their counts, for the map.
    pub sections: Vec<(Section, usize)>,
    /// How many cards are counted and not here yet.
    pub missing: usize,
    /// The height of a row.
    row_px: i64,
}

impl Lines {
    fn push(&mut self, section: Section, cards: Vec<Arc<Placed>>) {
        if cards.is_empty() {
            return;
        }
        self.sections.push((section, cards.len()));
        self.all.push(Line::Head(section, cards.len()));
        self.all.extend(cards.into_iter().map(Line::Card));
    }

    fn settled(mut self, row_px: i64) -> Self {
        self.row_px = row_px;
        let mut top = 0;
        self.tops.push(top);
        for line in &self.all {
            top += line.height(row_px);
            self.tops.push(top);
        }
        self
    }

    /// The height of what is here, and of what is counted and not here yet.
    pub fn height(&self) -> i64 {
        self.tops.last().copied().unwrap_or(0) + self.rows(self.missing)
    }

    /// The height of so many rows, in pixels.
    pub fn rows(&self, count: usize) -> i64 {
        i64::try_from(count).unwrap_or(0) * self.row_px
    }

    /// Where a section begins, in pixels; none where it has no card.
    pub fn top_of(&self, section: Section) -> Option<i64> {
        let at = self.all.iter().position(|line| matches!(line, Line::Head(one, _) if *one == section))?;
        self.tops.get(at).copied()
    }

    /// The lines between two heights.
    pub fn between(&self, from: i64, to: i64) -> (usize, usize) {
        let first = self.tops.partition_point(|top| *top <= from).saturating_sub(1);
        let last = self.tops.partition_point(|top| *top < to).min(self.all.len());
        (first.min(last), last)
    }

    /// The cards among the first so many lines.
    pub fn cards_until(&self, line: usize) -> usize {
        self.all.iter().take(line).filter(|line| matches!(line, Line::Card(_))).count()
    }
}

/// What is seen of a list: where it is scrolled to and how high it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// How far it is scrolled, in pixels.
    pub top: i64,
    /// Its height, in pixels.
    pub height: i64,
    /// The height of a row, in pixels.
    pub row_px: i64,
}

/// The lines of a column: its tray, or its desk and what lies beyond.
pub fn lines_of(state: BoardState, cards: ColumnState, shows_tray: bool, row_px: i64) -> Lines {
    let mut lines = Lines::default();
    let loaded = |group: Group| cards.cards(group).get();
    cards.turned.track();
    if shows_tray {
        lines.push(Section::Waiting, loaded(Group::Tray));
    } else {
        let mut parts: [Vec<Arc<Placed>>; 4] = Default::default();
        for placed in loaded(Group::Desk) {
            let section = Section::of_desk(state.look(&placed.card.id).unwrap_or(Look::OnTime));
            let place = match section {
                Section::Late => 0,
                Section::Near => 1,
                Section::Closed => 3,
                Section::OnTime | Section::Waiting | Section::WithApplicant | Section::Ready => 2,
            };
            parts[place].push(placed);
        }
        let [late, near, on_time, closed] = parts;
        lines.push(Section::Late, late);
        lines.push(Section::Near, near);
        lines.push(Section::OnTime, on_time);
        lines.push(Section::Closed, closed);
        lines.push(Section::WithApplicant, loaded(Group::WithApplicant));
        lines.push(Section::Ready, loaded(Group::Ready));
    }
    let shown = |counts: &ColumnCounts| {
        let desk = [Group::Desk, Group::WithApplicant, Group::Ready];
        if shows_tray { counts.tray } else { desk.into_iter().map(|group| counts.of(group)).sum() }
    };
    let counted = cards.counts.with(shown) as usize;
    let here: usize = lines.sections.iter().map(|(_, count)| count).sum();
    lines.missing = counted.saturating_sub(here);
    lines.settled(row_px)
}
