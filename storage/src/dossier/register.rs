//! Registration: the first entry of a card, with its register number and tracking code.

use chrono::Datelike;
use domain::application::Facts;
use domain::command::ItemDecision;
use domain::dossier::Dossier;
use domain::event::Act;
use domain::id::{AccountId, CommandId, DossierId};
use domain::my_desk::Lies;
use domain::person::Nik;
use domain::refusal::Refusal;
use domain::role::Actor;
use domain::time::{Instant, ms_of};
use domain::tracking_code::TrackingCode;
use domain::transition::{Given, entry_instant, register_at_counter, register_online};
use ring::rand::{SecureRandom, SystemRandom};

use crate::column::place;
use crate::db::Store;
use crate::dossier::advance::Answer;
use crate::dossier::carry::running;
use crate::dossier::ledger::{Ledger, Pen};
use crate::dossier::numbering::{REGISTER_SERIES, register_number};
use crate::dossier::row::DossierRow;
use crate::dossier::statement::{AnswerRow, DossierSql};
use crate::error::StorageError;
use crate::event_log::{Logbook, Moved};
use crate::identity::fresh_dossier;
use crate::number::{GivenNumber, Numbering};
use crate::rulebook::{Rulebook, VersionedCalendar, VersionedStandard};
use crate::write_error::WriteError;

/// An application to be registered.
#[derive(Clone, Copy, Debug)]
pub struct Registration<'a> {
    /// The standard in force today; the dossier pins its version.
    pub standard: &'a VersionedStandard,
    /// What was read of calendars: the newest one times the application.
    pub rulebook: &'a Rulebook,
    /// The command's own id: repeated, it gets the first answer.
    pub id: &'a CommandId,
    /// What the application says.
    pub facts: &'a Facts,
    /// Where the counter puts the paper; may be empty.
    pub place: &'a str,
    /// The dossier whose licence it renews or replaces.
    pub predecessor: Option<&'a DossierId>,
}

/// Another open dossier of the same person and service: a warning, no obstacle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Double {
    /// The dossier.
    pub id: DossierId,
    /// Its register number.
    pub register: String,
    /// When it came in.
    pub submitted_at: Instant,
}

/// What a registration came to.
#[derive(Clone, Debug)]
pub struct Registered {
    /// The dossier.
    pub dossier: Dossier,
    /// Other open dossiers of the same NIK and service.
    pub doubles: Vec<Double>,
    /// Whether it was registered now.
    pub answer: Answer,
}

const DOUBLES: &str = "select id, register, submitted_at_ms from dossiers \
    where nik_index = $1 and service = $2 and ended_at_ms is null order by submitted_at_ms";
const NEWEST_CALENDAR: &str = "select max(version) from calendars";
const CODE_TAKEN: &str = "select cast(count(*) as bigint) from dossiers where code = $1";
const ANSWERED: &str = "select dossier_id, account_id, refusal from commands where id = $1";

/// A tracking code nobody can guess.
fn fresh_code() -> TrackingCode {
    let random = SystemRandom::new();
    loop {
        let mut symbols = [0; 9];
        random.fill(&mut symbols).expect("the system has randomness");
        if let Some(code) = TrackingCode::from_random(symbols) {
            return code;
        }
    }
}

enum Attempt {
    New(Box<Ledger>),
    /// The command was answered before: with this dossier.
    Before(DossierId),
    Refused(Refusal),
    /// A newer calendar was loaded meanwhile.
    OldCalendar,
}

impl Store {
    /// Registers an application at the counter; the officer who registers has accepted it.
    ///
    /// # Errors
    /// [`WriteError::Refused`] where the actor may not register, or what the store could not do.
    pub async fn register(
        &self,
        registration: Registration<'_>,
        actor: &Actor,
        items: &[ItemDecision],
        now: Instant,
    ) -> Result<Registered, WriteError> {
        let rule = |given: &Given| {
            let facts = registration.facts.clone();
            register_at_counter(
                &registration.standard.standard,
                actor,
                facts,
                items,
                registration.place,
                given,
            )
        };
        self.open_dossier(registration, Some(&actor.account), rule, now).await
    }

    /// Registers an application of the public form: it lies in the intake tray, given by the applicant.
    ///
    /// # Errors
    /// What the store could not do.
    pub async fn register_online(
        &self,
        registration: Registration<'_>,
        now: Instant,
    ) -> Result<Registered, WriteError> {
        let rule = |given: &Given| {
            Ok(register_online(&registration.standard.standard, registration.facts.clone(), given))
        };
        self.open_dossier(registration, None, rule, now).await
    }

    async fn open_dossier<R>(
        &self,
        registration: Registration<'_>,
        account: Option<&AccountId>,
        rule: R,
        now: Instant,
    ) -> Result<Registered, WriteError>
    where
        R: Fn(&Given) -> Result<Vec<Act>, Refusal> + Sync,
    {
        let (dossier, answer) = loop {
            let calendar = registration.rulebook.calendar(self).await?;
            match Box::pin(self.open_attempt(registration, &calendar, account, &rule, now)).await? {
                Attempt::New(ledger) => break (ledger.dossier, Answer::First),
                Attempt::Before(id) => {
                    let found = Box::pin(self.dossier(&id)).await?.ok_or(WriteError::NotFound)?;
                    break (found.dossier, Answer::Repeated);
                }
                Attempt::Refused(refusal) => return Err(WriteError::Refused(refusal)),
                Attempt::OldCalendar => {}
            }
        };
        let mut doubles = Box::pin(self.open_doubles(&dossier.service, &registration.facts.nik)).await?;
        doubles.retain(|double| double.id != dossier.id);
        Ok(Registered { dossier, doubles, answer })
    }

    async fn open_attempt<R>(
        &self,
        registration: Registration<'_>,
        calendar: &VersionedCalendar,
        account: Option<&AccountId>,
        rule: &R,
        now: Instant,
    ) -> Result<Attempt, WriteError>
    where
        R: Fn(&Given) -> Result<Vec<Act>, Refusal> + Sync,
    {
        let Registration { standard, id: command, .. } = registration;
        let keys = self.keys()?;
        let pen = Pen { keys, standard: &standard.standard, calendar };
        let at = entry_instant(None, now);
        let year = calendar.calendar.date(at).year();
        let done = write_tx!(self, |tx| {
            // Asked after the number's lock, so that the same command sent twice at once is registered once.
            let seq = tx.next_in_series(REGISTER_SERIES, i64::from(year)).await?;
            let before: Option<(Option<String>, Option<String>, Option<String>)> =
                sqlx::query_as(ANSWERED).bind(command.as_str()).fetch_optional(&mut *tx).await?;
            if let Some((dossier, by, refusal)) = before {
                if by.as_deref() != account.map(AccountId::as_str) {
                    return Err(WriteError::UsedId);
                }
                let at = |column| place("commands", column, command.as_str());
                if let Some(refusal) = refusal {
                    return Ok(Attempt::Refused(at("refusal").read(serde_json::from_str(&refusal))?));
                }
                let dossier = dossier.ok_or_else(|| at("dossier_id").corrupt())?;
                return Ok(Attempt::Before(at("dossier_id").read(DossierId::parse(&dossier))?));
            }
            // Asked after the number's lock too: a calendar that is being taken in holds it until every clock is retimed.
            let newest: Option<i64> = sqlx::query_scalar(NEWEST_CALENDAR).fetch_one(&mut *tx).await?;
            if newest != Some(calendar.version) {
                return Ok(Attempt::OldCalendar);
            }
            let mut code = fresh_code();
            loop {
                let taken: i64 =
                    sqlx::query_scalar(CODE_TAKEN).bind(code.as_str()).fetch_one(&mut *tx).await?;
                if taken == 0 {
                    break;
                }
                code = fresh_code();
            }
            let register = register_number(year, running(seq));
            let given = Given {
                register: register.clone(),
                code,
                standard: standard.version,
                predecessor: registration.predecessor.cloned(),
            };
            let acts = match rule(&given) {
                Ok(acts) => acts,
                // Nothing is written: the number goes to the next who registers.
                Err(refusal) => return Ok(Attempt::Refused(refusal)),
            };
            let (mut ledger, appended) = Ledger::open(pen, fresh_dossier(at), acts, at, Some(command))?;
            ledger.settle(pen)?;
            let row = DossierRow::of(&ledger, ledger.nik_index(keys), calendar);
            tx.insert_dossiers(std::slice::from_ref(&row)).await?;
            tx.append_cards(&appended.cards).await?;
            tx.add_facts(&appended.facts).await?;
            let given = GivenNumber {
                series: REGISTER_SERIES.to_owned(),
                year: i64::from(year),
                seq,
                number: register,
                dossier: Some(ledger.dossier.id.clone()),
                given_at: at,
                voided: None,
            };
            tx.give_number(&given).await?;
            let answer = AnswerRow {
                command: command.as_str(),
                dossier: Some(&row.id),
                account: account.map(AccountId::as_str),
                at_ms: ms_of(at),
                version: Some(row.version),
                refusal: None,
            };
            tx.keep_answer(&answer).await?;
            let standing = &ledger.dossier.standing;
            let moved = Moved {
                service: row.service.clone(),
                was: None,
                is: Moved::place(standing),
                lay: None,
                lies: Lies::under(&standard.standard, standing),
            };
            tx.log_event(&row.id, row.version, &moved, ms_of(at)).await?;
            Attempt::New(Box::new(ledger))
        });
        Ok(done)
    }

    /// The open dossiers of a person and a service, the earliest first.
    ///
    /// # Errors
    /// [`StorageError::NoKeys`], [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn open_doubles(&self, service: &str, nik: &Nik) -> Result<Vec<Double>, StorageError> {
        let indexes = self.keys()?.nik_indexes(nik);
        let mut doubles = Vec::new();
        read!(self, |conn| for index in &indexes {
            let rows: Vec<(String, String, i64)> =
                sqlx::query_as(DOUBLES).bind(index).bind(service).fetch_all(&mut *conn).await?;
            for (id, register, submitted) in rows {
                let at = |column| place("dossiers", column, &id);
                doubles.push(Double {
                    submitted_at: at("submitted_at_ms").instant(submitted)?,
                    id: at("id").read(DossierId::parse(&id))?,
                    register,
                });
            }
        });
        Ok(doubles)
    }
}
