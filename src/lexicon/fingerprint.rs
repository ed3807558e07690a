//! Fingerprints: 64 bits that stand for a word, case and kind of apostrophe aside.
//!
//! The lexicon keeps fingerprints instead of words: one look costs one place in memory. Two of its words share one with a
//! probability of about one in ten thousand million, and a stranger's word that happens to share one is merely taken for
//! the other.

/// Words longer than this are in no list, in bytes.
const LONGEST: usize = 64;

/// The fingerprint of a word; `None` for one that is too long to be in a list (FNV-1a, then a finishing mix).
pub(crate) fn fingerprint(word: &str) -> Option<u64> {
    if word.len() > LONGEST {
        return None;
    }
    let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    let start = 0xcbf2_9ce4_8422_2325;
    let hash = if word.is_ascii() {
        word.bytes().fold(start, |h, b| mix(h, b.to_ascii_lowercase()))
    } else {
        let mut buffer = [0u8; 4];
        word.chars().fold(start, |h, c| match c {
            '’' | '‘' | 'ʼ' => mix(h, b'\''),
            '‑' => mix(h, b'-'),
            '\u{ad}' => h,
            c => c.to_lowercase().fold(h, |h, c| c.encode_utf8(&mut buffer).bytes().fold(h, mix)),
        })
    };
    let hash = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    Some(hash ^ (hash >> 29))
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn case_and_apostrophes_are_the_same() {
        assert_eq!(fingerprint("Didn’t"), fingerprint("didn't"));
        assert_eq!(fingerprint("ÉCOLE"), fingerprint("école"));
        assert_ne!(fingerprint("ecole"), fingerprint("école"));
    }
}
