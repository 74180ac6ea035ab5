//! From the entries of a control card to the dossier.

use std::collections::BTreeMap;

use crate::clock::{ClockEvent, ClockEventKind};
use crate::dossier::{
    ChecklistState, Dossier, DraftState, End, InitialMark, Item, NumberMark, Stage, Standing, TrayOrigin,
    TrayWait, Visit, VisitEnd,
};
use crate::event::{Brought, By, Detail, Entry, Event, Finding, Hand, ItemMark, ItemNote, Personal};
use crate::id::DossierId;
use crate::licence::{Fate, IssuedLetter, Licence, is_due};
use crate::standard::{ServiceStandard, StepKind, StepNo};
use crate::time::Instant;

/// An entry that cannot stand where it stands.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("entry {seq}: {fault}")]
pub struct ProjectionError {
    /// The entry.
    pub seq: u32,
    /// Why it cannot stand there.
    pub fault: &'static str,
}

fn tick(clock: &mut Vec<ClockEvent>, at: Instant, event: ClockEventKind) {
    clock.push(ClockEvent { at, event });
}

/// The last thing that happened to a clock, none where it never started.
fn last(clock: &[ClockEvent]) -> Option<ClockEventKind> {
    clock.last().map(|event| event.event)
}

fn pause(clock: &mut Vec<ClockEvent>, at: Instant) {
    if matches!(last(clock), Some(ClockEventKind::Start | ClockEventKind::Resume | ClockEventKind::Restart)) {
        tick(clock, at, ClockEventKind::Pause);
    }
}

fn stop(clock: &mut Vec<ClockEvent>, at: Instant) {
    if !matches!(last(clock), None | Some(ClockEventKind::Stop)) {
        tick(clock, at, ClockEventKind::Stop);
    }
}

fn unstop(clock: &mut Vec<ClockEvent>) {
    if last(clock) == Some(ClockEventKind::Stop) {
        clock.pop();
    }
}

impl Dossier {
    /// The dossier that a whole card makes.
    ///
    /// # Errors
    /// [`ProjectionError`] naming the first entry that cannot stand where it stands.
    pub fn project(
        id: DossierId,
        standard: &ServiceStandard,
        card: &[Entry],
    ) -> Result<Self, ProjectionError> {
        let (first, rest) =
            card.split_first().ok_or(ProjectionError { seq: 0, fault: "the card is empty" })?;
        let mut dossier = Self::registered(id, standard, first)?;
        for entry in rest {
            dossier.apply(standard, entry)?;
        }
        Ok(dossier)
    }

    /// The dossier after its first entry.
    ///
    /// # Errors
    /// [`ProjectionError`] where the first entry is not a registration.
    pub fn registered(
        id: DossierId,
        standard: &ServiceStandard,
        entry: &Entry,
    ) -> Result<Self, ProjectionError> {
        let Event::Registered { register, code, service, standard: version, channel, kind, predecessor } =
            &entry.event
        else {
            return Err(ProjectionError { seq: entry.seq, fault: "a card begins with a registration" });
        };
        let items = standard
            .requirements_for(kind)
            .map(|item| Item {
                key: item.key.clone(),
                mandatory: item.mandatory,
                brought: None,
                finding: Finding::Unseen,
            })
            .collect();
        let started = vec![ClockEvent { at: entry.at, event: ClockEventKind::Start }];
        let mut dossier = Self {
            id,
            service: service.clone(),
            standard: *version,
            register: register.clone(),
            code: code.clone(),
            place: None,
            channel: *channel,
            submitted_at: entry.at,
            newest_at: entry.at,
            entries: 0,
            standing: Standing {
                version: entry.version,
                kind: kind.clone(),
                step: StepNo(0),
                stage: Stage::Tray { since: entry.at, origin: TrayOrigin::Submission, giver: By::Applicant },
                complete: false,
                checklist: ChecklistState::default(),
                draft: None,
                initials: Vec::new(),
                signature: None,
                number: None,
            },
            items,
            notes: BTreeMap::new(),
            facts: None,
            visits: Vec::new(),
            promise: started.clone(),
            legal: started,
            recipient: None,
            reason: None,
            predecessor: predecessor.clone(),
            licence: None,
        };
        dossier.arrive(StepNo(0), TrayOrigin::Submission, entry.at, By::Applicant);
        dossier.close_entry(entry);
        Ok(dossier)
    }

    /// Applies the next entry.
    ///
    /// # Errors
    /// [`ProjectionError`] where the entry cannot stand here; the dossier is then of no use.
    pub fn apply(&mut self, standard: &ServiceStandard, entry: &Entry) -> Result<(), ProjectionError> {
        let fault = |fault| ProjectionError { seq: entry.seq, fault };
        if entry.seq != self.entries + 1 {
            return Err(fault("not the next entry of the card"));
        }
        if entry.at < self.newest_at {
            return Err(fault("earlier than the entry before it"));
        }
        let at = entry.at;
        let kind =
            standard.step(self.standing.step).ok_or_else(|| fault("the standard has no such step"))?.kind;
        match &entry.event {
            Event::Registered { .. } => return Err(fault("a card has one registration")),
            Event::Accepted => {
                self.accept(kind, entry.by.hand().ok_or_else(|| fault("nobody accepted"))?, at);
            }
            Event::ItemsMarked { marks } => self.mark(marks),
            Event::FileCompleted => self.standing.complete = true,
            Event::Drafted { draft } => self.drafted(*draft),
            Event::Initialled { draft } => {
                let hand = entry.by.hand().ok_or_else(|| fault("nobody initialled"))?.clone();
                let step = self.standing.step;
                self.standing.initials.push(InitialMark { step, draft: *draft, hand, at, struck: false });
            }
            Event::Signed { draft } => {
                let hand = entry.by.hand().ok_or_else(|| fault("nobody signed"))?.clone();
                self.standing.sign(*draft, hand, at);
                stop(&mut self.legal, at);
            }
            Event::Numbered { number, .. } => {
                let number = number.clone().ok_or_else(|| fault("the number is missing"))?;
                self.standing.number = Some(NumberMark { number, confirmed: true });
            }
            Event::NumberConfirmed { .. } => {
                self.standing.number.as_mut().ok_or_else(|| fault("there is no number"))?.confirmed = true;
            }
            Event::HandedOver { to } => {
                self.leave(VisitEnd::HandedOver, at);
                self.arrive(*to, TrayOrigin::Forward, at, entry.by.clone());
            }
            Event::TakenBack => self.take_back(entry).map_err(fault)?,
            Event::TakenOver { .. } => self.take_over(entry).map_err(fault)?,
            Event::SentBack { to } => {
                self.leave(VisitEnd::SentBack, at);
                self.strike(standard, *to);
                self.arrive(*to, TrayOrigin::SendBack, at, entry.by.clone());
            }
            Event::Corrected { on_letter, .. } => self.facts_changed(*on_letter),
            Event::Issued(letter) => self.issued(letter, entry).map_err(fault)?,
            Event::Revoked => self.end_licence(Fate::Revoked { at }).map_err(fault)?,
            Event::Replaced { by } => self.replaced(by.clone(), at).map_err(fault)?,
            Event::NotDelivered => self.not_delivered(at).map_err(fault)?,
            Event::Placed { place } => self.place.clone_from(place),
            Event::SignedCopyKept(_)
            | Event::PhoneChanged
            | Event::CalendarMoved { .. }
            | Event::KeysReplaced { .. } => {}
            Event::Returned { items, .. } => {
                let holder = entry.by.hand().ok_or_else(|| fault("nobody returned the file"))?.clone();
                self.standing.stage = Stage::WithApplicant { since: at, holder, items: items.clone() };
                if let Some(visit) = self.visits.last_mut() {
                    pause(&mut visit.clock, at);
                }
                pause(&mut self.promise, at);
                pause(&mut self.legal, at);
            }
            Event::Answered { marks, on_letter, mistaken_return, .. } => {
                self.brought_again(marks);
                self.facts_changed(*on_letter);
                let go_on = if self.standing.complete || *mistaken_return {
                    ClockEventKind::Resume
                } else {
                    ClockEventKind::Restart
                };
                tick(&mut self.promise, at, go_on);
                tick(&mut self.legal, at, go_on);
                self.wait_again(at, entry.by.clone());
            }
            Event::Refused => self.end(End::Refused, VisitEnd::Refused, at),
            Event::Withdrawn => self.end(End::Withdrawn, VisitEnd::Cut, at),
            Event::Closed => self.end(End::Closed, VisitEnd::Cut, at),
            Event::Annulled => self.end(End::Annulled, VisitEnd::Cut, at),
            Event::ApplicantArrived => {
                self.at_counter(Some(at)).map_err(fault)?;
                if let Some(visit) = self.visits.last_mut() {
                    visit.clock = vec![ClockEvent { at, event: ClockEventKind::Start }];
                }
            }
            Event::ApplicantLeft => {
                self.at_counter(None).map_err(fault)?;
                if let Some(visit) = self.visits.last_mut() {
                    visit.clock.clear();
                }
            }
            Event::Delivered { .. } => self.end(End::Delivered, VisitEnd::Delivered, at),
        }
        self.close_entry(entry);
        Ok(())
    }

    /// A colleague holds the file from now on.
    fn take_over(&mut self, entry: &Entry) -> Result<(), &'static str> {
        let hand = entry.by.hand().ok_or("nobody took over")?.clone();
        let Stage::Desk { holder, .. } = &mut self.standing.stage else {
            return Err("only an accepted file is taken over");
        };
        *holder = hand;
        Ok(())
    }

    /// What every entry leaves behind, whatever it says.
    fn close_entry(&mut self, entry: &Entry) {
        self.entries = entry.seq;
        self.newest_at = entry.at;
        self.standing.version = entry.version;
        match &entry.personal {
            Personal::Kept(detail) => self.keep(detail),
            Personal::None | Personal::Erased => {}
        }
        if matches!(entry.event, Event::Registered { .. }) && entry.personal == Personal::Erased {
            self.facts = None;
        }
        self.count();
    }

    /// Marks what an answer brings. What was wrong with the paper before is told on the card, not of the new paper.
    fn brought_again(&mut self, brought: &[ItemMark]) {
        self.mark(brought);
        for mark in brought {
            if let Some(note) = self.notes.get_mut(&mark.key) {
                note.note.clear();
                note.remedy.clear();
            }
        }
    }

    fn keep(&mut self, detail: &Detail) {
        if let Some(facts) = &detail.facts {
            self.facts = Some(facts.clone());
        }
        if let Some(reason) = &detail.reason {
            self.reason = Some(reason.clone());
        }
        if let Some(recipient) = &detail.recipient {
            self.recipient = Some(recipient.clone());
        }
        for note in &detail.items {
            self.notes
                .entry(note.key.clone())
                .and_modify(|kept| merge(kept, note))
                .or_insert_with(|| note.clone());
        }
    }

    fn count(&mut self) {
        let count = |test: fn(&Item) -> bool| {
            u8::try_from(self.items.iter().filter(|item| test(item)).count()).unwrap_or(u8::MAX)
        };
        self.standing.checklist = ChecklistState {
            unmarked: count(|item| item.brought.is_none()),
            undecided: count(|item| item.finding == Finding::Unseen),
            missing: count(|item| item.mandatory && item.finding == Finding::Absent),
        };
    }

    fn arrive(&mut self, step: StepNo, origin: TrayOrigin, at: Instant, giver: By) {
        self.standing.step = step;
        self.standing.stage = Stage::Tray { since: at, origin, giver: giver.clone() };
        let wait = TrayWait { from: at, to: None, origin, giver, receiver: None };
        self.visits.push(Visit { step, trays: vec![wait], clock: Vec::new(), end: None, ended_at: None });
    }

    /// An answered file waits at the desk that returned it: the same visit goes on.
    fn wait_again(&mut self, at: Instant, giver: By) {
        let origin = TrayOrigin::Answer;
        self.standing.stage = Stage::Tray { since: at, origin, giver: giver.clone() };
        if let Some(visit) = self.visits.last_mut() {
            visit.trays.push(TrayWait { from: at, to: None, origin, giver, receiver: None });
        }
    }

    fn accept(&mut self, kind: StepKind, hand: &Hand, at: Instant) {
        if let Some(visit) = self.visits.last_mut() {
            if let Some(wait) = visit.trays.last_mut() {
                wait.to = Some(at);
                wait.receiver = Some(hand.clone());
            }
            match (kind, last(&visit.clock)) {
                // At delivery the clock runs only while the applicant stands at the counter.
                (StepKind::Deliver, _) => {}
                (_, None) => tick(&mut visit.clock, at, ClockEventKind::Start),
                (_, Some(ClockEventKind::Pause)) => tick(&mut visit.clock, at, ClockEventKind::Resume),
                (_, Some(_)) => {}
            }
        }
        self.standing.stage = if kind == StepKind::Deliver {
            stop(&mut self.promise, at);
            Stage::Ready { since: at, holder: hand.clone(), arrived: None }
        } else {
            Stage::Desk { since: at, holder: hand.clone() }
        };
    }

    fn leave(&mut self, end: VisitEnd, at: Instant) {
        if let Some(visit) = self.visits.last_mut() {
            stop(&mut visit.clock, at);
            if let Some(wait) = visit.trays.last_mut() {
                wait.to.get_or_insert(at);
            }
            visit.end = Some(end);
            visit.ended_at = Some(at);
        }
    }

    /// The visit goes on as if the file had not been handed over; the time in the tray is working time.
    fn take_back(&mut self, entry: &Entry) -> Result<(), &'static str> {
        if !matches!(self.standing.stage, Stage::Tray { origin: TrayOrigin::Forward, .. })
            || self.visits.len() < 2
        {
            return Err("only a file handed forward is taken back");
        }
        let holder = entry.by.hand().ok_or("nobody took the file back")?.clone();
        self.visits.pop();
        let visit = self.visits.last_mut().ok_or("there is no visit to go back to")?;
        unstop(&mut visit.clock);
        visit.end = None;
        visit.ended_at = None;
        let since = visit.trays.last().and_then(|wait| wait.to).unwrap_or(entry.at);
        self.standing.step = visit.step;
        self.standing.stage = Stage::Desk { since, holder };
        Ok(())
    }

    /// Strikes what a send-back to this step undoes.
    fn strike(&mut self, standard: &ServiceStandard, to: StepNo) {
        let target = standard.step(to).map(|step| step.kind);
        let redrafts = matches!(target, Some(StepKind::Draft | StepKind::Verify | StepKind::Intake));
        if let (true, Some(draft)) = (redrafts, &mut self.standing.draft) {
            draft.stale = true;
        }
        for initial in &mut self.standing.initials {
            initial.struck |= initial.step >= to;
        }
        for (_, step) in standard.numbered().filter(|(no, _)| *no >= to) {
            match step.kind {
                StepKind::Sign => {
                    if self.standing.signature.take().is_some() {
                        unstop(&mut self.legal);
                        self.licence = None;
                    }
                }
                StepKind::Number => {
                    if let Some(number) = &mut self.standing.number {
                        number.confirmed = false;
                        self.licence = None;
                    }
                }
                StepKind::Intake
                | StepKind::Verify
                | StepKind::Draft
                | StepKind::Initial
                | StepKind::Deliver => {}
            }
        }
    }

    /// A version of the letter strikes the initials on every other one.
    fn drafted(&mut self, draft: u32) {
        self.standing.draft = Some(DraftState { number: draft, stale: false });
        for initial in &mut self.standing.initials {
            initial.struck |= initial.draft != draft;
        }
    }

    fn facts_changed(&mut self, on_letter: bool) {
        if let (true, Some(draft)) = (on_letter, &mut self.standing.draft) {
            draft.stale = true;
        }
    }

    fn mark(&mut self, marks: &[ItemMark]) {
        for mark in marks {
            let Some(item) = self.items.iter_mut().find(|item| item.key == mark.key) else { continue };
            if let Some(brought) = mark.brought {
                item.brought = Some(brought);
            }
            if let Some(finding) = mark.finding {
                item.finding = finding;
                // What lies on the desk is no promise any more, and no gap.
                if finding == Finding::Present
                    && matches!(item.brought, Some(Brought::Promised | Brought::NotThere))
                {
                    item.brought = Some(Brought::Physical);
                }
            }
        }
    }

    fn at_counter(&mut self, now: Option<Instant>) -> Result<(), &'static str> {
        let Stage::Ready { arrived, .. } = &mut self.standing.stage else {
            return Err("only a ready licence is collected");
        };
        *arrived = now;
        Ok(())
    }

    fn issued(&mut self, letter: &IssuedLetter, entry: &Entry) -> Result<(), &'static str> {
        if !is_due(self) {
            return Err("a letter is issued once, with signature and number");
        }
        self.licence = Some(Licence { letter: letter.clone(), entry: entry.seq, at: entry.at, fate: None });
        Ok(())
    }

    fn replaced(&mut self, by: Option<String>, at: Instant) -> Result<(), &'static str> {
        self.end_licence(Fate::Replaced { at, by })
    }

    fn end_licence(&mut self, fate: Fate) -> Result<(), &'static str> {
        self.licence.as_mut().ok_or("no licence was issued")?.fate = Some(fate);
        Ok(())
    }

    /// A licence that was ended while it waited at the counter is not collected any more.
    fn not_delivered(&mut self, at: Instant) -> Result<(), &'static str> {
        if !matches!(self.standing.stage, Stage::Ready { .. }) {
            return Err("only a ready licence is kept back");
        }
        let end = match self.licence.as_ref().and_then(|licence| licence.fate.as_ref()) {
            Some(Fate::Revoked { .. }) => End::Revoked,
            Some(Fate::Replaced { .. }) => End::Replaced,
            None => return Err("a licence that holds is handed over"),
        };
        self.end(end, VisitEnd::Cut, at);
        Ok(())
    }

    fn end(&mut self, end: End, visit: VisitEnd, at: Instant) {
        self.leave(visit, at);
        stop(&mut self.promise, at);
        stop(&mut self.legal, at);
        if !end.leaves_licence() {
            // Its number becomes void.
            self.licence = None;
        }
        self.standing.stage = Stage::Ended { at, end };
    }
}

fn merge(kept: &mut ItemNote, newer: &ItemNote) {
    for (old, new) in [
        (&mut kept.note, &newer.note),
        (&mut kept.remedy, &newer.remedy),
        (&mut kept.number, &newer.number),
        (&mut kept.issuer, &newer.issuer),
        (&mut kept.date, &newer.date),
        (&mut kept.expiry, &newer.expiry),
    ] {
        if !new.is_empty() {
            old.clone_from(new);
        }
    }
}
