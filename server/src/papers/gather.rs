//! The office on the day of a print, and a dossier with all that its sheets are made of.

use std::sync::Arc;

use app::error::AppError;
use chrono::NaiveDate;
use domain::calendar::Calendar;
use domain::dossier::Dossier;
use domain::dossier_view::CardProof;
use domain::id::{AccountId, DossierId};
use domain::office::Office;
use domain::paper::{self, Case, Desk, DossierPaper, Held, Official, People};
use domain::signing::Signing;
use domain::standard::ServiceStandard;
use domain::time::Instant;
use http::header::HOST;
use http::request::Parts;
use storage::card::Card;
use storage::rulebook::Rulebook;
use storage::{StorageError, Store};

use super::dossier::return_of;
use super::{Failure, templates};
use crate::documents::{Aside, Templates};
use crate::state::AppState;

/// The office on the day of a print.
#[derive(Debug)]
pub(super) struct Printing {
    identity: Office,
    pub(super) calendar: Arc<Calendar>,
    people: People,
    /// Where readers reach it.
    pub(super) site: String,
    pub(super) templates: Templates,
    pub(super) now: Instant,
}

/// A dossier with its card.
pub(super) struct Folder {
    pub(super) dossier: Dossier,
    pub(super) card: Card,
    /// What the reading of the card proved.
    pub(super) proof: CardProof,
    pub(super) standard: Arc<ServiceStandard>,
}

/// The members of staff, and who holds what on a day.
async fn people(store: &Store, date: NaiveDate) -> Result<People, StorageError> {
    let official = |account: storage::account::Account| Official {
        account: account.id,
        name: account.name,
        initials: account.initials.to_string(),
        rank: account.rank,
        nip: account.nip,
        roles: account.roles,
    };
    let officials = store.accounts().await?.into_iter().map(official).collect();
    let mut held = Vec::new();
    for (role, holders) in store.all_holders(date).await? {
        held.extend(holders.into_iter().map(|holder| Held {
            role: role.clone(),
            account: holder.account,
            lent: holder.lent,
            absent: holder.absent,
        }));
    }
    Ok(People { officials, held })
}

impl Printing {
    /// The office now; `on` is the day by which its posts are held.
    pub(super) async fn on(state: &AppState, parts: &Parts, on: Option<Instant>) -> Result<Self, Failure> {
        let host = || Some(format!("http://{}", parts.headers.get(HOST)?.to_str().ok()?));
        let site = state.config.public_url.clone().or_else(host).unwrap_or_default();
        let (store, rulebook) = (&state.store, &state.rulebook);
        Ok(Self::of(store, rulebook, &state.aside, site, state.clock.now(), on).await?)
    }

    /// The office at an instant, as readers reach it at `site`.
    pub(super) async fn of(
        store: &Store,
        rulebook: &Rulebook,
        aside: &Aside,
        site: String,
        now: Instant,
        on: Option<Instant>,
    ) -> Result<Self, StorageError> {
        let identity = store.setting::<Office>().await?.unwrap_or_default();
        let calendar = rulebook.calendar(store).await?.calendar;
        let people = people(store, calendar.date(on.unwrap_or(now))).await?;
        let templates = templates(store, &identity, aside).await?;
        Ok(Self { identity, calendar, people, site, templates, now })
    }

    /// What the office sets of electronic signatures.
    pub(super) fn signing(&self) -> &Signing {
        &self.identity.signing
    }

    /// The city where letters are dated.
    pub(super) fn city(&self) -> &str {
        &self.identity.city
    }

    /// A member of staff.
    pub(super) fn official(&self, account: &AccountId) -> Option<&Official> {
        self.people.official(account)
    }

    pub(super) fn desk(&self) -> Desk<'_> {
        Desk {
            office: &self.identity,
            calendar: &self.calendar,
            people: &self.people,
            site: &self.site,
            now: self.now,
        }
    }

    pub(super) fn case<'a>(&'a self, folder: &'a Folder) -> Case<'a> {
        Case {
            desk: self.desk(),
            standard: &folder.standard,
            dossier: &folder.dossier,
            card: &folder.card.entries,
        }
    }
}

impl Folder {
    /// Reads a dossier.
    pub(super) async fn read(state: &AppState, id: &DossierId) -> Result<Self, Failure> {
        let found = state.store.proven_dossier(&state.rulebook, id).await?.ok_or(AppError::NotFound)?;
        let dossier = found.view.dossier;
        let standard = state.rulebook.standard(&state.store, &dossier.service, dossier.standard).await?;
        Ok(Self { dossier, card: found.card, proof: found.proof, standard: standard.standard })
    }

    /// The sheets that can be printed of it now.
    pub(super) fn printable(&self, printing: &Printing) -> Vec<DossierPaper> {
        let known = self.dossier.facts.is_some();
        let events = self.card.entries.iter().map(|entry| &entry.event);
        paper::printable(&self.standard, &self.dossier, events, &printing.calendar, known, printing.now)
    }

    /// The instant by whose posts a sheet is signed: a letter of a return by who held the post then; none for today.
    pub(super) fn day_of(&self, wanted: DossierPaper) -> Option<Instant> {
        match wanted {
            DossierPaper::ReturnLetter(no) => return_of(&self.card.entries, no).map(|entry| entry.at),
            _ => None,
        }
    }
}
