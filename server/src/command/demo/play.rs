//! A plan lived through: every beat is a command that the rules decide, by a person who may.

use std::sync::Arc;

use chrono::NaiveDate;
use domain::application::Facts;
use domain::calendar::Calendar;
use domain::command::{Command, ItemBrought, ItemDecision, Then};
use domain::dossier::{Dossier, Stage};
use domain::event::{Act, Brought, By, Entry, Event, Finding, ItemNote, Personal, Recipient};
use domain::id::{CommandId, DossierId};
use domain::projection::ProjectionError;
use domain::refusal::Refusal;
use domain::role::{Actor, OfficeRole};
use domain::standard::{Form, ServiceStandard, StepKind};
use domain::time::Instant;
use domain::transition::{
    Given, answer_online, close, decide, forward_command, register_at_counter, register_online,
    withdraw_online,
};
use storage::dossier::import::ScriptedStep;

use super::applicant::item_note;
use super::identity::uuid;
use super::names as words;
use super::people::Staff;
use super::plan::{Deed, Plan, Way};
use super::rng::Rng;

/// A life that the rules forbid: a mistake of the plan, never of chance.
#[derive(Debug, thiserror::Error)]
pub enum PlayError {
    /// A command was refused.
    #[error("{deed} was refused: {refusal:?}")]
    Refused {
        /// What was to be done.
        deed: String,
        /// Why not.
        refusal: Refusal,
    },
    /// What was decided does not stand on the card.
    #[error(transparent)]
    Card(#[from] ProjectionError),
    /// Nobody may do it.
    #[error("nobody may do {0}")]
    Nobody(String),
}

/// A dossier that was lived.
#[derive(Debug)]
pub(super) struct Life {
    /// What happened, ready to be written.
    pub(super) steps: Vec<ScriptedStep>,
    /// Where it left the dossier.
    pub(super) dossier: Dossier,
    /// When it got its number, and in which step and act of [`Life::steps`].
    pub(super) numbered: Option<(Instant, usize, usize)>,
}

/// The office in which dossiers live.
#[derive(Clone, Debug)]
pub(super) struct Premises {
    pub(super) calendar: Arc<Calendar>,
    pub(super) staff: Arc<Staff>,
}

struct Player<'a> {
    office: &'a Premises,
    standard: &'a ServiceStandard,
    rng: &'a mut Rng,
    dossier: Dossier,
    steps: Vec<ScriptedStep>,
    numbered: Option<(Instant, usize, usize)>,
    now: Instant,
    date: NaiveDate,
}

/// Lives a plan from its arrival on.
pub(super) fn play(
    office: &Premises,
    standard: &ServiceStandard,
    rng: &mut Rng,
    (plan, arrival): (&Plan, Instant),
    (id, given, facts): (DossierId, &Given, Facts),
) -> Result<Life, PlayError> {
    let date = office.calendar.date(arrival);
    let acts = match plan.way {
        Way::Online => register_online(standard, facts, given),
        Way::Counter => {
            let officer = one_of(rng, office.staff.holders(&OfficeRole::FrontOffice.into(), date));
            let officer = officer.ok_or_else(|| PlayError::Nobody("register".to_owned()))?;
            register_at_counter(standard, &officer, facts, &[], "", given)
                .map_err(|refusal| PlayError::Refused { deed: "register".to_owned(), refusal })?
        }
    };
    let mut entries = entries(&acts, 1, 1, arrival).into_iter();
    let first = entries.next().ok_or_else(|| PlayError::Nobody("register".to_owned()))?;
    let mut dossier = Dossier::registered(id, standard, &first)?;
    for entry in entries {
        dossier.apply(standard, &entry)?;
    }
    let command = Some(command_id(rng, arrival));
    let steps = vec![ScriptedStep { at: arrival, command, acts }];
    let mut player = Player { office, standard, rng, dossier, steps, numbered: None, now: arrival, date };
    let times = plan.times(&office.calendar, arrival);
    for (place, (beat, at)) in plan.beats.iter().zip(&times).enumerate() {
        player.now = *at;
        player.date = office.calendar.date(*at);
        let next = plan.beats.get(place + 1).map(|beat| beat.deed);
        player.act(beat.deed, next == Some(Deed::Accept))?;
    }
    Ok(Life { steps: player.steps, dossier: player.dossier, numbered: player.numbered })
}

fn one_of(rng: &mut Rng, mut actors: Vec<Actor>) -> Option<Actor> {
    if actors.is_empty() { None } else { Some(actors.swap_remove(rng.place(actors.len()))) }
}

fn command_id(rng: &mut Rng, at: Instant) -> CommandId {
    CommandId::parse(&uuid(rng, at)).expect("made in the shape of an identity")
}

fn entries(acts: &[Act], first: u32, version: u32, at: Instant) -> Vec<Entry> {
    (first..)
        .zip(acts)
        .map(|(seq, act)| Entry {
            seq,
            at,
            by: act.by.clone(),
            event: act.event.clone(),
            version,
            command: None,
            personal: act.detail.clone().map_or(Personal::None, |detail| Personal::Kept(Box::new(detail))),
        })
        .collect()
}

impl Player<'_> {
    fn holders_of_the_step(&self) -> Vec<Actor> {
        let step = self.standard.step(self.dossier.standing.step);
        step.map(|step| self.office.staff.holders(&step.role, self.date)).unwrap_or_default()
    }

    fn somebody(&mut self, role: OfficeRole) -> Result<Actor, PlayError> {
        let holders = self.office.staff.holders(&role.into(), self.date);
        one_of(self.rng, holders).ok_or_else(|| PlayError::Nobody(role.key().to_owned()))
    }

    /// Who holds the file, after a colleague took it over where the holder is away or holds the role no more.
    fn holder(&mut self) -> Result<Actor, PlayError> {
        let holders = self.holders_of_the_step();
        let account = self.dossier.standing.stage.holder().map(|hand| hand.account.clone());
        let held = holders.iter().find(|actor| Some(&actor.account) == account.as_ref());
        if let Some(holder) = held {
            return Ok(holder.clone());
        }
        let colleague = one_of(self.rng, holders).ok_or_else(|| PlayError::Nobody("the step".to_owned()))?;
        self.command(&colleague, &Command::TakeOver)?;
        Ok(colleague)
    }

    fn command(&mut self, actor: &Actor, command: &Command) -> Result<(), PlayError> {
        let acts = decide(self.standard, &self.dossier, actor, command, self.now)
            .map_err(|refusal| PlayError::Refused { deed: command.name().to_owned(), refusal })?;
        let id = command_id(self.rng, self.now);
        self.write(acts, Some(id))
    }

    fn write(&mut self, mut acts: Vec<Act>, command: Option<CommandId>) -> Result<(), PlayError> {
        for (place, act) in acts.iter_mut().enumerate() {
            if let Event::Numbered { number, .. } = &mut act.event {
                *number = Some(String::new());
                self.numbered = Some((self.now, self.steps.len(), place));
            }
        }
        let (first, version) = (self.dossier.entries + 1, self.dossier.standing.version + 1);
        for entry in entries(&acts, first, version, self.now) {
            self.dossier.apply(self.standard, &entry)?;
        }
        self.steps.push(ScriptedStep { at: self.now, command, acts });
        Ok(())
    }

    fn applicant(&mut self, decided: Result<Vec<Act>, Refusal>, deed: &str) -> Result<(), PlayError> {
        let acts = decided.map_err(|refusal| PlayError::Refused { deed: deed.to_owned(), refusal })?;
        let id = command_id(self.rng, self.now);
        self.write(acts, Some(id))
    }

    fn act(&mut self, deed: Deed, accepted_next: bool) -> Result<(), PlayError> {
        match deed {
            Deed::Accept => {
                // Handed over to oneself, or answered at one's own counter: accepted already.
                if !matches!(self.dossier.standing.stage, Stage::Tray { .. }) {
                    return Ok(());
                }
                let holders = self.holders_of_the_step();
                let actor =
                    one_of(self.rng, holders).ok_or_else(|| PlayError::Nobody("accept".to_owned()))?;
                self.command(&actor, &Command::Accept)
            }
            Deed::MarkBrought => self.by_the_holder(Self::brought),
            Deed::MarkFound { wanting } => self.by_the_holder(|player| player.found(usize::from(wanting))),
            Deed::MarkAnswered => self.by_the_holder(Self::answered),
            Deed::Forward => self.forward(accepted_next),
            Deed::TakeBack => {
                let Stage::Tray { giver: By::Officer(hand), .. } = &self.dossier.standing.stage else {
                    return Ok(());
                };
                // Overnight a stand-in's time may have ended.
                match self.office.staff.actor(&hand.account, self.date) {
                    Some(giver) if giver.holds(&hand.role) => self.command(&giver, &Command::TakeBack),
                    Some(_) | None => Ok(()),
                }
            }
            Deed::TakeOver => {
                let holder = self.dossier.standing.stage.holder().map(|hand| hand.account.clone());
                let mut colleagues = self.holders_of_the_step();
                colleagues.retain(|actor| Some(&actor.account) != holder.as_ref());
                match one_of(self.rng, colleagues) {
                    Some(colleague) => self.command(&colleague, &Command::TakeOver),
                    None => Ok(()),
                }
            }
            Deed::SendBack(to) => {
                let reason = (*self.rng.pick(&words::SEND_BACKS)).to_owned();
                self.by_the_holder(move |_| Command::SendBack { to, reason })
            }
            Deed::Return => self.by_the_holder(Self::returned),
            Deed::ReturnByMistake => {
                let remark = "Periksa kembali kelengkapan".to_owned();
                self.by_the_holder(|_| Command::Return { items: Vec::new(), remark })
            }
            Deed::Answer(Way::Online) => {
                let items = self.brings(Form::Upload);
                let decided = answer_online(self.standard, &self.dossier, &items, None, "", self.now);
                self.applicant(decided, "answer online")
            }
            Deed::Answer(Way::Counter) => {
                let items = self.brings(Form::Physical);
                let officer = self.somebody(OfficeRole::FrontOffice)?;
                let remark = String::new();
                self.command(
                    &officer,
                    &Command::Answer { items, facts: None, remark, mistaken_return: false },
                )
            }
            Deed::AnswerMistake => {
                let officer = self.somebody(OfficeRole::FrontOffice)?;
                let remark = "Dikembalikan karena keliru, berkas sudah lengkap".to_owned();
                let answer =
                    Command::Answer { items: Vec::new(), facts: None, remark, mistaken_return: true };
                self.command(&officer, &answer)
            }
            Deed::Correct => self.correct(),
            Deed::Refuse => {
                let reasons = (*self.rng.pick(&words::REFUSALS)).to_owned();
                self.by_the_holder(|_| Command::Refuse { reasons })
            }
            Deed::Withdraw(way) => {
                let reason = (*self.rng.pick(&words::WITHDRAWALS)).to_owned();
                match way {
                    Way::Online => self.applicant(withdraw_online(&self.dossier, &reason), "withdraw online"),
                    Way::Counter => {
                        let officer = self.somebody(OfficeRole::FrontOffice)?;
                        self.command(&officer, &Command::Withdraw { reason })
                    }
                }
            }
            Deed::Annul => {
                let secretary = self.somebody(OfficeRole::Secretary)?;
                self.command(&secretary, &Command::Annul { reason: "Terdaftar dua kali".to_owned() })
            }
            Deed::Close => {
                let acts = close(&self.dossier)
                    .map_err(|refusal| PlayError::Refused { deed: "close".to_owned(), refusal })?;
                self.write(acts, None)
            }
            Deed::Arrive => self.at_the_counter(&Command::ApplicantArrived),
            Deed::Leave => self.at_the_counter(&Command::ApplicantLeft),
            Deed::Deliver => {
                let recipient = self.recipient();
                self.at_the_counter(&Command::Deliver { recipient })
            }
        }
    }

    fn by_the_holder(&mut self, make: impl FnOnce(&mut Self) -> Command) -> Result<(), PlayError> {
        let holder = self.holder()?;
        let command = make(self);
        self.command(&holder, &command)
    }

    fn at_the_counter(&mut self, command: &Command) -> Result<(), PlayError> {
        let holders = self.holders_of_the_step();
        let officer =
            one_of(self.rng, holders).ok_or_else(|| PlayError::Nobody(command.name().to_owned()))?;
        self.command(&officer, command)
    }

    fn forward(&mut self, accepted_next: bool) -> Result<(), PlayError> {
        // A file that its giver could not take back lies in the next tray already.
        if !matches!(self.dossier.standing.stage, Stage::Desk { .. }) {
            return Ok(());
        }
        let holder = self.holder()?;
        let next = self.standard.step(self.dossier.standing.step.next());
        let holds_next = next.is_some_and(|step| holder.holds(&step.role) && step.kind != StepKind::Deliver);
        let then = if accepted_next && holds_next && self.rng.happens(600) {
            Then::HandOverAndAccept
        } else {
            Then::HandOver
        };
        let command = forward_command(self.standard, &self.dossier.standing, then);
        let command = command.ok_or_else(|| PlayError::Nobody("forward".to_owned()))?;
        self.command(&holder, &command)
    }

    fn brought(&mut self) -> Command {
        let channel = self.dossier.channel;
        let items = self
            .dossier
            .items
            .iter()
            .map(|item| {
                let accepts = self.standard.requirement(&item.key).map_or(&[][..], |item| &item.accepts);
                let brought = match channel {
                    domain::event::Channel::Online
                        if !accepts.contains(&Form::Upload) || self.rng.happens(40) =>
                    {
                        Brought::Promised
                    }
                    domain::event::Channel::Online => Brought::Upload,
                    domain::event::Channel::Counter if self.rng.happens(25) => Brought::NotThere,
                    domain::event::Channel::Counter => Brought::Physical,
                };
                decision(&item.key, Some(brought), None)
            })
            .collect();
        Command::MarkItems { items }
    }

    fn found(&mut self, wanting: usize) -> Command {
        let count = self.dossier.items.len();
        let missing: Vec<usize> = (0..wanting).map(|_| self.rng.place(count)).collect();
        let items = (0..count)
            .map(|place| {
                let key = &self.dossier.items[place].key;
                if missing.contains(&place) {
                    let (note, _) = self.rng.pick(&words::FAULTS);
                    let mut decided = decision(key, None, Some(Finding::Absent));
                    (*note).clone_into(&mut decided.note.note);
                    return decided;
                }
                let note = self.standard.requirement(key).map(|item| item_note(self.rng, item, self.date));
                ItemDecision {
                    brought: None,
                    finding: Some(Finding::Present),
                    note: note.unwrap_or_else(|| ItemNote { key: key.clone(), ..ItemNote::default() }),
                }
            })
            .collect();
        Command::MarkItems { items }
    }

    /// What an answer brought is in order this time.
    fn answered(&mut self) -> Command {
        let open = self.dossier.items.iter().filter(|item| item.finding != Finding::Present);
        Command::MarkItems {
            items: open.map(|item| decision(&item.key, None, Some(Finding::Present))).collect(),
        }
    }

    fn returned(&mut self) -> Command {
        let mut keys: Vec<String> = self
            .dossier
            .items
            .iter()
            .filter(|item| item.finding == Finding::Absent)
            .map(|item| item.key.clone())
            .collect();
        if keys.is_empty() {
            keys.push(self.rng.pick(&self.dossier.items).key.clone());
        }
        let items = keys
            .into_iter()
            .map(|key| {
                let (note, remedy) = self.rng.pick(&words::FAULTS);
                let (note, remedy) = ((*note).to_owned(), (*remedy).to_owned());
                ItemNote { key, note, remedy, ..ItemNote::default() }
            })
            .collect();
        Command::Return { items, remark: String::new() }
    }

    /// The applicant brings what was asked for, in this form where the standard takes it.
    fn brings(&self, form: Form) -> Vec<ItemBrought> {
        let Stage::WithApplicant { items, .. } = &self.dossier.standing.stage else { return Vec::new() };
        items
            .iter()
            .filter_map(|key| {
                let accepts = &self.standard.requirement(key)?.accepts;
                let form = if accepts.contains(&form) { form } else { *accepts.first()? };
                Some(ItemBrought { key: key.clone(), brought: form.into() })
            })
            .collect()
    }

    fn correct(&mut self) -> Result<(), PlayError> {
        let Some(mut facts) = self.dossier.facts.clone() else { return Ok(()) };
        let other = words::BIRTH_PLACES.iter().find(|place| **place != facts.birth_place);
        other.copied().unwrap_or("Pekanbaru").clone_into(&mut facts.birth_place);
        let officer = self.somebody(OfficeRole::BackOffice)?;
        let reason = "Tempat lahir disesuaikan dengan KTP".to_owned();
        self.command(&officer, &Command::Correct { facts: Box::new(facts), reason })
    }

    fn recipient(&mut self) -> Recipient {
        let proxy = self.dossier.facts.as_ref().and_then(|facts| facts.proxy.clone());
        match proxy {
            Some(proxy) if self.rng.happens(800) => {
                Recipient::Proxy { name: proxy.name, document: proxy.document }
            }
            _ if self.rng.happens(90) => {
                let name = format!("{} {}", self.rng.pick(&words::MEN), self.rng.pick(&words::MEN_SECOND));
                Recipient::Proxy { name, document: "Surat kuasa bermeterai".to_owned() }
            }
            _ => Recipient::Applicant,
        }
    }
}

fn decision(key: &str, brought: Option<Brought>, finding: Option<Finding>) -> ItemDecision {
    ItemDecision { brought, finding, note: ItemNote { key: key.to_owned(), ..ItemNote::default() } }
}
