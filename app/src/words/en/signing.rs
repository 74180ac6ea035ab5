//! Electronic signatures, in English.

use crate::words::signing::Signing;

pub(super) const SIGNING: Signing = Signing {
    title: "Electronic signature",
    lead: "This letter is signed with your BSrE certificate. The passphrase is used once for this letter and is not kept.",
    passphrase: "BSrE passphrase",
    verb: "Sign",
};
