//! Signing in, passwords, sessions, in Indonesian.

use crate::words::account::Account;

pub(super) const ACCOUNT: Account = Account {};
