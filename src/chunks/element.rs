//! The element and its properties.

use crate::lexicon::{Gender, WordId};
use crate::text::Token;

/// What an element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum ElementKind {
    Word,
    Number,
    Comma,
    Colon,
    Semicolon,
    Dash,
    OpenBracket,
    CloseBracket,
    /// A terminal that does not end a sentence here.
    Stop,
    Clitic,
    /// Any other sign, a stray quotation mark included.
    Sign,
    Quoted,
    /// A quoted span that a rule found to be no speech.
    Unspoken,
    Speaker,
    Cue,
    Time,
    SentenceEnd,
    ParagraphEnd,
}

/// A group of tokens with one function, as the rules see it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element {
    pub kind: ElementKind,
    /// Bits of [`QuoteProp`] or [`SpeakerProp`]; verb classes of a cue.
    pub props: u16,
    pub cue: CueKind,
    /// The word of a `Word` or `Clitic`.
    pub word: WordId,
    /// The lexicon's entry for it.
    pub entry: u32,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// Index of the quoted span, or of the mention.
    pub index: u32,
    /// The word is written with a capital.
    pub cap: bool,
}

impl Element {
    /// An element of the bytes from `start` to `end`, of which nothing else is known.
    #[inline]
    pub(crate) fn bare(kind: ElementKind, start: u32, end: u32) -> Self {
        let word = WordId::UNKNOWN;
        Element { kind, props: 0, cue: CueKind::Finite, word, entry: 0, start, end, index: 0, cap: false }
    }

    /// An element that begins with a token, and ends with it if nothing else is said.
    #[inline]
    pub(crate) fn of(kind: ElementKind, token: &Token) -> Self {
        Element {
            word: token.word,
            entry: token.entry,
            cap: token.is_cap(),
            ..Self::bare(kind, token.start, token.end)
        }
    }
}

macro_rules! props {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $constant:ident = $bit:literal $text:literal,)* }) => {
        $(#[$doc])*
        pub(crate) struct $name;
        impl $name {
            $($(#[$vdoc])* pub(crate) const $constant: u16 = 1 << $bit;)*
            /// The names that patterns use, with their bits.
            pub(crate) const NAMES: &'static [(&'static str, u16)] = &[$(($text, 1 << $bit),)*];
        }
    };
}

props! {
    /// Properties of a quoted span.
    QuoteProp {
        /// Its last character is a comma.
        COMMA = 0 "comma",
        /// Its last character is a full stop.
        STOP = 1 "stop",
        /// Its last character is a question mark, exclamation mark, ellipsis or dash.
        ASKED = 2 "asked",
        /// It ends in none of these.
        BARE = 3 "bare",
        /// Its first letter is lower case.
        LOWER = 4 "lower",
        /// Three words at most.
        SHORT = 5 "short",
        /// Eight words at least.
        LONG = 6 "long",
        /// Every word of four letters or more has a capital.
        TITLE = 7 "title",
        /// No mark closes it in its paragraph.
        UNCLOSED = 8 "unclosed",
        /// It already has an attribution.
        ATTRIBUTED = 9 "attributed",
    }
}

props! {
    /// Properties of a mention.
    SpeakerProp {
        NAME = 0 "name",
        PRONOUN = 1 "pronoun",
        /// A common noun for a person or persons.
        NOMINAL = 2 "nominal",
        /// A body: organisation, office, press.
        GROUP = 3 "group",
        /// A document.
        TEXT = 4 "text",
        /// A noun phrase whose head is in no list.
        THING = 5 "thing",
        /// I or we.
        FIRST = 6 "first",
        PLURAL = 7 "plural",
        /// A pronoun that cannot be a subject.
        OBJECT = 8 "object",
        /// A possessive clitic follows, or it is a possessive pronoun.
        POSSESSIVE = 9 "possessive",
    }
}

impl SpeakerProp {
    /// Kinds that match only where a pattern names them.
    pub(crate) const MARKED: u16 = Self::OBJECT | Self::POSSESSIVE;
}

/// The form of a cue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum CueKind {
    /// A finite active verb group.
    #[default]
    Finite,
    /// A participle in -ing with no auxiliary.
    Ing,
    /// "to" and a verb.
    Infinitive,
    /// A form of "be" and a past participle.
    Passive,
    /// A speech noun.
    Noun,
    /// A phrase that names the source ("according to").
    According,
    /// A phrase that names the occasion ("in a statement").
    Statement,
}

impl CueKind {
    /// The names that patterns use; `Finite` is what a bare `CUE` means.
    pub(crate) const NAMES: &'static [(&'static str, CueKind)] = &[
        ("finite", CueKind::Finite),
        ("ing", CueKind::Ing),
        ("infinitive", CueKind::Infinitive),
        ("passive", CueKind::Passive),
        ("noun", CueKind::Noun),
        ("according", CueKind::According),
        ("statement", CueKind::Statement),
    ];
}

/// Words that name a possible speaker.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mention {
    /// The words that name the speaker: first byte.
    pub start: u32,
    /// One past their last byte.
    pub end: u32,
    /// The name without titles, as token indices of the document, empty for a mention that is no name.
    pub name: (u32, u32),
    /// All its tokens, as indices of the document.
    pub tokens: (u32, u32),
    /// Bits of [`SpeakerProp`].
    pub props: u16,
    /// The head noun, or the pronoun.
    pub head: WordId,
    pub gender: Gender,
    /// Its element.
    pub element: u32,
}

impl Mention {
    #[inline]
    pub(crate) fn is(&self, prop: u16) -> bool {
        self.props & prop != 0
    }
}
