//! Registration at the counter.

/// Registration at the counter.
#[derive(Debug)]
pub struct Counter {
    /// The title of the page.
    pub title: &'static str,
    /// What the page is for.
    pub lead: &'static str,
    /// Heading of the checklist.
    pub checklist: &'static str,
    /// What the checklist is for.
    pub checklist_lead: &'static str,
    /// The act.
    pub register: &'static str,
    /// While it is under way.
    pub registering: &'static str,
    /// Heading once it is done.
    pub registered: &'static str,
    /// What to do next.
    pub registered_lead: &'static str,
    /// Before the register number.
    pub register_number: &'static str,
    /// Before the tracking code.
    pub code: &'static str,
    /// What the code is for.
    pub code_hint: &'static str,
    /// Before the promised date.
    pub promised: &'static str,
    /// Opens the dossier.
    pub open_dossier: &'static str,
    /// Begins another registration.
    pub another: &'static str,
    /// Back to the board.
    pub to_board: &'static str,
    /// The same person has another open dossier.
    pub double: &'static str,
    /// The title of a renewal.
    pub renewal: &'static str,
    /// The title of a replacement.
    pub replacement: &'static str,
    /// The title of an application that begins anew.
    pub again: &'static str,
    /// Where the form was filled from; the dossier follows.
    pub from_lead: &'static str,
    /// The fee.
    pub fee: &'static str,
    /// No fee.
    pub free: &'static str,
}
