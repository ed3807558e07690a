//! Readers: files, folders and streams to documents.
//!
//! The suffix tells how a file is read, as [`Format::all`] lists; what has none of those is one document of text. Every way
//! in gives an iterator; an input that cannot be read gives an error in its place and the rest goes on. What should be known
//! of one that could be read stands in [`Document::warnings`].
//! With the feature `cli`, compressed inputs are decoded while they are read: files with a further suffix `.gz`, `.zst`,
//! `.bz2` or `.xz`, and whatever begins as these do.
//!
//! ```
//! use whosaid::read::{Format, Reader};
//!
//! let reader = Reader { format: Some(Format::JSON_LINES), ..Reader::default() };
//! let records = "{\"id\": 7, \"text\": \"“Yes,” said Ana Reis.\"}\n".as_bytes();
//! let document = reader.stream("records", records).next().expect("one record")?;
//! assert_eq!(document.source, "7");
//! # Ok::<(), whosaid::Error>(())
//! ```

mod binary;
mod encoding;
#[cfg(feature = "cli")]
pub(crate) mod folder;
mod format;
mod formats;
#[cfg(feature = "html")]
mod html;
mod input;
mod kind;
mod lines;
mod piece;
mod pieces;
mod transcode;

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;
#[cfg(feature = "cli")]
use std::path::PathBuf;
use std::sync::Arc;

#[cfg(feature = "cli")]
use crate::compression::{self, Decoder};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
pub use encoding::Encoding;
pub use format::Format;
#[cfg(feature = "html")]
pub use html::Selector;
use input::{Content, Input};
#[cfg(feature = "cli")]
pub(crate) use lines::PIECE;
#[cfg(feature = "cli")]
pub(crate) use piece::Piece;
pub(crate) use piece::Place;
pub(crate) use pieces::{Limits, Pieces};

/// The longest text of a document, in bytes: offsets inside the extractor are 32 bits wide.
const MAX_BYTES: u64 = u32::MAX as u64;

/// What some programs write before UTF-8; it belongs to the file and not to its text.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Documents in the order of the input, with an error in place of each one that could not be read.
pub type Documents<'a> = Box<dyn Iterator<Item = Result<Document, Error>> + 'a>;

/// Reads inputs into documents.
#[derive(Debug, Clone)]
pub struct Reader {
    /// How inputs are laid out; where `None`, a file's suffix tells, or else the first bytes.
    pub format: Option<Format>,
    /// What holds the text: a field of a JSON Lines record; a column of a table, by its name, whatever the case, or by its
    /// number from 1.
    pub text_field: String,
    /// The field or column that holds the source; where `None`, the first present of `source`, `url`, `id`.
    pub source_field: Option<String>,
    /// The encoding of texts and pages without a byte order mark; where `None`, what they declare or look like. JSON
    /// Lines is always UTF-8.
    pub encoding: Option<Encoding>,
    /// The elements of pages whose text is wanted; where `None`, the article is looked for.
    #[cfg(feature = "html")]
    pub selector: Option<Selector>,
    /// Fields and columns that documents carry in [`Document::extra`].
    pub keep: Vec<String>,
    /// The longest text, or line or row of a record, and the largest workbook, in bytes; longer ones give an error. At most
    /// 4 GiB less one, the default.
    pub max_bytes: u64,
}

impl Default for Reader {
    fn default() -> Self {
        Reader {
            format: None,
            text_field: "text".into(),
            source_field: None,
            encoding: None,
            #[cfg(feature = "html")]
            selector: None,
            keep: Vec::new(),
            max_bytes: MAX_BYTES,
        }
    }
}

impl Reader {
    /// The documents of one file. Its path is the source of a text.
    ///
    /// # Errors
    /// Items are [`ErrorKind::Io`] if the file cannot be opened or read,
    /// [`ErrorKind::Compressed`] if it is compressed and its data are broken,
    /// [`ErrorKind::NotText`] if a text is none,
    /// [`ErrorKind::Page`] if a page cannot be used,
    /// [`ErrorKind::Format`] if it is not what its name says, or nothing in it can be read,
    /// [`ErrorKind::Record`] for each JSON line that is no object or has no text, and each broken row of a table, and
    /// [`ErrorKind::TooLarge`] if a text or line has more than [`Reader::max_bytes`].
    pub fn file(&self, path: &Path) -> Documents<'static> {
        let format = self.format.or(Format::of(path)).unwrap_or(Format::TEXT);
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
    pub fn stream(&self, name: &str, input: impl Read + Send + 'static) -> Documents<'static> {
        match self.streamed(name, input) {
            Ok(pieces) => self.documents(pieces),
            Err(error) => Box::new(std::iter::once(Err(error))),
        }
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
        let format = |path: &Path, given: Option<Format>| given.or(Format::of(path)).unwrap_or(Format::TEXT);
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
    ) -> Result<Pieces, Error>
    where
        R: Read + Seek + Send + 'static,
    {
        let name = path.display().to_string();
        #[cfg(feature = "cli")]
        let opened = compression::open(path, file, place.offset).map_err(|cause| pieces::failure(&name, cause))?;
        #[cfg(feature = "cli")]
        let (length, content) = match opened.into_plain() {
            Ok(file) => (length, Content::File(Box::new(file))),
            Err(decoder) => (0, Content::Stream(Box::new(decoder))),
        };
        #[cfg(not(feature = "cli"))]
        let content = Content::File(Box::new(file));
        if format.is_whole() && length > self.limit() {
            return Err(Error::new(ErrorKind::TooLarge { name, line: None, limit: self.limit() }));
        }
        // One byte more, so that the end is found without room for another.
        let limits = Limits { document: self.limit(), expected: length + 1, eager: false };
        let input = Input::new(&name, content);
        if place == Place::default() {
            return Pieces::begin(self, format, input, limits);
        }
        Pieces::new(self, format, input, place, limits)
    }

    /// The pieces of a stream, handed over as they come.
    ///
    /// # Errors
    /// What reading its first bytes gives.
    pub(crate) fn streamed(&self, name: &str, stream: impl Read + Send + 'static) -> Result<Pieces, Error> {
        #[cfg(feature = "cli")]
        let stream = Decoder::sniffing(stream).map_err(|cause| Error::io(name, cause))?;
        let (start, input) = Input::new(name, Content::Stream(Box::new(stream))).begin()?;
        let format = self.format.or(Format::begun(&start)).unwrap_or(Format::TEXT);
        let limits = Limits { document: self.limit(), expected: 0, eager: true };
        Pieces::begin(self, format, input, limits)
    }

    fn documents(&self, pieces: Pieces) -> Documents<'static> {
        let reader = Arc::new(self.clone());
        Box::new(pieces.flat_map(move |piece| -> Documents<'static> {
            match piece {
                Ok(piece) => piece.documents(reader.clone()),
                Err(error) => Box::new(std::iter::once(Err(error))),
            }
        }))
    }
}

/// The whole of a file that must be UTF-8, decoded if it is compressed, without a byte order mark.
pub(crate) fn read_utf8(path: &Path) -> Result<String, Error> {
    let name = path.display().to_string();
    let failed = |cause| Error::io(name.as_str(), cause);
    let file = File::open(path).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    let mut pieces = Reader::default().pieces(path, Format::TEXT, file, length, Place::default())?;
    let Some(piece::Content::Whole(_, bytes, _)) = pieces.next().transpose()?.map(|piece| piece.content) else {
        return Err(Error::other(format!("{name}: nothing to read")));
    };
    let mut text = String::from_utf8(bytes).map_err(|e| {
        let offset = e.utf8_error().valid_up_to() as u64;
        Error::new(ErrorKind::Encoding { name, offset })
    })?;
    if text.starts_with(BYTE_ORDER_MARK) {
        text.drain(..BYTE_ORDER_MARK.len_utf8());
    }
    Ok(text)
}
