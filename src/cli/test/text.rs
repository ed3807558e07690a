//! Differences for the eye.

use std::io::{self, Write};

use serde_json::{Map, Value};

use super::findings::{Finding, Gone, Outcome};
use crate::cases::Difference;
use crate::cli::terminal::{Colours, escaped, shortened};
use crate::rows::Column;

/// The most characters of a quote that are shown.
const SHOWN: usize = 100;

/// Writes what differs in a case; nothing if all is right.
pub(super) fn outcome(mut out: impl Write, outcome: &Outcome, colours: Colours) -> io::Result<()> {
    if outcome.right() {
        return Ok(());
    }
    let file = format!("({})", outcome.file.display());
    writeln!(out, "{} {}", colours.strong(&escaped(&outcome.name)), colours.faint(&escaped(&file)))?;
    rows(&mut out, outcome, colours)?;
    writeln!(out)
}

/// The rows of a case that differ.
pub(super) fn rows(mut out: impl Write, outcome: &Outcome, colours: Colours) -> io::Result<()> {
    outcome.differences.iter().try_for_each(|row| finding(&mut out, row, colours))?;
    outcome.gone.iter().try_for_each(|row| gone(&mut out, row))
}

fn finding(mut out: impl Write, row: &Finding, colours: Colours) -> io::Result<()> {
    let line = row.line.map_or(String::new(), |line| format!(" (line {line})"));
    writeln!(out, "  {}{line}: {}", row.what.join(", "), shortened(&row.quote, SHOWN))?;
    if let Some(expected) = &row.expected {
        writeln!(out, "    expected  {}", cells(expected, row, false))?;
    }
    if let Some(found) = &row.found {
        writeln!(out, "    found     {}", cells(found, row, true))?;
    }
    if let Some(remark) = row.remark {
        writeln!(out, "    {remark}")?;
    }
    match &row.context {
        Some(context) => {
            writeln!(out, "    {}", colours.faint(&format!("in        {}", shortened(context, 2 * SHOWN))))
        }
        None => Ok(()),
    }
}

/// The speaker, the columns that differ and, of a row that was found, what it was found by.
fn cells(cells: &Map<String, Value>, row: &Finding, found: bool) -> String {
    let cell = |column: Column| cells.get(column.name()).and_then(Value::as_str).unwrap_or_default();
    let speaker = cell(Column::Speaker);
    let mut out = if speaker.is_empty() { "(no speaker)".into() } else { shortened(speaker, SHOWN) };
    if row.differences.contains(&Difference::Extent) {
        out.push_str(&format!(", quote: {}", shortened(cell(Column::Quote), SHOWN)));
    }
    let mut shown: Vec<Column> = row
        .differences
        .iter()
        .filter_map(|difference| match difference {
            Difference::Column(column) if *column != Column::Speaker => Some(*column),
            _ => None,
        })
        .collect();
    if found {
        shown.extend(
            [Column::Rule, Column::Mention]
                .into_iter()
                .filter(|column| !row.differences.contains(&Difference::Column(*column))),
        );
    }
    for column in shown {
        let value = if cell(column).is_empty() { "–".into() } else { shortened(cell(column), SHOWN) };
        out.push_str(&format!(", {}: {value}", column.name()));
    }
    out
}

fn gone(mut out: impl Write, gone: &Gone) -> io::Result<()> {
    writeln!(out, "  known but right now: {}", shortened(&gone.quote, SHOWN))?;
    let shown = |name: &str| if name.is_empty() { "(no speaker)".into() } else { shortened(name, SHOWN) };
    writeln!(
        out,
        "    listed as expected {}, found {}; strike it from the list",
        shown(&gone.expected),
        shown(&gone.found)
    )
}
