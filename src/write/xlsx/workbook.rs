//! The workbook: sheets of quotes, and one of speakers. Rows go to a temporary file as they come.

use std::borrow::Cow;
use std::io::{self, Seek as _};

use rust_xlsxwriter as xlsx;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Worksheet, XlsxError};

use super::cell::{LONGEST, cell};
use super::date::date;
use super::link::link;
use super::speakers::Speakers;
use crate::guard::guarded;
use crate::rows::{Column, Row, Value, three_decimals};
use crate::write::{Options, Writer};

/// What Excel can hold.
#[derive(Clone, Copy)]
struct Limits {
    /// Rows of a sheet, the header among them.
    rows: u32,
    /// Links of a sheet.
    links: u32,
}

const EXCEL: Limits = Limits { rows: 1_048_576, links: 65_530 };

/// The place of the sheet of speakers; further sheets of quotes come after it.
const SPEAKERS: usize = 1;

/// A workbook that goes to an output in the end.
pub(super) struct Workbook<W> {
    out: W,
    book: xlsx::Workbook,
    options: Options,
    limits: Limits,
    looks: Looks,
    /// The sheet of quotes at hand, and its next row.
    sheet: usize,
    row: u32,
    /// Links of the sheet at hand.
    links: u32,
    /// The last source and what it is a link to.
    source: (String, Option<String>),
    speakers: Speakers,
    cut: u64,
    replaced: u64,
    unlinked: u64,
}

/// What cells look like.
struct Looks {
    header: Format,
    text: Format,
    link: Format,
    share: Format,
    number: Format,
    date: Format,
    time: Format,
}

impl Looks {
    fn new() -> Self {
        let top = Format::new().set_align(FormatAlign::Top);
        Looks {
            header: top.clone().set_bold(),
            text: top.clone().set_text_wrap(),
            link: top.clone().set_text_wrap().set_hyperlink(),
            share: top.clone().set_num_format("0.000"),
            number: top.clone().set_num_format("0"),
            date: top.clone().set_num_format("yyyy-mm-dd"),
            time: top.set_num_format("yyyy-mm-dd hh:mm:ss"),
        }
    }
}

impl<W: io::Write> Workbook<W> {
    pub(super) fn new(out: W, options: &Options) -> io::Result<Self> {
        Self::with_limits(out, options, EXCEL)
    }

    fn with_limits(out: W, options: &Options, limits: Limits) -> io::Result<Self> {
        let mut book = xlsx::Workbook::new();
        // The same rows give the same bytes, whatever the day.
        let made = ExcelDateTime::from_ymd(2000, 1, 1).map_err(cause)?;
        book.set_properties(&DocProperties::new().set_title("Quotes").set_creation_datetime(&made));
        let mut workbook = Workbook {
            out,
            book,
            options: options.clone(),
            limits,
            looks: Looks::new(),
            sheet: 0,
            row: 0,
            links: 0,
            source: (String::new(), None),
            speakers: Speakers::default(),
            cut: 0,
            replaced: 0,
            unlinked: 0,
        };
        checked(|| {
            workbook.book.add_worksheet_with_constant_memory()?.set_name("Quotes")?;
            workbook.book.add_worksheet_with_constant_memory()?.set_name("Speakers")?;
            workbook.begin()
        })?;
        Ok(workbook)
    }

    /// The header row of a sheet of quotes.
    fn begin(&mut self) -> Result<(), XlsxError> {
        let Self { book, options, looks, .. } = self;
        let sheet = book.worksheet_from_index(self.sheet)?;
        let widths = options.columns.iter().map(|column| (Cow::from(column.name()), width(*column)));
        let extra = options.extra.iter().map(|name| (cell(name.as_str().into(), options).text, 24.0));
        for (place, (name, width)) in (0..).zip(widths.chain(extra)) {
            sheet.write_string_with_format(0, place, name, &looks.header)?;
            sheet.set_column_width(place, width)?;
        }
        sheet.set_freeze_panes(1, 0)?.set_landscape().set_repeat_rows(0, 0)?;
        (self.row, self.links) = (1, 0);
        Ok(())
    }

    /// Ends a sheet of quotes.
    fn end(&mut self) -> Result<(), XlsxError> {
        let columns = self.options.columns.len() + self.options.extra.len();
        let last = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
        self.book.worksheet_from_index(self.sheet)?.autofilter(0, 0, self.row - 1, last)?;
        Ok(())
    }

    fn add(&mut self, row: &Row<'_>) -> Result<(), XlsxError> {
        if self.row >= self.limits.rows {
            self.end()?;
            // The speakers have the second place.
            self.sheet = (self.sheet + 1).max(SPEAKERS + 1);
            self.book.add_worksheet_with_constant_memory()?.set_name(format!("Quotes {}", self.sheet))?;
            self.begin()?;
        }
        let columns = self.options.columns.len();
        for (place, index) in (0..).zip(0..columns) {
            self.column(row, self.options.columns[index], place)?;
        }
        for (place, index) in (columns as u16..).zip(0..self.options.extra.len()) {
            let kept = row.extra(&self.options.extra[index]).unwrap_or_default();
            let text = self.counted(kept.into());
            self.text(place, &text)?;
        }
        self.row += 1;
        self.speakers.add(row, self.limits.rows as usize - 2);
        Ok(())
    }

    /// Writes the cell of a column.
    fn column(&mut self, row: &Row<'_>, column: Column, place: u16) -> Result<(), XlsxError> {
        let (number, look) = match row.value(column) {
            // Beyond 2^53 there is no text.
            Value::Count(count) => (count as f64, &self.looks.number),
            Value::Share(Some(share)) => (three_decimals(share), &self.looks.share),
            Value::Share(None) => return Ok(()),
            _ => {
                let text = self.counted(row.cell(column));
                return match column {
                    Column::Date => self.date(place, &text),
                    Column::Source => self.source(row.source, place, &text),
                    _ => self.text(place, &text),
                };
            }
        };
        self.book.worksheet_from_index(self.sheet)?.write_number_with_format(self.row, place, number, look)?;
        Ok(())
    }

    /// What a cell can hold of a text.
    fn counted<'t>(&mut self, text: Cow<'t, str>) -> Cow<'t, str> {
        let made = cell(text, &self.options);
        self.cut += u64::from(made.cut);
        self.replaced += u64::from(made.replaced);
        made.text
    }

    fn text(&mut self, place: u16, text: &str) -> Result<(), XlsxError> {
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        sheet.write_string_with_format(self.row, place, text, &self.looks.text)?;
        Ok(())
    }

    /// A date that Excel can count with, or the text that was there.
    fn date(&mut self, place: u16, text: &str) -> Result<(), XlsxError> {
        let Some(date) = date(text) else { return self.text(place, text) };
        let look = if date.has_time { &self.looks.time } else { &self.looks.date };
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        sheet.write_datetime_with_format(self.row, place, &date.moment, look)?;
        Ok(())
    }

    /// The source with a link to it, if it has an address and the sheet room for links.
    fn source(&mut self, source: &str, place: u16, text: &str) -> Result<(), XlsxError> {
        if self.source.0 != source {
            self.source = (source.to_owned(), link(source, self.options.folder.as_deref()));
        }
        let Some(link) = &self.source.1 else { return self.text(place, text) };
        if self.links >= self.limits.links {
            self.unlinked += 1;
            return self.text(place, text);
        }
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        if !linked(sheet, (self.row, place), link, text, &self.looks.link) {
            return self.text(place, text);
        }
        self.links += 1;
        Ok(())
    }

    fn list_speakers(&mut self) -> Result<(), XlsxError> {
        let Self { book, options, looks, speakers, .. } = self;
        let sheet = book.worksheet_from_index(SPEAKERS)?;
        for (place, (name, width)) in (0..).zip([("speaker", 32.0), ("quotes", 12.0), ("documents", 12.0)]) {
            sheet.write_string_with_format(0, place, name, &looks.header)?;
            sheet.set_column_width(place, width)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        let mut row = 1;
        for (speaker, count) in speakers.lines() {
            sheet.write_string_with_format(row, 0, cell(speaker.into(), options).text, &looks.text)?;
            sheet.write_number_with_format(row, 1, count.quotes as f64, &looks.number)?;
            sheet.write_number_with_format(row, 2, count.documents as f64, &looks.number)?;
            row += 1;
        }
        if speakers.unknown > 0 {
            sheet.write_string_with_format(row, 0, "(not told)", &looks.text)?;
            sheet.write_number_with_format(row, 1, speakers.unknown as f64, &looks.number)?;
            row += 1;
        }
        sheet.autofilter(0, 0, row - 1, 2)?;
        Ok(())
    }
}

/// Writes a link; `false` if it is none that Excel takes.
fn linked(sheet: &mut Worksheet, (row, place): (u32, u16), link: &str, text: &str, look: &Format) -> bool {
    sheet.write_url_with_options(row, place, link, text, "", Some(look)).is_ok()
}

impl<W: io::Write> Writer for Workbook<W> {
    fn write(&mut self, row: &Row<'_>) -> io::Result<()> {
        checked(|| self.add(row))
    }

    fn finish(&mut self) -> io::Result<()> {
        // An archive needs an output in which it can go back.
        let mut file = tempfile::tempfile()?;
        checked(|| {
            self.end()?;
            self.list_speakers()?;
            self.book.save_to_writer(&mut file)
        })?;
        file.rewind()?;
        io::copy(&mut file, &mut self.out)?;
        self.out.flush()
    }

    fn notes(&self) -> Vec<String> {
        let cells = |number: u64| if number == 1 { "1 cell".into() } else { format!("{number} cells") };
        let mut notes = Vec::new();
        if self.cut > 0 {
            notes.push(format!(
                "{} cut to the {LONGEST} characters that a cell of a workbook can hold; JSON Lines has all",
                cells(self.cut)
            ));
        }
        if self.replaced > 0 {
            notes.push(format!(
                "{} with control characters that a workbook cannot hold; U+FFFD stands for them",
                cells(self.replaced)
            ));
        }
        if self.unlinked > 0 {
            let limit = self.limits.links;
            notes.push(format!(
                "{} with a source that is no link, for a sheet can hold {limit} of them",
                cells(self.unlinked)
            ));
        }
        if self.speakers.left_out > 0 {
            notes.push("the sheet of speakers is full: some are not on it".into());
        }
        notes
    }
}

/// How wide a column is, in characters.
fn width(column: Column) -> f64 {
    match column {
        Column::Quote | Column::Context => 80.0,
        Column::Source | Column::Title => 40.0,
        Column::Speaker | Column::Mention | Column::Author | Column::Rule => 28.0,
        Column::Cue | Column::Utterance | Column::QuoteId | Column::Date => 20.0,
        _ => 12.0,
    }
}

/// Does something with the workbook. Where a temporary file cannot be written the crate panics in places.
fn checked(action: impl FnOnce() -> Result<(), XlsxError>) -> io::Result<()> {
    let failed = || io::Error::other("a temporary file of the workbook cannot be written");
    guarded(action).ok_or_else(failed)?.map_err(cause)
}

fn cause(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(cause) => cause,
        other => io::Error::other(other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Data, Reader as _, Xlsx};

    use super::{Limits, Workbook};
    use crate::write::{Options, Writer as _};
    use crate::{Document, Extractor, Row};

    #[test]
    fn what_is_too_much_for_a_sheet_goes_on_another() {
        let document = Document::new("https://example.org/a", "“Yes,” said Ana Reis. “No,” said Tom Hall. ".repeat(3));
        let found = Extractor::english().extract_all(&document.text);
        let mut out = Vec::new();
        let limits = Limits { rows: 3, links: 1 };
        let mut book = Workbook::with_limits(&mut out, &Options::default(), limits).expect("a workbook");
        Row::of(&document, &found).iter().for_each(|row| book.write(row).expect("written"));
        book.finish().expect("finished");
        let notes = book.notes();
        assert_eq!(notes[0], "3 cells with a source that is no link, for a sheet can hold 1 of them");
        assert_eq!(notes.len(), 2, "{notes:?}");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(out)).expect("read");
        assert_eq!(book.sheet_names(), ["Quotes", "Speakers", "Quotes 2", "Quotes 3"]);
        for name in ["Quotes", "Quotes 2", "Quotes 3"] {
            let sheet = book.worksheet_range(name).expect("a sheet");
            assert_eq!(sheet.height(), 3, "{name}");
            assert_eq!(sheet.get((0, 0)), Some(&Data::String("speaker".into())));
            assert_eq!(sheet.get((2, 0)), Some(&Data::String("Tom Hall".into())));
        }
    }
}
