//! The board, in Indonesian.

use crate::words::board::Board;

pub(super) const BOARD: Board = Board {};
