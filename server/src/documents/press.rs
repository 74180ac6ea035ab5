//! The press: facts and a template become the bytes of a PDF. The same facts, templates and program give the same bytes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use domain::paper::{Made, Sheet};
use serde::Serialize;
use storage::standard::sha256_hex;
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use typst::comemo;
use typst::diag::{SourceDiagnostic, Warned};
use typst::foundations::Smart;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use super::fault::{Fault, Faults};
use super::merge::merge;
use super::qr;
use super::templates::Templates;
use super::world::SheetWorld;

/// Sheets that are set at the same time; others wait. Setting one takes milliseconds and some megabytes.
const AT_A_TIME: usize = 2;

/// Prints that what was computed for an earlier print is kept for.
const KEPT_PRINTS: usize = 2;

/// A printed sheet.
#[derive(Clone, Debug)]
pub struct Print {
    /// The PDF.
    pub pdf: Vec<u8>,
    /// What the template might mean otherwise: a typeface that is not there.
    pub warnings: Vec<Fault>,
}

/// Sets a sheet from its data as JSON. Blocks for the time it takes.
///
/// # Errors
/// [`Faults`] of the template, each with its place.
pub fn set(sheet: Sheet, templates: &Templates, data: Vec<u8>, qr: Option<&str>) -> Result<Print, Faults> {
    let qr = qr.map(qr::svg).transpose().map_err(|reason| Faults(vec![Fault::of(None, reason)]))?;
    let world = SheetWorld::new(sheet, templates, data, qr);
    let printed = print(&world);
    // What was computed for this print serves the next ones; what none of them used goes.
    comemo::evict(KEPT_PRINTS);
    printed
}

fn print(world: &SheetWorld) -> Result<Print, Faults> {
    let read = |told: &[SourceDiagnostic]| told.iter().map(|one| Fault::read(world, one)).collect::<Vec<_>>();
    let Warned { output, warnings } = typst::compile(world);
    let document = output.map_err(|errors| Faults(read(&errors)))?;
    let pdf = typst_pdf::pdf(&document, &options()).map_err(|errors| Faults(read(&errors)))?;
    Ok(Print { pdf, warnings: read(&warnings) })
}

/// Tagged for those who hear a sheet, checked as PDF/UA-1; without the instant at which it was made.
fn options() -> PdfOptions {
    PdfOptions {
        ident: Smart::Auto,
        creator: Smart::Custom(Some("Kendali".to_owned())),
        timestamp: None,
        page_ranges: None,
        standards: PdfStandards::new(&[PdfStandard::Ua_1]).expect("one standard cannot contradict itself"),
        tagged: true,
        pretty: false,
    }
}

/// What is put together of other prints: they are tagged each by themselves, and nobody listens to a pile.
pub(super) fn pile_options() -> PdfOptions {
    PdfOptions { standards: PdfStandards::default(), tagged: false, ..options() }
}

/// A public print that is kept, with the code of what it was made of.
#[derive(Clone, Debug)]
struct Kept {
    made_of: String,
    pdf: Bytes,
}

/// The press of a server. Cheap to clone; nothing is made before the first print.
#[derive(Clone, Debug)]
pub struct Press {
    turns: Arc<Semaphore>,
    kept: Arc<Mutex<BTreeMap<String, Kept>>>,
}

impl Default for Press {
    fn default() -> Self {
        Self { turns: Arc::new(Semaphore::new(AT_A_TIME)), kept: Arc::default() }
    }
}

impl Press {
    /// Prints a sheet beside the work of the server.
    ///
    /// # Errors
    /// [`Faults`] of the template; a fault without place where setting it failed altogether.
    pub async fn print<T: Serialize>(
        &self,
        sheet: Sheet,
        templates: Templates,
        made: &Made<T>,
    ) -> Result<Vec<u8>, Faults> {
        let failed = |reason: String| Faults(vec![Fault::of(None, reason)]);
        let data = serde_json::to_vec(&made.data).map_err(|error| failed(error.to_string()))?;
        let qr = made.qr.clone();
        let turn =
            Arc::clone(&self.turns).acquire_owned().await.map_err(|error| failed(error.to_string()))?;
        let printing = spawn_blocking(move || {
            let printed = set(sheet, &templates, data, qr.as_deref());
            drop(turn);
            printed
        });
        let print = printing.await.map_err(|error| failed(error.to_string()))??;
        for warning in &print.warnings {
            tracing::warn!(sheet = sheet.key(), %warning, "the template was set with a warning");
        }
        Ok(print.pdf)
    }

    /// Puts printed papers together, each beginning on a page of its own, beside the work of the server.
    ///
    /// # Errors
    /// A fault without place where one of them cannot be read.
    pub async fn together(&self, files: Vec<Vec<u8>>) -> Result<Vec<u8>, Faults> {
        let failed = |reason: String| Faults(vec![Fault::of(None, reason)]);
        let turn =
            Arc::clone(&self.turns).acquire_owned().await.map_err(|error| failed(error.to_string()))?;
        let merging = spawn_blocking(move || {
            let merged = merge(files);
            drop(turn);
            merged
        });
        merging.await.map_err(|error| failed(error.to_string()))?
    }

    /// As [`Press::print`], for a sheet that everybody may ask for: it is kept under a key, one for each, until its facts
    /// or its template change. Those keys are few: services of the office.
    ///
    /// # Errors
    /// As [`Press::print`].
    ///
    /// # Panics
    /// Never: nothing panics while it holds the prints.
    pub async fn print_once<T: Serialize>(
        &self,
        key: &str,
        sheet: Sheet,
        templates: Templates,
        made: &Made<T>,
    ) -> Result<Bytes, Faults> {
        let data = serde_json::to_string(&made.data)
            .map_err(|error| Faults(vec![Fault::of(None, error.to_string())]))?;
        let made_of = sha256_hex(format!("{} {data}", templates.version(sheet)));
        let kept = |press: &Self| {
            press.kept.lock().expect("nothing panics while it holds the prints").get(key).cloned()
        };
        if let Some(kept) = kept(self).filter(|kept| kept.made_of == made_of) {
            return Ok(kept.pdf);
        }
        let pdf = Bytes::from(self.print(sheet, templates, made).await?);
        let mut all = self.kept.lock().expect("nothing panics while it holds the prints");
        all.insert(key.to_owned(), Kept { made_of, pdf: pdf.clone() });
        Ok(pdf)
    }
}
