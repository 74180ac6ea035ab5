//! Electronic signatures, in Indonesian.

use crate::words::signing::Signing;

pub(super) const SIGNING: Signing = Signing {
    title: "Tanda tangan elektronik",
    lead: "Surat ini ditandatangani dengan sertifikat BSrE Anda. Frasa sandi dipakai sekali untuk surat ini dan tidak disimpan.",
    passphrase: "Frasa sandi BSrE",
    verb: "Tanda tangani",
};
