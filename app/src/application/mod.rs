//! The form of an application: the same at the counter, for a correction and for an answer that changes facts.

mod fields;
mod marks;
mod summary;

pub use fields::{ApplicationFields, FormState, KindChoice};
pub use marks::{MarkList, MarkRow, Question, decisions};
pub use summary::ErrorSummary;
