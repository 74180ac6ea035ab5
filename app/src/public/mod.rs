//! The public pages' frame, the parts they share and the first of them. No script, no `Resource`: data is fetched before
//! and handed in.

mod frame;
mod landing;
mod mark;
mod parts;

pub use frame::{Here, OfficeFace, frame};
pub use landing::{Service, landing, not_found};
pub use mark::{Mark, Verdict, tone};
pub use parts::{at_slashes, dialled, phone_link, said, sms_link};
