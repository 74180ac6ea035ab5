//! The flow of an SOP drawn into the cells of its table: a shape where a role acts, and the lines that lead to the next.
//!
//! Lines are in percent of their cell, so that rows of any height join.

use domain::role::RoleKey;
use domain::standard::{Step, StepKind};

/// Who a column is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// The applicant.
    Applicant,
    /// A role.
    Role(RoleKey),
}

/// The shape in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// The flow begins.
    Begin,
    /// The flow ends.
    End,
    /// Something is done.
    Activity,
    /// Something is decided.
    Decision,
}

/// From which side an arrow enters a shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// From above.
    Top,
    /// From below.
    Bottom,
    /// From the left.
    Left,
    /// From the right.
    Right,
}

/// A piece of line within a cell: `x1, y1, x2, y2`.
pub(super) type Piece = (&'static str, &'static str, &'static str, &'static str);

/// The height at which a line turns to another column.
const BEND: &str = "9";
const UP: Piece = ("50%", "0", "50%", "50%");
const DOWN: Piece = ("50%", "50%", "50%", "100%");
const LEFT: Piece = ("0", "50%", "50%", "50%");
const RIGHT: Piece = ("50%", "50%", "100%", "50%");
const ACROSS: Piece = ("0", "50%", "100%", "50%");
const THROUGH: Piece = ("50%", "0", "50%", "100%");
const BEND_IN: Piece = ("50%", "0", "50%", BEND);
const BEND_OUT: Piece = ("50%", BEND, "50%", "50%");
const BEND_LEFT: Piece = ("0", BEND, "50%", BEND);
const BEND_RIGHT: Piece = ("50%", BEND, "100%", BEND);
const BEND_ACROSS: Piece = ("0", BEND, "100%", BEND);

/// Which way of a decision a cell names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// On.
    Yes,
    /// Back to the applicant.
    No,
}

/// One cell of the drawing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) shape: Option<Shape>,
    pub(super) arrows: Vec<Side>,
    pub(super) lines: Vec<Piece>,
    pub(super) way: Option<Way>,
}

/// The columns and, row by row, their cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Flow {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
}

impl Flow {
    /// The flow of a standard's steps.
    pub(super) fn of(steps: &[Step]) -> Self {
        let mut columns = vec![Column::Applicant];
        let mut places = Vec::new();
        for step in steps {
            let role = Column::Role(step.role.clone());
            let place = columns.iter().position(|known| *known == role).unwrap_or_else(|| {
                columns.push(role);
                columns.len() - 1
            });
            places.push(place);
        }
        let rows = vec![vec![Cell::default(); columns.len()]; places.len()];
        let mut flow = Self { columns, rows };
        for (row, (step, &place)) in steps.iter().zip(&places).enumerate() {
            let shape = if step.kind == StepKind::Verify { Shape::Decision } else { Shape::Activity };
            flow.rows[row][place].shape = Some(shape);
            if shape == Shape::Decision {
                flow.decide(row, place);
            }
        }
        for (row, pair) in places.windows(2).enumerate() {
            flow.lead(row, pair[0], pair[1]);
        }
        if let (Some(&first), Some(&last)) = (places.first(), places.last()) {
            flow.applicant(0, first, Shape::Begin);
            flow.applicant(places.len() - 1, last, Shape::End);
        }
        flow
    }

    /// From a shape to the one of the next row.
    fn lead(&mut self, row: usize, from: usize, to: usize) {
        self.rows[row][from].lines.push(DOWN);
        let next = &mut self.rows[row + 1];
        next[to].arrows.push(Side::Top);
        if from == to {
            next[to].lines.push(UP);
            return;
        }
        let (out, into) = if from < to { (BEND_RIGHT, BEND_LEFT) } else { (BEND_LEFT, BEND_RIGHT) };
        next[from].lines.extend([BEND_IN, out]);
        next[to].lines.extend([into, BEND_OUT]);
        for cell in &mut next[from.min(to) + 1..from.max(to)] {
            cell.lines.push(BEND_ACROSS);
        }
    }

    /// The applicant's end of the flow, beside the role of that row.
    fn applicant(&mut self, row: usize, role: usize, shape: Shape) {
        let cells = &mut self.rows[row];
        cells[0].shape = Some(shape);
        cells[0].lines.push(RIGHT);
        cells[role].lines.push(LEFT);
        for cell in &mut cells[1..role] {
            cell.lines.push(ACROSS);
        }
        if shape == Shape::Begin {
            cells[role].arrows.push(Side::Left);
        } else {
            cells[0].arrows.push(Side::Right);
        }
    }

    /// A decision's way back to where the applicant began.
    fn decide(&mut self, row: usize, role: usize) {
        let cells = &mut self.rows[row];
        cells[role].way = Some(Way::Yes);
        cells[role].lines.push(LEFT);
        for cell in &mut cells[1..role] {
            cell.lines.push(ACROSS);
        }
        cells[0].way = Some(Way::No);
        cells[0].lines.extend([RIGHT, UP]);
        for between in &mut self.rows[1..row] {
            between[0].lines.push(THROUGH);
        }
        self.rows[0][0].lines.push(DOWN);
        self.rows[0][0].arrows.push(Side::Bottom);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::clock::Norm;
    use domain::standard::Text;

    /// Steps by what they do and whose they are.
    fn steps(rows: &[(StepKind, &str)]) -> Vec<Step> {
        let step = |(kind, role): &(StepKind, &str)| Step {
            key: format!("{}-{role}", kind.key()),
            kind: *kind,
            role: RoleKey((*role).to_owned()),
            name: Text::default(),
            activity: Text::default(),
            completeness: Text::default(),
            norm: Norm::Minutes(5),
            output: Text::default(),
            phase: Text::default(),
        };
        rows.iter().map(step).collect()
    }

    /// Verification two rows below the applicant's beginning, a step back to an earlier column, one that stays.
    fn flow() -> Flow {
        use StepKind::{Deliver, Draft, Initial, Intake, Number, Sign, Verify};
        let rows = [
            (Intake, "a"),
            (Intake, "a"),
            (Verify, "b"),
            (Draft, "c"),
            (Initial, "d"),
            (Initial, "e"),
            (Sign, "e"),
            (Number, "b"),
            (Deliver, "a"),
        ];
        Flow::of(&steps(&rows))
    }

    #[test]
    fn every_row_has_one_shape_of_a_role_and_the_ends_are_the_applicants() {
        let flow = flow();
        assert_eq!(flow.columns.len(), 6);
        for row in &flow.rows {
            assert_eq!(row[1..].iter().filter(|cell| cell.shape.is_some()).count(), 1);
        }
        assert_eq!(flow.rows[0][0].shape, Some(Shape::Begin));
        assert_eq!(flow.rows.last().map(|row| row[0].shape), Some(Some(Shape::End)));
        assert_eq!(flow.rows[2][2].shape, Some(Shape::Decision));
    }

    #[test]
    fn a_line_that_leaves_a_row_enters_the_next() {
        let leaves = |cell: &Cell| cell.lines.iter().any(|line| line.3 == "100%");
        let enters = |cell: &Cell| cell.lines.iter().any(|line| line.1 == "0" && line.0 == "50%");
        for pair in flow().rows.windows(2) {
            for (above, below) in pair[0].iter().zip(&pair[1]) {
                assert_eq!(leaves(above), enters(below), "{above:?} {below:?}");
            }
        }
    }

    #[test]
    fn a_line_to_another_column_crosses_every_cell_between() {
        let flow = flow();
        // From the fifth column back to the second.
        let row = &flow.rows[7];
        assert!(row[3].lines == [BEND_ACROSS] && row[4].lines == [BEND_ACROSS], "{row:?}");
        assert!(row[5].lines.contains(&BEND_LEFT) && row[2].lines.contains(&BEND_RIGHT), "{row:?}");
    }
}
