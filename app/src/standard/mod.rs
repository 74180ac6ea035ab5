//! Published standards: the list of services, and each with its fourteen components and its SOP. Rendered on the server
//! alone.

mod component;
mod flow;
mod list;
mod page;
mod performance;
mod sop;

pub use list::list;
pub use page::{Published, page, title};
