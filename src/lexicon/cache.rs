//! A small cache in front of the lexicon: most words of a text are among a few hundred, and those never leave the
//! processor's own memory this way.

use super::lexicon::Lexicon;
use super::word::WordId;

/// How many words are kept; a power of two.
const SLOTS: usize = 1 << 15;
/// Words up to this many bytes are kept; with the length they fill a key.
const LONGEST: usize = 15;

/// For each length the bits of so many bytes.
const MASKS: [u128; LONGEST + 1] = {
    let mut masks = [0; LONGEST + 1];
    let mut len = 0;
    while len <= LONGEST {
        masks[len] = (1 << (8 * len)) - 1;
        len += 1;
    }
    masks
};

/// Remembers the words looked up last. Belongs to one lexicon.
#[derive(Debug)]
pub(crate) struct WordCache {
    /// Each word's key with its id and its entry: all that a token keeps of it, in one place of memory.
    slots: Vec<Slot>,
}

/// Zeros and nothing else, so that slots without a word take no memory.
type Slot = (u128, (u32, u32));

/// A word's id and its entry in the lexicon.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Found {
    pub id: WordId,
    pub entry: u32,
}

impl Found {
    fn of(lexicon: &Lexicon, word: &str) -> Self {
        let id = lexicon.look_up(word);
        Found { id, entry: lexicon.entry(id) }
    }

    fn packed(self) -> (u32, u32) {
        (self.id.0, self.entry)
    }

    fn unpacked((id, entry): (u32, u32)) -> Self {
        Found { id: WordId(id), entry }
    }
}

impl Default for WordCache {
    fn default() -> Self {
        WordCache { slots: vec![(0, (0, 0)); SLOTS] }
    }
}

impl WordCache {
    /// A word of at most fifteen ASCII letters, the first bytes of `window`.
    pub(crate) fn look_up_letters(&mut self, lexicon: &Lexicon, window: [u8; 16], len: usize) -> Found {
        const LOWER: u128 = u128::from_le_bytes([0x20; 16]);
        let letters = u128::from_le_bytes(window) | LOWER;
        // The masks leave the last byte free for the length.
        let key = letters & MASKS[len & 0xF] | (len as u128) << (8 * LONGEST);
        let slot = self.slot(key);
        if slot.0 != key {
            let bytes = key.to_le_bytes();
            let word = std::str::from_utf8(&bytes[..len]).unwrap_or("");
            *slot = (key, Found::of(lexicon, word).packed());
        }
        Found::unpacked(slot.1)
    }

    fn slot(&mut self, key: u128) -> &mut Slot {
        let mixed = ((key as u64) ^ ((key >> 64) as u64).rotate_left(29)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        &mut self.slots[(mixed >> 49) as usize % SLOTS]
    }

    /// A word, case and kind of apostrophe aside.
    pub(crate) fn look_up(&mut self, lexicon: &Lexicon, word: &str) -> Found {
        if word.len() > LONGEST || !word.is_ascii() {
            return Found::of(lexicon, word);
        }
        let mut key = [0u8; 16];
        key[..word.len()].copy_from_slice(word.as_bytes());
        key.make_ascii_lowercase();
        key[LONGEST] = word.len() as u8;
        let key = u128::from_le_bytes(key);
        let slot = self.slot(key);
        if slot.0 != key {
            *slot = (key, Found::of(lexicon, word).packed());
        }
        Found::unpacked(slot.1)
    }
}
