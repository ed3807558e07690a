//! Pairing: marks to quoted spans, paragraph by paragraph.
//!
//! A mark that cannot be paired costs at most its own paragraph: pairing starts afresh at each paragraph, except that a
//! paragraph which ends inside a quotation is continued by the next one if that opens with a mark.

use super::marks::{Family, Mark, Role, find_marks, has_rare_starts};
use crate::lexicon::Lexicon;

/// A quoted span: the text between paired marks. All offsets are bytes, half-open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// First byte of the opening mark.
    pub open: u32,
    /// First byte between the marks, white space trimmed.
    pub start: u32,
    /// One past the last byte between the marks, white space trimmed.
    pub end: u32,
    /// One past the closing mark; the paragraph's end where none closes it.
    pub close: u32,
    /// No mark closes it in its paragraph.
    pub unclosed: bool,
    /// Between the mark and the span stands whose turn it is; then `open` is its first byte.
    pub labelled: bool,
}

/// Finds quoted spans; keeps its buffers from text to text.
#[derive(Debug, Default)]
pub(crate) struct Pairer {
    /// Whether there can be rare marks.
    rare: bool,
    marks: Vec<Mark>,
    nearest: Nearest,
}

impl Pairer {
    /// Takes note of the text whose paragraphs come next.
    pub(crate) fn begin(&mut self, text: &str) {
        self.rare = has_rare_starts(text.as_bytes());
    }

    /// Appends the outermost quoted spans of the paragraph `text[start..end]` to `out`, in order.
    ///
    /// `continued` tells whether the next paragraph opens with a mark, which makes an unclosed single mark believable.
    pub(crate) fn spans(
        &mut self,
        text: &str,
        (start, end): (usize, usize),
        lexicon: &Lexicon,
        continued: bool,
        out: &mut Vec<Span>,
    ) {
        self.marks.clear();
        find_marks(text, (start, end), self.rare, lexicon, &mut self.marks);
        if self.marks.is_empty() {
            return;
        }
        self.nearest.find(&self.marks);
        let search = Search { marks: &self.marks, nearest: &self.nearest };
        let mut i = 0;
        while i < self.marks.len() {
            let open = self.marks[i];
            if !search.can_open(i) {
                i += 1;
                continue;
            }
            match search.closer(i) {
                Closer::At(j) => {
                    let close = self.marks[j];
                    push(text, open, close.start as usize, close.end as usize, false, out);
                    i = j + 1;
                }
                // A paragraph that goes on in the next one, with a title or the like between marks of another shape.
                Closer::Reopened if continued && i == 0 && open.start as usize == start && search.alone(0) => {
                    push(text, open, end, end, true, out);
                    return;
                }
                Closer::Reopened => i += 1,
                Closer::Missing => {
                    if open.family != Family::Single || continued && i + 1 == self.marks.len() {
                        push(text, open, end, end, true, out);
                        return;
                    }
                    i += 1;
                }
            }
        }
    }
}

fn push(text: &str, open: Mark, inner_end: usize, close: usize, unclosed: bool, out: &mut Vec<Span>) {
    let from = open.end as usize;
    let inner = &text[from..inner_end];
    let trimmed = inner.trim();
    if trimmed.is_empty() {
        return;
    }
    let start = from + (inner.len() - inner.trim_start().len());
    out.push(Span {
        open: open.start,
        start: start as u32,
        end: (start + trimmed.len()) as u32,
        close: close as u32,
        unclosed,
        labelled: false,
    });
}

enum Closer {
    At(usize),
    /// Another mark of the family opens before one closes: the first was stray.
    Reopened,
    Missing,
}

struct Search<'m> {
    marks: &'m [Mark],
    nearest: &'m Nearest,
}

/// For each mark, the next of the same family that surely opens, and the next that surely closes.
#[derive(Debug, Default)]
struct Nearest {
    opens: Vec<u32>,
    closes: Vec<u32>,
}

const NONE: u32 = u32::MAX;

impl Nearest {
    fn find(&mut self, marks: &[Mark]) {
        let Nearest { opens, closes } = self;
        opens.clear();
        opens.resize(marks.len(), NONE);
        closes.clear();
        closes.resize(marks.len(), NONE);
        let mut last = [[NONE; 2]; 4];
        for (i, mark) in marks.iter().enumerate().rev() {
            let family = &mut last[mark.family as usize];
            opens[i] = family[0];
            closes[i] = family[1];
            match mark.role {
                Role::Opens => family[0] = i as u32,
                Role::Closes => family[1] = i as u32,
                Role::Either | Role::MayClose => {}
            }
        }
    }
}

impl Search<'_> {
    fn can_open(&self, i: usize) -> bool {
        match self.marks[i].role {
            Role::Opens => true,
            // A straight mark that has drifted to the sentence before its own: two that close follow each other.
            Role::Closes if self.marks[i].drifted => {
                self.marks.get(i + 1).is_some_and(|next| next.role == Role::Closes && next.straight && !next.drifted)
            }
            Role::Closes | Role::MayClose => false,
            // A bare mark opens if the next sure mark of its family closes.
            Role::Either => self.nearest.closes[i] < self.nearest.opens[i],
        }
    }

    fn closer(&self, open: usize) -> Closer {
        let family = self.marks[open].family;
        let mut depth = 0usize;
        let mut i = open + 1;
        let mut maybe = None;
        while i < self.marks.len() {
            let mark = self.marks[i];
            if mark.family != family {
                // A stray single mark must not swallow a double quotation that it does not contain whole.
                if family == Family::Single
                    && mark.family == Family::Double
                    && mark.role == Role::Closes
                    && !self.opened_between(open, i)
                {
                    return maybe.map_or(Closer::Missing, Closer::At);
                }
                i += 1;
                continue;
            }
            match mark.role {
                Role::Opens => {
                    if self.nests(i) {
                        depth += 1;
                    } else {
                        return maybe.map_or(Closer::Reopened, Closer::At);
                    }
                }
                Role::Closes | Role::Either if depth > 0 => depth -= 1,
                Role::Closes => return Closer::At(i),
                Role::Either => return Closer::At(i),
                // The last apostrophe that could close does, where no sure mark follows in time.
                Role::MayClose if depth == 0 => maybe = Some(i),
                Role::MayClose => {}
            }
            i += 1;
        }
        maybe.map_or(Closer::Missing, Closer::At)
    }

    /// Whether a mark is straight, and all other double marks are not.
    fn alone(&self, i: usize) -> bool {
        let others = self.marks.iter().enumerate().filter(|(k, _)| *k != i);
        self.marks[i].straight && others.into_iter().all(|(_, m)| m.family != Family::Double || !m.straight)
    }

    /// Whether an opening mark inside a quotation is closed twice before the next one opens: nesting in one family.
    fn nests(&self, i: usize) -> bool {
        let first = self.nearest.closes[i];
        if first == NONE || first > self.nearest.opens[i] {
            return false;
        }
        let second = self.nearest.closes[first as usize];
        second != NONE && second < self.nearest.opens[first as usize]
    }

    fn opened_between(&self, open: usize, i: usize) -> bool {
        // Only a few marks lie between; bounded so that a run of marks stays linear.
        self.marks[open + 1..i].iter().rev().take(8).any(|m| m.family == Family::Double && m.role == Role::Opens)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str) -> Vec<&str> {
        let mut out = Vec::new();
        let mut pairer = Pairer::default();
        pairer.begin(text);
        pairer.spans(text, (0, text.len()), crate::lexicon::english(), false, &mut out);
        out.iter().map(|s| &text[s.start as usize..s.end as usize]).collect()
    }

    #[test]
    fn all_marks() {
        for text in [
            "“One,” x",
            "\"One,\" x",
            "‘One,’ x",
            "'One,' x",
            "«One,» x",
            "»One,« x",
            "„One,“ x",
            "‹One,› x",
            "「One,」 x",
            "``One,'' x",
            "''One,'' x",
            "″One,″ x",
            "« One, » x",
        ] {
            assert_eq!(spans(text), ["One,"], "{text}");
        }
    }

    #[test]
    fn apostrophes_elisions_and_inches_are_not_marks() {
        for text in [
            "the nurses' rota and the boys' room",
            "'Twas the '60s, rock 'n' roll",
            "a 55\" set and a 6'2\" man",
            "<a href=\"x.html\" alt=\"y\">",
        ] {
            assert_eq!(spans(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn plural_possessive_inside_single_marks() {
        assert_eq!(spans("‘The nurses’ rota was a shambles,’ said she."), ["The nurses’ rota was a shambles,"]);
        assert_eq!(spans("'It's the boys' best yet,' he said, 'by miles.'"), ["It's the boys' best yet,", "by miles."]);
    }

    #[test]
    fn nested_marks_give_the_outermost() {
        assert_eq!(spans("“He said ‘no’ and left,” she said"), ["He said ‘no’ and left,"]);
        assert_eq!(spans("‘He said “no” and left,’ she said"), ["He said “no” and left,"]);
        assert_eq!(spans("“He said “no” and left,” she said"), ["He said “no” and left,"]);
    }

    #[test]
    fn stray_opening_mark_gives_way_to_the_next() {
        assert_eq!(spans("a plate says \"Estd. 1887. \"It stays,\" she said"), ["It stays,"]);
        assert_eq!(spans("a plate says “Estd. 1887. “It stays,” she said"), ["It stays,"]);
    }

    #[test]
    fn stray_closing_mark_is_passed_over() {
        assert_eq!(spans("until midnight,\" she said. \" Not a soul,\" he said"), ["Not a soul,"]);
    }

    #[test]
    fn mark_that_has_drifted_to_the_sentence_before() {
        assert_eq!(
            spans("He was not moved.\" It's stalling,\" he said . \"That's all.\""),
            ["It's stalling,", "That's all."]
        );
        assert_eq!(spans("and left.\" \"It is late,\" he said."), ["It is late,"]);
    }

    #[test]
    fn inch_mark_before_and_inside_a_quotation() {
        assert_eq!(spans("the 55\" set. \"It's a 6\" gap,\" she said"), ["It's a 6\" gap,"]);
    }

    #[test]
    fn unclosed_runs_to_the_end_of_the_paragraph() {
        assert_eq!(spans("“Yes,” he said. “And then we"), ["Yes,", "And then we"]);
    }
}
