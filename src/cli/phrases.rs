//! Phrases that several commands use: words around a place, numbers with their nouns.

use std::ops::Range;

/// How many bytes of the text are shown before a quote and after it.
const AROUND: usize = 60;

/// The words around a place, with single spaces between them, in the same paragraph.
pub(super) fn around(text: &str, place: &Range<usize>) -> Option<String> {
    let mut start = place.start.saturating_sub(AROUND);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let mut end = (place.end + AROUND).min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let before = text.get(start..place.start)?;
    let (before, cut_before) = match before.rsplit_once("\n\n") {
        Some((_, before)) => (before, false),
        None => (before, start > 0),
    };
    let after = text.get(place.end..end)?;
    let (after, cut_after) = match after.split_once("\n\n") {
        Some((after, _)) => (after, false),
        None => (after, end < text.len()),
    };
    let mut out = String::new();
    if cut_before {
        out.push('…');
    }
    let words = [before, text.get(place.clone())?, after].concat();
    out.push_str(&words.split_whitespace().collect::<Vec<_>>().join(" "));
    if cut_after {
        out.push('…');
    }
    Some(out)
}

/// A number with its noun.
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::{around, counted};

    #[test]
    fn words_around_a_place() {
        let text = format!("{} one\n\ntwo “Yes,”  she\nsaid. {}", "word ".repeat(40), "é".repeat(80));
        let start = text.find("Yes").expect("there");
        let context = around(&text, &(start..start + 4)).expect("on boundaries");
        assert!(context.starts_with("two “Yes,” she said. éé") && context.ends_with("é…"), "{context}");
        assert_eq!(around("Yes, word", &(0..4)).as_deref(), Some("Yes, word"));
        assert_eq!(around("é", &(1..2)), None);
    }

    #[test]
    fn one_and_many() {
        assert_eq!((counted(1, "case"), counted(0, "case")), ("1 case".into(), "0 cases".into()));
    }
}
