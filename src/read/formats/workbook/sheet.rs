//! Sheets: rows become documents by the header above them.

use std::sync::Arc;

use super::cell::Cell;
use crate::compression::{RATIO, is_plausible};
use crate::error::{Error, ErrorKind};
use crate::read::Reader;
use crate::read::formats::columns::{Columns, listed};
use crate::read::formats::gather::Gathered;
use crate::read::piece::Piece;

/// The most columns that a sheet can have.
pub(super) const COLUMNS: usize = 16_384;

/// No name of a column is longer, in characters.
const LONGEST: usize = 256;

/// How many sheets a message speaks of.
const TOLD: usize = 5;

/// What is made of the sheets of a workbook.
pub(super) struct Sheets {
    reader: Reader,
    /// The workbook, and its size as stored.
    name: Arc<str>,
    stored: u64,
    sheet: String,
    columns: Header,
    gathered: Gathered,
    pieces: Vec<Piece>,
    /// Bytes of all documents.
    given: u64,
    /// Whether some sheet had a column for the text, and what those had that did not.
    found: bool,
    others: Vec<String>,
}

enum Header {
    Awaited,
    Found(Columns),
    /// The sheet is none of texts.
    Other,
}

impl Sheets {
    pub(super) fn new(reader: &Reader, name: Arc<str>, stored: u64) -> Self {
        Sheets {
            reader: reader.clone(),
            gathered: Gathered::new(name.clone()),
            name,
            stored,
            sheet: String::new(),
            columns: Header::Awaited,
            pieces: Vec::new(),
            given: 0,
            found: false,
            others: Vec::new(),
        }
    }

    /// Begins a sheet.
    pub(super) fn begin(&mut self, sheet: &str) {
        self.end();
        sheet.clone_into(&mut self.sheet);
        self.columns = Header::Awaited;
    }

    /// Whether nothing can come of further rows of this sheet.
    pub(super) fn is_other(&self) -> bool {
        matches!(self.columns, Header::Other)
    }

    /// Takes a row, counted from 1, with cells that hold something. The first one is the header.
    ///
    /// # Errors
    /// If the header lacks a column, or the workbook gives more text than it can have.
    pub(super) fn row(&mut self, number: u64, cells: &[Cell<'_>]) -> Result<(), Error> {
        let cell = |column: usize| {
            let cell = cells.iter().find(|cell| (cell.first..=cell.last).contains(&column));
            cell.map(|cell| &*cell.content)
        };
        match &self.columns {
            Header::Other => {}
            Header::Awaited if cells.iter().all(|cell| cell.content.trim().is_empty()) => {}
            Header::Awaited => {
                self.columns = Header::Other;
                let width = cells.iter().map(|cell| cell.last + 1).max().unwrap_or(0).min(COLUMNS);
                let mut header = vec![String::new(); width];
                for cell in cells {
                    let name: String = cell.content.chars().take(LONGEST).collect();
                    header[cell.first..=cell.last.min(width - 1)].fill(name);
                }
                if Columns::has_text(&self.reader, &header) {
                    self.found = true;
                    let columns = Columns::find(&self.reader, &header).map_err(|message| self.broken(&message))?;
                    self.columns = Header::Found(columns);
                } else if self.others.len() <= TOLD {
                    self.others.push(format!("{:?} has {}", self.sheet, listed(header.iter().map(String::as_str))));
                }
            }
            Header::Found(columns) => {
                let place = || format!("{}:{}:{number}", self.name, self.sheet);
                let document = columns.document(cell, place);
                let bytes = document.as_ref().map_or(0, |document| {
                    let extra: usize = document.extra.iter().map(|(_, value)| value.len()).sum();
                    document.text.len() + document.source.len() + extra
                });
                self.given += bytes as u64;
                if !is_plausible(self.stored, self.given) {
                    let (name, offset) = (self.name.to_string(), self.given);
                    let message = format!("the workbook expands to more than {RATIO} times its size");
                    return Err(Error::new(ErrorKind::Compressed { name, offset, message }));
                }
                let (limit, line) = (self.reader.limit(), Some(number));
                let document = match document {
                    Some(document) if document.text.len() as u64 > limit => {
                        let name = format!("{}:{}", self.name, self.sheet);
                        Some(Err(Error::new(ErrorKind::TooLarge { name, line, limit })))
                    }
                    document => document.map(Ok),
                };
                self.pieces.extend(self.gathered.add(document, bytes));
            }
        }
        Ok(())
    }

    /// The pieces so far.
    pub(super) fn pieces(&mut self) -> impl Iterator<Item = Piece> + use<> {
        self.end();
        std::mem::take(&mut self.pieces).into_iter()
    }

    fn end(&mut self) {
        self.pieces.extend(self.gathered.piece());
    }

    /// Is called after the last sheet.
    ///
    /// # Errors
    /// If no sheet had a column for the text.
    pub(super) fn finish(&mut self) -> Result<(), Error> {
        if self.found || self.others.is_empty() {
            return Ok(());
        }
        let more = if self.others.len() > TOLD { "; …" } else { "" };
        let others = self.others[..self.others.len().min(TOLD)].join("; ");
        let message = format!("no sheet has a column {:?}; {others}{more}", self.reader.text_field);
        Err(Error::format(&*self.name, message))
    }

    /// An error about the sheet at hand.
    pub(super) fn broken(&self, message: &str) -> Error {
        Error::format(format!("{}:{}", self.name, self.sheet), message)
    }
}
