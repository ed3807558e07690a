//! What is no text, whatever its name says.

/// How formats of images, documents and archives begin, and what they are called.
const BEGINNINGS: [(&[u8], &str); 9] = [
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a Rich Text document"),
    (b"PK\x03\x04", "a ZIP archive, as word processors and spreadsheets write them"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a document of an old word processor or spreadsheet"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x7fELF", "a program"),
];

/// A NUL within so many bytes shows that something is no text. Beyond, it is taken for a slip in one.
const LOOKED_AT: usize = 8000;

/// What the bytes are, if they are no text. NUL tells nothing where characters are `wide`: in UTF-16 every other byte of
/// English is one.
pub(super) fn what(bytes: &[u8], wide: bool) -> Option<String> {
    if let Some((_, what)) = BEGINNINGS.iter().find(|(begin, _)| bytes.starts_with(begin)) {
        return Some((*what).to_owned());
    }
    let nul = memchr::memchr(0, &bytes[..bytes.len().min(LOOKED_AT)]).filter(|_| !wide)?;
    Some(format!("there is a zero at byte {nul}"))
}
