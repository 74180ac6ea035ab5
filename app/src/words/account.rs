//! Signing in, passwords, sessions.

/// Signing in, passwords, sessions.
#[derive(Debug)]
pub struct Account {}
