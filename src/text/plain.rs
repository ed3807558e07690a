//! The fast path of the tokenizer: words of ASCII letters alone and signs of one byte, told by arithmetic on several bytes at
//! a time. Whatever is not surely one of these is left to the slow path, which gives the same token for them.

use super::token::{Shape, Token, TokenKind};
use super::tokenizer::Tokenizer;
use crate::lexicon::{Found, Key, List, WordId};

impl Tokenizer<'_> {
    /// The fast path: appends words of ASCII letters, each before something that cannot belong to it, as long as sixteen
    /// bytes hold them both, and the signs of one byte between them. Gives the place behind them with the shape that what
    /// stands there has from the space before it.
    pub(super) fn plain_words(
        &mut self,
        text: &[u8],
        mut at: usize,
        end: usize,
        mut spaced: u8,
        out: &mut Vec<Token>,
    ) -> (usize, u8) {
        while let Some(window) = text.get(at..).and_then(<[u8]>::first_chunk) {
            let word = Letters::of(window);
            let len = word.len;
            // As many letters as there are bytes: more can follow.
            let Some(&after) = window.get(len) else { break };
            if len == 0 || at + len > end || after != b' ' && !self.ends_word(window, word.small, len) {
                break;
            }
            let capitals = word.capitals();
            if capitals != 0 {
                self.capitals.push(out.len() as u32);
            }
            let shape = Shape(spaced | capitals);
            let Found { id: word, entry } = self.cache.look_up_key(self.lexicon, word.small);
            let start = at as u32;
            at += len;
            out.push(Token { start, end: at as u32, word, entry, kind: TokenKind::Word, shape });
            if after == b' ' {
                (at, spaced) = (at + 1, Shape::SPACED);
                continue;
            }
            spaced = 0;
            // A comma or a full stop, mostly, and then a space.
            if at + 1 >= end || text[at + 1] != b' ' {
                break;
            }
            let Some(sign) = plain_sign(text, at, spaced) else { break };
            out.push(sign);
            (at, spaced) = (at + 2, Shape::SPACED);
        }
        (at, spaced)
    }

    /// Whether the word of `len` letters at the head of sixteen bytes surely ends with them. `false` is no answer.
    #[inline(never)]
    fn ends_word(&mut self, window: &[u8; 16], word: Key, len: usize) -> bool {
        match window[len..] {
            [b'\n' | b',' | b'"' | b')' | b';' | b'?' | b'!', ..] => true,
            // Not a web address.
            [b':', next, ..] => next != b'/',
            // A full stop, unless an abbreviation or an initial has it.
            [b'.', b' ' | b'\n' | b'"', ..] | [b'.', 0xE2, 0x80, 0x9D, ..] => {
                len > 1 && {
                    let stop = u128::from(b'.') << (8 * len);
                    let dotted = Key(word.0 | stop as u64, word.1 | (stop >> 64) as u64);
                    let dotted = self.cache.look_up_key(self.lexicon, dotted).id;
                    dotted == WordId::UNKNOWN || !self.lexicon.word(dotted).is(List::Abbreviation)
                }
            }
            // Curly double marks, dashes, an ellipsis.
            [0xE2, 0x80, 0x93 | 0x94 | 0x9C | 0x9D | 0xA6, ..] => true,
            // A possessive.
            [b'\'', b's', after, ..] | [0xE2, 0x80, 0x99, b's', after, ..] => {
                after.is_ascii() && !after.is_ascii_alphabetic()
            }
            _ => false,
        }
    }
}

/// A sign of one byte that is a token whatever stands beside it, or a stop that no other stop follows.
pub(super) fn plain_sign(bytes: &[u8], at: usize, spaced: u8) -> Option<Token> {
    let kind = match bytes[at] {
        b',' | b';' | b':' | b'(' | b')' | b'[' | b']' | b'$' | b'%' | b'/' | b'&' => TokenKind::Punct,
        b'"' => TokenKind::Mark,
        b'.' | b'?' | b'!' if !matches!(bytes.get(at + 1), Some(b'.' | b'?' | b'!')) => TokenKind::Stop,
        _ => return None,
    };
    let (start, shape) = (at as u32, Shape(spaced));
    Some(Token { start, end: start + 1, word: WordId::UNKNOWN, entry: 0, kind, shape })
}

/// Where a number ends that surely is digits alone: before a space, or a comma or stop that nothing stands behind.
pub(super) fn plain_number(bytes: &[u8], at: usize) -> Option<usize> {
    let end = at + bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    matches!(bytes[end..], [b' ' | b'\n', ..] | [b',' | b'.' | b';', b' ' | b'\n', ..]).then_some(end)
}

/// The ASCII letters that some bytes begin with.
struct Letters {
    /// How many.
    len: usize,
    /// As they stand, and in small letters.
    as_written: Key,
    small: Key,
}

impl Letters {
    /// Those of sixteen bytes.
    #[inline]
    fn of(window: &[u8; 16]) -> Self {
        let window = u128::from_le_bytes(*window);
        let (len, as_written, small) = Self::of_eight(window as u64);
        // Most words are shorter than eight letters.
        if len < 8 {
            return Letters { len, as_written: Key(as_written, 0), small: Key(small, 0) };
        }
        let (more, rest_as_written, rest) = Self::of_eight((window >> 64) as u64);
        Letters { len: 8 + more, as_written: Key(as_written, rest_as_written), small: Key(small, rest) }
    }

    #[inline]
    fn of_eight(window: u64) -> (usize, u64, u64) {
        const ALL: u64 = u64::from_le_bytes([1; 8]);
        const HIGH: u64 = 0x80 * ALL;
        let lower = (window | (0x20 * ALL)) & !HIGH;
        // The highest bit of a byte comes to be set where it is at least so much.
        let at_least = |byte: u8| lower + u64::from(0x80 - byte) * ALL;
        let others = !(at_least(b'a') & !at_least(b'z' + 1) & !window) & HIGH;
        if others == 0 {
            return (8, window, lower);
        }
        let len = others.trailing_zeros() / 8;
        let letters = !(u64::MAX << (8 * len));
        (len as usize, window & letters, lower & letters)
    }

    /// The bits of [`Shape`] for their capitals.
    #[inline]
    fn capitals(&self) -> u8 {
        if self.as_written == self.small {
            return 0;
        }
        // The bit that small letters have and capitals lack.
        const SMALL: u64 = 0x20 * u64::from_le_bytes([1; 8]);
        let small = (self.as_written.0 & self.small.0 | self.as_written.1 & self.small.1) & SMALL;
        if small == 0 && self.len > 1 { Shape::CAP | Shape::ALL_CAPS } else { Shape::CAP }
    }
}
