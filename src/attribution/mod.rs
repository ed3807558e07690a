//! From elements to attributions: the sieve of tiers, then a choice by weight where the sieve is often wrong.

pub(crate) mod choice;
mod sieve;
mod watch;

pub(crate) use sieve::{Attribution, Sieve, Verdict};
pub(crate) use watch::Fate;
