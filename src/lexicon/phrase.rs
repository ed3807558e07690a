//! Fixed phrases: sequences of words that mean one thing together.

use super::word::WordId;

/// What a phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PhraseKind {
    /// A job title before a name.
    Title,
    /// An adjective of nationality.
    Demonym,
    /// A kind of document.
    Text,
    /// Gives the source of what stands beside it ("according to").
    According,
    /// Names the occasion of a statement.
    Statement,
    /// Works as a reporting verb.
    Idiom,
}

impl PhraseKind {
    /// The names that `cue_phrases.tsv` uses.
    pub(crate) const CUE_NAMES: &'static [(&'static str, PhraseKind)] = &[
        ("according", PhraseKind::According),
        ("statement", PhraseKind::Statement),
        ("idiom", PhraseKind::Idiom),
    ];
}

/// A phrase by its words.
#[derive(Clone, Debug)]
pub(crate) struct Phrase {
    pub words: Box<[WordId]>,
    pub kind: PhraseKind,
}
