//! The projection row of a dossier, from and to what it says.

use std::collections::BTreeMap;

use domain::application::Facts;
use domain::clock::{ClockEvent, Verdict, compact};
use domain::dossier::{Dossier, Stage, Standing};
use domain::event::{Channel, ItemNote, Recipient};
use domain::id::DossierId;
use domain::time::ms_of;
use domain::tracking_code::TrackingCode;
use serde::{Deserialize, Serialize};

use crate::column::{Place, place};
use crate::dossier::figures::{ClockFigures, Figures, Stopped, StoppedBy};
use crate::dossier::ledger::Ledger;
use crate::dossier::statement::Seen;
use crate::dossier::tally::Tally;
use crate::error::StorageError;
use crate::rulebook::VersionedCalendar;

/// Calls a macro with every column of `dossiers` and its type: those that never change, then the others.
#[rustfmt::skip]
macro_rules! dossier_columns {
    ($then:ident) => {
        $then! {
            { id: String, service: String, standard_version: i64, register: String, code: String,
              channel: String, kind: String, submitted_at_ms: i64, submitted_date: String,
              predecessor: Option<String> }
            { version: i64, entries: i64, newest_at_ms: i64, step: i64, stage: String, since_ms: i64,
              order_ms: i64, holder_account: Option<String>, ready_at_ms: Option<i64>,
              ended_at_ms: Option<i64>, ended_date: Option<String>, end_key: Option<String>,
              name_front: String, name: String, name_back: String, name_folded: String,
              nik_index: Option<String>, licence_number: Option<String>, calendar_version: i64,
              promise: String, promise_due_ms: Option<i64>, promise_stopped_ms: Option<i64>,
              promise_stopped_date: Option<String>, promise_stopped_by: Option<String>,
              promise_verdict: Option<String>, promise_calendar: Option<i64>, late_before_return: i64,
              legal: String, legal_due_ms: Option<i64>, legal_stopped_ms: Option<i64>,
              legal_verdict: Option<String>, legal_calendar: Option<i64>, step_clock: String,
              step_due_ms: Option<i64>, place: Option<String>, place_folded: Option<String>,
              returns: i64, returns_for_fault: i64, fault_pending: i64, standing: String, items: String, visits: String, personal: Option<String>,
              licence: Option<String>, licence_until: Option<String>, licence_state: Option<String> }
        }
    };
}

macro_rules! row_type {
    ({ $($fixed:ident: $fixed_type:ty),+ } { $($name:ident: $type:ty),+ }) => {
        /// A row of `dossiers`.
        #[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
        pub(crate) struct DossierRow {
            $(pub(crate) $fixed: $fixed_type,)+
            $(pub(crate) $name: $type,)+
        }

        impl DossierRow {
    /// What an update expects to find.
    pub(crate) const fn seen(&self) -> Seen {
        Seen { version: self.version, calendar: self.calendar_version }
    }

            /// The columns that never change.
            pub(crate) const FIXED: &[&str] = &[$(stringify!($fixed)),+];
            /// The columns that a change writes.
            pub(crate) const CHANGING: &[&str] = &[$(stringify!($name)),+];

            /// The columns in which two rows differ.
            pub(crate) fn differing(&self, other: &Self) -> Vec<&'static str> {
                let mut columns = Vec::new();
                $(if self.$fixed != other.$fixed { columns.push(stringify!($fixed)); })+
                $(if self.$name != other.$name { columns.push(stringify!($name)); })+
                columns
            }
        }
    };
}
dossier_columns!(row_type);

/// Binds the columns that a change writes, in the order of [`DossierRow::CHANGING`].
#[rustfmt::skip]
macro_rules! bind_changing {
    ($query:expr, $row:expr) => {{
        let row = $row;
        $query
            .bind(row.version).bind(row.entries).bind(row.newest_at_ms).bind(row.step).bind(&row.stage)
            .bind(row.since_ms).bind(row.order_ms).bind(&row.holder_account).bind(row.ready_at_ms)
            .bind(row.ended_at_ms).bind(&row.ended_date).bind(&row.end_key).bind(&row.name_front)
            .bind(&row.name).bind(&row.name_back).bind(&row.name_folded).bind(&row.nik_index)
            .bind(&row.licence_number).bind(row.calendar_version).bind(&row.promise).bind(row.promise_due_ms)
            .bind(row.promise_stopped_ms).bind(&row.promise_stopped_date).bind(&row.promise_stopped_by)
            .bind(&row.promise_verdict).bind(row.promise_calendar).bind(row.late_before_return)
            .bind(&row.legal).bind(row.legal_due_ms).bind(row.legal_stopped_ms).bind(&row.legal_verdict)
            .bind(row.legal_calendar).bind(&row.step_clock).bind(row.step_due_ms).bind(&row.place)
            .bind(&row.place_folded).bind(row.returns).bind(row.returns_for_fault).bind(row.fault_pending).bind(&row.standing).bind(&row.items)
            .bind(&row.visits).bind(&row.personal).bind(&row.licence).bind(&row.licence_until)
            .bind(&row.licence_state)
    }};
}

/// Binds the columns that never change, in the order of [`DossierRow::FIXED`].
#[rustfmt::skip]
macro_rules! bind_fixed {
    ($query:expr, $row:expr) => {{
        let row = $row;
        $query
            .bind(&row.id).bind(&row.service).bind(row.standard_version).bind(&row.register).bind(&row.code)
            .bind(&row.channel).bind(&row.kind).bind(row.submitted_at_ms).bind(&row.submitted_date)
            .bind(&row.predecessor)
    }};
}

/// The personal part of a dossier; the whole column is emptied by erasure.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct PersonalColumn {
    facts: Option<Facts>,
    notes: BTreeMap<String, ItemNote>,
    recipient: Option<Recipient>,
    reason: Option<String>,
}

/// A name as it is searched: small letters, one space between words.
pub(crate) fn folded(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Where a card stands in its group: the desk by due time, the others by how long they wait.
fn order_ms(stage: &Stage, figures: &Figures) -> i64 {
    match stage {
        Stage::Desk { .. } => figures.step_due_at.map_or(i64::MAX, ms_of),
        Stage::Tray { .. } | Stage::WithApplicant { .. } | Stage::Ready { .. } | Stage::Ended { .. } => {
            ms_of(stage.since())
        }
    }
}

pub(crate) const fn channel_key(channel: Channel) -> &'static str {
    match channel {
        Channel::Counter => "counter",
        Channel::Online => "online",
    }
}

fn verdict_from(key: &str) -> Option<Verdict> {
    [Verdict::Met, Verdict::Missed].into_iter().find(|verdict| verdict.key() == key)
}

fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("the parts of a dossier are plain data")
}

impl DossierRow {
    /// The row that a ledger makes. Local dates are those of `calendar`.
    pub(crate) fn of(ledger: &Ledger, nik_index: Option<String>, calendar: &VersionedCalendar) -> Self {
        let Ledger { dossier, tally, figures } = ledger;
        let standing = &dossier.standing;
        let date = |at| calendar.calendar.date(at).to_string();
        let stopped_by = figures.promise.stopped.and(StoppedBy::of(&standing.stage));
        let ended = standing.ended().map(|end| (end, standing.stage.since()));
        let name = dossier.facts.as_ref().map(|facts| facts.name.clone()).unwrap_or_default();
        let promise = figures.promise.stopped;
        let legal = figures.legal.stopped;
        let ready = promise.filter(|_| stopped_by == Some(StoppedBy::Ready));
        let has_personal = dossier.facts.is_some()
            || dossier.recipient.is_some()
            || dossier.reason.is_some()
            || !dossier.notes.is_empty();
        let personal = has_personal.then(|| {
            json(&PersonalColumn {
                facts: dossier.facts.clone(),
                notes: dossier.notes.clone(),
                recipient: dossier.recipient.clone(),
                reason: dossier.reason.clone(),
            })
        });
        Self {
            id: dossier.id.as_str().to_owned(),
            service: dossier.service.clone(),
            standard_version: i64::from(dossier.standard),
            register: dossier.register.clone(),
            code: dossier.code.as_str().to_owned(),
            channel: channel_key(dossier.channel).to_owned(),
            kind: standing.kind.clone(),
            submitted_at_ms: ms_of(dossier.submitted_at),
            submitted_date: date(dossier.submitted_at),
            version: i64::from(standing.version),
            entries: i64::from(dossier.entries),
            newest_at_ms: ms_of(dossier.newest_at),
            step: i64::from(standing.step.0),
            stage: standing.stage.key().to_owned(),
            since_ms: ms_of(standing.stage.since()),
            order_ms: order_ms(&standing.stage, figures),
            holder_account: standing.stage.holder().map(|hand| hand.account.as_str().to_owned()),
            ready_at_ms: ready.map(|stopped| ms_of(stopped.at)),
            ended_at_ms: ended.map(|(_, at)| ms_of(at)),
            ended_date: ended.map(|(_, at)| date(at)),
            end_key: ended.map(|(end, _)| end.key().to_owned()),
            name_folded: folded(&name.name),
            name_front: name.front,
            name: name.name,
            name_back: name.back,
            nik_index,
            licence_number: standing.number.as_ref().map(|number| number.number.clone()),
            calendar_version: figures.calendar,
            promise: compact::write(&dossier.promise),
            promise_due_ms: figures.promise.due_at.map(ms_of),
            promise_stopped_ms: promise.map(|stopped| ms_of(stopped.at)),
            promise_stopped_date: promise.map(|stopped| date(stopped.at)),
            promise_stopped_by: stopped_by.map(|by| by.key().to_owned()),
            promise_verdict: promise.map(|stopped| stopped.verdict.key().to_owned()),
            promise_calendar: promise.map(|stopped| stopped.calendar),
            late_before_return: i64::from(figures.late_before_return),
            legal: compact::write(&dossier.legal),
            legal_due_ms: figures.legal.due_at.map(ms_of),
            legal_stopped_ms: legal.map(|stopped| ms_of(stopped.at)),
            legal_verdict: legal.map(|stopped| stopped.verdict.key().to_owned()),
            legal_calendar: legal.map(|stopped| stopped.calendar),
            step_clock: compact::write(dossier.step_clock()),
            step_due_ms: figures.step_due_at.map(ms_of),
            place: dossier.place.clone(),
            place_folded: dossier.place.as_deref().map(folded),
            returns: i64::from(tally.returns),
            returns_for_fault: i64::from(tally.for_fault),
            fault_pending: i64::from(tally.fault_pending),
            standing: json(standing),
            items: json(&dossier.items),
            visits: json(&dossier.visits),
            personal,
            predecessor: dossier.predecessor.as_ref().map(|id| id.as_str().to_owned()),
            licence: dossier.licence.as_ref().map(json),
            licence_until: dossier.licence.as_ref().map(|licence| licence.letter.until.to_string()),
            licence_state: dossier.licence.as_ref().map(|licence| licence.state().key().to_owned()),
        }
    }

    fn at(&self, column: &'static str) -> Place<'_> {
        place("dossiers", column, &self.id)
    }

    fn clock(&self, column: &'static str, text: &str) -> Result<Vec<ClockEvent>, StorageError> {
        self.at(column).read(compact::read(text))
    }

    fn clock_figures(
        &self,
        column: &'static str,
        due_ms: Option<i64>,
        stopped: (Option<i64>, Option<&String>, Option<i64>),
    ) -> Result<ClockFigures, StorageError> {
        let at = self.at(column);
        let stopped = match stopped {
            (Some(ms), Some(verdict), Some(calendar)) => Some(Stopped {
                at: at.instant(ms)?,
                verdict: verdict_from(verdict).ok_or_else(|| at.corrupt())?,
                calendar,
            }),
            (None, None, None) => None,
            _ => return Err(at.corrupt()),
        };
        Ok(ClockFigures { due_at: at.instant_or_none(due_ms)?, stopped })
    }

    /// What the row says.
    pub(crate) fn read(&self) -> Result<Ledger, StorageError> {
        let personal: PersonalColumn = match &self.personal {
            Some(text) => self.at("personal").read(serde_json::from_str(text))?,
            None => PersonalColumn::default(),
        };
        let standing: Standing = self.at("standing").read(serde_json::from_str(&self.standing))?;
        let channel =
            [Channel::Counter, Channel::Online].into_iter().find(|c| channel_key(*c) == self.channel);
        let count = |column, number: i64| self.at(column).read(u32::try_from(number));
        let predecessor = self.predecessor.as_deref().map(DossierId::parse).transpose();
        let licence = self.licence.as_deref().map(serde_json::from_str).transpose();
        let dossier = Dossier {
            id: self.at("id").read(DossierId::parse(&self.id))?,
            service: self.service.clone(),
            standard: count("standard_version", self.standard_version)?,
            register: self.register.clone(),
            place: self.place.clone(),
            code: self.at("code").read(TrackingCode::parse(&self.code))?,
            channel: channel.ok_or_else(|| self.at("channel").corrupt())?,
            submitted_at: self.at("submitted_at_ms").instant(self.submitted_at_ms)?,
            newest_at: self.at("newest_at_ms").instant(self.newest_at_ms)?,
            entries: count("entries", self.entries)?,
            standing,
            items: self.at("items").read(serde_json::from_str(&self.items))?,
            notes: personal.notes,
            facts: personal.facts,
            visits: self.at("visits").read(serde_json::from_str(&self.visits))?,
            promise: self.clock("promise", &self.promise)?,
            legal: self.clock("legal", &self.legal)?,
            recipient: personal.recipient,
            reason: personal.reason,
            predecessor: self.at("predecessor").read(predecessor)?,
            licence: self.at("licence").read(licence)?,
        };
        let promise = (self.promise_stopped_ms, self.promise_verdict.as_ref(), self.promise_calendar);
        let legal = (self.legal_stopped_ms, self.legal_verdict.as_ref(), self.legal_calendar);
        let figures = Figures {
            calendar: self.calendar_version,
            promise: self.clock_figures("promise_verdict", self.promise_due_ms, promise)?,
            legal: self.clock_figures("legal_verdict", self.legal_due_ms, legal)?,
            step_due_at: self.at("step_due_ms").instant_or_none(self.step_due_ms)?,
            late_before_return: self.late_before_return != 0,
        };
        let tally = Tally {
            returns: count("returns", self.returns)?,
            for_fault: count("returns_for_fault", self.returns_for_fault)?,
            fault_pending: self.fault_pending != 0,
        };
        Ok(Ledger { dossier, tally, figures })
    }
}
