//! The applicant's pages: the form that asks code and second factor, and what it shows. Rendered on the server alone.

mod ended;
mod form;
mod late;
mod panel;
mod ready;
mod returned;
mod status;
mod timeline;

pub use form::{Ask, Fault, FormPage};
pub use status::{page, title};
