//! Words that every slice uses, in English.

use crate::words::common::Common;

pub(super) const COMMON: Common = Common {};
