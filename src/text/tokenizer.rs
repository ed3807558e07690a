//! The tokenizer: one pass over the bytes by class, with a fast path for ASCII.

use super::extent::{CLASSES, Class, classify, is_dash, is_url, url_end, word_end};
use super::plain::{plain_number, plain_sign};
use super::token::{Shape, Token, TokenKind};
use crate::lexicon::{Found, Lexicon, List, WordCache, WordId, is_numeral};
use crate::quotes::is_mark;

/// Cuts text into tokens.
pub(crate) struct Tokenizer<'l> {
    pub(super) lexicon: &'l Lexicon,
    pub(super) cache: &'l mut WordCache,
    /// Which tokens are words with a capital, of all that were cut: what looks for names need not look at the rest.
    pub(super) capitals: &'l mut Vec<u32>,
}

impl<'l> Tokenizer<'l> {
    pub(crate) fn new(lexicon: &'l Lexicon, cache: &'l mut WordCache, capitals: &'l mut Vec<u32>) -> Self {
        Tokenizer { lexicon, cache, capitals }
    }

    /// Appends the tokens of `text[start..end]` to `out`.
    pub(crate) fn tokenize(&mut self, text: &str, start: usize, end: usize, out: &mut Vec<Token>) {
        let bytes = &text.as_bytes()[..end];
        let (mut at, mut spaced) = (start, Shape::SPACED);
        while at < end {
            (at, spaced) = self.plain_words(text.as_bytes(), at, end, spaced, out);
            (at, spaced) = self.other(text, bytes, at, spaced, out);
        }
    }

    /// Appends the token at `at` or passes over white space; gives the place behind it with the shape that what stands there
    /// has from white space before it.
    #[inline(never)]
    fn other(&mut self, text: &str, bytes: &[u8], at: usize, spaced: u8, out: &mut Vec<Token>) -> (usize, u8) {
        let Some(byte) = bytes.get(at) else { return (at, spaced) };
        let (class, width) = match CLASSES[*byte as usize] {
            Class::Wide => classify(text, at),
            class => (class, 1),
        };
        if class == Class::Digit
            && let Some(end) = plain_number(bytes, at)
        {
            out.push(self.number(text, at, end, spaced));
            return if bytes.get(end) == Some(&b' ') { (end + 1, Shape::SPACED) } else { (end, 0) };
        }
        let token = match class {
            Class::Space => return (at + width, Shape::SPACED),
            Class::Sign => match plain_sign(bytes, at, spaced) {
                Some(sign) => sign,
                None => self.sign(text, bytes, at, spaced, out.last()),
            },
            Class::Letter | Class::Digit | Class::Wide => self.word(text, bytes, at, spaced),
        };
        if token.is_cap() {
            self.capitals.push(out.len() as u32);
        }
        out.push(token);
        let end = token.end as usize;
        if bytes.get(end) == Some(&b' ') { (end + 1, Shape::SPACED) } else { (end, 0) }
    }

    fn word(&mut self, text: &str, bytes: &[u8], start: usize, spaced: u8) -> Token {
        let end = if is_url(&bytes[start..]) { url_end(bytes, start) } else { word_end(text, bytes, start) };
        let mut shape = shape_of(&text[start..end]) | spaced;
        let kind = if is_numeral(&bytes[start..end]) { TokenKind::Number } else { TokenKind::Word };
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
        let word = &text[start..end];
        let found = if kind == TokenKind::Number { self.numeral(word) } else { self.look_up(word) };
        let Found { id: word, entry } = found;
        Token { start: start as u32, end: end as u32, word, entry, kind, shape: Shape(shape) }
    }

    /// The token of a number without signs.
    fn number(&mut self, text: &str, start: usize, end: usize, spaced: u8) -> Token {
        let Found { id: word, entry } = self.numeral(&text[start..end]);
        Token { start: start as u32, end: end as u32, word, entry, kind: TokenKind::Number, shape: Shape(spaced) }
    }

    /// Whether the full stop at `end` belongs to the word before it, and the extra shape it gives.
    fn dotted(&mut self, text: &str, bytes: &[u8], start: usize, end: usize, shape: u8) -> Option<u8> {
        let word = &text[start..end];
        if bytes.get(end + 1) == Some(&b'.') {
            return None; // an ellipsis begins here
        }
        if word.len() <= 2 && word.chars().count() == 1 && shape & Shape::CAP != 0 {
            let after = text[end + 1..bytes.len()].trim_start();
            // "J. T. Corrigan", but a lone letter before a lower-case word or a mark ends its sentence.
            let name = after.starts_with(char::is_uppercase) || before_nickname(after);
            return name.then_some(Shape::INITIAL);
        }
        if word.contains('.') {
            return Some(0);
        }
        let id = self.look_up(&text[start..end + 1]).id;
        (id != WordId::UNKNOWN && self.lexicon.word(id).is(List::Abbreviation)).then_some(0)
    }

    fn sign(&mut self, text: &str, bytes: &[u8], start: usize, spaced: u8, previous: Option<&Token>) -> Token {
        let first = text[start..].chars().next().unwrap_or('\0');
        let mut end = start + first.len_utf8();
        let mut kind = TokenKind::Punct;
        let mut found = Found::NOTHING;
        if matches!(first, '.' | '?' | '!' | '…') {
            kind = TokenKind::Stop;
            while end < bytes.len() && matches!(bytes[end], b'.' | b'?' | b'!') {
                end += 1;
            }
        } else if matches!(first, '\'' | '’' | '‘')
            && spaced == 0
            && previous.is_some_and(|t| matches!(t.kind, TokenKind::Word | TokenKind::Number))
        {
            kind = TokenKind::Clitic;
            while end < bytes.len() && bytes[end].is_ascii_alphabetic() {
                end += 1;
            }
            found = self.look_up(&text[start..end]);
        } else if matches!(first, '@' | '#') && bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
            // A handle names its owner as a name does.
            kind = TokenKind::Word;
            end = word_end(text, bytes, end);
            return Token {
                start: start as u32,
                end: end as u32,
                word: WordId::UNKNOWN,
                entry: 0,
                kind,
                shape: Shape(Shape::CAP | spaced),
            };
        } else if is_mark(first) {
            kind = TokenKind::Mark;
        } else if is_dash(first) {
            while end < bytes.len() && bytes[end] == b'-' {
                end += 1;
            }
        }
        let Found { id: word, entry } = found;
        Token { start: start as u32, end: end as u32, word, entry, kind, shape: Shape(spaced) }
    }

    /// "anti-European", "pro-Brexit": a prefix in lower case that is no name particle makes an adjective, not a name.
    fn is_prefixed(&mut self, word: &str) -> bool {
        let Some((prefix, _)) = word.split_once('-') else { return false };
        if !prefix.starts_with(char::is_lowercase) {
            return false;
        }
        let id = self.look_up(prefix).id;
        !self.lexicon.word(id).is(List::Particle)
    }

    fn numeral(&mut self, numeral: &str) -> Found {
        if self.lexicon.has_numeral_like(numeral) { self.look_up(numeral) } else { Found::NOTHING }
    }

    fn look_up(&mut self, word: &str) -> Found {
        self.cache.look_up(self.lexicon, word)
    }
}

/// Whether a text begins with a nickname between marks and goes on with a name: "“Bobby” Scott".
fn before_nickname(text: &str) -> bool {
    const LONGEST: usize = 20;
    let mut rest = text.chars();
    if !rest.next().is_some_and(is_mark) || !rest.next().is_some_and(char::is_uppercase) {
        return false;
    }
    let letter = |c: &char| c.is_alphabetic() || matches!(c, ' ' | '-');
    let mut after = rest.take(LONGEST).skip_while(letter);
    after.next().is_some_and(is_mark) && after.next() == Some(' ') && after.next().is_some_and(char::is_uppercase)
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
        Tokenizer::new(lexicon, &mut WordCache::default(), &mut Vec::new()).tokenize(text, 0, text.len(), &mut out);
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
