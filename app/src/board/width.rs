//! How wide each column is: the desks one works at are wide, others as their load asks.
//!
//! The class says the width on a broad screen; narrower screens are the style sheet's to say, from the same classes.

use domain::board::BoardColumn;
use domain::role::Actor;
use domain::standard::{ServiceStandard, StepKind};

/// The width of a column on a broad screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Width {
    /// Full cards.
    Wide,
    /// Name, number, bar and verdict.
    Compact,
    /// Spines of folders.
    Rail,
}

impl Width {
    /// The class of the style sheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Compact => "compact",
            Self::Rail => "rail",
        }
    }
}

/// What decides about a column's width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// On a broad screen.
    pub width: Width,
    /// Whether the actor works there.
    pub mine: bool,
    /// Whether it has the longest queue of the desks that are not the actor's.
    pub longest: bool,
}

/// A foreign column with at most this many dossiers is a rail.
const FEW: u32 = 2;

/// The widths of all columns. One's own desks, the desk after them and the longest queue are wide, initials are compact,
/// a foreign column with few dossiers is a rail.
pub fn measures(standard: &ServiceStandard, columns: &[BoardColumn], actor: &Actor) -> Vec<Measure> {
    let mine: Vec<bool> = standard.steps.iter().map(|step| actor.holds(&step.role)).collect();
    let load = |column: &BoardColumn| {
        column.counts.in_process() + column.counts.with_applicant + column.counts.ready
    };
    let is_mine = |place: usize| mine.get(place).copied().unwrap_or(false);
    let longest = columns
        .iter()
        .enumerate()
        .filter(|(place, column)| !is_mine(*place) && load(column) > FEW)
        .max_by_key(|(place, column)| (column.counts.in_process(), columns.len() - place))
        .map(|(place, _)| place);
    columns
        .iter()
        .enumerate()
        .map(|(place, column)| {
            let kind = standard.step(column.step).map(|step| step.kind);
            let follows_mine = place > 0 && is_mine(place - 1);
            let width = if is_mine(place) || follows_mine || longest == Some(place) {
                Width::Wide
            } else if kind == Some(StepKind::Initial) {
                Width::Compact
            } else if load(column) <= FEW {
                Width::Rail
            } else {
                Width::Compact
            };
            Measure { width, mine: is_mine(place), longest: longest == Some(place) }
        })
        .collect()
}
