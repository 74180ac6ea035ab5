//! A dossier as staff see it: the NIK masked, the personal part of old entries left out.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::application::{Address, ApplicationForm, Facts, FieldKey};
use crate::dossier::Dossier;
use crate::event::{By, Entry, Event, ItemNote, Personal};
use crate::id::{AccountId, DossierId};
use crate::licence::Licence;
use crate::person::{Nik, PersonName};
use crate::register::RegisterLine;
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

/// A field that an entry changed, every NIK masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// The field.
    pub field: FieldKey,
    /// What it said before; empty where nothing was written.
    pub from: String,
    /// What it says from then on.
    pub to: String,
}

/// What newer facts say otherwise.
fn changes(old: &Facts, new: &Facts) -> Vec<FieldChange> {
    let (before, after) = (old.form(), new.form());
    old.changed(new)
        .into_iter()
        .map(|field| {
            let shown = |form: &ApplicationForm| match (&field, form.get(&field)) {
                (FieldKey::Nik | FieldKey::ProxyNik, nik) => {
                    Nik::parse(nik).map(|nik| nik.masked()).unwrap_or_default()
                }
                (_, text) => text.to_owned(),
            };
            FieldChange { from: shown(&before), to: shown(&after), field }
        })
        .collect()
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
    /// The fields that it changed, where both what was and what is are still kept.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<FieldChange>,
    /// Whether the personal part was erased by the retention rule.
    #[serde(default)]
    pub erased: bool,
}

impl CardLine {
    /// The lines of a card. Each is told with what the facts said before it.
    fn all(card: &[Entry]) -> Vec<Self> {
        let mut known = None;
        card.iter()
            .map(|entry| {
                let newer = entry.personal.detail().and_then(|detail| detail.facts.as_ref());
                let changes = newer.zip(known).map(|(new, old)| changes(old, new)).unwrap_or_default();
                // Where an entry was erased, nobody knows what it said: nothing is told against it.
                known = if entry.personal == Personal::Erased { None } else { newer.or(known) };
                Self { changes, ..Self::from(entry) }
            })
            .collect()
    }
}

impl From<&Entry> for CardLine {
    fn from(entry: &Entry) -> Self {
        let detail = entry.personal.detail();
        Self {
            changes: Vec::new(),
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

/// Another dossier of the same person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LinkedDossier {
    /// As the register tells it to the same reader.
    pub line: RegisterLine,
    /// The dossier whose licence it renews or replaces.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predecessor: Option<DossierId>,
    /// The licence's number, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The licence, where its letter was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<Licence>,
}

/// What does not hold on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardFault {
    /// The entry of this number, or its personal part, is not as it was written, or is not where it was.
    Entry(u32),
    /// The card ends too early: the entry of this number was written and is gone.
    CutBefore(u32),
    /// The card is whole, but what is kept of the dossier beside it is not what the card makes of it.
    Projection,
}

/// What the reading of a card proved of its chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardProof {
    /// Nothing was altered.
    Intact,
    /// Nothing was altered since this instant; what is older was coded with keys that were lost and replaced.
    IntactSince(#[serde(with = "crate::millis::at")] Instant),
    /// Entries were coded with keys that are not at hand: nothing can be said.
    Unproven,
    /// Something does not hold; the first of it.
    Broken(CardFault),
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
        Self { as_of, dossier, facts, card: CardLine::all(card), head, officers: BTreeMap::new() }
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
    use crate::event::Detail;

    fn facts() -> Facts {
        let nik = Nik::parse("1471081203890003").expect("16 digits");
        Facts {
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
        }
    }

    #[test]
    fn the_facts_that_staff_see_hold_no_whole_nik() {
        let seen = serde_json::to_string(&StaffFacts::from(&facts())).expect("it is plain data");
        assert!(!seen.contains("1471081203890003"), "{seen}");
        assert!(seen.contains("1471••••••••0003"), "{seen}");
    }

    fn entry(seq: u32, personal: Personal) -> Entry {
        let event = Event::Corrected { fields: Vec::new(), on_letter: false };
        Entry { seq, at: Instant::UNIX_EPOCH, by: By::System, event, version: seq, command: None, personal }
    }

    fn saying(facts: Facts) -> Personal {
        Personal::Kept(Box::new(Detail { facts: Some(facts), ..Detail::default() }))
    }

    #[test]
    fn a_correction_tells_what_was_written_before_and_masks_the_nik() {
        let newer = Facts {
            birth_place: "Bangkinang".into(),
            nik: Nik::parse("1471081203890004").expect("16 digits"),
            ..facts()
        };
        let card = [entry(1, saying(facts())), entry(2, Personal::None), entry(3, saying(newer))];
        let lines = CardLine::all(&card);
        let change = |field, from: &str, to: &str| FieldChange { field, from: from.into(), to: to.into() };
        assert!(lines[0].changes.is_empty() && lines[1].changes.is_empty());
        assert_eq!(
            lines[2].changes,
            [
                change(FieldKey::Nik, "1471••••••••0003", "1471••••••••0004"),
                change(FieldKey::BirthPlace, "Pekanbaru", "Bangkinang")
            ]
        );
    }

    #[test]
    fn nothing_is_told_against_what_was_erased() {
        let card = [entry(1, saying(facts())), entry(2, Personal::Erased), entry(3, saying(facts()))];
        assert!(CardLine::all(&card).iter().all(|line| line.changes.is_empty()));
        assert!(CardLine::all(&card)[1].erased);
    }
}
