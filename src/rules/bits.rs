//! Sets of small numbers as bits.

/// The numbers in a set that takes several words of memory.
pub(super) fn ones_of(bits: &[u64]) -> impl Iterator<Item = usize> + '_ {
    bits.iter().enumerate().flat_map(|(n, bits)| Ones(*bits).map(move |bit| 64 * n + bit))
}

/// The numbers in a set.
pub(super) struct Ones(pub u64);

impl Iterator for Ones {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        let place = self.0.trailing_zeros() as usize;
        self.0 &= self.0.wrapping_sub(1);
        (place < 64).then_some(place)
    }
}
