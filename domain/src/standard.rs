//! A service standard: what an office promises for one service, and the steps of its SOP, as data.
//!
//! Nothing here knows a service. Behaviour hangs on [`StepKind`]; titles, roles, norms and texts are the standard's.
//! Source of the shape: UU 25/2009 art. 21 (fourteen components) and PermenPANRB 35/2012 (SOP columns).

use serde::{Deserialize, Serialize};

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

/// One of the fourteen components. Source: PermenPANRB 15/2014.
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
        self.requirements.iter().filter(move |item| item.for_kinds.is_empty() || item.for_kinds.iter().any(|k| k == kind))
    }

    /// The requirement with a key.
    pub fn requirement(&self, key: &str) -> Option<&Requirement> {
        self.requirements.iter().find(|item| item.key == key)
    }

    /// Checks what the file format alone cannot.
    ///
    /// # Errors
    /// The first [`StandardError`], naming the entry.
    pub fn validate(&self) -> Result<(), StandardError> {
        let fault = |entry: String, fault: &str| Err(StandardError { entry, fault: fault.to_owned() });
        let key_ok = |key: &str| {
            !key.is_empty() && key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        if !key_ok(&self.service) {
            return fault("service".into(), "a key is small letters, digits and hyphens");
        }
        for (name, text) in [("title", &self.title), ("short", &self.short), ("product", &self.product)] {
            if text.id.trim().is_empty() {
                return fault(name.into(), "the Indonesian text is empty");
            }
        }
        if self.kinds.is_empty() {
            return fault("kinds".into(), "at least one kind of application is needed");
        }
        check_keys("kinds", self.kinds.iter().map(|c| c.key.as_str()), key_ok)?;
        check_keys("requirements", self.requirements.iter().map(|r| r.key.as_str()), key_ok)?;
        check_keys("fields", self.fields.iter().map(|f| f.key.as_str()), key_ok)?;
        check_keys("roles", self.roles.iter().map(|c| c.key.as_str()), key_ok)?;
        check_keys("steps", self.steps.iter().map(|s| s.key.as_str()), key_ok)?;
        for (place, item) in self.requirements.iter().enumerate() {
            if item.accepts.is_empty() {
                return fault(format!("requirements[{place}].accepts"), "no form is accepted");
            }
            if item.copies == 0 {
                return fault(format!("requirements[{place}].copies"), "at least one copy");
            }
            if let Some(unknown) = item.for_kinds.iter().find(|k| self.kinds.iter().all(|known| known.key != **k)) {
                return fault(format!("requirements[{place}].for_kinds"), &format!("{unknown:?} is not among the kinds"));
            }
        }
        for (place, field) in self.fields.iter().enumerate() {
            if (field.kind == FieldKind::Choice) == field.choices.is_empty() {
                return fault(format!("fields[{place}].choices"), "exactly the fields of kind choice have choices");
            }
        }
        self.validate_steps()?;
        for (part, count) in [(ComponentPart::Delivery, 6), (ComponentPart::Manufacturing, 8)] {
            let numbers: Vec<u8> =
                self.components.iter().filter(|c| c.part == part).map(|component| component.number).collect();
            if numbers != (1..=count).collect::<Vec<u8>>() {
                return fault("components".into(), "six of delivery and eight of manufacturing, numbered in order");
            }
        }
        Ok(())
    }

    fn validate_steps(&self) -> Result<(), StandardError> {
        let fault = |entry: String, fault: String| Err(StandardError { entry, fault });
        if self.steps.len() > 40 {
            return fault("steps".into(), "more than forty steps".into());
        }
        for (place, step) in self.steps.iter().enumerate() {
            let known = step.role.office_role().is_some_and(crate::role::OfficeRole::works_at_steps)
                || self.roles.iter().any(|own| own.key == step.role.0);
            if !known {
                return fault(format!("steps[{place}].role"), format!("{:?} is no role of an SOP", step.role.0));
            }
            if matches!(step.norm, Norm::Minutes(0) | Norm::WorkingDays(0)) {
                return fault(format!("steps[{place}].norm"), "a norm is at least one".into());
            }
        }
        for kind in StepKind::ALL {
            let places: Vec<usize> = (0..self.steps.len()).filter(|place| self.steps[*place].kind == kind).collect();
            let (right, rule) = match kind {
                StepKind::Intake => (places == [0], "exactly one, the first step"),
                StepKind::Deliver => (
                    places.len() == 1 && places[0] + 1 == self.steps.len(),
                    "exactly one, the last step",
                ),
                StepKind::Verify | StepKind::Draft | StepKind::Sign | StepKind::Number => {
                    (places.len() == 1, "exactly one step")
                }
                StepKind::Initial => (true, "any number of steps"),
            };
            if !right {
                let entry = places.get(1).or(places.first()).map_or("steps".to_owned(), |p| format!("steps[{p}].kind"));
                return fault(entry, format!("{}: {rule}", kind.key()));
            }
        }
        let place = |kind: StepKind| self.steps.iter().position(|step| step.kind == kind).unwrap_or(0);
        let draft = place(StepKind::Draft);
        let order = [
            (place(StepKind::Verify), draft, "the draft comes after verification"),
            (draft, place(StepKind::Sign), "the signature comes after the draft"),
            (draft, place(StepKind::Number), "the number comes after the draft"),
        ];
        for (before, after, rule) in order {
            if before > after {
                return fault(format!("steps[{after}].kind"), rule.into());
            }
        }
        for (at, step) in self.steps.iter().enumerate() {
            if step.kind == StepKind::Initial && (at < draft || at > place(StepKind::Sign)) {
                return fault(format!("steps[{at}].kind"), "an initial stands between draft and signature".into());
            }
        }
        Ok(())
    }
}

fn check_keys<'a>(
    list: &str,
    keys: impl Iterator<Item = &'a str>,
    key_ok: impl Fn(&str) -> bool,
) -> Result<(), StandardError> {
    let mut seen: Vec<&str> = Vec::new();
    for (place, key) in keys.enumerate() {
        let fault = if !key_ok(key) {
            "a key is small letters, digits and hyphens"
        } else if seen.contains(&key) {
            "this key stands twice"
        } else {
            seen.push(key);
            continue;
        };
        return Err(StandardError { entry: format!("{list}[{place}].key"), fault: format!("{key:?}: {fault}") });
    }
    Ok(())
}
