//! How wide each column is: the desks one works at are wide, others as their load asks.
//!
//! The class says the width on a broad screen; narrower screens are the style sheet's to say, from the same classes.

use std::collections::BTreeMap;

use domain::board::BoardColumn;
use domain::role::Actor;
use domain::standard::{ServiceStandard, StepKind};
use serde::{Deserialize, Serialize};

/// The width of a column on a broad screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Width {
    /// Full cards.
    Wide,
    /// Name, number, bar and verdict.
    Compact,
    /// Spines of folders.
    Rail,
}

impl Width {
    /// Every width, the widest first.
    pub const ALL: [Self; 3] = [Self::Wide, Self::Compact, Self::Rail];

    /// The class of the style sheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Wide => "wide",
            Self::Compact => "compact",
            Self::Rail => "rail",
        }
    }

    /// The least pixels in which such a column reads well.
    const fn least(self) -> u32 {
        match self {
            Self::Wide => 188,
            Self::Compact => 124,
            Self::Rail => 54,
        }
    }
}

/// The pixels between the sides of the page on a screen 1,440 wide.
const ROOM: u32 = 1416;
/// The same on the narrowest screen on which foreign columns are compact, 1,100 wide.
const NARROW_ROOM: u32 = 1076;

/// What decides about a column's width.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// On a broad screen.
    pub width: Width,
    /// Whether the actor works there.
    pub mine: bool,
    /// Whether it has the longest queue of the desks that are not the actor's.
    pub longest: bool,
    /// Whether it is a rail already where a screen is too narrow for all compact columns beside the actor's own.
    pub folds: bool,
}

/// A foreign column with at most this many dossiers is a rail.
const FEW: u32 = 2;

/// The widths of all columns. One's own desks, the desk after them and the longest queue are wide, initials are compact,
/// a foreign column with few dossiers is a rail. `pinned` by step key is what the actor set by hand, and stays.
pub fn measures(
    standard: &ServiceStandard,
    columns: &[BoardColumn],
    actor: &Actor,
    pinned: &BTreeMap<String, Width>,
) -> Vec<Measure> {
    let pin = |place: usize| standard.steps.get(place).and_then(|step| pinned.get(&step.key)).copied();
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
    let mut widths: Vec<Width> = columns
        .iter()
        .enumerate()
        .map(|(place, column)| {
            let kind = standard.step(column.step).map(|step| step.kind);
            let follows_mine = place > 0 && is_mine(place - 1);
            if let Some(width) = pin(place) {
                width
            } else if is_mine(place) || follows_mine || longest == Some(place) {
                Width::Wide
            } else if kind == Some(StepKind::Initial) {
                Width::Compact
            } else if load(column) <= FEW {
                Width::Rail
            } else {
                Width::Compact
            }
        })
        .collect();
    // The foreign columns with the least load fold first, initials last.
    let weight = |place: usize| {
        columns.get(place).map(|column| {
            let initials = standard.step(column.step).is_some_and(|step| step.kind == StepKind::Initial);
            (initials, load(column))
        })
    };
    fold(&mut widths, ROOM, weight, |place| pin(place).is_none());
    let narrowed = |(place, width): (usize, &Width)| match width {
        Width::Wide if !is_mine(place) => Width::Compact,
        width => *width,
    };
    let mut narrow: Vec<Width> = widths.iter().enumerate().map(narrowed).collect();
    let may_fold = |place: usize| pin(place).is_none() && !is_mine(place) && longest != Some(place);
    fold(&mut narrow, NARROW_ROOM, weight, may_fold);
    widths
        .into_iter()
        .zip(narrow)
        .enumerate()
        .map(|(place, (width, narrow))| Measure {
            width,
            mine: is_mine(place),
            longest: longest == Some(place),
            folds: width != Width::Rail && narrow == Width::Rail,
        })
        .collect()
}

/// Makes rails of compact columns, the least weight first, until all fit side by side into so many pixels.
fn fold<W: Ord>(
    widths: &mut [Width],
    room: u32,
    weight: impl Fn(usize) -> W,
    may_fold: impl Fn(usize) -> bool,
) {
    while widths.iter().map(|width| width.least()).sum::<u32>() > room {
        let compact = widths.iter().enumerate().filter(|(_, width)| **width == Width::Compact);
        let folds = compact.map(|(place, _)| place).filter(|place| may_fold(*place));
        let Some(place) = folds.min_by_key(|place| weight(*place)) else { return };
        widths[place] = Width::Rail;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::board::ColumnCounts;
    use domain::clock::Norm;
    use domain::id::AccountId;
    use domain::number::{NumberTemplate, REGISTER_TEMPLATE};
    use domain::person::Initials;
    use domain::role::{Grant, OfficeRole};
    use domain::standard::{LetterTexts, Step, StepNo, Text};

    /// The nine steps of an office's SOP; what else a standard holds decides about no width.
    fn standard() -> ServiceStandard {
        let text = |text: &str| Text { id: text.to_owned(), en: None };
        let step = |(kind, role): (StepKind, OfficeRole)| Step {
            key: kind.key().to_owned(),
            kind,
            role: role.into(),
            name: text(kind.key()),
            activity: text(""),
            completeness: text(""),
            norm: Norm::Minutes(5),
            output: text(""),
            phase: text(""),
        };
        let steps = [
            (StepKind::Intake, OfficeRole::FrontOffice),
            (StepKind::Verify, OfficeRole::FrontOffice),
            (StepKind::Draft, OfficeRole::BackOffice),
            (StepKind::Initial, OfficeRole::JuniorAnalyst),
            (StepKind::Initial, OfficeRole::SeniorAnalyst),
            (StepKind::Initial, OfficeRole::Secretary),
            (StepKind::Sign, OfficeRole::Head),
            (StepKind::Number, OfficeRole::BackOffice),
            (StepKind::Deliver, OfficeRole::FrontOffice),
        ];
        ServiceStandard {
            service: String::new(),
            title: text(""),
            short: text(""),
            product: text(""),
            summary: text(""),
            source_sha256: None,
            classification: String::new(),
            licence_code: String::new(),
            licence_template: NumberTemplate::parse(REGISTER_TEMPLATE).expect("well formed"),
            promise: Norm::WorkingDays(2),
            legal: Norm::WorkingDays(5),
            fee: 0,
            validity_years: 5,
            collect_at: text(""),
            collect_hours: text(""),
            kinds: Vec::new(),
            requirements: Vec::new(),
            fields: Vec::new(),
            roles: Vec::new(),
            steps: steps.map(step).to_vec(),
            components: Vec::new(),
            notices: Vec::new(),
            letter: LetterTexts { basis: Vec::new(), provisions: Vec::new(), copies_to: Vec::new() },
        }
    }

    fn widths(role: OfficeRole, loads: [u32; 9]) -> String {
        widths_with(role, loads, &BTreeMap::new())
    }

    fn widths_with(role: OfficeRole, loads: [u32; 9], pinned: &BTreeMap<String, Width>) -> String {
        let letter = |measure: Measure| match measure.width {
            Width::Wide => 'L',
            Width::Compact => 'c',
            Width::Rail => 'r',
        };
        measures_with(role, loads, pinned).into_iter().map(letter).collect()
    }

    fn measures_with(role: OfficeRole, loads: [u32; 9], pinned: &BTreeMap<String, Width>) -> Vec<Measure> {
        let standard = standard();
        let columns: Vec<BoardColumn> = (0..)
            .zip(loads)
            .map(|(step, desk)| BoardColumn {
                step: StepNo(step),
                counts: ColumnCounts { desk, ..ColumnCounts::default() },
                holders: Vec::new(),
                worked: None,
            })
            .collect();
        let actor = Actor {
            account: AccountId::parse("01a20b48-0900-7000-8000-000000000001").expect("a UUID"),
            name: String::new(),
            initials: Initials::parse("YS").expect("two letters"),
            grants: vec![Grant { role: role.into(), lent: None }],
            absent: false,
        };
        measures(&standard, &columns, &actor, pinned)
    }

    #[test]
    fn ones_own_desks_and_the_longest_queue_are_wide_and_few_files_make_a_rail() {
        assert_eq!(widths(OfficeRole::FrontOffice, [4, 10, 5, 4, 3, 4, 8, 2, 6]), "LLLcccLrL");
    }

    #[test]
    fn all_columns_fit_side_by_side() {
        assert_eq!(widths(OfficeRole::FrontOffice, [4, 10, 5, 4, 3, 4, 8, 5, 6]), "LLLcccLrL");
    }

    #[test]
    fn a_width_set_by_hand_stays() {
        let pinned =
            BTreeMap::from([("sign".to_owned(), Width::Rail), ("number".to_owned(), Width::Compact)]);
        let loads = [4, 10, 5, 4, 3, 4, 8, 5, 6];
        assert_eq!(widths_with(OfficeRole::FrontOffice, loads, &pinned), "LLLcccrcL");
    }

    #[test]
    fn an_empty_board_keeps_ones_own_desks_wide() {
        assert_eq!(widths(OfficeRole::FrontOffice, [0; 9]), "LLLcccrrL");
    }

    #[test]
    fn on_a_narrow_screen_the_least_loads_fold_until_ones_own_desks_have_their_room() {
        let measures = measures_with(OfficeRole::FrontOffice, [4, 10, 5, 4, 3, 4, 8, 5, 6], &BTreeMap::new());
        let folds: Vec<usize> =
            (0..).zip(&measures).filter(|(_, measure)| measure.folds).map(|(place, _)| place).collect();
        assert_eq!(
            folds,
            [2, 3, 4],
            "the draft, then the lightest initials; the longest queue stays compact"
        );
        let pixels = |measure: &Measure| match (measure.mine, measure.folds || measure.width == Width::Rail) {
            (true, _) => 188,
            (false, true) => 54,
            (false, false) => 124,
        };
        assert!(measures.iter().map(pixels).sum::<u32>() <= NARROW_ROOM);
    }
}
