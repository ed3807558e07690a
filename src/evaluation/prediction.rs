//! Predictions: what is compared with gold.

use std::ops::Range;

use crate::extract::Kind;
use crate::rows::{Row, StoredRow};

/// One quote as a program gives it. Ranges count Unicode code points of the text.
///
/// ```
/// use whosaid::evaluation::Prediction;
/// use whosaid::{Document, Extractor, Row};
///
/// let document = Document::new("a", "“Yes,” said Ana Reis.");
/// let found = Extractor::english().extract_all(&document.text);
/// let prediction = Prediction::from(&Row::of(&document, &found)[0]);
/// assert_eq!((prediction.range, prediction.speaker.as_str()), (1..5, "Ana Reis"));
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Prediction {
    /// Where the quote stands.
    pub range: Range<usize>,
    /// The resolved speaker; empty where none is named.
    pub speaker: String,
    /// The words that name the speaker beside the quote; empty where there are none.
    pub mention: String,
    /// Where these words stand, if that is known.
    pub mention_range: Option<Range<usize>>,
    /// How the quote is reported.
    pub kind: Option<Kind>,
    /// Id of the rule that decided; empty where none is told.
    pub rule: String,
    /// From 0 to 1.
    pub confidence: Option<f32>,
}

impl Prediction {
    /// The words that name the speaker, or where there are none the speaker.
    pub(super) fn words(&self) -> &str {
        if self.mention.is_empty() { &self.speaker } else { &self.mention }
    }

    /// The speaker, or where there is none the words that name it.
    pub(super) fn who(&self) -> &str {
        if self.speaker.is_empty() { &self.mention } else { &self.speaker }
    }

    /// Whether it says anything about the speaker.
    pub(super) fn names_somebody(&self) -> bool {
        !self.words().is_empty() || self.mention_range.is_some()
    }

    /// Whether its confidence is at least `least`; one that was not measured is not.
    pub fn is_sure(&self, least: f32) -> bool {
        self.confidence.is_some_and(|confidence| confidence >= least)
    }

    /// Says no longer who speaks.
    pub fn abstain(&mut self) {
        self.speaker.clear();
        self.mention.clear();
        self.mention_range = None;
    }

    /// A row read from a table, whose quote stands in `range`.
    pub fn of_stored(row: &StoredRow, range: Range<usize>) -> Self {
        let mention = row.mention.clone().unwrap_or_default();
        Prediction {
            range,
            speaker: row.speaker.clone(),
            mention: mention.text,
            mention_range: mention.range,
            kind: row.kind,
            rule: row.rule.clone(),
            confidence: row.confidence,
        }
    }
}

impl From<&Row<'_>> for Prediction {
    fn from(row: &Row<'_>) -> Self {
        Prediction {
            range: row.start..row.end,
            speaker: row.speaker.to_owned(),
            mention: row.mention.map_or(String::new(), |m| m.text.to_owned()),
            mention_range: row.mention.map(|m| m.start..m.end),
            kind: row.kind,
            rule: row.rule.to_owned(),
            confidence: row.confidence,
        }
    }
}
