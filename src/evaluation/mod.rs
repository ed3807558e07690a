//! Evaluation: figures of quotes, mentions and speakers against annotated texts.
//!
//! Annotations come from [`parse_jsonl`], [`read_brat`] or [`read_table`], or are put together as [`GoldDocument`]s; an
//! [`Evaluation`] compares [`Prediction`]s with them. All ranges here count Unicode code points, as annotations and tables do.

mod brat;
mod counts;
mod curve;
mod figures;
mod gold;
mod groups;
mod jsonl;
mod judge;
mod mistakes;
mod places;
mod points;
mod prediction;
mod quoted;
mod table;
mod total;
mod words;

pub use brat::read_brat;
pub use counts::Counts;
pub use curve::CurvePoint;
pub use figures::{Baseline, Drop, Figures, TOLERANCE};
pub use gold::{GoldDocument, GoldQuote};
pub use jsonl::parse_jsonl;
pub use mistakes::{Mistake, MistakeKind};
pub use places::place;
pub use prediction::Prediction;
pub use table::{Texts, read_table};
pub use total::Evaluation;
#[cfg(feature = "cli")]
pub(crate) use {judge::fits, points::Points};
