//! `whosaid rules coverage`: what the rules take of some texts, and what they leave.

use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

use serde_json::json;

use crate::cli::args::{DataArgs, InputArgs};
use crate::cli::exit::Exit;
use crate::cli::terminal::{Colours, shortened};
use crate::cli::{eval, input, messages};
use crate::document::Document;
use crate::error::Error;
use crate::evaluation::{Evaluation, Prediction};
use crate::explain::Explanation;
use crate::extract::Extractor;
use crate::rows::Row;
use crate::rules::RuleSet;

#[derive(Debug, clap::Args)]
pub(super) struct CoverageArgs {
    /// Texts, as for extract; annotated ones with --gold
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,

    /// The texts are annotated, as for eval: tell how often each rule is right
    #[arg(long)]
    gold: bool,

    /// How many kinds of place to show in which quotes are left without a speaker
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,

    /// Write one JSON object
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    data: DataArgs,
}

/// How many elements on each side of a quote tell its kind of place.
const BESIDE: usize = 3;
/// How many examples of each kind of place are shown.
const EXAMPLES: usize = 2;
/// The most characters of an example.
const SHOWN: usize = 100;

/// Quotes that stand between the same elements.
#[derive(Default)]
struct Place {
    count: usize,
    examples: Vec<String>,
}

#[derive(Default)]
struct Coverage {
    spans: usize,
    /// By rule, how many spans it took.
    wins: BTreeMap<String, usize>,
    /// Spans without a speaker that no rule called no speech, by the elements around them.
    left: BTreeMap<String, Place>,
    evaluation: Evaluation,
}

/// Rules alone decide here, whatever the weights of their folder say.
pub(super) fn run(args: &CoverageArgs) -> Result<Exit, Error> {
    let set = super::rules_of(&args.data)?.rules_only();
    set.check()?;
    let mut extractor = Extractor::new(set.clone());
    let (mut coverage, mut bad) = (Coverage::default(), 0);
    let mut take = |item: Result<(), Error>| {
        if let Err(error) = item {
            messages::report(&error);
            bad += 1;
        }
    };
    if args.gold {
        for gold in eval::gold::documents(&args.paths, &[]) {
            take(gold.map(|gold| {
                let mut document = Document::new(&gold.id, &gold.text);
                document.author.clone_from(&gold.author);
                let found = coverage.add(&mut extractor, &document);
                coverage.evaluation.add(&gold, &found);
            }));
        }
    } else {
        for document in input::documents(&args.paths, &args.input) {
            take(document.map(|document| drop(coverage.add(&mut extractor, &document))));
        }
    }
    let mut out = BufWriter::new(std::io::stdout().lock());
    let report = Report { coverage: &coverage, set: &set, gold: args.gold, limit: args.limit };
    let written = if args.json { report.json(&mut out) } else { report.text(&mut out) };
    written.map_err(|cause| Error::io("stdout", cause))?;
    Ok(if bad == 0 { Exit::Done } else { Exit::Error })
}

impl Coverage {
    /// Takes in a document; what was found in it.
    fn add(&mut self, extractor: &mut Extractor, document: &Document) -> Vec<Prediction> {
        let found = extractor.extract_all(&document.text);
        let rows = Row::of(document, &found);
        let predictions = rows.iter().filter(|row| row.kind.is_some()).map(Prediction::from).collect();
        self.spans += found.len();
        let mut open = Vec::new();
        for (index, q) in found.iter().enumerate() {
            if !q.rule.is_empty() {
                *self.wins.entry(q.rule.to_string()).or_default() += 1;
            }
            if q.mention.is_none() && (q.is_speech() || q.rule.is_empty()) {
                open.push(index);
            }
        }
        for index in open {
            let Some(explanation) = extractor.explain(&document.text, index) else { continue };
            let Some(place) = place(&explanation) else { continue };
            let entry = self.left.entry(place).or_default();
            entry.count += 1;
            if entry.examples.len() < EXAMPLES {
                let context = explanation.quotation.context.clone();
                entry.examples.push(shortened(document.text.get(context).unwrap_or_default(), SHOWN));
            }
        }
        predictions
    }
}

/// The elements beside a quote as a pattern would name them, without their kinds.
fn place(explanation: &Explanation<'_>) -> Option<String> {
    let here = explanation.here?;
    let elements = &explanation.elements;
    let range = here.saturating_sub(BESIDE)..elements.len().min(here + BESIDE + 1);
    let name = |i: usize| {
        let pattern = elements[i].pattern.as_str();
        if i == here {
            return "QUOTE";
        }
        let end = pattern.find(['[', ' ']).unwrap_or(pattern.len());
        // Words as such are too many to make kinds of place.
        if pattern.starts_with(|c: char| c.is_lowercase()) { "WORD" } else { &pattern[..end] }
    };
    Some(range.map(name).collect::<Vec<_>>().join(" "))
}

struct Report<'a> {
    coverage: &'a Coverage,
    set: &'a RuleSet,
    gold: bool,
    limit: usize,
}

impl Report<'_> {
    /// For each rule its wins and, with gold, its mention precision; most wins first.
    fn rules(&self) -> Vec<(&str, usize, Option<f64>)> {
        let by_rule = self.coverage.evaluation.by_rule();
        let precision =
            |id: &str| by_rule.iter().find(|(rule, _)| *rule == id).and_then(|(_, c)| c.mention_precision());
        let mut rules: Vec<_> = (self.set.rules().iter())
            .map(|r| (r.id.as_str(), self.coverage.wins.get(&r.id).copied().unwrap_or(0), precision(&r.id)))
            .collect();
        rules.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
        rules
    }

    fn left(&self) -> Vec<(&str, &Place)> {
        let mut left: Vec<_> = self.coverage.left.iter().map(|(place, of)| (place.as_str(), of)).collect();
        left.sort_by(|a, b| b.1.count.cmp(&a.1.count).then(a.0.cmp(b.0)));
        left
    }

    fn text(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let colours = Colours::of_stdout();
        let rules = self.rules();
        let longest = rules.iter().map(|r| r.0.len()).max().unwrap_or(0);
        writeln!(out, "{}", colours.strong(&format!("{:longest$}  {:>6}  right", "rule", "wins")))?;
        for (id, wins, precision) in rules.iter().filter(|r| r.1 > 0) {
            let right = precision.filter(|_| self.gold).map_or("–".into(), |p| format!("{p:.3}"));
            writeln!(out, "{id:longest$}  {wins:>6}  {right}")?;
        }
        let never: Vec<&str> = rules.iter().filter(|r| r.1 == 0).map(|r| r.0).collect();
        let never_ones = if never.is_empty() { "none".to_owned() } else { never.join(", ") };
        writeln!(out, "\n{} {never_ones}", colours.strong("Rules that never win:"))?;
        let left = self.left();
        let count: usize = left.iter().map(|(_, p)| p.count).sum();
        let heading =
            format!("Without a speaker: {count} of {} quoted spans, by what stands around them", self.coverage.spans);
        writeln!(out, "\n{}", colours.strong(&heading))?;
        for (place, of) in left.iter().take(self.limit) {
            writeln!(out, "{:>6}  {place}", of.count)?;
            of.examples.iter().try_for_each(|e| writeln!(out, "        {}", colours.faint(e)))?;
        }
        out.flush()
    }

    fn json(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let rule = |(id, wins, precision): &(&str, usize, Option<f64>)| json!({"rule": id, "wins": wins, "precision": precision.filter(|_| self.gold)});
        let place = |(place, of): &(&str, &Place)| json!({"place": place, "count": of.count, "examples": of.examples});
        let object = json!({
            "spans": self.coverage.spans,
            "rules": self.rules().iter().map(rule).collect::<Vec<_>>(),
            "left": self.left().iter().take(self.limit).map(place).collect::<Vec<_>>(),
        });
        writeln!(out, "{object}")?;
        out.flush()
    }
}
