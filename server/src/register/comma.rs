//! The register as CSV: UTF-8 with its mark, semicolons, as a spreadsheet in Indonesia opens it.

use std::borrow::Cow;

use csv::{Terminator, Writer, WriterBuilder};

use super::table::{Cell, Column};

/// What tells a spreadsheet that the text is UTF-8.
const MARK: &[u8] = "\u{feff}".as_bytes();

fn writer() -> Writer<Vec<u8>> {
    WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(Vec::new())
}

/// The beginning of the file: the mark and the heads.
///
/// # Errors
/// None in practice: it is written into memory.
pub(super) fn begin(columns: &[Column]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = writer();
    writer.write_record(columns.iter().map(|column| column.head))?;
    let heads = writer.into_inner().map_err(csv::IntoInnerError::into_error)?;
    Ok([MARK, &heads].concat())
}

/// Rows of the file.
///
/// # Errors
/// None in practice: they are written into memory.
pub(super) fn rows(rows: &[Vec<Cell>]) -> Result<Vec<u8>, csv::Error> {
    let mut writer = writer();
    for row in rows {
        writer.write_record(row.iter().map(written).map(Cow::into_owned))?;
    }
    Ok(writer.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

fn written(cell: &Cell) -> Cow<'_, str> {
    match cell {
        Cell::Text(text) => harmless(text),
        Cell::At(at) => at.map(|at| at.format("%Y-%m-%d %H:%M").to_string()).unwrap_or_default().into(),
        Cell::Date(date) => date.map(|date| date.to_string()).unwrap_or_default().into(),
        Cell::Minutes(minutes) => minutes.map(|minutes| minutes.to_string()).unwrap_or_default().into(),
    }
}

/// A text that a spreadsheet does not take for a formula: an apostrophe stands before what begins like one.
fn harmless(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_begins_like_a_formula_is_none() {
        for evil in ["=HYPERLINK(\"x\")", "+62", "-1", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(harmless(evil), format!("'{evil}"));
        }
        for good in ["Siti Aminah", "", "–", "A=1"] {
            assert_eq!(harmless(good), good);
        }
    }

    #[test]
    fn a_text_with_the_separator_or_a_quote_stays_one_cell() {
        let at = chrono::NaiveDate::from_ymd_opt(2026, 11, 24).and_then(|date| date.and_hms_opt(9, 5, 0));
        let row =
            vec![Cell::Text("Siti; \"Tini\"".into()), Cell::At(at), Cell::At(None), Cell::Minutes(Some(51))];
        let text = String::from_utf8(rows(&[row]).expect("in memory")).expect("UTF-8");
        assert_eq!(text, "\"Siti; \"\"Tini\"\"\";2026-11-24 09:05;;51\r\n");
    }

    #[test]
    fn a_file_begins_with_the_mark_of_utf_8_and_its_heads() {
        let text = begin(&[Column { head: "Register", width: 9 }, Column { head: "Pemohon", width: 9 }]);
        assert_eq!(text.expect("in memory"), "\u{feff}Register;Pemohon\r\n".as_bytes());
    }
}
