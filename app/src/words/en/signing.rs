//! Electronic signatures, in English.

use crate::words::signing::Signing;

pub(super) const SIGNING: Signing = Signing {
    title: "Electronic signature",
    lead: "This letter is signed with your BSrE certificate. The passphrase is used once for this letter and is not kept.",
    lead_of_several: "Each ticked letter is signed with your BSrE certificate. The passphrase is used for this list alone and is not kept.",
    missing: "Enter your BSrE passphrase.",
    passphrase: "BSrE passphrase",
    verb: "Sign",
};
