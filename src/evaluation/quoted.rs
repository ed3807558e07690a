//! Quoted spans as annotators see them, for annotations that do not list them.

use std::ops::Range;

use super::points::Points;

/// The spans between double quotation marks, white space trimmed, in code points. It owes nothing to the extractor, whose
/// pairing is among the things measured: an opening mark, then the next mark that can close, or the end of the line.
pub(super) fn quoted_spans(points: &Points<'_>) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut push = |start: usize, end: usize| {
        let inner = points.slice(&(start..end));
        let before = inner.chars().take_while(|c| c.is_whitespace()).count();
        let after = inner.chars().rev().take_while(|c| c.is_whitespace()).count();
        if before + after < end - start {
            out.push(start + before..end - after);
        }
    };
    for (at, c) in points.slice(&(0..points.len())).chars().enumerate() {
        match (c, open) {
            ('“' | '„' | '«' | '"', None) => open = Some((at + 1, c)),
            ('”' | '»' | '"' | '\n', Some((start, _))) | ('“', Some((start, '„'))) => {
                push(start, at);
                open = None;
            }
            _ => {}
        }
    }
    if let Some((start, _)) = open {
        push(start, points.len());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::quoted_spans;
    use crate::evaluation::points::Points;

    #[test]
    fn double_marks_of_any_kind_and_the_end_of_the_line() {
        for (text, spans) in [
            ("“a” \"b\" «c» „d“ „e”", vec!["a", "b", "c", "d", "e"]),
            ("“ a ” ” “”", vec!["a"]),
            ("“a “b” c”", vec!["a “b"]),
            ("‘a’ it's", vec![]),
            ("“a\n“b\n\n\"c", vec!["a", "b", "c"]),
        ] {
            let points = Points::new(text);
            let found: Vec<_> = quoted_spans(&points).iter().map(|span| points.slice(span)).collect();
            assert_eq!(found, spans, "{text}");
        }
    }
}
