//! What is found in the text of a case.

use std::ops::Range;

use super::Case;
use crate::extract::Extractor;
use crate::rows::{Column, Row};

/// A row that was found, with what a comparison needs of it.
#[derive(Debug, Clone)]
pub struct Found {
    /// Where the quote stands, in bytes of the text.
    pub(super) range: Range<usize>,
    pub(super) mention: Option<Range<usize>>,
    pub(super) cue: Option<Range<usize>>,
    /// A cell for each of [`Column::ALL`].
    cells: Vec<String>,
}

impl Found {
    /// What stands in a column, as [`Row::cell`] gives it.
    pub fn cell(&self, column: Column) -> &str {
        let place = Column::ALL.iter().position(|c| *c == column);
        place.and_then(|place| self.cells.get(place)).map_or("", String::as_str)
    }
}

impl Case {
    /// The rows of speech that are found in the text.
    pub(super) fn found(&self, extractor: &mut Extractor) -> Vec<Found> {
        let quotations = extractor.extract_all(&self.document.text);
        let rows = Row::of(&self.document, &quotations);
        let speech = rows.iter().zip(&quotations).filter(|(_, quotation)| quotation.is_speech());
        speech
            .map(|(row, quotation)| Found {
                range: quotation.range.clone(),
                mention: quotation.mention.clone(),
                cue: quotation.cue.clone(),
                cells: Column::ALL.iter().map(|column| row.cell(*column).into_owned()).collect(),
            })
            .collect()
    }
}
