//! Fixed phrases: sequences of words that mean one thing together.

use rustc_hash::FxHashMap;

use super::map::{Map, chunks, number};
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
    /// Begins like one that reports, and does not ("per cent").
    NoCue,
}

impl PhraseKind {
    /// All kinds, in the order of their numbers.
    const ALL: [PhraseKind; 7] = [
        PhraseKind::Title,
        PhraseKind::Demonym,
        PhraseKind::Text,
        PhraseKind::According,
        PhraseKind::Statement,
        PhraseKind::Idiom,
        PhraseKind::NoCue,
    ];

    /// The names that `cue_phrases.tsv` uses.
    pub(crate) const CUE_NAMES: &'static [(&'static str, PhraseKind)] = &[
        ("according", PhraseKind::According),
        ("statement", PhraseKind::Statement),
        ("idiom", PhraseKind::Idiom),
        ("none", PhraseKind::NoCue),
    ];

    /// The kinds that report or seem to, as bits.
    pub(crate) const CUES: u8 =
        PhraseKind::According.bit() | PhraseKind::Statement.bit() | PhraseKind::Idiom.bit() | PhraseKind::NoCue.bit();

    pub(crate) const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Phrases as they are gathered: a trie over words.
#[derive(Debug)]
pub(crate) struct Trie {
    next: FxHashMap<(u32, WordId), u32>,
    /// What the phrase that ends in each node is; a phrase can be several things.
    ends: Vec<Vec<PhraseKind>>,
}

impl Trie {
    pub(super) fn new() -> Self {
        Trie { next: FxHashMap::default(), ends: vec![Vec::new()] }
    }

    pub(super) fn add(&mut self, words: &[WordId], kind: PhraseKind) {
        let mut node = 0;
        for word in words {
            let fresh = self.ends.len() as u32;
            node = *self.next.entry((node, *word)).or_insert(fresh);
            if node == fresh {
                self.ends.push(Vec::new());
            }
        }
        let kinds = &mut self.ends[node as usize];
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
}

/// Phrases to look up: a look costs the length of the phrase, however many there are.
#[derive(Clone, Debug)]
pub(crate) struct Phrases {
    next: Map,
    /// The kinds of each node's phrase in four bits each, counted from 1, the first kind in the lowest.
    ends: Vec<u32>,
}

impl Phrases {
    pub(crate) fn of(trie: &Trie) -> Self {
        let next = trie.next.iter().map(|((node, word), next)| (key(*node, *word), *next)).collect();
        let packed = |kinds: &Vec<PhraseKind>| kinds.iter().rev().fold(0, |all, kind| all << 4 | (*kind as u32 + 1));
        Phrases { next: Map::of(next), ends: trie.ends.iter().map(packed).collect() }
    }

    pub(crate) fn pack(&self, out: &mut Vec<u8>) {
        self.next.pack(out);
        out.extend((self.ends.len() as u32).to_le_bytes());
        self.ends.iter().for_each(|end| out.extend(end.to_le_bytes()));
    }

    pub(crate) fn unpack(table: &mut &'static [u8]) -> Option<Self> {
        let next = Map::unpack(table)?;
        let length = number(table)?;
        Some(Phrases { next, ends: chunks(table, length)?.iter().map(|end| u32::from_le_bytes(*end)).collect() })
    }

    /// The longest phrase of a wanted kind (as bits) at the head of `words`, with its length.
    pub(crate) fn longest(&self, words: impl Iterator<Item = WordId>, wanted: u8) -> Option<(usize, PhraseKind)> {
        let mut node = 0;
        let mut found = None;
        for (i, word) in words.enumerate() {
            let Some(next) = self.next.get(key(node, word)) else { break };
            node = next;
            if let Some(kind) = kinds(self.ends[node as usize]).find(|k| wanted & k.bit() != 0) {
                found = Some((i + 1, kind));
            }
        }
        found
    }
}

/// A step of the trie as a key: each its own, since the factor is odd, and evenly spread.
fn key(node: u32, word: WordId) -> u64 {
    (u64::from(node) << 32 | u64::from(word.0)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn kinds(packed: u32) -> impl Iterator<Item = PhraseKind> {
    std::iter::successors(Some(packed), |rest| Some(rest >> 4))
        .map_while(|rest| PhraseKind::ALL.get((rest as usize & 15).wrapping_sub(1)).copied())
}
