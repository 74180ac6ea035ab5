//! Meja Saya, in English.

use crate::words::my_desk::MyDesk;

pub(super) const MY_DESK: MyDesk = MyDesk {
    ending: "Licences that end:",
    all: "All",
    working: "In work",
    late_lead: "the step's time or the promise has run out",
    empty: "Your desk is clear",
    empty_lead: "Files that are handed to you will appear here.",
    nothing: "Nothing in this part",
    nothing_lead: "Choose All to see the whole desk.",
    accept_ready: "Accept: ready to collect",
    open: "Open dossier",
    send_back: "Return…",
    rest: "break",
    chosen: "Chosen files",
    pane: "The dossier being read",
    pane_empty: "Choose a row to read its dossier here.",
    letter: "Licence letter",
    your_initial: "your initial",
    last_initial: "Latest initial",
    time_so_far: "Time so far",
};
