//! Who the mentions stand for: `reading` finds the names of a document, `people` gathers them, `entities` and `named` tie
//! mentions to them, `apposition` finds what stands beside a name and means the same, `place`, `lead` and `salience` explain
//! pronouns, `resolve` walks the document.

mod apposition;
mod entities;
mod lead;
mod named;
mod people;
mod place;
mod reading;
mod resolution;
mod resolve;
mod roles;
mod salience;

pub use resolution::Resolution;
pub(crate) use resolve::Resolver;
