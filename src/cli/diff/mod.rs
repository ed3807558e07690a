//! `whosaid diff`: two sets of rules, word lists or results over the same texts.

mod changes;
mod json;
mod side;
mod subjects;
mod text;

use std::collections::{HashMap, HashSet};
use std::path::PathBuf;

use clap::ValueEnum;

use super::args::InputArgs;
use super::exit::Exit;
use super::output::Output;
use super::{input, messages};
use crate::error::Error;
use crate::evaluation::{Evaluation, Prediction, place};
use crate::rows::{Column, StoredRow};
use changes::{Changes, changes};
use side::{Extractors, Side, Table};
use subjects::{Subject, subjects};

#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub(super) struct DiffArgs {
    /// What was: a folder of rules or word lists, a folder with rules/ and lexicon/ in it, a table of results, or built-in
    #[arg(long, value_name = "A")]
    pub old: PathBuf,

    /// What is now, of the same sort
    #[arg(long, value_name = "B")]
    pub new: PathBuf,

    /// Texts, as for extract, or annotated documents in .jsonl files; none is needed to compare tables
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Annotated texts, as for eval, to tell the change in each figure; may be repeated
    #[arg(long, value_name = "FILE")]
    pub gold: Vec<PathBuf>,

    /// Count a row as changed, too, if only its rule is another one
    #[arg(long)]
    pub rule_ids: bool,

    /// Show N changes at most; the totals count all
    #[arg(long, value_name = "N")]
    pub limit: Option<usize>,

    /// How changes are written
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: DiffFormat,

    #[command(flatten)]
    pub input: InputArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum DiffFormat {
    /// For the eye
    Text,
    /// One JSON object
    Json,
}

const HELP: &str = "\
A row has changed if its speaker, mention or kind is another one. A column that one of two tables does not have, or has
nothing in, is not compared.
Ends with 1 if anything has changed, with 2 if an input cannot be used (the others are still compared).

Examples:
  whosaid diff --old built-in --new my-rules/ articles/
  whosaid diff --old built-in --new my-words/ --gold gold.jsonl --limit 20
  whosaid diff --old before.jsonl --new after.jsonl
  whosaid diff --old before.csv --new after.csv articles/ --format json";

/// What is known when everything has been compared.
#[derive(Default)]
struct Report {
    changes: Changes,
    /// What was wrong with inputs, as it was reported.
    errors: Vec<String>,
    /// Against gold: what was, and what is.
    figures: Option<(Evaluation, Evaluation)>,
}

/// Prints what has changed. A bad input is reported and the rest goes on.
pub(super) fn run(args: &DiffArgs) -> Result<Exit, Error> {
    let (old, new) = (Side::open(&args.old)?, Side::open(&args.new)?);
    let mut output = Output::open(None)?;
    let mut report = Report { changes: Changes::new(args.limit), ..Report::default() };
    match (old, new) {
        (Side::Extractor(old), Side::Extractor(new)) => report.texts(args, *old, *new),
        (Side::Table(old), Side::Table(new)) => report.tables(args, old, new),
        (Side::Table(_), _) => return Err(different(&args.old, &args.new)),
        (_, Side::Table(_)) => return Err(different(&args.new, &args.old)),
    }
    let written = match args.format {
        DiffFormat::Text => text::write(&mut output, &report),
        DiffFormat::Json => json::write(&mut output, &report),
    };
    written.map_err(|cause| Error::io(output.name(), cause))?;
    output.complete()?;
    Ok(match (report.errors.is_empty(), report.changes.is_empty()) {
        (false, _) => Exit::Error,
        (true, false) => Exit::Negative,
        (true, true) => Exit::Done,
    })
}

/// Whether standard input is what is to be read.
pub(super) fn reads_stdin(args: &DiffArgs) -> bool {
    args.gold.is_empty() && !side::is_table(&args.old) && !side::is_table(&args.new)
}

fn different(table: &std::path::Path, folder: &std::path::Path) -> Error {
    Error::other(format!(
        "{} is a table of results and {} is none: --old and --new are of the same sort",
        table.display(),
        folder.display()
    ))
}

impl Report {
    fn bad(&mut self, error: &Error) {
        messages::report(error);
        self.errors.push(error.to_string());
    }

    /// Compares what two extractors find.
    fn texts(&mut self, args: &DiffArgs, mut old: Extractors, mut new: Extractors) {
        let columns = compared(args, &[Column::Mention, Column::Kind, Column::Rule]);
        // Without a path, standard input is read, unless gold brings its texts along.
        let mut paths = args.paths.clone();
        if paths.is_empty() && args.gold.is_empty() {
            paths.push(PathBuf::from("-"));
        }
        for subject in subjects(&paths, &args.gold, &args.input) {
            match subject {
                Ok(subject) => {
                    let (was, is) = (old.rows(&subject.document), new.rows(&subject.document));
                    self.compare(&subject.document.source, Some(&subject), &was, &is, &columns);
                }
                Err(error) => self.bad(&error),
            }
        }
    }

    /// Compares the rows of two tables, source by source.
    fn tables(&mut self, args: &DiffArgs, mut old: Table, mut new: Table) {
        for error in old.errors.drain(..).chain(new.errors.drain(..)) {
            self.bad(&error);
        }
        let both: Vec<Column> = old.columns.iter().copied().filter(|column| new.columns.contains(column)).collect();
        let columns = compared(args, &both);
        self.changes.without_rules = !both.contains(&Column::Rule);
        let mut known: HashMap<String, Subject> = HashMap::new();
        let mut with_gold = Vec::new();
        for subject in subjects(&args.paths, &args.gold, &args.input) {
            match subject {
                Ok(subject) => {
                    if subject.gold.is_some() {
                        with_gold.push(subject.document.source.clone());
                    }
                    known.insert(subject.document.source.clone(), subject);
                }
                Err(error) => self.bad(&error),
            }
        }
        // Annotated texts of which neither table has a row count for the figures, too.
        let mut seen = HashSet::new();
        let sources = old.sources.iter().chain(&new.sources).chain(&with_gold).filter(|source| seen.insert(*source));
        for source in sources {
            let rows = |table: &'_ Table| table.rows.get(source).cloned().unwrap_or_default();
            self.compare(source, known.get(source), &rows(&old), &rows(&new), &columns);
        }
    }

    fn compare(
        &mut self,
        source: &str,
        subject: Option<&Subject>,
        old: &[StoredRow],
        new: &[StoredRow],
        columns: &[Column],
    ) {
        let text = subject.map(|subject| subject.document.text.as_str());
        self.changes.add(old.len(), new.len(), changes(source, text, old, new, columns));
        let Some(gold) = subject.and_then(|subject| subject.gold.as_ref()) else { return };
        let mut judged = Vec::new();
        for rows in [old, new] {
            let rows: Vec<&StoredRow> = rows.iter().collect();
            let placed = place(source, &gold.text, &rows).into_iter();
            let placed = placed.map(|p| p.map(|(row, range)| Prediction::of_stored(row, range)));
            match placed.collect::<Result<Vec<_>, _>>() {
                Ok(predictions) => judged.push(predictions),
                Err(error) => return self.bad(&error),
            }
        }
        let figures = self.figures.get_or_insert_with(Default::default);
        if let [old, new] = &judged[..] {
            figures.0.add(gold, old);
            figures.1.add(gold, new);
        }
    }
}

/// The columns in which a difference makes a change, of those that there are.
fn compared(args: &DiffArgs, there: &[Column]) -> Vec<Column> {
    let counts = |column: &Column| *column != Column::Rule || args.rule_ids;
    [Column::Speaker].into_iter().chain(there.iter().copied().filter(counts)).collect()
}

/// What to say where no text is named and nobody has piped one in.
pub(super) fn expected(args: &DiffArgs) -> Result<(), clap::Error> {
    if reads_stdin(args) { input::expected(&args.paths, "diff") } else { Ok(()) }
}
