//! What is no text, though it does not begin as anything known that is none.

/// A NUL within so many bytes shows that something is no text. Beyond, it is taken for a slip in one.
const LOOKED_AT: usize = 8000;

/// Why the bytes are no text. NUL tells nothing where characters are `wide`: in UTF-16 every other byte of English is one.
pub(super) fn what(bytes: &[u8], wide: bool) -> Option<String> {
    let nul = memchr::memchr(0, &bytes[..bytes.len().min(LOOKED_AT)]).filter(|_| !wide)?;
    Some(format!("there is a zero at byte {nul}"))
}
