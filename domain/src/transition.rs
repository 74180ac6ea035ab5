//! What a command makes of a dossier: events, or the first rule that forbids it.
//!
//! The browser calls the same functions to offer moves that the server calls to obey them.

use crate::application::{Facts, on_letter, read_phone};
use crate::command::{Command, ItemBrought, ItemDecision, Then};
use crate::dossier::{Dossier, Stage, Standing, TrayOrigin};
use crate::event::{
    Act, Brought, By, Channel, Detail, Entry, Event, Finding, Hand, ItemMark, ItemNote, Personal, Recipient,
    RecipientKind,
};
use crate::refusal::Refusal;
use crate::role::{Actor, Permission, RoleKey};
use crate::standard::{Form, ServiceStandard, Step, StepKind, StepNo};
use crate::time::Instant;
use crate::tracking_code::TrackingCode;

/// The longest reason or remark, in characters.
pub const REASON_LIMIT: usize = 2_000;

/// What the store gives a new dossier.
#[derive(Clone, Debug)]
pub struct Given {
    /// The register number, allocated in the same transaction.
    pub register: String,
    /// The tracking code.
    pub code: TrackingCode,
    /// The version of the standard.
    pub standard: u32,
}

/// The hand of an actor at a desk of this role.
fn hand(actor: &Actor, role: &RoleKey) -> Hand {
    Hand {
        account: actor.account.clone(),
        initials: actor.initials.clone(),
        role: role.clone(),
        lent: actor.grant(role).and_then(|grant| grant.lent),
        absent: actor.absent,
    }
}

/// The hand of an actor whose right is a permission of any role.
fn hand_by(actor: &Actor, permission: Permission) -> Result<Hand, Refusal> {
    let held = |lent: bool| {
        actor.grants.iter().find(|grant| permission.held_by(&grant.role) && grant.lent.is_some() == lent)
    };
    let grant = held(false).or_else(|| held(true)).ok_or(Refusal::NotPermitted { permission })?;
    Ok(hand(actor, &grant.role))
}

fn act(by: By, event: Event) -> Act {
    Act { by, event, detail: None }
}

fn reasoned(by: By, event: Event, reason: &str) -> Act {
    Act { by, event, detail: Some(Detail { reason: Some(reason.trim().to_owned()), ..Detail::default() }) }
}

fn needs_reason(reason: &str) -> Result<(), Refusal> {
    if reason.trim().is_empty() || reason.chars().count() > REASON_LIMIT { Err(Refusal::NoReason) } else { Ok(()) }
}

/// Registers an application at the counter: the officer who registers has accepted it in the same instant.
/// Source: SOP row 1; SP komponen 4 of manufacturing.
///
/// # Errors
/// [`Refusal`] where the actor may not register, or a mark is not possible.
pub fn register_at_counter(
    standard: &ServiceStandard,
    actor: &Actor,
    facts: Facts,
    items: &[ItemDecision],
    given: &Given,
) -> Result<Vec<Act>, Refusal> {
    let by = By::Officer(hand_by(actor, Permission::Register)?);
    let intake = standard.step(StepNo(0)).ok_or(Refusal::NotInTray)?;
    let mut acts = register(standard, by.clone(), Channel::Counter, facts, given);
    let kind = match &acts[0].event {
        Event::Registered { kind, .. } => kind.clone(),
        _ => return Ok(acts),
    };
    if actor.holds(&intake.role) {
        acts.push(act(By::Officer(hand(actor, &intake.role)), Event::Accepted));
    }
    if !items.is_empty() {
        let known = |key: &str| standard.requirements_for(&kind).any(|item| item.key == key);
        let (event, detail) = marks(standard, StepKind::Intake, known, items)?;
        acts.push(Act { by, event, detail });
    }
    Ok(acts)
}

/// Registers an application that came by the public form: it lies in the intake tray, given by the applicant.
pub fn register_online(standard: &ServiceStandard, facts: Facts, given: &Given) -> Vec<Act> {
    register(standard, By::Applicant, Channel::Online, facts, given)
}

fn register(standard: &ServiceStandard, by: By, channel: Channel, facts: Facts, given: &Given) -> Vec<Act> {
    let event = Event::Registered {
        register: given.register.clone(),
        code: given.code.clone(),
        service: standard.service.clone(),
        standard: given.standard,
        channel,
        kind: facts.kind.clone(),
    };
    vec![Act { by, event, detail: Some(Detail { facts: Some(facts), ..Detail::default() }) }]
}

/// Decides whether `actor` may do `command` to `dossier` at `now`.
///
/// Pure: the browser calls it to offer, the server to obey. The events belong together, at one instant and one step of
/// the version. A number is left empty in [`Event::Numbered`]: the store allocates it in the same transaction.
/// Source: the standard that the dossier pins; house rules where the SOP is silent.
///
/// # Errors
/// The first [`Refusal`]. Nothing is changed.
pub fn decide(
    standard: &ServiceStandard,
    dossier: &Dossier,
    actor: &Actor,
    command: &Command,
    now: Instant,
) -> Result<Vec<Act>, Refusal> {
    let standing = &dossier.standing;
    match command {
        Command::Accept => accept(standard, standing, actor),
        Command::TakeBack => take_back(standard, standing, dossier, actor),
        Command::TakeOver => take_over(standard, standing, actor),
        Command::MarkItems { items } => {
            let (step, by) = desk(standard, standing, actor)?;
            may_mark(standing, step)?;
            let known = |key: &str| dossier.items.iter().any(|item| item.key == key);
            let (event, detail) = marks(standard, step.kind, known, items)?;
            Ok(vec![Act { by, event, detail }])
        }
        Command::Draft { then } => {
            let by = work(standard, standing, actor, StepKind::Draft)?;
            let draft = match standing.draft {
                Some(draft) if !draft.stale => return Err(Refusal::DraftIsCurrent),
                Some(draft) => draft.number + 1,
                None => 1,
            };
            settled(standing)?;
            followed(standard, dossier, actor, act(by, Event::Drafted { draft }), *then, now)
        }
        Command::Initial { then } => {
            let by = work(standard, standing, actor, StepKind::Initial)?;
            let draft = current_draft(standing)?;
            if initialled(standing) {
                return Err(Refusal::AlreadyInitialled);
            }
            settled(standing)?;
            followed(standard, dossier, actor, act(by, Event::Initialled { draft }), *then, now)
        }
        Command::Sign { then } => {
            let by = work(standard, standing, actor, StepKind::Sign)?;
            let draft = current_draft(standing)?;
            if standing.signature.is_some() {
                return Err(Refusal::AlreadySigned);
            }
            settled(standing)?;
            followed(standard, dossier, actor, act(by, Event::Signed { draft }), *then, now)
        }
        Command::Number { stamped, then } => {
            let by = work(standard, standing, actor, StepKind::Number)?;
            current_draft(standing)?;
            settled(standing)?;
            if follows_signature(standard) && !stamped {
                return Err(Refusal::NotStamped);
            }
            let event = match &standing.number {
                Some(number) if number.confirmed => return Err(Refusal::AlreadyNumbered),
                Some(_) => Event::NumberConfirmed { stamped: *stamped },
                None => Event::Numbered { number: None, stamped: *stamped },
            };
            followed(standard, dossier, actor, act(by, event), *then, now)
        }
        Command::HandOver { then } => hand_over(standard, standing, actor, *then),
        Command::SendBack { to, reason } => send_back(standard, standing, actor, *to, reason),
        Command::Correct { facts, reason } => correct(standard, dossier, actor, facts, reason),
        Command::Return { items, remark } => return_to_applicant(standard, dossier, actor, items, remark),
        Command::Answer { items, facts, remark, mistaken_return } => {
            answer(standard, dossier, actor, items, facts.as_deref(), remark, *mistaken_return)
        }
        Command::Refuse { reasons } => {
            let by = work(standard, standing, actor, StepKind::Sign)?;
            if standing.signature.is_some() {
                return Err(Refusal::AlreadySigned);
            }
            needs_reason(reasons)?;
            Ok(vec![reasoned(by, Event::Refused, reasons)])
        }
        Command::Withdraw { reason } => {
            let by = By::ApplicantAtCounter(hand_by(actor, Permission::WithdrawOnBehalf)?);
            open_and_unsigned(standing)?;
            needs_reason(reason)?;
            Ok(vec![reasoned(by, Event::Withdrawn, reason)])
        }
        Command::Annul { reason } => {
            let by = By::Officer(hand_by(actor, Permission::Annul)?);
            open_and_not_ready(standing)?;
            needs_reason(reason)?;
            Ok(vec![reasoned(by, Event::Annulled, reason)])
        }
        Command::ApplicantArrived => {
            let (by, _) = counter(standard, standing, actor)?;
            Ok(vec![act(by, Event::ApplicantArrived)])
        }
        Command::ApplicantLeft => {
            let (by, arrived) = counter(standard, standing, actor)?;
            arrived.ok_or(Refusal::NobodyAtCounter)?;
            Ok(vec![act(by, Event::ApplicantLeft)])
        }
        Command::Deliver { recipient } => deliver(standard, standing, actor, recipient),
        Command::ChangePhone { phone } => change_phone(dossier, actor, phone),
        Command::Close => Err(Refusal::OnlyTheProgram),
    }
}

/// Closes a file that was not completed in time, if it is still with the applicant.
///
/// # Errors
/// [`Refusal::NotWithApplicant`] where the applicant has answered meanwhile.
pub fn close(dossier: &Dossier) -> Result<Vec<Act>, Refusal> {
    match dossier.standing.stage {
        Stage::WithApplicant { .. } => Ok(vec![act(By::System, Event::Closed)]),
        Stage::Tray { .. } | Stage::Desk { .. } | Stage::Ready { .. } | Stage::Ended { .. } => {
            Err(Refusal::NotWithApplicant)
        }
    }
}

/// The instant of an entry: the server's now in whole milliseconds, or the dossier's newest where that is later.
pub fn entry_instant(newest: Option<Instant>, now: Instant) -> Instant {
    let now = crate::time::instant_ms(crate::time::ms_of(now));
    newest.map_or(now, |newest| newest.max(now))
}

/// The step where the file is.
fn step_of<'a>(standard: &'a ServiceStandard, standing: &Standing) -> Result<&'a Step, Refusal> {
    standard.step(standing.step).ok_or(Refusal::NotTheNextStep { to: standing.step })
}

/// The desk of the file, and the actor's hand at it: the actor holds the role today and accepted the file.
fn desk<'a>(standard: &'a ServiceStandard, standing: &Standing, actor: &Actor) -> Result<(&'a Step, By), Refusal> {
    let step = step_of(standard, standing)?;
    match &standing.stage {
        Stage::Ended { .. } => return Err(Refusal::Ended),
        Stage::Ready { .. } => return Err(Refusal::AlreadyReady),
        Stage::WithApplicant { .. } | Stage::Tray { .. } | Stage::Desk { .. } => {}
    }
    holds(step, standing, actor)?;
    match &standing.stage {
        Stage::WithApplicant { .. } => Err(Refusal::WithApplicant),
        Stage::Tray { .. } => Err(Refusal::NotAccepted { step: standing.step }),
        Stage::Desk { holder, .. } if holder.account == actor.account => {
            Ok((step, By::Officer(hand(actor, &step.role))))
        }
        Stage::Desk { holder, .. } => Err(Refusal::held_by(holder)),
        Stage::Ready { .. } => Err(Refusal::AlreadyReady),
        Stage::Ended { .. } => Err(Refusal::Ended),
    }
}

fn holds(step: &Step, standing: &Standing, actor: &Actor) -> Result<(), Refusal> {
    if actor.holds(&step.role) {
        return Ok(());
    }
    match standing.stage.holder() {
        Some(holder) if holder.account == actor.account => Err(Refusal::HolderOffDuty { role: step.role.clone() }),
        _ => Err(Refusal::WrongRole { step: standing.step, role: step.role.clone() }),
    }
}

/// A desk whose work is of this kind.
fn work(standard: &ServiceStandard, standing: &Standing, actor: &Actor, kind: StepKind) -> Result<By, Refusal> {
    let (step, by) = desk(standard, standing, actor)?;
    if step.kind == kind { Ok(by) } else { Err(Refusal::OtherWork { step: standing.step, kind: step.kind }) }
}

fn current_draft(standing: &Standing) -> Result<u32, Refusal> {
    match standing.draft {
        None => Err(Refusal::NoDraft),
        Some(draft) if draft.stale => Err(Refusal::StaleDraft),
        Some(draft) => Ok(draft.number),
    }
}

fn initialled(standing: &Standing) -> bool {
    let draft = standing.draft.map(|draft| draft.number);
    standing.initials.iter().any(|mark| mark.step == standing.step && !mark.struck && Some(mark.draft) == draft)
}

/// Every item was looked at and no mandatory one is absent: also after an answer at a later desk.
fn settled(standing: &Standing) -> Result<(), Refusal> {
    if standing.checklist.undecided > 0 {
        return Err(Refusal::ItemsUndecided { count: standing.checklist.undecided });
    }
    if standing.checklist.missing > 0 {
        return Err(Refusal::ItemsMissing { count: standing.checklist.missing });
    }
    Ok(())
}

fn follows_signature(standard: &ServiceStandard) -> bool {
    let place = |kind| standard.steps.iter().position(|step| step.kind == kind);
    place(StepKind::Number) > place(StepKind::Sign)
}

fn open_and_not_ready(standing: &Standing) -> Result<(), Refusal> {
    match standing.stage {
        Stage::Ended { .. } => Err(Refusal::Ended),
        Stage::Ready { .. } => Err(Refusal::AlreadyReady),
        Stage::Tray { .. } | Stage::Desk { .. } | Stage::WithApplicant { .. } => Ok(()),
    }
}

fn open_and_unsigned(standing: &Standing) -> Result<(), Refusal> {
    open_and_not_ready(standing)?;
    if standing.signature.is_some() { Err(Refusal::AlreadySigned) } else { Ok(()) }
}

fn accept(standard: &ServiceStandard, standing: &Standing, actor: &Actor) -> Result<Vec<Act>, Refusal> {
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

fn take_back(
    standard: &ServiceStandard,
    standing: &Standing,
    dossier: &Dossier,
    actor: &Actor,
) -> Result<Vec<Act>, Refusal> {
    open_and_not_ready(standing)?;
    let Stage::Tray { origin, giver, .. } = &standing.stage else { return Err(Refusal::NotInTray) };
    let given_by = giver.hand();
    if *origin != TrayOrigin::Forward || given_by.is_none_or(|hand| hand.account != actor.account) {
        return Err(Refusal::NotYourHandover { giver: given_by.map(|hand| hand.initials.clone()) });
    }
    let from = dossier.visits.iter().rev().nth(1).map_or(standing.step, |visit| visit.step);
    let step = standard.step(from).ok_or(Refusal::NotInTray)?;
    if !actor.holds(&step.role) {
        return Err(Refusal::HolderOffDuty { role: step.role.clone() });
    }
    Ok(vec![act(By::Officer(hand(actor, &step.role)), Event::TakenBack)])
}

fn take_over(standard: &ServiceStandard, standing: &Standing, actor: &Actor) -> Result<Vec<Act>, Refusal> {
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
fn may_mark(standing: &Standing, step: &Step) -> Result<(), Refusal> {
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

fn marks(
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
        marks.push(ItemMark { key: key.clone(), brought: item.brought, finding });
    }
    let notes: Vec<ItemNote> =
        items.iter().map(|item| &item.note).filter(|note| has_text(note)).map(ItemNote::clone).collect();
    let detail = if notes.is_empty() { None } else { Some(Detail { items: notes, ..Detail::default() }) };
    Ok((Event::ItemsMarked { marks }, detail))
}

fn has_text(note: &ItemNote) -> bool {
    [&note.note, &note.remedy, &note.number, &note.issuer, &note.date, &note.expiry].iter().any(|text| !text.is_empty())
}

/// An act, and the handover that follows it where it is asked for.
fn followed(
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

fn hand_over(
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
    let next = standard.step(to).ok_or(Refusal::NotTheNextStep { to })?;
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

fn send_back(
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
    let redrafts = standard.step(to).is_some_and(|step| matches!(step.kind, StepKind::Verify | StepKind::Draft));
    if !redrafts && standing.draft.is_some_and(|draft| draft.stale) {
        return Err(Refusal::StaleDraft);
    }
    needs_reason(reason)?;
    Ok(vec![reasoned(by, Event::SentBack { to }, reason)])
}

fn correct(
    standard: &ServiceStandard,
    dossier: &Dossier,
    actor: &Actor,
    facts: &Facts,
    reason: &str,
) -> Result<Vec<Act>, Refusal> {
    let by = By::Officer(hand_by(actor, Permission::Correct)?);
    open_and_unsigned(&dossier.standing)?;
    needs_reason(reason)?;
    let fields = changed_fields(dossier, facts);
    if fields.is_empty() {
        return Err(Refusal::NothingChanged);
    }
    let on_letter = fields.iter().any(|field| on_letter(standard, field));
    let detail =
        Detail { facts: Some(facts.clone()), reason: Some(reason.trim().to_owned()), ..Detail::default() };
    Ok(vec![Act { by, event: Event::Corrected { fields, on_letter }, detail: Some(detail) }])
}

fn changed_fields(dossier: &Dossier, facts: &Facts) -> Vec<crate::application::FieldKey> {
    // The kind decides the checklist, so it stays what it was at registration.
    let mut facts = facts.clone();
    facts.kind.clone_from(&dossier.standing.kind);
    dossier.facts.as_ref().map(|old| old.changed(&facts)).unwrap_or_default()
}

fn return_to_applicant(
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
    let mut keys: Vec<String> = Vec::with_capacity(items.len());
    let mut promised_only = !items.is_empty();
    for note in items {
        let item = dossier.items.iter().find(|item| item.key == note.key);
        let item = item.ok_or_else(|| Refusal::UnknownItem { key: note.key.clone() })?;
        if keys.contains(&note.key) {
            return Err(Refusal::UnknownItem { key: note.key.clone() });
        }
        promised_only &= item.brought == Some(Brought::Promised);
        keys.push(note.key.clone());
    }
    let remark = Some(remark.trim().to_owned()).filter(|remark| !remark.is_empty());
    let detail = Detail { items: items.to_vec(), reason: remark, ..Detail::default() };
    Ok(vec![Act { by, event: Event::Returned { items: keys, promised_only }, detail: Some(detail) }])
}

fn answer(
    standard: &ServiceStandard,
    dossier: &Dossier,
    actor: &Actor,
    items: &[ItemBrought],
    facts: Option<&Facts>,
    remark: &str,
    mistaken_return: bool,
) -> Result<Vec<Act>, Refusal> {
    let recorder = hand_by(actor, Permission::Answer)?;
    match dossier.standing.stage {
        Stage::WithApplicant { .. } => {}
        Stage::Ended { .. } => return Err(Refusal::Ended),
        Stage::Tray { .. } | Stage::Desk { .. } | Stage::Ready { .. } => return Err(Refusal::NotWithApplicant),
    }
    let fields = facts.map(|facts| changed_fields(dossier, facts)).unwrap_or_default();
    if mistaken_return {
        needs_reason(remark)?;
    } else if items.is_empty() && fields.is_empty() {
        return Err(Refusal::NothingAnswered);
    }
    let decisions: Vec<ItemDecision> = items
        .iter()
        .map(|item| ItemDecision {
            brought: Some(item.brought),
            finding: Some(Finding::Unseen),
            note: ItemNote { key: item.key.clone(), ..ItemNote::default() },
        })
        .collect();
    let known = |key: &str| dossier.items.iter().any(|item| item.key == key);
    let brought = if decisions.is_empty() {
        Vec::new()
    } else {
        match marks(standard, StepKind::Verify, known, &decisions)?.0 {
            Event::ItemsMarked { marks } => marks,
            _ => Vec::new(),
        }
    };
    let changes_letter = fields.iter().any(|field| on_letter(standard, field));
    let remark = Some(remark.trim().to_owned()).filter(|remark| !remark.is_empty());
    let new_facts = facts.filter(|_| !fields.is_empty()).cloned();
    let detail = (remark.is_some() || new_facts.is_some())
        .then(|| Detail { facts: new_facts, reason: remark, ..Detail::default() });
    let event = Event::Answered { marks: brought, fields, on_letter: changes_letter, mistaken_return };
    let mut acts = vec![Act { by: By::ApplicantAtCounter(recorder), event, detail }];
    let step = step_of(standard, &dossier.standing)?;
    if actor.holds(&step.role) {
        acts.push(act(By::Officer(hand(actor, &step.role)), Event::Accepted));
    }
    Ok(acts)
}

/// The counter where a ready licence is collected: any holder of the role acts, without taking over.
fn counter(
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

fn deliver(
    standard: &ServiceStandard,
    standing: &Standing,
    actor: &Actor,
    recipient: &Recipient,
) -> Result<Vec<Act>, Refusal> {
    let (by, _) = counter(standard, standing, actor)?;
    let kind = match recipient {
        Recipient::Applicant => RecipientKind::Applicant,
        Recipient::Proxy { name, document } => {
            if name.trim().is_empty() || document.trim().is_empty() {
                return Err(Refusal::NoRecipient);
            }
            RecipientKind::Proxy
        }
    };
    let detail = Detail { recipient: Some(recipient.clone()), ..Detail::default() };
    Ok(vec![Act { by, event: Event::Delivered { recipient: kind }, detail: Some(detail) }])
}

fn change_phone(dossier: &Dossier, actor: &Actor, phone: &str) -> Result<Vec<Act>, Refusal> {
    let by = By::Officer(hand_by(actor, Permission::ChangePhone)?);
    if dossier.standing.ended().is_some() {
        return Err(Refusal::Ended);
    }
    let phone = read_phone(phone).ok_or(Refusal::NotAPhone)?;
    let facts = dossier.facts.as_ref().filter(|facts| facts.phone != phone).ok_or(Refusal::NothingChanged)?;
    let detail = Detail { facts: Some(Facts { phone, ..facts.clone() }), ..Detail::default() };
    Ok(vec![Act { by, event: Event::PhoneChanged, detail: Some(detail) }])
}

/// Where a card may be moved to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Accept it out of the tray.
    Desk,
    /// The next step's tray.
    Forward(StepNo),
    /// An earlier step's tray.
    Back(StepNo),
    /// The applicant.
    Applicant,
    /// Back from the next desk's tray.
    Retrieve,
}

/// What a card's menu offers, each with the rule that forbids it.
///
/// The same answers as [`decide`], from the small [`Standing`] that travels with a card. Reasons and items that a command
/// would carry are taken as given.
pub fn moves(standard: &ServiceStandard, standing: &Standing, actor: &Actor) -> Vec<(Target, Result<(), Refusal>)> {
    let mut moves = Vec::with_capacity(standard.steps.len() + 2);
    if matches!(standing.stage, Stage::Tray { .. }) {
        moves.push((Target::Desk, accept(standard, standing, actor).map(drop)));
    }
    for (no, step) in standard.numbered() {
        if no == standing.step {
            continue;
        }
        let result = if no == standing.step.next() {
            (Target::Forward(no), forward(standard, standing, actor))
        } else if no > standing.step {
            (Target::Forward(no), Err(Refusal::NotTheNextStep { to: no }))
        } else if step.kind == StepKind::Intake {
            (Target::Applicant, to_applicant(standard, standing, actor))
        } else {
            (Target::Back(no), send_back(standard, standing, actor, no, "given").map(drop))
        };
        moves.push(result);
    }
    if standing.step == StepNo(0) {
        moves.insert(0, (Target::Applicant, to_applicant(standard, standing, actor)));
    }
    moves
}

/// Whether the file can go forward now, the desk's own work done or done in the same act.
fn forward(standard: &ServiceStandard, standing: &Standing, actor: &Actor) -> Result<(), Refusal> {
    let refusal = match hand_over(standard, standing, actor, Then::HandOver) {
        Ok(_) => return Ok(()),
        Err(refusal) => refusal,
    };
    // "Paraf dan serahkan", "Tanda tangani dan serahkan" and the like are one act: the missing work is no obstacle.
    match refusal {
        Refusal::NoDraft | Refusal::StaleDraft
            if step_of(standard, standing).is_ok_and(|step| step.kind == StepKind::Draft) =>
        {
            settled(standing)
        }
        Refusal::NotInitialled { .. } | Refusal::NotSigned | Refusal::NotNumbered => Ok(()),
        other => Err(other),
    }
}

fn to_applicant(standard: &ServiceStandard, standing: &Standing, actor: &Actor) -> Result<(), Refusal> {
    desk(standard, standing, actor)?;
    if standing.signature.is_some() { Err(Refusal::AlreadySigned) } else { Ok(()) }
}

/// The command that moves a file forward from its desk, the desk's own work in the same act where it is not done yet.
pub fn forward_command(standard: &ServiceStandard, standing: &Standing, then: Then) -> Option<Command> {
    let kind = standard.step(standing.step)?.kind;
    Some(match kind {
        StepKind::Intake | StepKind::Verify => Command::HandOver { then },
        StepKind::Draft if current_draft(standing).is_ok() => Command::HandOver { then },
        StepKind::Draft => Command::Draft { then },
        StepKind::Initial if initialled(standing) => Command::HandOver { then },
        StepKind::Initial => Command::Initial { then },
        StepKind::Sign if standing.signature.is_some() => Command::HandOver { then },
        StepKind::Sign => Command::Sign { then },
        StepKind::Number if standing.number.as_ref().is_some_and(|number| number.confirmed) => {
            Command::HandOver { then }
        }
        StepKind::Number => Command::Number { stamped: true, then },
        StepKind::Deliver => return None,
    })
}
