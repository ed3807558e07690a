//! Changes for the eye.

use std::io::{self, Write};

use super::Report;
use super::changes::{Attribution, Change, Changes, Sort};
use crate::cli::eval::table::Table;
use crate::cli::phrases::counted;
use crate::cli::terminal::{Colours, escaped, shortened};

/// The most characters of a quote or a name that are shown.
const SHOWN: usize = 100;

/// Figures that differ by less than this are the same.
const SAME: f64 = 1e-9;

pub(super) fn write(mut out: impl Write, report: &Report) -> io::Result<()> {
    let colours = Colours::of_stdout();
    let changes = &report.changes;
    for of_source in changes.shown.chunk_by(|a, b| a.source == b.source) {
        let source = of_source.first().map_or("", |change| change.source.as_str());
        writeln!(out, "{}", colours.strong(&escaped(source)))?;
        of_source.iter().try_for_each(|change| one(&mut out, change, colours))?;
        writeln!(out)?;
    }
    match changes.count() - changes.shown.len() {
        0 => {}
        more => writeln!(out, "… and {}\n", counted(more, "more change"))?,
    }
    rules(&mut out, changes, colours)?;
    figures(&mut out, report, colours)?;
    let totals = &changes.totals;
    let (documents, old, new) = (counted(totals.documents, "document"), totals.old_rows, totals.new_rows);
    write!(out, "{documents}, {} before, {new} now: ", counted(old, "row"))?;
    if changes.is_empty() {
        write!(out, "no change")?;
    } else {
        write!(out, "{} appeared, {} vanished, {} changed", totals.appeared, totals.vanished, totals.changed)?;
    }
    match report.errors.len() {
        0 => writeln!(out),
        bad => writeln!(out, ", {}", counted(bad, "bad input")),
    }
}

fn one(mut out: impl Write, change: &Change, colours: Colours) -> io::Result<()> {
    let what = match change.change {
        Sort::Appeared => "appeared".to_owned(),
        Sort::Vanished => "vanished".to_owned(),
        Sort::Changed => format!("changed {}", change.columns.join(", ")),
    };
    let place = change.start.zip(change.end).map_or(String::new(), |(start, end)| format!(" ({start}–{end})"));
    writeln!(out, "  {what}{place}: {}", shortened(&change.quote, SHOWN))?;
    for (side, attribution) in [("old", &change.old), ("new", &change.new)] {
        if let Some(attribution) = attribution {
            writeln!(out, "    {side}  {}", shown(attribution))?;
        }
    }
    match &change.context {
        Some(context) => writeln!(out, "    {}", colours.faint(&format!("in   {}", shortened(context, 2 * SHOWN)))),
        None => Ok(()),
    }
}

fn shown(attribution: &Attribution) -> String {
    let speaker = &attribution.speaker;
    let mut out = if speaker.is_empty() { "(no speaker)".into() } else { shortened(speaker, SHOWN) };
    let rule = Some(attribution.rule.as_str()).filter(|rule| !rule.is_empty());
    let (mention, cue) = (attribution.mention.as_deref(), attribution.cue.as_deref());
    for (name, value) in [("rule", rule), ("mention", mention), ("cue", cue), ("kind", attribution.kind)] {
        if let Some(value) = value {
            out.push_str(&format!(", {name}: {}", shortened(value, SHOWN)));
        }
    }
    out
}

fn rules(out: &mut impl Write, changes: &Changes, colours: Colours) -> io::Result<()> {
    let rules = changes.rules();
    if rules.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(["rule", "gained", "lost", "changed"]);
    for rule in rules {
        let id = if rule.rule.is_empty() { "–".into() } else { shortened(&rule.rule, 40) };
        table.add([id, rule.gained.to_string(), rule.lost.to_string(), rule.changed.to_string()]);
    }
    table.write(out, colours)
}

fn figures(out: &mut impl Write, report: &Report, colours: Colours) -> io::Result<()> {
    let Some((old, new)) = &report.figures else { return Ok(()) };
    let (old, new) = (old.figures(), new.figures());
    let written = serde_json::to_value(&new)?;
    let mut table = Table::new(["figure", "old", "new", "change"]);
    for (name, is) in new.iter() {
        let Some(was) = old.get(name) else { continue };
        let count = written.get(name).is_some_and(serde_json::Value::is_u64);
        let number = |x: f64| if count { format!("{x:.0}") } else { format!("{x:.4}") };
        let change = is - was;
        let sign = if change > 0.0 { "+" } else { "" };
        let change = if change.abs() < SAME { "=".into() } else { format!("{sign}{}", number(change)) };
        table.add([name.to_owned(), number(was), number(is), change]);
    }
    table.write(out, colours)
}
