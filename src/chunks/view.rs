//! A read-only look at the tokens of one paragraph with what the lexicon knows of them.

use rustc_hash::FxHashSet;

use crate::lexicon::{Lexicon, List, PhraseKind, Word, WordId};
use crate::text::{Shape, Token, TokenKind};

/// The tokens of a paragraph, the text they cut, and the lexicon.
#[derive(Clone, Copy)]
pub(crate) struct View<'a> {
    pub text: &'a str,
    pub lexicon: &'a Lexicon,
    pub tokens: &'a [Token],
    /// Common words that the document uses as names.
    pub names: &'a FxHashSet<WordId>,
}

/// A token with what the lexicon knows of its word: what is asked again and again is looked up once.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub token: &'a Token,
    pub word: &'a Word,
}

/// What stands past either end of a paragraph: as after a stop, nothing goes on.
static NOWHERE: Known<'static> = Known {
    token: &Token { start: 0, end: 0, word: WordId::UNKNOWN, entry: 0, kind: TokenKind::Stop, shape: Shape(0) },
    word: &Word {
        lists: 0,
        verb_classes: 0,
        cue_forms: 0,
        gender: crate::lexicon::Gender(0),
        given_gender: crate::lexicon::Gender(0),
        person: 0,
        pronoun: crate::lexicon::PronounCase::None,
        flags: 0,
    },
};

impl Known<'_> {
    #[inline]
    pub(crate) fn is(self, list: List) -> bool {
        self.word.is(list)
    }

    #[inline]
    pub(crate) fn any(self, bits: u64) -> bool {
        self.word.any(bits)
    }

    #[inline]
    pub(crate) fn cap(self) -> bool {
        self.token.is_cap()
    }

    #[inline]
    pub(crate) fn lower_word(self) -> bool {
        self.token.is_word() && !self.token.shape.has(Shape::CAP)
    }

    /// A closed-class word.
    #[inline]
    pub(crate) fn function(self) -> bool {
        self.word.any(List::FUNCTION)
    }
}

impl<'a> View<'a> {
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The tokens that begin before the byte `end`; those up to `from` are known to.
    pub(crate) fn until(&self, from: usize, end: u32) -> Self {
        let more = self.tokens[from..].partition_point(|t| t.start < end);
        View { tokens: &self.tokens[..from + more], ..*self }
    }

    /// Token `i` with what is known of it.
    #[inline]
    pub(crate) fn known(&self, i: usize) -> Known<'a> {
        self.tokens.get(i).map_or(NOWHERE, |token| Known { token, word: self.lexicon.word_of(token) })
    }

    /// What the lexicon knows of token `i`; nothing past either end.
    #[inline]
    pub(crate) fn word(&self, i: usize) -> &'a Word {
        self.known(i).word
    }

    #[inline]
    pub(crate) fn is(&self, i: usize, list: List) -> bool {
        self.word(i).is(list)
    }

    #[inline]
    pub(crate) fn kind(&self, i: usize) -> Option<TokenKind> {
        self.tokens.get(i).map(|t| t.kind)
    }

    #[inline]
    pub(crate) fn str(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.text(self.text))
    }

    #[inline]
    pub(crate) fn cap(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(Token::is_cap)
    }

    #[inline]
    pub(crate) fn lower_word(&self, i: usize) -> bool {
        self.tokens.get(i).is_some_and(|t| t.is_word() && !t.is_cap())
    }

    #[inline]
    pub(crate) fn shape(&self, i: usize, bit: u8) -> bool {
        self.tokens.get(i).is_some_and(|t| t.shape.has(bit))
    }

    #[inline]
    pub(crate) fn initial(&self, i: usize) -> bool {
        self.shape(i, Shape::INITIAL)
    }

    /// A word that is in no list at all.
    pub(crate) fn unlisted(&self, i: usize) -> bool {
        let word = self.word(i);
        self.kind(i) == Some(TokenKind::Word) && word.lists == 0 && word.verb_classes == 0
    }

    #[inline]
    pub(crate) fn is_comma(&self, i: usize) -> bool {
        self.kind(i) == Some(TokenKind::Punct) && self.str(i) == ","
    }

    /// A closed-class word.
    #[inline]
    pub(crate) fn function(&self, i: usize) -> bool {
        self.word(i).any(List::FUNCTION)
    }

    /// The longest phrase of one of the kinds (as bits) that begins at token `i`, which is `here`, with its length in tokens.
    #[inline]
    pub(crate) fn phrase(&self, i: usize, here: Known<'_>, wanted: u8) -> Option<(usize, PhraseKind)> {
        if here.word.begins(wanted) { self.phrase_at(i, wanted) } else { None }
    }

    /// The same without a look at the bits of the first word: most words begin no phrase, and this shall not stand in their way.
    #[inline(never)]
    fn phrase_at(&self, i: usize, wanted: u8) -> Option<(usize, PhraseKind)> {
        self.lexicon.phrase(self.tokens.get(i..)?, wanted)
    }

    /// A possessive clitic: 's or a bare apostrophe.
    #[inline]
    pub(crate) fn possessive(&self, i: usize) -> bool {
        self.is_possessive(self.known(i))
    }

    #[inline]
    pub(crate) fn is_possessive(&self, here: Known<'_>) -> bool {
        here.token.kind == TokenKind::Clitic && (here.is(List::Possessive) || is_apostrophe(here.token.text(self.text)))
    }
}

fn is_apostrophe(text: &str) -> bool {
    text.trim_start_matches(['\'', '’', '‘']).is_empty()
}
