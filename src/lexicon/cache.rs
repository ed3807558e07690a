//! A small cache in front of the lexicon: most words of a text are among a few hundred, and those never leave the
//! processor's own memory this way.

use super::lexicon::Lexicon;
use super::word::WordId;

/// How many words are kept; a power of two.
const SLOTS: usize = 1 << 13;
/// Words up to this many bytes are kept; with the length they fill a key.
const LONGEST: usize = 15;

/// Remembers the words looked up last. Belongs to one lexicon.
#[derive(Debug)]
pub(crate) struct WordCache {
    keys: Vec<u128>,
    words: Vec<WordId>,
}

impl Default for WordCache {
    fn default() -> Self {
        WordCache { keys: vec![0; SLOTS], words: vec![WordId::UNKNOWN; SLOTS] }
    }
}

impl WordCache {
    /// The id of a word of at most fifteen ASCII letters, the first bytes of `window`.
    pub(crate) fn look_up_letters(&mut self, lexicon: &Lexicon, window: [u8; 16], len: usize) -> WordId {
        const LOWER: u128 = u128::from_le_bytes([0x20; 16]);
        let mask = (1u128 << (8 * len)) - 1;
        let letters = (u128::from_le_bytes(window) | LOWER) & mask;
        let key = letters | (len as u128) << (8 * LONGEST);
        let slot = Self::slot(key);
        if self.keys[slot] != key {
            let bytes = letters.to_le_bytes();
            let word = std::str::from_utf8(&bytes[..len]).unwrap_or("");
            self.keys[slot] = key;
            self.words[slot] = lexicon.look_up(word);
        }
        self.words[slot]
    }

    fn slot(key: u128) -> usize {
        let mixed = ((key as u64) ^ ((key >> 64) as u64).rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (mixed >> 51) as usize % SLOTS
    }

    /// The id of a word, case and kind of apostrophe aside.
    pub(crate) fn look_up(&mut self, lexicon: &Lexicon, word: &str) -> WordId {
        if word.len() > LONGEST || !word.is_ascii() {
            return lexicon.look_up(word);
        }
        let mut key = [0u8; 16];
        key[..word.len()].copy_from_slice(word.as_bytes());
        key.make_ascii_lowercase();
        key[LONGEST] = word.len() as u8;
        let key = u128::from_le_bytes(key);
        let slot = Self::slot(key);
        if self.keys[slot] != key {
            self.keys[slot] = key;
            self.words[slot] = lexicon.look_up(word);
        }
        self.words[slot]
    }
}
