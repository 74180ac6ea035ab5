//! From a card's rows to its first fault.

use std::collections::BTreeSet;

use domain::event::{Entry, Event};
use domain::id::DossierId;
use domain::time::Instant;

use super::compare::{row_faults, visit_faults};
use super::{BrokenCard, Fault, Page, Proofs, VerifyReport};
use crate::card::{CardRow, GENESIS};
use crate::dossier::figures::VisitFigures;
use crate::dossier::ledger::Ledger;
use crate::dossier::row::DossierRow;
use crate::dossier::statement::VisitColumns;
use crate::facts::FactsRow;
use crate::keys::Proof;

/// All that belongs to one dossier.
struct Card<'p> {
    id: &'p str,
    row: Option<&'p DossierRow>,
    entries: &'p [CardRow],
    facts: &'p [FactsRow],
    visits: &'p [VisitColumns],
}

/// What a card leaves unproven.
#[derive(Default)]
struct Unproven {
    keys: BTreeSet<String>,
    before: Option<Instant>,
}

/// The rows of one dossier at the head of a sorted list, taken off it.
fn take<'p, T>(rest: &mut &'p [T], id: &str, id_of: impl Fn(&T) -> &str) -> &'p [T] {
    let count = rest.iter().take_while(|row| id_of(row) == id).count();
    let (mine, others) = rest.split_at(count);
    *rest = others;
    mine
}

/// Walks the cards of a page into the report.
pub(super) fn page(proofs: &Proofs, page: &Page, report: &mut VerifyReport) {
    let mut ids: BTreeSet<&str> = page.rows.iter().map(|row| row.id.as_str()).collect();
    ids.extend(page.cards.iter().map(|row| row.dossier_id.as_str()));
    ids.extend(page.facts.iter().map(|row| row.dossier_id.as_str()));
    let (mut rows, mut cards, mut facts, mut visits) =
        (&page.rows[..], &page.cards[..], &page.facts[..], &page.visits[..]);
    for id in ids {
        let card = Card {
            id,
            row: take(&mut rows, id, |row| &row.id).first(),
            entries: take(&mut cards, id, |row| &row.dossier_id),
            facts: take(&mut facts, id, |row| &row.dossier_id),
            visits: take(&mut visits, id, |row| &row.dossier_id),
        };
        report.cards += 1;
        report.entries += card.entries.len() as u64;
        let mut unproven = Unproven::default();
        if let Err(fault) = card.walk(proofs, &mut unproven) {
            let register = card.row.map(|row| row.register.clone());
            report.broken.push(BrokenCard { dossier: id.to_owned(), register, fault });
        }
        report.unproven_keys.extend(unproven.keys);
        report.unproven_before = report.unproven_before.max(unproven.before);
    }
}

impl Card<'_> {
    fn walk(&self, proofs: &Proofs, unproven: &mut Unproven) -> Result<(), Fault> {
        if self.entries.is_empty() {
            return Err(if self.row.is_some() { Fault::NoCard } else { Fault::NoDossier });
        }
        let entries = self.chain(proofs, unproven)?;
        let (ledger, visits) = self.replay(proofs, &entries)?;
        let row = self.row.ok_or(Fault::NoDossier)?;
        let there = i64::try_from(self.entries.len()).unwrap_or(i64::MAX);
        if row.entries > there {
            return Err(Fault::CutOff { seq: there + 1, of: row.entries });
        }
        row_faults(proofs, ledger, row)?;
        visit_faults(row, visits, self.visits)
    }

    /// Follows the chain and the details it names.
    fn chain(&self, proofs: &Proofs, unproven: &mut Unproven) -> Result<Vec<Entry>, Fault> {
        let mut entries = Vec::with_capacity(self.entries.len());
        let mut previous = GENESIS;
        let mut named = BTreeSet::new();
        let ended = self.row.is_some_and(|row| row.ended_at_ms.is_some());
        // Entries of lost keys hold only as what a later "kunci diganti" found.
        let mut open: Option<(i64, &str)> = None;
        for (expected, row) in (1..).zip(self.entries) {
            let seq = row.seq;
            if seq != expected {
                return Err(if seq > expected {
                    Fault::Missing { seq: expected }
                } else {
                    Fault::Altered { seq }
                });
            }
            let stands = match proofs.keys.as_ref().map_or(Proof::UnknownKey, |keys| row.proof(keys)) {
                Proof::Broken => return Err(Fault::Altered { seq }),
                Proof::Holds => true,
                Proof::UnknownKey if proofs.lost.contains(&row.key_id) => {
                    open.get_or_insert((seq, &row.key_id));
                    false
                }
                Proof::UnknownKey if proofs.absent.contains(&row.key_id) => {
                    unproven.keys.insert(row.key_id.clone());
                    true
                }
                Proof::UnknownKey => return Err(Fault::ForeignKey { seq, key: row.key_id.clone() }),
            };
            if let (true, Some(_), Some((count, head))) = (stands, open, replacement(row)) {
                if count != seq - 1 || head != previous {
                    return Err(Fault::Detached { seq });
                }
                open = None;
                unproven.before = unproven.before.max(Instant::from_timestamp_millis(row.at_ms));
            }
            if row.previous_mac != previous {
                return Err(Fault::Detached { seq });
            }
            previous = &row.mac;
            entries.push(self.entry(row, ended, &mut named)?);
        }
        if let Some((seq, key)) = open {
            return Err(Fault::ForeignKey { seq, key: key.to_owned() });
        }
        match self.facts.iter().find(|facts| !named.contains(&facts.row_no)) {
            Some(added) => Err(Fault::FactsAdded { row: added.row_no }),
            None => Ok(entries),
        }
    }

    /// The entry with the details that it names.
    fn entry(&self, row: &CardRow, ended: bool, named: &mut BTreeSet<i64>) -> Result<Entry, Fault> {
        let seq = row.seq;
        let unreadable = |_| Fault::Unreadable { seq };
        let Some(no) = row.facts_row else {
            return row.read(domain::event::Personal::None).map_err(unreadable);
        };
        named.insert(no);
        let facts = self.facts.iter().find(|facts| facts.row_no == no).ok_or(Fault::FactsMissing { seq })?;
        match facts.hash() {
            Some(hash) if Some(&hash) == row.facts_hash.as_ref() => {}
            Some(_) => return Err(Fault::FactsAltered { seq }),
            // Only what has ended falls under the retention rule.
            None if facts.detail.is_none() && facts.salt.is_none() && ended => {}
            None => return Err(Fault::FactsMissing { seq }),
        }
        let personal = facts.read().map_err(unreadable)?;
        row.read(personal).map_err(unreadable)
    }

    /// The dossier and the figures of its visits, as the entries make them.
    fn replay(&self, proofs: &Proofs, entries: &[Entry]) -> Result<(Ledger, Vec<VisitFigures>), Fault> {
        let impossible = |seq: u32, why: &str| Fault::Impossible { seq: i64::from(seq), why: why.to_owned() };
        let calendar_of = |seq: u32| {
            let version = self.entries[seq as usize - 1].calendar_version;
            proofs.calendars.get(&version).ok_or_else(|| impossible(seq, "its calendar is not there"))
        };
        let (first, rest) = entries.split_first().ok_or(Fault::NoCard)?;
        let Event::Registered { service, standard, .. } = &first.event else {
            return Err(impossible(1, "a card begins with a registration"));
        };
        let standard = proofs.standards.get(&(service.clone(), *standard));
        let standard = &standard.ok_or_else(|| impossible(1, "its standard is not there"))?.standard;
        let id = DossierId::parse(self.id).map_err(|_| impossible(1, "the dossier has no identity"))?;
        let failed = |seq: u32| move |error: crate::StorageError| impossible(seq, &error.to_string());
        let mut ledger = Ledger::first(id, standard, calendar_of(1)?, first).map_err(failed(1))?;
        let mut visits: Vec<VisitFigures> = Vec::new();
        for entry in rest {
            let calendar = calendar_of(entry.seq)?;
            ledger.next(standard, calendar, entry).map_err(failed(entry.seq))?;
            visits
                .retain(|visit| ledger.dossier.visits.get(visit.no).is_some_and(|visit| visit.end.is_some()));
            let count = ledger.dossier.visits.len();
            // An entry ends the running visit; a handover also begins the next.
            for no in count.saturating_sub(2)..count {
                if visits.iter().all(|visit| visit.no != no) {
                    let ended = VisitFigures::of(no, standard, calendar, &ledger.dossier);
                    visits.extend(ended.map_err(failed(entry.seq))?);
                }
            }
        }
        Ok((ledger, visits))
    }
}

/// What "kunci diganti" found: the entries before it and their head.
fn replacement(row: &CardRow) -> Option<(i64, String)> {
    match serde_json::from_str(&row.event_json) {
        Ok(Event::KeysReplaced { count, head }) => Some((i64::from(count), head)),
        _ => None,
    }
}
