//! Pieces of an input, and the documents in them.

use std::sync::Arc;

use memchr::memchr;

use super::Reader;
use super::record::Record;
use super::text::{self, BYTE_ORDER_MARK};
use crate::document::Document;
use crate::error::{Error, ErrorKind};

/// Fields that can name the source, in order of preference.
const SOURCE_FIELDS: [&str; 3] = ["source", "url", "id"];

/// What is read of an input in one go and not yet understood: a whole text, or whole lines of records.
#[derive(Debug)]
pub(crate) struct Piece {
    /// The input.
    pub(super) name: Arc<str>,
    pub(super) bytes: Vec<u8>,
    /// Where lines begin in the input; `None` for a text.
    pub(super) lines: Option<Place>,
}

/// A place between two lines of an input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// Lines before.
    pub line: u64,
    /// Bytes before, as decoded.
    pub offset: u64,
}

impl Piece {
    #[cfg(feature = "cli")]
    pub(crate) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// The documents of the piece, with an error in place of each one that cannot be read.
    pub(crate) fn documents(self, reader: Arc<Reader>) -> InPiece {
        let place = self.lines.unwrap_or_default();
        InPiece { reader, piece: self, at: 0, place, ended: false }
    }
}

/// Goes through the documents of a piece.
pub(crate) struct InPiece {
    reader: Arc<Reader>,
    piece: Piece,
    /// Bytes of the piece before the next line.
    at: usize,
    place: Place,
    ended: bool,
}

impl Iterator for InPiece {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.piece.lines.is_none() {
            let ended = std::mem::replace(&mut self.ended, true);
            return (!ended).then(|| self.text());
        }
        while self.at < self.piece.bytes.len() {
            let rest = &self.piece.bytes[self.at..];
            let line = &rest[..memchr(b'\n', rest).map_or(rest.len(), |end| end + 1)];
            let document = self.record(line);
            self.at += line.len();
            self.place = Place { line: self.place.line + 1, offset: self.place.offset + line.len() as u64 };
            match document {
                Ok(None) => {}
                Ok(Some(document)) => return Some(Ok(document)),
                Err(error) => return Some(Err(error)),
            }
        }
        None
    }
}

impl InPiece {
    /// The piece as one text.
    fn text(&mut self) -> Result<Document, Error> {
        let text = text::decoded(&self.piece.name, std::mem::take(&mut self.piece.bytes))?;
        Ok(Document::new(&*self.piece.name, text))
    }

    /// The document of a line; `None` for a blank one.
    fn record(&self, line: &[u8]) -> Result<Option<Document>, Error> {
        let (name, number) = (&self.piece.name, self.place.line + 1);
        if line.len() as u64 > self.reader.limit() {
            let limit = self.reader.limit();
            return Err(Error::new(ErrorKind::TooLarge { name: name.to_string(), line: Some(number), limit }));
        }
        self.parsed(line, number)
            .map_err(|message| Error::new(ErrorKind::Record { name: name.to_string(), line: number, message }))
    }

    fn parsed(&self, line: &[u8], number: u64) -> Result<Option<Document>, String> {
        let line = std::str::from_utf8(line)
            .map_err(|e| format!("not UTF-8 at byte {}", self.place.offset + e.valid_up_to() as u64))?;
        let line = if number == 1 { line.trim_start_matches(BYTE_ORDER_MARK) } else { line };
        let line = line.trim();
        if line.is_empty() {
            return Ok(None);
        }
        let record = Record::parse(line)?;
        let source = match &self.reader.source_field {
            Some(field) => record.label(field)?,
            None => SOURCE_FIELDS.iter().find_map(|field| record.label(field).transpose()).transpose()?,
        };
        Ok(Some(Document {
            text: record.text(&self.reader.text_field)?,
            source: source.unwrap_or_else(|| format!("{}:{number}", self.piece.name)),
            title: record.label("title")?,
            author: record.label("author")?,
            date: record.label("date")?,
            ..Document::default()
        }))
    }
}
