//! A map that needs no building: it is read where it lies, in the program or in memory.

use std::borrow::Cow;

/// The bytes of a key and its value, side by side.
const PAIR: usize = 12;
/// How many pairs a bucket has, and its bytes: as many as a processor fetches at once.
const PAIRS: usize = 5;
const BUCKET: usize = 64;

/// Keys of 64 bits, each with a value that is not 0.
///
/// The first bits of a key tell its bucket; where that is full, the next one has the key, and so on. So a look fetches one
/// place of memory, mostly. First bits must be evenly spread. All numbers are little-endian bytes, which a program may hold
/// at any place.
#[derive(Clone, Debug)]
pub(crate) struct Map {
    buckets: Cow<'static, [[u8; BUCKET]]>,
    /// By how many bits a key is shifted to leave the number of its bucket.
    shift: u32,
}

impl Map {
    /// A map of keys that all differ.
    pub(crate) fn of(mut pairs: Vec<(u64, u32)>) -> Self {
        pairs.sort_unstable();
        // Two places for each key, at least.
        let bits = (pairs.len() * 2).div_ceil(PAIRS).max(2).next_power_of_two().trailing_zeros();
        let shift = u64::BITS - bits;
        let mut buckets = vec![[0; BUCKET]; 1 << bits];
        for (key, value) in pairs {
            let mut number = (key >> shift) as usize;
            let free = loop {
                let free = buckets[number].as_chunks_mut::<PAIR>().0.iter_mut().find(|pair| unpacked(pair).1 == 0);
                match free {
                    Some(pair) => break pair,
                    None => number = (number + 1) % (1 << bits),
                }
            };
            free[..8].copy_from_slice(&key.to_le_bytes());
            free[8..].copy_from_slice(&value.to_le_bytes());
        }
        Map { buckets: buckets.into(), shift }
    }

    pub(crate) fn get(&self, key: u64) -> Option<u32> {
        let mut number = (key >> self.shift) as usize;
        // Some bucket is not full, and ends the search.
        loop {
            for pair in self.buckets.get(number)?.as_chunks().0 {
                match unpacked(pair) {
                    (_, 0) => return None,
                    (found, value) if found == key => return Some(value),
                    _ => {}
                }
            }
            number = if number + 1 < self.buckets.len() { number + 1 } else { 0 };
        }
    }

    /// Appends the map to a packed table.
    pub(crate) fn pack(&self, out: &mut Vec<u8>) {
        out.extend((self.buckets.len() as u32).to_le_bytes());
        out.extend(self.shift.to_le_bytes());
        // A bucket shall not lie across two places of memory.
        let padding = (out.len() + 4).next_multiple_of(BUCKET) - (out.len() + 4);
        out.extend((padding as u32).to_le_bytes());
        out.resize(out.len() + padding, 0);
        out.extend_from_slice(self.buckets.as_flattened());
    }

    /// Reads a map from the head of a packed table, without copying, and leaves the rest.
    pub(crate) fn unpack(table: &mut &'static [u8]) -> Option<Self> {
        let (length, shift, padding) = (number(table)?, number(table)?, number(table)?);
        *table = table.get(padding as usize..)?;
        Some(Map { buckets: chunks(table, length)?.into(), shift })
    }
}

fn unpacked(pair: &[u8; PAIR]) -> (u64, u32) {
    let [a, b, c, d, e, f, g, h, value @ ..] = *pair;
    (u64::from_le_bytes([a, b, c, d, e, f, g, h]), u32::from_le_bytes(value))
}

/// A number from the head of a packed table.
pub(crate) fn number(table: &mut &'static [u8]) -> Option<u32> {
    let (number, rest) = table.split_first_chunk()?;
    *table = rest;
    Some(u32::from_le_bytes(*number))
}

/// So many pieces of `N` bytes from the head of a packed table.
pub(crate) fn chunks<const N: usize>(table: &mut &'static [u8], length: u32) -> Option<&'static [[u8; N]]> {
    let (chunks, rest) = table.split_at_checked(length as usize * N)?;
    *table = rest;
    Some(chunks.as_chunks().0)
}

#[cfg(test)]
mod tests {
    use super::Map;

    fn spread(n: u64) -> u64 {
        n.wrapping_mul(0x9E37_79B9_7F4A_7C15)
    }

    #[test]
    fn what_is_in_it_is_found_and_nothing_else() {
        for size in [0, 1, 2, 3, 500] {
            let map = Map::of((0..size).map(|n| (spread(n), n as u32 + 1)).collect());
            for n in 0..size {
                assert_eq!(map.get(spread(n)), Some(n as u32 + 1), "{n} of {size}");
            }
            assert_eq!(map.get(spread(size)), None);
            assert_eq!(map.get(u64::MAX), None);
        }
    }

    #[test]
    fn a_full_bucket_runs_over_into_the_next_and_the_last_into_the_first() {
        let map = Map::of((0..12).map(|n| (u64::MAX - n, n as u32 + 1)).collect());
        assert!((0..12).all(|n| map.get(u64::MAX - n) == Some(n as u32 + 1)));
        assert_eq!((map.get(u64::MAX - 12), map.get(0)), (None, None));
    }

    #[test]
    fn packed_and_unpacked_it_is_the_same() {
        let mut packed = Vec::new();
        Map::of((0..300).map(|n| (spread(n), n as u32 + 1)).collect()).pack(&mut packed);
        packed.push(7);
        let mut table: &'static [u8] = Box::leak(packed.into());
        let map = Map::unpack(&mut table).expect("a whole map");
        assert_eq!(table, [7]);
        assert!((0..300).all(|n| map.get(spread(n)) == Some(n as u32 + 1)));
        assert!(Map::unpack(&mut &[1, 0, 0, 0][..]).is_none());
    }
}
