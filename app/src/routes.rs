//! Every address of the program as a function, so that a link cannot be mistyped.

use domain::id::DossierId;
use domain::tracking_code::TrackingCode;

/// Sign in; `to` is where to go afterwards.
pub const SIGN_IN: &str = "/masuk";
/// My account: password, sessions.
pub const ACCOUNT: &str = "/akun";
/// The board, without a service.
pub const BOARDS: &str = "/papan";
/// All dossiers.
pub const REGISTER: &str = "/berkas";
/// The dashboard.
pub const DASHBOARD: &str = "/dasbor";
/// Track an application.
pub const TRACKING: &str = "/lacak";
/// Published standards.
pub const STANDARDS: &str = "/standar";

/// The board of a service.
pub fn board(service: &str) -> String {
    format!("/papan/{service}")
}

/// The form of the counter for a new application.
pub fn counter(service: &str) -> String {
    format!("/papan/{service}/daftar")
}

/// One dossier.
pub fn dossier(id: &DossierId) -> String {
    format!("/berkas/{id}")
}

/// The tracking page of a code.
pub fn tracking(code: &TrackingCode) -> String {
    format!("/lacak/{}", code.written())
}

/// The public standard of a service.
pub fn standard(service: &str) -> String {
    format!("/standar/{service}")
}
