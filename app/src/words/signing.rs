//! Electronic signatures: what is asked, and what keeps one from being made.

use domain::lang::Lang;
use domain::signing::{Certificate, SigningFault};

/// Electronic signatures.
#[derive(Debug)]
pub struct Signing {
    /// Title of the dialog.
    pub title: &'static str,
    /// What the passphrase is for, and what becomes of it.
    pub lead: &'static str,
    /// The same, where one passphrase signs several letters.
    pub lead_of_several: &'static str,
    /// The field was left empty.
    pub missing: &'static str,
    /// The field.
    pub passphrase: &'static str,
    /// The button.
    pub verb: &'static str,
}

/// How a certificate stands, and who can change it.
const fn certificate(lang: Lang, certificate: Certificate) -> &'static str {
    match certificate {
        Certificate::NotRegistered => lang.pick(
            "BSrE tidak mengenal alamat Anda. Periksa alamat penanda tangan pada pengaturan kantor, atau daftarkan diri lewat verifikator instansi.",
            "BSrE does not know your address. Check the signer's address in the office's file, or register through your agency's verifier.",
        ),
        Certificate::New => lang.pick(
            "Pendaftaran Anda di BSrE belum selesai. Selesaikan lewat tautan yang dikirim BSrE ke surel Anda.",
            "Your registration at BSrE is not finished. Finish it by the link that BSrE sent to your e-mail.",
        ),
        Certificate::Waiting => lang.pick(
            "Pendaftaran Anda di BSrE masih menunggu verifikasi. Hubungi verifikator instansi.",
            "Your registration at BSrE still waits to be verified. Ask your agency's verifier.",
        ),
        Certificate::Missing => lang.pick(
            "Anda belum mempunyai sertifikat elektronik. Ajukan lewat verifikator instansi.",
            "You have no electronic certificate yet. Apply through your agency's verifier.",
        ),
        Certificate::NotActive => lang.pick(
            "Sertifikat elektronik Anda belum aktif. Aktifkan pada laman BSrE.",
            "Your electronic certificate is not active yet. Activate it on BSrE's page.",
        ),
        Certificate::Expired => lang.pick(
            "Masa berlaku sertifikat elektronik Anda sudah habis. Perbarui pada laman BSrE, lalu tanda tangani lagi.",
            "Your electronic certificate has expired. Renew it on BSrE's page, then sign again.",
        ),
        Certificate::Renewing => lang.pick(
            "Sertifikat elektronik Anda sedang diperbarui. Selesaikan pembaruannya pada laman BSrE.",
            "Your electronic certificate is being renewed. Finish the renewal on BSrE's page.",
        ),
        Certificate::Suspended => lang.pick(
            "Sertifikat elektronik Anda ditangguhkan. Hubungi verifikator instansi.",
            "Your electronic certificate is suspended. Ask your agency's verifier.",
        ),
        Certificate::Revoked => lang.pick(
            "Sertifikat elektronik Anda sudah dicabut. Ajukan yang baru lewat verifikator instansi.",
            "Your electronic certificate was revoked. Apply for a new one through your agency's verifier.",
        ),
        Certificate::Unknown => lang.pick(
            "Status sertifikat elektronik Anda tidak dikenal. Hubungi verifikator instansi.",
            "The state of your electronic certificate is not known. Ask your agency's verifier.",
        ),
    }
}

/// What happened; nothing was written in any case.
pub const fn title(lang: Lang, fault: &SigningFault) -> &'static str {
    match fault {
        SigningFault::PassphraseNeeded => lang.pick("Frasa sandi diminta", "The passphrase is asked for"),
        SigningFault::WrongPassphrase => lang.pick("Frasa sandi salah", "Wrong passphrase"),
        SigningFault::TooManyTries { .. } => {
            lang.pick("Frasa sandi salah beberapa kali", "The passphrase was wrong several times")
        }
        SigningFault::NoIdentity => {
            lang.pick("Alamat penanda tangan belum diatur", "The signer's address is not set")
        }
        SigningFault::Certificate(_) => {
            lang.pick("Sertifikat tidak dapat menandatangani", "The certificate cannot sign")
        }
        SigningFault::ServiceAccount => {
            lang.pick("BSrE menolak akun layanan kantor", "BSrE does not take the office's service account")
        }
        SigningFault::BadFile | SigningFault::Refused { .. } => {
            lang.pick("BSrE menolak surat ini", "BSrE refused this letter")
        }
        SigningFault::Outage { .. } => lang.pick("Layanan BSrE sedang terganggu", "BSrE is out of order"),
        SigningFault::Unreachable => lang.pick("BSrE tidak dapat dihubungi", "BSrE cannot be reached"),
        SigningFault::NoAnswer => lang.pick("BSrE tidak menjawab", "BSrE did not answer"),
        SigningFault::Changed => {
            lang.pick("Surat berubah saat ditandatangani", "The letter changed while it was signed")
        }
        SigningFault::UnderWay => {
            lang.pick("Surat ini sedang ditandatangani", "This letter is being signed already")
        }
    }
}

/// Why, and what to do. `until` is the time on the office's wall, where there is one.
pub fn detail(lang: Lang, fault: &SigningFault, until: &str) -> String {
    let nothing = lang.pick("Tidak ada yang berubah.", "Nothing was changed.");
    let why = match fault {
        SigningFault::PassphraseNeeded => lang.pick(
            "Surat layanan ini ditandatangani secara elektronik dengan frasa sandi Anda.",
            "The letters of this service are signed electronically with your passphrase.",
        ),
        SigningFault::WrongPassphrase => lang.pick(
            "Itu bukan frasa sandi sertifikat Anda. Ketik lagi; setelah tiga kali salah, coba lagi lima belas menit kemudian.",
            "That is not the passphrase of your certificate. Type it again; after three wrong ones the next try is fifteen minutes away.",
        ),
        SigningFault::TooManyTries { .. } => {
            return match lang {
                Lang::Id => format!(
                    "{nothing} Agar sertifikat Anda tidak terkunci di BSrE, coba lagi pukul {until}. Bila lupa, atur ulang pada laman BSrE."
                ),
                Lang::En => format!(
                    "{nothing} So that BSrE does not lock your certificate, try again at {until}. If it is forgotten, set it anew on BSrE's page."
                ),
            };
        }
        SigningFault::NoIdentity => lang.pick(
            "Minta pengelola sistem menambahkan NIP dan surel Anda pada bagian signing berkas pengaturan kantor.",
            "Ask whoever looks after the system to add your NIP and e-mail to the signing part of the office's file.",
        ),
        SigningFault::Certificate(stands) => certificate(lang, *stands),
        SigningFault::ServiceAccount => lang.pick(
            "Minta pengelola sistem memeriksa nama pengguna dan kata sandi layanan BSrE pada server.",
            "Ask whoever looks after the system to check the user and password of BSrE's service on the server.",
        ),
        SigningFault::BadFile => lang.pick(
            "Berkas PDF surat tidak terbaca oleh BSrE. Sampaikan kepada pengelola sistem.",
            "BSrE cannot read the PDF of the letter. Tell whoever looks after the system.",
        ),
        SigningFault::Refused { code } => {
            return match lang {
                Lang::Id => format!("{nothing} Sampaikan kode BSrE {code} kepada pengelola sistem."),
                Lang::En => format!("{nothing} Tell whoever looks after the system BSrE's code {code}."),
            };
        }
        SigningFault::Outage { incident } => {
            return match lang {
                Lang::Id => format!(
                    "{nothing} Coba lagi dalam beberapa menit; bila terulang, sebutkan nomor kejadian {incident} kepada pengelola sistem."
                ),
                Lang::En => format!(
                    "{nothing} Try again in some minutes; if it happens again, tell whoever looks after the system incident {incident}."
                ),
            };
        }
        SigningFault::Unreachable => lang.pick(
            "Periksa sambungan server ke BSrE, lalu coba lagi.",
            "Check the server's connection to BSrE, then try again.",
        ),
        SigningFault::NoAnswer => lang.pick(
            "Tidak diketahui apakah BSrE sempat menandatangani, tetapi tidak ada surat yang terbit. Tunggu beberapa menit, lalu tanda tangani lagi.",
            "Whether BSrE signed is not known, but no letter was issued. Wait some minutes, then sign again.",
        ),
        SigningFault::Changed => lang.pick(
            "Yang ditandatangani bukan lagi surat yang sekarang, maka tidak dipakai. Periksa berkasnya, lalu tanda tangani lagi.",
            "What was signed is not the letter as it is now, and was not used. Look at the file, then sign again.",
        ),
        SigningFault::UnderWay => lang.pick(
            "Tunggu sampai selesai, lalu lihat berkasnya.",
            "Wait until it is over, then look at the file.",
        ),
    };
    format!("{nothing} {why}")
}
