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

    /// Every kind.
    pub(crate) const ANY: u8 = (1 << Self::ALL.len()) - 1;

    #[inline]
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
    heads: Heads,
    next: Map,
    /// The kinds of each node's phrase in four bits each, counted from 1, the first kind in the lowest.
    ends: Vec<u32>,
}

impl Phrases {
    pub(crate) fn of(trie: &Trie) -> Self {
        let next = trie.next.iter().map(|((node, word), next)| (key(*node, *word), *next)).collect();
        let packed = |kinds: &Vec<PhraseKind>| kinds.iter().rev().fold(0, |all, kind| all << 4 | (*kind as u32 + 1));
        Phrases { heads: Heads::of(trie), next: Map::of(next), ends: trie.ends.iter().map(packed).collect() }
    }

    pub(crate) fn pack(&self, out: &mut Vec<u8>) {
        self.heads.pack(out);
        self.next.pack(out);
        out.extend((self.ends.len() as u32).to_le_bytes());
        self.ends.iter().for_each(|end| out.extend(end.to_le_bytes()));
    }

    pub(crate) fn unpack(table: &mut &'static [u8]) -> Option<Self> {
        let (heads, next) = (Heads::unpack(table)?, Map::unpack(table)?);
        let length = number(table)?;
        Some(Phrases { heads, next, ends: chunks(table, length)?.iter().map(|end| u32::from_le_bytes(*end)).collect() })
    }

    /// The longest phrase of a wanted kind (as bits) at the head of `words`, with its length.
    #[inline]
    pub(crate) fn longest(
        &self,
        words: impl Iterator<Item = WordId> + Clone,
        wanted: u8,
    ) -> Option<(usize, PhraseKind)> {
        let mut head = words.clone();
        if self.heads.may_begin(head.next()?, head.next()) { self.walk(words, wanted) } else { None }
    }

    fn walk(&self, words: impl Iterator<Item = WordId>, wanted: u8) -> Option<(usize, PhraseKind)> {
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

/// Which pairs of words phrases begin with. Many a word begins some phrase and is seldom seen in one; the word after it tells
/// so without a walk. The pairs are bits at places given by their keys, so that a few other pairs share their bits.
#[derive(Clone, Debug)]
struct Heads {
    bits: Vec<u64>,
    /// By how many bits a key is shifted to leave a place.
    shift: u32,
}

impl Heads {
    /// How many places there are for each pair.
    const ROOM: usize = 16;
    /// Stands for the word after a phrase of one word.
    const ANY: WordId = WordId(u32::MAX);

    fn of(trie: &Trie) -> Self {
        let firsts: FxHashMap<u32, WordId> =
            trie.next.iter().filter(|((node, _), _)| *node == 0).map(|((_, word), next)| (*next, *word)).collect();
        let longer = trie.next.keys().filter_map(|(node, word)| Some((*firsts.get(node)?, *word)));
        let alone = firsts.iter().filter(|(node, _)| !trie.ends[**node as usize].is_empty());
        let pairs: Vec<_> = longer.chain(alone.map(|(_, word)| (*word, Self::ANY))).collect();
        let places = (pairs.len() * Self::ROOM).max(64).next_power_of_two();
        let shift = u64::BITS - places.trailing_zeros();
        let mut bits = vec![0; places / 64];
        for (first, second) in pairs {
            let place = key(first.0, second) >> shift;
            bits[place as usize / 64] |= 1 << (place % 64);
        }
        Heads { bits, shift }
    }

    /// Whether a phrase may begin with these words; a phrase may also end with the first.
    #[inline]
    fn may_begin(&self, first: WordId, second: Option<WordId>) -> bool {
        second.is_some_and(|second| self.has(first, second)) || self.has(first, Self::ANY)
    }

    #[inline]
    fn has(&self, first: WordId, second: WordId) -> bool {
        let place = key(first.0, second) >> self.shift;
        self.bits.get(place as usize / 64).is_some_and(|bits| bits >> (place % 64) & 1 != 0)
    }

    fn pack(&self, out: &mut Vec<u8>) {
        out.extend(self.shift.to_le_bytes());
        out.extend((self.bits.len() as u32).to_le_bytes());
        self.bits.iter().for_each(|bits| out.extend(bits.to_le_bytes()));
    }

    fn unpack(table: &mut &'static [u8]) -> Option<Self> {
        let (shift, length) = (number(table)?, number(table)?);
        Some(Heads { bits: chunks(table, length)?.iter().map(|bits| u64::from_le_bytes(*bits)).collect(), shift })
    }
}

/// A step of the trie as a key: each its own, since the factor is odd, and evenly spread.
#[inline]
fn key(node: u32, word: WordId) -> u64 {
    (u64::from(node) << 32 | u64::from(word.0)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn kinds(packed: u32) -> impl Iterator<Item = PhraseKind> {
    std::iter::successors(Some(packed), |rest| Some(rest >> 4))
        .map_while(|rest| PhraseKind::ALL.get((rest as usize & 15).wrapping_sub(1)).copied())
}
