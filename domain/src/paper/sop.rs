//! The SOP of a service as a sheet: identity and flow chart, made of the very standard that the office works by.
//! Source: `PermenPANRB` 35/2012.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::case::Desk;
use super::{Frame, Made, Signature, role_title};
use crate::lang::Lang;
use crate::role::RoleKey;
use crate::standard::{ComponentPart, ServiceStandard, StepKind};
use crate::time::words::full_date;

/// One row of the flow chart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SopStep {
    /// Its number.
    pub no: u8,
    /// The activity, a paragraph for each person who acts.
    pub activity: Vec<String>,
    /// What it does.
    pub kind: StepKind,
    /// Whose desk it is: the place among the roles.
    pub role: usize,
    /// Kelengkapan.
    pub completeness: String,
    /// The norm.
    pub time: String,
    /// What leaves the desk.
    pub output: String,
    /// A remark.
    pub note: Option<String>,
}

/// The sheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SopSheet {
    /// Paper, letterhead, QR.
    #[serde(flatten)]
    pub frame: Frame,
    /// The service in full.
    pub name: String,
    /// The number of the SOP; none where the office gave it none.
    pub number: Option<String>,
    /// When it was made.
    pub created: Option<String>,
    /// When it was last revised.
    pub revised: Option<String>,
    /// From when it holds.
    pub effective: Option<String>,
    /// The version of the standard.
    pub version: String,
    /// Who approved it.
    pub signature: Signature,
    /// Dasar hukum.
    pub legal_basis: Vec<String>,
    /// Kualifikasi pelaksana.
    pub qualifications: Vec<String>,
    /// Keterkaitan.
    pub related: Vec<String>,
    /// Peralatan.
    pub equipment: Vec<String>,
    /// Peringatan.
    pub warnings: Vec<String>,
    /// Pencatatan.
    pub records: Vec<String>,
    /// Pelaksana, the applicant among them.
    pub roles: Vec<String>,
    /// The applicant's place among them.
    pub applicant: usize,
    /// The rows.
    pub steps: Vec<SopStep>,
    /// How long it takes in all.
    pub total: String,
}

/// The numbers of the components of manufacturing that the identity sheet repeats. Source: `PermenPANRB` 15/2014.
const LEGAL_BASIS: u8 = 1;
const EQUIPMENT: u8 = 2;
const QUALIFICATIONS: u8 = 3;
const SUPERVISION: u8 = 4;

fn component(standard: &ServiceStandard, number: u8) -> Vec<String> {
    let found = standard
        .components
        .iter()
        .find(|component| component.part == ComponentPart::Manufacturing && component.number == number);
    found
        .map(|component| component.paragraphs.iter().map(|text| text.get(Lang::Id).to_owned()).collect())
        .unwrap_or_default()
}

/// The activity of a step. At intake several people act in turn, each in a sentence; a sentence each is a paragraph.
fn activity(kind: StepKind, text: &str) -> Vec<String> {
    if kind != StepKind::Intake {
        return vec![text.to_owned()];
    }
    let ended = |sentence: &str| {
        let sentence = sentence.trim().trim_end_matches('.');
        (!sentence.is_empty()).then(|| format!("{sentence}."))
    };
    text.split(". ").filter_map(ended).collect()
}

/// The sheet of a standard in a version that is in force since `effective`.
pub fn sop(
    desk: &Desk<'_>,
    standard: &ServiceStandard,
    (version, effective): (u32, NaiveDate),
) -> Made<SopSheet> {
    let mut roles: Vec<&RoleKey> = Vec::new();
    for step in &standard.steps {
        if !roles.contains(&&step.role) {
            roles.push(&step.role);
        }
    }
    // The applicant stands at the head of the columns.
    let column = |role: &RoleKey| roles.iter().position(|known| *known == role).map_or(0, |place| place + 1);
    let steps = standard.numbered().map(|(no, step)| SopStep {
        no: no.number(),
        activity: activity(step.kind, step.activity.get(Lang::Id)),
        kind: step.kind,
        role: column(&step.role),
        completeness: step.completeness.get(Lang::Id).to_owned(),
        time: step.norm.text(Lang::Id),
        output: step.output.get(Lang::Id).to_owned(),
        note: None,
    });
    let named = roles.iter().map(|role| role_title(Some(standard), role));
    let data = SopSheet {
        frame: desk.frame(&desk.office.paper.sop, None, effective),
        name: standard.title.get(Lang::Id).to_owned(),
        number: None,
        created: None,
        revised: None,
        effective: Some(full_date(effective, Lang::Id)),
        version: format!("standar pelayanan versi {version}"),
        signature: desk.signed_by_head(Some(standard)),
        legal_basis: component(standard, LEGAL_BASIS),
        qualifications: component(standard, QUALIFICATIONS),
        related: Vec::new(),
        equipment: component(standard, EQUIPMENT),
        warnings: Vec::new(),
        records: component(standard, SUPERVISION),
        roles: std::iter::once("Pemohon".to_owned()).chain(named).collect(),
        applicant: 0,
        steps: steps.collect(),
        total: standard.promise.text(Lang::Id),
    };
    Made { data, qr: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_intake_each_person_has_a_paragraph() {
        let intake = "Pemohon bertanya. Petugas menjawab. Pemohon memasukan berkas";
        assert_eq!(
            activity(StepKind::Intake, intake),
            ["Pemohon bertanya.", "Petugas menjawab.", "Pemohon memasukan berkas."]
        );
        assert_eq!(activity(StepKind::Verify, "Memeriksa. Jika lengkap, lanjut.").len(), 1);
    }
}
