//! Lines for a program. docs/large-corpora.md describes them field by field.

use serde::Serialize;

use super::State;
use super::skipped::Skipped;

#[derive(Serialize)]
struct Line<'l> {
    r#type: &'l str,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<&'l str>,
    documents: u64,
    quotes: u64,
    with_speaker: u64,
    warnings: u64,
    bytes: u64,
    total_bytes: Option<u64>,
    mb_per_s: f64,
    elapsed_s: f64,
    left_s: Option<f64>,
    skipped: Skipped,
}

/// The state as an object of a type; `end` tells how the run has ended.
pub(super) fn line(r#type: &str, end: Option<&str>, state: &State) -> String {
    let line = Line {
        r#type,
        end,
        documents: state.counts.documents,
        quotes: state.counts.quotes,
        with_speaker: state.counts.with_speaker,
        warnings: state.counts.warnings,
        bytes: state.bytes,
        total_bytes: state.total_bytes,
        mb_per_s: rounded(state.rate / 1e6),
        elapsed_s: rounded(state.elapsed),
        left_s: state.left.map(rounded),
        skipped: state.skipped,
    };
    // Numbers and names of ours: there is nothing that JSON cannot hold.
    serde_json::to_string(&line).unwrap_or_default()
}

fn rounded(number: f64) -> f64 {
    (number * 1000.0).round() / 1000.0
}
