//! Joining: the parts of one utterance as one row.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::Row;
use super::row::quote_id;

impl<'a> Row<'a> {
    /// Merges the rows of each utterance into one, which stands where its first part stood.
    ///
    /// Its quote is the parts with one space between them; it starts where the first starts and ends where the last ends;
    /// `quote_id` is made anew from these. All else is that of the first part that has a speaker, or of the first part.
    pub fn join(rows: Vec<Row<'a>>) -> Vec<Row<'a>> {
        let mut out: Vec<Row<'a>> = Vec::with_capacity(rows.len());
        let mut places: FxHashMap<String, usize> = FxHashMap::default();
        for row in rows {
            match places.entry(row.utterance.clone()) {
                Entry::Vacant(place) => {
                    place.insert(out.len());
                    out.push(row);
                }
                Entry::Occupied(place) => out[*place.get()].add(row),
            }
        }
        for row in &mut out {
            row.quote_id = quote_id(row.source, row.start, &row.quote);
        }
        out
    }

    /// Takes in the next part of the same utterance.
    fn add(&mut self, part: Row<'a>) {
        let quote = std::mem::take(&mut self.quote).into_owned() + " " + &part.quote;
        let (start, end) = (self.start, part.end);
        if self.speaker.is_empty() && !part.speaker.is_empty() {
            *self = part;
        }
        (self.quote, self.start, self.end) = (quote.into(), start, end);
    }
}

#[cfg(test)]
mod tests {
    use crate::{Document, Extractor, Row};

    #[test]
    fn the_first_part_with_a_speaker_tells_the_rest() {
        let document = Document::new("a", "“We will,” said Ana Reis, “not yield.”");
        let found = Extractor::english().extract_all(&document.text);
        let mut rows = Row::of(&document, &found);
        let (first, id) = (rows[0].quote_id.clone(), rows[1].rule);
        (rows[0].speaker, rows[0].rule) = ("", "");
        let joined = Row::join(rows);
        assert_eq!(joined.len(), 1);
        let row = &joined[0];
        assert_eq!((row.speaker, row.quote.as_ref(), row.rule), ("Ana Reis", "We will, not yield.", id));
        assert_eq!((row.start, row.end), (1, 37));
        assert_eq!(row.utterance, first);
        assert_ne!(row.quote_id, first);
    }
}
