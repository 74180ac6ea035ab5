//! Issuing: the letter is printed in the act that completes it, with the office's signature over its facts in the QR.

use app::routes;
use app::ssr::{Letters, Preparing};
use chrono::NaiveDate;
use data_encoding::BASE64URL_NOPAD;
use domain::dossier::Dossier;
use domain::licence::{CLAIM_DIGITS, Claim, IssuedLetter, last_day};
use domain::paper::{self, Case, Licence, Sheet, Slots};
use domain::standard::ServiceStandard;
use domain::time::Instant;
use storage::Store;
use storage::keys::Keys;
use storage::licence::{PrintFault, PrintedLetter, Printer};
use storage::rulebook::Rulebook;
use storage::standard::sha256_hex;
use tokio::task::block_in_place;

use super::gather::Printing;
use crate::documents::{Aside, set};

/// The office's letters.
#[derive(Clone, Debug)]
pub struct OfficeLetters {
    store: Store,
    rulebook: Rulebook,
    aside: Aside,
}

impl OfficeLetters {
    /// Those of the office in this store.
    pub fn new(store: Store, rulebook: Rulebook, aside: Aside) -> Self {
        Self { store, rulebook, aside }
    }
}

impl Letters for OfficeLetters {
    fn prepare<'a>(&'a self, site: &'a str, now: Instant) -> Preparing<'a> {
        Box::pin(async move {
            let Self { store, rulebook, aside } = self;
            let printing = Printing::of(store, rulebook, aside, site.to_owned(), now, None).await?;
            let keys = self.store.keys()?.clone();
            Ok(Box::new(LicencePrinter { printing, keys }) as Box<dyn Printer + Send>)
        })
    }
}

/// Prints licences with what was gathered before the act.
#[derive(Debug)]
struct LicencePrinter {
    printing: Printing,
    keys: Keys,
}

fn shortened(hash: &str) -> String {
    hash.chars().take(CLAIM_DIGITS).collect()
}

/// The facts of a sheet as the template reads them.
pub(super) fn facts_of(licence: &Licence) -> Result<String, PrintFault> {
    serde_json::to_string(licence).map_err(|error| PrintFault { why: error.to_string() })
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

impl Printer for LicencePrinter {
    fn print(
        &self,
        standard: &ServiceStandard,
        dossier: &Dossier,
        date: NaiveDate,
    ) -> Result<PrintedLetter, PrintFault> {
        let missing = |what: &str| PrintFault { why: format!("{what} is missing") };
        let facts = dossier.facts.as_ref().ok_or_else(|| missing("the applicant"))?;
        let number = dossier.standing.number.as_ref().ok_or_else(|| missing("the number"))?.number.clone();
        let until = last_day(date, standard.validity_years);
        let case = Case { desk: self.printing.desk(), standard, dossier, card: &[] };
        let licence = paper::issued(&case, facts, Slots { number: &number, from: date, until });
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
        let licence = paper::with_qr(licence, case.desk.address(routes::LICENCES));
        let facts = facts_of(&licence)?;
        let templates = &self.printing.templates;
        let told = facts.clone().into_bytes();
        // The act waits for it: setting a letter takes some milliseconds.
        let printed = block_in_place(|| set(Sheet::Licence, templates, told, Some(&qr)));
        let file = printed.map_err(|faults| PrintFault { why: faults.to_string() })?.pdf;
        let letter = IssuedLetter {
            number,
            from: date,
            until,
            contents,
            sha256: sha256_hex(&file),
            template: templates.version(Sheet::Licence),
            key: key.to_owned(),
        };
        Ok(PrintedLetter { letter, facts, qr, program: env!("CARGO_PKG_VERSION").to_owned(), file })
    }
}
