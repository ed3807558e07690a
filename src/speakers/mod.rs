//! Who the mentions stand for: `reading` finds the names of a document, `people` gathers them, `entities` and `named` tie mentions to them,
//! `apposition` finds what stands beside a name and means the same, `salience` explains pronouns,
//! `resolve` walks the document.

mod apposition;
mod entities;
mod named;
mod people;
mod reading;
mod resolve;
mod salience;

pub use resolve::Resolution;
pub(crate) use resolve::Resolver;
