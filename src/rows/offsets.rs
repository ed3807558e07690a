//! Code points: byte offsets of a text counted the way rows count.

/// Bytes between two noted counts. Less takes more memory, more takes longer to count from one, and no longer in single bytes.
const STEP: usize = 128;

/// Turns byte offsets of one text into code points, each in constant time.
pub(crate) struct Offsets<'t> {
    bytes: &'t [u8],
    /// Code points before each `STEP` bytes; none for ASCII, where both counts are the same.
    counts: Vec<u32>,
}

impl<'t> Offsets<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut counts = Vec::new();
        if !text.is_ascii() {
            let mut total = 0;
            for chunk in bytes.chunks(STEP) {
                counts.push(total);
                total += code_points(chunk);
            }
        }
        Offsets { bytes, counts }
    }

    /// How many code points stand before a byte offset.
    pub(crate) fn code_points(&self, byte: usize) -> usize {
        let byte = byte.min(self.bytes.len());
        // The last step of a text whose length is a multiple of it has no count of its own.
        let step = (byte / STEP).min(self.counts.len().saturating_sub(1));
        match self.counts.get(step) {
            Some(before) => (before + code_points(&self.bytes[step * STEP..byte])) as usize,
            None => byte,
        }
    }
}

/// How many of at most `STEP` bytes begin a code point; added up in single bytes, many at a time.
fn code_points(bytes: &[u8]) -> u32 {
    u32::from(bytes.iter().fold(0u8, |sum, b| sum + u8::from(*b as i8 >= -0x40)))
}

#[cfg(test)]
mod tests {
    use super::Offsets;

    #[test]
    fn every_boundary_counts_as_a_slow_count_does() {
        for text in ["", "plain", &"a😀é—".repeat(200), &"é".repeat(128), &"x".repeat(600)] {
            let offsets = Offsets::new(text);
            for (slow, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(offsets.code_points(byte), slow);
            }
            assert_eq!(offsets.code_points(text.len()), text.chars().count());
        }
    }
}
