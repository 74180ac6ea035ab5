//! The filters of a board's address as the store applies them.

use domain::role::Actor;
use storage::board::BoardFilter;

use crate::board::BoardQuery;

/// What the store leaves out for this reader.
pub fn board_filter(query: &BoardQuery, actor: &Actor) -> BoardFilter {
    BoardFilter { text: query.text(), held_by: query.held_by(actor), late: query.late, group: query.group }
}
