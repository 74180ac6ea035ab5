//! A dossier as staff see it: the NIK masked, the personal part of old entries left out.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::application::{Address, Facts};
use crate::dossier::Dossier;
use crate::event::{By, Entry, Event, ItemNote, Personal};
use crate::id::AccountId;
use crate::person::PersonName;
use crate::time::Instant;

/// A proxy, the NIK masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffProxy {
    /// The name.
    pub name: String,
    /// First four and last four digits.
    pub nik: String,
    /// What the proxy is to the applicant.
    pub relation: String,
    /// The document that names the proxy.
    pub document: String,
}

/// An application's facts, every NIK masked. The whole NIK is read by a click of its own, which is logged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffFacts {
    /// The kind of application.
    pub kind: String,
    /// The name.
    pub name: PersonName,
    /// First four and last four digits.
    pub nik: String,
    /// Place of birth.
    pub birth_place: String,
    /// Date of birth.
    pub birth_date: NaiveDate,
    /// Address.
    pub address: Address,
    /// Telephone.
    pub phone: String,
    /// E-mail.
    pub email: Option<String>,
    /// The proxy.
    pub proxy: Option<StaffProxy>,
    /// The fields of the standard.
    pub fields: BTreeMap<String, String>,
}

impl From<&Facts> for StaffFacts {
    fn from(facts: &Facts) -> Self {
        Self {
            kind: facts.kind.clone(),
            name: facts.name.clone(),
            nik: facts.nik.masked(),
            birth_place: facts.birth_place.clone(),
            birth_date: facts.birth_date,
            address: facts.address.clone(),
            phone: facts.phone.clone(),
            email: facts.email.clone(),
            proxy: facts.proxy.as_ref().map(|proxy| StaffProxy {
                name: proxy.name.clone(),
                nik: proxy.nik.masked(),
                relation: proxy.relation.clone(),
                document: proxy.document.clone(),
            }),
            fields: facts.fields.clone(),
        }
    }
}

/// An entry of the card as staff read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CardLine {
    /// Its place on the card.
    pub seq: u32,
    /// When.
    #[serde(with = "crate::millis::at")]
    pub at: Instant,
    /// Who.
    pub by: By,
    /// What.
    pub event: Event,
    /// The reason or remark.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What was noted by item.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<ItemNote>,
    /// Whether the personal part was erased by the retention rule.
    #[serde(default)]
    pub erased: bool,
}

impl From<&Entry> for CardLine {
    fn from(entry: &Entry) -> Self {
        let detail = match &entry.personal {
            Personal::Kept(detail) => Some(detail),
            Personal::None | Personal::Erased => None,
        };
        Self {
            seq: entry.seq,
            at: entry.at,
            by: entry.by.clone(),
            event: entry.event.clone(),
            reason: detail.and_then(|detail| detail.reason.clone()),
            items: detail.map(|detail| detail.items.clone()).unwrap_or_default(),
            erased: entry.personal == Personal::Erased,
        }
    }
}

/// A dossier with its card, as staff see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DossierView {
    /// When it was read.
    #[serde(with = "crate::millis::at")]
    pub as_of: Instant,
    /// The dossier, its facts taken out.
    pub dossier: Dossier,
    /// The facts, none where they were erased.
    pub facts: Option<StaffFacts>,
    /// The entries of the card, in order.
    pub card: Vec<CardLine>,
    /// The head of the chain, in hex.
    pub head: String,
    /// Names of the officers on the card.
    pub officers: BTreeMap<AccountId, String>,
}

impl DossierView {
    /// The view of a dossier and its card.
    pub fn of(mut dossier: Dossier, card: &[Entry], head: String, as_of: Instant) -> Self {
        let facts = dossier.facts.take().as_ref().map(StaffFacts::from);
        Self {
            as_of,
            dossier,
            facts,
            card: card.iter().map(CardLine::from).collect(),
            head,
            officers: BTreeMap::new(),
        }
    }

    /// The accounts whose names the view needs.
    pub fn accounts(&self) -> Vec<AccountId> {
        let mut accounts: Vec<AccountId> =
            self.card.iter().filter_map(|line| line.by.hand()).map(|hand| hand.account.clone()).collect();
        accounts.sort();
        accounts.dedup();
        accounts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::Nik;

    #[test]
    fn the_facts_that_staff_see_hold_no_whole_nik() {
        let nik = Nik::parse("1471081203890003").expect("16 digits");
        let facts = Facts {
            kind: "baru".into(),
            name: PersonName { name: "Siti".into(), ..PersonName::default() },
            nik: nik.clone(),
            birth_place: "Pekanbaru".into(),
            birth_date: NaiveDate::from_ymd_opt(1989, 8, 14).expect("a date"),
            address: Address::default(),
            phone: "+6281200004471".into(),
            email: None,
            proxy: Some(crate::application::Proxy {
                name: "Budi".into(),
                nik,
                relation: "suami".into(),
                document: "surat kuasa".into(),
            }),
            fields: BTreeMap::new(),
        };
        let seen = serde_json::to_string(&StaffFacts::from(&facts)).expect("it is plain data");
        assert!(!seen.contains("1471081203890003"), "{seen}");
        assert!(seen.contains("1471••••••••0003"), "{seen}");
    }
}
