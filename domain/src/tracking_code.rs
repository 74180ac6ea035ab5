//! The applicant's handle to one dossier, as printed on the receipt.

use serde::{Deserialize, Serialize};

/// Crockford's base 32: no I, L, O, U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Random symbols before the check character: 45 bits.
const SYMBOLS: usize = 9;
/// Crockford's modulus; a remainder of 32 or more has no symbol in the alphabet, so such codes are never issued.
const MODULUS: u64 = 37;
/// Fragments that no official paper should spell, in the alphabet's letters.
const RUDE: [&str; 6] = ["ANJ1NG", "BAB1", "BANGSAT", "SEX", "FVCK", "KENTAT"];

/// A tracking code. It says nothing about order or number of files.
///
/// Shape: nine random Crockford symbols and a check character from the same alphabet, written `7KM4Q-9TX2T`.
/// Every single wrong character and every swap of neighbours is found before the database is asked.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TrackingCode(String);

/// Why a text is not a tracking code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum TrackingCodeError {
    /// Not ten symbols, or a character outside the alphabet.
    #[error("a tracking code has ten letters and digits")]
    Shape,
    /// The check character disagrees: a typing mistake.
    #[error("the check character does not match")]
    Check,
}

fn value(symbol: u8) -> Option<u64> {
    ALPHABET.iter().position(|known| *known == symbol).map(|place| place as u64)
}

fn check_of(symbols: &str) -> u64 {
    symbols.bytes().filter_map(value).fold(0, |sum, digit| (sum * 32 + digit) % MODULUS)
}

impl TrackingCode {
    /// Makes a code of nine random values, none where the draw must be repeated: the check has no symbol of its own, or
    /// the code would spell something rude.
    ///
    /// # Example
    /// ```
    /// use domain::tracking_code::TrackingCode;
    /// // 7KQ4M2XD8 has no check character in the alphabet: draw again.
    /// assert_eq!(TrackingCode::from_random([7, 19, 23, 4, 20, 2, 29, 13, 8]), None);
    /// ```
    pub fn from_random(random: [u8; SYMBOLS]) -> Option<Self> {
        let symbols: String =
            random.iter().map(|byte| char::from(ALPHABET[usize::from(*byte) % ALPHABET.len()])).collect();
        let check = check_of(&symbols);
        let check = *ALPHABET.get(usize::try_from(check).ok()?)?;
        let code = format!("{symbols}{}", char::from(check));
        if RUDE.iter().any(|word| code.contains(word)) { None } else { Some(Self(code)) }
    }

    /// Reads what a person typed: case, spaces and hyphens do not matter, I and L are 1, O is 0.
    ///
    /// # Errors
    /// [`TrackingCodeError::Shape`] where it cannot be a code, [`TrackingCodeError::Check`] where it holds a typo.
    pub fn parse(typed: &str) -> Result<Self, TrackingCodeError> {
        let kept: String = typed
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| match c.to_ascii_uppercase() {
                'I' | 'L' => '1',
                'O' => '0',
                other => other,
            })
            .collect();
        if kept.len() != SYMBOLS + 1 || kept.bytes().any(|b| value(b).is_none()) {
            return Err(TrackingCodeError::Shape);
        }
        let (symbols, check) = kept.split_at(SYMBOLS);
        if Some(check_of(symbols)) == value(check.as_bytes()[0]) {
            Ok(Self(kept))
        } else {
            Err(TrackingCodeError::Check)
        }
    }

    /// The ten symbols without a hyphen, as in the database and in addresses.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As printed: `7KM4Q-9TX2T`.
    pub fn written(&self) -> String {
        format!("{}-{}", &self.0[..5], &self.0[5..])
    }
}

impl TryFrom<String> for TrackingCode {
    type Error = TrackingCodeError;
    fn try_from(text: String) -> Result<Self, TrackingCodeError> {
        Self::parse(&text)
    }
}

impl From<TrackingCode> for String {
    fn from(code: TrackingCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_printed_on_receipts_are_read_back() {
        for code in ["7KM4Q-9TX2T", "D8F2W-6RJ1X", "B3WQ8-K7D54"] {
            assert_eq!(TrackingCode::parse(code).expect(code).written(), code);
        }
        assert_eq!(TrackingCode::parse(" 7km4q 9tx2t ").map(|c| c.written()), Ok("7KM4Q-9TX2T".to_owned()));
        assert_eq!(TrackingCode::parse("d8f2w-6rjix").map(|c| c.written()), Ok("D8F2W-6RJ1X".to_owned()));
    }

    #[test]
    fn a_wrong_character_is_a_typo_and_not_an_unknown_code() {
        for code in ["7KM4Q-9TX2H", "D8F2W-6RJ1C"] {
            assert_eq!(TrackingCode::parse(code), Err(TrackingCodeError::Check));
        }
        for code in ["", "7KM4Q", "7KM4Q-9TX2TT", "7KM4Q-9TX2U", "7KM4Q-9TX2*"] {
            assert_eq!(TrackingCode::parse(code), Err(TrackingCodeError::Shape), "{code}");
        }
    }

    #[test]
    fn every_single_slip_and_every_swap_of_neighbours_is_found() {
        let good = TrackingCode::parse("7KM4Q-9TX2T").expect("valid").as_str().to_owned();
        for place in 0..good.len() {
            for other in ALPHABET {
                let mut slip = good.clone().into_bytes();
                if slip[place] == *other {
                    continue;
                }
                slip[place] = *other;
                let slip = String::from_utf8(slip).expect("ascii");
                assert_eq!(TrackingCode::parse(&slip), Err(TrackingCodeError::Check), "{slip}");
            }
            if place + 1 < good.len() && good.as_bytes()[place] != good.as_bytes()[place + 1] {
                let mut swap = good.clone().into_bytes();
                swap.swap(place, place + 1);
                let swap = String::from_utf8(swap).expect("ascii");
                assert_eq!(TrackingCode::parse(&swap), Err(TrackingCodeError::Check), "{swap}");
            }
        }
    }
}
