//! Signing in, passwords, sessions, in English.

use crate::words::account::Account;

pub(super) const ACCOUNT: Account = Account {};
