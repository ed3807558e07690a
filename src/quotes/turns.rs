//! Transcripts between marks: the label of each turn stands inside the quotation, where a speaker does not quote himself.

use std::ops::Range;

use super::Span;

/// The longest label, in bytes.
const LONGEST: usize = 60;

/// The most words of a name in a label.
const WORDS: usize = 3;

/// Takes the labels out of the spans, so that they stand before them (“KELLER: We will not yield.”), if the text has more
/// than one such turn: one alone may be a heading, or a message that begins like this.
///
/// `paragraph` tells the paragraph of the span with a number.
pub(crate) fn free_labels(text: &str, spans: &mut [Span], paragraph: impl Fn(usize) -> Range<usize>) {
    let label = |(i, span): (usize, &Span)| {
        let opens = span.open as usize == paragraph(i).start;
        opens.then(|| label(&text[span.start as usize..span.end as usize])).flatten()
    };
    if spans.iter().enumerate().filter_map(label).nth(1).is_none() {
        return;
    }
    for (i, span) in spans.iter_mut().enumerate() {
        if let Some(length) = label((i, &*span)) {
            span.start += length as u32;
            span.open = span.start;
            span.labelled = true;
        }
    }
}

/// The length of the label at the head of a turn with the space after it: a name with a capital in each word, maybe
/// something in brackets, a colon. What it labels must not be empty.
fn label(turn: &str) -> Option<usize> {
    let colon = turn.bytes().take(LONGEST).position(|b| b == b':')?;
    let (head, said) = (&turn[..colon], &turn[colon + 1..]);
    let name = match head.split_once('(') {
        Some((name, bracket)) => bracket.trim_end().ends_with(')').then_some(name)?,
        None => head,
    };
    let mut words = name.split_whitespace();
    let like_name = |word: &str| {
        word.starts_with(char::is_uppercase)
            && word.len() > 1
            && word.chars().all(|c| c.is_alphabetic() || ".'’-".contains(c))
    };
    let first = words.next()?;
    let names = like_name(first) && words.by_ref().take(WORDS - 1).all(like_name) && words.next().is_none();
    let space = said.len() - said.trim_start().len();
    (names && space > 0 && space < said.len()).then_some(colon + 1 + space)
}

#[cfg(test)]
mod tests {
    use super::label;

    #[test]
    fn labels() {
        for (turn, length) in [
            ("KELLER: We will not yield.", Some(8)),
            ("Ana Reis (by telephone): We will not yield.", Some(25)),
            ("KELLER:\u{a0} We will not yield.", Some(10)),
            ("We will say: yield.", None),
            ("KELLER: ", None),
            ("Keller:yield", None),
            ("A: We will not yield.", None),
            ("The Second Harbour Act: a reading", None),
        ] {
            assert_eq!(label(turn), length, "{turn}");
        }
    }
}
