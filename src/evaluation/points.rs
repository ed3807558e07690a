//! Code points: slices of a text by the offsets that gold and tables give.

use std::ops::Range;

/// A text whose code points are found in constant time.
pub(crate) struct Points<'t> {
    text: &'t str,
    /// Byte of each code point and the length of the text; none for ASCII, where both counts are the same.
    places: Vec<usize>,
}

impl<'t> Points<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let places = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect()
        };
        Points { text, places }
    }

    /// How many code points the text has.
    pub(crate) fn len(&self) -> usize {
        if self.places.is_empty() { self.text.len() } else { self.places.len() - 1 }
    }

    /// The byte at which a code point begins; the length of the text for one past the last.
    pub(crate) fn byte(&self, point: usize) -> usize {
        let point = point.min(self.len());
        self.places.get(point).copied().unwrap_or(point)
    }

    /// What stands between two code points; what lies outside the text is left out.
    pub(crate) fn slice(&self, range: &Range<usize>) -> &'t str {
        self.text.get(self.byte(range.start)..self.byte(range.end)).unwrap_or_default()
    }

    /// What is wrong with a range as a message, if it is empty, turned round or outside the text.
    pub(crate) fn check(&self, what: &str, range: &Range<usize>) -> Result<(), String> {
        let (start, end, length) = (range.start, range.end, self.len());
        if start >= end {
            return Err(format!("{what} {start}–{end} does not end after it starts"));
        }
        if end > length {
            return Err(format!("{what} {start}–{end} is outside the text, which has {length} code points"));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Points;

    #[test]
    fn slices_are_by_code_point() {
        for text in ["abcdef", "a“é😀—f"] {
            let points = Points::new(text);
            assert_eq!(points.len(), 6);
            assert_eq!(
                points.slice(&(1..3)).chars().collect::<Vec<_>>(),
                text.chars().skip(1).take(2).collect::<Vec<_>>()
            );
            assert_eq!(points.slice(&(5..9)), "f");
            #[allow(clippy::reversed_empty_ranges)]
            let turned = 4..2;
            assert_eq!(points.slice(&turned), "");
        }
    }

    #[test]
    fn ranges_outside_the_text_are_told() {
        let points = Points::new("“é”");
        assert_eq!(points.check("span", &(0..3)), Ok(()));
        assert!(points.check("span", &(1..4)).is_err_and(|m| m.contains("has 3 code points")));
        assert!(points.check("span", &(1..1)).is_err_and(|m| m.contains("does not end")));
    }
}
