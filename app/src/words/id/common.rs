//! Words that every slice uses, in Indonesian.

use crate::words::common::Common;

pub(super) const COMMON: Common = Common {};
