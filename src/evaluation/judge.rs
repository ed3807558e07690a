//! Judging: which predictions count, which quotes they find, and whether they name the speaker.

use std::ops::Range;

use super::gold::{GoldDocument, GoldQuote};
use super::points::Points;
use super::prediction::Prediction;
use super::words::{is_pronoun, names, same_words, share_a_word, words};

/// What is said of the quotes and the predictions of one document.
pub(super) struct Judgement {
    /// For each gold quote, in its order.
    pub quotes: Vec<QuoteVerdict>,
    /// For each prediction that counts, in its order.
    pub rows: Vec<RowVerdict>,
}

/// How a gold quote fared.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct QuoteVerdict {
    /// The prediction that overlaps it most; `None` where none covers enough of it.
    pub found: Option<usize>,
    /// That prediction has exactly its range.
    pub span_exact: bool,
    /// Some words name its speaker.
    pub sourced: bool,
    /// That prediction has these words, or means them.
    pub mention: bool,
    /// That prediction has exactly these words.
    pub mention_exact: bool,
    /// Its speaker was resolved.
    pub resolved: bool,
    /// The predicted speaker is it by its fullest name.
    pub strict: bool,
    /// The predicted speaker is it by any name.
    pub lenient: bool,
}

/// How a prediction fared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct RowVerdict {
    /// Its place among the predictions.
    pub row: usize,
    /// At least half of what it has in quoted spans is in attributed ones.
    pub good: bool,
    /// It says something about the speaker.
    pub named: bool,
}

/// The share of a gold quote that a prediction must cover to find it.
const COVERED: f64 = 0.8;

/// The share of a prediction that must lie in quoted spans for it to count, unless it covers one of them.
const IN_SPANS: f64 = 0.3;

pub(super) fn judge(gold: &GoldDocument, predictions: &[Prediction]) -> Judgement {
    let points = Points::new(&gold.text);
    let rows: Vec<RowVerdict> = predictions
        .iter()
        .enumerate()
        .filter_map(|(n, p)| row(gold, p).map(|(good, named)| RowVerdict { row: n, good, named }))
        .collect();
    let quotes = gold.quotes.iter().map(|q| quote(&points, q, predictions, &rows)).collect();
    Judgement { quotes, rows }
}

pub(super) fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Whether a prediction is good and names somebody; `None` if it does not count, for it has next to nothing of any quoted
/// span: programs may list indirect speech, too.
fn row(gold: &GoldDocument, prediction: &Prediction) -> Option<(bool, bool)> {
    let length = prediction.range.len().max(1) as f64;
    let spans = || gold.quotes.iter().map(|q| &q.span);
    let attributed: usize = spans().map(|s| overlap(&prediction.range, s)).sum();
    let other: usize = gold.unattributed.iter().map(|s| overlap(&prediction.range, s)).sum();
    let (attributed, all) = (attributed as f64, (attributed + other) as f64);
    if all < IN_SPANS * length && !spans().chain(&gold.unattributed).any(|s| covers(&prediction.range, s)) {
        return None;
    }
    Some((attributed >= 0.5 * all && attributed > 0.0, prediction.names_somebody()))
}

fn covers(range: &Range<usize>, span: &Range<usize>) -> bool {
    overlap(range, span) as f64 >= COVERED * span.len() as f64
}

fn quote(points: &Points<'_>, gold: &GoldQuote, predictions: &[Prediction], rows: &[RowVerdict]) -> QuoteVerdict {
    let mut verdict =
        QuoteVerdict { sourced: !gold.mentions.is_empty(), resolved: gold.entity.is_some(), ..QuoteVerdict::default() };
    // The one that overlaps most, of those the shortest, of those the first.
    let key = |row: &RowVerdict| {
        let range = &predictions[row.row].range;
        (overlap(range, &gold.span), std::cmp::Reverse(range.len()))
    };
    let best = rows.iter().reduce(|best, row| if key(row) > key(best) { row } else { best });
    let Some(best) = best.map(|b| b.row).filter(|b| covers(&predictions[*b].range, &gold.span)) else { return verdict };
    let prediction = &predictions[best];
    verdict.found = Some(best);
    verdict.span_exact = prediction.range == gold.span;
    if verdict.sourced {
        verdict.mention = mention(points, gold, prediction);
        verdict.mention_exact = match &prediction.mention_range {
            Some(place) => Some(place) == whole(&gold.mentions).as_ref(),
            None => prediction.mention == mention_text(points, gold),
        };
    }
    if let Some(entity) = &gold.entity {
        verdict.strict = names(prediction.who(), entity, true);
        verdict.lenient = names(prediction.who(), entity, false);
    }
    verdict
}

/// Whether a prediction names the speaker of a gold quote: by the words beside the quote, and by the fullest name. What the
/// gold does not tell is right.
#[cfg(feature = "cli")]
pub(crate) fn fits(text: &str, gold: &GoldQuote, prediction: &Prediction) -> (bool, bool) {
    let words = gold.mentions.is_empty() || mention(&Points::new(text), gold, prediction);
    (words, gold.entity.as_ref().is_none_or(|entity| names(prediction.who(), entity, true)))
}

/// From the first of some ranges to the last.
pub(super) fn whole(ranges: &[Range<usize>]) -> Option<Range<usize>> {
    Some(ranges.iter().map(|r| r.start).min()?..ranges.iter().map(|r| r.end).max()?)
}

/// The words of a gold mention, its parts with a space between them.
pub(super) fn mention_text(points: &Points<'_>, gold: &GoldQuote) -> String {
    gold.mentions.iter().map(|m| points.slice(m)).collect::<Vec<_>>().join(" ")
}

/// Whether the prediction has the words that name the speaker: by its place; by the same pronoun in the same paragraph; by a
/// word that tells something. Without a place, by words alone.
fn mention(points: &Points<'_>, gold: &GoldQuote, prediction: &Prediction) -> bool {
    let said = prediction.words();
    let Some(place) = &prediction.mention_range else {
        let gold_words = mention_text(points, gold);
        return !said.is_empty() && (share_a_word(&gold_words, said, true) || same_words(&gold_words, said));
    };
    if gold.mentions.iter().any(|m| overlap(m, place) > 0) {
        return true;
    }
    let predicted = points.slice(place);
    if same_pronoun(points, gold, place, &predicted.to_lowercase()) {
        return true;
    }
    !said.is_empty() && !words(predicted).is_empty() && share_a_word(&mention_text(points, gold), said, false)
}

fn same_pronoun(points: &Points<'_>, gold: &GoldQuote, place: &Range<usize>, word: &str) -> bool {
    let Some(first) = gold.mentions.first() else { return false };
    let between = place.start.min(first.start)..place.end.max(first.end);
    is_pronoun(word)
        && gold.mentions.iter().any(|m| points.slice(m).to_lowercase() == word)
        && !points.slice(&between).contains('\n')
}

#[cfg(test)]
mod tests {
    use super::{Judgement, judge};
    use crate::evaluation::{GoldDocument, GoldQuote, Prediction};

    /// The range of the first place where some words stand.
    fn at(text: &str, words: &str) -> std::ops::Range<usize> {
        let start = text[..text.find(words).expect("words of the text")].chars().count();
        start..start + words.chars().count()
    }

    fn one(text: &str, quote: &str, mention: &str, prediction: Prediction) -> Judgement {
        let mut gold = GoldDocument::new("a", text);
        gold.quotes = vec![GoldQuote { mentions: vec![at(text, mention)], ..GoldQuote::new(at(text, quote)) }];
        judge(&gold, &[prediction])
    }

    /// Whether the mention is right when `said` stands for the speaker, with its place if `placed`.
    fn hit(text: &str, mention: &str, said: &str, placed: bool) -> bool {
        let mention_range = placed.then(|| at(text, said));
        let range = at(text, "the long quote");
        let prediction = Prediction { range, mention: said.into(), mention_range, ..Prediction::default() };
        one(text, "the long quote", mention, prediction).quotes[0].mention
    }

    #[test]
    fn a_place_that_overlaps() {
        assert!(hit("Captain Ana Reis said “the long quote”.", "Ana Reis", "Captain Ana", true));
        assert!(!hit("Ana Reis told Tom Hall “the long quote”.", "Ana Reis", "Tom Hall", true));
    }

    #[test]
    fn the_same_pronoun_within_the_paragraph() {
        assert!(!hit("SHE laughed as she said “the long quote”.", "she said", "SHE", true));
        assert!(hit("SHE laughed; “the long quote”, she cried.", "she", "SHE", true));
        assert!(!hit("SHE laughed.\n“the long quote”, she cried.", "she", "SHE", true));
        assert!(!hit("Hers was it; “the long quote”, she cried.", "she", "it", true));
    }

    #[test]
    fn a_content_word() {
        assert!(hit("Reis laughed. “the long quote”, Ana Reis said.", "Ana Reis", "Reis laughed", true));
        assert!(!hit(
            "The president came. “the long quote”, President Hall said.",
            "President Hall",
            "The president",
            true
        ));
    }

    #[test]
    fn words_alone() {
        let text = "“the long quote”, said Ana Reis.";
        assert!(hit(text, "Ana Reis", "Mrs Reis", false));
        assert!(!hit(text, "Ana Reis", "Tom Hall", false) && !hit(text, "Ana Reis", "", false));
        assert!(hit("“the long quote”, she said.", "she", "She", false));
        assert!(!hit("“the long quote”, she said.", "she", "He", false));
    }

    #[test]
    fn four_fifths_must_be_covered() {
        let text = "“0123456789” she said.";
        let found =
            |range| one(text, "0123456789", "she", Prediction { range, ..Prediction::default() }).quotes[0].found;
        assert_eq!((found(1..9), found(0..12), found(1..8), found(3..11)), (Some(0), Some(0), None, Some(0)));
    }

    #[test]
    fn the_shorter_of_two_that_overlap_alike() {
        let mut gold = GoldDocument::new("a", "“0123456789” she said.");
        gold.quotes = vec![GoldQuote::new(1..11)];
        let ranges = [0..22, 1..11, 1..11].map(|range| Prediction { range, ..Prediction::default() });
        let verdict = &judge(&gold, &ranges).quotes[0];
        assert_eq!((verdict.found, verdict.span_exact), (Some(1), true));
    }

    #[test]
    fn what_counts_and_what_is_good() {
        let mut gold = GoldDocument::new("a", "0".repeat(100));
        gold.quotes = vec![GoldQuote::new(0..10)];
        gold.unattributed.push(20..30);
        let verdict = |range| {
            let judged = judge(&gold, &[Prediction { range, speaker: "x".into(), ..Prediction::default() }]);
            judged.rows.first().map(|r| (r.good, r.named))
        };
        assert_eq!(verdict(0..10), Some((true, true)));
        assert_eq!(verdict(20..30), Some((false, true)));
        assert_eq!(verdict(40..60), None); // no quoted span at all
        assert_eq!(verdict(5..60), Some((false, true))); // covers the one that is nobody's
        assert_eq!(verdict(7..17), Some((true, true))); // three tenths
        assert_eq!(verdict(8..18), None);
        assert_eq!(verdict(5..25), Some((true, true))); // half and half
    }
}
