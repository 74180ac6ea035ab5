//! The control card in sentences: what is remarked of a visit, and what its reading proved.

use chrono::NaiveDate;
use domain::calendar::Calendar;
use domain::card_remark::{AfterReturn, Remark};
use domain::dossier_view::{CardFault, CardProof};
use domain::event::{ClockMove, ClockName, ItemNote, RecipientKind};
use domain::lang::Lang;
use domain::standard::{ServiceStandard, StepNo};
use domain::time::Instant;
use domain::time::words::{month_name, short_day};

use super::common::role_name_under;
use super::dossier::end_name;

/// Items of a return that are named; the others are counted.
const NAMED: usize = 3;

/// What a remark is told with.
#[derive(Clone, Copy, Debug)]
pub struct Teller<'a> {
    /// The language.
    pub lang: Lang,
    /// The dossier's standard.
    pub standard: &'a ServiceStandard,
    /// The office's hours.
    pub calendar: &'a Calendar,
}

impl Teller<'_> {
    /// "Kam 19/11 10.00".
    fn moment(&self, at: Instant) -> String {
        let local = self.calendar.local(at);
        format!("{} {}", short_day(local.date, self.lang), local.time(self.lang))
    }

    /// "15.15" where it is the same day as another instant, else the whole moment.
    fn moment_after(&self, at: Instant, other: Instant) -> String {
        let local = self.calendar.local(at);
        if local.date == self.calendar.date(other) { local.time(self.lang) } else { self.moment(at) }
    }

    /// "3 Cetak blanko".
    fn step(&self, no: StepNo) -> String {
        let name = self.standard.step(no).map_or("", |step| step.name.get(self.lang));
        format!("{} {name}", no.number()).trim_end().to_owned()
    }

    /// A remark as a sentence without an end; `loan` is when the role of a stand-in was lent.
    pub fn remark(&self, remark: &Remark, loan: Option<(NaiveDate, NaiveDate)>) -> String {
        let lang = self.lang;
        match remark {
            Remark::Complete { present, of } => match lang {
                Lang::Id => format!("Lengkap, {present} dari {of}"),
                Lang::En => format!("Complete, {present} of {of}"),
            },
            Remark::Drafted(draft) => format!("{} {draft}", lang.pick("Konsep", "Draft")),
            Remark::Numbered(number) => format!("{} {number}", lang.pick("Nomor", "Number")),
            Remark::NumberConfirmed => {
                lang.pick("Nomor dikukuhkan lagi", "Number confirmed again").to_owned()
            }
            Remark::Returned { at, reason, items, answered, then } => {
                self.returned(*at, because(&self.of_items(items), reason.as_deref()), *answered, *then)
            }
            Remark::SentBack { at, to, reason } => {
                let what = lang.pick("dikirim balik ke", "sent back to");
                format!("{} {what} {}{}", self.moment(*at), self.step(*to), because("", reason.as_deref()))
            }
            Remark::CameBack { from } => {
                format!("{} {}", lang.pick("Kiriman balik dari", "Sent back from"), self.step(*from))
            }
            Remark::TakenBack(at) => {
                format!("{} {}", self.moment(*at), lang.pick("ditarik kembali", "taken back"))
            }
            Remark::TakenOver { at, from, by } => {
                let by = by.as_ref().map(|by| format!(" {by}")).unwrap_or_default();
                match lang {
                    Lang::Id => format!("{} diambil alih{by} dari {from}", self.moment(*at)),
                    Lang::En => format!("{} taken over{by} from {from}", self.moment(*at)),
                }
            }
            Remark::Corrected { at, fields } => match (lang, fields) {
                (Lang::Id, _) => format!("{} {fields} isian diperbaiki", self.moment(*at)),
                (Lang::En, 1) => format!("{} 1 field corrected", self.moment(*at)),
                (Lang::En, _) => format!("{} {fields} fields corrected", self.moment(*at)),
            },
            Remark::ClocksMoved(moves) => self.moved(moves),
            Remark::SamePerson => lang.pick("orang yang sama", "the same person").to_owned(),
            Remark::StandIn(hand) => {
                let form = hand.lent.map_or("", |form| form.written());
                let days = loan.map(|(from, to)| format!(" {}", days(lang, from, to))).unwrap_or_default();
                format!("{form} {}{days}", role_name_under(lang, self.standard, &hand.role))
            }
            Remark::WhileAbsent(initials) => match lang {
                Lang::Id => format!("{initials} tercatat tidak hadir hari itu"),
                Lang::En => format!("{initials} was entered as absent that day"),
            },
            Remark::Ended { end, at, reason } => {
                format!("{} {}{}", self.moment(*at), end_name(lang, *end), because("", reason.as_deref()))
            }
            Remark::Revoked { at, reason } => {
                let what = lang.pick("izin dicabut", "licence revoked");
                format!("{} {what}{}", self.moment(*at), because("", reason.as_deref()))
            }
            Remark::Replaced { at, by: Some(by) } => match lang {
                Lang::Id => format!("{} izin diganti dengan {by}", self.moment(*at)),
                Lang::En => format!("{} licence replaced by {by}", self.moment(*at)),
            },
            Remark::Replaced { at, by: None } => {
                let what = lang.pick("izin diperintahkan diganti", "licence ordered to be replaced");
                format!("{} {what}", self.moment(*at))
            }
            Remark::Delivered(RecipientKind::Applicant) => {
                lang.pick("Diserahkan kepada pemohon", "Handed to the applicant").to_owned()
            }
            Remark::Delivered(RecipientKind::Proxy) => {
                lang.pick("Diserahkan kepada kuasa", "Handed to a proxy").to_owned()
            }
        }
    }

    /// What was noted about the items asked for; the item's own name where nothing was.
    fn of_items(&self, items: &[ItemNote]) -> String {
        let named = items.iter().take(NAMED).filter_map(|item| {
            let text = self.standard.requirement(&item.key)?.text.get(self.lang);
            Some(if item.note.is_empty() { text.to_owned() } else { format!("{text}: {}", item.note) })
        });
        let mut told: Vec<String> = named.collect();
        if let Some(more) = items.len().checked_sub(NAMED).filter(|more| *more > 0) {
            told.push(match self.lang {
                Lang::Id => format!("dan {more} lagi"),
                Lang::En => format!("and {more} more"),
            });
        }
        told.join("; ")
    }

    fn returned(&self, at: Instant, why: String, answered: Option<Instant>, then: AfterReturn) -> String {
        let lang = self.lang;
        let what = lang.pick("dikembalikan ke pemohon", "returned to the applicant");
        let first = format!("{} {what}{why}", self.moment(at));
        let Some(answered) = answered else {
            return format!("{first}. {}", lang.pick("Jawaban ditunggu", "The answer is awaited"));
        };
        let when = self.moment_after(answered, at);
        let answer = match (lang, then) {
            (Lang::Id, AfterReturn::Resumed) => format!("Dijawab {when}"),
            (Lang::Id, AfterReturn::Restarted) => format!("Dijawab {when}, janji mulai lagi"),
            (Lang::Id, AfterReturn::Mistaken) => format!("Pengembalian keliru, dilanjutkan {when}"),
            (Lang::En, AfterReturn::Resumed) => format!("Answered {when}"),
            (Lang::En, AfterReturn::Restarted) => format!("Answered {when}, the promise began anew"),
            (Lang::En, AfterReturn::Mistaken) => format!("Returned by mistake, resumed {when}"),
        };
        format!("{first}. {answer}")
    }

    /// "Tenggat janji layanan bergeser dari Sen 23/11 11.45 ke Sel 24/11 11.45, …: libur … ditambahkan".
    fn moved(&self, moves: &[ClockMove]) -> String {
        let lang = self.lang;
        let told: Vec<String> = moves
            .iter()
            .map(|moved| {
                let at =
                    |at: Option<Instant>| at.map_or_else(|| no_due(lang).to_owned(), |at| self.moment(at));
                let (from, to) = (at(moved.from), at(moved.to));
                match lang {
                    Lang::Id => format!("{} dari {from} ke {to}", clock_name(lang, moved.clock)),
                    Lang::En => format!("{} from {from} to {to}", clock_name(lang, moved.clock)),
                }
            })
            .collect();
        let why = moves.first().map_or("", |moved| moved.because.as_str());
        format!("{} {}: {why}", lang.pick("Tenggat bergeser:", "Due times moved:"), told.join(", "))
    }
}

/// What a clock without due time has in place of one.
const fn no_due(lang: Lang) -> &'static str {
    lang.pick("tanpa tenggat", "no due time")
}

const fn clock_name(lang: Lang, clock: ClockName) -> &'static str {
    match clock {
        ClockName::Promise => lang.pick("janji layanan", "promise"),
        ClockName::Legal => lang.pick("batas hukum", "legal limit"),
        ClockName::Step => lang.pick("norma langkah", "norm of the step"),
    }
}

/// A reason after a colon; nothing where there is none.
fn because(of_items: &str, reason: Option<&str>) -> String {
    let parts = [of_items, reason.unwrap_or_default().trim()];
    let told: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    if told.is_empty() { String::new() } else { format!(": {}", told.join("; ").trim_end_matches('.')) }
}

/// The days of a loan: "23–25 November", "30 November–2 Desember".
fn days(lang: Lang, from: NaiveDate, to: NaiveDate) -> String {
    use chrono::Datelike;
    let (first, last) = (month_name(from, lang), month_name(to, lang));
    if from == to {
        format!("{} {last}", to.day())
    } else if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("{}–{} {last}", from.day(), to.day())
    } else {
        format!("{} {first}–{} {last}", from.day(), to.day())
    }
}

/// What the reading of a card proved, told with the time of the reading: "Rantai utuh, diperiksa 10.40".
pub fn proof_line(lang: Lang, proof: CardProof, calendar: &Calendar, now: Instant) -> String {
    let time = calendar.local(now).time(lang);
    let checked = format!("{} {time}", lang.pick("diperiksa", "checked"));
    match proof {
        CardProof::Intact => format!("{}, {checked}", lang.pick("Rantai utuh", "The chain is whole")),
        CardProof::IntactSince(since) => {
            let since = calendar.local(since).day_month_time(lang);
            match lang {
                Lang::Id => format!("Rantai utuh sejak kunci diganti {since}, {checked}"),
                Lang::En => format!("The chain is whole since the keys were replaced {since}, {checked}"),
            }
        }
        CardProof::Unproven => {
            format!("{}, {checked}", lang.pick("Rantai tidak dapat dibuktikan", "The chain cannot be proven"))
        }
        CardProof::Broken(CardFault::Projection) => format!(
            "{}, {checked}",
            lang.pick("Berkas tidak sesuai dengan kartunya", "The dossier does not match its card")
        ),
        CardProof::Broken(CardFault::Entry(_) | CardFault::CutBefore(_)) => {
            format!("{}, {checked}", lang.pick("Rantai putus", "The chain is broken"))
        }
    }
}

/// What is wrong with a card and what to do; none where nothing is.
pub fn proof_warning(lang: Lang, proof: CardProof) -> Option<String> {
    let what = match (lang, proof) {
        (_, CardProof::Intact | CardProof::IntactSince(_)) => return None,
        (Lang::Id, CardProof::Unproven) => "Kunci kantor untuk catatan ini tidak ada pada server.".to_owned(),
        (Lang::En, CardProof::Unproven) => {
            "The office's key for these entries is not on the server.".to_owned()
        }
        (Lang::Id, CardProof::Broken(CardFault::Entry(seq))) => {
            format!("Catatan {seq} tidak seperti yang ditulis kantor, atau tidak di tempatnya.")
        }
        (Lang::En, CardProof::Broken(CardFault::Entry(seq))) => {
            format!("Entry {seq} is not as the office wrote it, or not where it was.")
        }
        (Lang::Id, CardProof::Broken(CardFault::CutBefore(seq))) => {
            format!("Catatan mulai nomor {seq} hilang.")
        }
        (Lang::En, CardProof::Broken(CardFault::CutBefore(seq))) => {
            format!("The entries from number {seq} on are gone.")
        }
        (Lang::Id, CardProof::Broken(CardFault::Projection)) => {
            "Isi berkas di halaman ini bukan yang dihasilkan kartunya.".to_owned()
        }
        (Lang::En, CardProof::Broken(CardFault::Projection)) => {
            "What this page shows of the dossier is not what its card makes of it.".to_owned()
        }
    };
    let act = lang.pick(
        "Jangan mengandalkan halaman ini. Beri tahu Administrator: jalankan kendali verify di server.",
        "Do not rely on this page. Tell the Administrator: run kendali verify on the server.",
    );
    Some(format!("{what} {act}"))
}

/// The head of a chain as it is read aloud and compared: four groups of four, and the last.
pub fn head_in_groups(head: &str) -> String {
    let head = head.to_uppercase();
    let letters: Vec<char> = head.chars().collect();
    let group = |chars: &[char]| chars.iter().collect::<String>();
    let first: Vec<String> = letters.chunks(4).take(4).map(group).collect();
    match letters.len() {
        0..=20 => letters.chunks(4).map(group).collect::<Vec<_>>().join(" "),
        length => format!("{} … {}", first.join(" "), group(&letters[length - 4..])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::calendar_file;
    use domain::standard_file::read_standard;

    fn told(remark: &Remark, loan: Option<(NaiveDate, NaiveDate)>) -> [String; 2] {
        let standard = read_standard(include_str!("../../../server/standards/sipp-inseminator.toml"));
        let standard = standard.expect("the shipped standard is one");
        let calendar = calendar_file::read(include_str!("../../../server/calendars/default.toml"));
        let calendar = calendar.expect("the shipped calendar is one");
        Lang::ALL.map(|lang| Teller { lang, standard: &standard, calendar: &calendar }.remark(remark, loan))
    }

    fn at(text: &str) -> Instant {
        format!("{text}:00+07:00").parse().expect("an instant")
    }

    #[test]
    fn a_return_is_told_with_what_was_wrong_and_when_the_answer_came() {
        let item =
            ItemNote { key: "str".into(), note: "pindaian tidak terbaca".into(), ..ItemNote::default() };
        let returned = |answered, then| Remark::Returned {
            at: at("2026-11-19T10:00"),
            reason: Some("Mohon diunggah ulang.".into()),
            items: vec![item.clone()],
            answered,
            then,
        };
        assert_eq!(
            told(&returned(Some(at("2026-11-19T15:15")), AfterReturn::Resumed), None)[0],
            "Kam 19/11 10.00 dikembalikan ke pemohon: Foto copy Surat Tanda Register (STR): pindaian tidak terbaca; \
             Mohon diunggah ulang. Dijawab 15.15"
        );
        let restarted = told(&returned(Some(at("2026-11-20T08:00")), AfterReturn::Restarted), None);
        assert!(restarted[0].ends_with(". Dijawab Jum 20/11 08.00, janji mulai lagi"), "{}", restarted[0]);
        let open = told(&returned(None, AfterReturn::Resumed), None);
        assert!(open[1].ends_with(". The answer is awaited"), "{}", open[1]);
        let erased = Remark::Returned {
            at: at("2026-11-19T10:00"),
            reason: None,
            items: Vec::new(),
            answered: None,
            then: AfterReturn::Resumed,
        };
        assert_eq!(told(&erased, None)[0], "Kam 19/11 10.00 dikembalikan ke pemohon. Jawaban ditunggu");
    }

    #[test]
    fn a_calendar_that_moved_clocks_is_told_with_both_due_times_and_why() {
        let moved = ClockMove {
            clock: ClockName::Promise,
            from: Some(at("2026-11-23T11:45")),
            to: Some(at("2026-11-24T11:45")),
            because: "libur Pilkada (20 November 2026) ditambahkan".into(),
        };
        assert_eq!(
            told(&Remark::ClocksMoved(vec![moved]), None)[0],
            "Tenggat bergeser: janji layanan dari Sen 23/11 11.45 ke Sel 24/11 11.45: \
             libur Pilkada (20 November 2026) ditambahkan"
        );
    }

    #[test]
    fn the_days_of_a_loan_are_told_shortly() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        assert_eq!(days(Lang::Id, day("2026-11-23"), day("2026-11-25")), "23–25 November");
        assert_eq!(days(Lang::Id, day("2026-11-30"), day("2026-12-02")), "30 November–2 Desember");
        assert_eq!(days(Lang::En, day("2026-11-30"), day("2026-11-30")), "30 November");
    }

    #[test]
    fn a_broken_card_says_what_to_do_and_a_whole_one_nothing() {
        assert_eq!(proof_warning(Lang::Id, CardProof::Intact), None);
        let broken = proof_warning(Lang::Id, CardProof::Broken(CardFault::Entry(5)));
        assert!(broken.is_some_and(|text| text.starts_with("Catatan 5 ") && text.contains("Administrator")));
    }

    #[test]
    fn the_head_of_the_chain_is_told_in_groups() {
        let head = "7c1f09ae44d2b85e0000000000000000000000000000000000000000000b5b83";
        assert_eq!(head_in_groups(head), "7C1F 09AE 44D2 B85E … 5B83");
        assert_eq!(head_in_groups("7c1f09"), "7C1F 09");
    }
}
