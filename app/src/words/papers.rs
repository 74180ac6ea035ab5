//! What is printed of a dossier.

use domain::lang::Lang;
use domain::paper::{DossierPaper, HandoverFault};
use domain::signed_copy::CopyFault;

/// What is printed of a dossier.
#[derive(Debug)]
pub struct Papers {
    /// Heading of the panel.
    pub title: &'static str,
    /// What opens, and where.
    pub lead: &'static str,
    /// The receipt at the counter, right after registering.
    pub print_receipt: &'static str,
    /// The copy of the receipt that stays with the file.
    pub receipt_for_file: &'static str,
    /// The copy of an issued licence that stays with the office.
    pub licence_for_office: &'static str,
    /// Heading of the scans of the letter that was signed by hand.
    pub signed_copy: &'static str,
    /// Saves a scan.
    pub save_copy: &'static str,
    /// Scans that newer ones replaced.
    pub earlier_copies: &'static str,
    /// Brings the first scan in.
    pub bring_copy: &'static str,
    /// Brings a newer scan in.
    pub replace_copy: &'static str,
    /// The file of a scan.
    pub copy_file: &'static str,
    /// What a file may be; the megabytes follow.
    pub copy_hint: &'static str,
    /// The SOP sheet of a public standard.
    pub sop: &'static str,
    /// What a link does, for those who do not see the mark.
    pub opens_anew: &'static str,
}

/// What a sheet of a dossier is called; `several` numbers the letters of returns.
pub fn name(lang: Lang, paper: DossierPaper, several: bool) -> String {
    let plain = match paper {
        DossierPaper::Receipt => lang.pick("Tanda terima", "Receipt"),
        DossierPaper::ControlCard => lang.pick("Kartu kendali", "Control card"),
        DossierPaper::Label => lang.pick("Label map", "Folder label"),
        DossierPaper::HandoverList => lang.pick("Daftar pengantar", "Courier's list"),
        DossierPaper::ReturnLetter(no) => {
            let letter = lang.pick("Surat pengembalian", "Letter of return");
            return if several { format!("{letter} {no}") } else { letter.to_owned() };
        }
        DossierPaper::RefusalLetter => lang.pick("Surat penolakan", "Letter of refusal"),
        DossierPaper::ReminderLetter => lang.pick("Surat pemberitahuan", "Letter of reminder"),
        DossierPaper::Draft => lang.pick("Konsep surat izin", "Draft of the licence"),
        DossierPaper::Licence => lang.pick("Surat izin", "Licence"),
        DossierPaper::RevocationLetter => lang.pick("Surat pencabutan izin", "Letter of revocation"),
    };
    plain.to_owned()
}

/// How large a file is: "412 kB", "1,4 MB".
pub fn size(lang: Lang, bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    if tenths < 10 {
        return format!("{} kB", bytes.div_ceil(1_000));
    }
    format!("{}{}{} MB", tenths / 10, lang.pick(",", "."), tenths % 10)
}

/// What is wrong with the file of a scan, and what to do.
pub const fn copy_fault(lang: Lang, fault: CopyFault) -> &'static str {
    match fault {
        CopyFault::Missing => lang.pick("Pilih berkas pindaian dulu.", "Choose the file of the scan first."),
        CopyFault::TooLarge => lang.pick(
            "Berkas terlalu besar, paling besar 10 MB. Pindai dengan 200 dpi atau simpan sebagai PDF.",
            "The file is too large, 10 MB at most. Scan it at 200 dpi or save it as PDF.",
        ),
        CopyFault::OtherKind => {
            lang.pick("Berkas harus PDF, JPG, atau PNG.", "The file must be a PDF, JPG or PNG.")
        }
    }
}

/// Why a courier gets no list.
pub fn handover_fault(lang: Lang, fault: &HandoverFault) -> String {
    match (fault, lang) {
        (HandoverFault::Empty, Lang::Id) => "Tidak ada berkas yang disebut.".to_owned(),
        (HandoverFault::Empty, Lang::En) => "No dossier was named.".to_owned(),
        (HandoverFault::Nowhere { register }, Lang::Id) => {
            format!("{register} tidak sedang menuju meja lain.")
        }
        (HandoverFault::Nowhere { register }, Lang::En) => format!("{register} is on its way to no desk."),
        (HandoverFault::Apart { desks }, Lang::Id) => {
            format!(
                "Berkas menuju meja yang berbeda: {}. Cetak satu daftar untuk setiap meja.",
                desks.join(", ")
            )
        }
        (HandoverFault::Apart { desks }, Lang::En) => {
            format!("The dossiers go to different desks: {}. Print one list for each desk.", desks.join(", "))
        }
        (HandoverFault::Clock(fault), _) => fault.to_string(),
    }
}
