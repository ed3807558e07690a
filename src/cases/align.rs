//! Alignment: which row found is which row expected.

use std::ops::Range;

use super::case::Expected;
use super::common::common;
use super::found::Found;
use crate::quotes::is_mark;

/// What became of the expected rows of a case.
pub(super) struct Alignment {
    /// For each expected row the index of the row found, its ends right or not.
    pub found: Vec<Option<usize>>,
    /// Where each expected row stands in the text, in bytes; `None` if its words are not where its neighbours leave room.
    pub places: Vec<Option<Range<usize>>>,
}

/// Aligns by the words of the quotes and their order, or by their places where the expectation tells these.
///
/// The most rows that are the same and in the same order are the same row. What is left between two of these is looked up
/// in the text between them, and is the row found that it overlaps.
pub(super) fn align(text: &str, expected: &[Expected], found: &[Found]) -> Alignment {
    let mut out = Alignment { found: same(text, expected, found), places: vec![None; expected.len()] };
    let (mut first, mut first_found, mut start) = (0, 0, 0);
    for next in 0..=expected.len() {
        let anchor = match expected.get(next) {
            Some(_) => match out.found[next] {
                Some(anchor) => Some(anchor),
                None => continue,
            },
            None => None,
        };
        let end = anchor.map_or(text.len(), |anchor| found[anchor].range.start);
        let last_found = anchor.unwrap_or(found.len());
        let gap = Gap { text, range: start..end.max(start), expected, found };
        gap.fill(first..next, first_found..last_found, &mut out);
        if let Some(anchor) = anchor {
            out.places[next] = Some(found[anchor].range.clone());
            (first, first_found, start) = (next + 1, anchor + 1, found[anchor].range.end);
        }
    }
    out
}

/// The text between two rows that were both expected and found.
struct Gap<'c> {
    text: &'c str,
    range: Range<usize>,
    expected: &'c [Expected],
    found: &'c [Found],
}

impl Gap<'_> {
    fn fill(&self, rows: Range<usize>, found: Range<usize>, out: &mut Alignment) {
        let (mut from, mut next) = (self.range.start, found.start);
        for row in rows {
            let place = match &self.expected[row].range {
                Some(range) => Some(range.clone()),
                None => find(self.text, from..self.range.end, &self.expected[row].quote),
            };
            let Some(place) = place else { continue };
            from = place.end.max(from);
            // Found rows that end before this one are extra.
            while next < found.end && self.found[next].range.end <= place.start {
                next += 1;
            }
            if next < found.end && self.found[next].range.start < place.end {
                out.found[row] = Some(next);
                next += 1;
            }
            out.places[row] = Some(place);
        }
    }
}

/// The first place of a quote: between marks if it stands so anywhere, else after a mark, else anywhere.
fn find(text: &str, within: Range<usize>, quote: &str) -> Option<Range<usize>> {
    let part = text.get(within.clone()).filter(|_| !quote.is_empty())?;
    let mut best: Option<(u8, usize)> = None;
    for (at, _) in part.match_indices(quote) {
        let start = within.start + at;
        let opened = text[..start].trim_end().ends_with(is_mark);
        let closed = text[start + quote.len()..].trim_start().starts_with(is_mark);
        let rank = u8::from(opened) * 2 + u8::from(closed);
        if best.is_none_or(|(best, _)| best < rank) {
            best = Some((rank, start));
        }
        if rank == 3 {
            break;
        }
    }
    best.map(|(_, start)| start..start + quote.len())
}

/// For each expected row that was found, and in order, the index of the row found.
fn same(text: &str, expected: &[Expected], found: &[Found]) -> Vec<Option<usize>> {
    let there = |found: &Found| text.get(found.range.clone());
    let equal = |row: &Expected, found: &Found| match &row.range {
        Some(range) => *range == found.range,
        None => there(found) == Some(row.quote.as_str()),
    };
    let wanted = |row: &Expected| row.range.clone().and_then(|range| text.get(range));
    let words = (|row| wanted(row).unwrap_or(&row.quote), |found| there(found).unwrap_or_default());
    common(expected, found, words, equal)
}
