//! tmp
#![allow(missing_docs, dead_code)]
mod attribution;
mod chunks;
mod document;
mod error;
mod extract;
mod lexicon;
mod quotes;
mod rules;
mod speakers;
mod text;
mod read { pub fn read_utf8(p: &std::path::Path) -> Result<String, crate::error::Error> { std::fs::read_to_string(p).map_err(|e| crate::error::Error::io("x", e)) } }
pub use document::Document; pub use extract::*; pub use error::*; pub use lexicon::Lexicon; pub use rules::*;
