//! One dossier on its way through the shipped standard, and what its applicant is told.

use chrono::NaiveDate;
use domain::application::{Address, Facts};
use domain::calendar::Calendar;
use domain::command::{Command, ItemBrought, ItemDecision, Then};
use domain::dossier::Dossier;
use domain::event::{Act, Brought, Entry, Event, Finding, ItemNote, Personal};
use domain::id::{AccountId, DossierId};
use domain::licence::IssuedLetter;
use domain::person::{Initials, Nik, PersonName};
use domain::role::{Actor, Grant, OfficeRole, RoleKey};
use domain::standard::{ServiceStandard, StepKind};
use domain::standard_file::read_standard;
use domain::time::Instant;
use domain::tracking::{PublicStatus, public_status, told};
use domain::tracking_code::TrackingCode;
use domain::transition::{self, Given};

/// An instant by its local date and time.
pub(crate) fn at(local: &str) -> Instant {
    format!("{local}:00+07:00").parse().expect("an instant")
}

pub(crate) fn day(date: &str) -> NaiveDate {
    date.parse().expect("a date")
}

pub(crate) fn actor(role: OfficeRole) -> Actor {
    let place = OfficeRole::ALL.iter().position(|known| *known == role).expect("a role");
    let letter = char::from(b'A' + u8::try_from(place).expect("ten roles"));
    Actor {
        account: AccountId::parse(&format!("0192f0c1-7a3b-7c4d-8e5f-00000000000{place}"))
            .expect("an identity"),
        name: format!("Pejabat Rahasia {letter}"),
        initials: Initials::parse(&format!("Q{letter}")).expect("initials"),
        grants: vec![Grant { role: RoleKey::from(role), lent: None }],
        absent: false,
    }
}

pub(crate) fn applicant() -> Facts {
    Facts {
        kind: "baru".into(),
        name: PersonName { front: String::new(), name: "Rina Dewi Sartika".into(), back: "S.Pt.".into() },
        nik: Nik::parse("1471081203890003").expect("a NIK"),
        birth_place: "Pekanbaru".into(),
        birth_date: day("1989-03-12"),
        address: Address { street: "Jalan Kenanga 7".into(), ..Address::default() },
        phone: "+6281275551234".into(),
        email: Some("rina@example.org".into()),
        proxy: None,
        fields: [("tempat-praktik".to_owned(), "Klinik".to_owned())].into(),
    }
}

/// One dossier on its way, with its card.
pub(crate) struct File {
    pub(crate) standard: ServiceStandard,
    pub(crate) calendar: Calendar,
    pub(crate) dossier: Dossier,
    pub(crate) card: Vec<Entry>,
}

impl File {
    /// Registered at the counter.
    pub(crate) fn registered(when: &str) -> Self {
        let standard = read_standard(include_str!("../../../server/standards/sipp-inseminator.toml"));
        Self::registered_under(standard.expect("the shipped standard"), when)
    }

    pub(crate) fn registered_under(standard: ServiceStandard, when: &str) -> Self {
        let calendar = domain::calendar_file::read(include_str!("../../../server/calendars/default.toml"));
        let given = Given {
            register: "REG/2026/001091".into(),
            code: TrackingCode::parse("7KM4Q-9TX2T").expect("a code"),
            standard: 1,
            predecessor: None,
        };
        let mut facts = applicant();
        facts.kind.clone_from(&standard.kinds[0].key);
        let front = actor(OfficeRole::FrontOffice);
        let acts =
            transition::register_at_counter(&standard, &front, facts, &[], "", &given).expect("registered");
        let id = DossierId::parse("0192f0c1-7a3b-7c4d-8e5f-0123456789ab").expect("an identity");
        let first = entry(acts[0].clone(), 1, at(when), 1);
        let dossier = Dossier::registered(id, &standard, &first).expect("a dossier");
        let mut file =
            Self { standard, calendar: calendar.expect("the shipped calendar"), dossier, card: vec![first] };
        file.write(acts[1..].to_vec(), when);
        file
    }

    pub(crate) fn write(&mut self, acts: Vec<Act>, when: &str) {
        let version = self.dossier.standing.version + 1;
        for mut act in acts {
            if let Event::Numbered { number, .. } = &mut act.event {
                *number = Some("500.7/021/SIPP-I/DPMPTSP/2026".into());
            }
            let entry = entry(act, self.dossier.entries + 1, at(when), version);
            self.dossier.apply(&self.standard, &entry).expect("the next entry");
            self.card.push(entry);
        }
    }

    pub(crate) fn act(&mut self, role: OfficeRole, command: &Command, when: &str) -> &mut Self {
        let acts = transition::decide(&self.standard, &self.dossier, &actor(role), command, at(when));
        self.write(acts.expect("allowed"), when);
        self
    }

    /// The file leaves the desk where it is.
    pub(crate) fn hand_over(&mut self, when: &str) -> &mut Self {
        let step = self.standard.step(self.dossier.standing.step).expect("a step").clone();
        let role = step.role.office_role().expect("an office role");
        if self.dossier.standing.stage.key() == "tray" {
            self.act(role, &Command::Accept, when);
        }
        let then = Then::HandOver;
        match step.kind {
            StepKind::Intake => {
                self.mark_all(role, when, |item| item.brought = Some(Brought::Physical));
                self.act(role, &Command::HandOver { then }, when)
            }
            StepKind::Verify => {
                self.mark_all(role, when, |item| item.finding = Some(Finding::Present));
                self.act(role, &Command::HandOver { then }, when)
            }
            StepKind::Draft => self.act(role, &Command::Draft { then }, when),
            StepKind::Initial => self.act(role, &Command::Initial { then }, when),
            StepKind::Sign => self.act(role, &Command::Sign { then }, when),
            StepKind::Number => self.act(role, &Command::Number { stamped: true, then }, when),
            StepKind::Deliver => unreachable!("the licence is collected"),
        }
    }

    pub(crate) fn mark_all(&mut self, role: OfficeRole, when: &str, mark: fn(&mut ItemDecision)) {
        let items = self.dossier.items.iter().map(|item| {
            let note = ItemNote { key: item.key.clone(), ..ItemNote::default() };
            let mut decision = ItemDecision { brought: None, finding: None, note };
            mark(&mut decision);
            decision
        });
        let items = items.collect();
        self.act(role, &Command::MarkItems { items }, when);
    }

    /// The file goes on until it lies in the tray of a step of this kind.
    pub(crate) fn on_to(&mut self, kind: StepKind, when: &str) -> &mut Self {
        while self.standard.step(self.dossier.standing.step).expect("a step").kind != kind {
            self.hand_over(when);
        }
        self
    }

    pub(crate) fn ready(&mut self, when: &str) -> &mut Self {
        self.on_to(StepKind::Deliver, when).act(OfficeRole::FrontOffice, &Command::Accept, when)
    }

    /// The program issues the letter.
    pub(crate) fn issued(&mut self, when: &str) -> &mut Self {
        let letter = IssuedLetter {
            number: "500.7/001/SIPP-I/DPMPTSP/2026".into(),
            from: day("2026-11-20"),
            until: day("2031-11-20"),
            contents: "aa".repeat(32),
            sha256: "bb".repeat(32),
            template: "cc".repeat(32),
            key: "k1".into(),
        };
        let act = domain::licence::issue(&self.dossier, letter).expect("due");
        self.write(vec![act], when);
        self
    }

    /// Verification returns two things to the applicant.
    pub(crate) fn returned(&mut self, when: &str) -> &mut Self {
        self.on_to(StepKind::Verify, when).act(OfficeRole::FrontOffice, &Command::Accept, when);
        let item = |key: &str, note: &str, remedy: &str| ItemNote {
            key: key.into(),
            note: note.into(),
            remedy: remedy.into(),
            ..ItemNote::default()
        };
        let items = vec![
            item(
                "rekomendasi-distan",
                "berlaku sampai 30 Oktober 2026, sudah lewat",
                "minta rekomendasi baru",
            ),
            item("pas-foto", "foto yang dikirim hitam putih", "bawa foto berwarna"),
        ];
        let remark = "Loket buka sampai pukul 16.00".to_owned();
        self.act(OfficeRole::FrontOffice, &Command::Return { items, remark }, when)
    }

    pub(crate) fn answered(&mut self, when: &str) -> &mut Self {
        let items = vec![ItemBrought { key: "pas-foto".into(), brought: Brought::Physical }];
        let answer = Command::Answer { items, facts: None, remark: String::new(), mistaken_return: false };
        self.act(OfficeRole::FrontOffice, &answer, when)
    }

    pub(crate) fn seen(&self, now: &str) -> PublicStatus {
        public_status(&self.standard, &self.dossier, told(&self.card), &self.calendar, at(now))
            .expect("its clocks")
    }
}

pub(crate) fn entry(act: Act, seq: u32, at: Instant, version: u32) -> Entry {
    let personal = act.detail.map_or(Personal::None, |detail| Personal::Kept(Box::new(detail)));
    Entry { seq, at, by: act.by, event: act.event, version, command: None, personal }
}
