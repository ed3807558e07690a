//! From elements to attributions: the sieve of tiers.

mod sieve;

pub(crate) use sieve::{Sieve, Verdict};
