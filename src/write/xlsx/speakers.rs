//! The quotes and documents of each speaker, for a sheet of their own.

use rustc_hash::FxHashMap;

use crate::rows::Row;

/// Counts row by row; what it keeps grows with the speakers and not with what they say.
#[derive(Default)]
pub(super) struct Speakers {
    counts: FxHashMap<String, Count>,
    /// Quotes whose speaker the text does not tell.
    pub unknown: u64,
    /// Quotes of speakers who have found no place.
    pub left_out: u64,
    /// Where the last row was from, and how many documents there were.
    source: String,
    document: u64,
}

#[derive(Default, Clone, Copy)]
pub(super) struct Count {
    pub quotes: u64,
    pub documents: u64,
    last: u64,
}

impl Speakers {
    /// Counts a row that is speech; speakers beyond the `most` that there may be are left out.
    pub(super) fn add(&mut self, row: &Row<'_>, most: usize) {
        if self.document == 0 || self.source != row.source {
            self.document += 1;
            self.source.replace_range(.., row.source);
        }
        if row.kind.is_none() {
            return;
        }
        if row.speaker.is_empty() {
            self.unknown += 1;
            return;
        }
        if !self.counts.contains_key(row.speaker) {
            if self.counts.len() >= most {
                self.left_out += 1;
                return;
            }
            self.counts.insert(row.speaker.to_owned(), Count::default());
        }
        if let Some(count) = self.counts.get_mut(row.speaker) {
            count.quotes += 1;
            count.documents += u64::from(count.last != self.document);
            count.last = self.document;
        }
    }

    /// The speakers, most quoted first, those quoted equally often by name.
    pub(super) fn lines(&self) -> Vec<(&str, Count)> {
        let mut lines: Vec<_> = self.counts.iter().map(|(speaker, count)| (speaker.as_str(), *count)).collect();
        lines.sort_unstable_by(|a, b| b.1.quotes.cmp(&a.1.quotes).then_with(|| a.0.cmp(b.0)));
        lines
    }
}
