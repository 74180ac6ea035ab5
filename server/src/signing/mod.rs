//! Electronic signatures by BSrE's client service, which an agency installs in its own network: whether a signer can sign,
//! the signature itself, and the check of a signed file.
//!
//! What is sent holds a passphrase and personal data: no request and no answer is ever logged, only its status and code.

mod client;
mod office;
mod wire;

pub use client::{Bsre, Checked};
pub use office::{NotSigned, Signing, Turn, Wanted};
