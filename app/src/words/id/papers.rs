//! What is printed of a dossier, in Indonesian.

use crate::words::papers::Papers;

pub(super) const PAPERS: Papers = Papers {
    title: "Surat dan cetakan",
    lead: "Terbuka sebagai PDF pada tab baru.",
    print_receipt: "Cetak tanda terima",
    receipt_for_file: "lembar untuk berkas",
    licence_for_office: "lembar kantor dengan paraf",
    signed_copy: "Pindaian surat bertanda tangan",
    save_copy: "Unduh pindaian",
    earlier_copies: "Pindaian sebelumnya",
    bring_copy: "Unggah pindaian",
    replace_copy: "Unggah pengganti",
    copy_file: "Berkas pindaian",
    copy_hint: "PDF, JPG, atau PNG, paling besar",
    sop: "Lembar SOP (PDF)",
    opens_anew: "(tab baru)",
};
