//! A small cache in front of the lexicon: most words of a text are among a few hundred, and those never leave the
//! processor's own memory this way.

use super::fingerprint::Key;
use super::lexicon::Lexicon;
use super::word::WordId;

/// How many words are kept, as a number of bits.
const BITS: u32 = 15;
const SLOTS: usize = 1 << BITS;

/// Remembers the words looked up last. Belongs to one lexicon.
#[derive(Debug)]
pub(crate) struct WordCache {
    /// One place for each: to look at a second one takes as much time, all in all, as it saves looks into the lexicon.
    slots: Box<[Slot; SLOTS]>,
}

/// A word's fingerprint with its id and its entry: all that a token keeps of it, in one place of memory. Zeros and nothing
/// else, so that slots without a word take no memory.
type Slot = (u64, u32, u32);

/// A word's id and its entry in the lexicon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub id: WordId,
    pub entry: u32,
}

impl Found {
    /// What is no word of the lexicon.
    pub(crate) const NOTHING: Self = Found { id: WordId::UNKNOWN, entry: 0 };

    fn of(lexicon: &Lexicon, id: WordId) -> Self {
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
        let fingerprint = key.fingerprint();
        let (known, id, entry) = self.slots[place(fingerprint)];
        if known == fingerprint { Found { id: WordId(id), entry } } else { self.learn(lexicon, fingerprint) }
    }

    /// Looks a word up in the lexicon.
    #[cold]
    fn learn(&mut self, lexicon: &Lexicon, fingerprint: u64) -> Found {
        let found = Found::of(lexicon, lexicon.by_fingerprint(fingerprint));
        self.slots[place(fingerprint)] = (fingerprint, found.id.0, found.entry);
        found
    }

    /// A word, case and kind of apostrophe aside.
    pub(crate) fn look_up(&mut self, lexicon: &Lexicon, word: &str) -> Found {
        match Key::of(word) {
            Some(key) => self.look_up_key(lexicon, key),
            None => Found::of(lexicon, lexicon.look_up(word)),
        }
    }
}

/// Where a word is kept.
#[inline]
fn place(fingerprint: u64) -> usize {
    (fingerprint >> (u64::BITS - BITS)) as usize
}
