//! What is printed of a dossier, in English.

use crate::words::papers::Papers;

pub(super) const PAPERS: Papers = Papers {
    title: "Letters and prints",
    lead: "They open as PDF in a new tab, in Indonesian.",
    print_receipt: "Print the receipt",
    receipt_for_file: "the file's copy",
    licence_for_office: "office copy with initials",
    signed_copy: "Scan of the signed letter",
    save_copy: "Save the scan",
    earlier_copies: "Earlier scans",
    bring_copy: "Upload the scan",
    replace_copy: "Upload a newer one",
    copy_file: "File of the scan",
    copy_hint: "PDF, JPG or PNG, at most",
    sop: "SOP sheet (PDF, in Indonesian)",
    opens_anew: "(new tab)",
};
