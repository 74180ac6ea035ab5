//! An office for the tests: its standards, its people, and files that walk through it by real commands.
//!
//! Every entry is applied twice, to the dossier that goes on and to one read from the whole card: they must be equal.
#![allow(dead_code, reason = "each test file uses its own part of the office")]

use std::collections::BTreeMap;

use domain::application::{Address, Facts};
use domain::calendar::Calendar;
use domain::command::{Command, ItemBrought, ItemDecision, Then};
use domain::dossier::Dossier;
use domain::event::{Act, Brought, Entry, Event, Finding, ItemNote, Personal};
use domain::id::{AccountId, DossierId};
use domain::person::{Initials, Nik, PersonName};
use domain::refusal::Refusal;
use domain::role::{Actor, Grant, OfficeRole, RoleKey, StandInForm};
use domain::standard::{FieldKind, ServiceStandard, StepNo};
use domain::standard_file::read_standard;
use domain::time::{Instant, MINUTE_MS, instant_ms, ms_of};
use domain::tracking_code::TrackingCode;
use domain::transition::{Given, close, decide, entry_instant, register_at_counter, register_online};

pub(crate) fn inseminator() -> ServiceStandard {
    read_standard(include_str!("../../../server/standards/sipp-inseminator.toml")).expect("shipped")
}

pub(crate) fn veterinarian() -> ServiceStandard {
    read_standard(include_str!("../../../server/standards/sip-dokter-hewan.toml")).expect("shipped")
}

pub(crate) fn calendar() -> Calendar {
    domain::calendar_file::read(include_str!("../../../server/calendars/default.toml")).expect("shipped")
}

/// A local instant of November 2026, as `on(24, "09:00")`: the 24th is a Tuesday.
pub(crate) fn on(day: u32, time: &str) -> Instant {
    let text = format!("2026-11-{day:02}T{time}:00+07:00");
    chrono::DateTime::parse_from_rfc3339(&text).expect("an instant").with_timezone(&chrono::Utc)
}

/// Somebody with roles of their own.
pub(crate) fn person(initials: &str, roles: &[OfficeRole]) -> Actor {
    let letters = initials.bytes().fold(0_u64, |number, letter| number << 8 | u64::from(letter));
    Actor {
        account: AccountId::parse(&format!("0192f0c1-7a3b-7c4d-8e5f-{letters:012x}")).expect("a uuid"),
        name: format!("Pegawai {initials}"),
        initials: Initials::parse(initials).expect("initials"),
        grants: roles.iter().map(|role| Grant { role: RoleKey::from(*role), lent: None }).collect(),
        absent: false,
    }
}

pub(crate) fn lent(mut actor: Actor, role: OfficeRole, form: StandInForm) -> Actor {
    actor.grants.push(Grant { role: role.into(), lent: Some(form) });
    actor
}

pub(crate) fn ys() -> Actor {
    person("YS", &[OfficeRole::FrontOffice])
}
pub(crate) fn rh() -> Actor {
    person("RH", &[OfficeRole::FrontOffice])
}
pub(crate) fn dk() -> Actor {
    person("DK", &[OfficeRole::BackOffice])
}
pub(crate) fn ns() -> Actor {
    person("NS", &[OfficeRole::JuniorAnalyst])
}
pub(crate) fn hs() -> Actor {
    person("HS", &[OfficeRole::SeniorAnalyst])
}
pub(crate) fn my() -> Actor {
    person("MY", &[OfficeRole::Secretary])
}
pub(crate) fn af() -> Actor {
    person("AF", &[OfficeRole::Head])
}

/// Who holds a role in this office.
pub(crate) fn holder_of(role: &RoleKey) -> Actor {
    match role.office_role().expect("the shipped standards use office roles") {
        OfficeRole::FrontOffice => ys(),
        OfficeRole::BackOffice => dk(),
        OfficeRole::JuniorAnalyst => ns(),
        OfficeRole::SeniorAnalyst => hs(),
        OfficeRole::Secretary => my(),
        OfficeRole::Head => af(),
        other => person("XX", &[other]),
    }
}

pub(crate) fn facts(standard: &ServiceStandard) -> Facts {
    let fields: BTreeMap<String, String> = standard
        .fields
        .iter()
        .map(|field| {
            let text = match field.kind {
                FieldKind::Text | FieldKind::Place => "isi",
                FieldKind::Date => "2031-03-12",
                FieldKind::Number => "12",
                FieldKind::Choice => &field.choices[0].key,
            };
            (field.key.clone(), text.to_owned())
        })
        .collect();
    Facts {
        kind: standard.kinds[0].key.clone(),
        name: PersonName { front: String::new(), name: "Bambang Prasetyo".into(), back: "S.Pt.".into() },
        nik: Nik::parse("1471081203890003").expect("16 digits"),
        birth_place: "Pekanbaru".into(),
        birth_date: "1989-03-12".parse().expect("a date"),
        address: Address {
            street: "Jalan Melati No. 3".into(),
            kelurahan: "Delima".into(),
            kecamatan: "Binawidya".into(),
            city: "Kota Pekanbaru".into(),
        },
        phone: "+6281276540001".into(),
        email: None,
        proxy: None,
        fields,
    }
}

pub(crate) fn given() -> Given {
    Given {
        register: "REG/2026/000102".into(),
        code: TrackingCode::parse("7KM4Q-9TX2T").expect("valid"),
        standard: 1,
        predecessor: None,
    }
}

pub(crate) fn note(key: &str) -> ItemNote {
    ItemNote { key: key.into(), ..ItemNote::default() }
}

pub(crate) fn decision(key: &str, brought: Option<Brought>, finding: Option<Finding>) -> ItemDecision {
    ItemDecision { brought, finding, note: note(key) }
}

pub(crate) fn brings(key: &str) -> ItemBrought {
    ItemBrought { key: key.into(), brought: Brought::Physical }
}

/// A file and its card.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) standard: ServiceStandard,
    pub(crate) dossier: Dossier,
    pub(crate) card: Vec<Entry>,
    pub(crate) now: Instant,
}

/// The names of events as they are stored: `handed_over`.
pub(crate) fn names(acts: &[Act]) -> Vec<String> {
    acts.iter().map(|act| event_name(&act.event)).collect()
}

pub(crate) fn event_name(event: &Event) -> String {
    stored_name(&serde_json::to_value(event).expect("data"))
}

pub(crate) fn refusal_name(refusal: &Refusal) -> String {
    stored_name(&serde_json::to_value(refusal).expect("data"))
}

/// The name of a case: a text alone, or the one key of an object with what belongs to it.
fn stored_name(value: &serde_json::Value) -> String {
    let name = value.as_str().or_else(|| value.as_object()?.keys().next().map(String::as_str));
    name.expect("a case has a name").to_owned()
}

fn entries(acts: Vec<Act>, first: u32, version: u32, at: Instant) -> Vec<Entry> {
    (first..)
        .zip(acts)
        .map(|(seq, act)| {
            // The number comes from the store.
            let event = match act.event {
                Event::Numbered { stamped, .. } => {
                    Event::Numbered { number: Some("500.7/001/SIPP-I/DPMPTSP/2026".into()), stamped }
                }
                event => event,
            };
            let personal = act.detail.map_or(Personal::None, |detail| Personal::Kept(Box::new(detail)));
            Entry { seq, at, by: act.by, event, version, command: None, personal }
        })
        .collect()
}

impl File {
    fn opened(standard: ServiceStandard, acts: Vec<Act>, now: Instant) -> Self {
        let card = entries(acts, 1, 1, now);
        let id = DossierId::parse("0192f0c1-7a3b-7c4d-8e5f-0123456789ab").expect("a uuid");
        let dossier = Dossier::project(id, &standard, &card).expect("a registration stands");
        Self { standard, dossier, card, now }
    }

    /// Registered at the counter by YS, every item marked as brought on paper.
    pub(crate) fn at_counter(standard: ServiceStandard) -> Self {
        let mut file = Self::unmarked(standard);
        file.must(&ys(), &file.mark_all(Some(Brought::Physical), None));
        file
    }

    /// Registered at the counter by YS, nothing marked yet.
    pub(crate) fn unmarked(standard: ServiceStandard) -> Self {
        let now = on(24, "08:00");
        let acts =
            register_at_counter(&standard, &ys(), facts(&standard), &[], "", &given()).expect("registered");
        Self::opened(standard, acts, now)
    }

    /// Sent by the public form: it lies in the intake tray.
    pub(crate) fn online(standard: ServiceStandard) -> Self {
        let acts = register_online(&standard, facts(&standard), &given());
        Self::opened(standard, acts, on(24, "08:00"))
    }

    /// Accepted at the desk of a step by its holder, the work there not done. `at_desk(.., 9)` is ready.
    pub(crate) fn at_desk(standard: ServiceStandard, number: u8) -> Self {
        let mut file = Self::at_counter(standard);
        while file.dossier.standing.step.number() < number {
            file.work_and_forward();
            file.accept();
        }
        file
    }

    /// In the tray of a step, handed over by the holder of the step before.
    pub(crate) fn in_tray(standard: ServiceStandard, number: u8) -> Self {
        let mut file = Self::at_desk(standard, number - 1);
        file.work_and_forward();
        file
    }

    pub(crate) fn mark_all(&self, brought: Option<Brought>, finding: Option<Finding>) -> Command {
        let items = self.dossier.items.iter().map(|item| decision(&item.key, brought, finding)).collect();
        Command::MarkItems { items }
    }

    /// The holder of the desk where the file is.
    pub(crate) fn holder(&self) -> Actor {
        holder_of(&self.standard.step(self.dossier.standing.step).expect("a step").role)
    }

    /// The holder does what the step asks and hands the file over.
    pub(crate) fn work_and_forward(&mut self) {
        self.work();
        let holder = self.holder();
        self.must(&holder, &Command::HandOver { then: Then::HandOver });
    }

    /// The holder does what the step asks.
    pub(crate) fn work(&mut self) {
        use domain::standard::StepKind as K;
        let holder = self.holder();
        let kind = self.standard.step(self.dossier.standing.step).expect("a step").kind;
        let then = Then::Keep;
        let command = match kind {
            K::Intake => return,
            K::Verify => self.mark_all(None, Some(Finding::Present)),
            K::Draft => Command::Draft { then },
            K::Initial => Command::Initial { then },
            K::Sign => Command::Sign { then },
            K::Number => Command::Number { stamped: true, then },
            K::Deliver => Command::Deliver { recipient: domain::event::Recipient::Applicant },
        };
        self.must(&holder, &command);
    }

    pub(crate) fn accept(&mut self) {
        let holder = self.holder();
        self.must(&holder, &Command::Accept);
    }

    /// What a command would give: the names of its events, or of its refusal with `!` before it.
    pub(crate) fn told(&self, actor: &Actor, command: &Command) -> String {
        match decide(&self.standard, &self.dossier, actor, command, self.now) {
            Ok(acts) => names(&acts).join("+"),
            Err(refusal) => format!("!{}", refusal_name(&refusal)),
        }
    }

    pub(crate) fn refused(&self, actor: &Actor, command: &Command) -> Refusal {
        decide(&self.standard, &self.dossier, actor, command, self.now).expect_err("refused")
    }

    /// Does a command; the next one is a minute later.
    pub(crate) fn must(&mut self, actor: &Actor, command: &Command) -> Vec<String> {
        let acts = decide(&self.standard, &self.dossier, actor, command, self.now)
            .unwrap_or_else(|refusal| panic!("{} by {}: {refusal:?}", command.name(), actor.initials));
        self.append(acts)
    }

    /// The program closes the file.
    pub(crate) fn close(&mut self) -> Result<(), Refusal> {
        close(&self.dossier).map(|acts| drop(self.append(acts)))
    }

    pub(crate) fn append(&mut self, acts: Vec<Act>) -> Vec<String> {
        let told = names(&acts);
        let at = entry_instant(Some(self.dossier.newest_at), self.now);
        let new = entries(acts, self.dossier.entries + 1, self.dossier.standing.version + 1, at);
        for entry in new {
            self.dossier.apply(&self.standard, &entry).expect("what was decided stands on the card");
            self.card.push(entry);
        }
        let read =
            Dossier::project(self.dossier.id.clone(), &self.standard, &self.card).expect("a whole card");
        assert_eq!(read, self.dossier, "the card read anew is another dossier");
        self.now = instant_ms(ms_of(at) + MINUTE_MS);
        told
    }

    pub(crate) fn step(&self) -> u8 {
        self.dossier.standing.step.number()
    }

    pub(crate) fn at(&mut self, now: Instant) {
        assert!(now >= self.now, "time goes forward");
        self.now = now;
    }
}

/// The step that the SOP prints with this number.
pub(crate) fn no(number: u8) -> StepNo {
    StepNo(number - 1)
}

pub(crate) fn send_back(number: u8) -> Command {
    Command::SendBack { to: no(number), reason: "Nama pada surat salah".into() }
}

pub(crate) fn hand_over() -> Command {
    Command::HandOver { then: Then::HandOver }
}

pub(crate) fn returns(key: &str) -> Command {
    Command::Return { items: vec![note(key)], remark: String::new() }
}

pub(crate) fn answers(key: &str) -> Command {
    Command::Answer { items: vec![brings(key)], facts: None, remark: String::new(), mistaken_return: false }
}

pub(crate) fn corrected(file: &File, name: &str) -> Command {
    let mut facts = file.dossier.facts.clone().expect("kept");
    facts.name.name = name.into();
    Command::Correct { facts: Box::new(facts), reason: "Salah ketik".into() }
}
