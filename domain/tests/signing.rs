//! Which letters are signed electronically: those whose number stands before the signature.

use domain::signing::{Signer, Signing, is_electronic};
use domain::standard::ServiceStandard;
use domain::standard_file::read_standard;

fn wet() -> ServiceStandard {
    read_standard(include_str!("../../server/standards/sipp-inseminator.toml")).expect("a standard")
}

fn electronic() -> ServiceStandard {
    read_standard(include_str!("../../server/standards/sip-dokter-hewan.toml")).expect("a standard")
}

#[test]
fn the_order_of_number_and_signature_is_the_setting() {
    assert!(!is_electronic(&wet()) && is_electronic(&electronic()));
    let mut nothing = electronic();
    nothing.steps.clear();
    assert!(!is_electronic(&nothing));
}

#[test]
fn an_office_may_keep_a_service_signed_by_hand() {
    let mut signing = Signing::default();
    assert!(signing.is_empty() && signing.is_for(&electronic()) && !signing.is_for(&wet()));
    signing.by_hand.push(electronic().service);
    assert!(!signing.is_for(&electronic()));
}

#[test]
fn a_signer_is_found_by_the_officials_number() {
    let signer = |nip: &str, email: &str| Signer { nip: nip.to_owned(), email: email.to_owned() };
    let nip = "196908171994031006";
    let signing = |one: Signer| Signing { signers: vec![one], by_hand: Vec::new() };
    let sound = signing(signer(nip, "kadis@example.go.id"));
    assert_eq!(
        (sound.email_of(nip), sound.email_of("x"), sound.fault()),
        (Some("kadis@example.go.id"), None, None)
    );
    for (nip, email, entry) in [
        ("12", "kadis@example.go.id", "signing.signers[1].nip"),
        (nip, "kadis", "signing.signers[1].email"),
        (nip, "ka dis@example.go.id", "signing.signers[1].email"),
    ] {
        assert_eq!(signing(signer(nip, email)).fault().map(|fault| fault.0).as_deref(), Some(entry));
    }
    let signers = vec![signer(nip, "kadis@example.go.id"), signer(nip, "sekretaris@example.go.id")];
    let twice = Signing { signers, by_hand: Vec::new() };
    assert_eq!(twice.fault(), Some(("signing.signers[1].nip".to_owned(), "stands twice".to_owned())));
}
