//! The two languages the house speaks.

use serde::{Deserialize, Serialize};

/// A language of screens, papers and messages. Indonesian is the office's own and the fallback.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Bahasa Indonesia.
    #[default]
    Id,
    /// English.
    En,
}

impl Lang {
    /// Both languages, the office's own first.
    pub const ALL: [Lang; 2] = [Lang::Id, Lang::En];

    /// The code of HTML's `lang` attribute: `id` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::Id => "id",
            Lang::En => "en",
        }
    }

    /// The language of a code, if it is one of the two.
    pub fn from_code(code: &str) -> Option<Lang> {
        Lang::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The one of two texts that is in this language.
    pub const fn pick<'t>(self, id: &'t str, en: &'t str) -> &'t str {
        match self {
            Lang::Id => id,
            Lang::En => en,
        }
    }
}
