//! What files of word lists say, gathered while they are read.

use std::path::PathBuf;

use rustc_hash::FxHashMap;

use super::fingerprint::fingerprint;
use super::load::Loader;
use super::phrase::Trie;
use super::word::{Word, WordId};
use crate::error::Fault;

/// The words of a folder and what each is. The build script and the program gather the same from the same files, so a fault
/// in a list is the same fault in both.
#[derive(Debug)]
pub(crate) struct Lists {
    /// Words by their fingerprints.
    pub ids: FxHashMap<u64, WordId>,
    /// By word; the first stands for all that are unknown.
    pub words: Vec<Word>,
    pub phrases: Trie,
    /// The full names that a nickname stands for, the nouns that a title stands for.
    pub related: FxHashMap<WordId, Vec<WordId>>,
    /// How long the words are that are numerals, as bits, see [`length_bit`].
    pub numerals: u32,
    /// The names of lists that only a user's folder has.
    pub user_lists: Vec<String>,
}

impl Lists {
    /// Reads files, each with its name and text.
    pub(crate) fn read(files: impl Iterator<Item = (PathBuf, String)>) -> Result<Self, Vec<Fault>> {
        let mut loader = Loader { lists: Lists::empty(), faults: Vec::new() };
        // Growing by doubling would copy them all again and again.
        loader.lists.ids.reserve(USUAL);
        loader.lists.words.reserve(USUAL);
        files.for_each(|(path, text)| loader.file(&path, &text));
        if loader.faults.is_empty() { Ok(loader.lists) } else { Err(loader.faults) }
    }

    pub(crate) fn empty() -> Self {
        Lists {
            ids: FxHashMap::default(),
            words: vec![Word::default()],
            phrases: Trie::new(),
            related: FxHashMap::default(),
            numerals: 0,
            user_lists: Vec::new(),
        }
    }

    /// Gives a word an id, if it has none.
    pub(super) fn intern(&mut self, word: &str) -> WordId {
        let Some(fingerprint) = fingerprint(word) else { return WordId::UNKNOWN };
        let next = WordId(self.words.len() as u32);
        let id = *self.ids.entry(fingerprint).or_insert(next);
        if id == next {
            self.words.push(Word::default());
            if is_numeral(word.as_bytes()) {
                self.numerals |= length_bit(word);
            }
        }
        id
    }
}

/// Whether a word is digits, or begins with them and has no hyphen: 1987, 2.5, 40m, but not 19-year-old.
#[inline]
pub(crate) fn is_numeral(word: &[u8]) -> bool {
    word.first().is_some_and(u8::is_ascii_digit) && !word.contains(&b'-')
}

/// The length of a numeral as a bit, long ones together: lists have few numerals, and of most in a text it is plain that they
/// are not there.
#[inline]
pub(crate) fn length_bit(numeral: &str) -> u32 {
    1 << numeral.len().min(31)
}

/// About how many words the built-in lists hold.
const USUAL: usize = 64 * 1024;
