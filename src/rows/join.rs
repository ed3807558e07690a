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
