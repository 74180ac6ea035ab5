//! What figures count of a dossier beyond its projection: how often it was returned, and by whose fault.

use domain::event::Event;

/// Returns to the applicant. A return for promised items only is no fault of the first pass, nor is a mistaken one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Returns in all.
    pub returns: u32,
    /// Returns because something was missing or wrong.
    pub for_fault: u32,
    /// Whether the newest return is one of those.
    pub fault_pending: bool,
}

impl Tally {
    pub(crate) fn count(&mut self, event: &Event) {
        match event {
            Event::Returned { promised_only, .. } => {
                self.returns += 1;
                self.for_fault += u32::from(!promised_only);
                self.fault_pending = !promised_only;
            }
            Event::Answered { mistaken_return: true, .. } => {
                self.for_fault -= u32::from(self.fault_pending);
                self.fault_pending = false;
            }
            _ => {}
        }
    }
}
