//! Every address of the program as a function, so that a link cannot be mistyped.

use domain::batch::BatchPaper;
use domain::id::{BatchId, DossierId};
use domain::paper::DossierPaper;
use domain::register::RegisterQuery;
use domain::signed_copy::CopyFault;
use domain::tracking_code::TrackingCode;

/// Sign in; `to` is where to go afterwards.
pub const SIGN_IN: &str = "/masuk";
/// My account: password, sessions.
pub const ACCOUNT: &str = "/akun";
/// The board, without a service.
pub const BOARDS: &str = "/papan";
/// What waits for the reader.
pub const DESK: &str = "/meja";
/// All dossiers.
pub const REGISTER: &str = "/berkas";
/// The id of the register's field of search.
pub const SEARCH_FIELD: &str = "cari";
/// All dossiers, the focus in the field of search.
pub const REGISTER_SEARCH: &str = "/berkas#cari";
/// The camera that reads a folder's QR.
pub const SCANNER: &str = "/pindai";
/// The register as a workbook.
pub const REGISTER_XLSX: &str = "/berkas/ekspor.xlsx";
/// The register as CSV.
pub const REGISTER_CSV: &str = "/berkas/ekspor.csv";
/// Asks for the copy of the receipt that stays with the file.
pub const FOR_THE_FILE: &str = "lembar=berkas";
/// Asks for the office's copy of an issued licence, with Paraf Hierarki.
pub const FOR_THE_OFFICE: &str = "lembar=kantor";
/// Takes the scan of a letter that was signed by hand.
pub const SIGNED_COPY: &str = "/berkas/{id}/surat-bertanda-tangan";
/// Gives a scan that is kept, by its place on the card.
pub const A_SIGNED_COPY: &str = "/berkas/{id}/surat-bertanda-tangan/{entry}";
/// The key of what was wrong with a scan.
pub const COPY_FAULT: &str = "pindaian";
/// The list of folders that a courier carries.
pub const HANDOVER_LIST: &str = "/berkas/daftar-pengantar.pdf";
/// The key of the dossier that the form of the counter is filled from.
pub const FROM: &str = "dari";
/// The reader's batches of prints, and the beginning of one.
pub const BATCHES: &str = "/cetak";
/// The key of the dossiers that a batch is begun with.
pub const BATCH_DOSSIERS: &str = "berkas";
/// The key of the paper that a batch is begun with.
pub const BATCH_PAPER: &str = "surat";
/// The dashboard.
pub const DASHBOARD: &str = "/dasbor";
/// Track an application.
pub const TRACKING: &str = "/lacak";
/// Check a licence.
pub const LICENCES: &str = "/izin";
/// Check the file of a licence.
pub const LICENCE_FILE: &str = "/izin/berkas";
/// The public keys of licences.
pub const LICENCE_KEYS: &str = "/izin/kunci";
/// Published standards.
pub const STANDARDS: &str = "/standar";

/// Whether a path is a screen of the staff, behind a session or the door itself.
pub fn is_staff(path: &str) -> bool {
    let first = path.split('/').nth(1).unwrap_or_default();
    [SIGN_IN, ACCOUNT, BOARDS, DESK, REGISTER, SCANNER, BATCHES, DASHBOARD]
        .iter()
        .any(|screen| screen[1..] == *first)
}

/// The key of the address to go to after signing in.
pub const RETURN_TO: &str = "ke";

/// Sign in, then go to `path`.
pub fn sign_in_then(path: &str) -> String {
    format!("{SIGN_IN}?{RETURN_TO}={}", escaped(path))
}

/// Where to go after signing in: only an address of this program, never another site's, else the board.
pub fn return_address(asked: Option<&str>) -> &str {
    let own = |path: &&str| {
        path.starts_with('/')
            && !path.starts_with("//")
            && !path.starts_with(SIGN_IN)
            && !path.contains(|letter: char| letter == '\\' || letter.is_control())
    };
    asked.filter(own).unwrap_or(BOARDS)
}

/// A text as the value of an address: everything but letters, digits and `-._~/` in hexadecimal.
pub fn escaped(text: &str) -> String {
    let letter = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(letter).collect()
}

/// The board of a service.
pub fn board(service: &str) -> String {
    format!("/papan/{service}")
}

/// The form of the counter for a new application.
pub fn counter(service: &str) -> String {
    format!("/papan/{service}/daftar")
}

/// The form of the counter, filled from an earlier dossier: a renewal, a replacement, or an application made anew.
pub fn counter_from(service: &str, earlier: &DossierId) -> String {
    format!("{}?{FROM}={earlier}", counter(service))
}

/// One dossier.
pub fn dossier(id: &DossierId) -> String {
    format!("/berkas/{id}")
}

/// Where the scan of a dossier's signed letter is brought in.
pub fn signed_copy(id: &DossierId) -> String {
    format!("/berkas/{id}/surat-bertanda-tangan")
}

/// A scan that is kept, by its place on the card.
pub fn a_signed_copy(id: &DossierId, entry: u32) -> String {
    format!("{}/{entry}", signed_copy(id))
}

/// One dossier, with what was wrong with the scan that was brought in.
pub fn dossier_with_fault(id: &DossierId, fault: CopyFault) -> String {
    format!("{}?{COPY_FAULT}={}#signed-copy", dossier(id), fault.key())
}

/// What the QR on the folder of a dossier leads to: a page for a telephone that accepts it or opens it.
pub fn scan(id: &DossierId) -> String {
    format!("/berkas/{id}/pindai")
}

/// A sheet of a dossier as PDF.
pub fn paper(id: &DossierId, paper: DossierPaper) -> String {
    match paper {
        DossierPaper::HandoverList => handover_list(std::slice::from_ref(id)),
        DossierPaper::ReturnLetter(no) => format!("/berkas/{id}/{}.pdf?ke={no}", paper.name()),
        DossierPaper::Receipt
        | DossierPaper::ControlCard
        | DossierPaper::Label
        | DossierPaper::RefusalLetter
        | DossierPaper::ReminderLetter
        | DossierPaper::Draft
        | DossierPaper::Licence
        | DossierPaper::RevocationLetter => format!("/berkas/{id}/{}.pdf", paper.name()),
    }
}

/// The list of the folders that a courier carries to one desk.
pub fn handover_list(ids: &[DossierId]) -> String {
    let ids: Vec<&str> = ids.iter().map(DossierId::as_str).collect();
    format!("{HANDOVER_LIST}?berkas={}", ids.join(","))
}

/// The beginning of a batch with these dossiers.
pub fn batch_of(ids: &[DossierId]) -> String {
    let ids: Vec<&str> = ids.iter().map(DossierId::as_str).collect();
    format!("{BATCHES}?{BATCH_DOSSIERS}={}", ids.join(","))
}

/// The beginning of a batch of one paper of these dossiers.
pub fn batch_of_paper(paper: BatchPaper, ids: &[DossierId]) -> String {
    format!("{}&{BATCH_PAPER}={}", batch_of(ids), paper.key())
}

/// The beginning of a batch with those that wait for a paper.
pub fn batch_for(paper: BatchPaper) -> String {
    format!("{BATCHES}?{BATCH_PAPER}={}", paper.key())
}

/// A batch.
pub fn batch(id: &BatchId) -> String {
    format!("{BATCHES}/{id}")
}

/// The printed papers of a batch as one PDF.
pub fn batch_file(id: &BatchId) -> String {
    format!("{BATCHES}/{id}/cetakan.pdf")
}

/// The SOP of a service as PDF.
pub fn sop(service: &str) -> String {
    format!("/standar/{service}/sop.pdf")
}

/// The dossier whose folder bears a QR with this text: an address as [`scan`] writes it, under whatever name the office
/// is reached. None where it is any other code.
pub fn scanned(text: &str) -> Option<DossierId> {
    let (_, rest) = text.split_once("://")?;
    let (_, path) = rest.split_once('/')?;
    let id = path.strip_prefix("berkas/")?.strip_suffix("/pindai")?;
    DossierId::parse(id).ok()
}

/// The tracking page of a code.
pub fn tracking(code: &TrackingCode) -> String {
    format!("/lacak/{}", code.written())
}

/// The public standard of a service.
pub fn standard(service: &str) -> String {
    format!("/standar/{service}")
}

/// The register with filters.
pub fn register(query: &RegisterQuery) -> String {
    asking(REGISTER, query)
}

/// All lines of the register with the same filters, at [`REGISTER_XLSX`] or [`REGISTER_CSV`].
pub fn register_export(file: &str, query: &RegisterQuery) -> String {
    asking(file, &RegisterQuery { page: 0, sheet: false, ..query.clone() })
}

fn asking(path: &str, query: &RegisterQuery) -> String {
    let words: Vec<String> =
        query.words().iter().map(|(key, text)| format!("{key}={}", escaped(text))).collect();
    if words.is_empty() { path.to_owned() } else { format!("{path}?{}", words.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_returns_only_to_an_address_of_the_program() {
        assert_eq!(return_address(Some("/berkas/1?tab=kartu")), "/berkas/1?tab=kartu");
        for foreign in
            ["https://jahat.example", "//jahat.example", "/\\jahat.example", "/a\nb", "/masuk?ke=/", ""]
        {
            assert_eq!(return_address(Some(foreign)), BOARDS, "{foreign:?}");
        }
        assert_eq!(return_address(None), BOARDS);
    }

    #[test]
    fn a_folders_code_names_its_dossier_and_no_other_code_does() {
        let id = DossierId::parse("01a20b48-0900-7000-8000-0000000000ff").expect("an id");
        assert_eq!(scanned(&format!("https://izin.example.go.id{}", scan(&id))), Some(id.clone()));
        assert_eq!(scanned(&format!("http://10.0.0.5:3000{}", scan(&id))), Some(id.clone()));
        for other in [
            "https://jahat.example/berkas/../akun/pindai",
            "https://izin.example.go.id/lacak/7KM4Q-9TX2T",
            "javascript://x/berkas/1/pindai",
            &scan(&id),
            "REG/2026/000123",
            "",
        ] {
            assert_eq!(scanned(other), None, "{other}");
        }
    }

    #[test]
    fn the_address_to_return_to_keeps_its_own_question() {
        assert_eq!(sign_in_then("/berkas?cari=a b&x=1"), "/masuk?ke=/berkas%3Fcari%3Da%20b%26x%3D1");
    }
}
