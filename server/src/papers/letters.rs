//! Issuing: the letter is printed in the act that completes it, with the office's signature over its facts in the QR.

use std::panic::resume_unwind;

use app::routes;
use app::ssr::{Completing, Completion, Letters, NotCompleted, Preparing};
use chrono::NaiveDate;
use data_encoding::BASE64URL_NOPAD;
use domain::command::Command;
use domain::dossier::Dossier;
use domain::licence::{CLAIM_DIGITS, Claim, IssuedLetter, last_day, signed_by};
use domain::paper::{self, Case, Licence, Sheet, Slots};
use domain::signing::SigningFault;
use domain::standard::ServiceStandard;
use domain::time::Instant;
use domain::transition::{decide, entry_instant};
use storage::Store;
use storage::dossier::{Advanced, Order};
use storage::keys::Keys;
use storage::licence::{PrintFault, PrintedLetter, Printer};
use storage::rulebook::Rulebook;
use storage::standard::sha256_hex;
use tokio::task::block_in_place;
use tracing::Instrument;

use super::gather::Printing;
use crate::documents::{Aside, set};
use crate::signing::{NotSigned, Signing, Turn, Wanted};

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

    /// A printer of what an act completes: where the service is signed electronically, of the letter that was signed for it.
    ///
    /// # Errors
    /// What the store could not do, or why the letter was not set or signed.
    pub async fn prepare_act(&self, act: &Completing) -> Result<Box<dyn Printer + Send>, NotCompleted> {
        let Self { store, rulebook, aside, signing } = self;
        let printing = Printing::of(store, rulebook, aside, act.site.clone(), act.now, None).await?;
        let mut printer = LicencePrinter { printing, keys: store.keys()?.clone(), signed: HowSigned::ByHand };
        let found = match (signing, &act.command) {
            (Some(_), Command::Sign { .. }) => store.dossier(&act.dossier).await?,
            _ => None,
        };
        if let (Some(signing), Some(found)) = (signing, found) {
            let dossier = found.dossier;
            let standard = rulebook.standard(store, &dossier.service, dossier.standard).await?.standard;
            if printer.printing.signing().is_for(&standard) {
                printer.signed = HowSigned::Nothing;
                printer.signed = Box::pin(self.signed(signing, act, &standard, &dossier, &printer)).await?;
            }
        }
        Ok(Box::new(printer))
    }

    /// The letter of an act, set and signed electronically before the act is written. Nothing where the act completes no
    /// letter, as the store will say: it is out of date, refused, or a letter is not due yet.
    async fn signed(
        &self,
        signing: &Signing,
        act: &Completing,
        standard: &ServiceStandard,
        dossier: &Dossier,
        printer: &LicencePrinter,
    ) -> Result<HowSigned, NotCompleted> {
        let is_current = dossier.standing.version == act.seen;
        let decided = decide(standard, dossier, &act.actor, &act.command, act.now);
        let acts = decided.ok().filter(|_| is_current).unwrap_or_default();
        let at = entry_instant(Some(dossier.newest_at), act.now);
        let Some(signed) = signed_by(dossier, &acts, at) else { return Ok(HowSigned::Nothing) };
        let official = printer.printing.official(&act.actor.account);
        let nip = official.and_then(|official| official.nip.as_deref()).unwrap_or_default();
        let email = printer.printing.signing().email_of(nip);
        let email = email.ok_or(NotCompleted::Signing(SigningFault::NoIdentity))?;
        let Composed { facts, qr, .. } =
            &printer.compose(standard, &signed, printer.printing.calendar.date(at))?;
        let pdf = set_licence(&printer.printing, facts, qr)?;
        let wanted = Wanted {
            account: &act.actor.account,
            email,
            passphrase: act.passphrase.as_ref(),
            dossier: &act.dossier,
            pdf: &pdf,
            city: printer.printing.city(),
            now: act.now,
        };
        let (facts, qr) = (facts.clone(), qr.clone());
        match signing.sign(&self.store, wanted).await {
            Ok((file, turn)) => Ok(HowSigned::Electronically { facts, qr, file, _turn: turn }),
            Err(NotSigned::Fault(fault)) => Err(NotCompleted::Signing(fault)),
            Err(NotSigned::Store(error)) => Err(error.into()),
        }
    }

    async fn carry_out(self, act: Completing) -> Result<Advanced, NotCompleted> {
        let printer = Box::pin(self.prepare_act(&act)).await?;
        let Completing { now, dossier, seen, id, actor, command, passphrase, .. } = &act;
        let (seen, printer) = (*seen, Some(&*printer as &dyn Printer));
        let order = Order { dossier, seen, id, actor, command, printer };
        let advanced = Box::pin(self.store.advance(&self.rulebook, &order, *now)).await;
        if let (Err(error), true) = (&advanced, passphrase.is_some()) {
            tracing::warn!(%dossier, %error, "an act that was signed for was not written; its signature is not used");
        }
        Ok(advanced?)
    }
}

impl Letters for OfficeLetters {
    fn prepare<'a>(&'a self, site: &'a str, now: Instant) -> Preparing<'a> {
        Box::pin(async move {
            let Self { store, rulebook, aside, .. } = self;
            let printing = Printing::of(store, rulebook, aside, site.to_owned(), now, None).await?;
            let keys = store.keys()?.clone();
            Ok(Box::new(LicencePrinter { printing, keys, signed: HowSigned::ByHand })
                as Box<dyn Printer + Send>)
        })
    }

    fn complete(&self, act: Completing) -> Completion {
        // On its own: a page that was closed breaks off its request, and not what was signed for it.
        let doing = tokio::spawn(self.clone().carry_out(act).in_current_span());
        Box::pin(async move { doing.await.unwrap_or_else(|error| resume_unwind(error.into_panic())) })
    }
}

/// How the letter of an act is signed.
#[derive(Debug)]
enum HowSigned {
    /// By hand, once it is printed.
    ByHand,
    /// By BSrE before the act: the very letter that was signed, its file, and its turn, which lasts until the act is written.
    Electronically { facts: String, qr: String, file: Vec<u8>, _turn: Turn },
    /// It was to be signed by BSrE, but no letter was due when it was looked at.
    Nothing,
}

/// Prints licences with what was gathered before the act.
#[derive(Debug)]
struct LicencePrinter {
    printing: Printing,
    keys: Keys,
    signed: HowSigned,
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

/// Sets a licence. The caller waits: some milliseconds.
fn set_licence(printing: &Printing, facts: &str, qr: &str) -> Result<Vec<u8>, PrintFault> {
    let data = facts.to_owned().into_bytes();
    let printed = block_in_place(|| set(Sheet::Licence, &printing.templates, data, Some(qr)));
    Ok(printed.map_err(|faults| PrintFault::NotSet(faults.to_string()))?.pdf)
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
        if !matches!(self.signed, HowSigned::ByHand) {
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
            HowSigned::ByHand => set_licence(&self.printing, &composed.facts, &composed.qr)?,
            HowSigned::Electronically { facts, qr, file, .. }
                if *facts == composed.facts && *qr == composed.qr =>
            {
                file.clone()
            }
            HowSigned::Electronically { .. } | HowSigned::Nothing => return Err(PrintFault::Outdated),
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
