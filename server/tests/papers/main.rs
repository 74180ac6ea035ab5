//! The papers as they leave the press: every sample as PDF, as text and as a picture; the same facts as the same bytes;
//! what is wrong with a template, and where.
//!
//! Poppler's `pdftotext` and `pdftoppm` read the PDFs, as other programs will.
#![allow(clippy::unwrap_used, reason = "a story that cannot go on has failed")]

mod fields;
mod grey;
mod pictures;
mod poppler;
mod press;
mod reading;
