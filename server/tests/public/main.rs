//! What the public sees, and what it never does: no script, no personal data beyond a masked name.
#![expect(clippy::unwrap_used, reason = "a story that cannot go on has failed")]
#![expect(clippy::large_futures, reason = "tests have the stack for it")]

mod licence;
mod office;
mod tracking;
