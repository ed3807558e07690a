//! Readers: files, folders and streams to documents.
//!
//! The suffix tells how a file is read: `.jsonl` and `.ndjson` hold a document a line, anything else is one document of
//! text. Every way in gives an iterator; an input that cannot be read gives an error in its place and the rest goes on.
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
mod jsonl;
mod record;
mod text;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use crate::document::Document;
use crate::error::Error;

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
    /// The format that the suffix of a path stands for; `None` if it is no known one. Case does not matter.
    pub fn of(path: &Path) -> Option<Self> {
        let suffix = path.extension()?.to_str()?;
        SUFFIXES.iter().find(|(known, _)| known.eq_ignore_ascii_case(suffix)).map(|(_, format)| *format)
    }
}

/// Documents in the order of the input, with an error in place of each one that could not be read.
pub type Documents<'a> = Box<dyn Iterator<Item = Result<Document, Error>> + 'a>;

/// Reads inputs into documents.
#[derive(Debug, Clone)]
pub struct Reader {
    /// How inputs are laid out; where `None`, a file's suffix tells, and a stream is text.
    pub format: Option<Format>,
    /// The field of a JSON Lines record that holds the text.
    pub text_field: String,
    /// The field that holds the source; where `None`, the first present of `source`, `url`, `id`.
    pub source_field: Option<String>,
}

impl Default for Reader {
    fn default() -> Self {
        Reader { format: None, text_field: "text".into(), source_field: None }
    }
}

impl Reader {
    /// The documents of one file. Its path is the source of a text.
    ///
    /// # Errors
    /// Items are [`ErrorKind::Io`](crate::ErrorKind::Io) if the file cannot be opened or read,
    /// [`ErrorKind::Encoding`](crate::ErrorKind::Encoding) if a text is not UTF-8,
    /// [`ErrorKind::Record`](crate::ErrorKind::Record) for each JSON line that is no object or has no text, and
    /// [`ErrorKind::Other`](crate::ErrorKind::Other) if a text has 4 GiB or more.
    pub fn file(&self, path: &Path) -> Documents<'static> {
        let name = path.display().to_string();
        let format = self.format.or(Format::of(path)).unwrap_or(Format::Text);
        match text::open(&name, path, format) {
            Ok(file) => self.documents(format, name, file),
            Err(error) => only(Err(error)),
        }
    }

    /// The documents of a stream; `name` is the source of a text, and stands in messages.
    ///
    /// # Errors
    /// As [`Reader::file`].
    pub fn stream<'a>(&self, name: &str, input: impl Read + 'a) -> Documents<'a> {
        self.documents(self.format.unwrap_or(Format::Text), name.to_owned(), input)
    }

    /// The documents of a file, or of all files of a folder: recursive, sorted by name, hidden files and links to folders
    /// left out, and only files whose suffix [`Format::of`] knows.
    ///
    /// # Errors
    /// As [`Reader::file`]; also [`ErrorKind::Io`](crate::ErrorKind::Io) for a folder that cannot be listed, and
    /// [`ErrorKind::Other`](crate::ErrorKind::Other) for one without a file to read.
    #[cfg(feature = "cli")]
    pub fn path(&self, path: &Path) -> Documents<'static> {
        if !path.is_dir() {
            return self.file(path);
        }
        // What a file in a folder is, only its suffix tells: the format given is that of inputs named one by one.
        let by_suffix = Reader { format: None, ..self.clone() };
        Box::new(folder::files(path).flat_map(move |file| match file {
            Ok(file) => by_suffix.file(&file),
            Err(error) => only(Err(error)),
        }))
    }

    fn documents<'a>(&self, format: Format, name: String, input: impl Read + 'a) -> Documents<'a> {
        match format {
            Format::Text => only(text::document(name, input)),
            Format::JsonLines => Box::new(jsonl::Records::new(self, name, input)),
        }
    }
}

/// One document, or one error.
fn only<'a>(item: Result<Document, Error>) -> Documents<'a> {
    Box::new(std::iter::once(item))
}

/// The whole of a UTF-8 file, without a byte order mark.
pub(crate) fn read_utf8(path: &Path) -> Result<String, Error> {
    let name = path.display().to_string();
    let file = File::open(path).map_err(|e| Error::io(name.as_str(), e))?;
    text::read(&name, file)
}
