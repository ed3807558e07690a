//! Differences as one JSON object: every case with its rows that differ, what was wrong with inputs, and the totals.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use super::findings::{Outcome, Report};

#[derive(Serialize)]
struct Object<'r> {
    cases: &'r [Outcome],
    errors: &'r [String],
    summary: Summary,
}

#[derive(Serialize)]
struct Summary {
    cases: usize,
    rows: usize,
    known: usize,
    gone: usize,
    errors: usize,
    /// How often each difference happened, by its name.
    differences: Map<String, Value>,
}

pub(super) fn write(mut out: impl Write, report: &Report) -> io::Result<()> {
    let summary = Summary {
        cases: report.outcomes.len(),
        rows: report.rows(),
        known: report.known(),
        gone: report.gone(),
        errors: report.errors.len(),
        differences: report.counts().iter().map(|(kind, count)| (kind.to_string(), (*count).into())).collect(),
    };
    let object = Object { cases: &report.outcomes, errors: &report.errors, summary };
    serde_json::to_writer_pretty(&mut out, &object)?;
    writeln!(out)
}
