//! The table that lists are packed into: what the build script writes into the program, and what a folder of one's own
//! becomes in memory.

use rustc_hash::FxHashMap;

use super::lists::Lists;
use super::map::{Map, chunks, number};
use super::phrase::Phrases;
use super::word::{Word, WordId};

/// Words, phrases and what is related to them.
#[derive(Clone, Debug)]
pub(crate) struct Table {
    /// Words by their fingerprints.
    pub ids: Map,
    /// For each word, which of the entries says what it is. Words are many, entries few: those asked for often stay in the
    /// processor's own memory.
    pub entries_of: Vec<u32>,
    pub entries: Vec<Word>,
    pub phrases: Phrases,
    /// Where the words related to a word stand in `relatives`.
    pub related: FxHashMap<WordId, (u32, u32)>,
    pub relatives: Vec<WordId>,
    /// How long the words are that are numerals, as bits.
    pub numerals: u32,
}

impl Table {
    pub(crate) fn of(lists: &Lists) -> Self {
        let mut entries = Vec::new();
        let mut seen: FxHashMap<Word, u32> = FxHashMap::default();
        let mut entries_of = Vec::with_capacity(lists.words.len());
        for (i, word) in lists.words.iter().enumerate() {
            let next = entries.len() as u32;
            // The unknown word shares its entry with no other.
            let entry = if i == 0 { next } else { *seen.entry(*word).or_insert(next) };
            if entry == next {
                entries.push(*word);
            }
            entries_of.push(entry);
        }
        let mut words: Vec<&WordId> = lists.related.keys().collect();
        words.sort_unstable();
        let (mut related, mut relatives) = (FxHashMap::default(), Vec::new());
        for word in words {
            let from = relatives.len() as u32;
            relatives.extend_from_slice(&lists.related[word]);
            related.insert(*word, (from, relatives.len() as u32));
        }
        Table {
            ids: Map::of(lists.ids.iter().map(|(fingerprint, id)| (*fingerprint, id.0)).collect()),
            entries_of,
            entries,
            phrases: Phrases::of(&lists.phrases),
            related,
            relatives,
            numerals: lists.numerals,
        }
    }

    /// All of it as bytes.
    #[allow(dead_code, reason = "only the build script packs")]
    pub(crate) fn pack(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let numbers = |numbers: &mut dyn ExactSizeIterator<Item = u32>, out: &mut Vec<u8>| {
            out.extend((numbers.len() as u32).to_le_bytes());
            numbers.for_each(|n| out.extend(n.to_le_bytes()));
        };
        self.ids.pack(&mut out);
        numbers(&mut self.entries_of.iter().copied(), &mut out);
        out.extend((self.entries.len() as u32).to_le_bytes());
        self.entries.iter().for_each(|word| out.extend(word.pack()));
        self.phrases.pack(&mut out);
        let mut related: Vec<_> = self.related.iter().collect();
        related.sort_unstable();
        out.extend((related.len() as u32).to_le_bytes());
        related
            .iter()
            .for_each(|(word, (from, to))| [word.0, *from, *to].iter().for_each(|n| out.extend(n.to_le_bytes())));
        numbers(&mut self.relatives.iter().map(|word| word.0), &mut out);
        out.extend(self.numerals.to_le_bytes());
        out
    }

    /// Reads what [`Table::pack`] wrote; `None` if it is anything else.
    pub(crate) fn unpack(mut table: &'static [u8]) -> Option<Self> {
        let table = &mut table;
        let ids = Map::unpack(table)?;
        let entries_of = numbers(table)?;
        let length = number(table)?;
        let entries = chunks(table, length)?.iter().map(Word::unpack).collect();
        let phrases = Phrases::unpack(table)?;
        let length = number(table)?;
        let mut related = FxHashMap::with_capacity_and_hasher(length as usize, Default::default());
        for row in chunks::<12>(table, length)? {
            let [word, from, to] = *row.as_chunks().0 else { continue };
            let [word, from, to] = [word, from, to].map(u32::from_le_bytes);
            related.insert(WordId(word), (from, to));
        }
        let relatives = numbers(table)?.into_iter().map(WordId).collect();
        let numerals = number(table)?;
        table.is_empty().then_some(Table { ids, entries_of, entries, phrases, related, relatives, numerals })
    }
}

fn numbers(table: &mut &'static [u8]) -> Option<Vec<u32>> {
    let length = number(table)?;
    Some(chunks(table, length)?.iter().map(|n| u32::from_le_bytes(*n)).collect())
}
