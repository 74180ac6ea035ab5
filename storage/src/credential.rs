//! What a person signs in with: a user name or a NIP.

/// A user name. Shape: 2 to 40 of `a`–`z`, digits, `.`, `-`, `_`, the first a letter, so it is never taken for a NIP.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserName(String);

/// A civil servant's number (Nomor Induk Pegawai). Shape: 18 digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nip(String);

/// Why a text is neither.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CredentialError {
    /// Not a user name.
    #[error("{0:?} is not a user name: 2 to 40 of a-z, 0-9, '.', '-', '_', beginning with a letter")]
    UserName(String),
    /// Not a NIP.
    #[error("a NIP has 18 digits, this has {digits}")]
    Nip {
        /// The digits that were written.
        digits: usize,
    },
}

impl UserName {
    /// Reads a user name; capitals are made small.
    ///
    /// # Errors
    /// [`CredentialError::UserName`].
    pub fn parse(typed: &str) -> Result<Self, CredentialError> {
        let kept = typed.trim().to_ascii_lowercase();
        let fits = (2..=40).contains(&kept.len())
            && kept.starts_with(|first: char| first.is_ascii_lowercase())
            && kept.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"._-".contains(&b));
        if fits { Ok(Self(kept)) } else { Err(CredentialError::UserName(typed.to_owned())) }
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Nip {
    /// Reads a NIP; spaces and dots do not matter.
    ///
    /// # Errors
    /// [`CredentialError::Nip`].
    pub fn parse(typed: &str) -> Result<Self, CredentialError> {
        let kept: String = typed.chars().filter(|c| !matches!(c, ' ' | '.')).collect();
        let digits = kept.chars().filter(char::is_ascii_digit).count();
        if digits == 18 && kept.len() == 18 { Ok(Self(kept)) } else { Err(CredentialError::Nip { digits }) }
    }

    /// The 18 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As letters print it: `19791118 200312 2 012`.
    pub fn grouped(&self) -> String {
        let d = &self.0;
        format!("{} {} {} {}", &d[..8], &d[8..14], &d[14..15], &d[15..])
    }
}

/// What was typed as the name at the door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignInName {
    /// A user name.
    UserName(UserName),
    /// A NIP.
    Nip(Nip),
}

impl SignInName {
    /// Reads either, none where the text can be neither.
    pub fn parse(typed: &str) -> Option<Self> {
        let nip = || Nip::parse(typed).map(Self::Nip);
        UserName::parse(typed).map(Self::UserName).or_else(|_| nip()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nip_is_read_as_it_is_printed() {
        let nip = Nip::parse("19791118 200312 2 012").expect("18 digits");
        assert_eq!(nip.as_str(), "197911182003122012");
        assert_eq!(nip.grouped(), "19791118 200312 2 012");
        assert_eq!(Nip::parse("1979111820031220"), Err(CredentialError::Nip { digits: 16 }));
        assert!(Nip::parse("19791118200312201x").is_err());
    }

    #[test]
    fn a_user_name_is_never_a_nip() {
        for wrong in ["", "a", "1979", "rina dewi", "rína"] {
            assert!(UserName::parse(wrong).is_err(), "{wrong}");
        }
        assert_eq!(UserName::parse(" Rina.Dewi ").expect("fits").as_str(), "rina.dewi");
        assert!(matches!(SignInName::parse("197911182003122012"), Some(SignInName::Nip(_))));
        assert!(matches!(SignInName::parse("rina"), Some(SignInName::UserName(_))));
        assert_eq!(SignInName::parse("?"), None);
    }
}
