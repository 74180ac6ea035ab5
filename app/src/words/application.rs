//! The form of an application: its labels, hints and what can be wrong with a field.

use domain::application::{FieldKey, FieldProblem, read_date};
use domain::event::ItemNote;
use domain::lang::Lang;
use domain::standard::{FieldKind, ServiceStandard};
use domain::time::words::full_date;

/// The form of an application.
#[derive(Debug)]
pub struct Application {
    /// Heading of the part about the applicant.
    pub applicant: &'static str,
    /// Heading of the part about the address.
    pub address: &'static str,
    /// Heading of the part about reaching the applicant.
    pub contact: &'static str,
    /// Heading of the fields of the service.
    pub service: &'static str,
    /// Heading of the proxy's part.
    pub proxy: &'static str,
    /// What the proxy's part is for.
    pub proxy_lead: &'static str,
    /// Beside a field that may stay empty.
    pub optional: &'static str,
    /// The empty choice.
    pub choose: &'static str,
    /// Heading of the error summary.
    pub faults: &'static str,
    /// Hint of the NIK.
    pub nik_hint: &'static str,
    /// Hint of the name.
    pub name_hint: &'static str,
    /// Hint of a telephone number.
    pub phone_hint: &'static str,
    /// A requirement's number.
    pub ask_number: &'static str,
    /// Who issued it.
    pub ask_issuer: &'static str,
    /// Its date.
    pub ask_date: &'static str,
    /// When it expires.
    pub ask_expiry: &'static str,
    /// A remark on it.
    pub ask_note: &'static str,
    /// It is here on paper.
    pub comes_physical: &'static str,
    /// It is promised.
    pub comes_promised: &'static str,
    /// It is not there.
    pub comes_not: &'static str,
    /// It came as an upload.
    pub comes_upload: &'static str,
    /// There and in order.
    pub found: &'static str,
    /// Not there, or not in order.
    pub not_found: &'static str,
    /// Heading: how it comes.
    pub comes: &'static str,
    /// Heading: is it there?
    pub complete: &'static str,
    /// Heading: number, issuer, dates.
    pub numbers: &'static str,
    /// Nobody has looked.
    pub unseen: &'static str,
    /// The file is complete without it.
    pub not_mandatory: &'static str,
    /// Mark all open items as being here on paper.
    pub all_physical: &'static str,
    /// Mark all open items as found.
    pub all_found: &'static str,
    pub(super) copy: &'static str,
    pub(super) of: &'static str,
    pub(super) marked: &'static str,
    pub(super) labels: Labels,
    pub(super) problems: Problems,
}

#[derive(Debug)]
pub(super) struct Labels {
    pub(super) kind: &'static str,
    pub(super) front_title: &'static str,
    pub(super) name: &'static str,
    pub(super) back_title: &'static str,
    pub(super) nik: &'static str,
    pub(super) birth_place: &'static str,
    pub(super) birth_date: &'static str,
    pub(super) street: &'static str,
    pub(super) kelurahan: &'static str,
    pub(super) kecamatan: &'static str,
    pub(super) city: &'static str,
    pub(super) phone: &'static str,
    pub(super) email: &'static str,
    pub(super) proxy_name: &'static str,
    pub(super) proxy_nik: &'static str,
    pub(super) proxy_relation: &'static str,
    pub(super) proxy_document: &'static str,
}

#[derive(Debug)]
pub(super) struct Problems {
    /// Before the label: "Isi".
    pub(super) fill: &'static str,
    pub(super) choose: &'static str,
    pub(super) nik_has: &'static str,
    pub(super) nik_wrote: &'static str,
    pub(super) date: &'static str,
    pub(super) birth_date: &'static str,
    pub(super) phone: &'static str,
    pub(super) email: &'static str,
    pub(super) number: &'static str,
    pub(super) choice: &'static str,
    pub(super) too_long: &'static str,
    pub(super) characters: &'static str,
    pub(super) proxy: &'static str,
}

impl Application {
    /// How many copies: "2 lembar".
    pub fn copies(&self, copies: u8) -> String {
        format!("{copies} {} ", self.copy)
    }

    /// How much of the checklist is marked: "9 dari 11 ditandai".
    pub fn marked(&self, marked: usize, total: usize) -> String {
        format!("{marked} {} {total} {}", self.of, self.marked)
    }

    /// The label of a field.
    pub fn label(&self, standard: &ServiceStandard, field: &FieldKey, lang: Lang) -> String {
        let label = match field {
            FieldKey::Kind => self.labels.kind,
            FieldKey::FrontTitle => self.labels.front_title,
            FieldKey::Name => self.labels.name,
            FieldKey::BackTitle => self.labels.back_title,
            FieldKey::Nik => self.labels.nik,
            FieldKey::BirthPlace => self.labels.birth_place,
            FieldKey::BirthDate => self.labels.birth_date,
            FieldKey::Street => self.labels.street,
            FieldKey::Kelurahan => self.labels.kelurahan,
            FieldKey::Kecamatan => self.labels.kecamatan,
            FieldKey::City => self.labels.city,
            FieldKey::Phone => self.labels.phone,
            FieldKey::Email => self.labels.email,
            FieldKey::ProxyName => self.labels.proxy_name,
            FieldKey::ProxyNik => self.labels.proxy_nik,
            FieldKey::ProxyRelation => self.labels.proxy_relation,
            FieldKey::ProxyDocument => self.labels.proxy_document,
            FieldKey::Service(key) => {
                let known = standard.fields.iter().find(|field| field.key == *key);
                return known.map_or_else(|| key.clone(), |field| field.label.get(lang).to_owned());
            }
        };
        label.to_owned()
    }

    /// What is wrong with a field, and what to do, in a sentence.
    pub fn problem(
        &self,
        standard: &ServiceStandard,
        field: &FieldKey,
        problem: &FieldProblem,
        lang: Lang,
    ) -> String {
        let label = self.label(standard, field, lang);
        let words = &self.problems;
        match problem {
            FieldProblem::Missing if *field == FieldKey::Kind => {
                format!("{} {}.", words.choose, lower(&label))
            }
            FieldProblem::Missing => format!("{} {}.", words.fill, lower(&label)),
            FieldProblem::NikDigits(digits) => format!("{} {} {digits}.", words.nik_has, words.nik_wrote),
            FieldProblem::NotADate => format!("{label}: {}", words.date),
            FieldProblem::BirthDateOutOfRange => words.birth_date.to_owned(),
            FieldProblem::NotAPhone => words.phone.to_owned(),
            FieldProblem::NotAnEmail => words.email.to_owned(),
            FieldProblem::NotANumber => format!("{label}: {}", words.number),
            FieldProblem::NotAChoice => format!("{label}: {}", words.choice),
            FieldProblem::TooLong { limit } => {
                format!("{label}: {} {limit} {}.", words.too_long, words.characters)
            }
            FieldProblem::ProxyIsApplicant => words.proxy.to_owned(),
        }
    }
}

/// What a field says, as it is read on a screen: a choice by its label, a date in words.
pub fn field_value(lang: Lang, standard: &ServiceStandard, field: &FieldKey, text: &str) -> String {
    let dated = || read_date(text).map(|date| full_date(date, lang));
    let shown = match field {
        FieldKey::Kind => {
            standard.kinds.iter().find(|kind| kind.key == text).map(|kind| kind.label.get(lang).to_owned())
        }
        FieldKey::BirthDate => dated(),
        FieldKey::Service(key) => {
            standard.fields.iter().find(|field| field.key == *key).and_then(|field| match field.kind {
                FieldKind::Date => dated(),
                FieldKind::Choice => {
                    let choice = field.choices.iter().find(|choice| choice.key == text)?;
                    Some(choice.label.get(lang).to_owned())
                }
                FieldKind::Text | FieldKind::Place | FieldKind::Number => None,
            })
        }
        _ => None,
    };
    shown.unwrap_or_else(|| text.to_owned())
}

/// What an item's paper says of itself: "No. 14.71 · Universitas Riau · 6 Maret 2026 · berlaku sampai 6 Maret 2031".
pub fn paper(lang: Lang, note: &ItemNote) -> String {
    let dated = |text: &str| read_date(text).map_or_else(|| text.to_owned(), |date| full_date(date, lang));
    let expiry = if note.expiry.is_empty() {
        String::new()
    } else {
        format!("{} {}", lang.pick("berlaku sampai", "valid until"), dated(&note.expiry))
    };
    joined(&[&note.number, &note.issuer, &dated(&note.date), &expiry])
}

/// What was noted about an item, and how to mend it.
pub fn remark(note: &ItemNote) -> String {
    joined(&[&note.note, &note.remedy])
}

fn joined(parts: &[&str]) -> String {
    let said: Vec<&str> = parts.iter().copied().filter(|part| !part.is_empty()).collect();
    said.join(" · ")
}

/// What a field said and what it says: "semula Bangkinang, kini Pekanbaru".
pub fn was_and_is(lang: Lang, from: &str, to: &str) -> String {
    let named = |text: &str| {
        if text.is_empty() { lang.pick("kosong", "empty").to_owned() } else { text.to_owned() }
    };
    match lang {
        Lang::Id => format!("semula {}, kini {}", named(from), named(to)),
        Lang::En => format!("was {}, is now {}", named(from), named(to)),
    }
}

/// A label within a sentence: small first letter, unless the word is an abbreviation such as NIK.
fn lower(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), label.chars().nth(1)) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => label.to_owned(),
    }
}
