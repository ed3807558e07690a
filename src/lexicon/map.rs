//! A map that needs no building: it is read where it lies, in the program or in memory.

use std::borrow::Cow;

/// The bytes of a key and its value, side by side: a look finds both in one place of memory.
const PAIR: usize = 12;

/// Keys of 64 evenly spread bits, each with a value.
///
/// The keys stand in order. For each of the first bits that keys can have, `starts` tells where such keys begin, so that a
/// look reads two starts, and then one key or two. All numbers are little-endian bytes, which a program may hold at any place.
#[derive(Clone, Debug)]
pub(crate) struct Map {
    pairs: Cow<'static, [[u8; PAIR]]>,
    starts: Cow<'static, [[u8; 4]]>,
    /// By how many bits a key is shifted to leave the first ones.
    shift: u32,
}

impl Map {
    /// A map of keys that all differ.
    pub(crate) fn of(mut pairs: Vec<(u64, u32)>) -> Self {
        pairs.sort_unstable();
        let bits = pairs.len().max(2).next_power_of_two().trailing_zeros();
        let shift = u64::BITS - bits;
        let start = |first: u64| pairs.partition_point(|(key, _)| key >> shift < first) as u32;
        let starts: Vec<[u8; 4]> = (0..=1u64 << bits).map(|first| start(first).to_le_bytes()).collect();
        Map { pairs: pairs.iter().map(|(key, value)| packed(*key, *value)).collect(), starts: starts.into(), shift }
    }

    pub(crate) fn get(&self, key: u64) -> Option<u32> {
        let first = (key >> self.shift) as usize;
        let start = |first: usize| self.starts.get(first).map(|n| u32::from_le_bytes(*n) as usize);
        let (from, to) = (start(first)?, start(first + 1)?);
        let mut pairs = self.pairs.get(from..to)?.iter().map(unpacked);
        pairs.find(|(found, _)| *found == key).map(|(_, value)| value)
    }

    /// Appends the map to a packed table.
    pub(crate) fn pack(&self, out: &mut Vec<u8>) {
        out.extend((self.pairs.len() as u32).to_le_bytes());
        out.extend((self.starts.len() as u32).to_le_bytes());
        out.extend(self.shift.to_le_bytes());
        out.extend_from_slice(self.pairs.as_flattened());
        out.extend_from_slice(self.starts.as_flattened());
    }

    /// Reads a map from the head of a packed table, without copying, and leaves the rest.
    pub(crate) fn unpack(table: &mut &'static [u8]) -> Option<Self> {
        let (length, starts, shift) = (number(table)?, number(table)?, number(table)?);
        Some(Map { pairs: chunks(table, length)?.into(), starts: chunks(table, starts)?.into(), shift })
    }
}

fn packed(key: u64, value: u32) -> [u8; PAIR] {
    let mut out = [0; PAIR];
    out[..8].copy_from_slice(&key.to_le_bytes());
    out[8..].copy_from_slice(&value.to_le_bytes());
    out
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
            let map = Map::of((0..size).map(|n| (spread(n), n as u32)).collect());
            for n in 0..size {
                assert_eq!(map.get(spread(n)), Some(n as u32), "{n} of {size}");
            }
            assert_eq!(map.get(spread(size)), None);
            assert_eq!(map.get(u64::MAX), None);
        }
    }

    #[test]
    fn packed_and_unpacked_it_is_the_same() {
        let mut packed = Vec::new();
        Map::of((0..300).map(|n| (spread(n), n as u32)).collect()).pack(&mut packed);
        packed.push(7);
        let mut table: &'static [u8] = Box::leak(packed.into());
        let map = Map::unpack(&mut table).expect("a whole map");
        assert_eq!(table, [7]);
        assert!((0..300).all(|n| map.get(spread(n)) == Some(n as u32)));
        assert!(Map::unpack(&mut &[1, 0, 0, 0][..]).is_none());
    }
}
