//! Batches of prints, in English.

use crate::words::batch::Batch;

pub(super) const BATCH: Batch = Batch {
    title: "Prints",
    lead: "Print up to 50 papers at once. The server prints them one by one, even when this page is closed, then puts them into one PDF.",
    begin: "Print many",
    paper: "Paper",
    look: "Find the files",
    not_due: "has no such paper",
    nothing: "No file for this paper",
    nothing_lead: "Choose another paper, or choose files on My desk.",
    all: "Choose all",
    let_go: "Choose none",
    mine: "My prints",
    none: "No prints yet",
    none_lead: "Your prints appear here and are kept for three days.",
    asked_at: "Asked for",
    progress: "Progress",
    kept_until: "Kept until",
    download: "Download one PDF",
    retry: "Try the failed ones again",
    leave: "You may close this page; printing goes on.",
    items: "Papers of this print",
    back: "All prints",
    print: "Print…",
    print_letters: "Print letters",
};
