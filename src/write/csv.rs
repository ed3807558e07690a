//! CSV: a header row, then a line a row. Text is defused: a spreadsheet that opens the file runs no formula.

use std::borrow::Cow;
use std::io;

use csv::{ErrorKind, WriterBuilder};

use super::cells::{defused, in_one_line};
use super::format::{Descriptor, Making};
use super::{Newlines, Options, Writer};
use crate::rows::Row;

pub(super) static FORMAT: Descriptor = Descriptor {
    name: "csv",
    suffixes: &["csv"],
    doc: "Comma-separated values",
    separated: true,
    making: Making::Blocks {
        head: |out, options| head(out, b',', options),
        rows: |out, options| Box::new(Table::new(out, b',', options)),
    },
};

/// Bytes gathered before the output gets them: it has a buffer of its own, and a table may be of one document.
const BUFFER: usize = 1 << 10;

/// A table of values with a separator between them.
pub(super) struct Table<W: io::Write> {
    out: csv::Writer<W>,
    options: Options,
}

/// Writes the header row.
pub(super) fn head(out: &mut dyn io::Write, separator: u8, options: &Options) -> io::Result<()> {
    if options.bom {
        out.write_all("\u{feff}".as_bytes())?;
    }
    let mut table = Table::new(out, separator, options);
    for column in &options.columns {
        write(&mut table.out, column.name())?;
    }
    for name in &options.extra {
        // The input has chosen these names.
        write(&mut table.out, &text(name.into(), options))?;
    }
    table.end()?;
    table.finish()
}

impl<W: io::Write> Table<W> {
    /// Writes rows and no header.
    pub(super) fn new(out: W, separator: u8, options: &Options) -> Self {
        let delimiter = options.delimiter.unwrap_or(separator);
        let out = WriterBuilder::new().delimiter(delimiter).buffer_capacity(BUFFER).from_writer(out);
        Table { out, options: options.clone() }
    }

    fn end(&mut self) -> io::Result<()> {
        // No more fields: this ends the record.
        self.out.write_record(None::<&[u8]>).map_err(cause)
    }
}

impl<W: io::Write> Writer for Table<W> {
    fn write(&mut self, row: &Row<'_>) -> io::Result<()> {
        let Table { out, options } = self;
        for column in &options.columns {
            let cell = row.cell(*column);
            write(out, &if column.is_number() { cell } else { text(cell, options) })?;
        }
        for name in &options.extra {
            write(out, &text(row.extra(name).unwrap_or_default().into(), options))?;
        }
        self.end()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn write(out: &mut csv::Writer<impl io::Write>, cell: &str) -> io::Result<()> {
    out.write_field(cell).map_err(cause)
}

fn text<'c>(cell: Cow<'c, str>, options: &Options) -> Cow<'c, str> {
    let cell = if options.newlines == Newlines::Space { in_one_line(cell) } else { cell };
    if options.raw { cell } else { defused(cell) }
}

/// What the output said; the other errors of the crate come from reading, or from records of unequal length.
pub(crate) fn cause(error: csv::Error) -> io::Error {
    match error.into_kind() {
        ErrorKind::Io(cause) => cause,
        other => io::Error::other(format!("{other:?}")),
    }
}
