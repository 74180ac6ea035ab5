//! An application's data: the fixed core that every service has, and the fields of its standard.
//!
//! The form is text as it was typed; [`ApplicationForm::check`] makes facts of it, or says of each field what is wrong.
//! The browser and the server call the same function.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::person::{Nik, PersonName};
use crate::standard::{FieldKind, ServiceField, ServiceStandard};

/// Where somebody lives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Address {
    /// Street, number, RT/RW.
    pub street: String,
    /// Kelurahan.
    pub kelurahan: String,
    /// Kecamatan.
    pub kecamatan: String,
    /// City or regency.
    pub city: String,
}

impl Address {
    /// The address in one line.
    pub fn line(&self) -> String {
        [&self.street, &self.kelurahan, &self.kecamatan, &self.city]
            .into_iter()
            .filter(|part| !part.is_empty())
            .map(String::as_str)
            .collect::<Vec<_>>()
            .join(", ")
    }
}

/// Who applies or collects for the applicant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proxy {
    /// The proxy's name.
    pub name: String,
    /// The proxy's NIK.
    pub nik: Nik,
    /// What the proxy is to the applicant.
    pub relation: String,
    /// The document that names the proxy.
    pub document: String,
}

/// What an application says, checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The kind of application, a key of the standard.
    pub kind: String,
    /// The applicant's name with titles apart.
    pub name: PersonName,
    /// The applicant's NIK.
    pub nik: Nik,
    /// Place of birth.
    pub birth_place: String,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Address.
    pub address: Address,
    /// Telephone, `+62…` digits.
    pub phone: String,
    /// E-mail, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The proxy, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proxy: Option<Proxy>,
    /// The fields of the standard by key.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
}

/// A field of the form. The key is also the field's name on the screen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKey {
    /// Kind of application.
    Kind,
    /// Titles before the name.
    FrontTitle,
    /// Name.
    Name,
    /// Titles after the name.
    BackTitle,
    /// NIK.
    Nik,
    /// Place of birth.
    BirthPlace,
    /// Date of birth.
    BirthDate,
    /// Street.
    Street,
    /// Kelurahan.
    Kelurahan,
    /// Kecamatan.
    Kecamatan,
    /// City.
    City,
    /// Telephone.
    Phone,
    /// E-mail.
    Email,
    /// The proxy's name.
    ProxyName,
    /// The proxy's NIK.
    ProxyNik,
    /// The proxy's relation.
    ProxyRelation,
    /// The proxy's document.
    ProxyDocument,
    /// A field of the standard.
    Service(String),
}

impl FieldKey {
    /// The name of the field in a form: `nik`, `field-str_number`.
    pub fn name(&self) -> String {
        match self {
            Self::Kind => "kind".into(),
            Self::FrontTitle => "front_title".into(),
            Self::Name => "name".into(),
            Self::BackTitle => "back_title".into(),
            Self::Nik => "nik".into(),
            Self::BirthPlace => "birth_place".into(),
            Self::BirthDate => "birth_date".into(),
            Self::Street => "street".into(),
            Self::Kelurahan => "kelurahan".into(),
            Self::Kecamatan => "kecamatan".into(),
            Self::City => "city".into(),
            Self::Phone => "phone".into(),
            Self::Email => "email".into(),
            Self::ProxyName => "proxy_name".into(),
            Self::ProxyNik => "proxy_nik".into(),
            Self::ProxyRelation => "proxy_relation".into(),
            Self::ProxyDocument => "proxy_document".into(),
            Self::Service(key) => format!("field-{key}"),
        }
    }
}

/// What is wrong with a field; the sentence is the screen's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldProblem {
    /// It must be filled in.
    Missing,
    /// A NIK of another length.
    NikDigits(usize),
    /// Not a date of the calendar.
    NotADate,
    /// A date of birth that lies ahead, or before 1900.
    BirthDateOutOfRange,
    /// Not a telephone number.
    NotAPhone,
    /// Not an e-mail address.
    NotAnEmail,
    /// Not a whole number.
    NotANumber,
    /// Not among the choices.
    NotAChoice,
    /// Longer than the field holds.
    TooLong {
        /// The most characters that fit.
        limit: usize,
    },
    /// The proxy is the applicant.
    ProxyIsApplicant,
}

/// A field and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field.
    pub field: FieldKey,
    /// What is wrong.
    pub problem: FieldProblem,
}

/// The form as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ApplicationForm {
    /// Kind of application.
    pub kind: String,
    /// Titles before the name.
    pub front_title: String,
    /// Name.
    pub name: String,
    /// Titles after the name.
    pub back_title: String,
    /// NIK.
    pub nik: String,
    /// Place of birth.
    pub birth_place: String,
    /// Date of birth, `2026-11-24` or `24/11/2026`.
    pub birth_date: String,
    /// Street.
    pub street: String,
    /// Kelurahan.
    pub kelurahan: String,
    /// Kecamatan.
    pub kecamatan: String,
    /// City.
    pub city: String,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: String,
    /// The proxy's name.
    pub proxy_name: String,
    /// The proxy's NIK.
    pub proxy_nik: String,
    /// The proxy's relation.
    pub proxy_relation: String,
    /// The proxy's document.
    pub proxy_document: String,
    /// Fields of the standard by key.
    pub fields: BTreeMap<String, String>,
}

/// The most characters a line of the form holds.
pub const LINE_LIMIT: usize = 200;

struct Check {
    errors: Vec<FieldError>,
}

impl Check {
    fn fault(&mut self, field: FieldKey, problem: FieldProblem) {
        self.errors.push(FieldError { field, problem });
    }

    fn line(&mut self, field: FieldKey, typed: &str) -> String {
        let kept = typed.split_whitespace().collect::<Vec<_>>().join(" ");
        if kept.chars().count() > LINE_LIMIT {
            self.fault(field, FieldProblem::TooLong { limit: LINE_LIMIT });
        }
        kept
    }

    fn needed(&mut self, field: FieldKey, typed: &str) -> String {
        let kept = self.line(field.clone(), typed);
        if kept.is_empty() {
            self.fault(field, FieldProblem::Missing);
        }
        kept
    }

    fn nik(&mut self, field: FieldKey, typed: &str) -> Option<Nik> {
        if typed.trim().is_empty() {
            self.fault(field, FieldProblem::Missing);
            return None;
        }
        Nik::parse(typed).map_err(|error| self.fault(field, FieldProblem::NikDigits(error.digits))).ok()
    }

    fn service_field(&mut self, field: &ServiceField, typed: &str) -> String {
        let key = FieldKey::Service(field.key.clone());
        let kept =
            if field.mandatory { self.needed(key.clone(), typed) } else { self.line(key.clone(), typed) };
        if kept.is_empty() {
            return kept;
        }
        match field.kind {
            FieldKind::Text | FieldKind::Place => {}
            FieldKind::Date => {
                if let Some(date) = read_date(&kept) {
                    return date.to_string();
                }
                self.fault(key, FieldProblem::NotADate);
            }
            FieldKind::Number => {
                if kept.parse::<i64>().is_err() {
                    self.fault(key, FieldProblem::NotANumber);
                }
            }
            FieldKind::Choice => {
                if field.choices.iter().all(|choice| choice.key != kept) {
                    self.fault(key, FieldProblem::NotAChoice);
                }
            }
        }
        kept
    }
}

/// Reads a date as `2026-11-24`, `24/11/2026` or `24-11-2026`.
pub fn read_date(typed: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = typed.trim().split(['-', '/']).collect();
    let [first, month, last] = parts[..] else { return None };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    if year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
}

/// A telephone number as `+62` and digits. `0812…`, `62812…`, `+62 812-…` are the same number.
pub fn read_phone(typed: &str) -> Option<String> {
    let kept: String = typed.chars().filter(|c| !matches!(c, ' ' | '-' | '.' | '(' | ')')).collect();
    let digits = kept.strip_prefix('+').unwrap_or(&kept);
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let national = digits.strip_prefix("62").or_else(|| digits.strip_prefix('0'))?;
    if (7..=13).contains(&national.len()) && !national.starts_with('0') {
        Some(format!("+62{national}"))
    } else {
        None
    }
}

/// A telephone number as the office writes it: `0812 7600 1234`, a fixed line as `076128262`. What is no such number stays as
/// it is.
///
/// # Example
/// ```
/// assert_eq!(domain::application::written_phone("+6281276001234"), "0812 7600 1234");
/// assert_eq!(domain::application::written_phone("+6276128262"), "076128262");
/// ```
pub fn written_phone(phone: &str) -> String {
    let Some(national) = phone.strip_prefix("+62") else { return phone.to_owned() };
    let (Some(operator), Some(middle), Some(last)) =
        (national.get(..3), national.get(3..7), national.get(7..))
    else {
        return format!("0{national}");
    };
    if operator.starts_with('8') && !last.is_empty() {
        format!("0{operator} {middle} {last}")
    } else {
        format!("0{national}")
    }
}

fn is_email(typed: &str) -> bool {
    let Some((user, host)) = typed.split_once('@') else { return false };
    !user.is_empty()
        && !typed.contains(char::is_whitespace)
        && !host.contains('@')
        && host.split('.').count() > 1
        && host.split('.').all(|part| !part.is_empty())
}

impl ApplicationForm {
    /// Makes facts of the form. `today` is the office's local date.
    ///
    /// # Errors
    /// Every field at fault, in the order of the form.
    pub fn check(&self, standard: &ServiceStandard, today: NaiveDate) -> Result<Facts, Vec<FieldError>> {
        let mut check = Check { errors: Vec::new() };
        let kind = self.kind.trim().to_owned();
        if kind.is_empty() {
            check.fault(FieldKey::Kind, FieldProblem::Missing);
        } else if standard.kinds.iter().all(|known| known.key != kind) {
            check.fault(FieldKey::Kind, FieldProblem::NotAChoice);
        }
        let name = PersonName {
            front: check.line(FieldKey::FrontTitle, &self.front_title),
            name: check.needed(FieldKey::Name, &self.name),
            back: check.line(FieldKey::BackTitle, &self.back_title),
        };
        let nik = check.nik(FieldKey::Nik, &self.nik);
        let birth_place = check.needed(FieldKey::BirthPlace, &self.birth_place);
        let birth_date = self.check_birth_date(&mut check, today);
        let address = Address {
            street: check.needed(FieldKey::Street, &self.street),
            kelurahan: check.needed(FieldKey::Kelurahan, &self.kelurahan),
            kecamatan: check.needed(FieldKey::Kecamatan, &self.kecamatan),
            city: check.needed(FieldKey::City, &self.city),
        };
        let phone = if self.phone.trim().is_empty() {
            check.fault(FieldKey::Phone, FieldProblem::Missing);
            None
        } else {
            let read = read_phone(&self.phone);
            if read.is_none() {
                check.fault(FieldKey::Phone, FieldProblem::NotAPhone);
            }
            read
        };
        let email = check.line(FieldKey::Email, &self.email);
        if !email.is_empty() && !is_email(&email) {
            check.fault(FieldKey::Email, FieldProblem::NotAnEmail);
        }
        let proxy = self.check_proxy(&mut check, nik.as_ref());
        let mut fields = BTreeMap::new();
        for field in &standard.fields {
            let typed = self.fields.get(&field.key).map_or("", String::as_str);
            let kept = check.service_field(field, typed);
            if !kept.is_empty() {
                fields.insert(field.key.clone(), kept);
            }
        }
        match (nik, birth_date, phone) {
            (Some(nik), Some(birth_date), Some(phone)) if check.errors.is_empty() => Ok(Facts {
                kind,
                name,
                nik,
                birth_place,
                birth_date,
                address,
                phone,
                email: Some(email).filter(|email| !email.is_empty()),
                proxy,
                fields,
            }),
            _ => Err(check.errors),
        }
    }

    fn check_birth_date(&self, check: &mut Check, today: NaiveDate) -> Option<NaiveDate> {
        if self.birth_date.trim().is_empty() {
            check.fault(FieldKey::BirthDate, FieldProblem::Missing);
            return None;
        }
        let Some(date) = read_date(&self.birth_date) else {
            check.fault(FieldKey::BirthDate, FieldProblem::NotADate);
            return None;
        };
        if date >= today || NaiveDate::from_ymd_opt(1900, 1, 1).is_some_and(|earliest| date < earliest) {
            check.fault(FieldKey::BirthDate, FieldProblem::BirthDateOutOfRange);
            return None;
        }
        Some(date)
    }

    fn check_proxy(&self, check: &mut Check, applicant: Option<&Nik>) -> Option<Proxy> {
        let typed = [&self.proxy_name, &self.proxy_nik, &self.proxy_relation, &self.proxy_document];
        if typed.into_iter().all(|text| text.trim().is_empty()) {
            return None;
        }
        let name = check.needed(FieldKey::ProxyName, &self.proxy_name);
        let nik = check.nik(FieldKey::ProxyNik, &self.proxy_nik);
        let relation = check.needed(FieldKey::ProxyRelation, &self.proxy_relation);
        let document = check.needed(FieldKey::ProxyDocument, &self.proxy_document);
        let nik = nik?;
        if applicant == Some(&nik) {
            check.fault(FieldKey::ProxyNik, FieldProblem::ProxyIsApplicant);
        }
        Some(Proxy { name, nik, relation, document })
    }
}

impl ApplicationForm {
    fn core(&self, field: &FieldKey) -> Option<&String> {
        Some(match field {
            FieldKey::Kind => &self.kind,
            FieldKey::FrontTitle => &self.front_title,
            FieldKey::Name => &self.name,
            FieldKey::BackTitle => &self.back_title,
            FieldKey::Nik => &self.nik,
            FieldKey::BirthPlace => &self.birth_place,
            FieldKey::BirthDate => &self.birth_date,
            FieldKey::Street => &self.street,
            FieldKey::Kelurahan => &self.kelurahan,
            FieldKey::Kecamatan => &self.kecamatan,
            FieldKey::City => &self.city,
            FieldKey::Phone => &self.phone,
            FieldKey::Email => &self.email,
            FieldKey::ProxyName => &self.proxy_name,
            FieldKey::ProxyNik => &self.proxy_nik,
            FieldKey::ProxyRelation => &self.proxy_relation,
            FieldKey::ProxyDocument => &self.proxy_document,
            FieldKey::Service(_) => return None,
        })
    }

    /// What was typed in a field.
    pub fn get(&self, field: &FieldKey) -> &str {
        match field {
            FieldKey::Service(key) => self.fields.get(key).map_or("", String::as_str),
            core => self.core(core).map_or("", String::as_str),
        }
    }

    /// The form with something typed in a field.
    #[must_use]
    pub fn with(mut self, field: &FieldKey, typed: String) -> Self {
        let place = match field {
            FieldKey::Kind => &mut self.kind,
            FieldKey::FrontTitle => &mut self.front_title,
            FieldKey::Name => &mut self.name,
            FieldKey::BackTitle => &mut self.back_title,
            FieldKey::Nik => &mut self.nik,
            FieldKey::BirthPlace => &mut self.birth_place,
            FieldKey::BirthDate => &mut self.birth_date,
            FieldKey::Street => &mut self.street,
            FieldKey::Kelurahan => &mut self.kelurahan,
            FieldKey::Kecamatan => &mut self.kecamatan,
            FieldKey::City => &mut self.city,
            FieldKey::Phone => &mut self.phone,
            FieldKey::Email => &mut self.email,
            FieldKey::ProxyName => &mut self.proxy_name,
            FieldKey::ProxyNik => &mut self.proxy_nik,
            FieldKey::ProxyRelation => &mut self.proxy_relation,
            FieldKey::ProxyDocument => &mut self.proxy_document,
            FieldKey::Service(key) => self.fields.entry(key.clone()).or_default(),
        };
        *place = typed;
        self
    }
}

impl FieldKey {
    /// The fields that every service has, in the order of the form.
    pub const CORE: [Self; 17] = [
        Self::Kind,
        Self::FrontTitle,
        Self::Name,
        Self::BackTitle,
        Self::Nik,
        Self::BirthPlace,
        Self::BirthDate,
        Self::Street,
        Self::Kelurahan,
        Self::Kecamatan,
        Self::City,
        Self::Phone,
        Self::Email,
        Self::ProxyName,
        Self::ProxyNik,
        Self::ProxyRelation,
        Self::ProxyDocument,
    ];
}

impl Facts {
    /// The form that shows these facts, for a correction or a new application of the same person.
    pub fn form(&self) -> ApplicationForm {
        let proxy = self.proxy.as_ref();
        let of = |take: fn(&Proxy) -> String| proxy.map(take).unwrap_or_default();
        ApplicationForm {
            kind: self.kind.clone(),
            front_title: self.name.front.clone(),
            name: self.name.name.clone(),
            back_title: self.name.back.clone(),
            nik: self.nik.full().to_owned(),
            birth_place: self.birth_place.clone(),
            birth_date: self.birth_date.to_string(),
            street: self.address.street.clone(),
            kelurahan: self.address.kelurahan.clone(),
            kecamatan: self.address.kecamatan.clone(),
            city: self.address.city.clone(),
            phone: written_phone(&self.phone),
            email: self.email.clone().unwrap_or_default(),
            proxy_name: of(|p| p.name.clone()),
            proxy_nik: of(|p| p.nik.full().to_owned()),
            proxy_relation: of(|p| p.relation.clone()),
            proxy_document: of(|p| p.document.clone()),
            fields: self.fields.clone(),
        }
    }

    /// The fields in which `newer` differs.
    pub fn changed(&self, newer: &Self) -> Vec<FieldKey> {
        let (old, new) = (self.form(), newer.form());
        let mut changed: Vec<FieldKey> =
            FieldKey::CORE.into_iter().filter(|field| old.get(field) != new.get(field)).collect();
        let mut keys: Vec<&String> = old.fields.keys().chain(new.fields.keys()).collect();
        keys.sort();
        keys.dedup();
        changed.extend(
            keys.into_iter()
                .filter(|key| old.fields.get(*key) != new.fields.get(*key))
                .map(|key| FieldKey::Service(key.clone())),
        );
        changed
    }
}

/// Whether the letter shows this field, so that a change makes a draft stale.
pub fn on_letter(standard: &ServiceStandard, field: &FieldKey) -> bool {
    match field {
        FieldKey::Kind
        | FieldKey::FrontTitle
        | FieldKey::Name
        | FieldKey::BackTitle
        | FieldKey::Nik
        | FieldKey::BirthPlace
        | FieldKey::BirthDate
        | FieldKey::Street
        | FieldKey::Kelurahan
        | FieldKey::Kecamatan
        | FieldKey::City => true,
        FieldKey::Phone
        | FieldKey::Email
        | FieldKey::ProxyName
        | FieldKey::ProxyNik
        | FieldKey::ProxyRelation
        | FieldKey::ProxyDocument => false,
        FieldKey::Service(key) => standard.fields.iter().any(|field| field.key == *key && field.on_letter),
    }
}
