//! A dossier's row and visits against what its card makes.

use super::{Fault, Proofs};
use crate::dossier::figures::VisitFigures;
use crate::dossier::ledger::Ledger;
use crate::dossier::row::DossierRow;
use crate::dossier::statement::VisitColumns;

/// Columns that hold JSON: compared by what they say, since a later program may spell the same otherwise.
const JSON: [&str; 4] = ["standing", "items", "visits", "personal"];

pub(super) fn row_faults(proofs: &Proofs, mut ledger: Ledger, row: &DossierRow) -> Result<(), Fault> {
    let standard = proofs.standards.get(&(ledger.dossier.service.clone(), ledger.dossier.standard));
    let calendar = proofs.calendars.get(&row.calendar_version);
    let (Some(standard), Some(calendar)) = (standard, calendar) else {
        return Err(Fault::RowDiffers { columns: vec!["calendar_version"] });
    };
    let settled = ledger.figures.settle(&standard.standard, calendar, &ledger.dossier);
    settled.map_err(|_| Fault::RowDiffers { columns: vec!["promise"] })?;
    let expected = DossierRow::of(&ledger, row.nik_index.clone(), calendar);
    let mut columns = row.differing(&expected);
    if row.read().is_ok_and(|kept| kept == ledger) {
        columns.retain(|column| !JSON.contains(column));
    }
    if !nik_index_fits(proofs, &ledger, row) {
        columns.push("nik_index");
    }
    if columns.is_empty() { Ok(()) } else { Err(Fault::RowDiffers { columns }) }
}

/// Whether the index is the code of the NIK under one of the office's keys; what lacks its key cannot be told.
fn nik_index_fits(proofs: &Proofs, ledger: &Ledger, row: &DossierRow) -> bool {
    let Some(facts) = &ledger.dossier.facts else { return row.nik_index.is_none() };
    let Some(keys) = proofs.keys.as_ref().filter(|_| proofs.absent.is_empty()) else { return true };
    row.nik_index.as_ref().is_some_and(|index| keys.nik_indexes(&facts.nik).contains(index))
}

pub(super) fn visit_faults(
    row: &DossierRow,
    mut visits: Vec<VisitFigures>,
    kept: &[VisitColumns],
) -> Result<(), Fault> {
    visits.sort_by_key(|visit| visit.no);
    let expected: Vec<VisitColumns> = visits.iter().map(|visit| VisitColumns::of(row, visit)).collect();
    for (expected, kept) in expected.iter().zip(kept) {
        if expected != kept {
            return Err(Fault::VisitDiffers { no: expected.no.min(kept.no) });
        }
    }
    match (expected.get(kept.len()), kept.get(expected.len())) {
        (None, None) => Ok(()),
        (Some(odd), _) | (None, Some(odd)) => Err(Fault::VisitDiffers { no: odd.no }),
    }
}
