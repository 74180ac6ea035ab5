//! Signing in, my password, my sessions.

pub mod api;
mod page;

pub use page::{SignInPage, AccountPage};
