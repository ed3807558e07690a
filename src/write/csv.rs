//! CSV and TSV: a header row, then a line a row. Text is defused: a spreadsheet that opens the file runs no formula.

use std::borrow::Cow;
use std::io;

use csv::{ErrorKind, WriterBuilder};

use super::{Options, Writer};
use crate::rows::{Column, Row};

/// A table of values with a separator between them.
pub(super) struct Table<W: io::Write> {
    out: csv::Writer<W>,
    columns: Vec<Column>,
    extra: Vec<String>,
    raw: bool,
}

impl<W: io::Write> Table<W> {
    /// Writes the header row.
    pub(super) fn new(out: W, separator: u8, options: &Options) -> io::Result<Self> {
        let mut table = Self::body(out, separator, options);
        for column in &options.columns {
            table.out.write_field(column.name()).map_err(cause)?;
        }
        for name in &options.extra {
            // The input has chosen these names.
            table.text(name.into())?;
        }
        table.end()?;
        Ok(table)
    }

    /// Goes on behind a header row, or other rows.
    pub(super) fn body(out: W, separator: u8, options: &Options) -> Self {
        let out = WriterBuilder::new().delimiter(separator).from_writer(out);
        Table { out, columns: options.columns.clone(), extra: options.extra.clone(), raw: options.raw }
    }

    fn text(&mut self, cell: Cow<'_, str>) -> io::Result<()> {
        let cell = if self.raw { cell } else { defused(cell) };
        self.out.write_field(cell.as_bytes()).map_err(cause)
    }

    fn end(&mut self) -> io::Result<()> {
        // No more fields: this ends the record.
        self.out.write_record(None::<&[u8]>).map_err(cause)
    }
}

impl<W: io::Write> Writer for Table<W> {
    fn write(&mut self, row: &Row<'_>) -> io::Result<()> {
        for place in 0..self.columns.len() {
            let column = self.columns[place];
            let cell = row.cell(column);
            if column.is_number() {
                self.out.write_field(cell.as_bytes()).map_err(cause)?;
            } else {
                self.text(cell)?;
            }
        }
        for place in 0..self.extra.len() {
            let cell = row.extra(&self.extra[place]).unwrap_or_default();
            self.text(cell.into())?;
        }
        self.end()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A cell that a spreadsheet takes for text: a leading apostrophe goes before what can begin a formula.
pub(crate) fn defused(cell: Cow<'_, str>) -> Cow<'_, str> {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}").into() } else { cell }
}

/// What the output said; the other errors of the crate come from reading, or from records of unequal length.
pub(crate) fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    }
}
