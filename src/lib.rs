//! Finds quotations in text and names their speakers.
//!
//! ```
//! let mut extractor = whosaid::Extractor::english();
//! let text = "“We will not yield,” said Ana Reis.";
//! for q in extractor.extract(text) {
//!     println!("{}: {} at {:?}", q.speaker, q.quote, q.range); // Ana Reis: We will not yield, at 3..21
//! }
//! # assert_eq!(extractor.extract(text)[0].range, 3..21);
//! ```
//!
//! # Contents
//!
//! | name | what it is |
//! |---|---|
//! | [`Extractor`] | text in, quotations out |
//! | [`Quotation`] | a quoted span with its speaker, borrowed from the text |
//! | [`Kind`] | whether the whole content or a fragment of it is quoted |
//! | [`Resolution`] | how the speaker was found: by the full name, a shorter one, a pronoun, a noun phrase |
//! | [`Explanation`], [`Seen`], [`Tried`], [`Outcome`], [`Weighed`] | why a span has the speaker it has: every rule tried, every candidate weighed |
//! | [`KnownSpeakers`] | names or ids of one's own for speakers, with their aliases |
//! | [`Document`] | one text with its source and what else the input tells of it |
//! | [`read`] | files, folders and streams to documents |
//! | [`Row`], [`Place`] | a quotation with its document, as the table shows it |
//! | [`StoredRow`], [`StoredPlace`] | a row read back from a table |
//! | [`Column`] | the schema of the table |
//! | [`write`](mod@write) | rows to CSV, TSV, JSON Lines, Markdown, XLSX and Parquet |
//! | [`evaluation`] | figures of quotes, mentions and speakers against annotated texts |
//! | [`cases`] | texts with the rows expected of them, against what is found |
//! | [`RuleSet`], [`Rule`], [`Example`] | attribution rules, built in or from a folder, with their inline tests |
//! | [`RuleFailure`], [`Mutant`] | what a test of rules finds |
//! | [`Lexicon`] | word lists, built in or from a folder |
//! | [`Error`], [`ErrorKind`], [`Fault`] | what can be wrong with data files, inputs and outputs, and where |
//!
//! # The way of the data
//!
//! Each stage is a function of the earlier ones over a text that never changes. What a stage finds is a range of the text:
//! nothing is copied, looked up again by its words, or normalised, so a quote is a slice of the text byte for byte.
//!
//! | stage | module | what it gives |
//! |---|---|---|
//! | read | `read` | documents |
//! | cut | `text` | paragraphs and tokens |
//! | pair | `quotes` | quoted spans: which mark closes which |
//! | group | `chunks` | cues, mentions, times; with spans, words and signs these are the *elements* |
//! | match | `rules` | candidates: for a span, the mention and the cue that a rule finds around it |
//! | choose | `attribution` | for each span the best candidate of the lowest tier, or that it is no speech; where rules are often wrong, the mention with the greatest weight |
//! | resolve | `speakers` | the name that a mention stands for in this document |
//! | name | `names` | the name or id that the user has for the speaker, if any |
//! | list | `rows` | rows |
//! | write | `write` | the table |
//!
//! What words mean is data (`lexicon/en/`), and so is what stands for an attribution (`rules/en/`): both are built in, and
//! [`Lexicon::from_dir`] and [`RuleSet::from_dir`] read others.
//!
//! ```
//! use whosaid::write::{Format, Options, writer};
//! use whosaid::{Document, Extractor, Row};
//!
//! let mut extractor = Extractor::english();
//! let mut out = Vec::new();
//! let mut table = writer(Format::CSV, &mut out, &Options::default())?;
//! for document in [Document::new("a", "“Yes,” said Ana Reis."), Document::new("b", "“No,” said Tom Hall.")] {
//!     let found = extractor.extract_all(&document.text);
//!     for row in Row::of(&document, &found).iter().filter(|row| row.kind.is_some()) {
//!         table.write(row)?;
//!     }
//! }
//! table.finish()?;
//! drop(table);
//! assert_eq!(out, "speaker,quote,source\nAna Reis,\"Yes,\",a\nTom Hall,\"No,\",b\n".as_bytes());
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! # The hot path
//!
//! What makes a run over millions of texts fast, stage by stage; `docs/speed.md` has figures.
//!
//! - *Start.* The build script packs the word lists into a table that is used where it lies in the program, with the code
//!   that reads a user's folder. Rules are read at the start, since they are few; the program of a pattern is written when
//!   its rule first comes near a match.
//! - *Lines.* The text of a record is unescaped in the pass that parses it; other fields are passed over.
//! - *Marks.* `memchr` finds what can be a quotation mark. Where no paragraph has a quoted span, nothing else is done.
//! - *Tokens.* Words are runs of ASCII letters mostly: eight bytes are told at once, without a loop. The same eight bytes make
//!   the number that stands for the word: a word is looked up by it in a cache of some ten thousand before the lexicon, which
//!   has it in a bucket as large as a line of the processor's cache, so that a look fetches one place of memory. The token keeps
//!   where the lexicon has it. Words of which the same is known share an entry, so that all entries in use stay near the
//!   processor. All paragraphs are cut into tokens, because a name may have its fullest form anywhere; which tokens have
//!   capitals is noted, and what reads names looks at these alone.
//! - *Elements* are built only for paragraphs with a quoted span and for the one before. A function word mostly begins
//!   neither cue nor mention, and its entry tells; a noun without a determiner is parsed only where a capital, a head or a
//!   clitic is in reach.
//! - *Rules.* An element becomes a number, its code, and with the code goes a string of bits: which of the single-element
//!   tests of all patterns it passes. So a test while matching is the look-up of a bit. A rule is run on a span only where
//!   the element beside the span can begin it, which is found once for each code, and where all that the pattern cannot do
//!   without is near; both are questions about bits, too. A pattern runs as a small program that goes back where it fails,
//!   but never twice to the same place.
//! - *Choice.* Weights are asked for by number. What stands between a span and a mention is counted in the bytes of one
//!   number, which all go on at once.
//! - *Speakers.* Mentions are resolved up to the last one that is no name and was found to speak; behind it, only names are.
//! - *Memory.* An [`Extractor`] keeps its buffers between texts, tokens and elements hold offsets and not strings, and what
//!   is given back borrows from the text. A text longer than any book is looked at in sections of about 8 MiB.
//!
//! # Testing rules of one's own
//!
//! Rules carry their examples, so a test of a folder of rules is a few lines in `cargo test`; `examples/rule_tests.rs` is
//! one to copy. [`RuleSet::check`] finds what cannot run, [`RuleSet::test`] runs the examples and finds what they leave
//! untested, [`RuleSet::mutants`] breaks each rule to see whether an example notices.
//!
//! # Units
//!
//! Ranges in a [`Quotation`] are bytes of the text, half-open, and always on character boundaries. Offsets in a [`Row`],
//! and so in every table, are Unicode code points, so that a slice in Python or R gives the quote. Both count in the text of
//! the document as read: without a byte order mark, with line ends as they are. Paragraphs count from 1.
//!
//! # Promises
//!
//! The library prints nothing, does not panic on any text, keeps no state between documents, and gives the same result for
//! the same text. Text must be UTF-8 and shorter than 4 GiB; a longer one has no quotations.
//!
//! # Many texts
//!
//! An [`Extractor`] works in one thread; a clone of it works in another and shares rules and word lists. The command line
//! does this with corpora of any size: each of its threads takes the next piece of an input, some hundred kilobytes of it,
//! makes documents and rows of it, and hands these over to be written in the order of the input. What is not yet written,
//! and what is being worked on, are bounded in bytes, so memory does not grow with the input, and the output is the same for
//! any number of threads.
//!
//! # Features
//!
//! `cli` (on by default) is the command line with what it needs, [`cases`], and [`read`] of folders and of compressed files.
//! `html` (on by default) is the reader of pages, with an HTML parser.
//! A program that uses the library switches it off with `default-features = false`.
//!
//! `xlsx` (on by default) and `parquet` (which builds a C library) are the formats of these names, with `cli` or without;
//! `full` is everything.

mod analysis;
mod attribution;
#[cfg(feature = "cli")]
pub mod cases;
mod chunks;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[cfg(feature = "cli")]
mod compression;
mod document;
mod error;
pub mod evaluation;
mod explain;
mod extract;
#[cfg(any(feature = "cli", feature = "xlsx"))]
mod guard;
mod lexicon;
mod names;
mod quotes;
pub mod read;
mod rows;
mod rules;
mod speakers;
mod text;
mod warning;
pub mod write;

pub use document::Document;
pub use error::{Error, ErrorKind, Fault};
pub use explain::{Explanation, Outcome, Seen, Tried, Weighed};
pub use extract::{Extractor, Kind, Quotation};
pub use lexicon::Lexicon;
pub use names::KnownSpeakers;
pub use rows::{Column, Place, Row, StoredPlace, StoredRow};
pub use rules::{Example, Mutant, Rule, RuleFailure, RuleSet};
pub use speakers::Resolution;
pub use warning::Warning;
