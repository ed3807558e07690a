//! Text: a whole input is one document.

use super::{Cut, Descriptor};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::read::piece::Whole;
use crate::read::{Documents, Reader};

pub(in crate::read) static DESCRIPTOR: Descriptor = Descriptor {
    name: "text",
    suffixes: &["txt", "text", "md"],
    about: "The whole input is one text",
    begins: |_| false,
    cut: Cut::Whole(documents),
};

/// What some programs write before UTF-8; it belongs to the file and not to its text.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

fn documents(_: &Reader, whole: Whole) -> Documents<'static> {
    let document = decoded(&whole.name, whole.bytes).map(|text| Document::new(&*whole.name, text));
    Box::new(std::iter::once(document))
}

/// The text that the bytes of an input are, without a byte order mark.
fn decoded(name: &str, bytes: Vec<u8>) -> Result<String, Error> {
    let mut text = String::from_utf8(bytes).map_err(|e| {
        let offset = e.utf8_error().valid_up_to() as u64;
        Error::new(ErrorKind::Encoding { name: name.to_owned(), offset })
    })?;
    if text.starts_with(BYTE_ORDER_MARK) {
        text.drain(..BYTE_ORDER_MARK.len_utf8());
    }
    Ok(text)
}
