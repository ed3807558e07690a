//! Alignment: which row found is which row expected.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::case::Expected;
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

/// The longest common subsequence of rows expected and found: for each expected row the index of its equal.
///
/// This is the longest rising sequence among the pairs of equals (Hunt and Szymanski), after equal ends are cut off, so
/// that a case without faults takes linear time.
fn same(text: &str, expected: &[Expected], found: &[Found]) -> Vec<Option<usize>> {
    let equal = |row: &Expected, found: &Found| match &row.range {
        Some(range) => *range == found.range,
        None => text.get(found.range.clone()) == Some(row.quote.as_str()),
    };
    let shorter = expected.len().min(found.len());
    let head = expected.iter().zip(found).take_while(|(e, f)| equal(e, f)).count();
    let tail =
        expected.iter().rev().zip(found.iter().rev()).take(shorter - head).take_while(|(e, f)| equal(e, f)).count();
    let mut out: Vec<Option<usize>> = vec![None; expected.len()];
    (0..head).for_each(|i| out[i] = Some(i));
    (1..=tail).for_each(|i| out[expected.len() - i] = Some(found.len() - i));

    let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, row) in found.iter().enumerate().take(found.len() - tail).skip(head) {
        places.entry(text.get(row.range.clone()).unwrap_or_default()).or_default().push(at);
    }
    // The last pair of the best sequence of each length, and every pair with the one before it in its sequence.
    let mut ends: Vec<usize> = Vec::new();
    let mut pairs: Vec<(usize, usize, Option<usize>)> = Vec::new();
    for (row, wanted) in expected.iter().enumerate().take(expected.len() - tail).skip(head) {
        let words = wanted.range.clone().map_or(Some(wanted.quote.as_str()), |range| text.get(range));
        let Some(at) = words.and_then(|words| places.get(words)) else { continue };
        for place in at.iter().rev().copied().filter(|place| equal(wanted, &found[*place])) {
            let length = ends.partition_point(|end| pairs[*end].1 < place);
            let before = length.checked_sub(1).and_then(|before| ends.get(before)).copied();
            pairs.push((row, place, before));
            match ends.get_mut(length) {
                Some(end) => *end = pairs.len() - 1,
                None => ends.push(pairs.len() - 1),
            }
        }
    }
    let mut pair = ends.last().copied();
    while let Some((row, place, before)) = pair.map(|pair| pairs[pair]) {
        out[row] = Some(place);
        pair = before;
    }
    out
}
