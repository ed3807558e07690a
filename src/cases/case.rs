//! The case: a text and the rows that a reader finds in it.

use std::ops::Range;
use std::path::PathBuf;

use crate::document::Document;
use crate::evaluation::GoldQuote;
use crate::rows::Column;

/// A text with the rows that are expected of it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Case {
    /// Its name, which known differences and filters use: `NAME` of `NAME.csv`, `FILE::NAME` of a `.case` file, the id of a
    /// gold document.
    pub name: String,
    /// The text.
    pub document: Document,
    /// What is expected, in the order of the text.
    pub rows: Vec<Expected>,
    /// The file that holds the expectation.
    pub file: PathBuf,
    /// How the expectation is written down.
    pub form: Form,
    /// Where the first row of the case stands in its file, or would stand, in bytes.
    pub(super) rows_at: usize,
    /// The quoted spans that the expectation knows about, in bytes of the text; where `None`, all there are.
    pub(super) annotated: Option<Vec<Range<usize>>>,
}

/// How the expectation of a case is written down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Form {
    /// A CSV table beside the text.
    Table,
    /// A `.case` file with several cases.
    Short,
    /// An annotated document of a JSON Lines file.
    Gold,
}

/// A row that is expected.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Expected {
    /// Who said it; empty where the text does not tell.
    pub speaker: String,
    /// The words between the marks.
    pub quote: String,
    /// What else is expected, by column.
    pub cells: Vec<(Column, String)>,
    /// Line of the file on which the row stands, counted from 1.
    pub line: usize,
    /// Where the quote stands, in bytes of the text, if the expectation tells.
    pub(super) range: Option<Range<usize>>,
    /// Where the mention stands, in bytes of the text, if the expectation tells.
    pub(super) mention: Option<Range<usize>>,
    /// Where the cue stands, in bytes of the text, if the expectation tells.
    pub(super) cue: Option<Range<usize>>,
    /// Where the row stands in its file, in bytes, its line end included.
    pub(super) at: Range<usize>,
    /// What an annotation tells in place of the name to write and the words beside the quote.
    pub(super) gold: Option<GoldQuote>,
}

impl Expected {
    /// What is expected in a column; `None` where nothing is.
    pub fn cell(&self, column: Column) -> Option<&str> {
        match column {
            Column::Speaker => Some(&self.speaker),
            Column::Quote => Some(&self.quote),
            _ => self.cells.iter().find(|(c, _)| *c == column).map(|(_, cell)| cell.as_str()),
        }
    }
}
