//! Registration at the counter, in Indonesian.

use crate::words::counter::Counter;

pub(super) const COUNTER: Counter = Counter {};
