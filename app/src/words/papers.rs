//! What is printed of a dossier.

use domain::lang::Lang;
use domain::paper::{DossierPaper, HandoverFault};

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
