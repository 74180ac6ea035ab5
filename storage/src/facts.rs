//! The personal details of entries, kept apart from the card and named by a salted hash.
//!
//! An erased row leaves the hash on the card, so that the chain stays whole. Source: UU 27/2022 (personal data).

use data_encoding::HEXLOWER;
use domain::event::{Detail, Personal};
use ring::digest::{Context, SHA256};
use ring::rand::{SecureRandom, SystemRandom};

use crate::column::place;
use crate::error::StorageError;

/// A row of `dossier_facts`. The number of the row is that of the entry that names it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub(crate) struct FactsRow {
    pub(crate) dossier_id: String,
    pub(crate) row_no: i64,
    pub(crate) detail: Option<String>,
    pub(crate) salt: Option<String>,
    pub(crate) erased_at_ms: Option<i64>,
}

impl FactsRow {
    /// The row of a new detail, with a salt of its own.
    pub(crate) fn of(dossier: &str, row_no: i64, detail: &Detail) -> Self {
        let mut salt = [0; 16];
        SystemRandom::new().fill(&mut salt).expect("the system has randomness");
        let detail = serde_json::to_string(detail).expect("a detail is plain data");
        Self {
            dossier_id: dossier.to_owned(),
            row_no,
            detail: Some(detail),
            salt: Some(HEXLOWER.encode(&salt)),
            erased_at_ms: None,
        }
    }

    /// The hash that the entry carries, none where the detail was erased. Shape: 64 hex digits.
    pub(crate) fn hash(&self) -> Option<String> {
        let (detail, salt) = self.detail.as_ref().zip(self.salt.as_ref())?;
        let mut context = Context::new(&SHA256);
        context.update(b"kendali/facts/1");
        for part in [salt, detail] {
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part.as_bytes());
        }
        Some(HEXLOWER.encode(context.finish().as_ref()))
    }

    /// The personal part of the entry that names this row.
    pub(crate) fn read(&self) -> Result<Personal, StorageError> {
        let Some(detail) = &self.detail else { return Ok(Personal::Erased) };
        let key = format!("{}/{}", self.dossier_id, self.row_no);
        let detail = place("dossier_facts", "detail", &key).read(serde_json::from_str(detail))?;
        Ok(Personal::Kept(Box::new(detail)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_reason_twice_cannot_be_recognised_by_its_hash() {
        let detail = Detail { reason: Some("dicabut".into()), ..Detail::default() };
        let (one, two) = (FactsRow::of("a", 1, &detail), FactsRow::of("a", 2, &detail));
        assert_eq!(one.detail, two.detail);
        assert_ne!(one.hash(), two.hash());
    }

    #[test]
    fn an_erased_detail_reads_as_erased() {
        let detail = Detail { reason: Some("dicabut".into()), ..Detail::default() };
        let erased =
            FactsRow { detail: None, salt: None, erased_at_ms: Some(1), ..FactsRow::of("a", 1, &detail) };
        assert_eq!(erased.read().expect("readable"), Personal::Erased);
        assert_eq!(erased.hash(), None);
    }
}
