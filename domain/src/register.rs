//! The register: all dossiers, open and ended, as one filtered table.

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::dashboard::Period;
use crate::dossier::End;
use crate::figures::PromiseOutcome;
use crate::id::DossierId;
use crate::licence::{EXPIRY_NOTICES, LicenceState, LicenceStatus};
use crate::person::PersonName;
use crate::role::{Actor, Permission};
use crate::standard::StepNo;
use crate::time::{Instant, WorkingMs};

/// Which dossiers by where they are now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Not ended.
    Open,
    /// In a tray or on a desk.
    InProcess,
    /// In a tray.
    Tray,
    /// On a desk.
    Desk,
    /// On a desk, the step's clock overdue.
    Late,
    /// With the applicant.
    WithApplicant,
    /// Ready to be collected.
    Ready,
    /// Open, the promise overdue.
    Overdue,
    /// Ended.
    Ended,
}

impl State {
    /// Every state, in the order of the filter.
    pub const ALL: [Self; 9] = [
        Self::Open,
        Self::InProcess,
        Self::Tray,
        Self::Desk,
        Self::Late,
        Self::WithApplicant,
        Self::Ready,
        Self::Overdue,
        Self::Ended,
    ];

    /// The word in an address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "terbuka",
            Self::InProcess => "diproses",
            Self::Tray => "baki",
            Self::Desk => "meja",
            Self::Late => "terlambat",
            Self::WithApplicant => "pemohon",
            Self::Ready => "siap",
            Self::Overdue => "lewat-janji",
            Self::Ended => "selesai",
        }
    }

    /// The state with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// Which dossiers by how their promise came out in the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// Met or missed.
    Decided,
    /// Met.
    Met,
    /// Missed.
    Missed,
    /// Withdrawn, closed or annulled.
    Stopped,
}

impl Outcome {
    /// Every outcome, in the order of the filter.
    pub const ALL: [Self; 4] = [Self::Decided, Self::Met, Self::Missed, Self::Stopped];

    /// The word in an address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Decided => "diputus",
            Self::Met => "tepat",
            Self::Missed => "lewat",
            Self::Stopped => "dihentikan",
        }
    }

    /// The outcome with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }
}

/// Which dossiers by how their licence stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LicenceFilter {
    /// It holds, and comes to its end within the longer of [`EXPIRY_NOTICES`].
    EndsSoon,
    /// It holds, and comes to its end within the shorter.
    EndsNext,
    /// Its last day has passed.
    Expired,
    /// Revoked.
    Revoked,
    /// Another letter took its place, or is ordered to.
    Replaced,
}

/// Licences in one of two states whose last day is one of these.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LicenceDays {
    /// The states; one state is named twice.
    pub states: [LicenceState; 2],
    /// The first last day.
    pub from: NaiveDate,
    /// The last one.
    pub until: NaiveDate,
}

impl LicenceFilter {
    /// Every filter, in the order of the list.
    pub const ALL: [Self; 5] = [Self::EndsSoon, Self::EndsNext, Self::Expired, Self::Revoked, Self::Replaced];

    /// The word in an address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::EndsSoon => "akan-berakhir-90",
            Self::EndsNext => "akan-berakhir-30",
            Self::Expired => "berakhir",
            Self::Revoked => "dicabut",
            Self::Replaced => "diganti",
        }
    }

    /// The filter with this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.key() == key)
    }

    /// What it asks of a licence on a local day.
    pub fn days(self, today: NaiveDate) -> LicenceDays {
        let one = |state, from, until| LicenceDays { states: [state, state], from, until };
        let ahead = |days: u16| today.checked_add_days(Days::new(days.into())).unwrap_or(LAST_DAY);
        let [soon, next] = EXPIRY_NOTICES;
        match self {
            Self::EndsSoon => one(LicenceState::Standing, today, ahead(soon)),
            Self::EndsNext => one(LicenceState::Standing, today, ahead(next)),
            Self::Expired => one(LicenceState::Standing, FIRST_DAY, today.pred_opt().unwrap_or(FIRST_DAY)),
            Self::Revoked => one(LicenceState::Revoked, FIRST_DAY, LAST_DAY),
            Self::Replaced => LicenceDays {
                states: [LicenceState::Replaced, LicenceState::Ordered],
                from: FIRST_DAY,
                until: LAST_DAY,
            },
        }
    }
}

/// What a reader sees of the register, and by what a search finds a dossier: what is not shown is not found either, since
/// by a name it could be asked who applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// The applicants' names too.
    Names,
    /// Register numbers and places of files alone.
    Numbers,
}

impl Sight {
    /// What an actor sees: names where dossiers may be opened.
    pub fn of(actor: &Actor) -> Self {
        if actor.may(Permission::SeeDossier) { Self::Names } else { Self::Numbers }
    }
}

/// The first and the last day of a period that is open on a side.
const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a date");
const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(9999, 12, 31).expect("a date");

/// What the register shows. On the wire as in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RegisterQuery {
    /// One service; none is all.
    pub service: Option<String>,
    /// A part of the name, of the register number or of the place of the file; empty is no search.
    pub find: String,
    /// The step where the dossier is, or that its visits are counted of.
    pub step: Option<StepNo>,
    /// Where it is now.
    pub state: Option<State>,
    /// How its promise came out in the period.
    pub outcome: Option<Outcome>,
    /// How its licence stands.
    pub licence: Option<LicenceFilter>,
    /// Only dossiers with a visit to the step that ended in the period, the longest first.
    pub visits: bool,
    /// The period of outcome and visits; where neither is asked for, of the submission.
    pub period: Option<Period>,
    /// The page, from 0.
    pub page: u32,
    /// Whether it is read to be printed: all lines at once, as far as [`RegisterQuery::SHEET`].
    pub sheet: bool,
}

impl RegisterQuery {
    /// The most characters of a search.
    pub const FIND_LIMIT: usize = 60;
    /// Dossiers on one page of the screen.
    pub const PAGE: u32 = 50;
    /// Dossiers of one print: about eighty sheets of paper. Longer lists leave the house as a file.
    pub const SHEET: u32 = 2_000;

    /// Dossiers on one page.
    pub const fn page_size(&self) -> u32 {
        if self.sheet { Self::SHEET } else { Self::PAGE }
    }

    /// Reads an address, asked for each of its words. What is not known is left out; two days that are the wrong way round
    /// are turned.
    pub fn read<'a>(word: impl Fn(&str) -> Option<&'a str>) -> Self {
        let date = |key: &str| word(key).and_then(|text| text.parse::<NaiveDate>().ok());
        let period = match (date("dari"), date("sampai")) {
            (None, None) => None,
            (Some(one), Some(other)) => Some(Period::between(one, other)),
            (from, to) => Some(Period { from: from.unwrap_or(FIRST_DAY), to: to.unwrap_or(LAST_DAY) }),
        };
        let step =
            word("langkah").and_then(|text| text.parse::<u8>().ok()).and_then(|number| number.checked_sub(1));
        Self {
            service: word("layanan").filter(|key| !key.is_empty()).map(str::to_owned),
            find: word("cari").unwrap_or_default().trim().chars().take(Self::FIND_LIMIT).collect(),
            step: step.map(StepNo),
            state: word("keadaan").and_then(State::from_key),
            outcome: word("hasil").and_then(Outcome::from_key),
            licence: word("izin").and_then(LicenceFilter::from_key),
            visits: word("kunjungan").is_some(),
            period,
            page: word("halaman")
                .and_then(|text| text.parse::<u32>().ok())
                .map_or(0, |page| page.saturating_sub(1)),
            sheet: word("cetak").is_some(),
        }
    }

    /// The words of the address, in a fixed order; empty where nothing is left out.
    pub fn words(&self) -> Vec<(&'static str, String)> {
        let mut words = Vec::new();
        let mut word = |key, text: Option<String>| {
            if let Some(text) = text {
                words.push((key, text));
            }
        };
        word("layanan", self.service.clone());
        word("cari", Some(self.find.clone()).filter(|text| !text.is_empty()));
        word("langkah", self.step.map(|step| step.number().to_string()));
        word("keadaan", self.state.map(|state| state.key().to_owned()));
        word("hasil", self.outcome.map(|outcome| outcome.key().to_owned()));
        word("izin", self.licence.map(|licence| licence.key().to_owned()));
        word("kunjungan", self.visits.then(|| "1".to_owned()));
        word("dari", self.from().map(|from| from.to_string()));
        word("sampai", self.to().map(|to| to.to_string()));
        word("cetak", self.sheet.then(|| "1".to_owned()));
        word("halaman", (self.page > 0).then(|| (self.page + 1).to_string()));
        words
    }
}

impl RegisterQuery {
    /// The first day of the period, none where it is open on that side.
    pub fn from(&self) -> Option<NaiveDate> {
        self.period.map(|period| period.from).filter(|from| *from > FIRST_DAY)
    }

    /// The last day of the period, none where it is open on that side.
    pub fn to(&self) -> Option<NaiveDate> {
        self.period.map(|period| period.to).filter(|to| *to < LAST_DAY)
    }

    /// Whether the period is that of the submission.
    pub const fn is_of_submission(&self) -> bool {
        self.outcome.is_none() && !self.visits
    }

    /// The filters in a line for a log: the words of the address without page and print, and without what was searched for,
    /// which may be somebody's name.
    pub fn logged(&self) -> String {
        let kept = self.words().into_iter().filter(|(key, _)| !["halaman", "cetak"].contains(key));
        let lines = kept.map(|(key, text)| format!("{key}={}", if key == "cari" { "…" } else { &text }));
        lines.collect::<Vec<_>>().join("&")
    }
}

/// The licence of a dossier in the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LicenceLine {
    /// Its number.
    pub number: String,
    /// The last day on which it holds.
    pub until: NaiveDate,
    /// What became of it.
    pub state: LicenceState,
}

impl LicenceLine {
    /// How it stands on a local day.
    pub fn status(&self, today: NaiveDate) -> LicenceStatus {
        self.state.status(self.until, today)
    }
}

/// One dossier of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterLine {
    /// The dossier.
    pub id: DossierId,
    /// Its register number.
    pub register: String,
    /// The service.
    pub service: String,
    /// The version of the standard that it pins.
    pub standard: u32,
    /// The applicant; empty where the name was erased or the reader may not see it.
    pub name: PersonName,
    /// Where the file of paper lies.
    #[serde(default)]
    pub place: Option<String>,
    /// Its licence, once the letter is issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<LicenceLine>,
    /// When it came in.
    #[serde(with = "crate::millis::at")]
    pub submitted_at: Instant,
    /// The step where it is, or where it ended.
    pub step: StepNo,
    /// Where at the step: the key of its stage.
    pub stage: String,
    /// Since when.
    #[serde(with = "crate::millis::at")]
    pub since: Instant,
    /// How it ended.
    pub end: Option<End>,
    /// When the promise is or was due.
    #[serde(with = "crate::millis::optional")]
    pub promise_due: Option<Instant>,
    /// How the promise came out.
    pub outcome: PromiseOutcome,
    /// Whether the promise is open and overdue.
    pub overdue: bool,
    /// The longest visit of the query, waiting and working; none without such a query.
    pub visit: Option<(WorkingMs, WorkingMs)>,
}

/// A page of the register.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegisterPage {
    /// When it was read.
    #[serde(with = "crate::millis::at")]
    pub as_of: Instant,
    /// How many dossiers the query has.
    pub total: u64,
    /// Those of the page.
    pub lines: Vec<RegisterLine>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> RegisterQuery {
        let pairs: Vec<(&str, &str)> = address.split('&').filter_map(|pair| pair.split_once('=')).collect();
        RegisterQuery::read(|key| pairs.iter().find(|(name, _)| *name == key).map(|(_, text)| *text))
    }

    #[test]
    fn an_address_is_read_as_it_was_written() {
        let query = RegisterQuery {
            service: Some("sipp".into()),
            find: "siti".into(),
            step: Some(StepNo(6)),
            state: Some(State::Late),
            outcome: Some(Outcome::Missed),
            licence: Some(LicenceFilter::EndsSoon),
            visits: true,
            period: Some(Period {
                from: "2026-11-01".parse().expect("a date"),
                to: "2026-11-30".parse().expect("a date"),
            }),
            page: 2,
            sheet: true,
        };
        let address: Vec<String> = query.words().iter().map(|(key, text)| format!("{key}={text}")).collect();
        assert_eq!(read(&address.join("&")), query);
    }

    #[test]
    fn a_log_keeps_the_filters_and_not_the_name_that_was_searched() {
        assert_eq!(
            read("layanan=sipp&cari=siti&halaman=3&keadaan=baki").logged(),
            "layanan=sipp&cari=…&keadaan=baki"
        );
        assert_eq!(RegisterQuery::default().logged(), "");
    }

    #[test]
    fn a_period_may_be_open_on_a_side() {
        let since = read("dari=2026-11-01");
        assert_eq!((since.from(), since.to()), ("2026-11-01".parse().ok(), None));
        assert_eq!(since.words(), [("dari", "2026-11-01".to_owned())]);
        let until = read("sampai=2026-11-30");
        assert_eq!((until.from(), until.to()), (None, "2026-11-30".parse().ok()));
        assert_eq!(until.words(), [("sampai", "2026-11-30".to_owned())]);
        assert!(until.is_of_submission() && !read("sampai=2026-11-30&hasil=tepat").is_of_submission());
    }

    #[test]
    fn a_period_that_is_the_wrong_way_round_is_turned() {
        let turned = read("dari=2026-11-30&sampai=2026-11-01");
        assert_eq!(turned, read("dari=2026-11-01&sampai=2026-11-30"));
        assert!(Period::is_turned(Some("2026-11-30"), Some("2026-11-01")));
        assert!(!Period::is_turned(Some("2026-11-30"), Some("2026-11-30")));
        assert!(!Period::is_turned(None, Some("2026-11-01")));
    }

    #[test]
    fn what_an_address_says_wrongly_is_left_out() {
        assert_eq!(
            read("langkah=0&keadaan=di-mana&hasil=x&izin=y&dari=30-11-2026&sampai=besok"),
            RegisterQuery::default()
        );
    }

    #[test]
    fn a_licence_ends_soon_up_to_the_day_of_the_notice_and_is_over_the_day_after_its_last() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let today = day("2026-11-24");
        // last day       90     30     over
        for (until, soon, next, over) in [
            ("2026-11-23", false, false, true),
            ("2026-11-24", true, true, false),
            ("2026-12-24", true, true, false),
            ("2026-12-25", true, false, false),
            ("2027-02-22", true, false, false),
            ("2027-02-23", false, false, false),
        ] {
            let asks = |filter: LicenceFilter| {
                let asked = filter.days(today);
                (asked.from..=asked.until).contains(&day(until))
            };
            assert_eq!(asks(LicenceFilter::EndsSoon), soon, "{until}");
            assert_eq!(asks(LicenceFilter::EndsNext), next, "{until}");
            assert_eq!(asks(LicenceFilter::Expired), over, "{until}");
            // As the licence itself is told.
            let status = LicenceState::Standing.status(day(until), today);
            assert_eq!(matches!(status, LicenceStatus::Expiring { .. }), soon, "{until}");
            assert_eq!(status == LicenceStatus::Expired, over, "{until}");
        }
    }
}
