//! Pieces of an input, and the documents in them.

use std::sync::Arc;

use memchr::memchr;

use super::formats::Cut;
use super::{Documents, Format, Reader};
use crate::document::Document;
use crate::error::{Error, ErrorKind};

/// What is read of an input in one go: not yet understood, or documents that came out in reading.
pub(crate) struct Piece {
    /// The input.
    pub name: Arc<str>,
    pub content: Content,
}

/// What a piece holds.
pub(crate) enum Content {
    /// An input as a whole.
    Whole(Format, Vec<u8>, Container),
    /// Whole lines, and where in the input they begin.
    Lines(Format, Vec<u8>, Place),
    /// Documents, with an error in place of each that could not be read, and how many bytes they are about.
    Documents(
        Vec<Result<Document, Error>>,
        #[cfg_attr(not(feature = "cli"), expect(dead_code, reason = "only the command line counts bytes"))] usize,
    ),
}

/// What the container of an input, an archive, knows about it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Container {
    /// Stands for whatever the input says of its source.
    pub source: Option<String>,
    /// Holds if the input itself has no date.
    pub date: Option<String>,
    /// The encoding in which the text is said to be.
    pub charset: Option<String>,
}

/// A whole input, for a format that makes documents of it.
pub(crate) struct Whole {
    pub name: Arc<str>,
    pub bytes: Vec<u8>,
    /// The encoding that its container declares.
    pub charset: Option<String>,
}

/// A line of an input, with its end, for a format that makes a document of it.
pub(crate) struct Line<'l> {
    pub name: &'l str,
    pub bytes: &'l [u8],
    /// Counted from 1.
    pub number: u64,
    /// Bytes of the input before it.
    pub offset: u64,
}

/// A place between two pieces of an input.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// Lines before; of a format that cuts pieces itself, pieces.
    pub line: u64,
    /// Bytes before, as decoded, where lines are cut.
    pub offset: u64,
}

impl Piece {
    #[cfg(feature = "cli")]
    pub(crate) fn len(&self) -> usize {
        match &self.content {
            Content::Whole(_, bytes, _) | Content::Lines(_, bytes, _) => bytes.len(),
            Content::Documents(_, bytes) => *bytes,
        }
    }

    /// The documents of the piece, with an error in place of each one that cannot be read.
    pub(crate) fn documents(self, reader: Arc<Reader>) -> Documents<'static> {
        let name = self.name;
        match self.content {
            Content::Documents(documents, _) => Box::new(documents.into_iter()),
            Content::Whole(format, bytes, container) => {
                let Cut::Whole(understand) = format.cut() else {
                    let message = format!("{name}: {} is no format of a whole input", format.name());
                    return Box::new(std::iter::once(Err(Error::other(message))));
                };
                let documents = understand(&reader, Whole { name, bytes, charset: container.charset.clone() });
                Box::new(documents.map(move |document| document.map(|document| container.label(document))))
            }
            Content::Lines(format, bytes, place) => Box::new(InLines { reader, name, format, bytes, at: 0, place }),
        }
    }
}

impl Container {
    fn label(&self, mut document: Document) -> Document {
        if let Some(source) = &self.source {
            document.source.clone_from(source);
        }
        if document.date.is_none() {
            document.date.clone_from(&self.date);
        }
        document
    }
}

/// Goes through the lines of a piece.
struct InLines {
    reader: Arc<Reader>,
    name: Arc<str>,
    format: Format,
    bytes: Vec<u8>,
    /// Bytes of the piece before the next line.
    at: usize,
    place: Place,
}

impl Iterator for InLines {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.at < self.bytes.len() {
            let rest = &self.bytes[self.at..];
            let bytes = &rest[..memchr(b'\n', rest).map_or(rest.len(), |end| end + 1)];
            let line = Line { name: &self.name, bytes, number: self.place.line + 1, offset: self.place.offset };
            let document = self.document(&line);
            self.at += bytes.len();
            self.place = Place { line: line.number, offset: line.offset + bytes.len() as u64 };
            match document {
                Ok(None) => {}
                Ok(Some(document)) => return Some(Ok(document)),
                Err(error) => return Some(Err(error)),
            }
        }
        None
    }
}

impl InLines {
    fn document(&self, line: &Line<'_>) -> Result<Option<Document>, Error> {
        let Cut::Lines(understand) = self.format.cut() else { return Ok(None) };
        let (name, limit) = (|| self.name.to_string(), self.reader.limit());
        if line.bytes.len() as u64 > limit {
            return Err(Error::new(ErrorKind::TooLarge { name: name(), line: Some(line.number), limit }));
        }
        understand(&self.reader, line)
            .map_err(|message| Error::new(ErrorKind::Record { name: name(), line: line.number, message }))
    }
}
