//! Kartu kendali on paper: every visit to a desk with both initials, waiting, work and norm, so that it is seen where a
//! delay arose; and the head of the chain, so that a later change of the card is found. Source: SP komponen Pengawasan
//! internal, a to d.

use serde::{Deserialize, Serialize};

use super::role::short_title;
use super::signature::clerk;
use super::words::{all_of, date, moment, stamp};
use super::{Case, Frame, Made, Qr, Signature};
use crate::calendar::Calendar;
use crate::clock::{ClockError, Norm, Verdict, evaluate};
use crate::clock_words::{VerdictWord, duration};
use crate::control_card::{CardRow, ControlCard};
use crate::dossier::{End, InitialMark, Stage, TrayWait, VisitEnd};
use crate::dossier_view::CardProof;
use crate::event::{By, Entry, Event, Finding, Hand};
use crate::figures::{promise_late_before_return, stopped_at};
use crate::lang::Lang;
use crate::role::Actor;
use crate::standard::StepNo;
use crate::time::{Instant, WorkingMs};

/// How the dossier stands or came out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outcome {
    /// "Siap diambil".
    pub label: String,
    /// When, and whether in time.
    pub value: String,
}

/// A hand on the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandOnCard {
    /// The role.
    pub role: String,
    /// The initials; none of an applicant.
    pub initials: Option<String>,
    /// When.
    pub at: String,
    /// That it stood in, or who recorded it.
    pub note: Option<String>,
    /// Whether the initial was struck.
    pub struck: bool,
}

/// One handover into a tray and out of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandoverOnCard {
    /// Who gave.
    pub giver: HandOnCard,
    /// Who received; none while it waits.
    pub receiver: Option<HandOnCard>,
    /// What stands in the receiver's place.
    pub waiting: String,
}

/// A mark that a visit left on the letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MarkOnVisit {
    /// "Paraf" or "Tanda tangan".
    pub kind: String,
    /// Whose.
    pub initials: String,
    /// When.
    pub at: String,
    /// Whether it was struck later.
    pub struck: bool,
}

/// A visit to a desk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VisitOnCard {
    /// The number of its step.
    pub no: String,
    /// The step.
    pub step: String,
    /// Its handovers, the answers of the applicant among them.
    pub handovers: Vec<HandoverOnCard>,
    /// Whole working minutes in trays.
    pub queue: String,
    /// Whole working minutes at the desk.
    pub work: String,
    /// The norm.
    pub norm: String,
    /// The verdict.
    pub verdict: String,
    /// Whether it was late.
    pub late: bool,
    /// Initials and signatures of the visit.
    pub marks: Vec<MarkOnVisit>,
    /// How it ended, where that is not a handover.
    pub note: Option<String>,
}

/// A step to come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Upcoming {
    /// Its number.
    pub no: String,
    /// The step.
    pub step: String,
    /// The norm.
    pub norm: String,
}

/// The last line of the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sum {
    /// Up to when.
    pub label: String,
    /// Whole working minutes in trays.
    pub queue: String,
    /// Whole working minutes at desks.
    pub work: String,
    /// The share of waiting.
    pub share: String,
}

/// The chain behind the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chain {
    /// Entries.
    pub count: u32,
    /// What walking it came to: "utuh".
    pub verdict: String,
    /// The code of the last entry, in groups of four.
    pub head: Vec<String>,
}

/// Whose initials stand on the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InitialsOf {
    /// The letters.
    pub letters: String,
    /// The name without the titles behind it.
    pub name: String,
}

/// The control card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ControlCardSheet {
    /// Paper, letterhead, QR.
    #[serde(flatten)]
    pub frame: Frame,
    /// The register number.
    pub register: String,
    /// The applicant; empty where the name was erased.
    pub applicant: String,
    /// The service in full.
    pub service: String,
    /// The kind of application.
    pub kind: String,
    /// When it was received.
    pub received: String,
    /// The promise, and until when.
    pub promise: String,
    /// How it stands.
    pub outcome: Option<Outcome>,
    /// A row per visit.
    pub visits: Vec<VisitOnCard>,
    /// Steps to come.
    pub upcoming: Vec<Upcoming>,
    /// The sum.
    pub sum: Sum,
    /// Where the time went.
    pub time_spent: Option<String>,
    /// The requirements and the returns.
    pub completeness: String,
    /// The chain.
    pub chain: Chain,
    /// Whose initials.
    pub initials: Vec<InitialsOf>,
    /// Its date.
    pub date: Option<String>,
    /// Who printed it.
    pub officer: Signature,
    /// When.
    pub printed_at: String,
}

/// What the reading of the card proved.
fn proven(calendar: &Calendar, proof: CardProof) -> String {
    match proof {
        CardProof::Intact => "utuh".to_owned(),
        CardProof::IntactSince(at) => format!("utuh sejak {}", moment(calendar, at)),
        CardProof::Unproven => "tidak dapat dibuktikan".to_owned(),
        CardProof::Broken(_) => "TIDAK UTUH".to_owned(),
    }
}

/// "5", "1 hari".
fn norm_in_column(norm: Norm) -> String {
    match norm {
        Norm::Minutes(minutes) => minutes.to_string(),
        Norm::WorkingDays(days) => format!("{days} hari"),
    }
}

fn minutes(time: WorkingMs) -> String {
    time.whole_minutes().to_string()
}

/// "lewat 4 m": how far over the norm; a begun minute is told as such.
fn over(time: WorkingMs) -> String {
    match time.whole_minutes() {
        0 => "lewat < 1 m".to_owned(),
        whole => format!("lewat {}", duration(whole, Lang::Id)),
    }
}

/// Who wrote on the card.
struct Writer<'c, 'a> {
    case: &'c Case<'a>,
}

impl Writer<'_, '_> {
    fn name_of(&self, hand: &Hand) -> String {
        let official = self.case.desk.people.official(&hand.account);
        let name = official.map_or_else(|| hand.initials.to_string(), |official| official.name.clone());
        name.split(',').next().unwrap_or_default().to_owned()
    }

    fn hand(&self, hand: &Hand, at: Instant) -> HandOnCard {
        HandOnCard {
            role: short_title(self.case.standard, &hand.role),
            initials: Some(hand.initials.to_string()),
            at: stamp(self.case.desk.calendar, at),
            note: hand.lent.map(|form| format!("{} {}", form.written(), self.name_of(hand))),
            struck: false,
        }
    }

    fn giver(&self, by: &By, at: Instant) -> HandOnCard {
        let applicant = |note| HandOnCard {
            role: "Pemohon".to_owned(),
            initials: None,
            at: stamp(self.case.desk.calendar, at),
            note,
            struck: false,
        };
        match by {
            By::Officer(hand) => self.hand(hand, at),
            By::Applicant => applicant(None),
            By::ApplicantAtCounter(hand) => applicant(Some(format!("dicatat oleh {}", hand.initials))),
            By::System => HandOnCard { role: "Sistem".to_owned(), ..applicant(None) },
        }
    }

    fn handover(&self, wait: &TrayWait) -> HandoverOnCard {
        let received = wait.receiver.as_ref().zip(wait.to);
        let waiting = if received.is_some() { "" } else { "menunggu diterima" };
        HandoverOnCard {
            giver: self.giver(&wait.giver, wait.from),
            receiver: received.map(|(hand, at)| self.hand(hand, at)),
            waiting: waiting.to_owned(),
        }
    }

    /// The initial or signature of an entry; none for other entries.
    fn mark(&self, entry: &Entry) -> Option<MarkOnVisit> {
        let standing = &self.case.dossier.standing;
        let hand = entry.by.hand()?;
        let (kind, stands) = match entry.event {
            Event::Initialled { .. } => {
                let same = |mark: &InitialMark| mark.at == entry.at && mark.hand.account == hand.account;
                ("Paraf", standing.initials.iter().any(|mark| same(mark) && !mark.struck))
            }
            Event::Signed { .. } => {
                ("Tanda tangan", standing.signature.as_ref().is_some_and(|mark| mark.at == entry.at))
            }
            _ => return None,
        };
        Some(MarkOnVisit {
            kind: kind.to_owned(),
            initials: hand.initials.to_string(),
            at: stamp(self.case.desk.calendar, entry.at),
            struck: !stands,
        })
    }

    /// The initials and signatures of each visit, on any version of the letter.
    fn marks(&self) -> Vec<Vec<MarkOnVisit>> {
        let mut marks: Vec<Vec<MarkOnVisit>> = vec![Vec::new(); self.case.dossier.visits.len()];
        let mut visit: usize = 0;
        for entry in self.case.card {
            match entry.event {
                Event::HandedOver { .. } | Event::SentBack { .. } => visit += 1,
                // The visit goes on as if it had not been handed over.
                Event::TakenBack => visit = visit.saturating_sub(1),
                _ => {}
            }
            if let Some(of_visit) = marks.get_mut(visit) {
                of_visit.extend(self.mark(entry));
            }
        }
        marks
    }

    fn visit(&self, card: &ControlCard, place: usize, row: &CardRow, marks: Vec<MarkOnVisit>) -> VisitOnCard {
        let Case { standard, dossier, .. } = *self.case;
        let running = row.end.is_none() && dossier.standing.ended().is_none();
        let ready = running && matches!(dossier.standing.stage, Stage::Ready { .. });
        let returned = running && matches!(dossier.standing.stage, Stage::WithApplicant { .. });
        let late = row.over > WorkingMs::ZERO;
        let verdict = match row.verdict {
            _ if ready && row.verdict.is_none() => VerdictWord::Ready.text(Lang::Id).to_owned(),
            Some(Verdict::Overdue | Verdict::Missed) => over(row.over),
            Some(_) if running => "berjalan".to_owned(),
            Some(Verdict::OnTrack | Verdict::AtRisk | Verdict::Met) => "dalam norma".to_owned(),
            None => "–".to_owned(),
        };
        let answered = row.trays.len() > 1;
        let next = card.rows.get(place + 1).map(|row| row.step.number());
        let note = match row.end {
            _ if returned => Some("di tangan pemohon".to_owned()),
            Some(VisitEnd::SentBack) => Some(
                next.map_or_else(|| "dikirim balik".to_owned(), |no| format!("dikirim balik ke tahap {no}")),
            ),
            Some(VisitEnd::Refused) => Some("permohonan ditolak".to_owned()),
            Some(VisitEnd::Cut) => Some("dihentikan".to_owned()),
            Some(VisitEnd::Delivered) => Some("izin diserahkan".to_owned()),
            Some(VisitEnd::HandedOver) | None if answered => {
                Some("dikembalikan ke pemohon, dijawab".to_owned())
            }
            Some(VisitEnd::HandedOver) | None => None,
        };
        let step = standard.step(row.step);
        VisitOnCard {
            no: row.step.number().to_string(),
            step: step.map(|step| step.name.get(Lang::Id).to_owned()).unwrap_or_default(),
            handovers: row.trays.iter().map(|wait| self.handover(wait)).collect(),
            queue: minutes(row.queue),
            work: row.work.map_or_else(|| "–".to_owned(), minutes),
            norm: norm_in_column(row.norm),
            verdict,
            late,
            marks,
            note,
        }
    }

    /// Everybody whose initials stand on the card, in the order in which they came.
    fn initials(&self) -> Vec<InitialsOf> {
        let mut all: Vec<InitialsOf> = Vec::new();
        for hand in self.case.card.iter().filter_map(|entry| entry.by.hand()) {
            let letters = hand.initials.to_string();
            if all.iter().all(|known| known.letters != letters) {
                all.push(InitialsOf { letters, name: self.name_of(hand) });
            }
        }
        all
    }
}

/// Where the dossier is or how it ended, as the head of the card tells it.
fn outcome(case: &Case<'_>) -> Result<Option<Outcome>, ClockError> {
    let Case { desk, standard, dossier, .. } = *case;
    let told = |label: &str, value: String| Some(Outcome { label: label.to_owned(), value });
    let in_time = || -> Result<&str, ClockError> {
        let Some(stopped) = stopped_at(&dossier.promise) else { return Ok("") };
        let verdict = evaluate(desk.calendar, standard.promise, &dossier.promise, stopped)?.verdict;
        let late = verdict == Verdict::Missed
            || promise_late_before_return(desk.calendar, standard.promise, &dossier.promise);
        Ok(if late { ", terlambat dari janji" } else { ", tepat janji" })
    };
    let at = |instant| moment(desk.calendar, instant);
    Ok(match &dossier.standing.stage {
        Stage::Tray { .. } | Stage::Desk { .. } => None,
        Stage::WithApplicant { since, .. } => told("Di tangan pemohon", format!("sejak {}", at(*since))),
        Stage::Ready { since, .. } => told("Siap diambil", format!("{}{}", at(*since), in_time()?)),
        Stage::Ended { at: ended, end } => match end {
            End::Delivered => told("Diserahkan", format!("{}{}", at(*ended), in_time()?)),
            End::Refused => told("Ditolak", format!("{}{}", at(*ended), in_time()?)),
            End::Withdrawn => told("Ditarik pemohon", at(*ended)),
            End::Closed => told("Ditutup, tidak dilengkapi", at(*ended)),
            End::Annulled => told("Dibatalkan", at(*ended)),
            End::Revoked => told("Izin dicabut sebelum diserahkan", at(*ended)),
            End::Replaced => told("Izin diganti sebelum diserahkan", at(*ended)),
        },
    })
}

/// Where the time went, in a sentence or two; none before anything was waited for or worked on.
fn time_spent(case: &Case<'_>, card: &ControlCard) -> Option<String> {
    let working = |time: WorkingMs| format!("{} kerja", duration(time.whole_minutes(), Lang::Id));
    let mut told = Vec::new();
    if let Some(step) = card.longest_wait {
        let waited: WorkingMs = card.rows.iter().filter(|row| row.step == step).map(|row| row.queue).sum();
        let name = case.standard.step(step).map(|step| step.name.get(Lang::Id)).unwrap_or_default();
        told.push(format!("Antre terlama: sebelum tahap {} {name}, {}.", step.number(), working(waited)));
    }
    let mut late: Vec<StepNo> =
        card.rows.iter().filter(|row| row.over > WorkingMs::ZERO).map(|row| row.step).collect();
    late.sort_unstable();
    late.dedup();
    let late: Vec<String> = late.iter().map(|step| step.number().to_string()).collect();
    if !late.is_empty() {
        told.push(format!("Lewat norma: tahap {}.", all_of(&late)));
    } else if !told.is_empty() {
        told.push("Tidak ada tahap yang lewat norma.".to_owned());
    }
    if card.with_applicant > WorkingMs::ZERO {
        told.push(format!("Di tangan pemohon {}, tidak dihitung.", working(card.with_applicant)));
    }
    (!told.is_empty()).then(|| told.join(" "))
}

fn completeness(case: &Case<'_>) -> String {
    let items = &case.dossier.items;
    let present = items.iter().filter(|item| item.finding == Finding::Present).count();
    let looked_at = items.iter().any(|item| item.finding != Finding::Unseen);
    let decided = |entry: &&Entry| match &entry.event {
        Event::ItemsMarked { marks } => {
            marks.iter().any(|mark| mark.finding.is_some_and(|finding| finding != Finding::Unseen))
        }
        _ => false,
    };
    let checked = case.card.iter().rfind(decided).map(|entry| stamp(case.desk.calendar, entry.at));
    let returns = case.card.iter().filter(|entry| matches!(entry.event, Event::Returned { .. })).count();
    let returns = if returns == 0 { "tidak ada".to_owned() } else { format!("{returns} kali") };
    match checked.filter(|_| looked_at) {
        Some(at) => {
            let all = items.len();
            format!("{present} dari {all} persyaratan ada, diperiksa {at}. Pengembalian: {returns}.")
        }
        None => format!("belum diperiksa. Pengembalian: {returns}."),
    }
}

/// The control card of a dossier, printed by `printer`. `head` is the code of its last entry; `link` leads to the page that
/// opens or accepts the file.
///
/// # Errors
/// [`ClockError`] where a clock of the dossier is none; a card that was read back makes none.
pub fn control_card(
    case: &Case<'_>,
    printer: &Actor,
    (head, proof): (&str, CardProof),
    link: String,
) -> Result<Made<ControlCardSheet>, ClockError> {
    let Case { desk, standard, dossier, .. } = *case;
    let card = ControlCard::of(standard, desk.calendar, dossier, desk.now)?;
    let promise = evaluate(desk.calendar, standard.promise, &dossier.promise, desk.now)?;
    let due = promise.due_at.map_or_else(|| "berhenti".to_owned(), |due| moment(desk.calendar, due));
    let writer = Writer { case };
    let rows = card.rows.iter().zip(writer.marks()).enumerate();
    let visits = rows.map(|(place, (row, marks))| writer.visit(&card, place, row, marks)).collect();
    let ended = dossier.standing.ended();
    let ready = matches!(dossier.standing.stage, Stage::Ready { .. });
    let to_come = standard.numbered().filter(|(no, _)| *no > dossier.standing.step && ended.is_none());
    let sum = match (ended, ready) {
        (None, false) => "Jumlah sampai saat ini",
        (None, true) => "Jumlah sampai siap diambil",
        (Some(_), _) => "Jumlah seluruhnya",
    };
    let kind = standard.kinds.iter().find(|kind| kind.key == dossier.standing.kind);
    let own = printer.grants.iter().find(|grant| grant.lent.is_none()).or_else(|| printer.grants.first());
    let role = own.map(|grant| grant.role.clone());
    let official = desk.people.official(&printer.account);
    let data = ControlCardSheet {
        frame: desk.frame(&desk.office.paper.form, Some(Qr { address: None }), desk.today()),
        register: dossier.register.clone(),
        applicant: dossier.facts.as_ref().map(|facts| facts.name.full()).unwrap_or_default(),
        service: standard.title.get(Lang::Id).to_owned(),
        kind: kind.map(|kind| kind.label.get(Lang::Id).to_owned()).unwrap_or_default(),
        received: moment(desk.calendar, dossier.submitted_at),
        promise: format!("{}: {due}", standard.promise.text(Lang::Id)),
        outcome: outcome(case)?,
        visits,
        upcoming: to_come
            .map(|(no, step)| Upcoming {
                no: no.number().to_string(),
                step: step.name.get(Lang::Id).to_owned(),
                norm: norm_in_column(step.norm),
            })
            .collect(),
        sum: Sum {
            label: sum.to_owned(),
            queue: minutes(card.queue),
            work: minutes(card.work),
            share: card
                .waiting_percent
                .map_or_else(|| "–".to_owned(), |percent| format!("{percent} % antre")),
        },
        time_spent: time_spent(case, &card),
        completeness: completeness(case),
        chain: Chain {
            count: dossier.entries,
            verdict: proven(desk.calendar, proof),
            head: head.as_bytes().chunks(4).map(|four| String::from_utf8_lossy(four).into_owned()).collect(),
        },
        initials: writer.initials(),
        date: Some(date(desk.calendar, desk.now)),
        officer: clerk(standard, official, &role.unwrap_or_else(|| standard.steps[0].role.clone())),
        printed_at: moment(desk.calendar, desk.now),
    };
    Ok(Made { data, qr: Some(link) })
}
