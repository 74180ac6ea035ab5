//! What must not happen: every server function without a session, without the role, without a fresh password, from
//! another site; that nothing is written then; and what is told to those who watch.
#![allow(clippy::unwrap_used, reason = "a story that cannot go on has failed")]
#![expect(clippy::large_futures, reason = "tests have the stack for it")]

mod batch;
mod exporting;
mod issued;
mod office;
mod permission;
mod printing;
mod reading;
mod session;
mod stream;
mod watching;
