//! The way from a span to a mention: what stands between, counted.

use crate::rules::Class;

/// Counts of what stands between a mention and the span, a byte for each, so that all go on at once.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Way(u64);

impl Way {
    /// The most elements that a way can have, so that no count reaches into the next.
    pub(super) const MOST: usize = u8::MAX as usize;

    /// What is counted.
    pub(super) const SENTENCE: u64 = 1;
    pub(super) const PARAGRAPH: u64 = 1 << 8;
    pub(super) const QUOTE: u64 = 1 << 16;
    pub(super) const COMMA: u64 = 1 << 24;
    pub(super) const FINITE: u64 = 1 << 32;
    pub(super) const MENTION: u64 = 1 << 40;
    /// Mentions with a cue right after them.
    pub(super) const SUBJECT: u64 = 1 << 48;

    /// A way too long to be counted: nine of each.
    pub(super) const FAR: Way = Way(0x0009_0909_0909_0909);

    /// What each class adds when it is passed.
    const PASSED: [u64; Class::NAMES.len()] = {
        let mut passed = [0; Class::NAMES.len()];
        passed[Class::SentenceEnd as usize] = Self::SENTENCE;
        passed[Class::ParagraphEnd as usize] = Self::SENTENCE + Self::PARAGRAPH;
        passed[Class::Attributed as usize] = Self::QUOTE;
        passed[Class::Quoted as usize] = Self::QUOTE;
        passed[Class::Comma as usize] = Self::COMMA;
        let mut cue = Class::Say as usize;
        while cue <= Class::Weak as usize {
            passed[cue] = Self::FINITE;
            cue += 1;
        }
        passed
    };

    /// Takes in an element that is passed.
    #[inline]
    pub(super) fn pass(&mut self, class: Class) {
        self.0 += Self::PASSED[class as usize];
    }

    /// Takes in a mention that is passed, and whether a cue stands right after it.
    #[inline]
    pub(super) fn pass_mention(&mut self, subject: bool) {
        self.0 += Self::MENTION + Self::SUBJECT * u64::from(subject);
    }

    /// How many there are of one of the things counted.
    #[inline]
    pub(super) fn count(self, of: u64) -> usize {
        (self.0 / of) as usize & 0xFF
    }
}

#[cfg(test)]
mod tests {
    use super::Way;
    use crate::rules::Class;

    #[test]
    fn as_much_as_can_be_passed_is_counted() {
        let mut way = Way::default();
        for _ in 0..Way::MOST {
            way.pass(Class::ParagraphEnd);
            way.pass_mention(true);
        }
        for of in [Way::SENTENCE, Way::PARAGRAPH, Way::MENTION, Way::SUBJECT] {
            assert_eq!(way.count(of), Way::MOST);
        }
        for of in [Way::QUOTE, Way::COMMA, Way::FINITE] {
            assert_eq!((way.count(of), Way::FAR.count(of)), (0, 9));
        }
    }
}
