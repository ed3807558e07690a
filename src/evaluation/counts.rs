//! Counts: what is added up over documents, and the shares that come of it.

use super::judge::{Judgement, QuoteVerdict, RowVerdict};

/// How many quotes and predictions there are of each sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Counts {
    /// Attributed gold quotes.
    pub gold: u64,
    /// Of these, found: a prediction covers at least four fifths.
    pub found: u64,
    /// Found with exactly the right range.
    pub span_exact: u64,
    /// Gold quotes whose speaker some words name.
    pub sourced: u64,
    /// Of these, found.
    pub sourced_found: u64,
    /// Found with the right mention.
    pub mention: u64,
    /// Found with exactly the words of the mention.
    pub mention_exact: u64,
    /// Gold quotes whose speaker was resolved.
    pub entities: u64,
    /// Of these, found with the speaker by its fullest name.
    pub strict: u64,
    /// Found with the speaker by any name.
    pub lenient: u64,
    /// Predictions that overlap quoted spans.
    pub predicted: u64,
    /// Of these, at least half in attributed spans.
    pub good: u64,
    /// Predictions that say anything about the speaker.
    pub named: u64,
}

impl Counts {
    /// All of a document.
    pub(super) fn add(&mut self, judgement: &Judgement) {
        judgement.quotes.iter().for_each(|quote| self.add_quote(quote));
        judgement.rows.iter().for_each(|row| self.add_row(row));
    }

    pub(super) fn add_quote(&mut self, quote: &QuoteVerdict) {
        let found = quote.found.is_some();
        self.gold += 1;
        self.found += u64::from(found);
        self.span_exact += u64::from(quote.span_exact);
        self.sourced += u64::from(quote.sourced);
        self.sourced_found += u64::from(quote.sourced && found);
        self.mention += u64::from(quote.mention);
        self.mention_exact += u64::from(quote.mention_exact);
        self.entities += u64::from(quote.resolved);
        self.strict += u64::from(quote.strict);
        self.lenient += u64::from(quote.lenient);
    }

    pub(super) fn add_row(&mut self, row: &RowVerdict) {
        self.predicted += 1;
        self.good += u64::from(row.good);
        self.named += u64::from(row.named);
    }

    /// Share of the gold quotes that were found; `None` here and below where there is nothing to divide by.
    pub fn quote_recall(&self) -> Option<f64> {
        share(self.found, self.gold)
    }

    /// Share of the predictions that are good.
    pub fn quote_precision(&self) -> Option<f64> {
        share(self.good, self.predicted)
    }

    /// Of the quotes found whose speaker some words name, the share with the right mention.
    pub fn attribution_accuracy(&self) -> Option<f64> {
        share(self.mention, self.sourced_found)
    }

    /// Right mentions among the predictions that say anything about the speaker.
    pub fn mention_precision(&self) -> Option<f64> {
        share(self.mention, self.named)
    }

    /// Right mentions among the quotes whose speaker some words name.
    pub fn mention_recall(&self) -> Option<f64> {
        share(self.mention, self.sourced)
    }

    /// Harmonic mean of precision and recall of mentions.
    pub fn mention_f1(&self) -> Option<f64> {
        share(2 * self.mention, self.named + self.sourced)
    }

    /// Right speakers, by the fullest name, among the quotes whose speaker was resolved.
    pub fn speaker_recall(&self) -> Option<f64> {
        share(self.strict, self.entities)
    }

    /// The same by any name.
    pub fn speaker_recall_lenient(&self) -> Option<f64> {
        share(self.lenient, self.entities)
    }

    /// Harmonic mean of precision (over predictions that say anything about the speaker) and recall of speakers.
    pub fn speaker_f1(&self) -> Option<f64> {
        share(2 * self.strict, self.named + self.entities).filter(|_| self.entities > 0)
    }

    /// The same by any name.
    pub fn speaker_f1_lenient(&self) -> Option<f64> {
        share(2 * self.lenient, self.named + self.entities).filter(|_| self.entities > 0)
    }

    /// Share of the gold quotes found with exactly the right range.
    pub fn exact_span_recall(&self) -> Option<f64> {
        share(self.span_exact, self.gold)
    }

    /// Share of the quotes whose speaker some words name that were found with exactly these words.
    pub fn exact_mention_recall(&self) -> Option<f64> {
        share(self.mention_exact, self.sourced)
    }
}

fn share(of: u64, all: u64) -> Option<f64> {
    (all > 0).then(|| of as f64 / all as f64)
}
