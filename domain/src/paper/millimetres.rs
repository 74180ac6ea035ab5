//! Lengths on paper: millimetres to a tenth, whole numbers as such.

use std::fmt;

use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A length in tenths of a millimetre; written in millimetres, `20` or `10.5`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mm(u16);

impl Mm {
    /// Whole millimetres, up to 6,553.
    pub const fn whole(millimetres: u16) -> Self {
        Self(millimetres.saturating_mul(10))
    }

    /// Tenths of a millimetre.
    pub const fn tenths(tenths: u16) -> Self {
        Self(tenths)
    }
}

impl fmt::Display for Mm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 % 10 {
            0 => write!(f, "{}", self.0 / 10),
            rest => write!(f, "{}.{rest}", self.0 / 10),
        }
    }
}

impl Serialize for Mm {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.is_multiple_of(10) {
            serializer.serialize_u16(self.0 / 10)
        } else {
            serializer.serialize_f64(f64::from(self.0) / 10.0)
        }
    }
}

impl<'de> Deserialize<'de> for Mm {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Length;
        impl Visitor<'_> for Length {
            type Value = Mm;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("millimetres with at most one decimal, such as 20 or 10.5")
            }

            fn visit_u64<E: Error>(self, whole: u64) -> Result<Mm, E> {
                let tenths = whole.checked_mul(10).and_then(|tenths| u16::try_from(tenths).ok());
                tenths.map(Mm).ok_or_else(|| E::custom("a paper is not so large"))
            }

            fn visit_i64<E: Error>(self, whole: i64) -> Result<Mm, E> {
                u64::try_from(whole)
                    .map_err(|_| E::custom("a length is not negative"))
                    .and_then(|whole| self.visit_u64(whole))
            }

            fn visit_f64<E: Error>(self, length: f64) -> Result<Mm, E> {
                let tenths = (0..=u16::MAX).find(|tenths| f64::from(*tenths) >= length * 10.0 - 1e-6);
                let found = tenths.filter(|tenths| (f64::from(*tenths) - length * 10.0).abs() < 1e-6);
                found.map(Mm).ok_or_else(|| E::custom("not millimetres with at most one decimal"))
            }
        }
        deserializer.deserialize_any(Length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_written_as_it_was_read() {
        for text in ["20", "10.5", "0", "297", "0.1"] {
            let length: Mm = serde_json::from_str(text).expect("a length");
            assert_eq!(serde_json::to_string(&length).expect("data"), text);
            assert_eq!(length.to_string(), text);
        }
        assert_eq!(serde_json::from_str::<Mm>("20.0").expect("a length"), Mm::whole(20));
    }

    #[test]
    fn what_is_no_length_is_refused() {
        for wrong in ["-1", "1e9", "10.55", "\"20\"", "null", "70000", "-0.5"] {
            assert!(serde_json::from_str::<Mm>(wrong).is_err(), "{wrong}");
        }
    }
}
