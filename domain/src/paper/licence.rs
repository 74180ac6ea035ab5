//! Surat izin: the licence itself. Here its draft (konsep), with the facts as they were frozen when it was drafted.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::words::{date, full_stamp, in_words};
use super::{Case, Frame, Made, Paraf, ParafRow, Signature, Variant, role_title};
use crate::application::Facts;
use crate::event::{Entry, Event};
use crate::lang::Lang;
use crate::role::{OfficeRole, RoleKey};
use crate::standard::{FieldKind, ServiceField, ServiceStandard, StepKind, Text};
use crate::time::words::full_date;

/// Membaca: what the licence answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reading {
    /// The register number of the application.
    pub register: String,
    /// Its date.
    pub date: String,
    /// A recommendation with number and date.
    pub recommendation: Option<String>,
}

/// One fact of the licence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LicenceRow {
    /// What it is.
    pub label: String,
    /// What it says.
    pub value: String,
    /// Whether it stands out.
    pub strong: bool,
}

/// The licence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Licence {
    /// Paper, letterhead, QR.
    #[serde(flatten)]
    pub frame: Frame,
    /// Which copy.
    pub variant: Variant,
    /// The version of a draft.
    pub draft_version: Option<u32>,
    /// What it is called in the foot.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its number; none leaves room for it.
    pub number: Option<String>,
    /// Dasar.
    pub basis: Vec<String>,
    /// Membaca.
    pub reading: Reading,
    /// Whom it licenses, for what, and how long.
    pub rows: Vec<LicenceRow>,
    /// Dengan ketentuan.
    pub provisions: Vec<String>,
    /// Its date; none leaves room for it.
    pub date: Option<String>,
    /// Who signs.
    pub signature: Signature,
    /// Whether a photograph is attached.
    pub photo: bool,
    /// Paraf Hierarki, on the office's copies.
    pub paraf: Option<Paraf>,
    /// Tembusan.
    pub copies_to: Vec<String>,
    /// What it costs.
    pub fee: Option<String>,
}

impl Licence {
    /// Whether it says that it was signed electronically.
    pub fn is_electronic(&self) -> bool {
        self.signature.electronic.is_some()
    }
}

/// The facts as they were when a version of the letter was drafted; none where they were erased, or there is no such draft.
pub fn facts_of_draft(card: &[Entry], draft: u32) -> Option<&Facts> {
    let drafted = card.iter().position(|entry| entry.event == Event::Drafted { draft })?;
    card[..=drafted]
        .iter()
        .rev()
        .find_map(|entry| entry.personal.detail().and_then(|detail| detail.facts.as_ref()))
}

fn texts(list: &[Text]) -> Vec<String> {
    list.iter().map(|text| text.get(Lang::Id).to_owned()).collect()
}

/// Entries of a list as a letter ends them: a semicolon after each, a full stop after the last.
pub(super) fn listed(list: &[Text]) -> Vec<String> {
    let mut lines = texts(list);
    let count = lines.len();
    for (place, line) in (1..).zip(&mut lines) {
        let bare = line.trim_end_matches([';', '.']).len();
        line.truncate(bare);
        line.push(if place == count { '.' } else { ';' });
    }
    lines
}

fn field(field: &ServiceField, text: &str) -> String {
    match field.kind {
        FieldKind::Choice => {
            let chosen = field.choices.iter().find(|choice| choice.key == text);
            chosen.map_or_else(|| text.to_owned(), |choice| choice.label.get(Lang::Id).to_owned())
        }
        FieldKind::Date => super::words::typed_date(text),
        FieldKind::Text | FieldKind::Number | FieldKind::Place => text.to_owned(),
    }
}

/// Whom the licence licenses and for what: the core and the fields that the standard puts on the letter.
pub(super) fn facts_on_letter(
    standard: &ServiceStandard,
    facts: &Facts,
    validity: String,
) -> Vec<LicenceRow> {
    let row = |label: &str, value: String| LicenceRow { label: label.to_owned(), value, strong: false };
    let strong = |label: &str, value: String| LicenceRow { strong: true, ..row(label, value) };
    let born = format!("{}, {}", facts.birth_place, full_date(facts.birth_date, Lang::Id));
    let mut rows = vec![
        strong("Nama", facts.name.full()),
        row("NIK", facts.nik.masked()),
        row("Tempat, tanggal lahir", born),
        row("Alamat", facts.address.line()),
    ];
    for own in standard.fields.iter().filter(|own| own.on_letter) {
        if let Some(text) = facts.fields.get(&own.key).filter(|text| !text.trim().is_empty()) {
            rows.push(row(own.label.get(Lang::Id), field(own, text)));
        }
    }
    rows.push(strong("Masa berlaku", validity));
    rows
}

/// Who initials, in the order of the steps, and whose initials hold for a version of the letter.
pub(super) fn paraf(case: &Case<'_>, draft: u32) -> Paraf {
    let Case { desk, standard, dossier, .. } = *case;
    let steps = standard.numbered().filter(|(_, step)| step.kind == StepKind::Initial);
    let rows = steps
        .map(|(no, step)| {
            let holds =
                |mark: &&crate::dossier::InitialMark| mark.step == no && mark.draft == draft && !mark.struck;
            let mark = dossier.standing.initials.iter().rev().find(holds);
            ParafRow {
                office: role_title(Some(standard), &step.role),
                initials: mark.map(|mark| mark.hand.initials.to_string()),
                at: mark.map(|mark| full_stamp(desk.calendar.local(mark.at))),
            }
        })
        .collect();
    Paraf { rows }
}

/// The role that signs under a standard.
fn signing_role(standard: &ServiceStandard) -> RoleKey {
    let step = standard.steps.iter().find(|step| step.kind == StepKind::Sign);
    step.map_or_else(|| OfficeRole::Head.into(), |step| step.role.clone())
}

/// What every copy of a dossier's letter says, whatever its state: a letter of the day `on` without number, rows and signer.
pub(super) fn letter_of(case: &Case<'_>, on: NaiveDate) -> Licence {
    let Case { desk, standard, dossier, .. } = *case;
    let title = standard.product.get(Lang::Id).to_owned();
    Licence {
        frame: desk.frame(&desk.office.paper.letter, None, on),
        variant: Variant::Draft,
        draft_version: None,
        name: title.clone(),
        title,
        number: None,
        basis: listed(&standard.letter.basis),
        reading: Reading {
            register: dossier.register.clone(),
            date: date(desk.calendar, dossier.submitted_at),
            recommendation: None,
        },
        rows: Vec::new(),
        provisions: listed(&standard.letter.provisions),
        date: None,
        signature: desk.signed_by(Some(standard), &signing_role(standard)),
        photo: true,
        paraf: None,
        copies_to: listed(&standard.letter.copies_to),
        fee: (standard.fee == 0).then(|| "Pelayanan ini GRATIS.".to_owned()),
    }
}

/// The draft of a dossier's licence: `facts` are those frozen with the version ([`facts_of_draft`]).
pub fn draft(case: &Case<'_>, facts: &Facts, version: u32) -> Made<Licence> {
    let years = case.standard.validity_years;
    let validity = format!("{years} ({}) tahun sejak tanggal ditetapkan", in_words(years));
    let data = Licence {
        draft_version: Some(version),
        number: case.dossier.standing.number.as_ref().map(|mark| mark.number.clone()),
        rows: facts_on_letter(case.standard, facts, validity),
        paraf: Some(paraf(case, version)),
        ..letter_of(case, case.desk.today())
    };
    Made { data, qr: None }
}
