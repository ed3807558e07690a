//! Readers: files, folders and streams to documents.
//!
//! The suffix tells how a file is read: `.jsonl` and `.ndjson` hold a document a line, anything else is one document of
//! text. Every way in gives an iterator; an input that cannot be read gives an error in its place and the rest goes on.
//! With the feature `cli`, compressed inputs are decoded while they are read: files with a further suffix `.gz`, `.zst`,
//! `.bz2` or `.xz`, and whatever begins as these do.
//!
//! ```
//! use whosaid::read::{Format, Reader};
//!
//! let reader = Reader { format: Some(Format::JsonLines), ..Reader::default() };
//! let records = "{\"id\": 7, \"text\": \"“Yes,” said Ana Reis.\"}\n".as_bytes();
//! let document = reader.stream("records", records).next().expect("one record")?;
//! assert_eq!(document.source, "7");
//! # Ok::<(), whosaid::Error>(())
//! ```

#[cfg(feature = "cli")]
pub(crate) mod folder;
mod piece;
mod pieces;
mod record;
mod text;

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;
#[cfg(feature = "cli")]
use std::path::PathBuf;
use std::sync::Arc;

#[cfg(feature = "cli")]
use crate::compression::{self, Compression, Decoder};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
#[cfg(feature = "cli")]
pub(crate) use piece::Piece;
pub(crate) use piece::Place;
#[cfg(feature = "cli")]
pub(crate) use pieces::PIECE;
pub(crate) use pieces::{Limits, Pieces};

/// The longest text of a document, in bytes: offsets inside the extractor are 32 bits wide.
const MAX_BYTES: u64 = u32::MAX as u64;

/// How an input is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// The whole input is the text of one document.
    Text,
    /// A JSON object a line, each a document.
    JsonLines,
}

/// What each suffix stands for; in a folder, only files with one of these are read.
const SUFFIXES: &[(&str, Format)] = &[
    ("txt", Format::Text),
    ("text", Format::Text),
    ("md", Format::Text),
    ("jsonl", Format::JsonLines),
    ("ndjson", Format::JsonLines),
];

impl Format {
    /// The format that the suffix of a path stands for, a suffix of compressed files aside; `None` if it is no known one.
    /// Case does not matter.
    pub fn of(path: &Path) -> Option<Self> {
        #[cfg(feature = "cli")]
        let path = Compression::stripped(path);
        let suffix = path.extension()?.to_str()?;
        SUFFIXES.iter().find(|(known, _)| known.eq_ignore_ascii_case(suffix)).map(|(_, format)| *format)
    }
}

/// Documents in the order of the input, with an error in place of each one that could not be read.
pub type Documents<'a> = Box<dyn Iterator<Item = Result<Document, Error>> + 'a>;

/// Pieces of an input, in order.
pub(crate) type OpenPieces = Pieces<Box<dyn Read + Send>>;

/// Reads inputs into documents.
#[derive(Debug, Clone)]
pub struct Reader {
    /// How inputs are laid out; where `None`, a file's suffix tells, and a stream is text.
    pub format: Option<Format>,
    /// The field of a JSON Lines record that holds the text.
    pub text_field: String,
    /// The field that holds the source; where `None`, the first present of `source`, `url`, `id`.
    pub source_field: Option<String>,
    /// The longest text, or line of a record, in bytes; longer ones give an error. At most 4 GiB less one, the default.
    pub max_bytes: u64,
}

impl Default for Reader {
    fn default() -> Self {
        Reader { format: None, text_field: "text".into(), source_field: None, max_bytes: MAX_BYTES }
    }
}

impl Reader {
    /// The documents of one file. Its path is the source of a text.
    ///
    /// # Errors
    /// Items are [`ErrorKind::Io`] if the file cannot be opened or read,
    /// [`ErrorKind::Compressed`] if it is compressed and its data are broken,
    /// [`ErrorKind::Encoding`] if a text is not UTF-8,
    /// [`ErrorKind::Record`] for each JSON line that is no object or has no text, and
    /// [`ErrorKind::TooLarge`] if a text or line has more than [`Reader::max_bytes`].
    pub fn file(&self, path: &Path) -> Documents<'static> {
        let format = self.format.or(Format::of(path)).unwrap_or(Format::Text);
        let opened = File::open(path).and_then(|file| Ok((file.metadata()?.len(), file)));
        let opened = opened.map_err(|cause| Error::io(path.display().to_string(), cause));
        match opened.and_then(|(length, file)| self.pieces(path, format, file, length, Place::default())) {
            Ok(pieces) => self.documents(pieces),
            Err(error) => Box::new(std::iter::once(Err(error))),
        }
    }

    /// The documents of a stream; `name` is the source of a text, and stands in messages.
    ///
    /// # Errors
    /// As [`Reader::file`].
    pub fn stream<'a>(&self, name: &str, input: impl Read + 'a) -> Documents<'a> {
        #[cfg(feature = "cli")]
        let input = match Decoder::sniffing(input) {
            Ok(input) => input,
            Err(cause) => return Box::new(std::iter::once(Err(Error::io(name, cause)))),
        };
        self.documents(self.streamed(name, input))
    }

    /// The documents of a file, or of all files of a folder: recursive, sorted by name, hidden files and links to folders
    /// left out, and only files whose suffix [`Format::of`] knows.
    ///
    /// # Errors
    /// As [`Reader::file`]; also [`ErrorKind::Io`] for a folder that cannot be listed, and
    /// [`ErrorKind::Other`] for one without a file to read.
    #[cfg(feature = "cli")]
    pub fn path(&self, path: &Path) -> Documents<'static> {
        let reader = self.clone();
        Box::new(self.files(path).flat_map(move |file| match file {
            Ok((path, format)) => Reader { format: Some(format), ..reader.clone() }.file(&path),
            Err(error) => Box::new(std::iter::once(Err(error))),
        }))
    }

    /// The files that a path stands for, each with its format.
    #[cfg(feature = "cli")]
    pub(crate) fn files(&self, path: &Path) -> Box<dyn Iterator<Item = Result<(PathBuf, Format), Error>> + Send> {
        // What a file in a folder is, only its suffix tells: the format given is that of inputs named one by one.
        let format = |path: &Path, given: Option<Format>| given.or(Format::of(path)).unwrap_or(Format::Text);
        if path.is_dir() {
            return Box::new(folder::files(path).map(move |file| {
                file.map(|path| {
                    let format = format(&path, None);
                    (path, format)
                })
            }));
        }
        Box::new(std::iter::once(Ok((path.to_owned(), format(path, self.format)))))
    }

    /// The longest document, in bytes.
    pub(crate) fn limit(&self) -> u64 {
        self.max_bytes.min(MAX_BYTES)
    }

    /// The pieces of an open file of `length` bytes that come after `place`.
    ///
    /// # Errors
    /// What reading and decoding up to there give; a text that is too long is refused before it is read.
    pub(crate) fn pieces<R>(
        &self,
        path: &Path,
        format: Format,
        file: R,
        length: u64,
        place: Place,
    ) -> Result<OpenPieces, Error>
    where
        R: Read + Seek + Send + 'static,
    {
        let name = path.display().to_string();
        #[cfg(feature = "cli")]
        let file = compression::open(path, file, place.offset).map_err(|cause| pieces::failure(&name, cause))?;
        #[cfg(feature = "cli")]
        let length = if file.is_plain() { length } else { 0 };
        if format == Format::Text && length > self.limit() {
            return Err(Error::new(ErrorKind::TooLarge { name, line: None, limit: self.limit() }));
        }
        // One byte more, so that the end is found without room for another.
        let limits = Limits { document: self.limit(), expected: length + 1, eager: false };
        Ok(Pieces::new(Box::new(file), name.into(), format, place, limits))
    }

    /// The pieces of a stream, handed over as they come.
    pub(crate) fn streamed<R: Read>(&self, name: &str, input: R) -> Pieces<R> {
        let limits = Limits { document: self.limit(), expected: 0, eager: true };
        Pieces::new(input, name.into(), self.format.unwrap_or(Format::Text), Place::default(), limits)
    }

    fn documents<'a, R: Read + 'a>(&self, pieces: Pieces<R>) -> Documents<'a> {
        let reader = Arc::new(self.clone());
        Box::new(pieces.flat_map(move |piece| -> Documents<'a> {
            match piece {
                Ok(piece) => Box::new(piece.documents(reader.clone())),
                Err(error) => Box::new(std::iter::once(Err(error))),
            }
        }))
    }
}

/// The whole of a UTF-8 file, decoded if it is compressed, without a byte order mark.
pub(crate) fn read_utf8(path: &Path) -> Result<String, Error> {
    let name = path.display().to_string();
    let whole = Reader { format: Some(Format::Text), ..Reader::default() };
    let document = whole.file(path).next();
    document.unwrap_or_else(|| Err(Error::other(format!("{name}: nothing to read")))).map(|document| document.text)
}
