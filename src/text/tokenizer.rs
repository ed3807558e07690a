//! The tokenizer: one pass over the bytes by class, with a fast path for ASCII.

use super::token::{Shape, Token, TokenKind};
use crate::lexicon::{Lexicon, List, WordCache, WordId};
use crate::quotes::is_mark;

/// Cuts text into tokens.
pub(crate) struct Tokenizer<'l> {
    lexicon: &'l Lexicon,
    cache: &'l mut WordCache,
}

/// Byte classes: what a byte can begin.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    Sign,
    Wide,
}

const CLASSES: [Class; 256] = {
    let mut table = [Class::Sign; 256];
    let mut i = 0;
    while i < 256 {
        let b = i as u8;
        table[i] = if b >= 0x80 {
            Class::Wide
        } else if b.is_ascii_alphabetic() {
            Class::Letter
        } else if b.is_ascii_digit() {
            Class::Digit
        } else if b <= b' ' || b == 0x7f || b == b'*' {
            // Asterisks are emphasis (**Reis:**), no part of the words.
            Class::Space
        } else {
            Class::Sign
        };
        i += 1;
    }
    table
};

impl<'l> Tokenizer<'l> {
    pub(crate) fn new(lexicon: &'l Lexicon, cache: &'l mut WordCache) -> Self {
        Tokenizer { lexicon, cache }
    }

    /// Appends the tokens of `text[start..end]` to `out`.
    pub(crate) fn tokenize(&mut self, text: &str, start: usize, end: usize, out: &mut Vec<Token>) {
        let bytes = &text.as_bytes()[..end];
        let mut at = start;
        let mut spaced = true;
        while let Some(byte) = bytes.get(at) {
            let (class, width) = match CLASSES[*byte as usize] {
                Class::Wide => classify(text, at),
                class => (class, 1),
            };
            let token = match class {
                Class::Space => {
                    at += width;
                    spaced = true;
                    continue;
                }
                Class::Letter => match self.plain_word(text, at, end, spaced) {
                    Some(token) => token,
                    None => self.word(text, bytes, at, spaced),
                },
                Class::Digit | Class::Wide => self.word(text, bytes, at, spaced),
                Class::Sign => match plain_sign(bytes, at, spaced) {
                    Some(token) => token,
                    None => self.sign(text, bytes, at, spaced, out.last()),
                },
            };
            at = token.end as usize;
            out.push(token);
            spaced = bytes.get(at) == Some(&b' ');
            at += usize::from(spaced);
        }
    }

    /// The fast path: a word of ASCII letters before something that cannot belong to it, if sixteen bytes hold them both.
    fn plain_word(&mut self, text: &str, start: usize, end: usize, spaced: bool) -> Option<Token> {
        let window: &[u8; 16] = text.as_bytes()[start..].first_chunk()?;
        // Most words are shorter than eight letters.
        let (mut len, mut upper) = letters(u64::from_le_bytes(*window.first_chunk()?));
        if len == 8 {
            let (more, more_upper) = letters(u64::from_le_bytes(*window.last_chunk()?));
            (len, upper) = (8 + more, upper + more_upper);
        }
        if len == 16 || start + len > end || window[len] != b' ' && !self.ends_word(window, len) {
            return None;
        }
        let mut shape = if spaced { Shape::SPACED } else { 0 };
        if upper != 0 {
            shape |= Shape::CAP;
            if upper == len && len > 1 {
                shape |= Shape::ALL_CAPS;
            }
        }
        let word = self.cache.look_up_letters(self.lexicon, *window, len);
        Some(Token { start: start as u32, end: (start + len) as u32, word, kind: TokenKind::Word, shape: Shape(shape) })
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
                    let dotted = self.cache.look_up_letters(self.lexicon, *window, len + 1);
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

    fn word(&mut self, text: &str, bytes: &[u8], start: usize, spaced: bool) -> Token {
        let end = if is_url(&bytes[start..]) { url_end(bytes, start) } else { word_end(text, bytes, start) };
        let mut shape = shape_of(&text[start..end]);
        if spaced {
            shape |= Shape::SPACED;
        }
        let kind = if bytes[start].is_ascii_digit() && !bytes[start..end].contains(&b'-') {
            TokenKind::Number
        } else {
            TokenKind::Word
        };
        if shape & Shape::CAP != 0 && self.is_prefixed(&text[start..end]) {
            shape &= !Shape::CAP;
        }
        let mut end = end;
        if kind == TokenKind::Word
            && bytes.get(end) == Some(&b'.')
            && !is_url(&bytes[start..])
            && let Some(extra) = self.dotted(text, bytes, start, end, shape)
        {
            shape |= Shape::DOTTED | extra;
            end += 1;
        }
        let word = self.look_up(&text[start..end]);
        Token { start: start as u32, end: end as u32, word, kind, shape: Shape(shape) }
    }

    /// Whether the full stop at `end` belongs to the word before it, and the extra shape it gives.
    fn dotted(&mut self, text: &str, bytes: &[u8], start: usize, end: usize, shape: u8) -> Option<u8> {
        let word = &text[start..end];
        if bytes.get(end + 1) == Some(&b'.') {
            return None; // an ellipsis begins here
        }
        if word.len() <= 2 && word.chars().count() == 1 && shape & Shape::CAP != 0 {
            let next = text[end + 1..bytes.len()].chars().find(|c| !c.is_whitespace());
            // "J. T. Corrigan", but a lone letter before a lower-case word or a mark ends its sentence.
            return next.is_some_and(|c| c.is_uppercase()).then_some(Shape::INITIAL);
        }
        if word.contains('.') {
            return Some(0);
        }
        let id = self.look_up(&text[start..end + 1]);
        (id != WordId::UNKNOWN && self.lexicon.word(id).is(List::Abbreviation)).then_some(0)
    }

    fn sign(&mut self, text: &str, bytes: &[u8], start: usize, spaced: bool, previous: Option<&Token>) -> Token {
        let first = text[start..].chars().next().unwrap_or('\0');
        let mut end = start + first.len_utf8();
        let mut kind = TokenKind::Punct;
        let mut word = WordId::UNKNOWN;
        if matches!(first, '.' | '?' | '!' | '…') {
            kind = TokenKind::Stop;
            while end < bytes.len() && matches!(bytes[end], b'.' | b'?' | b'!') {
                end += 1;
            }
        } else if matches!(first, '\'' | '’' | '‘')
            && !spaced
            && previous.is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number))
        {
            kind = TokenKind::Clitic;
            while end < bytes.len() && bytes[end].is_ascii_alphabetic() {
                end += 1;
            }
            word = self.look_up(&text[start..end]);
        } else if matches!(first, '@' | '#') && bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
            // A handle names its owner as a name does.
            kind = TokenKind::Word;
            end = word_end(text, bytes, end);
            let shape = Shape::CAP | if spaced { Shape::SPACED } else { 0 };
            return Token { start: start as u32, end: end as u32, word, kind, shape: Shape(shape) };
        } else if is_mark(first) {
            kind = TokenKind::Mark;
        } else if matches!(first, '-' | '–' | '—' | '―') {
            while end < bytes.len() && bytes[end] == b'-' {
                end += 1;
            }
        }
        let shape = if spaced { Shape::SPACED } else { 0 };
        Token { start: start as u32, end: end as u32, word, kind, shape: Shape(shape) }
    }

    /// "anti-European", "pro-Brexit": a prefix in lower case that is no name particle makes an adjective, not a name.
    fn is_prefixed(&mut self, word: &str) -> bool {
        let Some((prefix, _)) = word.split_once('-') else { return false };
        if !prefix.starts_with(char::is_lowercase) {
            return false;
        }
        let id = self.look_up(prefix);
        !self.lexicon.word(id).is(List::Particle)
    }

    fn look_up(&mut self, word: &str) -> WordId {
        self.cache.look_up(self.lexicon, word)
    }
}

/// A sign of one byte that is a token whatever stands beside it, and stops that no other stop follows.
fn plain_sign(bytes: &[u8], at: usize, spaced: bool) -> Option<Token> {
    let kind = match bytes[at] {
        b',' | b';' | b':' | b'(' | b')' | b'[' | b']' | b'$' | b'%' | b'/' | b'&' => TokenKind::Punct,
        b'"' => TokenKind::Mark,
        b'.' | b'?' | b'!' if !matches!(bytes.get(at + 1), Some(b'.' | b'?' | b'!')) => TokenKind::Stop,
        _ => return None,
    };
    let shape = Shape(if spaced { Shape::SPACED } else { 0 });
    Some(Token { start: at as u32, end: at as u32 + 1, word: WordId::UNKNOWN, kind, shape })
}

/// How many ASCII letters eight bytes begin with, and how many of those are capitals.
fn letters(window: u64) -> (usize, usize) {
    const ALL: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = 0x80 * ALL;
    let lower = (window | 0x20 * ALL) & !HIGH;
    // The highest bit of a byte comes to be set where it is at least so much.
    let at_least = |byte: u8| lower + u64::from(0x80 - byte) * ALL;
    let letters = at_least(b'a') & !at_least(b'z' + 1) & !window & HIGH;
    let other = !letters & HIGH;
    let before = other.wrapping_sub(1) & !other;
    // The bit that small letters have and capitals lack, at the place of the highest.
    let capitals = letters & !(window << 2) & before;
    let upper = if capitals == 0 { 0 } else { capitals.count_ones() as usize };
    (other.trailing_zeros() as usize / 8, upper)
}

fn classify(text: &str, at: usize) -> (Class, usize) {
    let class = CLASSES[text.as_bytes()[at] as usize];
    if class != Class::Wide {
        return (class, 1);
    }
    let c = text[at..].chars().next().unwrap_or(' ');
    let class = if c.is_alphanumeric() {
        Class::Wide
    } else if c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{ad}') {
        Class::Space
    } else {
        Class::Sign
    };
    (class, c.len_utf8())
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

fn word_end(text: &str, bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while at < bytes.len() {
        let b = bytes[at];
        if b.is_ascii_alphanumeric() || b == b'_' {
            at += 1;
            continue;
        }
        let next_is_alnum =
            |i: usize| i < bytes.len() && matches!(classify(text, i).0, Class::Letter | Class::Digit | Class::Wide);
        match b {
            b'-' if at > start && next_is_alnum(at + 1) => at += 1,
            b'.' if at > start && next_is_alnum(at + 1) && joins_at_point(bytes, start, at) => at += 1,
            b',' if at > start
                && bytes[at - 1].is_ascii_digit()
                && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) =>
            {
                at += 1;
            }
            b'/' if at > start
                && bytes[at - 1].is_ascii_digit()
                && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) =>
            {
                at += 1;
            }
            b'&' if at > start && next_is_alnum(at + 1) => at += 1,
            b'\'' => match apostrophe(text, bytes, at, 1) {
                Some(next) => at = next,
                None => break,
            },
            0x80.. => {
                let Some(c) = text[at..bytes.len()].chars().next() else { break };
                if c.is_alphanumeric() || is_combining(c) || c == '\u{ad}' {
                    at += c.len_utf8();
                } else if is_apostrophe(c) {
                    match apostrophe(text, bytes, at, c.len_utf8()) {
                        Some(next) => at = next,
                        None => break,
                    }
                } else if c == '‑' && next_is_alnum(at + c.len_utf8()) {
                    at += c.len_utf8();
                } else {
                    break;
                }
            }
            _ => break,
        }
    }
    at
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// A point inside a word: "U.S", "4.5", "example.com", but not "end.Next" of scraped text.
fn joins_at_point(bytes: &[u8], start: usize, at: usize) -> bool {
    let segment = bytes[start..at].iter().rev().take_while(|b| **b != b'.').count();
    let (before, after) = (bytes[at - 1], bytes[at + 1]);
    if segment == 1 && before.is_ascii_alphabetic() {
        return after.is_ascii_alphabetic();
    }
    if before.is_ascii_digit() && after.is_ascii_digit() {
        return true;
    }
    before.is_ascii_lowercase() && after.is_ascii_lowercase()
}

/// Where a word goes on after the apostrophe at `at`; `None` where the apostrophe begins a clitic or ends the word.
///
/// A tail of up to two letters is a clitic ("'s", "'ll", "'ve") and a token of its own, except after n ("didn't");
/// a longer one belongs to the word ("O'Brien", "o'clock").
fn apostrophe(text: &str, bytes: &[u8], at: usize, width: usize) -> Option<usize> {
    let tail = text[at + width..bytes.len()].chars().take_while(|c| c.is_alphabetic()).take(3);
    let (count, first) = tail.fold((0, None), |(n, f), c| (n + 1, f.or(Some(c))));
    let negation = count == 1 && matches!(first, Some('t' | 'T')) && matches!(bytes[at - 1], b'n' | b'N');
    (count >= 3 || negation).then_some(at + width)
}

fn is_url(rest: &[u8]) -> bool {
    rest.starts_with(b"http://") || rest.starts_with(b"https://") || rest.starts_with(b"www.")
}

fn url_end(bytes: &[u8], start: usize) -> usize {
    let length = bytes[start..]
        .iter()
        .position(|b| b.is_ascii_whitespace() || matches!(b, b'"' | b'<' | b'>' | b')' | 0x80..))
        .unwrap_or(bytes.len() - start);
    let mut end = start + length;
    while end > start && matches!(bytes[end - 1], b'.' | b',' | b';' | b'!' | b'?' | b'\'') {
        end -= 1;
    }
    end
}

fn shape_of(word: &str) -> u8 {
    let (mut upper, mut lower) = (0u32, 0u32);
    if word.is_ascii() {
        for b in word.bytes() {
            upper += u32::from(b.is_ascii_uppercase());
            lower += u32::from(b.is_ascii_lowercase());
        }
    } else {
        for c in word.chars() {
            upper += u32::from(c.is_uppercase());
            lower += u32::from(c.is_lowercase());
        }
    }
    let mut shape = 0;
    if upper > 0 {
        shape |= Shape::CAP;
        if upper > 1 && lower == 0 {
            shape |= Shape::ALL_CAPS;
        }
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let lexicon = crate::lexicon::english();
        let mut out = Vec::new();
        Tokenizer::new(lexicon, &mut WordCache::default()).tokenize(text, 0, text.len(), &mut out);
        out.iter().map(|t| t.text(text).to_owned()).collect()
    }

    #[test]
    fn abbreviations_and_initials() {
        assert_eq!(
            cut("Mr. T. Reed of the U.S. left at 9 a.m. sharp."),
            ["Mr.", "T.", "Reed", "of", "the", "U.S.", "left", "at", "9", "a.m.", "sharp", "."]
        );
    }

    #[test]
    fn numbers_hyphens_and_clitics() {
        assert_eq!(
            cut("Ana's 19-year-old didn't pay £1,237.50, they'll say."),
            ["Ana", "'s", "19-year-old", "didn't", "pay", "£", "1,237.50", ",", "they", "'ll", "say", "."]
        );
    }

    #[test]
    fn names_with_apostrophes_and_urls() {
        assert_eq!(
            cut("O’Brien’s page, https://a.example/x?y=1."),
            ["O’Brien", "’s", "page", ",", "https://a.example/x?y=1", "."]
        );
    }

    #[test]
    fn dashes_and_ellipses() {
        assert_eq!(cut("Well... no -- or—yes…"), ["Well", "...", "no", "--", "or", "—", "yes", "…"]);
    }

    #[test]
    fn missing_space_after_a_full_stop() {
        assert_eq!(cut("It ended.Next day"), ["It", "ended", ".", "Next", "day"]);
    }
}
