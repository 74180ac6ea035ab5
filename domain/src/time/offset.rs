//! The fixed distance of an office from UTC. Indonesia has three zones and no daylight saving.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::MINUTE_MS;

/// A fixed UTC offset in whole minutes, between -23:59 and +23:59; written `+07:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Offset {
    minutes: i16,
}

/// A text that is no offset.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("offset `{0}` is not of the form +07:00")]
pub struct OffsetError(String);

impl Offset {
    /// Western Indonesia time, Pekanbaru among it.
    pub const WIB: Offset = Offset { minutes: 7 * 60 };
    /// Central Indonesia time.
    pub const WITA: Offset = Offset { minutes: 8 * 60 };
    /// Eastern Indonesia time.
    pub const WIT: Offset = Offset { minutes: 9 * 60 };

    /// Minutes east of UTC.
    pub const fn minutes(self) -> i16 {
        self.minutes
    }

    /// Milliseconds east of UTC.
    pub const fn ms(self) -> i64 {
        self.minutes as i64 * MINUTE_MS
    }

    /// The zone's name on paper: WIB, WITA or WIT, elsewhere `UTC+05:30`.
    pub fn zone(self) -> String {
        match self {
            Offset::WIB => "WIB".to_owned(),
            Offset::WITA => "WITA".to_owned(),
            Offset::WIT => "WIT".to_owned(),
            other => format!("UTC{other}"),
        }
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.minutes < 0 { '-' } else { '+' };
        let minutes = self.minutes.unsigned_abs();
        write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }
}

impl FromStr for Offset {
    type Err = OffsetError;

    fn from_str(text: &str) -> Result<Offset, OffsetError> {
        let wrong = || OffsetError(text.to_owned());
        let digit = |byte: u8| byte.is_ascii_digit().then(|| i16::from(byte - b'0')).ok_or_else(wrong);
        let &[sign, h1, h2, b':', m1, m2] = text.as_bytes() else {
            return Err(wrong());
        };
        let hours = digit(h1)? * 10 + digit(h2)?;
        let minutes = digit(m1)? * 10 + digit(m2)?;
        if hours > 23 || minutes > 59 {
            return Err(wrong());
        }
        let east = hours * 60 + minutes;
        match sign {
            b'+' => Ok(Offset { minutes: east }),
            b'-' => Ok(Offset { minutes: -east }),
            _ => Err(wrong()),
        }
    }
}

impl TryFrom<String> for Offset {
    type Error = OffsetError;
    fn try_from(text: String) -> Result<Offset, OffsetError> {
        text.parse()
    }
}

impl From<Offset> for String {
    fn from(offset: Offset) -> String {
        offset.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_read_as_it_is_written() {
        for text in ["+07:00", "+09:00", "-03:30", "+00:00", "+23:59"] {
            assert_eq!(text.parse::<Offset>().expect("an offset").to_string(), text);
        }
        for text in ["07:00", "+7:00", "+24:00", "+07:60", "+07:00 ", "", "WIB", "+0७:00"] {
            assert!(text.parse::<Offset>().is_err(), "{text}");
        }
    }

    #[test]
    fn the_three_zones_of_indonesia_have_their_names() {
        assert_eq!([Offset::WIB, Offset::WITA, Offset::WIT].map(Offset::zone), ["WIB", "WITA", "WIT"]);
        assert_eq!("+05:30".parse::<Offset>().expect("an offset").zone(), "UTC+05:30");
    }
}
