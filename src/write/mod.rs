//! Writers: rows to a table.
//!
//! ```
//! use whosaid::write::{Format, Options, writer};
//! use whosaid::{Document, Extractor, Row};
//!
//! let document = Document::new("a.txt", "“We will not yield,” said Ana Reis.");
//! let found = Extractor::english().extract_all(&document.text);
//! let mut out = Vec::new();
//! let mut table = writer(Format::Csv, &mut out, &Options::default())?;
//! for row in Row::of(&document, &found) {
//!     table.write(&row)?;
//! }
//! table.finish()?;
//! drop(table);
//! assert_eq!(out, "speaker,quote,source\nAna Reis,\"We will not yield,\",a.txt\n".as_bytes());
//! # Ok::<(), std::io::Error>(())
//! ```

mod csv;
mod jsonl;

#[cfg(feature = "cli")]
pub(crate) use csv::{cause, defused};

use std::io;
use std::path::Path;

use crate::rows::{Column, Row};

/// Writes rows in one format.
pub trait Writer {
    /// Writes one row.
    ///
    /// # Errors
    /// Whatever the output behind it gives.
    fn write(&mut self, row: &Row<'_>) -> io::Result<()>;

    /// Hands everything to the output; without it the last rows may be missing.
    ///
    /// # Errors
    /// Whatever the output behind it gives.
    fn finish(&mut self) -> io::Result<()>;
}

/// How rows are written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated values by RFC 4180, with a header row; lines end in a line feed.
    Csv,
    /// The same with tabs for commas.
    Tsv,
    /// A JSON object a row, with every column; nothing is altered in it.
    JsonLines,
}

/// What each suffix stands for.
const SUFFIXES: &[(&str, Format)] =
    &[("csv", Format::Csv), ("tsv", Format::Tsv), ("jsonl", Format::JsonLines), ("ndjson", Format::JsonLines)];

impl Format {
    /// The format that the suffix of a path stands for, a suffix of compressed files aside; `None` if it is no known one.
    /// Case does not matter.
    pub fn of(path: &Path) -> Option<Self> {
        #[cfg(feature = "cli")]
        let path = crate::compression::Compression::stripped(path);
        let suffix = path.extension()?.to_str()?;
        SUFFIXES.iter().find(|(known, _)| known.eq_ignore_ascii_case(suffix)).map(|(_, format)| *format)
    }

    /// The suffixes that [`Format::of`] knows, without the full stop.
    pub fn suffixes() -> impl Iterator<Item = &'static str> {
        SUFFIXES.iter().map(|(suffix, _)| *suffix)
    }
}

/// What goes into a table.
#[derive(Debug, Clone)]
pub struct Options {
    /// The columns, in order. JSON Lines always has all.
    pub columns: Vec<Column>,
    /// Further fields of the documents, by name: columns after the others, empty where a document has no such field. In
    /// JSON Lines they stand in an object `extra`, and are null there.
    ///
    /// ```
    /// use whosaid::write::{Format, Options, writer};
    /// use whosaid::{Document, Extractor, Row};
    ///
    /// let mut document = Document::new("a.txt", "“We will not yield,” said Ana Reis.");
    /// document.extra.push(("desk".into(), "Politics".into()));
    /// let found = Extractor::english().extract_all(&document.text);
    /// let mut out = Vec::new();
    /// let options = Options { extra: vec!["desk".into(), "page".into()], ..Options::default() };
    /// let mut table = writer(Format::Csv, &mut out, &options)?;
    /// table.write(&Row::of(&document, &found)[0])?;
    /// table.finish()?;
    /// drop(table);
    /// assert_eq!(out, "speaker,quote,source,desk,page\nAna Reis,\"We will not yield,\",a.txt,Politics,\n".as_bytes());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub extra: Vec<String>,
    /// Leaves text of CSV and TSV as it is that a spreadsheet would run as a formula.
    pub raw: bool,
}

impl Default for Options {
    fn default() -> Self {
        Options { columns: Column::DEFAULT.to_vec(), extra: Vec::new(), raw: false }
    }
}

/// A writer of a format. It keeps little in memory: give it an output with a buffer.
///
/// # Errors
/// Whatever the output gives when the header row is written.
pub fn writer<'w>(format: Format, out: impl io::Write + 'w, options: &Options) -> io::Result<Box<dyn Writer + 'w>> {
    Ok(match format {
        Format::Csv => Box::new(csv::Table::new(out, b',', options)?),
        Format::Tsv => Box::new(csv::Table::new(out, b'\t', options)?),
        Format::JsonLines => Box::new(jsonl::Lines::new(out, options)),
    })
}

/// A writer that goes on where another has ended: it writes no header row.
#[cfg(feature = "cli")]
pub(crate) fn continuation<'w>(format: Format, out: impl io::Write + 'w, options: &Options) -> Box<dyn Writer + 'w> {
    match format {
        Format::Csv => Box::new(csv::Table::body(out, b',', options)),
        Format::Tsv => Box::new(csv::Table::body(out, b'\t', options)),
        Format::JsonLines => Box::new(jsonl::Lines::new(out, options)),
    }
}
