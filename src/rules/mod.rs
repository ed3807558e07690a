//! The rule engine. Rules are data (`rules/en/*.toml`): a pattern over elements, a tier, and examples that test it.
//!
//! `syntax` is what a pattern says, `parse` and `named` how it is read, `alphabet` how elements become characters (`class` is what weights ask of them), `compile`
//! how a pattern becomes two regular expressions over those characters, `engine` how one quoted span is matched, `needs`,
//! `opening` and `shortlist` when that is worth a try. `folder` reads the files of a set and `file` what they say, with the help of `fields`, `macros`
//! and `source`; `examples` is how examples are written, `testing` how they are run.

mod alphabet;
mod atom;
mod bits;
mod class;
mod compile;
mod confidence;
mod engine;
mod examples;
mod fields;
mod file;
mod folder;
mod macros;
mod mutants;
mod named;
mod needs;
mod opening;
mod parse;
mod program;
mod set;
mod shortlist;
mod source;
mod syntax;
mod testing;
mod trace;
mod writer;

pub(crate) use class::Class;
pub(crate) use engine::{Match, Scratch};
pub use examples::Example;
pub use mutants::Mutant;
pub(crate) use opening::NEAR;
pub use set::{Rule, RuleSet};
pub(crate) use shortlist::Shortlists;
pub(crate) use syntax::Part;
pub use testing::RuleFailure;
pub(crate) use trace::Stop;
