//! A service standard: what an office promises for one service, and the steps of its SOP, as data.
//!
//! Nothing here knows a service. Behaviour hangs on [`StepKind`]; titles, roles, norms and texts are the standard's.
//! Source of the shape: UU 25/2009 art. 21 (fourteen components) and `PermenPANRB` 35/2012 (SOP columns).

mod check;
mod pinned;

use serde::{Deserialize, Serialize};

pub use pinned::{PinnedStandard, Standards};

use crate::clock::Norm;
use crate::lang::Lang;
use crate::number::NumberTemplate;
use crate::role::RoleKey;

/// A text in Indonesian and, where there is one, in English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Indonesian.
    pub id: String,
    /// English; where it is missing the Indonesian stands, marked as such.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

impl Text {
    /// The text in a language, with the language it is really in.
    pub fn in_lang(&self, lang: Lang) -> (&str, Lang) {
        match (lang, &self.en) {
            (Lang::En, Some(en)) => (en, Lang::En),
            _ => (&self.id, Lang::Id),
        }
    }

    /// The text in a language, Indonesian where English is missing.
    pub fn get(&self, lang: Lang) -> &str {
        self.in_lang(lang).0
    }
}

/// What a step does. The only thing that behaviour hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepKind {
    /// The file is taken in.
    Intake,
    /// Each requirement is decided.
    Verify,
    /// The letter is drafted.
    Draft,
    /// An official's initial is set.
    Initial,
    /// The letter is signed, or the application refused.
    Sign,
    /// The letter gets its number.
    Number,
    /// The licence is ready and is handed to the applicant.
    Deliver,
}

impl StepKind {
    /// Every kind.
    pub const ALL: [Self; 7] =
        [Self::Intake, Self::Verify, Self::Draft, Self::Initial, Self::Sign, Self::Number, Self::Deliver];

    /// The key in standards and in the database.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Verify => "verify",
            Self::Draft => "draft",
            Self::Initial => "initial",
            Self::Sign => "sign",
            Self::Number => "number",
            Self::Deliver => "deliver",
        }
    }

    /// The kind with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// A step by its place in the SOP, from 0. The office counts from 1: [`StepNo::number`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StepNo(pub u8);

impl StepNo {
    /// The number that the SOP prints.
    pub const fn number(self) -> u8 {
        self.0 + 1
    }

    /// The step after this one in the SOP.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// One row of the SOP.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Stable key within the standard.
    pub key: String,
    /// What the step does.
    pub kind: StepKind,
    /// Whose desk it is.
    pub role: RoleKey,
    /// The short name at the head of the column.
    pub name: Text,
    /// The activity as the SOP words it.
    pub activity: Text,
    /// Kelengkapan: what must lie on the desk.
    pub completeness: Text,
    /// The norm.
    pub norm: Norm,
    /// What leaves the desk.
    pub output: Text,
    /// The phase that brackets the column.
    pub phase: Text,
}

/// How a requirement may be brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// As an uploaded file.
    Upload,
    /// On paper, at the counter.
    Physical,
}

/// What a requirement asks beside itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// Its number.
    Number,
    /// Who issued it.
    Issuer,
    /// Its date.
    Date,
    /// The day on which it expires.
    Expiry,
}

/// One requirement of the service. Source: SP komponen 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Requirement {
    /// Stable key within the standard.
    pub key: String,
    /// The office's own wording.
    pub text: Text,
    /// Why it is asked. Source: UU 27/2022 (purpose of personal data).
    pub purpose: Text,
    /// Whether a file without it is incomplete.
    pub mandatory: bool,
    /// How it may be brought.
    pub accepts: Vec<Form>,
    /// What is noted about it.
    #[serde(default)]
    pub asks: Vec<Ask>,
    /// How many copies.
    #[serde(default = "one")]
    pub copies: u8,
    /// The kinds of application that need it; empty means all.
    #[serde(default)]
    pub for_kinds: Vec<String>,
}

const fn one() -> u8 {
    1
}

/// The kind of a service field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// A line of text.
    Text,
    /// A date.
    Date,
    /// A whole number.
    Number,
    /// One of the choices.
    Choice,
    /// A place: name and address in one line.
    Place,
}

/// A field that only this service asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceField {
    /// Stable key within the standard.
    pub key: String,
    /// The label.
    pub label: Text,
    /// The kind.
    pub kind: FieldKind,
    /// Whether it must be filled in.
    pub mandatory: bool,
    /// Whether the letter shows it, so that a change makes the draft stale.
    pub on_letter: bool,
    /// The choices of a [`FieldKind::Choice`].
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
}

/// A key with its label: an application kind, a choice, a role of the standard's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Stable key.
    pub key: String,
    /// The label.
    pub label: Text,
}

/// In which part of the standard a component is published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ComponentPart {
    /// The six of service delivery.
    Delivery,
    /// The eight of manufacturing.
    Manufacturing,
}

/// One of the fourteen components. Source: `PermenPANRB` 15/2014.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Component {
    /// Which part.
    pub part: ComponentPart,
    /// Its number within the part.
    pub number: u8,
    /// Its title.
    pub title: Text,
    /// Its paragraphs.
    pub paragraphs: Vec<Text>,
}

/// A contradiction or a gap that the administrator is shown; the published text stays.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Notice {
    /// What it concerns, such as `requirements.ijazah`.
    pub concerns: String,
    /// The warning.
    pub text: Text,
}

/// The parts of the licence letter that are one service's own; the rest is the office's and the dossier's.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LetterTexts {
    /// Dasar: the rules on which the licence rests.
    pub basis: Vec<Text>,
    /// "Dengan ketentuan": what binds the holder.
    pub provisions: Vec<Text>,
    /// Tembusan: who gets a copy.
    pub copies_to: Vec<Text>,
}

/// What an office promises for one service. Versioned; a dossier pins the version it came under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceStandard {
    /// The key in routes and files, such as `sipp-inseminator`.
    pub service: String,
    /// The service in full.
    pub title: Text,
    /// The service in two or three words.
    pub short: Text,
    /// What it is in one sentence; may be empty.
    #[serde(default)]
    pub summary: Text,
    /// What the applicant gets.
    pub product: Text,
    /// SHA-256 of the office's document that the standard renders, none where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source_sha256: Option<String>,
    /// The archive classification that leads the number.
    pub classification: String,
    /// The code of the licence in its number.
    pub licence_code: String,
    /// The template of the licence number.
    pub licence_template: NumberTemplate,
    /// The promise to the applicant.
    pub promise: Norm,
    /// The legal limit. Source: UU 30/2014 art. 53 as amended: silence counts as approval.
    pub legal: Norm,
    /// The fee in rupiah; 0 is free.
    pub fee: u64,
    /// How long the licence holds, in years.
    pub validity_years: u8,
    /// Where the licence is collected.
    pub collect_at: Text,
    /// When it can be collected.
    pub collect_hours: Text,
    /// Kinds of application.
    pub kinds: Vec<Choice>,
    /// Requirements in their order.
    pub requirements: Vec<Requirement>,
    /// Fields of this service alone.
    #[serde(default)]
    pub fields: Vec<ServiceField>,
    /// SOP roles that the standard names for itself.
    #[serde(default)]
    pub roles: Vec<Choice>,
    /// The steps of the SOP in their order.
    pub steps: Vec<Step>,
    /// The fourteen components.
    pub components: Vec<Component>,
    /// The service's own parts of the licence letter.
    #[serde(default)]
    pub letter: LetterTexts,
    /// Warnings to the administrator.
    #[serde(default)]
    pub notices: Vec<Notice>,
}

/// What is wrong with a standard, and at which entry.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{entry}: {fault}")]
pub struct StandardError {
    /// The entry, as a path: `steps[3].role`.
    pub entry: String,
    /// What is wrong with it.
    pub fault: String,
}

impl ServiceStandard {
    /// The standard as a screen of work needs it: without its components and its warnings to the administrator.
    #[must_use]
    pub fn without_prose(&self) -> Self {
        Self { components: Vec::new(), notices: Vec::new(), ..self.clone() }
    }

    /// The step at a place, none past the end.
    pub fn step(&self, no: StepNo) -> Option<&Step> {
        self.steps.get(usize::from(no.0))
    }

    /// The last step, where the licence is handed over.
    pub fn last(&self) -> StepNo {
        StepNo(u8::try_from(self.steps.len().saturating_sub(1)).unwrap_or(u8::MAX))
    }

    /// The steps with their places.
    pub fn numbered(&self) -> impl Iterator<Item = (StepNo, &Step)> {
        (0..).map(StepNo).zip(&self.steps)
    }

    /// The requirements that an application of this kind must meet.
    pub fn requirements_for<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Requirement> {
        self.requirements
            .iter()
            .filter(move |item| item.for_kinds.is_empty() || item.for_kinds.iter().any(|k| k == kind))
    }

    /// The requirement with a key.
    pub fn requirement(&self, key: &str) -> Option<&Requirement> {
        self.requirements.iter().find(|item| item.key == key)
    }
}
