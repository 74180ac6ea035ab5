//! The register as a workbook: row by row onto the disk, so that many dossiers take no more memory than few.

use std::fs::File;
use std::io::{Seek, SeekFrom};

use chrono::{DateTime, Utc};
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::table::{Cell, Column};

/// The row of the heads; above it stand the title and what the rows are.
const HEADS: u32 = 2;
/// A4.
const PAPER: u8 = 9;
const DATE_AND_TIME: &str = "dd/mm/yyyy hh:mm";
const DATE: &str = "dd/mm/yyyy";

/// A workbook under way.
pub(super) struct Book {
    workbook: Workbook,
    columns: u16,
    next: u32,
    at: Format,
    date: Format,
    minutes: Format,
}

impl Book {
    /// A workbook with its title, a line that says what its rows are, and the heads.
    ///
    /// # Errors
    /// Where the disk takes no more.
    pub(super) fn begin(
        sheet: &str,
        title: &str,
        note: &str,
        columns: &[Column],
        now: DateTime<Utc>,
    ) -> Result<Self, XlsxError> {
        let mut book = Workbook::new();
        let made = ExcelDateTime::from_timestamp(now.timestamp())?;
        book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&made));
        let count = u16::try_from(columns.len()).unwrap_or(u16::MAX);
        let head = Format::new()
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter)
            .set_border_bottom(FormatBorder::Thin);
        let page = book.add_worksheet_with_constant_memory()?;
        page.set_name(sheet)?;
        for (place, column) in (0..).zip(columns) {
            page.set_column_width(place, f64::from(column.width))?;
        }
        page.set_freeze_panes(HEADS + 1, 1)?.set_repeat_rows(HEADS, HEADS)?;
        page.set_landscape().set_paper_size(PAPER).set_print_fit_to_pages(1, 0);
        page.write_string_with_format(0, 0, title, &Format::new().set_bold().set_font_size(14))?;
        page.write_string(1, 0, note)?;
        for (place, column) in (0..).zip(columns) {
            page.write_string_with_format(HEADS, place, column.head, &head)?;
        }
        let at = Format::new().set_num_format(DATE_AND_TIME).set_align(FormatAlign::Left);
        let date = Format::new().set_num_format(DATE).set_align(FormatAlign::Left);
        let minutes = Format::new().set_num_format("#,##0");
        Ok(Self { workbook: book, columns: count, next: HEADS + 1, at, date, minutes })
    }

    fn page(&mut self) -> Result<&mut Worksheet, XlsxError> {
        self.workbook.worksheet_from_index(0)
    }

    /// Adds rows. A text is never a formula: the cell says that it is text.
    ///
    /// # Errors
    /// Where the disk takes no more, or a sheet no more rows.
    pub(super) fn add(&mut self, rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
        let (at_format, minutes_format) = (self.at.clone(), self.minutes.clone());
        let date_format = self.date.clone();
        for row in rows {
            let number = self.next;
            let page = self.page()?;
            for (place, cell) in (0..).zip(row) {
                match cell {
                    Cell::Text(text) if text.is_empty() => {}
                    Cell::Text(text) => {
                        page.write_string(number, place, text)?;
                    }
                    Cell::At(Some(at)) => {
                        page.write_datetime_with_format(number, place, at, &at_format)?;
                    }
                    Cell::Date(Some(date)) => {
                        page.write_datetime_with_format(number, place, date, &date_format)?;
                    }
                    Cell::Minutes(Some(minutes)) => {
                        #[expect(clippy::cast_precision_loss, reason = "minutes of a dossier's life are few")]
                        let minutes = *minutes as f64;
                        page.write_number_with_format(number, place, minutes, &minutes_format)?;
                    }
                    Cell::At(None) | Cell::Date(None) | Cell::Minutes(None) => {}
                }
            }
            self.next += 1;
        }
        Ok(())
    }

    /// The finished file, to be read from its beginning; it is gone once it is closed.
    ///
    /// # Errors
    /// Where the disk takes no more.
    pub(super) fn finish(mut self) -> Result<File, XlsxError> {
        let (last_row, last_column) = (self.next - 1, self.columns.saturating_sub(1));
        self.page()?.autofilter(HEADS, 0, last_row, last_column)?;
        let mut file = tempfile::tempfile()?;
        self.workbook.save_to_writer(&mut file)?;
        file.seek(SeekFrom::Start(0))?;
        Ok(file)
    }
}
