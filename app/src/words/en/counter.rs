//! Registration at the counter, in English.

use crate::words::counter::Counter;

pub(super) const COUNTER: Counter = Counter {
    title: "Register an application",
    lead: "Fill in as on the identity card and the letter of application. The file is registered and accepted at once.",
    checklist: "Requirements",
    checklist_lead: "Mark how each requirement comes. What it is worth is checked at verification.",
    register: "Register",
    registering: "Registering…",
    registered: "The application is registered",
    registered_lead: "Note the tracking code for the applicant. The last four digits of the NIK are the second key and are never printed.",
    register_number: "Register number",
    code: "Tracking code",
    code_hint: "The applicant follows the file on the tracking page, without an account.",
    promised: "Ready for collection at the latest",
    open_dossier: "Open the dossier",
    another: "Register another application",
    to_board: "Back to the board",
    double: "This applicant still has an open application for the same service:",
    renewal: "Renew a licence",
    replacement: "Register a replacement",
    again: "Register again",
    from_lead: "Filled in from the earlier dossier, check it with the applicant:",
    fee: "Fee",
    free: "FREE",
};
