//! What must not happen: every server function without a session, without the role, without a fresh password, from
//! another site; and that nothing is written then.

mod office;
mod permission;
mod reading;
mod session;
