//! Passwords: the rule for new ones, their hashes, and the check in constant cost.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use ring::rand::{SecureRandom, SystemRandom};
use tokio::sync::Semaphore;

use crate::error::StorageError;

/// Fewest letters of a new password. Source: house rule, after NIST SP 800-63B (length before composition).
pub const SHORTEST: usize = 12;
/// Most letters of a new password; more would only cost hashing time.
pub const LONGEST: usize = 200;
/// Fewest different letters of a new password.
pub const MOST_UNIFORM: usize = 5;

/// Hashes at work at the same time. Each takes 19 MiB, so two stay below the server's memory with every cache.
static HASHING: Semaphore = Semaphore::const_new(2);

/// The hash of a password nobody has, so that an unknown name costs as much time as a wrong password.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$\
    jWk3Vce3vHuoAo0w4ODMJlY3wL68o3/DpyrBBQ0KK/c";

/// A password fit to be set.
#[derive(Clone)]
pub struct NewPassword(String);

impl std::fmt::Debug for NewPassword {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPassword(hidden)")
    }
}

/// Why a password cannot be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PasswordFault {
    /// Fewer than [`SHORTEST`] letters.
    #[error("a password has at least {SHORTEST} letters, this has {letters}")]
    TooShort {
        /// The letters it has.
        letters: usize,
    },
    /// More than [`LONGEST`] letters.
    #[error("a password has at most {LONGEST} letters")]
    TooLong,
    /// Fewer than [`MOST_UNIFORM`] different letters.
    #[error("a password has at least {MOST_UNIFORM} different letters")]
    TooUniform,
    /// It contains the user name or the NIP.
    #[error("a password does not contain the name one signs in with")]
    ContainsName,
    /// It is the password in use.
    #[error("the new password is the old one")]
    Same,
}

impl NewPassword {
    /// Reads a password that a person chose. `names` are what the person signs in with: user name and NIP.
    ///
    /// # Errors
    /// The first [`PasswordFault`].
    pub fn parse(typed: &str, names: &[&str]) -> Result<Self, PasswordFault> {
        let letters = typed.chars().count();
        if letters < SHORTEST {
            return Err(PasswordFault::TooShort { letters });
        }
        if letters > LONGEST {
            return Err(PasswordFault::TooLong);
        }
        let different: std::collections::BTreeSet<char> = typed.chars().collect();
        if different.len() < MOST_UNIFORM {
            return Err(PasswordFault::TooUniform);
        }
        let folded = typed.to_lowercase();
        if names.iter().any(|name| name.len() > 2 && folded.contains(&name.to_lowercase())) {
            return Err(PasswordFault::ContainsName);
        }
        Ok(Self(typed.to_owned()))
    }

    /// A password of the demonstration, which is printed and therefore held to no rule.
    pub fn of_the_demonstration(password: &str) -> Self {
        Self(password.to_owned())
    }

    /// The hash to store, in the PHC text form. Salted by chance.
    ///
    /// # Errors
    /// [`StorageError::Invalid`] when the hashing task was stopped.
    pub async fn hash(&self) -> Result<String, StorageError> {
        let password = self.0.clone();
        apart(move || hash_salted(password.as_bytes())).await
    }
}

/// Whether a typed password is the one behind a hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// It is.
    Right,
    /// It is not, or there is no hash.
    Wrong,
}

/// Checks a password. `hash` is none for an unknown name: it takes as long and is wrong.
///
/// # Errors
/// [`StorageError::Corrupt`] for a hash that cannot be read.
pub async fn check(password: &str, hash: Option<&str>) -> Result<Check, StorageError> {
    if password.chars().count() > LONGEST {
        return Ok(Check::Wrong);
    }
    let known = hash.is_some();
    let hash = hash.unwrap_or(NOBODY).to_owned();
    let password = password.to_owned();
    apart(move || {
        let hash = PasswordHash::new(&hash)
            .map_err(|_| StorageError::corrupt("accounts", "password_hash", "an account"))?;
        let same = hasher().verify_password(password.as_bytes(), &hash).is_ok();
        Ok(if same && known { Check::Right } else { Check::Wrong })
    })
    .await?
}

fn hash_salted(password: &[u8]) -> String {
    let mut salt = [0; 16];
    SystemRandom::new().fill(&mut salt).expect("the system has randomness");
    hasher().hash_password_with_salt(password, &salt).expect("salt and length fit").to_string()
}

/// Argon2id with 19 MiB, two passes, one lane. Source: OWASP Password Storage Cheat Sheet, its first recommendation.
fn hasher() -> Argon2<'static> {
    let params = Params::new(19 * 1024, 2, 1, None).expect("within the bounds of Argon2");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

/// Runs a hash beside the tasks that answer requests.
async fn apart<T: Send + 'static>(hash: impl FnOnce() -> T + Send + 'static) -> Result<T, StorageError> {
    let _turn = HASHING.acquire().await.expect("the semaphore is never closed");
    let stopped = |_| StorageError::invalid("password", "hashing was stopped");
    tokio::task::spawn_blocking(hash).await.map_err(stopped)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_password_is_long_and_not_ones_own_name() {
        let names = ["rina", "197911182003122012"];
        assert_eq!(
            NewPassword::parse("sebelas1234", &names).err(),
            Some(PasswordFault::TooShort { letters: 11 })
        );
        assert_eq!(NewPassword::parse("aaaabbbbccccdddd", &names).err(), Some(PasswordFault::TooUniform));
        assert_eq!(NewPassword::parse("RINA dari Sukajadi", &names).err(), Some(PasswordFault::ContainsName));
        assert_eq!(NewPassword::parse(&"ab1cd".repeat(50), &names).err(), Some(PasswordFault::TooLong));
        assert!(NewPassword::parse("payung teduh merah", &names).is_ok());
    }

    #[tokio::test]
    async fn an_unknown_name_is_wrong_with_any_password() {
        assert!(PasswordHash::new(NOBODY).is_ok());
        assert_eq!(check("nobody's password", None).await.unwrap(), Check::Wrong);
        let hash = NewPassword::of_the_demonstration("kendali").hash().await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_eq!(check("kendali", Some(&hash)).await.unwrap(), Check::Right);
        assert_eq!(check("Kendali", Some(&hash)).await.unwrap(), Check::Wrong);
    }
}
