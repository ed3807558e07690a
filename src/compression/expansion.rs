//! How far data may expand: the one measure for compressed inputs, members of archives and contents sent over a network.

/// An input may expand to this many bytes, whatever its size.
const FREE: u64 = 64 << 20;

/// Beyond that, to this many times its size. Text that people wrote shrinks to a third or a tenth.
pub(crate) const RATIO: u64 = 500;

/// Whether `stored` bytes may have become `given` ones.
pub(crate) fn is_plausible(stored: u64, given: u64) -> bool {
    given <= FREE.max(stored.saturating_mul(RATIO))
}
