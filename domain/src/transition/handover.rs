//! The acts of a desk: accept, mark, hand over, take back, take over, send back.

use super::entry_instant;
use super::guards::{
    act, current_draft, desk, hand, initialled, needs_reason, not_too_long, open_and_not_ready, reasoned,
    settled, step_of,
};
use crate::command::{ItemDecision, Then};
use crate::dossier::{Dossier, Stage, Standing, TrayOrigin};
use crate::event::{Act, Brought, By, Detail, Entry, Event, ItemMark, ItemNote, Personal};
use crate::refusal::Refusal;
use crate::role::Actor;
use crate::standard::{Form, ServiceStandard, Step, StepKind, StepNo};
use crate::time::Instant;

pub(super) fn accept(
    standard: &ServiceStandard,
    standing: &Standing,
    actor: &Actor,
) -> Result<Vec<Act>, Refusal> {
    let step = step_of(standard, standing)?;
    match &standing.stage {
        Stage::Ended { .. } => Err(Refusal::Ended),
        Stage::Ready { .. } => Err(Refusal::AlreadyReady),
        Stage::WithApplicant { .. } => Err(Refusal::WithApplicant),
        Stage::Tray { .. } | Stage::Desk { .. } if !actor.holds(&step.role) => {
            Err(Refusal::WrongRole { step: standing.step, role: step.role.clone() })
        }
        Stage::Desk { .. } => Err(Refusal::NotInTray),
        Stage::Tray { .. } => Ok(vec![act(By::Officer(hand(actor, &step.role)), Event::Accepted)]),
    }
}

/// Only a forward handover is taken back, and it came from the step before.
pub(super) fn take_back(
    standard: &ServiceStandard,
    standing: &Standing,
    actor: &Actor,
) -> Result<Vec<Act>, Refusal> {
    open_and_not_ready(standing)?;
    let Stage::Tray { origin, giver, .. } = &standing.stage else { return Err(Refusal::NotInTray) };
    let given_by = giver.hand();
    if *origin != TrayOrigin::Forward || given_by.is_none_or(|hand| hand.account != actor.account) {
        return Err(Refusal::NotYourHandover { giver: given_by.map(|hand| hand.initials.clone()) });
    }
    let from = standing.step.0.checked_sub(1).map(StepNo);
    let step = from.and_then(|from| standard.step(from)).ok_or(Refusal::NotInTray)?;
    if !actor.holds(&step.role) {
        return Err(Refusal::HolderOffDuty { role: step.role.clone() });
    }
    Ok(vec![act(By::Officer(hand(actor, &step.role)), Event::TakenBack)])
}

pub(super) fn take_over(
    standard: &ServiceStandard,
    standing: &Standing,
    actor: &Actor,
) -> Result<Vec<Act>, Refusal> {
    let step = step_of(standard, standing)?;
    open_and_not_ready(standing)?;
    if !actor.holds(&step.role) {
        return Err(Refusal::WrongRole { step: standing.step, role: step.role.clone() });
    }
    match &standing.stage {
        Stage::Desk { holder, .. } if holder.account == actor.account => Err(Refusal::HeldByYourself),
        Stage::Desk { holder, .. } => {
            let by = By::Officer(hand(actor, &step.role));
            Ok(vec![act(by, Event::TakenOver { from: holder.clone() })])
        }
        Stage::Tray { .. } => Err(Refusal::NotAccepted { step: standing.step }),
        Stage::WithApplicant { .. } => Err(Refusal::WithApplicant),
        Stage::Ready { .. } => Err(Refusal::AlreadyReady),
        Stage::Ended { .. } => Err(Refusal::Ended),
    }
}

/// Items are marked at intake and verification; at a later desk only where an answer left something open.
pub(super) fn may_mark(standing: &Standing, step: &Step) -> Result<(), Refusal> {
    match step.kind {
        StepKind::Intake | StepKind::Verify => Ok(()),
        StepKind::Draft | StepKind::Initial | StepKind::Sign | StepKind::Number | StepKind::Deliver => {
            if standing.checklist.undecided > 0 || standing.checklist.missing > 0 {
                Ok(())
            } else {
                Err(Refusal::OtherWork { step: standing.step, kind: step.kind })
            }
        }
    }
}

pub(super) fn marks(
    standard: &ServiceStandard,
    kind: StepKind,
    known: impl Fn(&str) -> bool,
    items: &[ItemDecision],
) -> Result<(Event, Option<Detail>), Refusal> {
    if items.is_empty() {
        return Err(Refusal::NothingChanged);
    }
    let mut marks: Vec<ItemMark> = Vec::with_capacity(items.len());
    for item in items {
        let key = &item.note.key;
        if !known(key) || marks.iter().any(|mark| mark.key == *key) {
            return Err(Refusal::UnknownItem { key: key.clone() });
        }
        let form = match item.brought {
            Some(Brought::Upload) => Some(Form::Upload),
            Some(Brought::Physical | Brought::Promised) => Some(Form::Physical),
            Some(Brought::NotThere) | None => None,
        };
        let accepts = |form: Form| standard.requirement(key).is_some_and(|item| item.accepts.contains(&form));
        if form.is_some_and(|form| !accepts(form)) {
            return Err(Refusal::FormNotAccepted { key: key.clone() });
        }
        // Intake says how an item comes; what it is worth is the verifying desk's to say.
        let finding = if kind == StepKind::Intake { None } else { item.finding };
        if item.brought.is_none() && finding.is_none() && !has_text(&item.note) {
            return Err(Refusal::NothingChanged);
        }
        check_note(&item.note)?;
        marks.push(ItemMark { key: key.clone(), brought: item.brought, finding });
    }
    let notes: Vec<ItemNote> =
        items.iter().map(|item| &item.note).filter(|note| has_text(note)).map(ItemNote::clone).collect();
    let detail = if notes.is_empty() { None } else { Some(Detail { items: notes, ..Detail::default() }) };
    Ok((Event::ItemsMarked { marks }, detail))
}

fn texts(note: &ItemNote) -> [&str; 6] {
    [&note.note, &note.remedy, &note.number, &note.issuer, &note.date, &note.expiry]
}

fn has_text(note: &ItemNote) -> bool {
    texts(note).iter().any(|text| !text.is_empty())
}

/// Refuses a note that is longer than the card holds.
pub(super) fn check_note(note: &ItemNote) -> Result<(), Refusal> {
    texts(note).into_iter().try_for_each(not_too_long)
}

/// An act, and the handover that follows it where it is asked for.
pub(super) fn followed(
    standard: &ServiceStandard,
    dossier: &Dossier,
    actor: &Actor,
    first: Act,
    then: Then,
    now: Instant,
) -> Result<Vec<Act>, Refusal> {
    match then {
        Then::Keep => Ok(vec![first]),
        Then::HandOver | Then::HandOverAndAccept => {
            let mut after = dossier.clone();
            let entry = Entry {
                seq: dossier.entries + 1,
                at: entry_instant(Some(dossier.newest_at), now),
                by: first.by.clone(),
                // The number comes from the store; for the handover it is enough that there will be one.
                event: match &first.event {
                    Event::Numbered { stamped, .. } => {
                        Event::Numbered { number: Some(String::new()), stamped: *stamped }
                    }
                    event => event.clone(),
                },
                version: dossier.standing.version + 1,
                command: None,
                personal: Personal::None,
            };
            after.apply(standard, &entry).map_err(|_| Refusal::NotInTray)?;
            let mut acts = vec![first];
            acts.extend(hand_over(standard, &after.standing, actor, then)?);
            Ok(acts)
        }
    }
}

pub(super) fn hand_over(
    standard: &ServiceStandard,
    standing: &Standing,
    actor: &Actor,
    then: Then,
) -> Result<Vec<Act>, Refusal> {
    let (step, by) = desk(standard, standing, actor)?;
    match step.kind {
        StepKind::Intake => {
            if standing.checklist.unmarked > 0 {
                return Err(Refusal::ItemsUnmarked { count: standing.checklist.unmarked });
            }
        }
        StepKind::Verify => settled(standing)?,
        StepKind::Draft => {
            current_draft(standing)?;
            settled(standing)?;
        }
        StepKind::Initial => {
            current_draft(standing)?;
            settled(standing)?;
            if !initialled(standing) {
                return Err(Refusal::NotInitialled { step: standing.step });
            }
        }
        StepKind::Sign => {
            current_draft(standing)?;
            settled(standing)?;
            if standing.signature.is_none() {
                return Err(Refusal::NotSigned);
            }
        }
        StepKind::Number => {
            current_draft(standing)?;
            settled(standing)?;
            if standing.number.as_ref().is_none_or(|number| !number.confirmed) {
                return Err(Refusal::NotNumbered);
            }
        }
        StepKind::Deliver => return Err(Refusal::AlreadyReady),
    }
    let to = standing.step.next();
    let next = standard.step(to).ok_or(Refusal::NotTheNextStep { at: standing.step, to })?;
    let mut acts = Vec::new();
    if step.kind == StepKind::Verify && !standing.complete {
        acts.push(act(by.clone(), Event::FileCompleted));
    }
    acts.push(act(by, Event::HandedOver { to }));
    if then == Then::HandOverAndAccept {
        if !actor.holds(&next.role) {
            return Err(Refusal::NextDeskIsAnothers { role: next.role.clone() });
        }
        acts.push(act(By::Officer(hand(actor, &next.role)), Event::Accepted));
    }
    Ok(acts)
}

pub(super) fn send_back(
    standard: &ServiceStandard,
    standing: &Standing,
    actor: &Actor,
    to: StepNo,
    reason: &str,
) -> Result<Vec<Act>, Refusal> {
    let (_, by) = desk(standard, standing, actor)?;
    let intake = standard.step(to).is_none_or(|step| step.kind == StepKind::Intake);
    if intake || to >= standing.step {
        return Err(Refusal::NotAnEarlierStep { to });
    }
    let redrafts =
        standard.step(to).is_some_and(|step| matches!(step.kind, StepKind::Verify | StepKind::Draft));
    if !redrafts && standing.draft.is_some_and(|draft| draft.stale) {
        return Err(Refusal::StaleDraft);
    }
    needs_reason(reason)?;
    Ok(vec![reasoned(by, Event::SentBack { to }, reason)])
}
