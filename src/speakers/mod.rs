//! Who the mentions stand for: `people` gathers names, `entities` ties mentions to them, `salience` explains pronouns,
//! `resolve` walks the document.

mod entities;
mod people;
mod resolve;
mod salience;

pub use resolve::Resolution;
pub(crate) use resolve::Resolver;
