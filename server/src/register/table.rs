//! The register as a table of typed cells, whatever the file: heads, widths, and a row for each dossier.

use app::words;
use app::words::register::{licence_status, promise_name, stage_name, state_name, step_of};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use domain::calendar::Calendar;
use domain::lang::Lang;
use domain::register::{RegisterLine, State};
use domain::standard::{ServiceStandard, Standards};
use domain::time::{Instant, WorkingMs};

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    /// A text; may be empty.
    Text(String),
    /// The date and time on the office's wall; none where there is none.
    At(Option<NaiveDateTime>),
    /// A date alone; none where there is none.
    Date(Option<NaiveDate>),
    /// Whole minutes of working time; none where nothing was measured.
    Minutes(Option<i64>),
}

/// A column: its head and how wide it is, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) head: &'static str,
    pub(super) width: u16,
}

/// How lines become rows.
#[derive(Clone, Debug)]
pub(super) struct Table {
    /// The language of heads and words.
    pub(super) lang: Lang,
    /// The standards in force, for the names of services.
    pub(super) standards: Vec<ServiceStandard>,
    /// The standards that the lines pin, for the names of steps; they are added as the lines come.
    pub(super) pinned: Standards,
    /// The office's hours.
    pub(super) calendar: Calendar,
    /// The local day by which a licence is over.
    pub(super) today: NaiveDate,
    /// Whether the query asks for visits.
    pub(super) with_visits: bool,
}

impl Table {
    /// The columns, in the order of the page.
    pub(super) fn columns(&self) -> Vec<Column> {
        let w = &words::of(self.lang).register;
        let mut columns = vec![
            Column { head: w.number, width: 18 },
            Column { head: w.name, width: 34 },
            Column { head: w.service, width: 22 },
            Column { head: w.submitted, width: 17 },
            Column { head: w.where_now, width: 24 },
            Column { head: w.step, width: 28 },
            Column { head: w.since, width: 17 },
            Column { head: w.promise, width: 17 },
            Column { head: w.result, width: 14 },
            Column { head: w.lies_at, width: 24 },
            Column { head: w.licence_number, width: 32 },
            Column { head: w.licence_until, width: 19 },
            Column { head: w.licence_state, width: 19 },
        ];
        if self.with_visits {
            columns.push(Column { head: w.waiting_minutes, width: 20 });
            columns.push(Column { head: w.working_minutes, width: 20 });
        }
        columns
    }

    /// The row of a dossier.
    pub(super) fn row(&self, line: &RegisterLine) -> Vec<Cell> {
        let lang = self.lang;
        let standard = self.standards.iter().find(|standard| standard.service == line.service);
        let service = standard.map_or(line.service.as_str(), |standard| standard.short.get(lang));
        let state =
            line.end.map_or_else(|| stage_name(lang, &line.stage), |end| words::dossier::end_name(lang, end));
        let result =
            if line.overdue { state_name(lang, State::Overdue) } else { promise_name(lang, line.outcome) };
        let name = if line.name.name.is_empty() { String::new() } else { line.name.full() };
        let mut row = vec![
            Cell::Text(line.register.clone()),
            Cell::Text(name),
            Cell::Text(service.to_owned()),
            self.at(Some(line.submitted_at)),
            Cell::Text(state.to_owned()),
            Cell::Text(step_of(lang, &self.pinned, line)),
            self.at(Some(line.since)),
            self.at(line.promise_due),
            Cell::Text(result.to_owned()),
            Cell::Text(line.place.clone().unwrap_or_default()),
        ];
        let licence = line.licence.as_ref();
        let status = licence.map(|licence| licence_status(lang, licence.status(self.today)).to_owned());
        row.push(Cell::Text(licence.map(|licence| licence.number.clone()).unwrap_or_default()));
        row.push(Cell::Date(licence.map(|licence| licence.until)));
        row.push(Cell::Text(status.unwrap_or_default()));
        if self.with_visits {
            let minutes = |time: WorkingMs| time.whole_minutes();
            row.push(Cell::Minutes(line.visit.map(|(queue, _)| minutes(queue))));
            row.push(Cell::Minutes(line.visit.map(|(_, work)| minutes(work))));
        }
        row
    }

    /// The office's wall clock at an instant, to the minute.
    fn at(&self, instant: Option<Instant>) -> Cell {
        Cell::At(instant.and_then(|instant| {
            let local = self.calendar.local(instant);
            Some(local.date.and_time(NaiveTime::from_hms_opt(local.hour, local.minute, 0)?))
        }))
    }
}
