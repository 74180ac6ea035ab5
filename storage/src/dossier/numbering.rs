//! Numbers of a dossier: the register number at its registration, the licence number at the Number step.

use std::sync::LazyLock;

use domain::number::{NumberParts, NumberTemplate, REGISTER_TEMPLATE};
use domain::standard::ServiceStandard;

static REGISTER: LazyLock<NumberTemplate> = LazyLock::new(|| {
    NumberTemplate::parse(REGISTER_TEMPLATE).expect("the template of the register is well formed")
});

/// The series of the register, one for all services.
pub const REGISTER_SERIES: &str = "register";

/// The series of a service's licences: the key of the service.
pub fn licence_series(standard: &ServiceStandard) -> &str {
    &standard.service
}

/// The register number as printed: `REG/2026/000123`.
pub fn register_number(year: i32, running: u64) -> String {
    REGISTER.fill(NumberParts { classification: "", code: "", running, year })
}

/// The licence number as printed: `500.7/021/SIPP-I/DPMPTSP/2026`.
pub fn licence_number(standard: &ServiceStandard, year: i32, running: u64) -> String {
    standard.licence_template.fill(NumberParts {
        classification: &standard.classification,
        code: &standard.licence_code,
        running,
        year,
    })
}
