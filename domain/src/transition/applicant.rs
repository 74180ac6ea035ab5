//! What passes between the office and the applicant: corrections, returns, answers, withdrawal, collection.

use chrono::{NaiveDate, TimeDelta};

use super::guards::{
    act, desk, hand, hand_by, needs_reason, not_too_long, open_and_unsigned, reasoned, step_of,
};
use super::handover::check_note;
use crate::application::{Facts, FieldKey, on_letter, read_phone};
use crate::command::ItemBrought;
use crate::dossier::{Dossier, Stage, Standing};
use crate::event::{Act, Brought, By, Detail, Event, Finding, ItemMark, ItemNote, Recipient, RecipientKind};
use crate::refusal::Refusal;
use crate::role::{Actor, Permission};
use crate::standard::{Form, ServiceStandard};
use crate::time::Instant;

pub(super) fn correct(
    standard: &ServiceStandard,
    dossier: &Dossier,
    actor: &Actor,
    facts: &Facts,
    reason: &str,
    now: Instant,
) -> Result<Vec<Act>, Refusal> {
    let by = By::Officer(hand_by(actor, Permission::Correct)?);
    open_and_unsigned(&dossier.standing)?;
    needs_reason(reason)?;
    let (facts, fields) = change(standard, dossier, facts, now)?;
    if fields.is_empty() {
        return Err(Refusal::NothingChanged);
    }
    let on_letter = fields.iter().any(|field| on_letter(standard, field));
    let detail = Detail { facts: Some(facts), reason: Some(reason.trim().to_owned()), ..Detail::default() };
    Ok(vec![Act { by, event: Event::Corrected { fields, on_letter }, detail: Some(detail) }])
}

/// The facts as they will be kept, and the fields in which they differ; none where the old ones were erased.
///
/// # Errors
/// [`Refusal::FaultyField`] with the first field at fault: what the form asks of a typed application, it asks of every
/// later one.
fn change(
    standard: &ServiceStandard,
    dossier: &Dossier,
    facts: &Facts,
    now: Instant,
) -> Result<(Facts, Vec<FieldKey>), Refusal> {
    // The kind decides the checklist, so it stays what it was at registration.
    let facts = Facts { kind: dossier.standing.kind.clone(), ..facts.clone() };
    let facts = facts.form().check(standard, newest_date(now)).map_err(|errors| {
        let first = errors.into_iter().next().expect("a form that makes no facts has a fault");
        Refusal::FaultyField { field: first.field, problem: first.problem }
    })?;
    let fields = dossier.facts.as_ref().map(|old| old.changed(&facts)).unwrap_or_default();
    Ok((facts, fields))
}

/// The date of the easternmost clocks: nobody is born later, wherever the office is.
fn newest_date(now: Instant) -> NaiveDate {
    (now + TimeDelta::hours(14)).date_naive()
}

pub(super) fn return_to_applicant(
    standard: &ServiceStandard,
    dossier: &Dossier,
    actor: &Actor,
    items: &[ItemNote],
    remark: &str,
) -> Result<Vec<Act>, Refusal> {
    let (_, by) = desk(standard, &dossier.standing, actor)?;
    if dossier.standing.signature.is_some() {
        return Err(Refusal::AlreadySigned);
    }
    if items.is_empty() && remark.trim().is_empty() {
        return Err(Refusal::NothingAsked);
    }
    not_too_long(remark)?;
    let mut keys: Vec<String> = Vec::with_capacity(items.len());
    let mut promised_only = !items.is_empty();
    for note in items {
        let item = dossier.items.iter().find(|item| item.key == note.key);
        let item = item.ok_or_else(|| Refusal::UnknownItem { key: note.key.clone() })?;
        if keys.contains(&note.key) {
            return Err(Refusal::UnknownItem { key: note.key.clone() });
        }
        check_note(note)?;
        promised_only &= item.brought == Some(Brought::Promised);
        keys.push(note.key.clone());
    }
    let remark = Some(remark.trim().to_owned()).filter(|remark| !remark.is_empty());
    let detail = Detail { items: items.to_vec(), reason: remark, ..Detail::default() };
    Ok(vec![Act { by, event: Event::Returned { items: keys, promised_only }, detail: Some(detail) }])
}

/// What the applicant answers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Answer<'a> {
    /// The items brought.
    pub(super) items: &'a [ItemBrought],
    /// All facts, where some changed.
    pub(super) facts: Option<&'a Facts>,
    /// A remark.
    pub(super) remark: &'a str,
    /// Whether the return was a mistake; only an empty answer can say so.
    pub(super) mistaken_return: bool,
}

/// The answer as the Front Office records it; accepted in the same instant where the recorder holds the desk's role.
pub(super) fn answer_at_counter(
    standard: &ServiceStandard,
    dossier: &Dossier,
    actor: &Actor,
    answer: Answer<'_>,
    now: Instant,
) -> Result<Vec<Act>, Refusal> {
    let recorder = hand_by(actor, Permission::Answer)?;
    let mut acts = vec![answered(standard, dossier, By::ApplicantAtCounter(recorder), answer, now)?];
    let step = step_of(standard, &dossier.standing)?;
    if actor.holds(&step.role) {
        acts.push(act(By::Officer(hand(actor, &step.role)), Event::Accepted));
    }
    Ok(acts)
}

/// The applicant's own answer, by the tracking page: the file goes to the tray of the desk that returned it.
///
/// # Errors
/// [`Refusal`] where the file is not with the applicant, or nothing is answered.
pub fn answer_online(
    standard: &ServiceStandard,
    dossier: &Dossier,
    items: &[ItemBrought],
    facts: Option<&Facts>,
    remark: &str,
    now: Instant,
) -> Result<Vec<Act>, Refusal> {
    let answer = Answer { items, facts, remark, mistaken_return: false };
    Ok(vec![answered(standard, dossier, By::Applicant, answer, now)?])
}

fn answered(
    standard: &ServiceStandard,
    dossier: &Dossier,
    by: By,
    answer: Answer<'_>,
    now: Instant,
) -> Result<Act, Refusal> {
    let Answer { items, facts, remark, mistaken_return } = answer;
    match dossier.standing.stage {
        Stage::WithApplicant { .. } => {}
        Stage::Ended { .. } => return Err(Refusal::Ended),
        Stage::Tray { .. } | Stage::Desk { .. } | Stage::Ready { .. } => {
            return Err(Refusal::NotWithApplicant);
        }
    }
    let changed = facts.map(|facts| change(standard, dossier, facts, now)).transpose()?;
    let (facts, fields) = changed.unzip();
    let fields = fields.unwrap_or_default();
    let is_empty = items.is_empty() && fields.is_empty();
    match (is_empty, mistaken_return) {
        (true, true) => needs_reason(remark)?,
        (true, false) => return Err(Refusal::NothingAnswered),
        (false, true | false) => not_too_long(remark)?,
    }
    let marks = brought(standard, dossier, items)?;
    let on_letter = fields.iter().any(|field| on_letter(standard, field));
    let remark = Some(remark.trim().to_owned()).filter(|remark| !remark.is_empty());
    let facts = facts.filter(|_| !fields.is_empty());
    let detail =
        (remark.is_some() || facts.is_some()).then(|| Detail { facts, reason: remark, ..Detail::default() });
    // What was brought starts the clock anew, so an answer that brings something cannot also be a mistake of the office.
    let mistaken_return = mistaken_return && is_empty;
    Ok(Act { by, event: Event::Answered { marks, fields, on_letter, mistaken_return }, detail })
}

/// The marks of items that were brought: nobody has looked at them yet.
fn brought(
    standard: &ServiceStandard,
    dossier: &Dossier,
    items: &[ItemBrought],
) -> Result<Vec<ItemMark>, Refusal> {
    let mut marks: Vec<ItemMark> = Vec::with_capacity(items.len());
    for ItemBrought { key, brought } in items {
        let is_known = dossier.items.iter().any(|item| item.key == *key);
        if !is_known || marks.iter().any(|mark| mark.key == *key) {
            return Err(Refusal::UnknownItem { key: key.clone() });
        }
        let form = match brought {
            Brought::Upload => Form::Upload,
            Brought::Physical => Form::Physical,
            // A promise is no answer.
            Brought::Promised | Brought::NotThere => {
                return Err(Refusal::FormNotAccepted { key: key.clone() });
            }
        };
        if !standard.requirement(key).is_some_and(|item| item.accepts.contains(&form)) {
            return Err(Refusal::FormNotAccepted { key: key.clone() });
        }
        marks.push(ItemMark { key: key.clone(), brought: Some(*brought), finding: Some(Finding::Unseen) });
    }
    Ok(marks)
}

/// The applicant's own withdrawal, by the tracking page.
///
/// # Errors
/// [`Refusal`] after the signature, after the end, or without a reason.
pub fn withdraw_online(dossier: &Dossier, reason: &str) -> Result<Vec<Act>, Refusal> {
    open_and_unsigned(&dossier.standing)?;
    needs_reason(reason)?;
    Ok(vec![reasoned(By::Applicant, Event::Withdrawn, reason)])
}

/// The counter where a ready licence is collected: any holder of the role acts, without taking over.
pub(super) fn counter(
    standard: &ServiceStandard,
    standing: &Standing,
    actor: &Actor,
) -> Result<(By, Option<Instant>), Refusal> {
    let step = step_of(standard, standing)?;
    match &standing.stage {
        Stage::Ended { .. } => Err(Refusal::Ended),
        Stage::Tray { .. } | Stage::Desk { .. } | Stage::WithApplicant { .. } => Err(Refusal::NotReady),
        Stage::Ready { .. } if !actor.holds(&step.role) => {
            Err(Refusal::WrongRole { step: standing.step, role: step.role.clone() })
        }
        Stage::Ready { arrived, .. } => Ok((By::Officer(hand(actor, &step.role)), *arrived)),
    }
}

pub(super) fn deliver(
    standard: &ServiceStandard,
    dossier: &Dossier,
    actor: &Actor,
    recipient: &Recipient,
) -> Result<Vec<Act>, Refusal> {
    let (by, _) = counter(standard, &dossier.standing, actor)?;
    if dossier.licence.as_ref().is_some_and(|licence| licence.fate.is_some()) {
        return Err(Refusal::LicenceOver);
    }
    let kind = match recipient {
        Recipient::Applicant => RecipientKind::Applicant,
        Recipient::Proxy { name, document } => {
            not_too_long(name)?;
            not_too_long(document)?;
            if name.trim().is_empty() || document.trim().is_empty() {
                return Err(Refusal::NoRecipient);
            }
            RecipientKind::Proxy
        }
    };
    let detail = Detail { recipient: Some(recipient.clone()), ..Detail::default() };
    Ok(vec![Act { by, event: Event::Delivered { recipient: kind }, detail: Some(detail) }])
}

pub(super) fn change_phone(dossier: &Dossier, actor: &Actor, phone: &str) -> Result<Vec<Act>, Refusal> {
    let by = By::Officer(hand_by(actor, Permission::ChangePhone)?);
    if dossier.standing.ended().is_some() {
        return Err(Refusal::Ended);
    }
    let phone = read_phone(phone).ok_or(Refusal::NotAPhone)?;
    let facts = dossier.facts.as_ref().filter(|facts| facts.phone != phone).ok_or(Refusal::NothingChanged)?;
    let detail = Detail { facts: Some(Facts { phone, ..facts.clone() }), ..Detail::default() };
    Ok(vec![Act { by, event: Event::PhoneChanged, detail: Some(detail) }])
}
