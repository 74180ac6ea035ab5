//! People: names, the national identity number, and how both are hidden.

use serde::{Deserialize, Serialize};

/// A national identity number (Nomor Induk Kependudukan).
///
/// Shape: 16 digits.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Nik(String);

/// Why a text is not a NIK: how many digits it has, and whether something else is in it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a NIK has 16 digits, this has {digits}")]
pub struct NikError {
    /// The number of digits that were written.
    pub digits: usize,
}

impl Nik {
    /// Reads what a person typed: spaces, dots and hyphens do not matter.
    ///
    /// # Errors
    /// [`NikError`] when there are not exactly 16 digits, or anything else stands between them.
    pub fn parse(typed: &str) -> Result<Self, NikError> {
        let kept: String = typed.chars().filter(|c| !matches!(c, ' ' | '.' | '-')).collect();
        let digits = kept.chars().filter(char::is_ascii_digit).count();
        if digits == 16 && kept.len() == 16 { Ok(Self(kept)) } else { Err(NikError { digits }) }
    }

    /// All 16 digits. Reading them is logged by the caller.
    pub fn full(&self) -> &str {
        &self.0
    }

    /// The last four digits, the second factor of tracking.
    pub fn last_four(&self) -> &str {
        &self.0[12..]
    }

    /// The first four and the last four digits, for staff.
    ///
    /// # Example
    /// ```
    /// let nik = domain::person::Nik::parse("1471 0812 0389 0003").expect("sixteen digits");
    /// assert_eq!(nik.masked(), "1471••••••••0003");
    /// ```
    pub fn masked(&self) -> String {
        format!("{}••••••••{}", &self.0[..4], &self.0[12..])
    }
}

impl std::fmt::Debug for Nik {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Nik(hidden)")
    }
}

impl TryFrom<String> for Nik {
    type Error = NikError;
    fn try_from(text: String) -> Result<Self, NikError> {
        Self::parse(&text)
    }
}

impl From<Nik> for String {
    fn from(nik: Nik) -> Self {
        nik.0
    }
}

/// A name with its titles apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    /// Titles before the name, such as `drh.`; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub front: String,
    /// The name without titles.
    pub name: String,
    /// Titles after the name, such as `S.Pt.`; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub back: String,
}

impl PersonName {
    /// The name with its titles: `drh. Muhammad Fakhrurrozi Nasution, M.Si.`
    pub fn full(&self) -> String {
        let mut full = String::new();
        if !self.front.is_empty() {
            full.push_str(&self.front);
            full.push(' ');
        }
        full.push_str(&self.name);
        if !self.back.is_empty() {
            full.push_str(", ");
            full.push_str(&self.back);
        }
        full
    }

    /// The same in at most so many bytes of UTF-8 for the name, and for the titles on either side. What is left out at the
    /// end of a part is marked by an ellipsis.
    #[must_use]
    pub fn within(self, name_bytes: usize, title_bytes: usize) -> Self {
        Self {
            front: cut(self.front, title_bytes),
            name: cut(self.name, name_bytes),
            back: cut(self.back, title_bytes),
        }
    }

    /// The name as the public sees it: the first letter of each word, titles left out.
    ///
    /// # Example
    /// ```
    /// # use domain::person::PersonName;
    /// let name = PersonName { front: String::new(), name: "Rina Dewi Sartika".into(), back: "S.Pt.".into() };
    /// assert_eq!(name.masked(), "R*** D*** S***");
    /// ```
    pub fn masked(&self) -> String {
        self.name
            .split_whitespace()
            .filter_map(|word| word.chars().next())
            .map(|first| format!("{first}***"))
            .collect::<Vec<_>>()
            .join(" ")
    }
}

fn cut(mut text: String, bytes: usize) -> String {
    const MARK: char = '…';
    if text.len() > bytes {
        text.truncate(text.floor_char_boundary(bytes.saturating_sub(MARK.len_utf8())));
        text.truncate(text.trim_end().len());
        text.push(MARK);
    }
    text
}

/// The initials with which an officer hands over and receives.
///
/// Shape: two to four Latin capitals, unique in the office. Source: SP komponen Pengawasan internal c (paraf).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Initials(String);

/// Why a text cannot be initials.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} are not initials of two to four capital letters")]
pub struct InitialsError(pub String);

impl Initials {
    /// Reads initials; small letters are made capital.
    ///
    /// # Errors
    /// [`InitialsError`] unless there are two to four Latin letters.
    pub fn parse(typed: &str) -> Result<Self, InitialsError> {
        let kept = typed.trim().to_ascii_uppercase();
        if (2..=4).contains(&kept.len()) && kept.bytes().all(|b| b.is_ascii_uppercase()) {
            Ok(Self(kept))
        } else {
            Err(InitialsError(typed.to_owned()))
        }
    }

    /// The letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Initials {
    type Error = InitialsError;
    fn try_from(text: String) -> Result<Self, InitialsError> {
        Self::parse(&text)
    }
}

impl From<Initials> for String {
    fn from(initials: Initials) -> Self {
        initials.0
    }
}

impl std::fmt::Display for Initials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nik_of_fifteen_digits_is_told_as_fifteen() {
        assert_eq!(Nik::parse("147108120389000"), Err(NikError { digits: 15 }));
        assert_eq!(Nik::parse("14710812038900x3"), Err(NikError { digits: 15 }));
        assert!(Nik::parse("1471.0812.0389-0003").is_ok());
    }

    #[test]
    fn a_nik_never_shows_itself_in_a_log() {
        let nik = Nik::parse("1471081203890003").expect("16 digits");
        assert!(!format!("{nik:?}").contains("1471"));
    }

    #[test]
    fn an_endless_name_is_cut_between_letters_and_says_so() {
        let name =
            PersonName { front: "drh.".into(), name: "Siti Nurhalizá Putri".into(), back: String::new() };
        assert_eq!(name.clone().within(21, 4), name, "what fits stays whole");
        let cut = |bytes| name.clone().within(bytes, 4).name;
        assert_eq!(cut(20), "Siti Nurhalizá P…");
        assert_eq!(cut(17), "Siti Nurhaliz…", "no letter is cut in two, no space is left before the mark");
        assert_eq!(cut(19), "Siti Nurhalizá…");
    }

    #[test]
    fn initials_are_two_to_four_letters() {
        assert_eq!(Initials::parse("ys").expect("two letters").as_str(), "YS");
        for wrong in ["", "Y", "YSABC", "Y1", "ÄB"] {
            assert!(Initials::parse(wrong).is_err(), "{wrong}");
        }
    }
}
