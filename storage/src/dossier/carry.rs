//! Carrying out what was decided: the statements of one change in their order.

use chrono::Datelike;
use domain::dossier::Dossier;
use domain::event::{Act, Event};
use domain::id::AccountId;
use domain::licence::{is_due, issue};
use domain::my_desk::Lies;
use domain::time::{Instant, ms_of};

use crate::dossier::advance::Change;
use crate::dossier::day::{DayFigures, DaySql, Tell};
use crate::dossier::ledger::{Appended, Ledger, Pen};
use crate::dossier::numbering::{licence_number, licence_series};
use crate::dossier::row::DossierRow;
use crate::dossier::statement::{AnswerRow, DossierSql, VisitColumns};
use crate::error::StorageError;
use crate::event_log::{Logbook, Moved};
use crate::licence::{Keeping, PrintedLetter};
use crate::number::{GivenNumber, Numbering};
use crate::signed_copy::KeepingCopies;
use crate::write_error::WriteError;

/// A dossier as it was loaded: its row, what the row says, and the head of its chain.
pub(crate) struct Before<'a> {
    pub(crate) row: &'a DossierRow,
    pub(crate) ledger: Ledger,
    pub(crate) head: &'a str,
}

/// The answer to a change that is carried out or refused at an instant.
pub(crate) fn answer_to<'a>(change: &Change<'a>, at: Instant) -> Option<AnswerRow<'a>> {
    change.id.map(|id| AnswerRow {
        command: id.as_str(),
        dossier: Some(change.dossier.as_str()),
        account: change.account.map(AccountId::as_str),
        at_ms: ms_of(at),
        version: None,
        refusal: None,
    })
}

/// A running number as templates take it.
pub(crate) fn running(seq: i64) -> u64 {
    u64::try_from(seq).expect("running numbers count up from one")
}

/// Issues the letter where the change has just completed it and there is something to print it with. The entry is the last
/// of the change.
fn print_where_due(
    pen: Pen<'_>,
    ledger: &mut Ledger,
    appended: &mut Appended,
    change: &Change<'_>,
    at: Instant,
) -> Result<Option<PrintedLetter>, WriteError> {
    let Some(printer) = change.printer.filter(|_| is_due(&ledger.dossier)) else { return Ok(None) };
    let Some(signature) = &ledger.dossier.standing.signature else { return Ok(None) };
    let date = pen.calendar.calendar.date(signature.at);
    let letter = printer.print(pen.standard, &ledger.dossier, date)?;
    let act = issue(&ledger.dossier, letter.letter.clone())?;
    ledger.append_to(pen, act, at, change.id, appended)?;
    Ok(Some(letter))
}

/// Carrying out inside a transaction of [`write_tx!`].
pub(crate) trait Carrying {
    /// Fills in the licence number that an act asks for.
    fn give_licence_number(
        &mut self,
        acts: &mut [Act],
        pen: Pen<'_>,
        dossier: &Dossier,
        at: Instant,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Writes the visits that ended or went on, and the figures of the day.
    fn write_visits(
        &mut self,
        pen: Pen<'_>,
        ledger: &Ledger,
        ended_before: &[bool],
        was: &DossierRow,
        is: &DossierRow,
    ) -> impl Future<Output = Result<(), StorageError>> + Send;

    /// Writes the change; the dossier after it, none where somebody else changed it meanwhile.
    fn carry_out(
        &mut self,
        pen: Pen<'_>,
        before: Before<'_>,
        acts: Vec<Act>,
        change: &Change<'_>,
        at: Instant,
    ) -> impl Future<Output = Result<Option<Dossier>, WriteError>> + Send;
}

on_both! {
    impl Carrying {
        async fn give_licence_number(
            &mut self,
            acts: &mut [Act],
            pen: Pen<'_>,
            dossier: &Dossier,
            at: Instant,
        ) -> Result<(), StorageError> {
            for act in acts {
                let Event::Numbered { number: number @ None, .. } = &mut act.event else { continue };
                let series = licence_series(pen.standard);
                let year = pen.calendar.calendar.date(at).year();
                let seq = self.next_in_series(series, i64::from(year)).await?;
                let given = GivenNumber {
                    series: series.to_owned(),
                    year: i64::from(year),
                    seq,
                    number: licence_number(pen.standard, year, running(seq)),
                    dossier: Some(dossier.id.clone()),
                    given_at: at,
                    voided: None,
                };
                self.give_number(&given).await?;
                *number = Some(given.number);
            }
            Ok(())
        }

        async fn write_visits(
            &mut self,
            pen: Pen<'_>,
            ledger: &Ledger,
            ended_before: &[bool],
            was: &DossierRow,
            is: &DossierRow,
        ) -> Result<(), StorageError> {
            let visits = ledger.visits_since(pen, ended_before)?;
            let mut days = DayFigures::default();
            for no in visits.reopened {
                if let Some(visit) = self.reopen_visit(&is.id, no).await? {
                    days.visit(&visit, Tell::TakeOff);
                }
            }
            let ended: Vec<_> = visits.ended.iter().map(|visit| VisitColumns::of(is, visit)).collect();
            self.add_visits(&ended).await?;
            for visit in &ended {
                days.visit(visit, Tell::Add);
            }
            if was.promise_stopped_ms.is_none() {
                days.promise(is);
            }
            self.add_to_days(&days).await
        }

        async fn carry_out(
            &mut self,
            pen: Pen<'_>,
            before: Before<'_>,
            mut acts: Vec<Act>,
            change: &Change<'_>,
            at: Instant,
        ) -> Result<Option<Dossier>, WriteError> {
            let Before { row: was, mut ledger, head } = before;
            self.give_licence_number(&mut acts, pen, &ledger.dossier, at).await?;
            let ended_before = ledger.visits_ended();
            let place = Moved::place(&ledger.dossier.standing);
            let lay = Lies::under(pen.standard, &ledger.dossier.standing);
            let mut appended = ledger.append(pen, head, acts, at, change.id)?;
            let printed = print_where_due(pen, &mut ledger, &mut appended, change, at)?;
            ledger.settle(pen)?;
            let row = DossierRow::of(&ledger, ledger.nik_index(pen.keys), pen.calendar);
            if !self.update_dossier(&row, was.seen()).await? {
                return Ok(None);
            }
            self.append_cards(&appended.cards).await?;
            self.add_facts(&appended.facts).await?;
            if let Some(letter) = printed {
                self.keep_letter(&row.id, ledger.dossier.entries, &letter, at).await?;
            }
            if let Some(brought) = change.copy {
                self.keep_copy(&row.id, ledger.dossier.entries, brought, at).await?;
            }
            let standing = &ledger.dossier.standing;
            match standing.ended() {
                Some(end) if !end.leaves_licence() && standing.number.is_some() => {
                    self.void_licence(&row.id, end.key(), ms_of(at)).await?;
                }
                None | Some(_) => {}
            }
            if let Some(mut answer) = answer_to(change, at) {
                answer.version = Some(row.version);
                self.keep_answer(&answer).await?;
            }
            self.write_visits(pen, &ledger, &ended_before, was, &row).await?;
            let moved = Moved {
                service: row.service.clone(),
                was: Some(place),
                is: Moved::place(standing),
                lay: Some(lay),
                lies: Lies::under(pen.standard, standing),
            };
            self.log_event(&row.id, row.version, &moved, ms_of(at)).await?;
            Ok(Some(ledger.dossier))
        }
    }
}
