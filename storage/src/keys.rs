//! Keys derived from the master keys by purpose, and the codes made with them.
//!
//! The master keys lie in a file outside the database ([`crate::master_key`]). Every code names the id of its key, so
//! keys can be rotated and old codes still be checked.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use data_encoding::HEXLOWER;
use domain::person::Nik;
use ring::signature::{Ed25519KeyPair, KeyPair};
use ring::{hkdf, hmac};

/// What a derived key is for. Codes of one purpose prove nothing for another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Purpose {
    /// Entries of the control cards.
    Chain,
    /// The checkpoint file.
    Checkpoint,
    /// Looking up a NIK that is not stored in plain.
    NikIndex,
    /// Signed links and QR codes.
    Links,
    /// Keys of the throttle: addresses, accounts, codes.
    Throttle,
}

impl Purpose {
    /// Every purpose, in the order of the derived keys.
    pub const ALL: [Self; 5] = [Self::Chain, Self::Checkpoint, Self::NikIndex, Self::Links, Self::Throttle];

    const fn label(self) -> &'static [u8] {
        match self {
            Self::Chain => b"kendali/chain/1",
            Self::Checkpoint => b"kendali/checkpoint/1",
            Self::NikIndex => b"kendali/nik-index/1",
            Self::Links => b"kendali/links/1",
            Self::Throttle => b"kendali/throttle/1",
        }
    }
}

/// What a code proves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The bytes are those that were coded.
    Holds,
    /// The bytes or the code were changed.
    Broken,
    /// The key of this id is not in the key file: nothing can be said.
    UnknownKey,
}

struct DerivedLength;

impl hkdf::KeyType for DerivedLength {
    fn len(&self) -> usize {
        32
    }
}

fn derive(secret: &[u8; 32], label: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    hkdf::Salt::new(hkdf::HKDF_SHA256, b"kendali")
        .extract(secret)
        .expand(&[label], DerivedLength)
        .and_then(|material| material.fill(&mut out))
        .expect("32 bytes are within what HKDF-SHA256 can give");
    out
}

/// One master key with everything derived from it.
pub(crate) struct MasterKey {
    pub(crate) id: String,
    pub(crate) created: DateTime<Utc>,
    pub(crate) secret: [u8; 32],
    pub(crate) fingerprint: String,
    derived: Vec<hmac::Key>,
}

impl MasterKey {
    pub(crate) fn new(id: String, secret: [u8; 32], created: DateTime<Utc>) -> Self {
        let derived = Purpose::ALL
            .iter()
            .map(|purpose| hmac::Key::new(hmac::HMAC_SHA256, &derive(&secret, purpose.label())))
            .collect();
        let fingerprint = HEXLOWER.encode(&derive(&secret, b"kendali/fingerprint/1")[..16]);
        Self { id, created, secret, fingerprint, derived }
    }

    /// The pair that signs licences, made from the secret anew each time: it is needed a few times a day.
    fn licence_pair(&self) -> Ed25519KeyPair {
        let seed = derive(&self.secret, b"kendali/licence/1");
        Ed25519KeyPair::from_seed_unchecked(&seed).expect("32 bytes are a seed")
    }

    /// The public half of the pair that signs licences. Shape: 64 hex digits.
    pub(crate) fn licence_key(&self) -> String {
        HEXLOWER.encode(self.licence_pair().public_key().as_ref())
    }

    fn for_purpose(&self, purpose: Purpose) -> &hmac::Key {
        &self.derived[purpose as usize]
    }
}

/// The master keys of the office, oldest first. A clone shares them.
#[derive(Clone)]
pub struct Keys(pub(crate) Arc<Vec<MasterKey>>);

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|key| &key.id)).finish()
    }
}

impl Keys {
    fn current(&self) -> &MasterKey {
        self.0.last().expect("keys are made with at least one key")
    }

    fn find(&self, key_id: &str) -> Option<&MasterKey> {
        self.0.iter().rev().find(|key| key.id == key_id)
    }

    /// The id of the key with which new codes are made: the newest.
    pub fn current_id(&self) -> &str {
        &self.current().id
    }

    /// The ids of every key, oldest first.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|key| key.id.as_str())
    }

    /// The fingerprint of a key, none where the id is unknown. Shape: 32 hex digits, no secret.
    pub fn fingerprint(&self, key_id: &str) -> Option<&str> {
        self.find(key_id).map(|key| key.fingerprint.as_str())
    }

    /// The HMAC-SHA256 of `bytes`, none where the id is unknown.
    pub fn mac(&self, purpose: Purpose, key_id: &str, bytes: &[u8]) -> Option<[u8; 32]> {
        self.find(key_id).map(|key| tag(key.for_purpose(purpose), bytes))
    }

    /// The HMAC-SHA256 of `bytes` with the current key.
    pub fn mac_now(&self, purpose: Purpose, bytes: &[u8]) -> [u8; 32] {
        tag(self.current().for_purpose(purpose), bytes)
    }

    /// Checks a code in constant time.
    pub fn check(&self, purpose: Purpose, key_id: &str, bytes: &[u8], code: &[u8]) -> Proof {
        match self.find(key_id) {
            None => Proof::UnknownKey,
            Some(key) => match hmac::verify(key.for_purpose(purpose), bytes, code) {
                Ok(()) => Proof::Holds,
                Err(_) => Proof::Broken,
            },
        }
    }

    /// Signs a licence with the current key: the id of the key and the signature. Shape: 64 bytes, Ed25519.
    ///
    /// # Panics
    /// Never: every secret is a seed.
    pub fn sign_licence(&self, text: &[u8]) -> (&str, [u8; 64]) {
        let key = self.current();
        let signature = key.licence_pair().sign(text);
        (&key.id, signature.as_ref().try_into().expect("an Ed25519 signature has 64 bytes"))
    }

    /// What is stored in place of a NIK to look it up by. Shape: 64 hex digits, made with the current key.
    pub fn nik_index(&self, nik: &Nik) -> String {
        HEXLOWER.encode(&self.mac_now(Purpose::NikIndex, nik.full().as_bytes()))
    }

    /// Every value under which a NIK may be stored, the current key first: one for each master key.
    pub fn nik_indexes(&self, nik: &Nik) -> Vec<String> {
        let index = |key: &MasterKey| tag(key.for_purpose(Purpose::NikIndex), nik.full().as_bytes());
        self.0.iter().rev().map(|key| HEXLOWER.encode(&index(key))).collect()
    }
}

fn tag(key: &hmac::Key, bytes: &[u8]) -> [u8; 32] {
    let tag = hmac::sign(key, bytes);
    tag.as_ref().try_into().expect("a SHA-256 tag has 32 bytes")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys() -> Keys {
        let made = DateTime::from_timestamp_millis(1_763_000_000_000).expect("in range");
        Keys(Arc::new(vec![
            MasterKey::new("aa".into(), [1; 32], made),
            MasterKey::new("bb".into(), [2; 32], made),
        ]))
    }

    #[test]
    fn a_code_proves_only_its_bytes_its_purpose_and_its_key() {
        let keys = keys();
        let code = keys.mac(Purpose::Chain, "aa", b"entry").expect("known key");
        assert_eq!(keys.check(Purpose::Chain, "aa", b"entry", &code), Proof::Holds);
        assert_eq!(keys.check(Purpose::Chain, "aa", b"Entry", &code), Proof::Broken);
        assert_eq!(keys.check(Purpose::Links, "aa", b"entry", &code), Proof::Broken);
        assert_eq!(keys.check(Purpose::Chain, "bb", b"entry", &code), Proof::Broken);
        assert_eq!(keys.check(Purpose::Chain, "cc", b"entry", &code), Proof::UnknownKey);
    }

    #[test]
    fn a_nik_is_found_under_every_key_and_written_under_the_newest() {
        let keys = keys();
        let nik = Nik::parse("1471081203890003").expect("16 digits");
        let under = keys.nik_indexes(&nik);
        assert_eq!(under.len(), 2);
        assert_eq!(under[0], keys.nik_index(&nik));
        assert_ne!(under[0], under[1]);
    }

    #[test]
    fn keys_do_not_show_themselves_in_a_log() {
        assert_eq!(format!("{:?}", keys()), r#"["aa", "bb"]"#);
    }
}
