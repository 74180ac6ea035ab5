//! Fresh identities. A demonstration office hands in its own, so that the same seed gives the same rows.

use chrono::{DateTime, Utc};
use domain::id::{AccountId, BatchId, CommandId, DossierId, SessionId};
use uuid::{Timestamp, Uuid};

/// A UUIDv7 of this instant as lower-case text.
pub fn fresh(now: DateTime<Utc>) -> String {
    let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
    let of_now = Timestamp::from_unix_time(seconds, now.timestamp_subsec_nanos(), 0, 0);
    Uuid::new_v7(of_now).hyphenated().to_string()
}

macro_rules! fresh_id {
    ($(#[$doc:meta])* $name:ident, $id:ty) => {
        $(#[$doc])*
        pub fn $name(now: DateTime<Utc>) -> $id {
            <$id>::parse(&fresh(now)).expect("a hyphenated UUID is in the shape of an identity")
        }
    };
}

fresh_id! {
    /// The identity of a new account.
    fresh_account, AccountId
}
fresh_id! {
    /// The identity of a new dossier.
    fresh_dossier, DossierId
}
fresh_id! {
    /// The identity of a new session.
    fresh_session, SessionId
}
fresh_id! {
    /// The identity of a command that no browser made.
    fresh_command, CommandId
}
fresh_id! {
    /// The identity of a batch of prints that no browser made.
    fresh_batch, BatchId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identities_of_a_later_instant_sort_later() {
        let at = |ms| DateTime::from_timestamp_millis(ms).expect("in range");
        assert!(fresh_dossier(at(1_763_000_000_000)) < fresh_dossier(at(1_763_000_000_001)));
        assert_ne!(fresh(at(1_763_000_000_000)), fresh(at(1_763_000_000_000)));
    }
}
