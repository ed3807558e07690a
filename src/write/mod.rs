//! Writers: rows to a table.
//!
//! ```
//! use whosaid::write::{Format, Options, writer};
//! use whosaid::{Document, Extractor, Row};
//!
//! let document = Document::new("a.txt", "“We will not yield,” said Ana Reis.");
//! let found = Extractor::english().extract_all(&document.text);
//! let mut out = Vec::new();
//! let mut table = writer(Format::CSV, &mut out, &Options::default())?;
//! for row in Row::of(&document, &found) {
//!     table.write(&row)?;
//! }
//! table.finish()?;
//! drop(table);
//! assert_eq!(out, "speaker,quote,source\nAna Reis,\"We will not yield,\",a.txt\n".as_bytes());
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! Each format has a file of its own with what there is to know of it, and a line in the list below. CSV, TSV, JSON Lines
//! and Markdown are always there; XLSX and Parquet need the features of these names.

mod cells;
mod csv;
mod format;
mod jsonl;
mod markdown;
mod options;
mod parquet;
mod tsv;
mod xlsx;

#[cfg(feature = "cli")]
pub(crate) use cells::defused;
pub(crate) use cells::undefused;
#[cfg(feature = "cli")]
pub(crate) use csv::cause;
pub use format::Format;
pub use options::{Newlines, Options};

use std::io;

use crate::rows::Row;
use format::Making;

macro_rules! formats {
    ($($name:ident $room:ident,)*) => {
        impl Format {
            $(#[doc = concat!("The format of `", stringify!($room), ".rs`.")] pub const $name: Format = Format(&$room::FORMAT);)*
        }

        const ALL: &[Format] = &[$(Format::$name),*];
    };
}

// Every format, in the order in which they are listed.
formats! {
    CSV csv,
    TSV tsv,
    XLSX xlsx,
    JSON_LINES jsonl,
    PARQUET parquet,
    MARKDOWN markdown,
}

/// Writes rows in one format.
pub trait Writer {
    /// Writes one row.
    ///
    /// # Errors
    /// Whatever the output behind it gives.
    fn write(&mut self, row: &Row<'_>) -> io::Result<()>;

    /// Hands everything to the output; without it the last rows, or all, may be missing.
    ///
    /// # Errors
    /// Whatever the output behind it gives.
    fn finish(&mut self) -> io::Result<()>;

    /// What the format could not hold, in a sentence each.
    fn notes(&self) -> Vec<String> {
        Vec::new()
    }
}

/// A writer of a format. It keeps little in memory: give it an output with a buffer.
///
/// # Errors
/// Whatever the output gives when the header row is written; [`io::ErrorKind::Unsupported`] if this build lacks the format.
pub fn writer<'w>(
    format: Format,
    mut out: impl io::Write + Send + 'w,
    options: &Options,
) -> io::Result<Box<dyn Writer + Send + 'w>> {
    match format.0.making {
        Making::Blocks { head, rows } => {
            head(&mut out, options)?;
            Ok(rows(Box::new(out), options))
        }
        Making::Whole(open) => open(Box::new(out), options),
        Making::Missing(feature) => {
            let message = format!("this build does not write {format}: it lacks the feature {feature:?}");
            Err(io::Error::new(io::ErrorKind::Unsupported, message))
        }
    }
}

/// What stands before the rows, where rows can be written block by block.
#[cfg(feature = "cli")]
pub(crate) fn head(format: Format, out: &mut dyn io::Write, options: &Options) -> io::Result<()> {
    match format.0.making {
        Making::Blocks { head, .. } => head(out, options),
        _ => Ok(()),
    }
}

/// A writer that goes on where another has ended; `None` where one writer has to make all of the table.
#[cfg(feature = "cli")]
pub(crate) fn continuation<'w>(
    format: Format,
    out: impl io::Write + Send + 'w,
    options: &Options,
) -> Option<Box<dyn Writer + Send + 'w>> {
    match format.0.making {
        Making::Blocks { rows, .. } => Some(rows(Box::new(out), options)),
        _ => None,
    }
}
