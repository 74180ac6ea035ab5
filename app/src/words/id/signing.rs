//! Electronic signatures, in Indonesian.

use crate::words::signing::Signing;

pub(super) const SIGNING: Signing = Signing {
    title: "Tanda tangan elektronik",
    lead: "Surat ini ditandatangani dengan sertifikat BSrE Anda. Frasa sandi dipakai sekali untuk surat ini dan tidak disimpan.",
    lead_of_several: "Surat yang dicentang ditandatangani satu per satu dengan sertifikat BSrE Anda. Frasa sandi dipakai untuk daftar ini saja dan tidak disimpan.",
    missing: "Isi frasa sandi BSrE Anda.",
    passphrase: "Frasa sandi (passphrase) BSrE",
    verb: "Tanda tangani",
};
