//! Who signs electronically in this office, and one signature at a time for each letter.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use domain::id::{AccountId, DossierId};
use domain::signing::{Passphrase, SigningFault};
use domain::time::Instant;
use storage::throttle::{Allowed, Limit};
use storage::{StorageError, Store};

use super::client::Bsre;

/// Wrong passphrases within a quarter of an hour before the office stops by itself: BSrE locks a certificate for good.
/// Source: house rule.
const TRIES: Limit = Limit::per(3, 15 * 60 * 1000);
/// The door that tries are counted at.
const DOOR: &str = "sign";

/// Electronic signing of the office. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Signing {
    bsre: Bsre,
    under_way: Arc<Mutex<BTreeSet<DossierId>>>,
}

/// The turn of one letter; another signature of it must wait until this is dropped.
#[derive(Debug)]
struct Turn {
    under_way: Arc<Mutex<BTreeSet<DossierId>>>,
    dossier: DossierId,
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.under_way.lock().expect("nothing panics while it holds the turns").remove(&self.dossier);
    }
}

/// Why nothing was signed.
#[derive(Debug, thiserror::Error)]
pub enum NotSigned {
    /// BSrE, the certificate or the passphrase.
    #[error("not signed: {0:?}")]
    Fault(SigningFault),
    /// The store.
    #[error(transparent)]
    Store(#[from] StorageError),
}

impl From<SigningFault> for NotSigned {
    fn from(fault: SigningFault) -> Self {
        Self::Fault(fault)
    }
}

impl Signing {
    /// Signing through BSrE.
    pub fn new(bsre: Bsre) -> Self {
        Self { bsre, under_way: Arc::default() }
    }

    /// BSrE itself.
    pub fn bsre(&self) -> &Bsre {
        &self.bsre
    }

    fn turn(&self, dossier: &DossierId) -> Result<Turn, SigningFault> {
        let mut all = self.under_way.lock().expect("nothing panics while it holds the turns");
        if !all.insert(dossier.clone()) {
            return Err(SigningFault::UnderWay);
        }
        Ok(Turn { under_way: Arc::clone(&self.under_way), dossier: dossier.clone() })
    }

    /// Has a letter signed: asks how the certificate stands, then for the passphrase, then signs.
    ///
    /// # Errors
    /// [`SigningFault::PassphraseNeeded`] where none was typed and the certificate is ready; another fault, or the store's.
    pub async fn sign(
        &self,
        store: &Store,
        (account, email): (&AccountId, &str),
        passphrase: Option<&Passphrase>,
        (dossier, pdf, city): (&DossierId, &[u8], &str),
        now: Instant,
    ) -> Result<Vec<u8>, NotSigned> {
        let _turn = self.turn(dossier)?;
        self.bsre.prepare(email).await?;
        let Some(passphrase) = passphrase.filter(|typed| !typed.is_empty()) else {
            return Err(SigningFault::PassphraseNeeded.into());
        };
        // Counted before the call, given back where the passphrase was not the reason.
        if let Allowed::NotBefore(until) = store.allow(DOOR, account.as_str(), TRIES, now).await? {
            return Err(SigningFault::TooManyTries { until }.into());
        }
        let signed = self.bsre.sign(email, passphrase, pdf, city).await;
        if !matches!(signed, Err(SigningFault::WrongPassphrase)) {
            store.give_back(DOOR, account.as_str(), TRIES).await?;
        }
        Ok(signed?)
    }
}
