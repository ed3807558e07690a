//! The tally: how often and in how many documents each speaker is quoted.

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::extract::Quotation;

/// Counts document by document; what it keeps grows with the speakers and not with what they say.
#[derive(Default)]
pub(super) struct Tally {
    counts: FxHashMap<String, Count>,
    /// Quotations whose speaker the text does not tell.
    pub unknown: u64,
    /// Number of the document that was counted last, from 1.
    document: u64,
}

#[derive(Default)]
struct Count {
    quotes: u64,
    documents: u64,
    /// The last document in which the speaker was counted.
    last: u64,
}

/// What is told of one speaker.
#[derive(Serialize)]
pub(super) struct Line<'a> {
    pub speaker: &'a str,
    pub quotes: u64,
    pub documents: u64,
}

impl Tally {
    /// Counts the quotations of the next document; spans that are no speech count for nothing.
    pub(super) fn add(&mut self, quotations: &[Quotation<'_>]) {
        self.document += 1;
        for quotation in quotations.iter().filter(|q| q.is_speech()) {
            if quotation.speaker.is_empty() {
                self.unknown += 1;
                continue;
            }
            let count = self.counts.entry(quotation.speaker.clone()).or_default();
            count.quotes += 1;
            count.documents += u64::from(count.last != self.document);
            count.last = self.document;
        }
    }

    /// Adds what was counted in other documents.
    pub(super) fn merge(&mut self, other: Tally) {
        self.document += other.document;
        self.unknown += other.unknown;
        for (speaker, more) in other.counts {
            let count = self.counts.entry(speaker).or_default();
            count.quotes += more.quotes;
            count.documents += more.documents;
        }
    }

    /// The speakers, most quoted first, those quoted equally often by name.
    pub(super) fn lines(&self) -> Vec<Line<'_>> {
        let mut lines: Vec<_> = self
            .counts
            .iter()
            .map(|(speaker, count)| Line { speaker, quotes: count.quotes, documents: count.documents })
            .collect();
        lines.sort_unstable_by(|a, b| b.quotes.cmp(&a.quotes).then_with(|| a.speaker.cmp(b.speaker)));
        lines
    }
}
