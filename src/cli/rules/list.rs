//! `whosaid rules list` and `whosaid rules show`.

use std::io::{BufWriter, Write};

use serde::Serialize;

use super::rules_of;
use crate::cli::args::DataArgs;
use crate::cli::exit::Exit;
use crate::cli::terminal::{Colours, escaped, shortened};
use crate::error::{Error, did_you_mean};
use crate::rules::{Example, Rule, RuleSet};

#[derive(Debug, clap::Args)]
pub(super) struct ListArgs {
    /// Write a JSON object a line, with pattern and examples
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    data: DataArgs,
}

#[derive(Debug, clap::Args)]
pub(super) struct ShowArgs {
    /// Id of the rule
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    data: DataArgs,
}

/// A rule as JSON.
#[derive(Serialize)]
struct Entry<'r> {
    id: &'r str,
    tier: u8,
    doc: &'r str,
    pattern: &'r str,
    speech: bool,
    kind: &'static str,
    joins: bool,
    confidence: Option<f32>,
    file: String,
    line: usize,
    yes: Vec<String>,
    no: Vec<&'r str>,
}

impl<'r> Entry<'r> {
    fn new(rule: &'r Rule) -> Self {
        Entry {
            id: &rule.id,
            tier: rule.tier,
            doc: &rule.doc,
            pattern: &rule.pattern,
            speech: rule.speech,
            kind: kind(rule),
            joins: rule.joins,
            confidence: rule.confidence,
            file: rule.file.display().to_string(),
            line: rule.line,
            yes: rule.examples.iter().filter(|e| e.positive).map(Example::source).collect(),
            no: rule.examples.iter().filter(|e| !e.positive).map(|e| e.text.as_str()).collect(),
        }
    }
}

fn kind(rule: &Rule) -> &'static str {
    match (rule.speech, rule.mixed) {
        (false, _) => "no speech",
        (true, false) => "direct",
        (true, true) => "mixed",
    }
}

pub(super) fn list(args: &ListArgs) -> Result<Exit, Error> {
    let set = rules_of(&args.data)?;
    let mut rules: Vec<&Rule> = set.rules().iter().collect();
    rules.sort_by_key(|r| r.tier);
    let mut out = BufWriter::new(std::io::stdout().lock());
    write_list(&mut out, &rules, args.json).map_err(|cause| Error::io("stdout", cause))?;
    Ok(Exit::Done)
}

fn write_list(out: &mut dyn Write, rules: &[&Rule], json: bool) -> std::io::Result<()> {
    let colours = Colours::of_stdout();
    let longest = rules.iter().map(|r| r.id.len()).max().unwrap_or(0);
    for rule in rules {
        if json {
            serde_json::to_writer(&mut *out, &Entry::new(rule))?;
            writeln!(out)?;
            continue;
        }
        let id = colours.strong(&format!("{:longest$}", rule.id));
        writeln!(out, "{:>4}  {id}  {:>2} examples  {}", rule.tier, rule.examples.len(), shortened(&rule.doc, 120))?;
    }
    out.flush()
}

pub(super) fn show(args: &ShowArgs) -> Result<Exit, Error> {
    let set = rules_of(&args.data)?;
    let rule = find(&set, &args.id)?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    write_rule(&mut out, rule).map_err(|cause| Error::io("stdout", cause))?;
    Ok(Exit::Done)
}

fn find<'s>(set: &'s RuleSet, id: &str) -> Result<&'s Rule, Error> {
    let ids = set.rules().iter().map(|r| r.id.as_str());
    set.rules()
        .iter()
        .find(|r| r.id == id)
        .ok_or_else(|| Error::other(format!("no rule is called {id:?}{}", did_you_mean(id, ids))))
}

fn write_rule(out: &mut dyn Write, rule: &Rule) -> std::io::Result<()> {
    let colours = Colours::of_stdout();
    writeln!(out, "{}  (tier {}, {})", colours.strong(&rule.id), rule.tier, kind(rule))?;
    writeln!(out, "  {}", escaped(&rule.doc))?;
    writeln!(out, "  pattern     {}", escaped(&rule.pattern))?;
    if rule.joins {
        writeln!(out, "  joins       the span belongs to the utterance that it shares its speaker with")?;
    }
    match rule.confidence {
        Some(share) => writeln!(out, "  confidence  {share:.2} as measured")?,
        None => writeln!(out, "  confidence  not measured")?,
    }
    writeln!(out, "  written in  {}:{}", escaped(&rule.file.display().to_string()), rule.line)?;
    for example in &rule.examples {
        let kind = if example.positive { "yes" } else { "no" };
        writeln!(out, "  {kind:<10}  {}", escaped(&example.source().replace('\n', "¶")))?;
    }
    out.flush()
}
