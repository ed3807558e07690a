//! `whosaid explain`: why a quoted span has the speaker it has.

use std::io::{BufWriter, Write};
use std::ops::Range;
use std::path::PathBuf;

use serde_json::{Value, json};

use super::args::{DataArgs, InputArgs};
use super::exit::Exit;
use super::terminal::{Colours, escaped, shortened};
use super::{input, messages};
use crate::document::Document;
use crate::error::Error;
use crate::explain::{Explanation, Outcome, Tried, Weighed};
use crate::extract::Kind;
use crate::rows::Offsets;
use crate::speakers::Resolution;

#[derive(Debug, clap::Args)]
pub(super) struct ExplainArgs {
    /// A file; - is standard input
    #[arg(value_name = "FILE")]
    path: PathBuf,

    /// Explain only the quoted span with this number, counted from 1 in the order of the text, scare quotes included
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..), conflicts_with = "at")]
    quote: Option<u32>,

    /// Explain only the quoted span at this offset in code points, as the columns start and end of extract count
    #[arg(long, value_name = "OFFSET")]
    at: Option<usize>,

    /// Of an input with several documents, take only the one with this source
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,

    /// Form of the explanation
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    format: Form,

    #[command(flatten)]
    input: InputArgs,

    #[command(flatten)]
    data: DataArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// Plain words
    Text,
    /// A JSON object a span, one a line
    Json,
}

/// Explains the spans asked for in every document. It is an error if there is none.
pub(super) fn run(args: &ExplainArgs) -> Result<Exit, Error> {
    let mut extractor = args.data.extractor()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let failed = |cause| Error::io("stdout", cause);
    let (mut exit, mut any) = (Exit::Done, false);
    for document in input::documents(std::slice::from_ref(&args.path), &args.input) {
        let document = match document {
            Ok(document) => document,
            Err(error) => {
                messages::report(&error);
                exit = Exit::Error;
                continue;
            }
        };
        if args.source.as_ref().is_some_and(|s| *s != document.source) {
            continue;
        }
        let offsets = Offsets::new(&document.text);
        let spans: Vec<Range<usize>> = extractor.extract_all(&document.text).into_iter().map(|q| q.range).collect();
        for (index, span) in spans.into_iter().enumerate() {
            let here = offsets.code_points(span.start)..=offsets.code_points(span.end);
            if args.quote.is_some_and(|n| n as usize != index + 1) || args.at.is_some_and(|at| !here.contains(&at)) {
                continue;
            }
            let Some(explanation) = extractor.explain(&document.text, index) else { continue };
            any = true;
            let page = Page { document: &document, offsets: &offsets, explanation: &explanation, number: index + 1 };
            match args.format {
                Form::Text => page.text(&mut out).map_err(failed)?,
                Form::Json => {
                    serde_json::to_writer(&mut out, &page.json()).map_err(|e| failed(e.into()))?;
                    writeln!(out).map_err(failed)?;
                }
            }
        }
    }
    out.flush().map_err(failed)?;
    if any || exit == Exit::Error { Ok(exit) } else { Err(Error::other("no such quoted span in the input")) }
}

struct Page<'a> {
    document: &'a Document,
    offsets: &'a Offsets<'a>,
    explanation: &'a Explanation<'a>,
    /// Of the span among those of its document, counted from 1.
    number: usize,
}

impl Page<'_> {
    fn words(&self, range: &Range<usize>) -> &str {
        self.document.text.get(range.clone()).unwrap_or_default()
    }

    fn text(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let colours = Colours::of_stdout();
        let Explanation { quotation: q, elements, here, tried, .. } = self.explanation;
        let (start, end) = (self.offsets.code_points(q.range.start), self.offsets.code_points(q.range.end));
        let head = format!("{} quote {} at {start}–{end}", escaped(&self.document.source), self.number);
        writeln!(out, "{}\n  “{}”", colours.faint(&head), colours.strong(&shortened(q.quote, 100)))?;
        writeln!(out, "\nWhat the rules see")?;
        for (i, element) in elements.iter().enumerate() {
            let pattern =
                if Some(i) == *here { element.pattern.replacen("QUOTED", "QUOTE", 1) } else { element.pattern.clone() };
            let mark = if Some(i) == *here { ">" } else { " " };
            writeln!(out, "{mark} {:<34} {}", shortened(element.text, 34), colours.faint(&escaped(&pattern)))?;
        }
        writeln!(out, "\nRules in the order tried")?;
        let longest = tried.iter().map(|t| t.rule.len()).max().unwrap_or(0);
        for t in tried {
            let rule = format!("{:longest$}", t.rule);
            let rule = if t.outcome == Outcome::Won { colours.strong(&rule) } else { rule };
            writeln!(out, "  tier {:>2}  {rule}  {}", t.tier, self.fate(t))?;
        }
        if tried.is_empty() {
            writeln!(out, "  none: the span is part of a name")?;
        }
        self.weighed(out, colours)?;
        writeln!(out, "\nWhat came of it")?;
        self.came_of_it().iter().try_for_each(|line| writeln!(out, "  {line}"))?;
        writeln!(out)
    }

    /// The likeliest candidates of a choice by weight, each with what speaks most for it and against it.
    fn weighed(&self, out: &mut dyn Write, colours: Colours) -> std::io::Result<()> {
        const CANDIDATES: usize = 4;
        const FEATURES: usize = 5;
        let mut candidates: Vec<&Weighed> = self.explanation.candidates.iter().collect();
        if candidates.is_empty() {
            return Ok(());
        }
        candidates.sort_by(|a, b| b.share.total_cmp(&a.share));
        writeln!(out, "\nWeighed, since that rule is not always right")?;
        for candidate in candidates.into_iter().take(CANDIDATES) {
            let name = candidate.mention.as_ref().map_or("no speech".into(), |m| shortened(self.words(m), 50));
            writeln!(out, "  {:>4.1} %  {}", candidate.share * 100.0, colours.strong(&name))?;
            let mut features: Vec<_> = candidate.features.iter().filter(|(_, weight)| *weight != 0.0).collect();
            features.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()));
            for (feature, weight) in features.into_iter().take(FEATURES) {
                writeln!(out, "          {weight:+.2}  {}", colours.faint(feature))?;
            }
        }
        Ok(())
    }

    fn fate(&self, tried: &Tried) -> String {
        match &tried.outcome {
            Outcome::Won => "won".into(),
            Outcome::Shorter { covered, winner } => {
                format!("matched {}, the winner {winner}", messages::counted(*covered, "element"))
            }
            Outcome::SkippedMore { skipped, winner } => {
                format!("matched as many elements, but {skipped} of them in gaps, the winner {winner}")
            }
            Outcome::Later => "matched as well, but stands after the winner".into(),
            Outcome::OtherQuote(wanted) => format!("no: the span is no {}", escaped(wanted)),
            Outcome::Stopped { step, before, at } => {
                let side = if *before { "before" } else { "after" };
                let there = at.as_ref().map_or("the text ends".into(), |r| match self.words(r) {
                    "" => "the sentence ends".to_owned(),
                    words => format!("“{}” stands", shortened(words, 30)),
                });
                format!("no: {} must come {side} the quote, where {there}", escaped(step))
            }
        }
    }

    fn came_of_it(&self) -> Vec<String> {
        let q = &self.explanation.quotation;
        let Some(kind) = q.kind else {
            return vec![match &*q.rule {
                "" => "No rule took it: it gets no row.".into(),
                rule => format!("No speech, by {rule}: it gets no row."),
            }];
        };
        let mut lines = vec![format!("A {} quotation, by {}.", kind.as_str(), q.rule)];
        if let Some(cue) = &q.cue {
            lines.push(format!("Cue: {}", shortened(self.words(cue), 60)));
        }
        let Some((mention, resolution)) = q.mention.as_ref().zip(q.resolution) else {
            lines.push("Its speaker is not told.".into());
            return lines;
        };
        lines.push(format!("Mention: {}", shortened(self.words(mention), 60)));
        lines.push(format!("Speaker: {} ({})", shortened(&q.speaker, 60), found_by(resolution)));
        let also: Vec<String> = self.explanation.named_also.iter().map(|r| shortened(self.words(r), 40)).collect();
        if !also.is_empty() {
            lines.push(format!("Named in the text also as: {}", also.join(", ")));
        }
        if let Some(confidence) = q.confidence {
            lines.push(format!("Confidence: {confidence:.2}"));
        }
        lines
    }

    fn json(&self) -> Value {
        let Explanation { quotation: q, elements, here, tried, candidates, named_also, .. } = self.explanation;
        let place = |r: &Range<usize>| {
            let (start, end) = (self.offsets.code_points(r.start), self.offsets.code_points(r.end));
            json!({"text": self.words(r), "start": start, "end": end})
        };
        let fate = |t: &Tried| match &t.outcome {
            Outcome::Won => json!({"outcome": "won"}),
            Outcome::Shorter { covered, winner } => json!({"outcome": "shorter", "covered": covered, "winner": winner}),
            Outcome::SkippedMore { skipped, winner } => {
                json!({"outcome": "skipped more", "skipped": skipped, "winner": winner})
            }
            Outcome::Later => json!({"outcome": "later"}),
            Outcome::OtherQuote(wanted) => json!({"outcome": "other quote", "step": wanted}),
            Outcome::Stopped { step, before, at } => {
                json!({"outcome": "stopped", "step": step, "before": before, "at": at.as_ref().map(place)})
            }
        };
        let tried: Vec<Value> = tried
            .iter()
            .map(|t| {
                let mut value = fate(t);
                value["rule"] = json!(t.rule);
                value["tier"] = json!(t.tier);
                value
            })
            .collect();
        let seen = |e: &crate::explain::Seen<'_>| {
            let mut value = place(&e.range);
            value["pattern"] = json!(e.pattern);
            value
        };
        let weighed = |w: &Weighed| {
            json!({
                "mention": w.mention.as_ref().map(place),
                "speaker": w.speaker,
                "share": w.share,
                "features": w.features.iter().filter(|(_, weight)| *weight != 0.0).collect::<Vec<_>>(),
            })
        };
        json!({
            "source": self.document.source,
            "number": self.number,
            "quote": place(&q.range),
            "speaker": q.speaker,
            "mention": q.mention.as_ref().map(place),
            "cue": q.cue.as_ref().map(place),
            "kind": q.kind.map(Kind::as_str),
            "rule": &*q.rule,
            "resolution": q.resolution.map(Resolution::bucket),
            // Three decimals, as in the table.
            "confidence": q.confidence.map(|c| (f64::from(c) * 1000.0).round() / 1000.0),
            "elements": elements.iter().map(seen).collect::<Vec<_>>(),
            "here": here,
            "tried": tried,
            "candidates": candidates.iter().map(weighed).collect::<Vec<_>>(),
            "named_also": named_also.iter().map(place).collect::<Vec<_>>(),
        })
    }
}

/// How the speaker was found from the mention, in words.
fn found_by(resolution: Resolution) -> String {
    match resolution {
        Resolution::ExactName => "the mention is the fullest form of the name".into(),
        Resolution::ExpandedName => "the fullest form of the name that the text has".into(),
        Resolution::Pronoun { sentences: 0 } => "a pronoun; named in the same sentence".into(),
        Resolution::Pronoun { sentences: 1 } => "a pronoun; named in the sentence before".into(),
        Resolution::Pronoun { sentences } => format!("a pronoun; named {sentences} sentences before"),
        Resolution::NominalPronoun => "a pronoun; the text names nobody for it, but has this noun phrase".into(),
        Resolution::Nominal => "a noun phrase that stands for itself".into(),
        Resolution::NamedNominal => "a noun phrase that stands for somebody named".into(),
        Resolution::FirstPerson => "the writer, or whose turn it is".into(),
        Resolution::Unresolved => "the text does not tell who is meant".into(),
    }
}

pub(super) const HELP: &str = "\
Without --quote and --at, every quoted span is explained.

Examples:
  whosaid explain article.txt --quote 3
  whosaid explain article.txt --at 1204 --format json
  whosaid explain crawl.jsonl --source a17 --quote 1 --rules my-rules/";
