//! CSV and TSV: a table with a header, each row a document.

mod delimiter;
mod rows;

use std::sync::Arc;

use super::columns::Columns;
use super::gather::Gathered;
use super::{Cut, Descriptor, OwnPieces};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::read::encoding::{Said, decoded};
use crate::read::input::Input;
use crate::read::piece::Piece;
use crate::read::pieces::failure;
use crate::read::{Reader, transcode};
use crate::warning::Warning;
use rows::{Next, Rows};

pub(in crate::read) static CSV: Descriptor = Descriptor {
    name: "csv",
    suffixes: &["csv"],
    about: "A table with a header, each row a document; commas, semicolons or tabs between cells",
    begins: |_| false,
    cut: Cut::Own(|reader, input| pieces(reader, input, None)),
};

pub(in crate::read) static TSV: Descriptor = Descriptor {
    name: "tsv",
    suffixes: &["tsv", "tab"],
    about: "A table with a header, each row a document; tabs between cells",
    begins: |_| false,
    cut: Cut::Own(|reader, input| pieces(reader, input, Some(b'\t'))),
};

fn pieces(reader: &Reader, input: Input, delimiter: Option<u8>) -> Result<OwnPieces, Error> {
    let name = input.name.clone();
    let failed = |cause| failure(&name, cause);
    let (start, input) = input.begin()?;
    let stream = transcode::utf8(input.content.into_stream(), &start, reader.encoding);
    let mut rows = Rows::new(stream, delimiter, reader.limit()).map_err(failed)?;
    let header = match rows.next().map_err(failed)? {
        Next::End => return Ok(Box::new(std::iter::empty())),
        Next::Row => (0..rows.len()).map(|n| String::from_utf8_lossy(rows.cell(n)).into_owned()).collect::<Vec<_>>(),
        Next::TooLong => {
            let (name, limit) = (name.to_string(), reader.limit());
            return Err(Error::new(ErrorKind::TooLarge { name, line: Some(rows.begun()), limit }));
        }
        Next::Open => return Err(Error::format(&*name, "the header has a quotation mark that is never closed")),
    };
    let columns = Columns::find(reader, &header).map_err(|message| Error::format(&*name, message))?;
    let gathered = Gathered::new(name.clone());
    let used = columns.used();
    Ok(Box::new(Table { name, rows, columns, used, limit: reader.limit(), gathered, failed: None, ended: false }))
}

/// The rows of a table as documents.
struct Table {
    name: Arc<str>,
    rows: Rows,
    columns: Columns,
    /// The columns that count.
    used: Vec<usize>,
    limit: u64,
    gathered: Gathered,
    failed: Option<Error>,
    ended: bool,
}

impl Iterator for Table {
    type Item = Result<Piece, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let before = self.rows.taken();
            let document = match self.rows.next() {
                Ok(Next::Row) => self.document().transpose(),
                Ok(Next::TooLong) => {
                    let (name, line) = (self.name.to_string(), Some(self.rows.begun()));
                    Some(Err(Error::new(ErrorKind::TooLarge { name, line, limit: self.limit })))
                }
                Ok(Next::Open) => Some(Err(self.broken("a cell begins with a quotation mark that is never closed"))),
                Ok(Next::End) => {
                    self.ended = true;
                    break;
                }
                Err(cause) => {
                    self.failed = Some(failure(&self.name, cause));
                    self.ended = true;
                    break;
                }
            };
            let bytes = usize::try_from(self.rows.taken() - before).unwrap_or(usize::MAX);
            if let Some(piece) = self.gathered.add(document, bytes) {
                return Some(Ok(piece));
            }
        }
        self.gathered.piece().map(Ok).or_else(|| self.failed.take().map(Err))
    }
}

impl Table {
    /// The document of the row at hand; `None` if it is blank.
    fn document(&self) -> Result<Option<Document>, Error> {
        let (there, wanted) = (self.rows.len(), self.columns.number);
        if there != wanted {
            if (0..there).all(|n| self.rows.cell(n).trim_ascii().is_empty()) {
                return Ok(None);
            }
            return Err(self.broken(&format!("the row has {there} cells, the header {wanted}")));
        }
        // Only cells that are asked for need be text.
        let mut warnings = Vec::new();
        let foreign = self.foreign(&mut warnings)?;
        let cell = |column: usize| {
            let foreign = foreign.iter().find(|(at, _)| *at == column).map(|(_, text)| text.as_str());
            foreign.or_else(|| std::str::from_utf8(self.rows.cell(column)).ok())
        };
        let document = self.columns.document(cell, || format!("{}:{}", self.name, self.rows.begun()));
        Ok(document.map(|document| Document { warnings, ..document }))
    }

    /// The cells that count and are not UTF-8, in the encoding that they look like.
    fn foreign(&self, warnings: &mut Vec<Warning>) -> Result<Vec<(usize, String)>, Error> {
        let mut foreign = Vec::new();
        for &column in &self.used {
            let cell = self.rows.cell(column);
            if std::str::from_utf8(cell).is_err() {
                let name = format!("{}:{}", self.name, self.rows.begun());
                let (text, warning) = decoded(&name, cell.to_vec(), Said::default())?;
                warnings.extend(warning);
                foreign.push((column, text));
            }
        }
        Ok(foreign)
    }

    fn broken(&self, message: &str) -> Error {
        let (name, message) = (self.name.to_string(), message.to_owned());
        Error::new(ErrorKind::Record { name, line: self.rows.begun(), message })
    }
}
