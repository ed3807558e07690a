//! The token: a byte range with its class, shape and word.

use crate::lexicon::WordId;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// Letters, with inner hyphens, apostrophes and the full stop of an abbreviation.
    Word,
    /// Digits with inner commas and points, and letters stuck to them ("40m").
    Number,
    /// An apostrophe and what follows it at the end of a word: `'s`, `'d`, a bare `'`.
    Clitic,
    /// A sentence terminal: full stop, question mark, exclamation mark, ellipsis.
    Stop,
    /// A quotation mark of any kind.
    Mark,
    /// Comma, colon, semicolon, dash, bracket and any other sign.
    Punct,
}

/// How a token is written, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shape(pub u8);

impl Shape {
    /// Some letter is upper case.
    pub(crate) const CAP: u8 = 1;
    /// Two letters or more, all upper case.
    pub(crate) const ALL_CAPS: u8 = 2;
    /// White space (or nothing) stands before it.
    pub(crate) const SPACED: u8 = 4;
    /// A full stop belongs to it ("Mr.", "U.S.").
    pub(crate) const DOTTED: u8 = 8;
    /// A single capital letter with its full stop ("T.").
    pub(crate) const INITIAL: u8 = 16;

    #[inline]
    pub(crate) fn has(self, bit: u8) -> bool {
        self.0 & bit != 0
    }
}

/// A piece of text that is not white space.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The word in the lexicon, case and kind of apostrophe aside; `WordId::UNKNOWN` if it is not there.
    pub word: WordId,
    /// The lexicon's entry for it: asked for again and again, it is looked up once.
    pub entry: u32,
    pub kind: TokenKind,
    pub shape: Shape,
}

impl Token {
    #[inline]
    pub(crate) fn text<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start as usize..self.end as usize]
    }

    #[inline]
    pub(crate) fn is_cap(&self) -> bool {
        self.kind == TokenKind::Word && self.shape.has(Shape::CAP)
    }

    #[inline]
    pub(crate) fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }
}
