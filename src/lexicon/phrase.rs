//! Fixed phrases: sequences of words that mean one thing together.

use rustc_hash::FxHashMap;

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
    pub(crate) const CUE_NAMES: &'static [(&'static str, PhraseKind)] =
        &[("according", PhraseKind::According), ("statement", PhraseKind::Statement), ("idiom", PhraseKind::Idiom)];

    /// Whether the phrase reports.
    pub(crate) fn is_cue(self) -> bool {
        matches!(self, PhraseKind::According | PhraseKind::Statement | PhraseKind::Idiom)
    }
}

/// Phrases as a trie over words: a look costs the length of the phrase, however many there are.
#[derive(Clone, Debug)]
pub(crate) struct Phrases {
    next: FxHashMap<(u32, WordId), u32>,
    /// What the phrase that ends in each node is; a phrase can be several things.
    ends: Vec<Vec<PhraseKind>>,
}

impl Phrases {
    pub(crate) fn new() -> Self {
        Phrases { next: FxHashMap::default(), ends: vec![Vec::new()] }
    }

    pub(crate) fn add(&mut self, words: &[WordId], kind: PhraseKind) {
        let mut node = 0;
        for word in words {
            let fresh = self.ends.len() as u32;
            node = *self.next.entry((node, *word)).or_insert(fresh);
            if node == fresh {
                self.ends.push(Vec::new());
            }
        }
        self.ends[node as usize].push(kind);
    }

    /// The longest phrase of a wanted kind at the head of `words`, with its length.
    pub(crate) fn longest(
        &self,
        words: impl Iterator<Item = WordId>,
        wanted: impl Fn(PhraseKind) -> bool,
    ) -> Option<(usize, PhraseKind)> {
        let mut node = 0;
        let mut found = None;
        for (i, word) in words.enumerate() {
            match self.next.get(&(node, word)) {
                Some(next) => node = *next,
                None => break,
            }
            if let Some(kind) = self.ends[node as usize].iter().find(|k| wanted(**k)) {
                found = Some((i + 1, *kind));
            }
        }
        found
    }
}
