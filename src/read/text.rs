//! Text: a whole input is one document.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::{Format, MAX_BYTES};
use crate::document::Document;
use crate::error::{Error, ErrorKind};

/// Opens a file; one whose text would be too long is refused before it is read into memory.
pub(super) fn open(name: &str, path: &Path, format: Format) -> Result<File, Error> {
    let file = File::open(path).map_err(|e| Error::io(name, e))?;
    let length = file.metadata().map_err(|e| Error::io(name, e))?.len();
    if format == Format::Text && length > MAX_BYTES { Err(too_large(name)) } else { Ok(file) }
}

/// The document that an input holds.
pub(super) fn document(name: String, input: impl Read) -> Result<Document, Error> {
    let text = read(&name, input)?;
    Ok(Document::new(name, text))
}

/// The whole of a UTF-8 input, without a byte order mark.
pub(super) fn read(name: &str, input: impl Read) -> Result<String, Error> {
    let mut bytes = Vec::new();
    input.take(MAX_BYTES + 1).read_to_end(&mut bytes).map_err(|e| Error::io(name, e))?;
    if bytes.len() as u64 > MAX_BYTES {
        return Err(too_large(name));
    }
    let mut text = String::from_utf8(bytes).map_err(|e| {
        let offset = e.utf8_error().valid_up_to() as u64;
        Error::new(ErrorKind::Encoding { name: name.to_owned(), offset })
    })?;
    if text.starts_with(BYTE_ORDER_MARK) {
        text.drain(..BYTE_ORDER_MARK.len_utf8());
    }
    Ok(text)
}

/// What some programs write before UTF-8; it belongs to the file and not to its text.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

fn too_large(name: &str) -> Error {
    Error::other(format!("{name}: 4 GiB or more; split it into documents"))
}
