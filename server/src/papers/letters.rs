//! Issuing: the letter is printed in the act that completes it, with the office's signature over its facts in the QR.

use app::routes;
use app::ssr::{Completing, Letters, NotPrepared, Preparing};
use chrono::NaiveDate;
use data_encoding::BASE64URL_NOPAD;
use domain::command::Command;
use domain::dossier::{Dossier, SignatureMark};
use domain::event::Event;
use domain::id::DossierId;
use domain::licence::{CLAIM_DIGITS, Claim, IssuedLetter, is_due, last_day};
use domain::paper::{self, Case, Licence, Sheet, Slots};
use domain::signing::SigningFault;
use domain::standard::ServiceStandard;
use domain::time::Instant;
use domain::transition::{decide, entry_instant};
use storage::keys::Keys;
use storage::licence::{PrintFault, PrintedLetter, Printer};
use storage::rulebook::Rulebook;
use storage::standard::sha256_hex;
use storage::{StorageError, Store};
use tokio::task::block_in_place;

use super::gather::Printing;
use crate::documents::{Aside, set};
use crate::signing::{NotSigned, Signing, Wanted};

/// The office's letters.
#[derive(Clone, Debug)]
pub struct OfficeLetters {
    store: Store,
    rulebook: Rulebook,
    aside: Aside,
    signing: Option<Signing>,
}

impl OfficeLetters {
    /// Those of the office in this store.
    pub fn new(store: Store, rulebook: Rulebook, aside: Aside) -> Self {
        Self { store, rulebook, aside, signing: None }
    }

    /// The same, signed electronically where a service is.
    #[must_use]
    pub fn signing_with(self, signing: Option<Signing>) -> Self {
        Self { signing, ..self }
    }

    /// The letter of an act, set and signed electronically before the act is written. None where the act completes no
    /// letter, as the store will say: it is out of date, refused, or a letter is not due yet.
    async fn signed(
        &self,
        signing: &Signing,
        act: &Completing<'_>,
        printer: &LicencePrinter,
    ) -> Result<Option<(Composed, Vec<u8>)>, NotPrepared> {
        let Some(found) = self.store.dossier(act.dossier).await? else { return Ok(None) };
        let mut dossier = found.dossier;
        let standard =
            self.rulebook.standard(&self.store, &dossier.service, dossier.standard).await?.standard;
        let is_current = dossier.standing.version == act.seen;
        let decided = decide(&standard, &dossier, act.actor, act.command, act.now);
        let Some(acts) = decided.ok().filter(|_| is_current) else { return Ok(None) };
        let signed = acts.iter().find(|act| matches!(act.event, Event::Signed { .. }));
        let hand = signed.and_then(|act| act.by.hand().cloned());
        let (Some(hand), Some(draft)) = (hand, dossier.standing.draft) else { return Ok(None) };
        let at = entry_instant(Some(dossier.newest_at), act.now);
        dossier.standing.signature = Some(SignatureMark { draft: draft.number, hand, at });
        if !is_due(&dossier) {
            return Ok(None);
        }
        let official = printer.printing.official(&act.actor.account);
        let nip = official.and_then(|official| official.nip.as_deref()).unwrap_or_default();
        let email = printer.printing.signing().email_of(nip);
        let email = email.ok_or(NotPrepared::Signing(SigningFault::NoIdentity))?;
        let composed = printer.compose(&standard, &dossier, printer.printing.calendar.date(at))?;
        let pdf = composed.set(&printer.printing)?;
        let wanted = Wanted {
            account: &act.actor.account,
            email,
            passphrase: act.passphrase,
            dossier: act.dossier,
            pdf: &pdf,
            city: printer.printing.city(),
            now: act.now,
        };
        match signing.sign(&self.store, wanted).await {
            Ok(file) => Ok(Some((composed, file))),
            Err(NotSigned::Fault(fault)) => Err(NotPrepared::Signing(fault)),
            Err(NotSigned::Store(error)) => Err(error.into()),
        }
    }
}

impl Letters for OfficeLetters {
    fn prepare<'a>(&'a self, site: &'a str, now: Instant) -> Preparing<'a> {
        Box::pin(async move {
            let Self { store, rulebook, aside, .. } = self;
            let printing = Printing::of(store, rulebook, aside, site.to_owned(), now, None).await?;
            let keys = self.store.keys()?.clone();
            Ok(Box::new(LicencePrinter { printing, keys, signed: Signed::ByHand }) as Box<dyn Printer + Send>)
        })
    }

    fn prepare_act<'a>(&'a self, act: Completing<'a>) -> Preparing<'a, NotPrepared> {
        Box::pin(async move {
            let Self { store, rulebook, aside, signing } = self;
            let printing = Printing::of(store, rulebook, aside, act.site.clone(), act.now, None).await?;
            let keys = store.keys()?.clone();
            let is_signature = matches!(act.command, Command::Sign { .. });
            let mut printer = LicencePrinter { printing, keys, signed: Signed::ByHand };
            if let Some(signing) = signing.as_ref().filter(|_| is_signature)
                && self.is_electronic(act.dossier, &printer).await?
            {
                printer.signed = Signed::Nothing;
                if let Some((composed, file)) = Box::pin(self.signed(signing, &act, &printer)).await? {
                    printer.signed = Signed::Electronically { facts: composed.facts, qr: composed.qr, file };
                }
            }
            Ok(Box::new(printer) as Box<dyn Printer + Send>)
        })
    }
}

impl OfficeLetters {
    /// Whether the letter of a dossier is signed electronically.
    async fn is_electronic(
        &self,
        dossier: &DossierId,
        printer: &LicencePrinter,
    ) -> Result<bool, StorageError> {
        let Some(found) = self.store.dossier(dossier).await? else { return Ok(false) };
        let (service, version) = (found.dossier.service, found.dossier.standard);
        let standard = self.rulebook.standard(&self.store, &service, version).await?.standard;
        Ok(printer.printing.signing().is_for(&standard))
    }
}

/// How the letter of an act is signed.
#[derive(Debug)]
enum Signed {
    /// By hand, once it is printed.
    ByHand,
    /// By BSrE before the act: the very letter that was signed, and its file.
    Electronically { facts: String, qr: String, file: Vec<u8> },
    /// It was to be signed by BSrE, but no letter was due when it was looked at.
    Nothing,
}

/// Prints licences with what was gathered before the act.
#[derive(Debug)]
struct LicencePrinter {
    printing: Printing,
    keys: Keys,
    signed: Signed,
}

/// A letter before it is set.
#[derive(Debug)]
struct Composed {
    number: String,
    from: NaiveDate,
    until: NaiveDate,
    contents: String,
    key: String,
    facts: String,
    qr: String,
}

impl Composed {
    /// Sets it. The caller waits: some milliseconds.
    fn set(&self, printing: &Printing) -> Result<Vec<u8>, PrintFault> {
        let data = self.facts.clone().into_bytes();
        let printed = block_in_place(|| set(Sheet::Licence, &printing.templates, data, Some(&self.qr)));
        Ok(printed.map_err(|faults| PrintFault::NotSet(faults.to_string()))?.pdf)
    }
}

fn shortened(hash: &str) -> String {
    hash.chars().take(CLAIM_DIGITS).collect()
}

/// The facts of a sheet as the template reads them.
pub(super) fn facts_of(licence: &Licence) -> Result<String, PrintFault> {
    serde_json::to_string(licence).map_err(|error| PrintFault::NotSet(error.to_string()))
}

/// The address that the QR of a letter holds: the claim, the key and the signature.
fn checked_at(site: &str, claim: &Claim, key: &str, signature: &[u8]) -> String {
    let Claim { number, service, holder, from, until, contents } = claim;
    let (number, signature) = (routes::escaped(number), BASE64URL_NOPAD.encode(signature));
    let site = site.trim_end_matches('/');
    format!(
        "{site}{}?n={number}&j={service}&o={holder}&d={from}&s={until}&i={contents}&k={key}&t={signature}",
        routes::LICENCES
    )
}

impl LicencePrinter {
    /// The letter of a dossier that is signed and numbered.
    fn compose(
        &self,
        standard: &ServiceStandard,
        dossier: &Dossier,
        date: NaiveDate,
    ) -> Result<Composed, PrintFault> {
        let missing = |what: &str| PrintFault::NotSet(format!("{what} is missing"));
        let facts = dossier.facts.as_ref().ok_or_else(|| missing("the applicant"))?;
        let number = dossier.standing.number.as_ref().ok_or_else(|| missing("the number"))?.number.clone();
        let until = last_day(date, standard.validity_years);
        let case = Case { desk: self.printing.desk(), standard, dossier, card: &[] };
        let address = case.desk.address(routes::LICENCES);
        let mut licence = paper::issued(&case, facts, Slots { number: &number, from: date, until });
        if !matches!(self.signed, Signed::ByHand) {
            licence = paper::electronically_signed(licence, address.as_deref());
        }
        let contents = sha256_hex(facts_of(&licence)?);
        let claim = Claim {
            number: number.clone(),
            service: dossier.service.clone(),
            holder: shortened(&sha256_hex(facts.name.full())),
            from: date,
            until,
            contents: shortened(&contents),
        };
        let (key, signature) = self.keys.sign_licence(claim.signed_text().as_bytes());
        let qr = checked_at(&self.printing.site, &claim, key, &signature);
        let facts = facts_of(&paper::with_qr(licence, address))?;
        Ok(Composed { number, from: date, until, contents, key: key.to_owned(), facts, qr })
    }
}

impl Printer for LicencePrinter {
    fn print(
        &self,
        standard: &ServiceStandard,
        dossier: &Dossier,
        date: NaiveDate,
    ) -> Result<PrintedLetter, PrintFault> {
        let composed = self.compose(standard, dossier, date)?;
        let file = match &self.signed {
            Signed::ByHand => composed.set(&self.printing)?,
            Signed::Electronically { facts, qr, file } if *facts == composed.facts && *qr == composed.qr => {
                file.clone()
            }
            Signed::Electronically { .. } | Signed::Nothing => return Err(PrintFault::Outdated),
        };
        let Composed { number, from, until, contents, key, facts, qr } = composed;
        let letter = IssuedLetter {
            number,
            from,
            until,
            contents,
            sha256: sha256_hex(&file),
            template: self.printing.templates.version(Sheet::Licence),
            key,
        };
        Ok(PrintedLetter { letter, facts, qr, program: env!("CARGO_PKG_VERSION").to_owned(), file })
    }
}
