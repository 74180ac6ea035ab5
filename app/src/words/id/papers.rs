//! What is printed of a dossier, in Indonesian.

use crate::words::papers::Papers;

pub(super) const PAPERS: Papers = Papers {
    title: "Surat dan cetakan",
    lead: "Terbuka sebagai PDF pada tab baru.",
    print_receipt: "Cetak tanda terima",
    receipt_for_file: "lembar untuk berkas",
    licence_for_office: "lembar kantor dengan paraf",
    sop: "Lembar SOP (PDF)",
    opens_anew: "(tab baru)",
};
