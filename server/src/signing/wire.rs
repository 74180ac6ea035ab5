//! What goes to BSrE and comes back: JSON of version 2 of its client service.

use serde::{Deserialize, Serialize};

/// Who signs, as BSrE knows the person.
#[derive(Debug, Serialize)]
pub(super) struct WhoSigns<'a> {
    /// The e-mail address of the certificate.
    pub(super) email: &'a str,
}

/// How a signer's certificate stands.
#[derive(Debug, Deserialize)]
pub(super) struct Status {
    /// A word such as `ISSUE`.
    pub(super) status: String,
}

/// One signature on one file. It says nothing of itself when it is logged.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ToSign<'a> {
    pub(super) email: &'a str,
    pub(super) passphrase: &'a str,
    pub(super) signature_properties: [Properties<'a>; 1],
    /// Base64.
    pub(super) file: [&'a str; 1],
}

/// How the signature looks: it does not; the letter says who signed, and its QR was drawn before.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Properties<'a> {
    pub(super) tampilan: &'static str,
    pub(super) location: &'a str,
    pub(super) reason: &'a str,
    pub(super) contact_info: &'static str,
}

/// Signed files, in the order in which they were sent.
#[derive(Deserialize)]
pub(super) struct Signed {
    /// Base64.
    pub(super) file: Vec<String>,
}

/// A refusal.
#[derive(Debug, Deserialize)]
pub(super) struct Fault {
    pub(super) status_code: u32,
}

/// A file to check.
#[derive(Serialize)]
pub(super) struct ToCheck<'a> {
    /// Base64.
    pub(super) file: &'a str,
}

/// What BSrE makes of a file.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Verdict {
    #[serde(default)]
    pub(super) conclusion: String,
    #[serde(default)]
    pub(super) signature_informations: Vec<Information>,
}

/// One signature in a file.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Information {
    #[serde(default)]
    pub(super) signer_name: String,
    #[serde(default)]
    pub(super) integrity_valid: bool,
    #[serde(default)]
    pub(super) certificate_trusted: bool,
}
