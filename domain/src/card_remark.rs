//! What the control card remarks of each visit (keterangan): what happened there beside the handover itself, told from the
//! entries. Source: SP komponen 4 of manufacturing, b and c: the card shows where a delay arose, and why.

use std::collections::BTreeMap;

use crate::dossier::{Dossier, End, Visit};
use crate::dossier_view::CardLine;
use crate::event::{By, ClockMove, Event, Finding, Hand, ItemMark, ItemNote, RecipientKind};
use crate::person::Initials;
use crate::standard::StepNo;
use crate::time::Instant;

/// A remark on a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// The file was found complete.
    Complete {
        /// Items that were there.
        present: usize,
        /// Items that the application has.
        of: usize,
    },
    /// A version of the letter was made.
    Drafted(u32),
    /// The licence got its number.
    Numbered(String),
    /// The number given earlier was confirmed.
    NumberConfirmed,
    /// The file went back to the applicant.
    Returned {
        /// When.
        at: Instant,
        /// The remark of whoever returned it.
        reason: Option<String>,
        /// What was noted about the items asked for; without notes where they were erased.
        items: Vec<ItemNote>,
        /// When the answer came; none while it is awaited.
        answered: Option<Instant>,
        /// What the answer made of it.
        then: AfterReturn,
    },
    /// The file went back to an earlier desk.
    SentBack {
        /// When.
        at: Instant,
        /// Where to.
        to: StepNo,
        /// Why.
        reason: Option<String>,
    },
    /// The file came back from a later desk.
    CameBack {
        /// Where from.
        from: StepNo,
    },
    /// The handover was taken back before it was accepted.
    TakenBack(Instant),
    /// A colleague took the file over.
    TakenOver {
        /// When.
        at: Instant,
        /// From whom.
        from: Initials,
        /// Who.
        by: Option<Initials>,
    },
    /// Facts were corrected.
    Corrected {
        /// When.
        at: Instant,
        /// How many fields.
        fields: usize,
    },
    /// A new calendar moved clocks.
    ClocksMoved(Vec<ClockMove>),
    /// The giver and the receiver are one person.
    SamePerson,
    /// Somebody acted in a lent role.
    StandIn(Hand),
    /// Somebody acted on a day for which an absence was entered.
    WhileAbsent(Initials),
    /// The dossier ended here.
    Ended {
        /// How.
        end: End,
        /// When.
        at: Instant,
        /// Why.
        reason: Option<String>,
    },
    /// The licence was handed over.
    Delivered(RecipientKind),
    /// The issued licence was revoked.
    Revoked {
        /// When.
        at: Instant,
        /// Why.
        reason: Option<String>,
    },
    /// Another letter takes the place of the issued one.
    Replaced {
        /// When.
        at: Instant,
        /// The number of the other letter, none where it is only ordered.
        by: Option<String>,
    },
}

/// What an answer made of a return.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterReturn {
    /// The clocks went on.
    Resumed,
    /// The file had never been complete: promise and legal limit began anew.
    Restarted,
    /// The return was a mistake, and the clocks went on.
    Mistaken,
}

/// The remarks on each visit of a dossier, in the order of its visits. The lines are those of its card.
pub fn remarks(dossier: &Dossier, card: &[CardLine]) -> Vec<Vec<Remark>> {
    let mut told: Vec<(StepNo, Vec<Remark>)> = vec![(StepNo(0), Vec::new())];
    let mut found: BTreeMap<&str, Finding> = BTreeMap::new();
    let mut complete = false;
    for line in card {
        let Some((step, visit)) = told.last_mut() else { break };
        visit.extend(remark_of(line, &found, dossier));
        match &line.event {
            Event::ItemsMarked { marks } => found.extend(findings(marks)),
            Event::FileCompleted => complete = true,
            Event::Answered { mistaken_return, .. } => answered(visit, line.at, *mistaken_return, complete),
            Event::HandedOver { to } => told.push((*to, Vec::new())),
            Event::SentBack { to } => {
                let from = *step;
                told.push((*to, vec![Remark::CameBack { from }]));
            }
            Event::TakenBack => {
                told.pop();
                told.last_mut().into_iter().for_each(|(_, visit)| visit.push(Remark::TakenBack(line.at)));
            }
            _ => {}
        }
    }
    let mut told: Vec<Vec<Remark>> = told.into_iter().map(|(_, remarks)| remarks).collect();
    told.resize(dossier.visits.len(), Vec::new());
    for (visit, remarks) in dossier.visits.iter().zip(&mut told) {
        hands(visit, remarks);
    }
    told
}

/// What is remarked of the hands through which a file came.
fn hands(visit: &Visit, remarks: &mut Vec<Remark>) {
    let received = visit.trays.iter().filter_map(|wait| Some((&wait.giver, wait.receiver.as_ref()?)));
    for (giver, receiver) in received {
        let mut add = |remark: Remark| {
            if !remarks.contains(&remark) {
                remarks.push(remark);
            }
        };
        // Whoever recorded what the applicant brought gave nothing.
        if matches!(giver, By::Officer(giver) if giver.account == receiver.account) {
            add(Remark::SamePerson);
        }
        if receiver.lent.is_some() {
            add(Remark::StandIn(Hand { absent: false, ..receiver.clone() }));
        }
        if receiver.absent {
            add(Remark::WhileAbsent(receiver.initials.clone()));
        }
    }
}

fn findings(marks: &[ItemMark]) -> impl Iterator<Item = (&str, Finding)> {
    marks.iter().filter_map(|mark| Some((mark.key.as_str(), mark.finding?)))
}

/// Puts an answer to the last return of a visit.
fn answered(visit: &mut [Remark], at: Instant, mistaken: bool, complete: bool) {
    let returned = visit.iter_mut().rev().find_map(|remark| match remark {
        Remark::Returned { answered, then, .. } => Some((answered, then)),
        _ => None,
    });
    let Some((when, then)) = returned else { return };
    *when = Some(at);
    *then = match (mistaken, complete) {
        (true, _) => AfterReturn::Mistaken,
        (false, true) => AfterReturn::Resumed,
        (false, false) => AfterReturn::Restarted,
    };
}

fn remark_of(line: &CardLine, found: &BTreeMap<&str, Finding>, dossier: &Dossier) -> Option<Remark> {
    let (at, reason) = (line.at, line.reason.clone());
    let ended = |end| Some(Remark::Ended { end, at, reason: reason.clone() });
    match &line.event {
        Event::FileCompleted => {
            let present = found.values().filter(|finding| **finding == Finding::Present).count();
            Some(Remark::Complete { present, of: dossier.items.len() })
        }
        Event::Drafted { draft } => Some(Remark::Drafted(*draft)),
        Event::Numbered { number, .. } => number.clone().map(Remark::Numbered),
        Event::NumberConfirmed { .. } => Some(Remark::NumberConfirmed),
        Event::Returned { .. } => Some(Remark::Returned {
            at,
            reason,
            items: line.items.clone(),
            answered: None,
            then: AfterReturn::Resumed,
        }),
        Event::SentBack { to } => Some(Remark::SentBack { at, to: *to, reason }),
        Event::TakenOver { from } => Some(Remark::TakenOver {
            at,
            from: from.initials.clone(),
            by: line.by.hand().map(|hand| hand.initials.clone()),
        }),
        Event::Corrected { fields, .. } => Some(Remark::Corrected { at, fields: fields.len() }),
        Event::CalendarMoved { moved, .. } => Some(Remark::ClocksMoved(moved.clone())),
        Event::Refused => ended(End::Refused),
        Event::Withdrawn => ended(End::Withdrawn),
        Event::Closed => ended(End::Closed),
        Event::Annulled => ended(End::Annulled),
        Event::Delivered { recipient } => Some(Remark::Delivered(*recipient)),
        Event::Revoked => Some(Remark::Revoked { at, reason }),
        Event::Replaced { by } => Some(Remark::Replaced { at, by: by.clone() }),
        Event::Registered { .. }
        | Event::Accepted
        | Event::ItemsMarked { .. }
        | Event::Initialled { .. }
        | Event::Signed { .. }
        | Event::HandedOver { .. }
        | Event::TakenBack
        | Event::Answered { .. }
        | Event::ApplicantArrived
        | Event::ApplicantLeft
        | Event::PhoneChanged
        | Event::Issued(_)
        | Event::NotDelivered
        | Event::SignedCopyKept(_)
        | Event::Placed { .. }
        | Event::KeysReplaced { .. } => None,
    }
}
