//! What a command makes of a dossier: events, or the first rule that forbids it.
//!
//! The browser calls the same functions to offer moves that the server calls to obey them.

mod applicant;
mod bulk;
mod guards;
mod handover;
mod licence;
mod moves;
mod place;
mod register;

pub use applicant::{answer_online, withdraw_online};
pub use bulk::BulkAct;
pub(crate) use guards::hand;
pub use guards::number_follows_signature;
pub use moves::{Target, forward_command, moves};
pub use place::{PLACE_LIMIT, read_place};
pub use register::{register_at_counter, register_online};

use crate::command::Command;
use crate::dossier::{Dossier, Stage};
use crate::event::{Act, By, Event};
use crate::id::DossierId;
use crate::refusal::Refusal;
use crate::role::{Actor, Permission};
use crate::standard::{ServiceStandard, StepKind};
use crate::time::Instant;
use crate::tracking_code::TrackingCode;

use applicant::{Answer, answer_at_counter, change_phone, correct, counter, deliver, return_to_applicant};
use guards::{
    act, current_draft, desk, hand_by, initialled, needs_reason, open_and_not_ready, open_and_unsigned,
    reasoned, settled, work,
};
use handover::{accept, followed, hand_over, marks, may_mark, send_back, take_back, take_over};
use licence::end_licence;
use place::put;

/// The longest reason, remark or note, in characters.
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
    /// The dossier whose licence it renews or replaces.
    pub predecessor: Option<DossierId>,
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
        Command::TakeBack => take_back(standard, standing, actor),
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
            if number_follows_signature(standard) && !stamped {
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
        Command::Correct { facts, reason } => correct(standard, dossier, actor, facts, reason, now),
        Command::Return { items, remark } => return_to_applicant(standard, dossier, actor, items, remark),
        Command::Answer { items, facts, remark, mistaken_return } => {
            let answer = Answer { items, facts: facts.as_deref(), remark, mistaken_return: *mistaken_return };
            answer_at_counter(standard, dossier, actor, answer, now)
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
        Command::Revoke { reason } => end_licence(dossier, actor, Event::Revoked, reason),
        Command::Replace { reason } => end_licence(dossier, actor, Event::Replaced { by: None }, reason),
        Command::ApplicantArrived => {
            let (by, _) = counter(standard, standing, actor)?;
            Ok(vec![act(by, Event::ApplicantArrived)])
        }
        Command::ApplicantLeft => {
            let (by, arrived) = counter(standard, standing, actor)?;
            arrived.ok_or(Refusal::NobodyAtCounter)?;
            Ok(vec![act(by, Event::ApplicantLeft)])
        }
        Command::Deliver { recipient } => deliver(standard, dossier, actor, recipient),
        Command::ChangePhone { phone } => change_phone(dossier, actor, phone),
        Command::Place { place } => put(dossier, actor, place),
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
