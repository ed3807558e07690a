//! Quoted spans: which marks pair with which.

mod marks;
mod pairing;
mod turns;

pub(crate) use marks::is_mark;
pub(crate) use pairing::{Pairer, Span};
pub(crate) use turns::free_labels;
