//! Electronic signing in this server: one signature at a time for each letter, until its act is written, and no more wrong
//! passphrases than a certificate bears.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use domain::id::{AccountId, DossierId};
use domain::signing::{Passphrase, SigningFault};
use domain::time::Instant;
use storage::standard::sha256_hex;
use storage::throttle::{Allowed, Limit};
use storage::{StorageError, Store};
use tokio::sync::{OwnedRwLockReadGuard, RwLock, Semaphore};
use tokio::time::timeout;

use super::client::{Bsre, Checked};

/// After three wrong passphrases the next one is a quarter of an hour away: BSrE locks a certificate for good.
/// Source: house rule.
const TRIES: Limit = Limit { interval_ms: QUARTER_MS, burst_ms: 2 * QUARTER_MS };
const QUARTER_MS: i64 = 15 * 60 * 1000;
/// Checks for visitors that may be under way at once: BSrE's service is the office's own, and small.
const CHECKS_AT_ONCE: usize = 4;
/// How long a visitor waits for BSrE.
const CHECK_WITHIN: Duration = Duration::from_secs(15);
/// The door that tries are counted at.
const DOOR: &str = "sign";

/// Electronic signing of the office. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Signing {
    bsre: Bsre,
    under_way: Arc<Mutex<BTreeSet<DossierId>>>,
    checks: Arc<Semaphore>,
    turns: Arc<RwLock<()>>,
}

/// The turn of one letter: another signature of it is refused until this is dropped, and the server does not end before.
/// A second server at the same database knows nothing of it; there the dossier's version lets one of two acts through.
#[derive(Debug)]
pub struct Turn {
    under_way: Arc<Mutex<BTreeSet<DossierId>>>,
    dossier: DossierId,
    _held: OwnedRwLockReadGuard<()>,
}

impl Drop for Turn {
    fn drop(&mut self) {
        self.under_way.lock().expect("nothing panics while it holds the turns").remove(&self.dossier);
    }
}

/// A signature that is wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Who signs.
    pub account: &'a AccountId,
    /// The address of the signer's certificate.
    pub email: &'a str,
    /// What was typed, none before it is asked for.
    pub passphrase: Option<&'a Passphrase>,
    /// Whose letter it is.
    pub dossier: &'a DossierId,
    /// The letter.
    pub pdf: &'a [u8],
    /// Where it is signed, in words.
    pub city: &'a str,
    /// The instant of the request.
    pub now: Instant,
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
        let checks = Arc::new(Semaphore::new(CHECKS_AT_ONCE));
        Self { bsre, under_way: Arc::default(), checks, turns: Arc::default() }
    }

    /// Waits until no signature is under way, so that none is made and lost as the server ends.
    pub async fn finished(&self) {
        drop(self.turns.write().await);
    }

    /// Has an issued letter checked for a visitor; none where BSrE is busy with others or does not say in time.
    pub async fn checked(&self, pdf: &[u8]) -> Option<Checked> {
        let _permit = self.checks.try_acquire().ok()?;
        timeout(CHECK_WITHIN, self.bsre.check(pdf)).await.ok()?.ok()
    }

    fn turn(&self, dossier: &DossierId) -> Result<Turn, SigningFault> {
        // Not to be had once the server waits for its end.
        let held = Arc::clone(&self.turns).try_read_owned().map_err(|_| SigningFault::UnderWay)?;
        let mut all = self.under_way.lock().expect("nothing panics while it holds the turns");
        if !all.insert(dossier.clone()) {
            return Err(SigningFault::UnderWay);
        }
        Ok(Turn { under_way: Arc::clone(&self.under_way), dossier: dossier.clone(), _held: held })
    }

    /// Has a letter signed: asks how the certificate stands, then for the passphrase, then signs. The turn that comes with
    /// the file is held until the act is written.
    ///
    /// # Errors
    /// [`SigningFault::PassphraseNeeded`] where none was typed and the certificate is ready; another fault, or the store's.
    pub async fn sign(&self, store: &Store, wanted: Wanted<'_>) -> Result<(Vec<u8>, Turn), NotSigned> {
        let Wanted { account, email, passphrase, dossier, pdf, city, now } = wanted;
        let turn = self.turn(dossier)?;
        self.bsre.prepare(email).await?;
        let Some(passphrase) = passphrase.filter(|typed| !typed.is_empty()) else {
            return Err(SigningFault::PassphraseNeeded.into());
        };
        // Counted before the call, given back where the passphrase was not the reason.
        if let Allowed::NotBefore(until) = store.allow(DOOR, account.as_str(), TRIES, now).await? {
            return Err(SigningFault::TooManyTries { until }.into());
        }
        let signed = self.bsre.sign(email, passphrase, pdf, city).await;
        match &signed {
            Ok(file) => tracing::info!(%dossier, sha256 = sha256_hex(file), "signed electronically"),
            Err(fault) => tracing::warn!(%dossier, ?fault, "not signed electronically"),
        }
        if !matches!(signed, Err(SigningFault::WrongPassphrase))
            && let Err(error) = store.give_back(DOOR, account.as_str(), TRIES).await
        {
            // The next try waits longer; a signature is not thrown away for it.
            tracing::error!(%dossier, %error, "a try was not given back");
        }
        Ok((signed?, turn))
    }
}
