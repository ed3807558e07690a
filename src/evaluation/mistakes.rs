//! Mistakes: what went wrong with a quote or a prediction.

use std::ops::Range;

use super::gold::GoldDocument;
use super::judge::{Judgement, mention_text};
use super::points::Points;
use super::prediction::Prediction;

/// One thing that went wrong, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mistake {
    /// What sort of mistake it is.
    pub kind: MistakeKind,
    /// Id of the document.
    pub document: String,
    /// Where the gold quote, or for a false quote the prediction, stands, in code points.
    pub range: Range<usize>,
    /// The text around it, line ends as they are.
    pub context: String,
    /// Where the quote stands in `context`, in bytes.
    pub quote: Range<usize>,
    /// The gold mention, or for a wrong entity the fullest name; empty if nothing is right.
    pub gold: String,
    /// What was predicted in its place; empty if nothing.
    pub found: String,
    /// The rule that decided; empty if none is told.
    pub rule: String,
}

/// Sorts of mistakes. A gold quote has one at most, the first of these that applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum MistakeKind {
    /// No prediction covers enough of the quote.
    NotFound,
    /// The quote was found, and nothing said about its speaker.
    NoSpeaker,
    /// Other words were taken for those that name the speaker.
    WrongMention,
    /// The mention is right or not annotated, and the speaker is not the right one by its fullest name.
    WrongEntity,
    /// A prediction that is not in attributed spans.
    FalseQuote,
}

impl MistakeKind {
    /// The name that is shown.
    pub fn as_str(self) -> &'static str {
        match self {
            MistakeKind::NotFound => "not found",
            MistakeKind::NoSpeaker => "no speaker",
            MistakeKind::WrongMention => "wrong mention",
            MistakeKind::WrongEntity => "wrong entity",
            MistakeKind::FalseQuote => "false quote",
        }
    }
}

/// The code points shown on each side of a quote.
const AROUND: usize = 120;

/// The mistakes of a document, in the order of the text.
pub(super) fn mistakes(gold: &GoldDocument, predictions: &[Prediction], judgement: &Judgement) -> Vec<Mistake> {
    let points = Points::new(&gold.text);
    let new = |kind, range: &Range<usize>, expected: String, prediction: Option<&Prediction>| {
        let around = range.start.saturating_sub(AROUND)..range.end.saturating_add(AROUND).min(points.len());
        let begin = points.byte(around.start);
        Mistake {
            kind,
            document: gold.id.clone(),
            range: range.clone(),
            context: points.slice(&around).to_owned(),
            quote: points.byte(range.start) - begin..points.byte(range.end) - begin,
            gold: expected,
            found: prediction
                .map_or("", |p| if kind == MistakeKind::WrongMention { p.words() } else { p.who() })
                .to_owned(),
            rule: prediction.map_or(String::new(), |p| p.rule.clone()),
        }
    };
    let mut out = Vec::new();
    for (quote, verdict) in gold.quotes.iter().zip(&judgement.quotes) {
        let words = || mention_text(&points, quote);
        let found = verdict.found.map(|row| &predictions[row]);
        let full = quote.entity.as_ref().and_then(|names| names.first());
        let mistake = match found {
            None => new(MistakeKind::NotFound, &quote.span, words(), None),
            Some(p) if !p.names_somebody() && (verdict.sourced || verdict.resolved) => {
                new(MistakeKind::NoSpeaker, &quote.span, words(), Some(p))
            }
            Some(p) if verdict.sourced && !verdict.mention => {
                new(MistakeKind::WrongMention, &quote.span, words(), Some(p))
            }
            Some(p) if verdict.resolved && !verdict.strict => {
                new(MistakeKind::WrongEntity, &quote.span, full.cloned().unwrap_or_default(), Some(p))
            }
            Some(_) => continue,
        };
        out.push(mistake);
    }
    for row in judgement.rows.iter().filter(|row| !row.good) {
        let prediction = &predictions[row.row];
        out.push(new(MistakeKind::FalseQuote, &prediction.range, String::new(), Some(prediction)));
    }
    out.sort_by_key(|m| (m.range.start, m.kind));
    out
}
