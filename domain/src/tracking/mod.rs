//! What the applicant is told: one read model without a NIK, a telephone number or an officer's name.
//!
//! The promise leads, always as a date with an hour; the steps come after it, in plain words by their kind. Nothing here
//! is an estimate. Source: SP komponen 3 (jangka waktu), komponen Jaminan pelayanan; house rule on the words of tracking.

mod digits;
mod timeline;
mod why;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use digits::{LastFour, LastFourError};
pub use timeline::{Milestone, Official, Progress, RoleName, Row};
pub use why::{DayReason, WhyDay};

use crate::calendar::Calendar;
use crate::clock::{ClockError, ClockEvent, ClockEventKind, Evaluation, Norm, Verdict, evaluate};
use crate::deadline;
use crate::dossier::{Dossier, End, Stage};
use crate::event::{Detail, Entry, Event};
use crate::explain;
use crate::figures::promise_late_before_return;
use crate::standard::{Form, ServiceStandard, StepKind, Text};
use crate::time::{Instant, Offset, WorkingMs};
use crate::tracking_code::TrackingCode;

/// The one sentence at the head of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Heading {
    /// Submitted or being verified.
    Checking,
    /// Returned: so many things are asked for.
    Returned {
        /// How many, 0 where only a remark was made.
        things: usize,
    },
    /// The letter is being drafted.
    Drafting,
    /// Officials set their initials.
    Initialling,
    /// The letter waits for its signature.
    Signing,
    /// The licence gets its number.
    Numbering,
    /// On its way to the counter where it is collected.
    Preparing,
    /// Past the promise, wherever the file lies at the office.
    Late,
    /// To be collected.
    Ready,
    /// Handed over.
    Delivered,
    /// Refused.
    Refused,
    /// Withdrawn.
    Withdrawn,
    /// Closed, not completed in time.
    Closed,
    /// Annulled as a double entry.
    Annulled,
    /// The licence was revoked before it was handed over.
    Revoked,
    /// The licence is replaced by another letter before it was handed over.
    Replaced,
}

/// How late: working time, and the working-day closes that passed since the promised date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lateness {
    /// Working time after the promise while the file was at the office.
    #[serde(rename = "working_ms")]
    pub working: WorkingMs,
    /// Closes of working days after the promised date; 0 on that date, before the next close, and where the file was
    /// with the applicant meanwhile.
    pub closes: u32,
}

/// The band above the promise: colour, shape and word stand for one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Band {
    /// In time.
    InTime,
    /// Most of the time is used.
    Near,
    /// Past the promise.
    Late(Lateness),
    /// The applicant's turn.
    WaitingForYou,
    /// Ready, and in time.
    FinishedInTime,
    /// Ready, but late; how late is none where it was late before a return that started the promise anew.
    FinishedLate(Option<Lateness>),
    /// Handed over.
    Finished,
    /// Ended otherwise.
    Ended(End),
}

/// The promise as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// What the standard promises.
    pub norm: Norm,
    /// Until when; none while the file is with the applicant and the promise had time left.
    #[serde(with = "crate::millis::optional")]
    pub due_at: Option<Instant>,
    /// Whether the date lies beyond the known holidays.
    pub provisional: bool,
    /// Whether it was late before a return.
    pub late_before_return: bool,
    /// The days from receipt to the promised date; empty where there is no date.
    pub why: Vec<WhyDay>,
}

/// Where the file lies at the office.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// What is done there.
    pub kind: StepKind,
    /// Whose desk it is.
    pub role: RoleName,
    /// Since when.
    #[serde(with = "crate::millis::at")]
    pub since: Instant,
}

/// What the answer to a return does to the promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterAnswer {
    /// It begins anew: the file was never complete.
    Restarts,
    /// It goes on where it stood.
    Resumes,
}

/// One thing to complete.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingItem {
    /// The requirement in the office's words.
    pub text: Text,
    /// What is wrong with it; may be empty.
    pub problem: String,
    /// How to mend it; may be empty.
    pub remedy: String,
    /// How it may be brought.
    pub accepts: Vec<Form>,
}

/// A file that waits for its applicant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Returned {
    /// Since when.
    #[serde(with = "crate::millis::at")]
    pub since: Instant,
    /// What is asked.
    pub items: Vec<MissingItem>,
    /// What the office said beside it.
    pub remark: Option<String>,
    /// The last day to answer, a working day.
    pub last_day: NaiveDate,
    /// What the answer does to the promise.
    pub after: AfterAnswer,
}

/// Whether the counter is open now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counter {
    /// Open until the break.
    OpenUntilBreak(#[serde(with = "crate::millis::at")] Instant),
    /// Open until it closes for the day.
    OpenUntilClose(#[serde(with = "crate::millis::at")] Instant),
    /// Closed until then.
    ClosedUntil(#[serde(with = "crate::millis::at")] Instant),
}

impl Counter {
    /// The counter at an instant.
    pub fn at(calendar: &Calendar, now: Instant) -> Self {
        if !calendar.is_open(now) {
            return Self::ClosedUntil(calendar.next_opening(now));
        }
        let turn = calendar.next_turn(now).unwrap_or(now);
        if calendar.date(calendar.next_opening(turn)) == calendar.date(now) {
            Self::OpenUntilBreak(turn)
        } else {
            Self::OpenUntilClose(turn)
        }
    }
}

/// A licence to be collected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collection {
    /// Ready since.
    #[serde(with = "crate::millis::at")]
    pub since: Instant,
    /// Where.
    pub place: Text,
    /// When, as the standard says.
    pub hours: Text,
    /// Whether it is open now.
    pub counter: Counter,
    /// The date after which a letter goes to the applicant's home.
    pub until: NaiveDate,
}

/// An ended dossier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// When.
    #[serde(with = "crate::millis::at")]
    pub at: Instant,
    /// How.
    pub end: End,
    /// The reasons of a refusal.
    pub reasons: Option<String>,
}

/// The limit of the law, while the decision is open. Source: UU 30/2014 art. 53 as amended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalLimit {
    /// The limit.
    pub norm: Norm,
    /// Until when.
    #[serde(with = "crate::millis::at")]
    pub due_at: Instant,
    /// Whether it has passed.
    pub passed: bool,
}

/// All that the applicant's page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicStatus {
    /// When it was so.
    #[serde(with = "crate::millis::at")]
    pub as_of: Instant,
    /// The office's distance from UTC, to tell every instant by its wall clock.
    pub offset: Offset,
    /// The tracking code.
    pub code: TrackingCode,
    /// The service's key.
    pub service: String,
    /// The service in full.
    pub title: Text,
    /// The register number.
    pub register: String,
    /// The masked name, none where it was erased.
    pub name: Option<String>,
    /// The fee in rupiah.
    pub fee: u64,
    /// The sentence at the head.
    pub heading: Heading,
    /// The band.
    pub band: Band,
    /// The promise.
    pub promise: Promise,
    /// Done, now, next.
    pub timeline: Vec<Row>,
    /// Where the file lies, while the office works on it.
    pub place: Option<Place>,
    /// What is asked of the applicant.
    pub returned: Option<Returned>,
    /// Where and when to collect.
    pub collection: Option<Collection>,
    /// How it ended.
    pub ended: Option<Ended>,
    /// The limit of the law.
    pub legal: Option<LegalLimit>,
    /// Whether the application can still be withdrawn at the counter: it is open and the licence is not signed.
    pub withdrawable: bool,
    /// The licence number, once the licence is ready.
    pub licence: Option<String>,
    /// How long the licence holds, in years.
    pub validity_years: u8,
}

/// What the office told the applicant with its newest return, refusal, revocation or other end; reasons given between desks are not
/// among it.
pub fn told(card: &[Entry]) -> Option<&Detail> {
    let newest = card.iter().rev().find(|entry| {
        matches!(
            entry.event,
            Event::Returned { .. }
                | Event::Refused
                | Event::Withdrawn
                | Event::Closed
                | Event::Annulled
                | Event::Revoked
        )
    })?;
    newest.personal.detail()
}

/// What the applicant is told at `now`. `told` is the newest word of the office to the applicant ([`told`]).
///
/// # Errors
/// [`ClockError`] where a clock of the dossier or a norm is none; a card that was read back makes none.
pub fn public_status(
    standard: &ServiceStandard,
    dossier: &Dossier,
    told: Option<&Detail>,
    calendar: &Calendar,
    now: Instant,
) -> Result<PublicStatus, ClockError> {
    let evaluation = evaluate(calendar, standard.promise, &dossier.promise, now)?;
    let late_before_return = promise_late_before_return(calendar, standard.promise, &dossier.promise);
    let lateness = lateness(calendar, &evaluation, &dossier.promise, now);
    let promise = Promise {
        norm: standard.promise,
        due_at: evaluation.due_at,
        provisional: evaluation.provisional,
        late_before_return,
        why: why::days(calendar, &explain::explain(calendar, standard.promise, &dossier.promise, now)?),
    };
    let returned = returned(standard, dossier, told, calendar);
    let heading = heading(standard, dossier, evaluation.verdict);
    Ok(PublicStatus {
        as_of: now,
        offset: calendar.offset(),
        code: dossier.code.clone(),
        service: dossier.service.clone(),
        title: standard.title.clone(),
        register: dossier.register.clone(),
        name: dossier.facts.as_ref().map(|facts| facts.name.masked()),
        fee: standard.fee,
        heading,
        band: band(dossier, &evaluation, lateness, late_before_return),
        timeline: timeline::rows(standard, dossier, evaluation.due_at),
        place: place(standard, dossier),
        returned,
        collection: collection(standard, dossier, calendar, now),
        ended: ended(dossier, told),
        legal: legal(standard, dossier, calendar, now)?,
        withdrawable: dossier.standing.signature.is_none()
            && !matches!(dossier.standing.stage, Stage::Ready { .. } | Stage::Ended { .. }),
        licence: licence(dossier),
        validity_years: standard.validity_years,
        promise,
    })
}

fn heading(standard: &ServiceStandard, dossier: &Dossier, verdict: Verdict) -> Heading {
    match &dossier.standing.stage {
        Stage::WithApplicant { items, .. } => Heading::Returned { things: items.len() },
        Stage::Ready { .. } => Heading::Ready,
        Stage::Ended { end, .. } => match end {
            End::Delivered => Heading::Delivered,
            End::Refused => Heading::Refused,
            End::Withdrawn => Heading::Withdrawn,
            End::Closed => Heading::Closed,
            End::Annulled => Heading::Annulled,
            End::Revoked => Heading::Revoked,
            End::Replaced => Heading::Replaced,
        },
        Stage::Tray { .. } | Stage::Desk { .. } if verdict == Verdict::Overdue => Heading::Late,
        Stage::Tray { .. } | Stage::Desk { .. } => {
            match standard.step(dossier.standing.step).map_or(StepKind::Intake, |step| step.kind) {
                StepKind::Intake | StepKind::Verify => Heading::Checking,
                StepKind::Draft => Heading::Drafting,
                StepKind::Initial => Heading::Initialling,
                StepKind::Sign => Heading::Signing,
                StepKind::Number => Heading::Numbering,
                StepKind::Deliver => Heading::Preparing,
            }
        }
    }
}

fn band(
    dossier: &Dossier,
    evaluation: &Evaluation,
    lateness: Option<Lateness>,
    late_before_return: bool,
) -> Band {
    match &dossier.standing.stage {
        Stage::WithApplicant { .. } => Band::WaitingForYou,
        Stage::Ended { end: End::Delivered, .. } => Band::Finished,
        Stage::Ended { end, .. } => Band::Ended(*end),
        Stage::Ready { .. } if evaluation.verdict == Verdict::Missed => Band::FinishedLate(lateness),
        Stage::Ready { .. } if late_before_return => Band::FinishedLate(None),
        Stage::Ready { .. } => Band::FinishedInTime,
        Stage::Tray { .. } | Stage::Desk { .. } => match evaluation.verdict {
            Verdict::Overdue | Verdict::Missed => {
                Band::Late(lateness.unwrap_or(Lateness { working: WorkingMs::ZERO, closes: 0 }))
            }
            Verdict::AtRisk => Band::Near,
            Verdict::OnTrack | Verdict::Met => Band::InTime,
        },
    }
}

/// How late the promise is, up to now, the pause or the stop.
fn lateness(
    calendar: &Calendar,
    evaluation: &Evaluation,
    events: &[ClockEvent],
    now: Instant,
) -> Option<Lateness> {
    let due = evaluation.due_at?;
    let last = events.iter().rfind(|event| event.at <= now)?;
    let until = match last.event {
        ClockEventKind::Pause | ClockEventKind::Stop => last.at,
        ClockEventKind::Start | ClockEventKind::Restart | ClockEventKind::Resume => now,
    };
    if until <= due {
        return None;
    }
    let at_office_throughout = calendar.working_between(due, until) == evaluation.overdue;
    let closes = if at_office_throughout { closes(calendar, due, until) } else { 0 };
    Some(Lateness { working: evaluation.overdue, closes })
}

/// Closes of working days after the date of `due`, up to `until`.
fn closes(calendar: &Calendar, due: Instant, until: Instant) -> u32 {
    let (first, last) = (calendar.date(due), calendar.date(until));
    let days = calendar.working_days_after(first, last);
    let running = last > first && calendar.close(last).is_some_and(|close| until < close);
    u32::try_from(days - i64::from(running)).unwrap_or(0)
}

fn place(standard: &ServiceStandard, dossier: &Dossier) -> Option<Place> {
    match &dossier.standing.stage {
        Stage::Tray { .. } | Stage::Desk { .. } => {
            let step = standard.step(dossier.standing.step)?;
            let since = timeline::arrived(dossier).unwrap_or_else(|| dossier.standing.stage.since());
            Some(Place { kind: step.kind, role: RoleName::of(standard, &step.role), since })
        }
        Stage::WithApplicant { .. } | Stage::Ready { .. } | Stage::Ended { .. } => None,
    }
}

fn returned(
    standard: &ServiceStandard,
    dossier: &Dossier,
    told: Option<&Detail>,
    calendar: &Calendar,
) -> Option<Returned> {
    let Stage::WithApplicant { since, items, .. } = &dossier.standing.stage else { return None };
    let deadline = deadline::to_complete(calendar, *since);
    let items = items
        .iter()
        .map(|key| {
            let note = told.and_then(|told| told.items.iter().find(|note| note.key == *key));
            let requirement = standard.requirement(key);
            MissingItem {
                text: requirement.map_or_else(
                    || Text { id: key.clone(), en: None },
                    |requirement| requirement.text.clone(),
                ),
                problem: note.map(|note| note.note.clone()).unwrap_or_default(),
                remedy: note.map(|note| note.remedy.clone()).unwrap_or_default(),
                accepts: requirement.map(|requirement| requirement.accepts.clone()).unwrap_or_default(),
            }
        })
        .collect();
    Some(Returned {
        since: *since,
        items,
        remark: told.and_then(|told| told.reason.clone()),
        last_day: calendar.date(deadline.due_at),
        after: if dossier.standing.complete { AfterAnswer::Resumes } else { AfterAnswer::Restarts },
    })
}

fn collection(
    standard: &ServiceStandard,
    dossier: &Dossier,
    calendar: &Calendar,
    now: Instant,
) -> Option<Collection> {
    let Stage::Ready { since, .. } = &dossier.standing.stage else { return None };
    let until = deadline::to_collect(calendar, *since);
    Some(Collection {
        since: *since,
        place: standard.collect_at.clone(),
        hours: standard.collect_hours.clone(),
        counter: Counter::at(calendar, now),
        until: until.date,
    })
}

fn ended(dossier: &Dossier, told: Option<&Detail>) -> Option<Ended> {
    let Stage::Ended { at, end } = dossier.standing.stage else { return None };
    let reasons = match end {
        End::Refused | End::Revoked => told.and_then(|told| told.reason.clone()),
        // The reason of an annulment may name another applicant's file; a withdrawal's is the applicant's own.
        End::Delivered | End::Withdrawn | End::Closed | End::Annulled | End::Replaced => None,
    };
    Some(Ended { at, end, reasons })
}

fn legal(
    standard: &ServiceStandard,
    dossier: &Dossier,
    calendar: &Calendar,
    now: Instant,
) -> Result<Option<LegalLimit>, ClockError> {
    let evaluation = evaluate(calendar, standard.legal, &dossier.legal, now)?;
    let open = matches!(evaluation.verdict, Verdict::OnTrack | Verdict::AtRisk | Verdict::Overdue);
    let passed = evaluation.verdict == Verdict::Overdue;
    Ok(evaluation.due_at.filter(|_| open).map(|due_at| LegalLimit { norm: standard.legal, due_at, passed }))
}

/// The number is the applicant's to know once the licence lies ready.
fn licence(dossier: &Dossier) -> Option<String> {
    let number = dossier.standing.number.as_ref().filter(|number| number.confirmed)?;
    match &dossier.standing.stage {
        Stage::Ready { .. } => Some(number.number.clone()),
        Stage::Ended { end, .. } => end.leaves_licence().then(|| number.number.clone()),
        Stage::Tray { .. } | Stage::Desk { .. } | Stage::WithApplicant { .. } => None,
    }
}
