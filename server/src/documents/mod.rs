//! Documents: templates and facts become PDF. What a sheet says is made by `domain::paper`; how it looks is a template's,
//! the program's own or the office's; nothing is spliced into markup.

mod check;
mod fault;
mod merge;
mod press;
mod qr;
mod recheck;
pub mod shipped;
mod templates;
mod world;

pub use check::{Checked, check, print_samples};
pub use fault::{Fault, Faults};
pub use merge::merge;
pub use press::{Press, Print, set};
pub use recheck::{Aside, OwnTemplate, SetAside};
pub use templates::{Templates, known};
