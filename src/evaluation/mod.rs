//! Evaluation: figures of quotes, mentions and speakers against annotated texts.

mod gold;
mod jsonl;
pub(crate) mod points;

use std::path::Path;

use crate::error::Error;
use crate::read::read_utf8;

pub use gold::{GoldDocument, GoldQuote};

/// The documents of a JSON Lines file, an error in place of each line that cannot be used.
///
/// # Errors
/// [`ErrorKind::Io`](crate::ErrorKind::Io) if the file cannot be read, [`ErrorKind::Encoding`](crate::ErrorKind::Encoding)
/// if it is not UTF-8. Items are [`ErrorKind::Record`](crate::ErrorKind::Record) for a line that is no gold document, or
/// whose annotation does not fit its text.
pub fn read_jsonl(path: &Path) -> Result<Vec<Result<GoldDocument, Error>>, Error> {
    Ok(jsonl::documents(&path.display().to_string(), read_utf8(path)?))
}
