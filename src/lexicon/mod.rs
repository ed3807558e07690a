//! Word lists: what is known about single words and fixed phrases. The words themselves are data in `lexicon/en/`.

mod cache;
mod files;
mod fingerprint;
mod load;
mod phrase;
mod word;

pub(crate) use cache::WordCache;
pub use load::Lexicon;
#[cfg(test)]
pub(crate) use load::english;
pub(crate) use phrase::PhraseKind;
pub(crate) use word::{CueForm, Gender, List, PronounCase, VerbClass, Word, WordId};
