//! What an applicant may read: by code and second factor, or by a pass that was given for one of both.
//!
//! An unknown code and wrong digits get one answer and cost the same work. Tries are counted by network and by code.

use chrono::{DateTime, TimeDelta, Utc};
use data_encoding::BASE64URL_NOPAD;
use domain::dossier::Dossier;
use domain::event::Detail;
use domain::tracking::{LastFour, told};
use domain::tracking_code::TrackingCode;

use crate::db::Store;
use crate::error::StorageError;
use crate::keys::{Proof, Purpose};
use crate::throttle::{Allowed, Limit};

/// Tries of one network: ten at once, then ten a minute.
pub const BY_NETWORK: Limit = Limit::per(10, 60_000);
/// Wrong digits for one code: five, then a pause of a quarter of an hour before each further one.
pub const BY_CODE: Limit = Limit { interval_ms: 15 * 60_000, burst_ms: 4 * 15 * 60_000 };

const DOOR_NETWORK: &str = "tracking-network";
const DOOR_CODE: &str = "tracking-code";
/// A code that was never given: all zeros.
const NOBODY: &str = "0000000000";
const ANY_CODE: &str = "select code from dossiers order by id limit 1";

/// A dossier with what its applicant was told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tracked {
    /// The dossier.
    pub dossier: Dossier,
    /// The newest word of the office to the applicant.
    pub told: Option<Detail>,
}

/// What a try came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tried {
    /// Code and digits belong together.
    Found(Box<Tracked>),
    /// The code is unknown, or the digits are wrong.
    NotFound,
    /// Too many tries: not before this instant. Nothing was looked up.
    NotBefore(DateTime<Utc>),
}

/// What a pass is for. One proves nothing for the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pass {
    /// The visit of one who knew the second factor, kept in a cookie.
    Visit,
    /// A link that the office printed or sent. It reads only.
    Link,
}

impl Pass {
    const fn name(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Link => "link",
        }
    }

    fn bytes(self, code: &TrackingCode, until: i64) -> Vec<u8> {
        format!("lacak|{}|{}|{until}", self.name(), code.as_str()).into_bytes()
    }
}

impl Store {
    /// Tries a code with the last four digits of the applicant's NIK.
    ///
    /// # Errors
    /// [`StorageError::NoKeys`], [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn track(
        &self,
        code: &TrackingCode,
        digits: LastFour,
        network: &str,
        now: DateTime<Utc>,
    ) -> Result<Tried, StorageError> {
        Box::pin(self.try_code(code, digits, network, now)).await
    }

    async fn try_code(
        &self,
        code: &TrackingCode,
        digits: LastFour,
        network: &str,
        now: DateTime<Utc>,
    ) -> Result<Tried, StorageError> {
        if let Allowed::NotBefore(at) = self.allow(DOOR_NETWORK, network, BY_NETWORK, now).await? {
            return Ok(Tried::NotBefore(at));
        }
        // Counted before the look-up, and given back to one who knew: a pause says nothing about the digits.
        if let Allowed::NotBefore(at) = self.allow(DOOR_CODE, code.as_str(), BY_CODE, now).await? {
            return Ok(Tried::NotBefore(at));
        }
        let any: Option<String> =
            read!(self, |conn| sqlx::query_scalar(ANY_CODE).fetch_optional(&mut *conn).await)?;
        let found = self.dossier_by_code(code).await?;
        // The same work for a code that nobody has: one look-up that finds a dossier, and one that finds none.
        let other = any.filter(|_| found.is_none()).unwrap_or_else(|| NOBODY.to_owned());
        let other = TrackingCode::parse(&other)
            .map_err(|_| StorageError::corrupt("dossiers", "code", "of the first dossier"))?;
        let decoy = self.dossier_by_code(&other).await?;
        let shown = found.as_ref().or(decoy.as_ref());
        let holds = digits.hold(shown.and_then(|view| view.dossier.facts.as_ref()));
        let Some(view) = found.filter(|_| holds) else { return Ok(Tried::NotFound) };
        self.give_back(DOOR_CODE, code.as_str(), BY_CODE).await?;
        Ok(Tried::Found(Box::new(self.with_words(view.dossier).await?)))
    }

    /// The dossier of a code for one who holds a pass; none where the code is unknown.
    ///
    /// # Errors
    /// [`StorageError::Corrupt`] or [`StorageError::Unavailable`].
    pub async fn tracked(&self, code: &TrackingCode) -> Result<Option<Tracked>, StorageError> {
        match self.dossier_by_code(code).await? {
            Some(view) => self.with_words(view.dossier).await.map(Some),
            None => Ok(None),
        }
    }

    async fn with_words(&self, dossier: Dossier) -> Result<Tracked, StorageError> {
        let card = self.card(&dossier.id).await?;
        Ok(Tracked { told: told(&card.entries).cloned(), dossier })
    }

    /// A pass to the page of a code, good for so long. Shape: end in seconds, key id and code, with dots between.
    ///
    /// # Errors
    /// [`StorageError::NoKeys`].
    pub fn tracking_pass(
        &self,
        kind: Pass,
        code: &TrackingCode,
        now: DateTime<Utc>,
        good_for: TimeDelta,
    ) -> Result<String, StorageError> {
        let until = (now + good_for).timestamp();
        let keys = self.keys()?;
        let mac = keys.mac_now(Purpose::Links, &kind.bytes(code, until));
        Ok(format!("{until}.{}.{}", keys.current_id(), BASE64URL_NOPAD.encode(&mac)))
    }

    /// Whether a pass opens the page of a code now.
    ///
    /// # Errors
    /// [`StorageError::NoKeys`].
    pub fn opens_tracking(
        &self,
        kind: Pass,
        code: &TrackingCode,
        pass: &str,
        now: DateTime<Utc>,
    ) -> Result<bool, StorageError> {
        let mut parts = pass.splitn(3, '.');
        let (Some(until), Some(key_id), Some(mac)) = (parts.next(), parts.next(), parts.next()) else {
            return Ok(false);
        };
        let (Ok(until), Ok(mac)) = (until.parse::<i64>(), BASE64URL_NOPAD.decode(mac.as_bytes())) else {
            return Ok(false);
        };
        let proof = self.keys()?.check(Purpose::Links, key_id, &kind.bytes(code, until), &mac);
        Ok(proof == Proof::Holds && now.timestamp() < until)
    }
}
