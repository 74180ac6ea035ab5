//! The board, in English.

use crate::words::board::Board;

pub(super) const BOARD: Board = Board {};
