//! A small cache in front of the lexicon: most words of a text are among a few hundred, and those never leave the
//! processor's own memory this way.

use super::lexicon::Lexicon;
use super::word::WordId;

/// How many words are kept, as a number of bits.
const BITS: u32 = 15;
const SLOTS: usize = 1 << BITS;

/// Remembers the words looked up last. Belongs to one lexicon.
#[derive(Debug)]
pub(crate) struct WordCache {
    /// Each word's mark with its id and its entry: all that a token keeps of it, in one place of memory.
    slots: Box<[Slot; SLOTS]>,
}

/// Zeros and nothing else, so that slots without a word take no memory.
type Slot = (u64, u32, u32);

/// A word of at most sixteen ASCII characters as the cache knows it: its first and its last eight bytes as numbers in the
/// order of little-endian memory, letters small, zeros behind the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key(pub u64, pub u64);

impl Key {
    /// The key of a word; `None` for one that has none.
    fn of(word: &str) -> Option<Self> {
        // The lexicon knows one kind of apostrophe.
        let (apostrophe, rest) = word.strip_prefix('’').map_or((None, word), |rest| (Some(b'\''), rest));
        let bytes = apostrophe.into_iter().chain(rest.bytes());
        // A zero is nothing that a word should have.
        if word.len() > Self::LONGEST || rest.bytes().any(|byte| byte == 0 || !byte.is_ascii()) {
            return None;
        }
        // In two numbers from the start: what is written byte by byte can not be read at once.
        let mut key = [0, 0];
        for (n, byte) in bytes.enumerate() {
            key[n / 8] |= u64::from(byte.to_ascii_lowercase()) << (n % 8 * 8);
        }
        Some(Key(key[0], key[1]))
    }

    const LONGEST: usize = 16;

    /// A number that stands for the word: its own, for words of eight letters; of longer ones two can have the same with a
    /// probability of one in 2⁶⁴. No word has 0.
    #[inline]
    fn mark(self) -> u64 {
        const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;
        // Most words are short.
        let rest = if self.1 == 0 { 0 } else { self.1.wrapping_mul(SPREAD).rotate_left(29) };
        (self.0 ^ rest).wrapping_mul(SPREAD)
    }
}

/// Where a word is kept.
#[inline]
fn slot(mark: u64) -> usize {
    (mark >> (u64::BITS - BITS)) as usize
}

/// A word's id and its entry in the lexicon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub id: WordId,
    pub entry: u32,
}

impl Found {
    /// What is no word of the lexicon.
    pub(crate) const NOTHING: Self = Found { id: WordId::UNKNOWN, entry: 0 };

    fn of(lexicon: &Lexicon, word: &str) -> Self {
        let id = lexicon.look_up(word);
        Found { id, entry: lexicon.entry(id) }
    }
}

impl Default for WordCache {
    fn default() -> Self {
        let slots = vec![(0, 0, 0); SLOTS].into_boxed_slice();
        WordCache { slots: slots.try_into().unwrap_or_else(|_| unreachable!("as many as asked for")) }
    }
}

impl WordCache {
    /// A word by its key.
    #[inline]
    pub(crate) fn look_up_key(&mut self, lexicon: &Lexicon, key: Key) -> Found {
        let mark = key.mark();
        let (known, id, entry) = self.slots[slot(mark)];
        if known == mark { Found { id: WordId(id), entry } } else { self.learn(lexicon, key) }
    }

    /// Looks a word up in the lexicon.
    #[cold]
    fn learn(&mut self, lexicon: &Lexicon, key: Key) -> Found {
        let bytes = (u128::from(key.1) << 64 | u128::from(key.0)).to_le_bytes();
        let word = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
        let found = Found::of(lexicon, std::str::from_utf8(word).unwrap_or_default());
        let mark = key.mark();
        self.slots[slot(mark)] = (mark, found.id.0, found.entry);
        found
    }

    /// A word, case and kind of apostrophe aside.
    pub(crate) fn look_up(&mut self, lexicon: &Lexicon, word: &str) -> Found {
        match Key::of(word) {
            Some(key) => self.look_up_key(lexicon, key),
            None => Found::of(lexicon, word),
        }
    }
}
