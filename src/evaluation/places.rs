//! Places: where the quotes and mentions of a table stand in the text.

use std::ops::Range;

use super::gold::GoldDocument;
use super::points::Points;
use crate::error::{Error, ErrorKind};
use crate::rows::{Offsets, StoredRow};

/// Where the quotes of some rows stand in a text, in code points: at their start and end where the table has these, else
/// where the words stand next after the quote of the row before, or at the first place that is still free.
///
/// # Errors
/// Items are [`ErrorKind::Record`] for a range outside the text, or a quote that does not stand in it; `name` is what
/// messages call the table.
pub fn place<'r>(name: &str, text: &str, rows: &[&'r StoredRow]) -> Vec<Result<(&'r StoredRow, Range<usize>), Error>> {
    let points = Points::new(text);
    let offsets = Offsets::new(text);
    let mut taken: Vec<Range<usize>> = Vec::new();
    let mut next = 0;
    let mut find = |row: &StoredRow| -> Result<Range<usize>, String> {
        if let (Some(start), Some(end)) = (row.start, row.end) {
            points.check("the quote at", &(start..end))?;
            return Ok(start..end);
        }
        let found = search(text, &row.quote, next, &taken).or_else(|| search(text, &row.quote, 0, &taken));
        let bytes = found.ok_or_else(|| format!("the text does not have the quote {:?}", shortened(&row.quote)))?;
        next = bytes.end;
        taken.push(bytes.clone());
        Ok(offsets.code_points(bytes.start)..offsets.code_points(bytes.end))
    };
    let placed = rows.iter().map(|row| find(row).map(|range| (*row, range)).map_err(|m| fault(name, row.line, m)));
    placed.collect()
}

/// The first place of some words from a byte on that is not taken, in bytes.
fn search(text: &str, words: &str, from: usize, taken: &[Range<usize>]) -> Option<Range<usize>> {
    if words.is_empty() {
        return None;
    }
    let mut places = text.get(from..)?.match_indices(words).map(|(at, _)| from + at..from + at + words.len());
    places.find(|place| free(text, place, taken))
}

/// Whether a place, in bytes, cuts no word in two and has nothing of those taken.
fn free(text: &str, place: &Range<usize>, taken: &[Range<usize>]) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let cuts = |byte: usize| letter(text[..byte].chars().next_back()) && letter(text[byte..].chars().next());
    !cuts(place.start) && !cuts(place.end) && taken.iter().all(|t| t.end <= place.start || place.end <= t.start)
}

/// The words of a mention nearest to a quote, outside all quotes of the document and not inside a longer word.
pub(super) fn nearest_mention(gold: &GoldDocument, span: &Range<usize>, words: &str) -> Option<Range<usize>> {
    let points = Points::new(&gold.text);
    let offsets = Offsets::new(&gold.text);
    let quoted: Vec<Range<usize>> =
        gold.quotes.iter().map(|q| points.byte(q.span.start)..points.byte(q.span.end)).collect();
    let places = gold.text.match_indices(words).map(|(at, _)| at..at + words.len());
    let places = places
        .filter(|place| free(&gold.text, place, &quoted))
        .map(|p| offsets.code_points(p.start)..offsets.code_points(p.end));
    places.min_by_key(|p| p.start.saturating_sub(span.end).max(span.start.saturating_sub(p.end)))
}

pub(super) fn fault(name: &str, line: u64, message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Record { name: name.to_owned(), line, message: message.into() })
}

pub(super) fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}

#[cfg(test)]
mod tests {
    use super::{nearest_mention, place};
    use crate::StoredRow;
    use crate::evaluation::{GoldDocument, GoldQuote};

    #[test]
    fn quotes_in_text_order_and_then_anywhere() {
        let row = |line, quote: &str| StoredRow { line, quote: quote.into(), ..StoredRow::default() };
        let rows = [row(2, "é no"), row(3, "no"), row(4, "yes"), row(5, "no")];
        let rows: Vec<&StoredRow> = rows.iter().collect();
        let found = place("t.csv", "“yes” “é no” “no”", &rows);
        let found: Vec<_> = found.into_iter().map(|r| r.map(|(_, range)| range).map_err(|e| e.to_string())).collect();
        let missing = Err("t.csv:5: the text does not have the quote \"no\"".to_owned());
        assert_eq!(found, [Ok(7..11), Ok(14..16), Ok(1..4), missing]);
    }

    #[test]
    fn the_nearest_mention_outside_quotes() {
        let mut gold = GoldDocument::new("a", "Reis said, “Reis it is”. The sea is calm. He Reis.");
        gold.quotes.push(GoldQuote::new(12..22));
        assert_eq!(nearest_mention(&gold, &(12..22), "Reis"), Some(0..4));
        assert_eq!(nearest_mention(&gold, &(12..22), "he"), None);
        assert_eq!(nearest_mention(&gold, &(12..22), "He"), Some(42..44));
    }
}
