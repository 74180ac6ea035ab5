//! The second factor of tracking: the last four digits of the applicant's NIK.

use crate::application::Facts;

/// Four digits as a person typed them. They are never shown, printed or logged.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct LastFour([u8; 4]);

/// Why a text is not four digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("four digits are asked, this has {digits}")]
pub struct LastFourError {
    /// How many digits were written.
    pub digits: usize,
}

impl LastFour {
    /// Reads what a person typed: spaces, dots and hyphens do not matter.
    ///
    /// # Errors
    /// [`LastFourError`] when there are not exactly four digits, or anything else stands between them.
    pub fn parse(typed: &str) -> Result<Self, LastFourError> {
        let kept: String = typed.chars().filter(|c| !c.is_whitespace() && !matches!(c, '.' | '-')).collect();
        let digits = kept.chars().filter(char::is_ascii_digit).count();
        match <[u8; 4]>::try_from(kept.as_bytes()) {
            Ok(four) if digits == 4 => Ok(Self(four)),
            _ => Err(LastFourError { digits }),
        }
    }

    /// Whether they end the NIK of these facts. Takes the same time wherever they differ; never true for facts that
    /// were erased.
    pub fn hold(&self, facts: Option<&Facts>) -> bool {
        let known = facts.map_or("----", |facts| facts.nik.last_four());
        let differing = known.bytes().zip(self.0).fold(0u8, |sum, (known, typed)| sum | (known ^ typed));
        differing == 0
    }
}

impl std::fmt::Debug for LastFour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LastFour(hidden)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_digits_are_read_however_they_are_spaced() {
        for typed in ["0003", " 0003 ", "00 03", "0-0.0-3"] {
            assert_eq!(LastFour::parse(typed).map(|four| four.0), Ok(*b"0003"), "{typed}");
        }
        for (typed, digits) in [("", 0), ("003", 3), ("00033", 5), ("000x", 3), ("0003x", 4), ("١٢٣٤", 0)]
        {
            assert_eq!(LastFour::parse(typed).map(|_| ()), Err(LastFourError { digits }), "{typed}");
        }
    }

    #[test]
    fn nobody_knows_the_digits_of_an_erased_application() {
        for typed in ["0000", "0003"] {
            assert!(!LastFour::parse(typed).expect("four digits").hold(None));
        }
    }

    #[test]
    fn the_digits_never_show_themselves_in_a_log() {
        assert!(!format!("{:?}", LastFour::parse("4711").expect("four digits")).contains("4711"));
    }
}
