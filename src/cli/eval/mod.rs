//! `whosaid eval`: the program, or a table it made, against annotated texts.

mod files;
pub(super) mod gold;
mod predictions;
mod report;
pub(super) mod table;

use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::args::{DataArgs, share};
use super::exit::{self, Exit};
use super::messages;
use super::output::Output;
use crate::error::{Error, ErrorKind};
use crate::evaluation::{Baseline, Evaluation};
use crate::read::read_utf8;
use predictions::Predictions;

#[derive(Debug, clap::Args)]
pub(super) struct EvalArgs {
    /// Annotated texts: .jsonl, .ann, .csv or .tsv files, or folders of them; - is JSON Lines from standard input
    ///
    /// .jsonl, .ndjson: a document a line, or a table of extract. .ann: brat standoff, its text beside it or in a folder "text"
    /// beside its own. .csv, .tsv: a table of extract, its text beside it under the same name, or given with --text.
    #[arg(value_name = "GOLD", required = true)]
    pub gold: Vec<PathBuf>,

    /// Evaluate the rows of FILE (as extract writes them) and not what the program finds now
    #[arg(short, long, value_name = "FILE", conflicts_with_all = ["rules", "lexicon"])]
    pub predictions: Option<PathBuf>,

    /// Texts that tables were made from, matched by their source: files and folders, as for extract; may be repeated
    #[arg(long, value_name = "PATH")]
    pub text: Vec<PathBuf>,

    /// Format of the figures
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: EvalFormat,

    /// Show up to N mistakes with the text around them
    #[arg(short, long, value_name = "N", default_value_t = 0)]
    pub errors: usize,

    /// Write the counts of each document to FILE, as CSV
    #[arg(long, value_name = "FILE")]
    pub by_document: Option<PathBuf>,

    /// Write to FILE, as CSV, what --min-confidence 0 to 0.99 would keep, and how much of that is right
    #[arg(long, value_name = "FILE")]
    pub curve: Option<PathBuf>,

    /// Compare with the figures in FILE; end with 1 if one is lower by more than 0.0005
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,

    /// Write the figures to FILE, as JSON, for a later --baseline; not if one is lower than in the --baseline
    #[arg(long, value_name = "FILE")]
    pub write_baseline: Option<PathBuf>,

    /// Count rows whose confidence is less than X, from 0 to 1, or was not measured, as naming no speaker
    #[arg(long, value_name = "X", value_parser = share)]
    pub min_confidence: Option<f32>,

    #[command(flatten)]
    pub data: DataArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum EvalFormat {
    /// Tables for the eye
    Text,
    /// One JSON object
    Json,
}

/// The end of `eval -h`.
pub(super) const HELP: &str = "\
quote: is the span found. mention: are the words that name the speaker right. speaker: is its full name right.
docs/evaluation.md has the definitions, and the fields of the JSON object.

Examples:
  whosaid eval gold.jsonl
  whosaid eval fixtures/articles --errors 20
  whosaid eval corpus/dev --write-baseline figures.json
  whosaid eval corpus/dev --baseline figures.json
  whosaid eval gold.csv --text articles/ --predictions other-program.csv --format json";

/// Examples and exit codes, for `eval --help`.
pub(super) fn long_help() -> String {
    format!("{HELP}\n\n{}", exit::HELP)
}

/// Compares and reports. A bad document is reported and the rest goes on.
pub(super) fn run(args: &EvalArgs) -> Result<Exit, Error> {
    let baseline = args.baseline.as_deref().map(baseline).transpose()?;
    let mut predictions = Predictions::new(args)?;
    let mut stdout = Output::open(None)?;
    let mut files = files::Files::open(args)?;
    let mut bad = 0;
    let mut evaluation = Evaluation::default();
    for document in gold::documents(&args.gold, &args.text) {
        let judged = document.and_then(|gold| Ok((predictions.of(&gold)?, gold)));
        match judged {
            Ok((found, gold)) => evaluation.add(&gold, &found),
            Err(error) => {
                messages::report(&error);
                bad += 1;
            }
        }
    }
    for error in predictions.left() {
        messages::report(&error);
        bad += 1;
    }
    if evaluation.documents().is_empty() {
        return Err(Error::other("no gold document could be read"));
    }
    let figures = evaluation.figures();
    let drops = match (&baseline, &args.baseline) {
        (Some(baseline), Some(path)) => Some(figures.drops(baseline).map_err(|m| about(path, &m))?),
        _ => None,
    };
    let name = stdout.name();
    let report = report::Report { evaluation: &evaluation, figures: &figures, drops: drops.as_deref(), args };
    report.write(&mut stdout).map_err(|cause| Error::io(name, cause))?;
    stdout.complete()?;
    files.write(&evaluation)?;
    let negative = drops.is_some_and(|drops| !drops.is_empty());
    // Figures of half the gold, or worse ones, are nothing to measure by later.
    files.complete(bad == 0 && !negative)?;
    Ok(match (bad, negative) {
        (0, false) => Exit::Done,
        (0, true) => Exit::Negative,
        _ => Exit::Error,
    })
}

fn baseline(path: &Path) -> Result<Baseline, Error> {
    Baseline::parse(&read_utf8(path)?).map_err(|message| about(path, &message))
}

fn about(path: &Path, message: &str) -> Error {
    Error::new(ErrorKind::Other(format!("{}: {message}", path.display())))
}
