//! Identities, handed in from outside: this crate makes none.

use serde::{Deserialize, Serialize};

/// Why a text is not an identity.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a UUID in lower case")]
pub struct IdError(pub String);

fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(place, byte)| match place {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
        })
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        ///
        /// Shape: a `UUIDv7` as lower-case text of 36 characters, made by the caller.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Reads an identity from its text.
            ///
            /// # Errors
            /// [`IdError`] when the text is not a UUID in lower case.
            pub fn parse(text: &str) -> Result<Self, IdError> {
                if is_uuid(text) { Ok(Self(text.to_owned())) } else { Err(IdError(text.to_owned())) }
            }

            /// The identity as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = IdError;
            fn try_from(text: String) -> Result<Self, IdError> {
                if is_uuid(&text) { Ok(Self(text)) } else { Err(IdError(text)) }
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id! {
    /// One dossier, from registration to its end.
    DossierId
}
text_id! {
    /// One account of a member of staff.
    AccountId
}
text_id! {
    /// One command as the browser made it; repeated, it gets the first answer.
    CommandId
}
text_id! {
    /// One signed-in session.
    SessionId
}
text_id! {
    /// One batch of prints, as the browser made it; asked for twice, it is one batch.
    BatchId
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_is_a_uuid_in_lower_case() {
        assert!(DossierId::parse("0192f0c1-7a3b-7c4d-8e5f-0123456789ab").is_ok());
        for wrong in ["", "0192F0C1-7a3b-7c4d-8e5f-0123456789ab", "0192f0c17a3b7c4d8e5f0123456789ab", "x"] {
            assert_eq!(DossierId::parse(wrong), Err(IdError(wrong.to_owned())));
        }
    }
}
