//! Evaluation: figures of quotes, mentions and speakers against annotated texts.
//!
//! Annotations come from [`read_jsonl`], [`read_brat`] or [`read_table`], or are put together as [`GoldDocument`]s; an
//! [`Evaluation`] compares [`Prediction`]s with them. All ranges here count Unicode code points, as annotations and tables do.

mod brat;
mod counts;
mod curve;
mod evaluation;
mod figures;
mod gold;
mod groups;
mod jsonl;
mod judge;
mod mistakes;
mod places;
mod points;
mod prediction;
mod table;
mod words;

use std::path::Path;

use crate::error::Error;
use crate::read::read_utf8;

pub use brat::read_brat;
pub use counts::Counts;
pub use curve::CurvePoint;
pub use evaluation::Evaluation;
pub use figures::{Baseline, Drop, Figures, TOLERANCE};
pub use gold::{GoldDocument, GoldQuote};
pub use mistakes::{Mistake, MistakeKind};
pub use places::place;
pub use prediction::Prediction;
pub use table::{Texts, read_table};

/// The documents of a JSON Lines file, an error in place of each line that cannot be used.
///
/// # Errors
/// [`ErrorKind::Io`](crate::ErrorKind::Io) if the file cannot be read, [`ErrorKind::Encoding`](crate::ErrorKind::Encoding)
/// if it is not UTF-8. Items are [`ErrorKind::Record`](crate::ErrorKind::Record) for a line that is no gold document, or
/// whose annotation does not fit its text.
pub fn read_jsonl(path: &Path) -> Result<Vec<Result<GoldDocument, Error>>, Error> {
    Ok(jsonl::documents(&path.display().to_string(), read_utf8(path)?))
}
