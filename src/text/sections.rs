//! Sections: how much of a very long text is looked at together.
//!
//! All that is known of a section is held in memory, and every name in it can be what another is short for. In a text longer
//! than any book that would be too much of both: it is a collection, and half its names are those of several people.

use std::ops::Range;

use super::extent::is_dash;
use crate::quotes::is_mark;

/// What no section falls short of, except the last, in bytes. The longest novels have less.
const ENOUGH: usize = 8 << 20;

/// The sections of a text as ranges of its paragraphs: nearly always one. Each begins where no quotation goes on, if such a
/// paragraph comes soon.
pub(crate) fn sections<'a>(text: &'a str, paragraphs: &'a [Range<usize>]) -> impl Iterator<Item = Range<usize>> + 'a {
    of_length(text, paragraphs, ENOUGH)
}

fn of_length<'a>(
    text: &'a str,
    paragraphs: &'a [Range<usize>],
    enough: usize,
) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut from = 0;
    std::iter::from_fn(move || {
        let first = paragraphs.get(from)?.start;
        let goes_on = |p: &Range<usize>| text[p.clone()].starts_with(|c| is_mark(c) || is_dash(c));
        let cut = |p: &&Range<usize>| p.end - first <= enough || p.end - first <= 2 * enough && goes_on(p);
        // One paragraph at least, however long.
        let count = 1 + paragraphs[from + 1..].iter().take_while(cut).count();
        let section = from..from + count;
        from = section.end;
        Some(section)
    })
}

#[cfg(test)]
mod tests {
    use super::of_length;
    use crate::text::paragraphs;

    fn cut(text: &str, enough: usize) -> Vec<usize> {
        of_length(text, &paragraphs(text), enough).map(|section| section.len()).collect()
    }

    #[test]
    fn paragraphs_up_to_the_length() {
        let text = "One two.\nTwo two.\nThree.\nFour.";
        assert_eq!(cut(text, 1000), [4]);
        assert_eq!(cut(text, 17), [2, 2]);
        assert_eq!(cut(text, 1), [1, 1, 1, 1]);
        assert!(cut("", 1000).is_empty());
    }

    #[test]
    fn a_quotation_that_goes_on_is_not_cut_off() {
        assert_eq!(cut("One.\n“Two.\n“Three.”\nFour.", 13), [3, 1]);
        assert_eq!(cut("One.\n“Two.\n“Three.\n“Four.\n“Five.", 12), [3, 2]);
    }
}
