//! Quoted spans: which marks pair with which.

mod marks;
mod pairing;

pub(crate) use marks::is_mark;
pub(crate) use pairing::{Pairer, Span};
