//! What the office answers about a number, a QR or a file.

use chrono::NaiveDate;
use domain::licence::{LicenceStatus, PublicLicence};
use leptos::prelude::*;

use crate::public::{at_slashes, said};
use crate::words::tracking::moment::Teller;
use crate::words::{self, licence as told};

/// By what a licence was recognised beside its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// By its number alone: the letter in hand must be compared.
    Number,
    /// By the office's signature in the QR.
    Signature,
    /// By the file, which is the issued one byte for byte; with its electronic signature, where it has one.
    File(Option<Seal>),
}

/// What BSrE says of the electronic signature in an issued file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seal {
    /// It is whole and trusted, by these people.
    Holds(Vec<String>),
    /// BSrE does not call it valid.
    Fails,
    /// BSrE was not asked, or did not answer in time.
    Unasked,
}

impl Seal {
    fn told(&self) -> String {
        let w = &words::words().licence;
        match self {
            Self::Holds(signers) if signers.iter().all(String::is_empty) => w.seal_holds_alone.to_owned(),
            Self::Holds(signers) => format!("{} {}", w.seal_holds, signers.join(", ")),
            Self::Fails => w.seal_fails.to_owned(),
            Self::Unasked => w.seal_unasked.to_owned(),
        }
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A licence of the register.
    Known(PublicLicence, Proof),
    /// The number was given and is void.
    Void(String),
    /// The number is given, its letter not issued yet.
    NotIssued(String),
    /// The office never gave this number.
    UnknownNumber,
    /// The file is none that the office issued.
    UnknownFile,
    /// The QR was not made by the office, or was changed.
    ForgedQr,
}

/// The colour and the drawing of an answer: teal for what holds, ink for what does not. The colours of verdicts serve time
/// alone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tone {
    Holds,
    Over,
}

impl Answer {
    /// Whether somebody may practise on what was found.
    pub const fn holds(&self) -> bool {
        matches!(self, Self::Known(licence, _) if licence.status.holds())
    }

    /// The heading: "Izin ini masih berlaku".
    pub fn heading(&self) -> &'static str {
        let w = &words::words().licence;
        match self {
            Self::Known(licence, _) => match licence.status {
                LicenceStatus::Valid | LicenceStatus::Expiring { .. } => w.is_valid,
                LicenceStatus::Expired => w.is_expired,
                LicenceStatus::Revoked => w.is_revoked,
                LicenceStatus::Replaced => w.is_replaced,
            },
            Self::Void(_) => w.is_void,
            Self::NotIssued(_) => w.is_not_issued,
            Self::UnknownNumber => w.is_unknown,
            Self::UnknownFile => w.is_unknown_file,
            Self::ForgedQr => w.is_forged,
        }
    }

    /// The word of the band: "BERLAKU".
    fn band(&self) -> &'static str {
        let w = &words::words().licence;
        match self {
            Self::Known(licence, _) => match licence.status {
                LicenceStatus::Valid | LicenceStatus::Expiring { .. } => w.valid,
                LicenceStatus::Expired => w.expired,
                LicenceStatus::Revoked => w.revoked,
                LicenceStatus::Replaced => w.replaced,
            },
            Self::Void(_) => w.void,
            Self::NotIssued(_) => w.not_issued,
            Self::UnknownNumber => w.unknown,
            Self::UnknownFile => w.no_match,
            Self::ForgedQr => w.not_genuine,
        }
    }

    /// What to do with it.
    fn advice(&self) -> &'static str {
        let w = &words::words().licence;
        match self {
            Self::Known(licence, proof) => match (licence.status.holds(), proof) {
                (true, Proof::Number) => w.compare,
                (true, Proof::Signature) => w.signature_holds,
                (true, Proof::File(_)) => w.file_holds,
                (false, _) => w.may_not_practise,
            },
            Self::Void(_) => w.void_why,
            Self::NotIssued(_) => w.not_issued_why,
            Self::UnknownNumber => w.unknown_do,
            Self::UnknownFile => w.unknown_file_do,
            Self::ForgedQr => w.forged_do,
        }
    }

    /// The panel and what it means.
    pub(super) fn view(&self, teller: Teller, today: NaiveDate) -> AnyView {
        let tone = if self.holds() { Tone::Holds } else { Tone::Over };
        let class = match tone {
            Tone::Holds => "pub-panel pub-panel-finished",
            Tone::Over => "pub-panel pub-panel-ended",
        };
        let sign = match tone {
            Tone::Holds => "M6 10.5l2.8 2.8L14.2 7",
            Tone::Over => "M6.8 6.8l6.4 6.4M13.2 6.8l-6.4 6.4",
        };
        view! {
            <section class=class>
                <p class="pub-panel-band licence-band">
                    <svg class="pub-panel-shape" viewBox="0 0 20 20" aria-hidden="true">
                        <circle class="solid" cx="10" cy="10" r="9.5"></circle>
                        <path class="knocked" d=sign></path>
                    </svg>
                    <span>{self.band()}</span>
                </p>
                {self.rows(teller, today)}
            </section>
            <p class="licence-advice">{self.advice()}</p>
        }
        .into_any()
    }

    fn rows(&self, teller: Teller, today: NaiveDate) -> Option<AnyView> {
        let w = &words::words().licence;
        let (licence, proof) = match self {
            Self::Known(licence, proof) => (licence, proof),
            Self::Void(number) | Self::NotIssued(number) => {
                let number = at_slashes(number);
                let rows = view! {
                    <dl class="licence-rows"><div><dt>{w.number}</dt><dd>{number}</dd></div></dl>
                };
                return Some(rows.into_any());
            }
            Self::UnknownNumber | Self::UnknownFile | Self::ForgedQr => return None,
        };
        let holder = if licence.holder.is_empty() { w.erased.to_owned() } else { licence.holder.clone() };
        let over = licence.over_since.map(|since| {
            let label = if licence.status == LicenceStatus::Revoked { w.revoked_on } else { w.replaced_on };
            view! { <div><dt>{label}</dt><dd><b>{teller.full_date(since)}</b></dd></div> }
        });
        let by = licence.replaced_by.as_deref().map(|by| {
            view! { <div><dt>{w.replaced_by}</dt><dd>{at_slashes(by)}</dd></div> }
        });
        let seal = match proof {
            Proof::File(Some(seal)) => Some(view! { <div><dt>{w.seal}</dt><dd>{seal.told()}</dd></div> }),
            Proof::File(None) | Proof::Number | Proof::Signature => None,
        };
        let soon = match licence.status {
            LicenceStatus::Expiring { .. } => {
                Some(view! { <small>{told::days_left(teller.lang, licence.until, today)}</small> })
            }
            _ => None,
        };
        let rows = view! {
            <dl class="licence-rows">
                <div><dt>{w.number}</dt><dd>{at_slashes(&licence.number)}</dd></div>
                <div><dt>{w.kind}</dt><dd>{said(&licence.title)}</dd></div>
                <div><dt>{w.holder}</dt><dd>{holder}</dd></div>
                <div><dt>{w.issued_on}</dt><dd>{teller.full_date(licence.from)}</dd></div>
                <div><dt>{w.valid_until}</dt><dd><b>{teller.full_date(licence.until)}</b>{soon}</dd></div>
                {over}
                {by}
                {seal}
            </dl>
        };
        Some(rows.into_any())
    }
}
