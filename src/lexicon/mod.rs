//! Word lists: what is known about single words and fixed phrases. The words themselves are data in `lexicon/en/`.
//!
//! The build script reads them with the same code (`lists`, `load`, `entry`) as a user's folder is read with, and packs them
//! into a table (`table`, `map`) that the program holds and reads where it lies.

mod cache;
mod entry;
mod files;
mod fingerprint;
#[allow(clippy::module_inception, reason = "the type is called that")]
mod lexicon;
mod lists;
mod load;
mod map;
mod phrase;
mod table;
mod word;

pub(crate) use cache::{Found, WordCache};
pub(crate) use fingerprint::Key;
pub use lexicon::Lexicon;
#[cfg(test)]
pub(crate) use lexicon::english;
pub(crate) use lists::is_numeral;
pub(crate) use phrase::PhraseKind;
pub(crate) use word::{CueForm, Gender, List, PronounCase, VerbClass, Word, WordId};
