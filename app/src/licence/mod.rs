//! The public check of a licence: by its number, by the QR on the letter, by the file itself. Rendered on the server alone.

mod answer;
mod form;
mod keys;

pub use answer::{Answer, Proof, Seal};
pub use form::{CheckPage, Fault};
pub use keys::{PublicKey, keys};
