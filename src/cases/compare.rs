//! Comparison: rows expected and rows found, row by row.

use std::fmt;
use std::ops::Range;

use super::align::align;
use super::case::{Case, Expected, Form};
use super::found::Found;
use super::gold;
use crate::extract::Extractor;
use crate::rows::Column;

/// What differs in a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Difference {
    /// The row is expected and was not found.
    Missing,
    /// The row was found and is not expected.
    Extra,
    /// The quote that was found overlaps the one expected, but has other ends.
    Extent,
    /// A column holds something else; mention and cue also differ if the same words stand elsewhere.
    Column(Column),
}

/// `missing`, `extra`, `wrong extent`, `wrong speaker` and so on for other columns.
impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Difference::Missing => f.write_str("missing"),
            Difference::Extra => f.write_str("extra"),
            Difference::Extent => f.write_str("wrong extent"),
            Difference::Column(column) => write!(f, "wrong {}", column.name()),
        }
    }
}

/// A row expected with the row found for it, or either alone.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Pair {
    /// The row of the case.
    pub expected: Option<Expected>,
    /// The row that was found.
    pub found: Option<Found>,
    /// What differs between them; nothing if all is as expected.
    pub differences: Vec<Difference>,
    /// Where the quote stands, in bytes of the text; `None` for words that are not there.
    pub place: Option<Range<usize>>,
}

impl Pair {
    /// The quote as expected, or as found where it was not expected.
    pub fn quote(&self) -> &str {
        let found = || self.found.as_ref().map_or("", |found| found.cell(Column::Quote));
        self.expected.as_ref().map_or_else(found, |expected| expected.quote.as_str())
    }
}

impl Case {
    /// Extracts the rows of the text and compares them with those expected, in the order of the text.
    ///
    /// ```
    /// use whosaid::cases::{Difference, parse_short};
    /// use whosaid::{Column, Extractor};
    ///
    /// let text = "=== plain\n“Yes,” said Ana Reis.\n---\nTom Hall | Yes,\n";
    /// let case = parse_short("a.case".as_ref(), text).remove(0)?;
    /// let pairs = case.compare(&mut Extractor::english());
    /// assert_eq!(pairs[0].differences, [Difference::Column(Column::Speaker)]);
    /// # Ok::<(), whosaid::Error>(())
    /// ```
    pub fn compare(&self, extractor: &mut Extractor) -> Vec<Pair> {
        self.against(self.found(extractor))
    }

    /// Compares what is expected with what was found.
    pub(super) fn against(&self, found: Vec<Found>) -> Vec<Pair> {
        let alignment = align(&self.document.text, &self.rows, &found);
        let mut partner: Vec<Option<usize>> = vec![None; found.len()];
        for (row, found) in alignment.found.iter().enumerate() {
            if let Some(found) = found {
                partner[*found] = Some(row);
            }
        }
        let mut out = Vec::with_capacity(self.rows.len().max(found.len()));
        let mut rest = found.into_iter().zip(partner).peekable();
        for (row, (expected, place)) in self.rows.iter().zip(alignment.places).enumerate() {
            // Before this row stand those that nobody expected, as far as the text goes up to here.
            let here = place.as_ref().map(|place| place.start);
            let partnered = alignment.found[row].is_some();
            while let Some((found, _)) = rest.next_if(|(found, partner)| {
                partner.is_none() && (partnered || here.is_some_and(|here| found.range.start < here))
            }) {
                out.extend(self.extra(found));
            }
            let found = rest.next_if(|(_, partner)| *partner == Some(row)).map(|(found, _)| found);
            out.push(self.pair(expected, found, place));
        }
        for (found, _) in rest {
            out.extend(self.extra(found));
        }
        out
    }

    /// A row that nobody expected; `None` if it lies where the expectation says nothing.
    fn extra(&self, found: Found) -> Option<Pair> {
        let overlaps = |span: &Range<usize>| span.start < found.range.end && found.range.start < span.end;
        if self.annotated.as_ref().is_some_and(|spans| !spans.iter().any(overlaps)) {
            return None;
        }
        let place = Some(found.range.clone());
        let differences = vec![Difference::Extra];
        Some(Pair { expected: None, found: Some(found), differences, place })
    }

    fn pair(&self, expected: &Expected, found: Option<Found>, place: Option<Range<usize>>) -> Pair {
        let mut pair = Pair { expected: Some(expected.clone()), found, differences: Vec::new(), place };
        let Some(found) = &pair.found else {
            pair.differences.push(Difference::Missing);
            return pair;
        };
        let words = self.document.text.get(found.range.clone()).unwrap_or_default();
        let same_ends = expected.range.as_ref().map_or(words == expected.quote, |range| *range == found.range);
        if !same_ends {
            pair.differences.push(Difference::Extent);
        }
        let cells = expected.cells.iter().map(|(column, cell)| (*column, cell.as_str()));
        for (column, cell) in [(Column::Speaker, expected.speaker.as_str())].into_iter().chain(cells) {
            let fits = match &expected.gold {
                Some(gold) => gold::fits(gold, &self.document.text, column, found),
                None => cell == found.cell(column),
            };
            if !fits {
                pair.differences.push(Difference::Column(column));
            }
        }
        for (column, wanted, place) in
            [(Column::Mention, &expected.mention, &found.mention), (Column::Cue, &expected.cue, &found.cue)]
        {
            let difference = Difference::Column(column);
            if wanted.is_some() && wanted != place && !pair.differences.contains(&difference) {
                pair.differences.push(difference);
            }
        }
        pair
    }

    /// Whether the file of the case can be rewritten to expect what is found.
    pub fn can_be_blessed(&self) -> bool {
        self.form != Form::Gold
    }
}
