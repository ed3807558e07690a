//! Finds quotations in text and names their speakers.
#![deny(missing_docs)]
mod attribution;
mod chunks;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
mod document;
mod error;
mod extract;
mod lexicon;
mod quotes;
pub mod read;
mod rows;
mod rules;
mod speakers;
mod text;
pub mod write;

pub use document::Document;
pub use error::{Error, ErrorKind, Fault};
pub use extract::{Extractor, Kind, Quotation};
pub use lexicon::Lexicon;
pub use rows::{Column, Place, Row};
pub use rules::{Example, Rule, RuleSet};
