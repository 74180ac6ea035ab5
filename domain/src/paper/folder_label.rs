//! The label of a folder: number, name, service and the QR. Nothing more stands on its outside.

use serde::{Deserialize, Serialize};

use super::{Case, Dated, LabelPage, Letterhead, Made, Qr};
use crate::lang::Lang;

/// The label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FolderLabel {
    /// Its size.
    pub page: LabelPage,
    /// The date that the document itself carries.
    pub dated: Option<Dated>,
    /// The office.
    pub office: Letterhead,
    /// The QR.
    pub qr: Qr,
    /// The register number.
    pub register: String,
    /// The applicant; empty where the name was erased.
    pub name: String,
    /// The service in short.
    pub service: String,
}

/// The label of a dossier's folder; `link` leads to the page that accepts or opens it.
pub fn folder_label(case: &Case<'_>, link: String) -> Made<FolderLabel> {
    let office = case.desk.office;
    let data = FolderLabel {
        page: office.paper.label.clone(),
        dated: Some(case.desk.today().into()),
        office: Letterhead::of(office),
        qr: Qr { address: None },
        register: case.dossier.register.clone(),
        name: case.dossier.facts.as_ref().map(|facts| facts.name.full()).unwrap_or_default(),
        service: case.standard.short.get(Lang::Id).to_owned(),
    };
    Made { data, qr: Some(link) }
}
