//! An office at work: a calendar, a standard, an officer for each role, and dossiers that walk the SOP.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::application::{ApplicationForm, Facts};
use domain::command::{Command, ItemDecision, Then};
use domain::dossier::{Dossier, Stage};
use domain::event::{Brought, Finding, ItemNote, Recipient};
use domain::id::{AccountId, DossierId};
use domain::role::{Actor, OfficeRole};
use domain::standard::StepKind;
use domain::transition::forward_command;
use storage::dossier::{Advanced, Order, Registered, Registration};
use storage::identity::fresh_command;
use storage::rulebook::{Rulebook, VersionedCalendar, VersionedStandard};
use storage::settings_log::By;
use storage::write_error::WriteError;

use crate::office::{Office, at, day, founded};

/// The service of the stories.
pub(crate) const SERVICE: &str = "sipp-inseminator";
const STANDARD: &str = include_str!("../../../server/standards/sipp-inseminator.toml");
const CALENDAR: &str = include_str!("../../../server/calendars/default.toml");

/// An office with everything that a dossier needs.
pub(crate) struct Desk {
    pub(crate) office: Office,
    pub(crate) rulebook: Rulebook,
    pub(crate) standard: VersionedStandard,
    pub(crate) calendar: VersionedCalendar,
    people: Vec<(OfficeRole, Actor)>,
}

/// The shipped calendar with one more day on which the office is closed.
pub(crate) fn at_calendar(date: &str, name: &str) -> String {
    format!("{CALENDAR}\n[[days]]\ndate = \"{date}\"\nkind = \"libur nasional\"\nname = \"{name}\"\n")
}

/// A Tuesday morning, half past eight in the office.
pub(crate) fn morning() -> DateTime<Utc> {
    at("2026-11-24T01:30:00Z")
}

/// The local day of [`morning`].
pub(crate) fn today() -> NaiveDate {
    morning().date_naive()
}

/// So many minutes after [`morning`].
pub(crate) fn after(minutes: i64) -> DateTime<Utc> {
    morning() + TimeDelta::minutes(minutes)
}

/// An applicant; the tail makes the NIK.
pub(crate) fn facts_of(name: &str, tail: u32) -> Facts {
    let form = ApplicationForm {
        kind: "baru".into(),
        name: name.into(),
        back_title: "S.Pt.".into(),
        nik: format!("147108120389{tail:04}"),
        birth_place: "Pekanbaru".into(),
        birth_date: "1989-03-12".into(),
        street: "Jl. Melati 3".into(),
        kelurahan: "Sukajadi".into(),
        kecamatan: "Sukajadi".into(),
        city: "Pekanbaru".into(),
        phone: "0812-7600-1234".into(),
        ..ApplicationForm::default()
    };
    let mut standard = domain::standard_file::read_standard(STANDARD).expect("the shipped standard is one");
    // What only this service asks is no matter of the store.
    standard.fields.clear();
    form.check(&standard, day("2026-11-24")).expect("a complete form")
}

impl Desk {
    /// Opens the office: calendar and standard loaded, an officer for each role of the SOP.
    pub(crate) async fn open(office: Office) -> Self {
        let by = By::System;
        office.store.add_calendar(CALENDAR, None, &by, founded()).await.expect("a calendar");
        let date = day("2026-01-01");
        office.store.add_standard(SERVICE, STANDARD, date, &by, founded()).await.expect("a standard");
        let rulebook = Rulebook::new();
        let standard = rulebook.latest_standard(&office.store, SERVICE).await.unwrap().expect("just loaded");
        let calendar = rulebook.calendar(&office.store).await.unwrap();
        let mut people = Vec::new();
        for (role, user, initials) in [
            (OfficeRole::FrontOffice, "yuni", "YS"),
            (OfficeRole::BackOffice, "rahmat", "RH"),
            (OfficeRole::JuniorAnalyst, "dian", "DK"),
            (OfficeRole::SeniorAnalyst, "nur", "NS"),
            (OfficeRole::Secretary, "hesti", "HS"),
            (OfficeRole::Head, "akmal", "AF"),
        ] {
            let id = office.employ(user, initials, &[role]).await;
            let actor = office.store.actor_on(&id, day("2026-11-24")).await.unwrap().expect("just employed");
            people.push((role, actor));
        }
        Self { office, rulebook, standard, calendar, people }
    }

    /// The officer of a role.
    pub(crate) fn officer(&self, role: OfficeRole) -> &Actor {
        &self.people.iter().find(|(held, _)| *held == role).expect("one for each role").1
    }

    /// The officer whose desk has the file.
    pub(crate) fn at_desk(&self, dossier: &Dossier) -> &Actor {
        let step = self.standard.standard.step(dossier.standing.step).expect("a step of the standard");
        self.officer(step.role.office_role().expect("an office role"))
    }

    /// Every item of an application, brought on paper.
    pub(crate) fn brought(&self, facts: &Facts) -> Vec<ItemDecision> {
        let requirements = self.standard.standard.requirements_for(&facts.kind);
        requirements
            .map(|item| ItemDecision {
                brought: Some(Brought::Physical),
                finding: None,
                note: ItemNote { key: item.key.clone(), ..ItemNote::default() },
            })
            .collect()
    }

    /// Registers at the counter, all items brought on paper.
    pub(crate) async fn register(&self, facts: &Facts, now: DateTime<Utc>) -> Registered {
        let id = fresh_command(now);
        let items = self.brought(facts);
        let registration = Registration {
            standard: &self.standard,
            rulebook: &self.rulebook,
            id: &id,
            facts,
            place: "",
            predecessor: None,
        };
        let clerk = self.officer(OfficeRole::FrontOffice);
        self.office.store.register(registration, clerk, &items, now).await.expect("the clerk may register")
    }

    /// Asks for a command on what was seen.
    pub(crate) async fn ask(
        &self,
        actor: &Actor,
        seen: &Dossier,
        command: &Command,
        now: DateTime<Utc>,
    ) -> Result<Advanced, WriteError> {
        let id = fresh_command(now);
        let order =
            Order { dossier: &seen.id, seen: seen.standing.version, id: &id, actor, command, printer: None };
        self.office.store.advance(&self.rulebook, &order, now).await
    }

    /// Does a command that must succeed.
    pub(crate) async fn act(
        &self,
        actor: &Actor,
        seen: &Dossier,
        command: &Command,
        now: DateTime<Utc>,
    ) -> Dossier {
        self.ask(actor, seen, command, now)
            .await
            .unwrap_or_else(|error| panic!("{command:?}: {error:?}"))
            .dossier
    }

    /// The next act of the desk on its way forward.
    pub(crate) fn next_command(&self, dossier: &Dossier) -> Option<Command> {
        let standard = &self.standard.standard;
        let kind = standard.step(dossier.standing.step)?.kind;
        match &dossier.standing.stage {
            Stage::Tray { .. } => Some(Command::Accept),
            Stage::Desk { .. } if kind == StepKind::Verify && dossier.standing.checklist.undecided > 0 => {
                let items = dossier.items.iter().map(|item| ItemDecision {
                    brought: None,
                    finding: Some(Finding::Present),
                    note: ItemNote { key: item.key.clone(), ..ItemNote::default() },
                });
                Some(Command::MarkItems { items: items.collect() })
            }
            Stage::Desk { .. } => forward_command(standard, &dossier.standing, Then::HandOver),
            Stage::Ready { .. } => Some(Command::Deliver { recipient: Recipient::Applicant }),
            Stage::WithApplicant { .. } | Stage::Ended { .. } => None,
        }
    }

    /// Walks a dossier until `done`, a minute for each act, the first at `now`.
    pub(crate) async fn walk(
        &self,
        mut dossier: Dossier,
        mut now: DateTime<Utc>,
        done: impl Fn(&Dossier) -> bool,
    ) -> Dossier {
        while !done(&dossier) {
            let command = self.next_command(&dossier).expect("there is a way forward");
            let actor = self.at_desk(&dossier).clone();
            dossier = self.act(&actor, &dossier, &command, now).await;
            now += TimeDelta::minutes(1);
        }
        dossier
    }

    /// A dossier registered in the morning and walked until it lies accepted at a step of this kind.
    pub(crate) async fn accepted_at(&self, kind: StepKind, tail: u32) -> Dossier {
        let registered = self.register(&facts_of("Rina Dewi Sartika", tail), morning()).await.dossier;
        let standard = self.standard.standard.clone();
        let done = move |dossier: &Dossier| {
            matches!(dossier.standing.stage, Stage::Desk { .. })
                && standard.step(dossier.standing.step).is_some_and(|step| step.kind == kind)
        };
        self.walk(registered, after(1), done).await
    }

    /// A dossier that went the whole way.
    pub(crate) async fn delivered(&self, tail: u32) -> Dossier {
        let registered = self.register(&facts_of("Rina Dewi Sartika", tail), morning()).await.dossier;
        self.walk(registered, after(1), |dossier| dossier.standing.ended().is_some()).await
    }

    /// The dossier as the store has it.
    pub(crate) async fn read(&self, id: &DossierId) -> Dossier {
        self.office.store.dossier(id).await.unwrap().expect("it was registered").dossier
    }

    /// The account of an officer.
    pub(crate) fn account(&self, role: OfficeRole) -> &AccountId {
        &self.officer(role).account
    }
}
