//! The office's past: every dossier in the order in which they came in, numbers in the order in which they were given.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::sync::Arc;

use chrono::{Datelike, Months};
use domain::application::Facts;
use domain::calendar::Calendar;
use domain::clock::{ClockEventKind, Verdict, evaluate};
use domain::event::Event;
use domain::figures::promise_late_before_return;
use domain::id::DossierId;
use domain::role::RoleKey;
use domain::standard::{ServiceStandard, StepNo};
use domain::time::{Instant, WorkingMs};
use domain::transition::Given;
use storage::dossier::import::ScriptedDossier;
use storage::dossier::numbering::{REGISTER_SERIES, licence_number, licence_series, register_number};
use storage::number::GivenNumber;
use storage::rulebook::VersionedStandard;

use super::applicant::facts;
use super::identity::{tracking_code, uuid};
use super::people::Staff;
use super::plan::{Fate, Plan, plan};
use super::play::{Life, PlayError, Premises, play};
use super::rng::Rng;

/// How many promises are broken, in a thousand.
const LATE_PERMILLE: u64 = 115;
/// Lives drawn for a dossier until one ends as it should.
const MOST_ATTEMPTS: u64 = 24;
/// One of so many applicants comes more than once, under one service or under two.
const RETURNS_OF: u64 = 11;
/// Offices of more dossiers have existed for five years, others for three months.
const YOUNG_OFFICE: u32 = 3_000;

/// How large an office, and which.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// All dossiers.
    pub dossiers: u32,
    /// Those still open.
    pub open: u32,
    /// Another seed is another office.
    pub seed: u64,
}

impl Size {
    /// An office of so many dossiers; unless said otherwise the smaller of 120 and two sevenths of them are open.
    pub fn of(dossiers: u32, open: Option<u32>, seed: u64) -> Self {
        let usual = (u64::from(dossiers) * 2 / 7).min(120);
        let usual = u32::try_from(usual).unwrap_or(u32::MAX);
        Self { dossiers, open: open.unwrap_or(usual).min(dossiers), seed }
    }

    /// When the office opened, for a history that ends at `now`.
    pub fn opened(&self, calendar: &Calendar, now: Instant) -> Instant {
        let months = if self.dossiers > YOUNG_OFFICE { 60 } else { 3 };
        let date = calendar.date(now);
        let first = date.checked_sub_months(Months::new(months)).unwrap_or(date);
        calendar.next_opening(calendar.midnight(first))
    }
}

/// A dossier that is to come in.
#[derive(Clone, Debug)]
struct Arrival {
    at: Instant,
    thing: u64,
    attempt: u64,
    service: usize,
    fate: Fate,
    pace: i64,
}

/// A lived dossier that waits for its licence number.
struct Held {
    service: usize,
    id: DossierId,
    life: Life,
    register: GivenNumber,
}

/// Every dossier of the office, one after another: the place of its standard, and its history.
pub struct History {
    premises: Premises,
    standards: Vec<VersionedStandard>,
    size: Size,
    coming: std::iter::Peekable<std::vec::IntoIter<Arrival>>,
    registers: BTreeMap<i32, u64>,
    licences: BTreeMap<(usize, i32), u64>,
    /// Who comes more than once, as the first application told them.
    returning: BTreeMap<u64, Facts>,
    held: BTreeMap<u64, Held>,
    waiting: BinaryHeap<Reverse<(Instant, u64)>>,
    lived: u64,
}

impl std::fmt::Debug for History {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("History")
            .field("size", &self.size)
            .field("lived", &self.lived)
            .finish_non_exhaustive()
    }
}

impl History {
    /// The past of an office under these standards, ending at `now`. The first standard is asked for most.
    pub(super) fn new(
        calendar: Arc<Calendar>,
        staff: Arc<Staff>,
        standards: Vec<VersionedStandard>,
        size: Size,
        now: Instant,
    ) -> Self {
        let opened = size.opened(&calendar, now);
        let premises = Premises { calendar, staff };
        let drawing = Drawing { premises: &premises, seed: size.seed, opened, now };
        let mut coming = Vec::with_capacity(size.dossiers as usize);
        let mut judged = vec![0_u64; standards.len()];
        let fates = fates(&standards, size);
        for (thing, (service, fate)) in (0..).zip(fates) {
            let late = fate.is_judged().then(|| {
                let before = judged[service] * LATE_PERMILLE / 1_000;
                judged[service] += 1;
                judged[service] * LATE_PERMILLE / 1_000 > before
            });
            coming.push(drawing.arrival(&standards[service].standard, thing, service, fate, late));
        }
        coming.sort_by_key(|arrival| (arrival.at, arrival.thing));
        Self {
            premises,
            standards,
            size,
            coming: coming.into_iter().peekable(),
            registers: BTreeMap::new(),
            licences: BTreeMap::new(),
            returning: BTreeMap::new(),
            held: BTreeMap::new(),
            waiting: BinaryHeap::new(),
            lived: 0,
        }
    }

    fn live(&mut self, arrival: &Arrival) -> Result<Held, PlayError> {
        let version = &self.standards[arrival.service];
        let standard = &version.standard;
        let mut rng = Rng::of(self.size.seed, arrival.thing, arrival.attempt);
        let plan = plan(&mut rng, standard, arrival.fate, arrival.pace);
        let mut rng = Rng::of(self.size.seed, arrival.thing, u64::MAX);
        let date = self.premises.calendar.date(arrival.at);
        let running = self.registers.entry(date.year()).or_default();
        *running += 1;
        let id = DossierId::parse(&uuid(&mut rng, arrival.at)).expect("made in the shape of an identity");
        let given = Given {
            register: register_number(date.year(), *running),
            code: tracking_code(&mut rng),
            standard: version.version,
            predecessor: None,
        };
        let register = GivenNumber {
            series: REGISTER_SERIES.to_owned(),
            year: i64::from(date.year()),
            seq: i64::try_from(*running).expect("fewer dossiers than that"),
            number: given.register.clone(),
            dossier: Some(id.clone()),
            given_at: arrival.at,
            voided: None,
        };
        let facts = facts(&mut rng, standard, date, arrival.thing);
        let facts = match person_who_returns(self.size, arrival.thing) {
            Some(person) => said_again(&mut self.returning, person, facts),
            None => facts,
        };
        let life =
            play(&self.premises, standard, &mut rng, (&plan, arrival.at), (id.clone(), &given, facts))?;
        Ok(Held { service: arrival.service, id, life, register })
    }

    /// Gives the licence number, the next of its series and year.
    fn written(&mut self, held: Held) -> (usize, ScriptedDossier) {
        let Held { service, id, mut life, register } = held;
        let mut numbers = vec![register];
        if let Some((at, step, act)) = life.numbered {
            let standard = &self.standards[service].standard;
            let year = self.premises.calendar.date(at).year();
            let running = self.licences.entry((service, year)).or_default();
            *running += 1;
            let text = licence_number(standard, year, *running);
            if let Event::Numbered { number, .. } = &mut life.steps[step].acts[act].event {
                *number = Some(text.clone());
            }
            let end = life.dossier.standing.ended().filter(|end| !end.leaves_licence());
            numbers.push(GivenNumber {
                series: licence_series(standard).to_owned(),
                year: i64::from(year),
                seq: i64::try_from(*running).expect("fewer licences than that"),
                number: text,
                dossier: Some(id.clone()),
                given_at: at,
                voided: end.map(|end| (life.dossier.newest_at, end.key().to_owned())),
            });
        }
        (service, ScriptedDossier { id, steps: life.steps, numbers })
    }
}

/// Who the applicant of a dossier is, where this person comes three times: long ago, later, and lately.
fn person_who_returns(size: Size, thing: u64) -> Option<u64> {
    let person = thing % u64::from(size.dossiers / 3).max(1);
    (person % RETURNS_OF == RETURNS_OF / 2).then_some(person)
}

/// What an application says, in the words of a person who has come before, where this one has.
fn said_again(known: &mut BTreeMap<u64, Facts>, person: u64, facts: Facts) -> Facts {
    let first = known.entry(person).or_insert_with(|| facts.clone());
    Facts { kind: facts.kind, fields: facts.fields, ..first.clone() }
}

impl Iterator for History {
    type Item = Result<(usize, ScriptedDossier), PlayError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            // A number is given once nobody who is still to come can have got one earlier.
            let next_arrival = self.coming.peek().map(|arrival| arrival.at);
            let first = self.waiting.peek().map(|Reverse((at, _))| *at);
            if let Some(at) = first.filter(|at| next_arrival.is_none_or(|next| *at <= next)) {
                let key = self.waiting.pop().map(|Reverse((_, key))| key);
                let held = key.and_then(|key| self.held.remove(&key));
                debug_assert!(held.is_some(), "what waits since {at} is held");
                return held.map(|held| Ok(self.written(held)));
            }
            let arrival = self.coming.next()?;
            let held = match self.live(&arrival) {
                Ok(held) => held,
                Err(error) => return Some(Err(error)),
            };
            match held.life.numbered {
                None => return Some(Ok(self.written(held))),
                Some((at, ..)) => {
                    self.lived += 1;
                    self.waiting.push(Reverse((at, self.lived)));
                    self.held.insert(self.lived, held);
                }
            }
        }
    }
}

struct Drawing<'a> {
    premises: &'a Premises,
    seed: u64,
    opened: Instant,
    now: Instant,
}

impl Drawing<'_> {
    /// Draws lives until one keeps or breaks its promise as it should.
    fn arrival(
        &self,
        standard: &ServiceStandard,
        thing: u64,
        service: usize,
        fate: Fate,
        late: Option<bool>,
    ) -> Arrival {
        let calendar = &self.premises.calendar;
        let mut attempt = 0;
        loop {
            let times = i64::try_from(attempt).expect("few attempts");
            let pace = match late {
                None => 100,
                Some(false) => (90 - 6 * times).max(10),
                Some(true) => 230 + 70 * times,
            };
            let mut rng = Rng::of(self.seed, thing, attempt);
            let plan = plan(&mut rng, standard, fate, pace);
            let latest = plan.latest_arrival(calendar, self.now);
            let at = if fate.is_open() { latest } else { self.some_time_until(&mut rng, latest) };
            attempt += 1;
            let fits = late.is_none_or(|late| is_late(calendar, standard, &plan, at) == late);
            if fits || attempt == MOST_ATTEMPTS {
                return Arrival { at, thing, attempt: attempt - 1, service, fate, pace };
            }
        }
    }

    fn some_time_until(&self, rng: &mut Rng, latest: Instant) -> Instant {
        let calendar = &self.premises.calendar;
        let seconds = calendar.working_between(self.opened, latest).0 / 1_000;
        if seconds <= 0 {
            return latest;
        }
        let passed = rng.between(0, seconds - 1);
        calendar.next_opening(calendar.after_working(self.opened, WorkingMs(passed * 1_000)))
    }
}

/// Whether the figures count the promise of this life as missed.
fn is_late(calendar: &Calendar, standard: &ServiceStandard, plan: &Plan, arrival: Instant) -> bool {
    let times = plan.times(calendar, arrival);
    let clock = plan.promise(standard, arrival, &times);
    let stop = clock.last().filter(|event| event.event == ClockEventKind::Stop);
    let missed = stop.is_some_and(|stop| {
        evaluate(calendar, standard.promise, &clock, stop.at)
            .is_ok_and(|evaluation| evaluation.verdict == Verdict::Missed)
    });
    missed || promise_late_before_return(calendar, standard.promise, &clock)
}

/// What becomes of each dossier, open ones last, and under which standard: of nine dossiers seven come under the first.
fn fates(standards: &[VersionedStandard], size: Size) -> Vec<(usize, Fate)> {
    let mut places: Vec<Box<dyn Iterator<Item = Fate>>> =
        standards.iter().map(|version| open_fates(&version.standard, size.seed)).collect();
    let mut closed = vec![0_u32; standards.len()];
    (0..size.dossiers)
        .map(|thing| {
            let service = if thing % 9 < 7 { 0 } else { 1 + (thing as usize / 9) % standards.len().max(2) };
            let service = service.min(standards.len() - 1);
            let is_open = thing >= size.dossiers - size.open;
            let fate = if is_open { places[service].next() } else { None };
            let fate = fate.unwrap_or_else(|| {
                closed[service] += 1;
                match closed[service] % 50 {
                    8 | 33 => Fate::Refused,
                    14 | 41 => Fate::Withdrawn,
                    20 => Fate::Closed,
                    27 => Fate::Annulled,
                    _ => Fate::Delivered,
                }
            });
            (service, fate)
        })
        .collect()
}

/// Where the open dossiers of a service stand: first one in each tray, on each desk and in each group, then by chance.
fn open_fates(standard: &ServiceStandard, seed: u64) -> Box<dyn Iterator<Item = Fate>> {
    let last = standard.last();
    let steps: Vec<(StepNo, RoleKey)> =
        standard.numbered().map(|(no, step)| (no, step.role.clone())).collect();
    let mut all: Vec<Fate> = vec![
        Fate::Ready { long: false },
        Fate::WithApplicant(StepNo(1)),
        Fate::Ready { long: true },
        Fate::Answered(StepNo(1)),
    ];
    for (no, _) in steps.iter().rev() {
        all.push(Fate::Tray(*no));
        if *no != last {
            all.push(Fate::Desk(*no));
        }
    }
    all.push(Fate::WithApplicant(StepNo(3)));
    let mut rng = Rng::of(seed, u64::MAX, u64::from(last.0));
    let usual = std::iter::repeat_with(move || {
        let step = StepNo(u8::try_from(rng.place(steps.len())).expect("a step"));
        match rng.below(100) {
            0..=17 => Fate::Ready { long: false },
            18..=31 => Fate::WithApplicant(StepNo(1)),
            32..=34 => Fate::Answered(StepNo(1)),
            35..=44 => Fate::Desk(StepNo(1)),
            45..=79 => Fate::Tray(step),
            _ if step == last => Fate::Ready { long: false },
            _ => Fate::Desk(step),
        }
    });
    Box::new(all.into_iter().chain(usual))
}
