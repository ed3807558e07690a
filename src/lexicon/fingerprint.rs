//! Fingerprints: 64 bits that stand for a word, case and kind of apostrophe aside.
//!
//! The lexicon keeps fingerprints instead of words: one look costs one place in memory. No two words of at most eight ASCII
//! characters share one. Of longer words two of its own share one with a probability of about one in ten thousand million,
//! and a stranger's word that happens to share one is merely taken for the other.

/// Words longer than this are in no list, in bytes.
const LONGEST: usize = 64;

/// Spreads numbers evenly over their highest bits; odd, so that no two numbers become the same.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

/// The fingerprint of a word; `None` for one that is too long to be in a list.
pub(crate) fn fingerprint(word: &str) -> Option<u64> {
    if word.len() > LONGEST {
        return None;
    }
    let mut eights = Eights::default();
    if word.is_ascii() {
        word.bytes().for_each(|b| eights.push(b.to_ascii_lowercase()));
        return Some(eights.finish());
    }
    let mut buffer = [0u8; 4];
    for c in word.chars() {
        match c {
            '’' | '‘' | 'ʼ' => eights.push(b'\''),
            '‑' => eights.push(b'-'),
            '\u{ad}' => {}
            c => c.to_lowercase().for_each(|c| c.encode_utf8(&mut buffer).bytes().for_each(|b| eights.push(b))),
        }
    }
    Some(eights.finish())
}

/// The bytes of a word, eight by eight.
#[derive(Default)]
struct Eights {
    count: usize,
    /// The eight that has begun.
    eight: u64,
    /// Those before it.
    mixed: u64,
}

impl Eights {
    fn push(&mut self, byte: u8) {
        self.eight |= u64::from(byte) << (self.count % 8 * 8);
        self.count += 1;
        if self.count.is_multiple_of(8) {
            self.mix();
        }
    }

    fn mix(&mut self) {
        let number = (self.count - 1) / 8;
        self.mixed ^= turned(self.eight, number as u32);
        self.eight = 0;
    }

    fn finish(mut self) -> u64 {
        if !self.count.is_multiple_of(8) {
            self.mix();
        }
        self.mixed.wrapping_mul(SPREAD)
    }
}

/// Eight bytes of a word by the number of the eight: the first are as they are.
#[inline]
fn turned(eight: u64, number: u32) -> u64 {
    if number == 0 || eight == 0 { eight } else { eight.wrapping_mul(SPREAD).rotate_left(29 * number) }
}

/// A word of at most sixteen ASCII characters as two numbers: its first and its last eight bytes in the order of little-endian
/// memory, letters small, zeros behind the word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Key(pub u64, pub u64);

impl Key {
    const LONGEST: usize = 16;

    /// The key of a word; `None` for one that has none.
    pub(super) fn of(word: &str) -> Option<Self> {
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

    /// The word's fingerprint. No word has 0.
    #[inline]
    pub(super) fn fingerprint(self) -> u64 {
        // Most words are short.
        (self.0 ^ turned(self.1, 1)).wrapping_mul(SPREAD)
    }
}

#[cfg(test)]
mod tests {
    use super::{Key, fingerprint};

    #[test]
    fn case_and_apostrophes_are_the_same() {
        assert_eq!(fingerprint("Didn’t"), fingerprint("didn't"));
        assert_eq!(fingerprint("ÉCOLE"), fingerprint("école"));
        assert_ne!(fingerprint("ecole"), fingerprint("école"));
        assert_ne!(fingerprint("a-word-of-many-letters"), fingerprint("a-word-of-many-lettert"));
    }

    #[test]
    fn keys_have_the_fingerprints_of_their_words() {
        for word in ["a", "Said", "eightlet", "ninelette", "sixteen-letters-", "’s", "40m"] {
            assert_eq!(Key::of(word).map(Key::fingerprint), fingerprint(word), "{word}");
        }
        assert_eq!(Key::of("seventeen-letters"), None);
        assert_eq!(Key::of("é"), None);
    }
}
