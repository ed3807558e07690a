//! From elements to attributions: the sieve of tiers.

mod sieve;
mod watch;

pub(crate) use sieve::{Sieve, Verdict};
pub(crate) use watch::Fate;
