//! The fast path of the tokenizer: words of ASCII letters alone and signs of one byte, told by arithmetic on several bytes at
//! a time. Whatever is not surely one of these is left to the slow path, which gives the same token for them.

use super::token::{Shape, Token, TokenKind};
use super::tokenizer::Tokenizer;
use crate::lexicon::{Found, List, WordId};

impl Tokenizer<'_> {
    /// The fast path: appends a word of ASCII letters before something that cannot belong to it, if sixteen bytes hold them
    /// both, and gives its end. A token that is given back instead waits for its own bytes on their way through memory.
    pub(super) fn plain_word(
        &mut self,
        text: &str,
        start: usize,
        end: usize,
        spaced: bool,
        out: &mut Vec<Token>,
    ) -> Option<usize> {
        let window: &[u8; 16] = text.as_bytes()[start..].first_chunk()?;
        // Most words are shorter than eight letters.
        let mut letters = Letters::of(u64::from_le_bytes(*window.first_chunk()?));
        if letters.len == 8 {
            let more = Letters::of(u64::from_le_bytes(*window.last_chunk()?));
            letters = Letters { len: 8 + more.len, some: letters.some | more.some, all: letters.all & more.all };
        }
        let len = letters.len;
        if len == 16 || start + len > end || window[len] != b' ' && !self.ends_word(window, len) {
            return None;
        }
        let mut shape = if spaced { Shape::SPACED } else { 0 };
        if letters.some {
            shape |= Shape::CAP;
            if letters.all && len > 1 {
                shape |= Shape::ALL_CAPS;
            }
        }
        let Found { id: word, entry } = self.cache.look_up_letters(self.lexicon, *window, len);
        out.push(Token {
            start: start as u32,
            end: (start + len) as u32,
            word,
            entry,
            kind: TokenKind::Word,
            shape: Shape(shape),
        });
        Some(start + len)
    }

    /// Whether the word of `len` letters at the head of sixteen bytes surely ends with them. `false` is no answer.
    fn ends_word(&mut self, window: &[u8; 16], len: usize) -> bool {
        match window[len..] {
            [b'\n' | b',' | b'"' | b')' | b';' | b'?' | b'!', ..] => true,
            // Not a web address.
            [b':', next, ..] => next != b'/',
            // A full stop, unless an abbreviation or an initial has it.
            [b'.', b' ' | b'\n' | b'"', ..] | [b'.', 0xE2, 0x80, 0x9D, ..] => {
                len > 1 && {
                    let dotted = self.cache.look_up_letters(self.lexicon, *window, len + 1).id;
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

/// Appends a sign of one byte that is a token whatever stands beside it, or a stop that no other stop follows, and gives its
/// end.
pub(super) fn plain_sign(bytes: &[u8], at: usize, spaced: bool, out: &mut Vec<Token>) -> Option<usize> {
    let kind = match bytes[at] {
        b',' | b';' | b':' | b'(' | b')' | b'[' | b']' | b'$' | b'%' | b'/' | b'&' => TokenKind::Punct,
        b'"' => TokenKind::Mark,
        b'.' | b'?' | b'!' if !matches!(bytes.get(at + 1), Some(b'.' | b'?' | b'!')) => TokenKind::Stop,
        _ => return None,
    };
    let shape = Shape(if spaced { Shape::SPACED } else { 0 });
    out.push(Token { start: at as u32, end: at as u32 + 1, word: WordId::UNKNOWN, entry: 0, kind, shape });
    Some(at + 1)
}

/// The ASCII letters that eight bytes begin with: how many, and whether some or all are capitals.
struct Letters {
    len: usize,
    some: bool,
    all: bool,
}

impl Letters {
    #[inline]
    fn of(window: u64) -> Self {
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
        Letters { len: other.trailing_zeros() as usize / 8, some: capitals != 0, all: capitals == before }
    }
}
