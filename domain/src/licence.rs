//! The licence: what the issued letter says, whether it holds on a day, and what the office signs of it.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::application::Facts;
use crate::dossier::{Dossier, End, Stage};
use crate::event::Act;
use crate::event::{By, Event};
use crate::id::DossierId;
use crate::person::PersonName;
use crate::refusal::Refusal;
use crate::role::{Actor, Permission};
use crate::standard::{ServiceStandard, Text};
use crate::time::Instant;

/// How many days before its last day a licence is said to expire: first a notice, then the last one.
/// Source: house rule; the letter obliges its holder to apply for renewal before it expires.
pub const EXPIRY_NOTICES: [u16; 2] = [90, 30];

/// What the card keeps of an issued letter: its slots, and what the letter can be checked by. No personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IssuedLetter {
    /// The licence number.
    pub number: String,
    /// The date of the letter, the first day on which the licence holds.
    pub from: NaiveDate,
    /// The last day on which it holds.
    pub until: NaiveDate,
    /// SHA-256 over the facts that the sheet was made from. Shape: 64 hex digits.
    pub contents: String,
    /// SHA-256 of the issued file. Shape: 64 hex digits.
    pub sha256: String,
    /// The version of the template: SHA-256 over its files. Shape: 64 hex digits.
    pub template: String,
    /// The id of the key that signed the QR.
    pub key: String,
}

/// What ended a licence before its last day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// Revoked.
    Revoked {
        /// When.
        #[serde(with = "crate::millis::at")]
        at: Instant,
    },
    /// Replaced by another letter.
    Replaced {
        /// When.
        #[serde(with = "crate::millis::at")]
        at: Instant,
        /// The number of the other letter, none until there is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<String>,
    },
}

/// An issued licence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    /// What was issued.
    pub letter: IssuedLetter,
    /// The entry of the card that issued it.
    pub entry: u32,
    /// When.
    #[serde(with = "crate::millis::at")]
    pub at: Instant,
    /// What ended it early.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fate: Option<Fate>,
}

/// What became of a licence, whatever the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LicenceState {
    /// Nothing has ended it.
    Standing,
    /// It waits for the letter that takes its place.
    Ordered,
    /// Revoked.
    Revoked,
    /// Another letter took its place.
    Replaced,
}

impl LicenceState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Standing, Self::Ordered, Self::Revoked, Self::Replaced];

    /// The key in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Standing => "standing",
            Self::Ordered => "ordered",
            Self::Revoked => "revoked",
            Self::Replaced => "replaced",
        }
    }

    /// How a licence with this last day stands on a local day.
    pub fn status(self, until: NaiveDate, today: NaiveDate) -> LicenceStatus {
        match self {
            Self::Standing => status_until(until, today),
            Self::Ordered | Self::Replaced => LicenceStatus::Replaced,
            Self::Revoked => LicenceStatus::Revoked,
        }
    }
}

/// How a licence stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LicenceStatus {
    /// It holds.
    Valid,
    /// It holds, and its last day is at most so many days ahead: one of [`EXPIRY_NOTICES`].
    Expiring {
        /// The days of the notice.
        within: u16,
    },
    /// Its last day has passed.
    Expired,
    /// It was revoked.
    Revoked,
    /// Another letter took its place.
    Replaced,
}

impl LicenceStatus {
    /// Whether the holder may practise on it.
    pub const fn holds(self) -> bool {
        matches!(self, Self::Valid | Self::Expiring { .. })
    }
}

/// How many licences come to their last day within the days of [`EXPIRY_NOTICES`], today and that day among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expiring {
    /// Within the longer notice; those of the shorter are among them.
    pub soon: u64,
    /// Within the shorter notice.
    pub next: u64,
}

/// Who is told daily how many licences come to their end: who registers renewals, and who leads the office.
/// Source: house rule.
pub fn watches_expiry(actor: &Actor) -> bool {
    actor.may(Permission::SeeRegister)
        && (actor.may(Permission::Register) || actor.may(Permission::SeePersonFigures))
}

/// The last day of a licence that begins on a day: the same day of the month some years on, the 28th of February where a
/// leap day has no counterpart.
/// Source: the standard's `validity_years`.
///
/// # Example
/// ```
/// use chrono::NaiveDate;
/// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).expect("a day");
/// assert_eq!(domain::licence::last_day(day(2026, 11, 23), 5), day(2031, 11, 23));
/// assert_eq!(domain::licence::last_day(day(2028, 2, 29), 5), day(2033, 2, 28));
/// ```
pub fn last_day(from: NaiveDate, years: u8) -> NaiveDate {
    from.checked_add_months(Months::new(u32::from(years) * 12)).unwrap_or(NaiveDate::MAX)
}

impl Licence {
    /// What became of it.
    pub const fn state(&self) -> LicenceState {
        match self.fate {
            None => LicenceState::Standing,
            Some(Fate::Replaced { by: None, .. }) => LicenceState::Ordered,
            Some(Fate::Revoked { .. }) => LicenceState::Revoked,
            Some(Fate::Replaced { by: Some(_), .. }) => LicenceState::Replaced,
        }
    }

    /// How it stands on a local day.
    pub fn status(&self, today: NaiveDate) -> LicenceStatus {
        self.state().status(self.letter.until, today)
    }
}

/// How a licence that nothing has ended stands on a day.
fn status_until(until: NaiveDate, today: NaiveDate) -> LicenceStatus {
    if today > until {
        return LicenceStatus::Expired;
    }
    let left = (until - today).num_days();
    let notice = EXPIRY_NOTICES.into_iter().filter(|days| left <= i64::from(*days)).min();
    notice.map_or(LicenceStatus::Valid, |within| LicenceStatus::Expiring { within })
}

/// What the QR of a letter says, and the office signs.
///
/// A QR stands on the letter itself, so it cannot carry the hash of the file: it carries that of the facts which the file
/// was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The licence number.
    pub number: String,
    /// The service.
    pub service: String,
    /// The first 128 bits of the SHA-256 of the holder's name as printed. Shape: 32 hex digits.
    pub holder: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// The first 128 bits of the SHA-256 over the facts of the sheet. Shape: 32 hex digits.
    pub contents: String,
}

/// The digits that a claim keeps of a hash: a QR of 21 mm must stay readable, and 128 bits cannot be met by trying.
pub const CLAIM_DIGITS: usize = 32;

impl Claim {
    /// The bytes that are signed: a version, then each field on a line of its own.
    pub fn signed_text(&self) -> String {
        let Self { number, service, holder, from, until, contents } = self;
        format!("kendali-izin-v1\n{number}\n{service}\n{holder}\n{from}\n{until}\n{contents}")
    }

    /// Whether the letter of the register is the one that the claim speaks of.
    pub fn speaks_of(&self, service: &str, letter: &IssuedLetter) -> bool {
        self.number == letter.number
            && self.service == service
            && (self.from, self.until) == (letter.from, letter.until)
            && letter.contents.get(..CLAIM_DIGITS) == Some(&*self.contents)
    }
}

/// A licence as everybody may see it: no name but a masked one, no address, no reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicLicence {
    /// The number.
    pub number: String,
    /// What it licenses.
    pub title: Text,
    /// The holder's name, masked; empty where it was erased.
    pub holder: String,
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub until: NaiveDate,
    /// How it stands.
    pub status: LicenceStatus,
    /// The local day on which it was revoked or replaced.
    pub over_since: Option<NaiveDate>,
    /// The number of the letter that took its place.
    pub replaced_by: Option<String>,
}

impl PublicLicence {
    /// What everybody may see of a licence whose letter the office wrote elsewhere: signed, numbered, and ready or handed
    /// over. None before that.
    pub fn of_register(
        standard: &ServiceStandard,
        dossier: &Dossier,
        today: NaiveDate,
        date: impl Fn(Instant) -> NaiveDate,
    ) -> Option<Self> {
        let standing = &dossier.standing;
        let number = standing.number.as_ref().filter(|number| number.confirmed)?;
        let from = date(standing.signature.as_ref()?.at);
        match standing.stage {
            Stage::Ready { .. } => {}
            Stage::Ended { end, .. } if end.leaves_licence() => {}
            Stage::Ended { .. } | Stage::Tray { .. } | Stage::Desk { .. } | Stage::WithApplicant { .. } => {
                return None;
            }
        }
        let until = last_day(from, standard.validity_years);
        Some(Self {
            number: number.number.clone(),
            title: standard.product.clone(),
            holder: dossier.facts.as_ref().map(|facts| facts.name.masked()).unwrap_or_default(),
            from,
            until,
            status: status_until(until, today),
            over_since: None,
            replaced_by: None,
        })
    }

    /// What everybody may see of a licence on a local day; `date` tells the local date of an instant.
    pub fn of(
        standard: &ServiceStandard,
        name: &PersonName,
        licence: &Licence,
        today: NaiveDate,
        date: impl Fn(Instant) -> NaiveDate,
    ) -> Self {
        let (over_since, replaced_by) = match &licence.fate {
            None => (None, None),
            Some(Fate::Revoked { at }) => (Some(date(*at)), None),
            Some(Fate::Replaced { at, by }) => (Some(date(*at)), by.clone()),
        };
        Self {
            number: licence.letter.number.clone(),
            title: standard.product.clone(),
            holder: name.masked(),
            from: licence.letter.from,
            until: licence.letter.until,
            status: licence.status(today),
            over_since,
            replaced_by,
        }
    }
}

/// Whether the letter is to be issued now: signature and number both hold for the current version, and it was not issued
/// yet.
pub fn is_due(dossier: &Dossier) -> bool {
    let standing = &dossier.standing;
    let current = standing.draft.filter(|draft| !draft.stale).map(|draft| draft.number);
    let signed = standing.signature.as_ref().is_some_and(|mark| Some(mark.draft) == current);
    let numbered = standing.number.as_ref().is_some_and(|number| number.confirmed);
    let lives = standing.ended().is_none_or(End::leaves_licence);
    signed && numbered && lives && dossier.licence.is_none()
}

/// A licence's number as people type it off a letter, as the register has it: without "Nomor" before it, without spaces.
///
/// ```
/// assert_eq!(domain::licence::typed_number(" NOMOR 500.7 / 021/SIPP-I/2026 "), "500.7/021/SIPP-I/2026");
/// ```
pub fn typed_number(typed: &str) -> String {
    let compact: String = typed.chars().filter(|letter| !letter.is_whitespace()).collect();
    let lower = compact.to_ascii_lowercase();
    let before = ["nomor", "no.", "no"].into_iter().find(|word| lower.starts_with(word));
    compact[before.map_or(0, str::len)..].trim_start_matches(':').to_owned()
}

/// The dossier as the signature among these acts leaves it at `at`, where its letter is due then: what an electronic signature
/// is asked for before the acts are written. None where they sign nothing, or something else is missing still.
pub fn signed_by(dossier: &Dossier, acts: &[Act], at: Instant) -> Option<Dossier> {
    let signed = |act: &Act| match (&act.event, act.by.hand()) {
        (Event::Signed { draft }, Some(hand)) => Some((*draft, hand.clone())),
        _ => None,
    };
    let (draft, hand) = acts.iter().find_map(signed)?;
    let mut dossier = dossier.clone();
    dossier.standing.sign(draft, hand, at);
    is_due(&dossier).then_some(dossier)
}

/// Issues the letter, as the program does in the act that completes it.
///
/// # Errors
/// [`Refusal::NotIssued`] where signature and number do not both hold, or the letter was issued already.
pub fn issue(dossier: &Dossier, letter: IssuedLetter) -> Result<Act, Refusal> {
    if !is_due(dossier) {
        return Err(Refusal::NotIssued);
    }
    Ok(Act { by: By::System, event: Event::Issued(letter), detail: None })
}

/// The licence of a file that is ready or handed over, where nothing has ended it: one that may be revoked or ordered to be
/// replaced.
///
/// # Errors
/// [`Refusal::NotReady`] or [`Refusal::Ended`] by where the file is, [`Refusal::NotIssued`] where its letter was never issued
/// here, [`Refusal::LicenceOver`] where it was ended before.
pub fn standing_licence(dossier: &Dossier) -> Result<&Licence, Refusal> {
    match dossier.standing.stage {
        Stage::Ready { .. } => {}
        Stage::Ended { end, .. } if end.leaves_licence() => {}
        Stage::Ended { .. } => return Err(Refusal::Ended),
        Stage::Tray { .. } | Stage::Desk { .. } | Stage::WithApplicant { .. } => {
            return Err(Refusal::NotReady);
        }
    }
    let licence = dossier.licence.as_ref().ok_or(Refusal::NotIssued)?;
    if licence.fate.is_some() { Err(Refusal::LicenceOver) } else { Ok(licence) }
}

/// The key by which a standard names the kind of application that renews a licence. Source: house rule for standards.
pub const RENEWAL_KIND: &str = "perpanjangan";

/// Why a new application is made out of an earlier dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Succession {
    /// Its licence is to hold on; it is over once the new one is issued.
    Renewal,
    /// Its letter was ordered to be replaced.
    Replacement,
    /// It ended without a licence: what ended is not reopened.
    Again,
}

/// Why a new application may be made out of a dossier now.
///
/// # Errors
/// [`Refusal::NotEnded`] where the dossier itself goes on, [`Refusal::NotIssued`] where its letter was never issued here,
/// [`Refusal::LicenceOver`] where the licence was revoked or has a successor.
pub fn succession(dossier: &Dossier) -> Result<Succession, Refusal> {
    let fate = dossier.licence.as_ref().map(|licence| &licence.fate);
    match (&dossier.standing.stage, fate) {
        (Stage::Ready { .. } | Stage::Ended { .. }, Some(Some(Fate::Replaced { by: None, .. }))) => {
            Ok(Succession::Replacement)
        }
        (Stage::Ready { .. } | Stage::Ended { .. }, Some(Some(_))) => Err(Refusal::LicenceOver),
        (Stage::Ended { end: End::Delivered, .. }, Some(None)) => Ok(Succession::Renewal),
        (Stage::Ended { end: End::Delivered, .. }, None) => Err(Refusal::NotIssued),
        (Stage::Ended { .. }, _) => Ok(Succession::Again),
        (Stage::Tray { .. } | Stage::Desk { .. } | Stage::WithApplicant { .. } | Stage::Ready { .. }, _) => {
            Err(Refusal::NotEnded)
        }
    }
}

/// The dossier whose licence an application of these facts renews or replaces; none where it only begins anew what ended
/// without one.
///
/// # Errors
/// As [`succession`]; [`Refusal::OtherService`] or [`Refusal::OtherHolder`] where the application is not of the same service
/// and person: a licence passes to nobody else.
pub fn predecessor(old: &Dossier, service: &str, facts: &Facts) -> Result<Option<DossierId>, Refusal> {
    let succession = succession(old)?;
    if old.service != service {
        return Err(Refusal::OtherService);
    }
    if old.facts.as_ref().is_none_or(|known| known.nik != facts.nik) {
        return Err(Refusal::OtherHolder);
    }
    Ok(match succession {
        Succession::Renewal | Succession::Replacement => Some(old.id.clone()),
        Succession::Again => None,
    })
}

/// Ends the dossier of a licence that was ended while it waited at the counter, and whose dossier did not end with it: the
/// program's own act, for cards that were written before the order ended both.
///
/// # Errors
/// [`Refusal::NotReady`] or [`Refusal::Ended`] by where the file is, [`Refusal::NotIssued`] where its licence holds or was
/// never issued here.
pub fn not_delivered(dossier: &Dossier) -> Result<Act, Refusal> {
    match dossier.standing.stage {
        Stage::Ready { .. } => {}
        Stage::Ended { .. } => return Err(Refusal::Ended),
        Stage::Tray { .. } | Stage::Desk { .. } | Stage::WithApplicant { .. } => {
            return Err(Refusal::NotReady);
        }
    }
    if dossier.licence.as_ref().is_none_or(|licence| licence.fate.is_none()) {
        return Err(Refusal::NotIssued);
    }
    Ok(Act { by: By::System, event: Event::NotDelivered, detail: None })
}

/// Ends a licence whose successor was issued: the program's own act.
///
/// # Errors
/// [`Refusal::LicenceOver`] where the licence had ended otherwise before, [`Refusal::NotIssued`] where there is none.
pub fn superseded(dossier: &Dossier, by: &str) -> Result<Act, Refusal> {
    let licence = dossier.licence.as_ref().ok_or(Refusal::NotIssued)?;
    match &licence.fate {
        None | Some(Fate::Replaced { by: None, .. }) => {
            let event = Event::Replaced { by: Some(by.to_owned()) };
            Ok(Act { by: By::System, event, detail: None })
        }
        Some(Fate::Revoked { .. } | Fate::Replaced { .. }) => Err(Refusal::LicenceOver),
    }
}
