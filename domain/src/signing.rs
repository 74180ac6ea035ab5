//! The electronic signature: which services are signed so, what keeps one from being made, and the passphrase, which is
//! used once and wiped.
//!
//! Source: the order of the standard is the setting: where the number comes before the signature, the letter is complete
//! when it is signed, and can be signed electronically. The certificates are BSrE's; the states and codes are those of its
//! client service.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::standard::{ServiceStandard, StepKind};
use crate::time::Instant;

/// Whether the letters of a service are signed electronically where the office can: their number stands before the
/// signature, so that what is signed is the whole letter.
pub fn is_electronic(standard: &ServiceStandard) -> bool {
    let place = |kind| standard.steps.iter().position(|step| step.kind == kind);
    match (place(StepKind::Number), place(StepKind::Sign)) {
        (Some(number), Some(sign)) => number < sign,
        _ => false,
    }
}

/// Somebody who signs electronically.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// The official's number. Shape: 18 digits.
    pub nip: String,
    /// The e-mail address of the certificate at BSrE.
    pub email: String,
}

/// What the office sets of electronic signatures.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Signing {
    /// Who signs electronically.
    pub signers: Vec<Signer>,
    /// Services whose letters are signed by hand, whatever the order of their steps.
    pub by_hand: Vec<String>,
}

impl Signing {
    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        self.signers.is_empty() && self.by_hand.is_empty()
    }

    /// Whether the letters of a service are signed electronically where BSrE is at hand.
    pub fn is_for(&self, standard: &ServiceStandard) -> bool {
        is_electronic(standard) && !self.by_hand.contains(&standard.service)
    }

    /// The address of a signer's certificate.
    pub fn email_of(&self, nip: &str) -> Option<&str> {
        self.signers.iter().find(|signer| signer.nip == nip).map(|signer| signer.email.as_str())
    }

    /// The first entry that cannot be, with what is wrong with it.
    pub fn fault(&self) -> Option<(String, String)> {
        (1_u32..).zip(&self.signers).find_map(|(place, Signer { nip, email })| {
            let is_nip = nip.len() == 18 && nip.bytes().all(|byte| byte.is_ascii_digit());
            let at = email.split_once('@').filter(|(name, host)| !name.is_empty() && host.contains('.'));
            if !is_nip {
                return Some((format!("signing.signers[{place}].nip"), "has 18 digits".to_owned()));
            }
            if self.signers.iter().filter(|other| other.nip == *nip).count() > 1 {
                return Some((format!("signing.signers[{place}].nip"), "stands twice".to_owned()));
            }
            let is_email = at.is_some() && !email.contains(char::is_whitespace);
            (!is_email)
                .then(|| (format!("signing.signers[{place}].email"), "is no e-mail address".to_owned()))
        })
    }
}

/// What unlocks a signer's key: typed for one signature, never kept, never shown.
///
/// Its memory is overwritten when it goes, though not the copies that a request is read from and sent with; what it is logged
/// as says nothing of it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Passphrase(Zeroizing<String>);

impl Passphrase {
    /// What was typed.
    pub fn new(typed: String) -> Self {
        Self(Zeroizing::new(typed))
    }

    /// The letters, for the one call that needs them.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether nothing was typed.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }
}

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// How the certificate of a signer stands, where it does not sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Certificate {
    /// BSrE does not know the signer.
    NotRegistered,
    /// Registered, but the enrolment was not ended.
    New,
    /// The enrolment waits to be checked.
    Waiting,
    /// Registered without a certificate.
    Missing,
    /// It is not active.
    NotActive,
    /// Its time is over.
    Expired,
    /// It is being renewed.
    Renewing,
    /// It is suspended.
    Suspended,
    /// It was revoked.
    Revoked,
    /// A state that this program does not know.
    Unknown,
}

impl Certificate {
    /// What BSrE answers about a signer: none where the certificate can sign.
    pub fn of_status(status: &str) -> Option<Self> {
        Some(match status {
            "ISSUE" => return None,
            "NOT_REGISTERED" => Self::NotRegistered,
            "NEW" => Self::New,
            "WAITING_FOR_VERIFICATION" => Self::Waiting,
            "NO_CERTIFICATE" => Self::Missing,
            "EXPIRED" => Self::Expired,
            "RENEW" => Self::Renewing,
            "SUSPEND" => Self::Suspended,
            "REVOKE" => Self::Revoked,
            _ => Self::Unknown,
        })
    }
}

/// Why a letter was not signed. Nothing was written, and the draft is as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SigningFault {
    /// The passphrase is asked for; the certificate is ready.
    PassphraseNeeded,
    /// It is not the signer's passphrase.
    WrongPassphrase,
    /// It was wrong too often: BSrE would lock the certificate.
    TooManyTries {
        /// When it may be tried again.
        #[serde(with = "crate::millis::at")]
        until: Instant,
    },
    /// The office's file names no address at BSrE for the signer.
    NoIdentity,
    /// The certificate does not sign.
    Certificate(Certificate),
    /// BSrE does not take the user of the client service.
    ServiceAccount,
    /// BSrE does not read the file.
    BadFile,
    /// BSrE refused for another reason.
    Refused {
        /// Its code.
        code: u32,
    },
    /// BSrE failed.
    Outage {
        /// The number in the log.
        incident: String,
    },
    /// BSrE could not be reached: nothing was sent.
    Unreachable,
    /// BSrE did not answer in time; what it did is not known, and nothing was issued.
    NoAnswer,
    /// The letter changed while it was being signed.
    Changed,
    /// The letter is being signed already.
    UnderWay,
}

impl SigningFault {
    /// Whether the next letter of the same signer would meet it too: several at once stop there.
    pub const fn stops_others(&self) -> bool {
        match self {
            Self::PassphraseNeeded
            | Self::WrongPassphrase
            | Self::TooManyTries { .. }
            | Self::NoIdentity
            | Self::Certificate(_)
            | Self::ServiceAccount
            | Self::Outage { .. }
            | Self::Unreachable
            | Self::NoAnswer => true,
            Self::BadFile | Self::Refused { .. } | Self::Changed | Self::UnderWay => false,
        }
    }

    /// The fault of one of BSrE's codes.
    pub const fn of_code(code: u32) -> Self {
        match code {
            2031 => Self::WrongPassphrase,
            2011 => Self::Certificate(Certificate::NotRegistered),
            2021 => Self::Certificate(Certificate::NotActive),
            2022 => Self::Certificate(Certificate::Expired),
            2023 => Self::Certificate(Certificate::Renewing),
            2024 => Self::Certificate(Certificate::Suspended),
            2025 => Self::Certificate(Certificate::Revoked),
            2041 => Self::BadFile,
            code => Self::Refused { code },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_shows_itself_to_nobody_who_does_not_ask() {
        let passphrase = Passphrase::new("rahasia-kepala".to_owned());
        assert_eq!(format!("{passphrase:?} {:?}", Some(&passphrase)), "Passphrase(…) Some(Passphrase(…))");
        assert_eq!(passphrase.reveal(), "rahasia-kepala");
        assert!(!passphrase.is_empty() && Passphrase::new("  ".to_owned()).is_empty());
    }

    #[test]
    fn a_certificate_that_is_issued_signs_and_no_other_does() {
        assert_eq!(Certificate::of_status("ISSUE"), None);
        for (status, stands) in [
            ("EXPIRED", Certificate::Expired),
            ("RENEW", Certificate::Renewing),
            ("NEW", Certificate::New),
            ("WAITING_FOR_VERIFICATION", Certificate::Waiting),
            ("NO_CERTIFICATE", Certificate::Missing),
            ("NOT_REGISTERED", Certificate::NotRegistered),
            ("SUSPEND", Certificate::Suspended),
            ("REVOKE", Certificate::Revoked),
            ("issue", Certificate::Unknown),
        ] {
            assert_eq!(Certificate::of_status(status), Some(stands), "{status}");
        }
    }

    #[test]
    fn several_letters_stop_at_what_each_of_them_would_meet() {
        let incident = "a1b2".to_owned();
        for fault in
            [SigningFault::of_code(2031), SigningFault::of_code(2022), SigningFault::Outage { incident }]
        {
            assert!(fault.stops_others(), "{fault:?}");
        }
        for fault in [SigningFault::of_code(2041), SigningFault::Changed, SigningFault::of_code(9)] {
            assert!(!fault.stops_others(), "{fault:?}");
        }
    }

    #[test]
    fn a_code_says_what_is_the_matter() {
        assert_eq!(SigningFault::of_code(2031), SigningFault::WrongPassphrase);
        assert_eq!(SigningFault::of_code(2022), SigningFault::Certificate(Certificate::Expired));
        assert_eq!(SigningFault::of_code(9), SigningFault::Refused { code: 9 });
    }
}
