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
            let Letters { len, small, capitals, others } = Letters::of(window);
            // As many letters as there are bytes: more can follow.
            let Some(&after) = window.get(len) else { break };
            if len == 0 || at + len > end || after != b' ' && !self.ends_word(window, small, len) {
                break;
            }
            let mut shape = spaced;
            if capitals != 0 {
                shape |= if others == 0 && len > 1 { Shape::CAP | Shape::ALL_CAPS } else { Shape::CAP };
                self.capitals.push(out.len() as u32);
            }
            let Found { id: word, entry } = self.cache.look_up_key(self.lexicon, small);
            let start = at as u32;
            at += len;
            out.push(Token { start, end: at as u32, word, entry, kind: TokenKind::Word, shape: Shape(shape) });
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

/// The ASCII letters that sixteen bytes begin with.
struct Letters {
    /// How many.
    len: usize,
    /// The same in small letters.
    small: Key,
    /// Bits for capitals and for small letters: which bits does not matter.
    capitals: u64,
    others: u64,
}

impl Letters {
    #[inline]
    fn of(window: &[u8; 16]) -> Self {
        let window = u128::from_le_bytes(*window);
        let head = Self::of_eight(window as u64);
        // Most words are shorter than eight letters.
        if head.len < 8 {
            return head;
        }
        let tail = Self::of_eight((window >> 64) as u64);
        Letters {
            len: 8 + tail.len,
            small: Key(head.small.0, tail.small.0),
            capitals: head.capitals | tail.capitals,
            others: head.others | tail.others,
        }
    }

    #[inline]
    fn of_eight(window: u64) -> Self {
        const ALL: u64 = u64::from_le_bytes([1; 8]);
        const HIGH: u64 = 0x80 * ALL;
        let lower = (window | (0x20 * ALL)) & !HIGH;
        // The highest bit of a byte comes to be set where it is at least so much.
        let at_least = |byte: u8| lower + u64::from(0x80 - byte) * ALL;
        let letters = at_least(b'a') & !at_least(b'z' + 1) & !window & HIGH;
        let other = !letters & HIGH;
        let before = other.wrapping_sub(1) & !other & HIGH;
        // The bit that small letters have and capitals lack, at the place of the highest.
        let capitals = before & !(window << 2);
        Letters {
            len: other.trailing_zeros() as usize / 8,
            small: Key(lower & ((before >> 7) * 0xFF), 0),
            capitals,
            others: before ^ capitals,
        }
    }
}
