//! The coarse class of an element: what the features of a choice say of the words around a mention.

use crate::chunks::{CueKind, Element, ElementKind, QuoteProp, SpeakerProp};
use crate::lexicon::{List, VerbClass, Word};

macro_rules! classes {
    ($($variant:ident = $name:literal,)*) => {
        /// The coarse class of an element.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub(crate) enum Class { $($variant,)* }

        impl Class {
            /// The name of each class in the file of weights.
            pub(crate) const NAMES: &'static [&'static str] = &[$($name,)*];
        }
    };
}

classes! {
    Edge = "edge",
    Attributed = "attributed",
    Quoted = "quoted",
    Unspoken = "unspoken",
    Name = "name",
    Pronoun = "pronoun",
    First = "first",
    Nominal = "nominal",
    Group = "group",
    Text = "text",
    Thing = "thing",
    Object = "object",
    Possessive = "possessive",
    Say = "say",
    Tell = "tell",
    Ask = "ask",
    Manner = "manner",
    Call = "call",
    Think = "think",
    Write = "write",
    Go = "go",
    Weak = "weak",
    Ing = "ing",
    Infinitive = "infinitive",
    Passive = "passive",
    Noun = "cue-noun",
    According = "according",
    Statement = "statement",
    Article = "article",
    Preposition = "prep",
    Conjunction = "conj",
    Subordinator = "sub",
    Be = "be",
    Have = "have",
    Modal = "modal",
    Negation = "neg",
    Relative = "relative",
    Adverb = "adverb",
    Verb = "verb",
    VerbIng = "verb-ing",
    VerbBase = "verb-base",
    CommonNoun = "noun",
    Adjective = "adj",
    Capital = "capital",
    Word = "word",
    Number = "number",
    Comma = "comma",
    Colon = "colon",
    Semicolon = "semicolon",
    Dash = "dash",
    Open = "open",
    Close = "close",
    Clitic = "clitic",
    Sign = "sign",
    Time = "time",
    SentenceEnd = "sentence",
    ParagraphEnd = "paragraph",
}

impl Class {
    /// The class of an element: the first of the kinds it has, in the order written here. `word` is what the lexicon knows of
    /// its word.
    pub(super) fn of(e: &Element, word: &Word) -> Class {
        match e.kind {
            ElementKind::Quoted if e.props & QuoteProp::ATTRIBUTED != 0 => Class::Attributed,
            ElementKind::Quoted => Class::Quoted,
            ElementKind::Unspoken => Class::Unspoken,
            ElementKind::Speaker => {
                let is = |p: u16| e.props & p != 0;
                if is(SpeakerProp::POSSESSIVE) {
                    Class::Possessive
                } else if is(SpeakerProp::OBJECT) {
                    Class::Object
                } else if is(SpeakerProp::FIRST) {
                    Class::First
                } else if is(SpeakerProp::PRONOUN) {
                    Class::Pronoun
                } else if is(SpeakerProp::GROUP) {
                    Class::Group
                } else if is(SpeakerProp::NAME) {
                    Class::Name
                } else if is(SpeakerProp::NOMINAL) {
                    Class::Nominal
                } else if is(SpeakerProp::TEXT) {
                    Class::Text
                } else {
                    Class::Thing
                }
            }
            ElementKind::Cue => match e.cue {
                CueKind::Ing => Class::Ing,
                CueKind::Infinitive => Class::Infinitive,
                CueKind::Passive => Class::Passive,
                CueKind::Noun => Class::Noun,
                CueKind::According => Class::According,
                CueKind::Statement => Class::Statement,
                CueKind::Finite => {
                    let is = |c: VerbClass| e.props & c.bit() != 0;
                    if is(VerbClass::Weak) {
                        Class::Weak
                    } else if is(VerbClass::Tell) {
                        Class::Tell
                    } else if is(VerbClass::Say) {
                        Class::Say
                    } else if is(VerbClass::Write) {
                        Class::Write
                    } else if is(VerbClass::Ask) {
                        Class::Ask
                    } else if is(VerbClass::Call) {
                        Class::Call
                    } else if is(VerbClass::Think) {
                        Class::Think
                    } else if is(VerbClass::Manner) {
                        Class::Manner
                    } else {
                        Class::Go
                    }
                }
            },
            ElementKind::Word => Class::of_word(word, e.cap),
            ElementKind::Number => Class::Number,
            ElementKind::Comma => Class::Comma,
            ElementKind::Colon => Class::Colon,
            ElementKind::Semicolon => Class::Semicolon,
            ElementKind::Dash => Class::Dash,
            ElementKind::OpenBracket => Class::Open,
            ElementKind::CloseBracket => Class::Close,
            ElementKind::Clitic => Class::Clitic,
            ElementKind::Stop | ElementKind::Sign => Class::Sign,
            ElementKind::Time => Class::Time,
            ElementKind::SentenceEnd => Class::SentenceEnd,
            ElementKind::ParagraphEnd => Class::ParagraphEnd,
        }
    }

    /// The class of a plain word, with a capital or without.
    pub(super) fn of_word(w: &Word, cap: bool) -> Class {
        let is = |l: List| w.is(l);
        if is(List::Be) {
            Class::Be
        } else if is(List::Have) {
            Class::Have
        } else if is(List::Modal) || is(List::Auxiliary) {
            Class::Modal
        } else if is(List::Negation) {
            Class::Negation
        } else if is(List::Relative) {
            Class::Relative
        } else if is(List::Conjunction) {
            Class::Conjunction
        } else if is(List::Preposition) {
            Class::Preposition
        } else if is(List::Subordinator) || is(List::Wh) {
            Class::Subordinator
        } else if is(List::Determiner) || is(List::Possessive) || is(List::Quantifier) {
            Class::Article
        } else if is(List::Adverb) || is(List::MostlyAdverb) {
            Class::Adverb
        } else if cap {
            Class::Capital
        } else if is(List::MostlyVerb) || (is(List::VerbPast) && !is(List::Noun)) {
            if is(List::VerbIng) {
                Class::VerbIng
            } else if is(List::VerbBase) {
                Class::VerbBase
            } else {
                Class::Verb
            }
        } else if is(List::VerbIng) {
            Class::VerbIng
        } else if is(List::VerbPast) || is(List::VerbThird) {
            Class::Verb
        } else if is(List::Noun) {
            Class::CommonNoun
        } else if is(List::Adjective) {
            Class::Adjective
        } else {
            Class::Word
        }
    }

    #[inline]
    pub(crate) fn finite_cue(self) -> bool {
        (Class::Say as u8..=Class::Weak as u8).contains(&(self as u8))
    }

    #[inline]
    pub(crate) fn any_cue(self) -> bool {
        (Class::Say as u8..=Class::Statement as u8).contains(&(self as u8))
    }

    #[inline]
    pub(crate) fn mention(self) -> bool {
        (Class::Name as u8..=Class::Possessive as u8).contains(&(self as u8))
    }

    #[inline]
    pub(crate) fn verb(self) -> bool {
        matches!(self, Class::Be | Class::Have | Class::Modal | Class::Verb)
            || self.finite_cue()
            || self == Class::Passive
    }

    #[inline]
    pub(crate) fn end(self) -> bool {
        matches!(self, Class::SentenceEnd | Class::ParagraphEnd)
    }

    #[inline]
    pub(crate) fn quoted(self) -> bool {
        matches!(self, Class::Attributed | Class::Quoted)
    }
}
