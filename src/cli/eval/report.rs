//! The report: tables for the eye, or one JSON object.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::table::{Table, shown};
use super::{EvalArgs, EvalFormat};
use crate::cli::terminal::{Colours, escaped, shortened};
use crate::evaluation::{Counts, Drop, Evaluation, Figures, Mistake};

pub(super) struct Report<'a> {
    pub evaluation: &'a Evaluation,
    pub figures: &'a Figures,
    /// What is lower than in the baseline; `None` without one.
    pub drops: Option<&'a [Drop]>,
    pub args: &'a EvalArgs,
}

/// The counts of quotes or rows of some sort.
type Group<'a> = (&'a str, Counts);

impl Report<'_> {
    pub(super) fn write(&self, out: &mut impl Write) -> io::Result<()> {
        match self.args.format {
            EvalFormat::Text => self.text(out),
            EvalFormat::Json => {
                serde_json::to_writer_pretty(&mut *out, &self.json()?)?;
                out.write_all(b"\n")
            }
        }
    }

    fn text(&self, out: &mut impl Write) -> io::Result<()> {
        let colours = Colours::of_stdout();
        let e = self.evaluation;
        let c = e.counts();
        let (documents, gold, rows, named) = (e.documents().len(), c.gold, c.predicted, c.named);
        writeln!(out, "documents: {documents}, attributed quotes: {gold}, rows: {rows}, naming a speaker: {named}\n")?;
        overall(c).write(out, colours)?;
        for (title, groups) in [("kind", e.by_kind()), ("mention", e.by_mention()), ("distance", e.by_distance())] {
            by_quote(title, &groups).write(out, colours)?;
        }
        by_rule(&e.by_rule()).write(out, colours)?;
        for mistake in self.mistakes() {
            show(out, mistake, colours)?;
        }
        let Some(drops) = self.drops else { return Ok(()) };
        let name =
            self.args.baseline.as_ref().map_or(String::new(), |p| escaped(&p.display().to_string()).into_owned());
        if drops.is_empty() {
            return writeln!(out, "no figure is lower than in {name}");
        }
        writeln!(out, "lower than in {name}:")?;
        drops.iter().try_for_each(|d| writeln!(out, "  {:<18}  was {:.4}, is {:.4}", d.name, d.was, d.is))
    }

    fn mistakes(&self) -> impl Iterator<Item = &Mistake> {
        self.evaluation.mistakes().iter().take(self.args.errors)
    }

    fn json(&self) -> io::Result<Value> {
        let e = self.evaluation;
        let groups = |groups: &[Group<'_>]| -> Value {
            let entries = groups.iter().map(|(name, counts)| ((*name).to_owned(), group(counts)));
            Value::Object(entries.collect::<Map<_, _>>())
        };
        let mut out = json!({
            "figures": serde_json::to_value(self.figures)?,
            "by_kind": groups(&e.by_kind()),
            "by_mention": groups(&e.by_mention()),
            "by_distance": groups(&e.by_distance()),
            "by_rule": groups(&e.by_rule()),
        });
        if self.args.errors > 0 {
            out["errors"] = self.mistakes().map(mistake).collect();
        }
        if let Some(drops) = self.drops {
            let drops = drops.iter().map(|d| json!({"figure": d.name, "was": rounded(d.was), "is": rounded(d.is)}));
            out["drops"] = drops.collect();
        }
        Ok(out)
    }
}

fn overall(c: &Counts) -> Table {
    let f1 = |p: Option<f64>, r: Option<f64>| Some(if p? + r? > 0.0 { 2.0 * p? * r? / (p? + r?) } else { 0.0 });
    let part = |of: u64| (c.entities > 0 && c.named > 0).then(|| of as f64 / c.named as f64);
    let mut table = Table::new(["", "precision", "recall", "F1", "exact"]);
    let mut add = |name: &str, p: Option<f64>, r: Option<f64>, exact: Option<f64>| {
        let exact = exact.map_or(String::new(), |s| shown(Some(s)));
        table.add([name.to_owned(), shown(p), shown(r), shown(f1(p, r)), exact]);
    };
    add("quote", c.quote_precision(), c.quote_recall(), c.exact_span_recall());
    add("mention", c.mention_precision(), c.mention_recall(), c.exact_mention_recall());
    add("speaker", part(c.strict), c.speaker_recall(), None);
    add("speaker, lenient", part(c.lenient), c.speaker_recall_lenient(), None);
    table
}

/// Shares of the gold quotes of a sort.
fn by_quote(title: &str, groups: &[Group<'_>]) -> Table {
    let mut table = Table::new([title, "quotes", "found", "mention", "speaker", "lenient"]);
    for (name, c) in groups {
        table.add([
            (*name).to_owned(),
            c.gold.to_string(),
            shown(c.quote_recall()),
            shown(c.mention_recall()),
            shown(c.speaker_recall()),
            shown(c.speaker_recall_lenient()),
        ]);
    }
    table
}

/// Shares of the rows that a rule made, and of the gold quotes that these found.
fn by_rule(groups: &[Group<'_>]) -> Table {
    let mut table = Table::new(["rule", "rows", "good", "mention", "speaker", "lenient"]);
    for (name, c) in groups {
        table.add([
            shortened(name, 40),
            c.predicted.to_string(),
            shown(c.quote_precision()),
            shown(c.attribution_accuracy()),
            shown(c.speaker_recall()),
            shown(c.speaker_recall_lenient()),
        ]);
    }
    table
}

fn show(out: &mut impl Write, mistake: &Mistake, colours: Colours) -> io::Result<()> {
    let (start, end) = (mistake.range.start, mistake.range.end);
    let kind = colours.strong(mistake.kind.as_str());
    writeln!(out, "{kind}  {}  {start}–{end}  {}", escaped(&mistake.document), escaped(&mistake.rule))?;
    let line = |text: &str| escaped(&text.replace("\r\n", "\n").replace('\n', " ¶ ")).into_owned();
    let part = |from: usize, to: usize| line(mistake.context.get(from..to).unwrap_or_default());
    let (from, to) = (mistake.quote.start, mistake.quote.end);
    let quote = colours.strong(&part(from, to));
    writeln!(out, "  {}[{quote}]{}", part(0, from), part(to, mistake.context.len()))?;
    let or_dash = |text: &str| if text.is_empty() { "–".into() } else { shortened(&line(text), 100) };
    writeln!(out, "  gold: {}  found: {}\n", or_dash(&mistake.gold), or_dash(&mistake.found))
}

fn group(c: &Counts) -> Value {
    json!({
        "gold": c.gold, "found": c.found, "span_exact": c.span_exact,
        "sourced": c.sourced, "sourced_found": c.sourced_found, "mention": c.mention, "mention_exact": c.mention_exact,
        "entities": c.entities, "strict": c.strict, "lenient": c.lenient,
        "predicted": c.predicted, "good": c.good, "named": c.named,
    })
}

fn mistake(m: &Mistake) -> Value {
    json!({
        "kind": m.kind.as_str(), "document": m.document, "start": m.range.start, "end": m.range.end,
        "context": m.context, "gold": m.gold, "found": m.found, "rule": m.rule,
    })
}

fn rounded(share: f64) -> f64 {
    (share * 1e6).round() / 1e6
}
