//! Several papers as one file to print: every page as it is, on paper of its own size.

use hayro_syntax::Pdf;
use hayro_syntax::page::Page;
use typst::comemo;
use typst::diag::Warned;

use super::fault::{Fault, Faults};
use super::press::pile_options;
use super::world::SheetWorld;

/// How the pages are laid, each as a picture of itself that fills its paper. The sizes are data; nothing is spliced in.
const PILE: &str = r#"#set page(margin: 0pt)
#set document(title: "Cetakan")
#for (file, pages) in json("/sizes.json").enumerate() {
  for (place, (width, height)) in pages.enumerate() {
    page(width: width * 1pt, height: height * 1pt, image(
      "/" + str(file) + ".pdf", page: place + 1, width: 100%, height: 100%, fit: "stretch",
    ))
  }
}
"#;

/// Puts PDFs together in their order. Blocks for the time it takes: some milliseconds a page.
///
/// # Errors
/// [`Faults`] where there is none, or one of them is no PDF.
pub fn merge(files: Vec<Vec<u8>>) -> Result<Vec<u8>, Faults> {
    let fault = |reason: String| Faults(vec![Fault::of(None, reason)]);
    if files.is_empty() {
        return Err(fault("there is nothing to put together".to_owned()));
    }
    let mut sizes: Vec<Vec<(f32, f32)>> = Vec::with_capacity(files.len());
    for (place, file) in files.iter().enumerate() {
        let read = Pdf::new(file.clone()).map_err(|error| fault(format!("paper {place}: {error:?}")))?;
        sizes.push(read.pages().iter().map(Page::render_dimensions).collect());
    }
    let sizes = serde_json::to_vec(&sizes).map_err(|error| fault(error.to_string()))?;
    let world = SheetWorld::of_pile(PILE, sizes, files);
    let read =
        |told: &[typst::diag::SourceDiagnostic]| told.iter().map(|one| Fault::read(&world, one)).collect();
    let Warned { output, .. } = typst::compile(&world);
    let merged = output
        .and_then(|document| typst_pdf::pdf(&document, &pile_options()))
        .map_err(|errors| Faults(read(&errors)));
    // A pile is put together once: nothing of it serves another.
    comemo::evict(0);
    merged
}
