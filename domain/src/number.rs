//! Numbers of registers and licences: templates with slots, filled once.

use serde::{Deserialize, Serialize};

/// The template of a number, such as `{klasifikasi}/{urut:03}/{kode}/DPMPTSP/{tahun}`.
///
/// Slots: `{klasifikasi}`, `{kode}`, `{tahun}` and exactly one `{urut}`, which may carry a width (`{urut:03}`).
/// Source: house rule; the office's own numbering decree replaces the template.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NumberTemplate(String);

/// Why a template cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NumberTemplateError {
    /// A brace without its partner.
    #[error("a brace is not closed in {0:?}")]
    Brace(String),
    /// A slot that is not known.
    #[error("the slot {0:?} is not known; known are klasifikasi, urut, kode, tahun")]
    Slot(String),
    /// No running number, or two of them.
    #[error("the template needs exactly one running number {{urut}}, it has {0}")]
    Running(usize),
}

/// What fills the slots of a template.
#[derive(Clone, Copy, Debug)]
pub struct NumberParts<'a> {
    /// The archive classification of the service.
    pub classification: &'a str,
    /// The code of the licence.
    pub code: &'a str,
    /// The running number within its series and year, from 1.
    pub running: u64,
    /// The year of the number.
    pub year: i32,
}

/// The template of the register: `REG/2026/000123`.
pub const REGISTER_TEMPLATE: &str = "REG/{tahun}/{urut:06}";

impl NumberTemplate {
    /// Reads a template.
    ///
    /// # Errors
    /// [`NumberTemplateError`] naming the slot or brace at fault.
    pub fn parse(text: &str) -> Result<Self, NumberTemplateError> {
        let template = Self(text.to_owned());
        let mut running = 0;
        for piece in template.pieces()? {
            if let Piece::Running(_) = piece {
                running += 1;
            }
        }
        if running == 1 { Ok(template) } else { Err(NumberTemplateError::Running(running)) }
    }

    /// The number that these parts make.
    ///
    /// # Panics
    /// Never: a template is read before it is filled.
    pub fn fill(&self, parts: NumberParts<'_>) -> String {
        let pieces = self.pieces().expect("a template is read before it is filled");
        pieces
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.to_owned(),
                Piece::Classification => parts.classification.to_owned(),
                Piece::Code => parts.code.to_owned(),
                Piece::Year => parts.year.to_string(),
                Piece::Running(width) => format!("{:0width$}", parts.running),
            })
            .collect()
    }

    /// The template as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn pieces(&self) -> Result<Vec<Piece<'_>>, NumberTemplateError> {
        let mut pieces = Vec::new();
        let mut rest = self.0.as_str();
        while let Some(open) = rest.find(['{', '}']) {
            let (text, tail) = rest.split_at(open);
            if !text.is_empty() {
                pieces.push(Piece::Text(text));
            }
            let close = tail.find('}').filter(|_| tail.starts_with('{'));
            let close = close.ok_or_else(|| NumberTemplateError::Brace(self.0.clone()))?;
            let slot = &tail[1..close];
            let (name, width) = slot.split_once(':').unwrap_or((slot, "0"));
            pieces.push(match name {
                "klasifikasi" => Piece::Classification,
                "kode" => Piece::Code,
                "tahun" => Piece::Year,
                "urut" => match width.parse::<usize>() {
                    Ok(width) if width <= 9 => Piece::Running(width),
                    _ => return Err(NumberTemplateError::Slot(slot.to_owned())),
                },
                _ => return Err(NumberTemplateError::Slot(slot.to_owned())),
            });
            rest = &tail[close + 1..];
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest));
        }
        Ok(pieces)
    }
}

enum Piece<'a> {
    Text(&'a str),
    Classification,
    Code,
    Year,
    Running(usize),
}

impl TryFrom<String> for NumberTemplate {
    type Error = NumberTemplateError;
    fn try_from(text: String) -> Result<Self, NumberTemplateError> {
        Self::parse(&text)
    }
}

impl From<NumberTemplate> for String {
    fn from(template: NumberTemplate) -> Self {
        template.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_licence_number_follows_its_template() {
        let template =
            NumberTemplate::parse("{klasifikasi}/{urut:03}/{kode}/DPMPTSP/{tahun}").expect("valid");
        let parts = NumberParts { classification: "500.7", code: "SIPP-I", running: 21, year: 2026 };
        assert_eq!(template.fill(parts), "500.7/021/SIPP-I/DPMPTSP/2026");
        let register = NumberTemplate::parse(REGISTER_TEMPLATE).expect("valid");
        assert_eq!(register.fill(NumberParts { running: 123, ..parts }), "REG/2026/000123");
    }

    #[test]
    fn a_template_without_exactly_one_running_number_is_refused() {
        assert_eq!(NumberTemplate::parse("REG/{tahun}"), Err(NumberTemplateError::Running(0)));
        assert_eq!(NumberTemplate::parse("{urut}/{urut}"), Err(NumberTemplateError::Running(2)));
        assert_eq!(NumberTemplate::parse("{urut}/{bulan}"), Err(NumberTemplateError::Slot("bulan".into())));
        assert_eq!(NumberTemplate::parse("{urut"), Err(NumberTemplateError::Brace("{urut".into())));
        assert_eq!(NumberTemplate::parse("urut}"), Err(NumberTemplateError::Brace("urut}".into())));
    }
}
