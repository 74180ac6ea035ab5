//! Daftar serah terima berkas: the folders that a courier carries from one desk to the next.

use serde::{Deserialize, Serialize};

use super::signature::nip_grouped;
use super::words::{date, day, moment};
use super::{Case, Frame, Made, role_title};
use crate::clock::{ClockError, evaluate};
use crate::dossier::Stage;
use crate::event::Hand;
use crate::lang::Lang;
use crate::role::{Actor, RoleKey};
use crate::standard::{ServiceStandard, Step};

/// Who gives, carries or receives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandoverParty {
    /// The role.
    pub role: String,
    /// The name; none where several hold the role, or several hand over.
    pub name: Option<String>,
    /// The official's number, grouped.
    pub nip: Option<String>,
}

/// One folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandoverLine {
    /// The register number.
    pub register: String,
    /// The applicant; empty where the name was erased.
    pub name: String,
    /// The service in short.
    pub service: String,
    /// The step it goes to.
    pub step: String,
    /// The promise.
    pub due: String,
    /// Where the folder lies.
    pub place: Option<String>,
}

/// The list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoverList {
    /// Paper and letterhead.
    #[serde(flatten)]
    pub frame: Frame,
    /// The day with its name.
    pub day: String,
    /// The date.
    pub date: Option<String>,
    /// Who gives.
    pub from: HandoverParty,
    /// Who receives.
    pub to: HandoverParty,
    /// Who carries; none where the giver does.
    pub courier: Option<HandoverParty>,
    /// The folders.
    pub dossiers: Vec<HandoverLine>,
    /// When it was printed.
    pub printed_at: String,
}

/// Why there is no list.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HandoverFault {
    /// No dossier was named.
    #[error("no dossier")]
    Empty,
    /// The dossier goes to no further desk.
    #[error("{register} goes to no desk")]
    Nowhere {
        /// Its register number.
        register: String,
    },
    /// The dossiers go to different desks.
    #[error("the dossiers go to different desks: {desks:?}")]
    Apart {
        /// The desks.
        desks: Vec<String>,
    },
    /// A clock is none.
    #[error(transparent)]
    Clock(#[from] ClockError),
}

/// The step that a folder goes to: the tray where it is on its way to, or the one after the desk where it lies.
fn destination<'s>(case: &Case<'s>) -> Option<&'s Step> {
    let standing = &case.dossier.standing;
    match standing.stage {
        Stage::Tray { .. } => case.standard.step(standing.step),
        Stage::Desk { .. } => case.standard.step(standing.step.next()),
        Stage::WithApplicant { .. } | Stage::Ready { .. } | Stage::Ended { .. } => None,
    }
}

/// The officer who hands a folder over: who gave it into the tray where it is on its way to, or who has it on the desk. None
/// of what an applicant sent or the program moved.
fn sender<'d>(case: &Case<'d>) -> Option<&'d Hand> {
    match &case.dossier.standing.stage {
        Stage::Tray { giver, .. } => giver.hand(),
        Stage::Desk { holder, .. } => Some(holder),
        Stage::WithApplicant { .. } | Stage::Ready { .. } | Stage::Ended { .. } => None,
    }
}

/// Who hands the folders over, as the entries of their cards name them, whoever prints the list. Several are not named: each
/// signs for the own folders. Where nobody gave one, who prints it is left to sign.
/// Source: SP komponen Pengawasan internal: the giver's initial stands beside the receiver's.
fn giving_party(cases: &[Case<'_>], standard: &ServiceStandard, printed_by: &Actor) -> HandoverParty {
    let mut hands: Vec<&Hand> = Vec::new();
    let mut roles: Vec<String> = Vec::new();
    for case in cases {
        let Some(hand) = sender(case) else { continue };
        if hands.iter().all(|known| known.account != hand.account) {
            hands.push(hand);
        }
        let title = role_title(Some(case.standard), &hand.role);
        let title = hand.lent.map_or_else(|| title.clone(), |form| format!("{} {title}", form.written()));
        if !roles.contains(&title) {
            roles.push(title);
        }
    }
    let people = cases.first().map(|case| case.desk.people);
    let only = if let [hand] = hands[..] { Some(hand) } else { None };
    let official = only.and_then(|hand| people?.official(&hand.account));
    if roles.is_empty() {
        let own = printed_by.grants.iter().find(|grant| grant.lent.is_none());
        let own = own.or_else(|| printed_by.grants.first());
        roles.extend(own.map(|grant| role_title(Some(standard), &grant.role)));
    }
    HandoverParty {
        role: roles.join(", "),
        name: official.map(|official| official.name.clone()),
        nip: official.and_then(|official| official.nip.as_deref().map(nip_grouped)),
    }
}

/// The list of folders that go to one desk, printed by `printed_by`.
///
/// # Errors
/// [`HandoverFault`] where one goes nowhere, or two go to different desks.
pub fn handover_list(cases: &[Case<'_>], printed_by: &Actor) -> Result<Made<HandoverList>, HandoverFault> {
    let first = cases.first().ok_or(HandoverFault::Empty)?;
    let desk = first.desk;
    let mut desks: Vec<(&ServiceStandard, &RoleKey)> = Vec::new();
    let mut lines = Vec::with_capacity(cases.len());
    for case in cases {
        let dossier = case.dossier;
        let nowhere = || HandoverFault::Nowhere { register: dossier.register.clone() };
        let step = destination(case).ok_or_else(nowhere)?;
        if desks.iter().all(|(_, role)| **role != step.role) {
            desks.push((case.standard, &step.role));
        }
        let promise = evaluate(desk.calendar, case.standard.promise, &dossier.promise, desk.now)?;
        lines.push(HandoverLine {
            register: dossier.register.clone(),
            name: dossier.facts.as_ref().map(|facts| facts.name.full()).unwrap_or_default(),
            service: case.standard.short.get(Lang::Id).to_owned(),
            step: step.name.get(Lang::Id).to_owned(),
            due: promise.due_at.map_or_else(|| "–".to_owned(), |due| desk.calendar.local(due).chip(Lang::Id)),
            place: dossier.place.clone(),
        });
    }
    let title = |(standard, role): (&ServiceStandard, &RoleKey)| role_title(Some(standard), role);
    let [to] = desks[..] else {
        return Err(HandoverFault::Apart { desks: desks.into_iter().map(title).collect() });
    };
    let receiver = desk.people.only(to.1);
    let data = HandoverList {
        frame: desk.frame(&desk.office.paper.form, None, desk.today()),
        day: day(desk.calendar, desk.now),
        date: Some(date(desk.calendar, desk.now)),
        from: giving_party(cases, first.standard, printed_by),
        to: HandoverParty {
            role: title(to),
            name: receiver.map(|receiver| receiver.name.clone()),
            nip: receiver.and_then(|receiver| receiver.nip.as_deref().map(nip_grouped)),
        },
        courier: None,
        dossiers: lines,
        printed_at: moment(desk.calendar, desk.now),
    };
    Ok(Made { data, qr: None })
}
