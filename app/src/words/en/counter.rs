//! Registration at the counter, in English.

use crate::words::counter::Counter;

pub(super) const COUNTER: Counter = Counter {};
