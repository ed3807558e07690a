//! Changes as one JSON object.

use std::io::{self, Write};

use serde::Serialize;

use super::Report;
use super::changes::{Change, Rule, Totals};
use crate::evaluation::Figures;

#[derive(Serialize)]
struct Object<'r> {
    changes: &'r [Change],
    /// Changes that --limit has left out.
    left_out: usize,
    rules: Vec<&'r Rule>,
    figures: Option<Both>,
    errors: &'r [String],
    totals: &'r Totals,
}

#[derive(Serialize)]
struct Both {
    old: Figures,
    new: Figures,
}

pub(super) fn write(mut out: impl Write, report: &Report) -> io::Result<()> {
    let changes = &report.changes;
    let object = Object {
        changes: &changes.shown,
        left_out: changes.count() - changes.shown.len(),
        rules: changes.rules(),
        figures: report.figures.as_ref().map(|(old, new)| Both { old: old.figures(), new: new.figures() }),
        errors: &report.errors,
        totals: &changes.totals,
    };
    serde_json::to_writer_pretty(&mut out, &object)?;
    writeln!(out)
}
