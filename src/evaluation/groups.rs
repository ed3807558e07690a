//! Groups: what kind of mention names a speaker, and how far from the quote it stands.

use std::ops::Range;

use super::gold::GoldQuote;
use super::judge::{mention_text, whole};
use super::points::Points;
use super::words::{is_pronoun, words};

/// The kinds of mention, in the order in which they are listed.
pub(super) const MENTIONS: [&str; 4] = ["name", "nominal", "pronoun", "none"];

/// The distances, in the order in which they are listed.
pub(super) const DISTANCES: [&str; 5] = ["near-before", "near-after", "same-paragraph", "other-paragraph", "none"];

/// The most code points between a quote and a mention that is near it.
const NEAR: usize = 60;

/// What names the speaker of a quote: a name is a mention whose head, up to the first comma or bracket, ends in a word with a
/// capital or a digit; one that does not is a nominal.
pub(super) fn mention(points: &Points<'_>, gold: &GoldQuote) -> &'static str {
    let text = mention_text(points, gold);
    let parts = words(&text);
    if parts.is_empty() {
        return "none";
    }
    if let [only] = parts.as_slice()
        && is_pronoun(only)
    {
        return "pronoun";
    }
    let head = text.split([',', '(', '[', '–', '—']).find(|part| !words(part).is_empty()).unwrap_or(&text);
    let last = head.split_whitespace().rfind(|word| word.contains(char::is_alphanumeric));
    let named = last.and_then(|word| word.chars().find(|c| c.is_alphanumeric()));
    if named.is_some_and(|c| c.is_uppercase() || c.is_numeric()) { "name" } else { "nominal" }
}

/// Where the words that name the speaker stand, seen from the quote.
pub(super) fn distance(points: &Points<'_>, paragraphs: &[Range<usize>], gold: &GoldQuote) -> &'static str {
    let Some(mention) = whole(&gold.mentions) else { return "none" };
    let paragraph = |point: usize| {
        let byte = points.byte(point);
        paragraphs.partition_point(|p| p.end <= byte)
    };
    if paragraph(mention.start) != paragraph(gold.span.start) {
        return "other-paragraph";
    }
    let before = gold.span.start.saturating_sub(mention.end);
    let after = mention.start.saturating_sub(gold.span.end);
    if before.max(after) > NEAR {
        "same-paragraph"
    } else if mention.start < gold.span.start {
        "near-before"
    } else {
        "near-after"
    }
}

#[cfg(test)]
mod tests {
    use super::{distance, mention};
    use crate::evaluation::GoldQuote;
    use crate::evaluation::points::Points;
    use crate::text::paragraphs;

    #[test]
    fn kinds_of_mention() {
        for (text, kind) in [
            ("Captain Ana Reis", "name"),
            ("the Port Office", "name"),
            ("Reis, the captain of the ferry", "name"),
            ("a Port Office official", "nominal"),
            ("the captain", "nominal"),
            ("She", "pronoun"),
            ("", "none"),
        ] {
            let length = text.chars().count();
            let mentions = (length > 0).then_some(0..length).into_iter().collect();
            let quote = GoldQuote { mentions, ..GoldQuote::default() };
            assert_eq!(mention(&Points::new(text), &quote), kind, "{text}");
        }
    }

    #[test]
    fn distances() {
        let far = "and so on ".repeat(7);
        let text = format!("Reis said “yes”. Hall {far} “no”.\n\n“It is,” said Reis.");
        let points = Points::new(&text);
        let place = |words: &str| {
            let start = text[..text.find(words).expect("in the text")].chars().count();
            start..start + words.chars().count()
        };
        let of = |quote: &str, mention: &str| {
            let quote = GoldQuote { mentions: vec![place(mention)], ..GoldQuote::new(place(quote)) };
            distance(&points, &paragraphs(&text), &quote)
        };
        assert_eq!(of("yes", "Reis"), "near-before");
        assert_eq!(of("yes", "Hall"), "near-after");
        assert_eq!(of("no", "Hall"), "same-paragraph");
        assert_eq!(of("It is,", "Hall"), "other-paragraph");
        assert_eq!(distance(&points, &paragraphs(&text), &GoldQuote::new(place("yes"))), "none");
    }
}
