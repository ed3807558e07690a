//! Paragraphs: blank lines, and single newlines unless the text is hard-wrapped.

use std::ops::Range;

/// Lines up to this many bytes can come from a hard-wrapped text.
const WRAP_COLUMN: usize = 100;

/// A paragraph much longer than this is a text without line ends; nobody writes one.
const LONGEST: usize = 1 << 20;

/// Splits a text into paragraphs: non-empty byte ranges without surrounding white space.
///
/// A blank line always ends a paragraph. A single newline does too, except in a text that is hard-wrapped:
/// one whose lines inside blocks are short and mostly break off in mid-sentence. What is longer than 1 MiB ends with the
/// next sentence.
pub(crate) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    paragraphs_up_to(text, LONGEST)
}

fn paragraphs_up_to(text: &str, longest: usize) -> Vec<Range<usize>> {
    let mut wrapping = Wrapping::default();
    let paragraphs = cut(text, longest, false, |line| wrapping.see(text, line));
    // Few texts are read twice.
    if wrapping.is_hard() { cut(text, longest, true, |_| ()) } else { paragraphs }
}

/// Splits a text at line ends, or at blank lines only where it is `wrapped`, and shows each line without the white space
/// around it.
fn cut(text: &str, longest: usize, wrapped: bool, mut see: impl FnMut(&Range<usize>)) -> Vec<Range<usize>> {
    // As many as most texts have.
    let mut out = Vec::with_capacity(32);
    let mut open: Option<Range<usize>> = None;
    let mut close = |paragraph: Option<Range<usize>>| {
        let Some(mut rest) = paragraph else { return };
        while let Some(end) = long_enough(text, &rest, longest) {
            out.push(rest.start..end);
            rest = trim(text, end..rest.end);
        }
        out.push(rest);
    };
    for line in lines(text) {
        let trimmed = trim(text, line);
        see(&trimmed);
        if trimmed.is_empty() {
            close(open.take());
            continue;
        }
        match &mut open {
            Some(range) if wrapped => range.end = trimmed.end,
            _ => {
                close(open.take());
                open = Some(trimmed);
            }
        }
    }
    close(open);
    out
}

/// Where a paragraph that is longer than `longest` can end: with a sentence that something follows.
fn long_enough(text: &str, paragraph: &Range<usize>, longest: usize) -> Option<usize> {
    let rest = text.as_bytes().get(paragraph.start + longest..paragraph.end)?;
    memchr::memmem::find(rest, b". ").map(|stop| paragraph.start + longest + stop + 1)
}

/// Lines as byte ranges; they end at `\n`, `\r\n` or a lone `\r`.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        if at > bytes.len() {
            return None;
        }
        let start = at;
        let end = memchr::memchr2(b'\n', b'\r', &bytes[start..]).map_or(bytes.len(), |i| start + i);
        // CRLF is one line end, not an empty line between two.
        at = if bytes[end..].starts_with(b"\r\n") { end + 2 } else { end + 1 };
        Some(start..end)
    })
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let line = &text[range.clone()];
    // Nearly every line has no white space around it.
    if let ([first, ..], [.., last]) = (line.as_bytes(), line.as_bytes())
        && first.is_ascii_graphic()
        && last.is_ascii_graphic()
    {
        return range;
    }
    let start = range.start + (line.len() - line.trim_start().len());
    start..start + line.trim().len()
}

/// What the lines of a text tell of how it is wrapped.
#[derive(Default)]
struct Wrapping {
    blank: usize,
    /// Lines that another follows in the same block: only these tell how lines end.
    inner: usize,
    long: usize,
    broken_off: usize,
    previous: Option<Range<usize>>,
}

impl Wrapping {
    fn see(&mut self, text: &str, line: &Range<usize>) {
        if line.is_empty() {
            self.blank += 1;
            self.previous = None;
        } else if let Some(before) = self.previous.replace(line.clone()) {
            self.inner += 1;
            self.long += usize::from(before.len() > WRAP_COLUMN);
            let last = text[before].chars().next_back().unwrap_or(' ');
            self.broken_off += usize::from(last.is_alphanumeric() || matches!(last, ',' | '-' | '’' | '\''));
        }
    }

    fn is_hard(&self) -> bool {
        let Wrapping { blank, inner, long, broken_off, .. } = self;
        *blank > 0 && *inner >= 3 && long * 10 <= *inner && broken_off * 3 >= inner * 2
    }
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    fn split(text: &str) -> Vec<&str> {
        paragraphs(text).into_iter().map(|r| &text[r]).collect()
    }

    #[test]
    fn blank_lines_and_crlf() {
        assert_eq!(split("One.\r\n\r\n  Two.\r\nThree.\r\n"), ["One.", "Two.", "Three."]);
    }

    #[test]
    fn single_newlines_in_a_text_with_a_blank_line() {
        assert_eq!(split("Head\n\nOne.\nTwo."), ["Head", "One.", "Two."]);
    }

    #[test]
    fn a_text_without_line_ends() {
        let text = "One is here.  Two is here. Three is here";
        let cut: Vec<&str> = super::paragraphs_up_to(text, 10).into_iter().map(|r| &text[r]).collect();
        assert_eq!(cut, ["One is here.", "Two is here.", "Three is here"]);
        assert_eq!(super::paragraphs_up_to(text, 40).len(), 1);
    }

    #[test]
    fn hard_wrapped_lines_are_joined() {
        let text = "The ferry was late again and\nnobody on the quay could say\nwhen the next one would\ncome in.\n\nThen it came.";
        assert_eq!(split(text).len(), 2);
    }
}
