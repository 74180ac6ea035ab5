//! The life of a dossier before it is lived: what will happen and how long each thing takes, as chance draws it.

use domain::calendar::Calendar;
use domain::clock::{ClockEvent, ClockEventKind};
use domain::standard::{ServiceStandard, StepKind, StepNo};
use domain::time::Instant;

use super::delay::{Delay, after, before};
use super::rng::Rng;

const MINUTE: i64 = 60;
const HOUR: i64 = 3_600;
const DAY: i64 = 86_400;
/// A working day, in seconds of working time.
const WORKING_DAY: i64 = 450 * MINUTE;

/// By which way the applicant speaks to the office.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// At the counter.
    Counter,
    /// By the public pages.
    Online,
}

/// Something that somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Deed {
    /// The desk takes the file from its tray.
    Accept,
    /// The counter marks how each item comes.
    MarkBrought,
    /// The verifying desk decides each item; so many are wanting.
    MarkFound { wanting: u8 },
    /// The desk decides what an answer brought.
    MarkAnswered,
    /// The desk's work and the handover, in one act.
    Forward,
    /// The giver takes the file back.
    TakeBack,
    /// A colleague takes the file over.
    TakeOver,
    /// Back to an earlier step.
    SendBack(StepNo),
    /// To the applicant, for what is wanting.
    Return,
    /// To the applicant by mistake.
    ReturnByMistake,
    /// The applicant answers.
    Answer(Way),
    /// The mistaken return is answered empty.
    AnswerMistake,
    /// A fact on the letter is corrected.
    Correct,
    /// The signer refuses.
    Refuse,
    /// The applicant withdraws.
    Withdraw(Way),
    /// A double entry is annulled.
    Annul,
    /// The program closes the file.
    Close,
    /// The applicant comes for the licence.
    Arrive,
    /// And leaves without it.
    Leave,
    /// The licence is handed over.
    Deliver,
}

/// A deed and how long after the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Beat {
    pub(super) after: Delay,
    pub(super) deed: Deed,
}

/// Where a dossier stands when the history ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Collected.
    Delivered,
    /// Refused by the signer.
    Refused,
    /// Withdrawn.
    Withdrawn,
    /// Never completed.
    Closed,
    /// A double entry.
    Annulled,
    /// In the tray of a step.
    Tray(StepNo),
    /// Accepted at a step.
    Desk(StepNo),
    /// With the applicant, returned by a step.
    WithApplicant(StepNo),
    /// Answered, in the tray of the step that returned it.
    Answered(StepNo),
    /// Ready to be collected; long since, or not.
    Ready { long: bool },
}

impl Fate {
    /// Whether the promise is kept or broken by then.
    pub(super) const fn is_judged(self) -> bool {
        match self {
            Self::Delivered | Self::Refused | Self::Ready { .. } => true,
            Self::Withdrawn
            | Self::Closed
            | Self::Annulled
            | Self::Tray(_)
            | Self::Desk(_)
            | Self::WithApplicant(_)
            | Self::Answered(_) => false,
        }
    }

    /// Whether the dossier is open when the history ends.
    pub(super) const fn is_open(self) -> bool {
        match self {
            Self::Delivered | Self::Refused | Self::Withdrawn | Self::Closed | Self::Annulled => false,
            Self::Tray(_)
            | Self::Desk(_)
            | Self::WithApplicant(_)
            | Self::Answered(_)
            | Self::Ready { .. } => true,
        }
    }
}

/// A life: how the application comes in, what happens, and how long it has stood where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub(super) way: Way,
    pub(super) beats: Vec<Beat>,
    /// From the last beat to the end of the history.
    pub(super) rest: Delay,
}

impl Plan {
    /// The latest instant at which the application can come in for all of it to have happened by `now`.
    pub(super) fn latest_arrival(&self, calendar: &Calendar, now: Instant) -> Instant {
        let delays = self.beats.iter().map(|beat| beat.after).chain([self.rest]);
        delays.rev().fold(now, |until, delay| before(calendar, until, delay))
    }

    /// When each beat happens for an application that comes in at `arrival`.
    pub(super) fn times(&self, calendar: &Calendar, arrival: Instant) -> Vec<Instant> {
        let mut at = arrival;
        self.beats
            .iter()
            .map(|beat| {
                if beat.after != Delay::Working(0) {
                    at = after(calendar, at, beat.after);
                }
                at
            })
            .collect()
    }

    /// The promise clock that these beats make.
    pub(super) fn promise(
        &self,
        standard: &ServiceStandard,
        arrival: Instant,
        times: &[Instant],
    ) -> Vec<ClockEvent> {
        use ClockEventKind as K;
        let mut clock = vec![ClockEvent { at: arrival, event: K::Start }];
        let kind = |step: StepNo| standard.step(step).map(|step| step.kind);
        let (mut step, mut is_complete) = (StepNo(0), false);
        for (beat, at) in self.beats.iter().zip(times) {
            let event = match beat.deed {
                Deed::Forward => {
                    is_complete |= kind(step) == Some(StepKind::Verify);
                    step = step.next();
                    None
                }
                Deed::TakeBack => {
                    step = StepNo(step.0 - 1);
                    None
                }
                Deed::SendBack(to) => {
                    step = to;
                    None
                }
                Deed::Accept if kind(step) == Some(StepKind::Deliver) => Some(K::Stop),
                Deed::Return | Deed::ReturnByMistake => Some(K::Pause),
                Deed::Answer(_) if !is_complete => Some(K::Restart),
                Deed::Answer(_) | Deed::AnswerMistake => Some(K::Resume),
                Deed::Refuse | Deed::Withdraw(_) | Deed::Annul | Deed::Close => Some(K::Stop),
                Deed::Accept
                | Deed::MarkBrought
                | Deed::MarkFound { .. }
                | Deed::MarkAnswered
                | Deed::TakeOver
                | Deed::Correct
                | Deed::Arrive
                | Deed::Leave
                | Deed::Deliver => None,
            };
            clock.extend(event.map(|event| ClockEvent { at: *at, event }));
            if event == Some(K::Stop) {
                break;
            }
        }
        clock
    }
}

/// Draws the life that leads to a fate. `pace` is how long waits are, in percent of the usual.
pub(super) fn plan(rng: &mut Rng, standard: &ServiceStandard, fate: Fate, pace: i64) -> Plan {
    let mut writer =
        Writer { rng, standard, pace, beats: Vec::with_capacity(40), way: Way::Counter, initials: 0 };
    let rest = writer.live(fate);
    Plan { way: writer.way, beats: writer.beats, rest }
}

struct Writer<'a> {
    rng: &'a mut Rng,
    standard: &'a ServiceStandard,
    pace: i64,
    beats: Vec<Beat>,
    way: Way,
    /// Initials set so far: each official is harder to reach than the one before.
    initials: i64,
}

impl Writer<'_> {
    fn add(&mut self, after: Delay, deed: Deed) {
        self.beats.push(Beat { after, deed });
    }

    fn kind(&self, step: StepNo) -> StepKind {
        self.standard.step(step).map_or(StepKind::Deliver, |step| step.kind)
    }

    fn place(&self, kind: StepKind) -> StepNo {
        self.standard.numbered().find(|(_, step)| step.kind == kind).map_or(StepNo(0), |(no, _)| no)
    }

    /// A step of the SOP between two kinds, the second not included.
    fn step_between(&mut self, first: StepKind, end: StepKind) -> StepNo {
        let (first, end) = (self.place(first).0, self.place(end).0);
        StepNo(u8::try_from(self.rng.between(i64::from(first), i64::from(end) - 1)).expect("a step"))
    }

    /// How long a file lies in this desk's tray. Waiting, not working, is where the office's time goes.
    fn wait(&mut self, step: StepNo) -> Delay {
        let mean = match self.kind(step) {
            StepKind::Intake => 18,
            StepKind::Verify => 26,
            StepKind::Draft => 33,
            StepKind::Initial => 45 + 38 * self.initials.min(3),
            StepKind::Sign => 170,
            StepKind::Number => 22,
            StepKind::Deliver => 14,
        };
        let slow = if self.kind(step) >= StepKind::Initial { self.pace } else { 100 };
        Delay::Working(20 + self.rng.skewed(mean * MINUTE * slow / 100))
    }

    /// How long this desk works on a file, around its norm.
    fn work(&mut self, step: StepNo) -> Delay {
        use domain::clock::Norm;
        let norm = self.standard.step(step).map_or(MINUTE, |step| match step.norm {
            Norm::Minutes(minutes) => i64::from(minutes) * MINUTE,
            Norm::WorkingDays(days) => i64::from(days) * WORKING_DAY / 6,
        });
        let share = match self.kind(step) {
            StepKind::Draft => 140,
            StepKind::Intake | StepKind::Number => 95,
            StepKind::Verify | StepKind::Initial | StepKind::Sign | StepKind::Deliver => 80,
        };
        Delay::Working(30 + norm * share / 100 * self.rng.between(45, 140) / 100)
    }

    fn accept(&mut self, step: StepNo) {
        let wait = self.wait(step);
        self.add(wait, Deed::Accept);
        if step == self.place(StepKind::Verify) && self.rng.happens(45) {
            self.add(Delay::Working(3 * MINUTE), Deed::TakeOver);
        }
    }

    /// The desk's work and the handover.
    fn forward(&mut self, step: StepNo) {
        let work = self.work(step);
        match self.kind(step) {
            StepKind::Intake => {
                self.add(work, Deed::MarkBrought);
                self.add(Delay::Working(10), Deed::Forward);
            }
            StepKind::Verify => {
                self.add(work, Deed::MarkFound { wanting: 0 });
                self.add(Delay::Working(20), Deed::Forward);
            }
            kind @ (StepKind::Draft
            | StepKind::Initial
            | StepKind::Sign
            | StepKind::Number
            | StepKind::Deliver) => {
                self.initials += i64::from(kind == StepKind::Initial);
                self.add(work, Deed::Forward);
            }
        }
        if self.rng.happens(15) {
            self.add(Delay::Working(40), Deed::TakeBack);
            self.add(Delay::Working(3 * MINUTE), Deed::Forward);
        }
    }

    /// The application comes in and waits for its first desk.
    fn arrive(&mut self, way: Way) {
        self.way = way;
        if way == Way::Online {
            self.accept(StepNo(0));
        }
    }

    /// Through the steps before `to`, into its tray.
    fn walk(&mut self, from: StepNo, to: StepNo) {
        for no in from.0..to.0 {
            let step = StepNo(no);
            if no > 0 {
                self.accept(step);
            }
            self.forward(step);
        }
    }

    /// Wanting items, the applicant's time, the answer, and the file at its desk again.
    fn returned(&mut self, step: StepNo) {
        self.returned_only(step);
        let way = self.answer(step);
        if way == Way::Online || self.kind(step) != StepKind::Verify {
            self.accept(step);
        }
        self.add(Delay::Working(4 * MINUTE), Deed::MarkAnswered);
    }

    fn returned_only(&mut self, step: StepNo) {
        let work = self.work(step);
        if self.kind(step) == StepKind::Verify {
            let wanting = u8::try_from(self.rng.between(1, 3)).expect("up to three");
            self.add(work, Deed::MarkFound { wanting });
            self.add(Delay::Working(2 * MINUTE), Deed::Return);
        } else {
            self.add(work, Deed::Return);
        }
    }

    fn answer(&mut self, step: StepNo) -> Way {
        let takes = Delay::Wall(self.rng.between(5 * HOUR, 6 * DAY));
        let way = if self.rng.happens(550) { Way::Online } else { Way::Counter };
        // An answer for another desk is recorded at the counter, and lies in that desk's tray either way.
        let way = if self.kind(step) == StepKind::Verify { way } else { Way::Counter };
        self.add(takes, Deed::Answer(way));
        way
    }

    /// From the intake desk to the tray of `to`, with what may go wrong on the way.
    fn journey(&mut self, to: StepNo) {
        let verify = self.place(StepKind::Verify);
        let trouble = self.rng.below(1_000);
        if to > verify && trouble < 190 {
            self.walk(StepNo(0), verify);
            self.accept(verify);
            if trouble < 6 {
                self.add(Delay::Working(2 * MINUTE), Deed::ReturnByMistake);
                self.add(Delay::Wall(HOUR), Deed::AnswerMistake);
                self.forward(verify);
            } else {
                self.returned(verify);
                self.add(Delay::Working(MINUTE), Deed::Forward);
            }
            self.walk(verify.next(), to);
        } else if to > self.place(StepKind::Sign) && trouble < 225 {
            let at = self.step_between(StepKind::Draft, StepKind::Sign);
            self.walk(StepNo(0), at);
            self.accept(at);
            self.returned(at);
            self.forward(at);
            self.walk(at.next(), to);
        } else if to > self.place(StepKind::Sign) && trouble < 275 {
            let draft = self.place(StepKind::Draft);
            let sender = StepNo(self.place(StepKind::Sign).0 - 1);
            let work = self.work(sender);
            self.walk(StepNo(0), sender);
            self.accept(sender);
            if trouble < 240 {
                self.add(work, Deed::Correct);
                self.add(Delay::Working(MINUTE), Deed::SendBack(draft));
                self.walk(draft, to);
            } else {
                let back = if trouble < 258 { draft } else { StepNo((sender.0 - 1).max(draft.0)) };
                self.add(work, Deed::SendBack(back));
                self.walk(back, to);
            }
        } else {
            self.walk(StepNo(0), to);
        }
    }

    /// Ready at the counter.
    fn ready(&mut self) {
        let last = self.standard.last();
        self.journey(last);
        self.accept(last);
    }

    fn collect(&mut self) {
        let mean = 5 * WORKING_DAY / 2;
        let waits = Delay::Working(5 * MINUTE + self.rng.skewed(mean));
        let norm = self.work(self.standard.last());
        if self.rng.happens(280) {
            self.add(waits, Deed::Deliver);
            return;
        }
        self.add(waits, Deed::Arrive);
        if self.rng.happens(40) {
            self.add(Delay::Working(6 * MINUTE), Deed::Leave);
            let comes_again = Delay::Wall(self.rng.between(DAY, 3 * DAY));
            self.add(comes_again, Deed::Arrive);
        }
        self.add(norm, Deed::Deliver);
    }

    /// Writes the whole life, and answers how long the dossier has stood where the history leaves it.
    fn live(&mut self, fate: Fate) -> Delay {
        let way = if self.rng.happens(400) { Way::Online } else { Way::Counter };
        match fate {
            Fate::Tray(step) if step.0 == 0 => self.way = Way::Online,
            Fate::Desk(step) if step.0 == 0 => self.arrive(Way::Counter),
            _ => self.arrive(way),
        }
        match fate {
            Fate::Delivered => {
                self.ready();
                self.collect();
            }
            Fate::Refused => {
                let sign = self.place(StepKind::Sign);
                let work = self.work(sign);
                self.journey(sign);
                self.accept(sign);
                self.add(work, Deed::Refuse);
            }
            Fate::Withdrawn => {
                let at = self.step_between(StepKind::Verify, StepKind::Sign);
                self.walk(StepNo(0), at);
                let way = if self.rng.happens(400) { Way::Online } else { Way::Counter };
                let after = self.wait(at);
                self.add(after, Deed::Withdraw(way));
            }
            Fate::Closed => {
                let verify = self.place(StepKind::Verify);
                self.walk(StepNo(0), verify);
                self.accept(verify);
                self.returned_only(verify);
                self.add(Delay::ToClosing, Deed::Close);
            }
            Fate::Annulled => {
                let at = self.step_between(StepKind::Verify, StepKind::Deliver);
                self.walk(StepNo(0), at);
                let after = self.wait(at);
                self.add(after, Deed::Annul);
            }
            Fate::Tray(step) => {
                self.journey(step);
                return self.wait(step);
            }
            Fate::Desk(step) => {
                if step.0 > 0 {
                    self.journey(step);
                    self.accept(step);
                }
                return self.at_work(step);
            }
            Fate::WithApplicant(step) => {
                self.walk(StepNo(0), step);
                self.accept(step);
                self.returned_only(step);
                return Delay::Wall(self.rng.between(HOUR, 25 * DAY));
            }
            Fate::Answered(step) => {
                self.walk(StepNo(0), step);
                self.accept(step);
                self.returned_only(step);
                let takes = Delay::Wall(self.rng.between(5 * HOUR, 6 * DAY));
                self.add(takes, Deed::Answer(Way::Online));
                return self.wait(step);
            }
            Fate::Ready { long } => {
                self.ready();
                let days = if long { self.rng.between(32, 40) } else { self.rng.between(0, 24) };
                return Delay::Wall(days * DAY + self.rng.between(600, 20_000));
            }
        }
        Delay::Working(self.rng.between(MINUTE, HOUR))
    }

    /// How long a desk has worked on what it holds now: most within the norm, some beyond it.
    fn at_work(&mut self, step: StepNo) -> Delay {
        let Delay::Working(norm) = self.work(step) else { return Delay::Working(MINUTE) };
        let share = if self.rng.happens(650) { self.rng.between(10, 90) } else { self.rng.between(100, 350) };
        Delay::Working((norm * share / 100).max(5))
    }
}
