//! `whosaid test`: texts with expected rows against what is found in them.

mod bless;
mod findings;
mod json;
mod junit;
mod text;

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::args::DataArgs;
use super::exit::Exit;
use super::messages;
use super::output::Output;
use super::terminal::Colours;
use crate::cases::{Case, Known, Pair, Reader};
use crate::error::Error;
use crate::extract::Extractor;
use findings::{Outcome, Report};

/// The folder that is tested where none is named.
const FIXTURES: &str = "fixtures";

#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub(super) struct TestArgs {
    /// Cases, and folders of cases [default: the folder fixtures]
    ///
    /// NAME.txt with the expected table NAME.csv beside it, .case files, annotated documents in .jsonl and .ndjson files.
    /// Folders are read with their subfolders, sorted by name, hidden files left out.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Differences that are known: CSV with the columns article,quote,expected,found
    ///
    /// A difference listed there does not fail. One that is listed and happens no more does.
    #[arg(long, value_name = "FILE")]
    pub known: Option<PathBuf>,

    /// Compare the column mention of tables too, which otherwise is for their readers only
    #[arg(long)]
    pub mentions: bool,

    /// Run only cases whose name holds STRING; give it again for other names
    #[arg(long, value_name = "STRING")]
    pub filter: Vec<String>,

    /// Rewrite the expectations to what is found, after showing what differs; with --known, rewrite that file only
    #[arg(long)]
    pub bless: bool,

    /// How differences are written
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    pub format: ReportFormat,

    #[command(flatten)]
    pub data: DataArgs,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ReportFormat {
    /// For the eye
    Text,
    /// One JSON object
    Json,
    /// JUnit XML, for continuous integration
    Junit,
}

const HELP: &str = "\
Ends with 1 if anything differs, with 2 if a case cannot be used (the others are still tested). After --bless it ends with 0
if nothing differs any more.

Examples:
  whosaid test
  whosaid test fixtures/articles --known fixtures/known-faults.csv
  whosaid test my-cases/ --rules my-rules/ --filter pronoun --filter surname
  whosaid test my-cases/ --format junit > report.xml
  whosaid test my-cases/new.case --bless";

/// Prints what differs. A bad input is reported and the rest goes on.
pub(super) fn run(args: &TestArgs) -> Result<Exit, Error> {
    let paths = paths(args)?;
    let mut known = known(args)?;
    let mut extractor = args.data.extractor()?;
    let mut output = Output::open(None)?;
    let mut run = Run { args, report: Report::default(), names: HashMap::new(), blessed: Vec::new() };
    for path in &paths {
        for case in (Reader { mentions: args.mentions }).path(path) {
            match case.and_then(|case| run.unique(case)) {
                Ok(case) => run.case(case, known.as_ref(), &mut extractor, &mut output)?,
                Err(error) => run.report.bad(&error),
            }
        }
    }
    if run.report.outcomes.is_empty() && run.report.errors.is_empty() {
        return Err(no_case(args, &paths));
    }
    if let Some(known) = known.as_ref().filter(|_| args.filter.is_empty() && paths.iter().all(|path| path.is_dir())) {
        run.note_unknown_cases(known);
    }
    // What differs is to be seen whatever becomes of the files.
    let Run { mut report, blessed, .. } = run;
    write_end(args.format, &mut output, &report).map_err(|cause| Error::io(output.name(), cause))?;
    output.complete()?;
    if args.bless {
        let right = bless::write(&blessed, known.as_mut(), &mut report);
        return Ok(if !report.errors.is_empty() {
            Exit::Error
        } else if right {
            Exit::Done
        } else {
            Exit::Negative
        });
    }
    Ok(report.exit())
}

/// What is kept while cases run.
struct Run<'a> {
    args: &'a TestArgs,
    report: Report,
    /// The file of each case so far, filtered out or not.
    names: HashMap<String, PathBuf>,
    /// Every case with its comparison, if files are to be rewritten.
    blessed: Vec<(Case, Vec<Pair>)>,
}

impl Run<'_> {
    fn unique(&mut self, case: Case) -> Result<Case, Error> {
        match self.names.insert(case.name.clone(), case.file.clone()) {
            None => Ok(case),
            Some(other) => {
                let what = format!("a case is called {:?} already, in {}", case.name, other.display());
                self.names.insert(case.name, other);
                Err(Error::other(format!("{}: {what}", case.file.display())))
            }
        }
    }

    fn case(
        &mut self,
        case: Case,
        known: Option<&Known>,
        extractor: &mut Extractor,
        output: &mut Output,
    ) -> Result<(), Error> {
        let filter = &self.args.filter;
        if !filter.is_empty() && !filter.iter().any(|part| case.name.contains(part.as_str())) {
            return Ok(());
        }
        let pairs = case.compare(extractor);
        let checked = known
            .map_or_else(|| Known::default().check(&case.name, pairs.clone()), |k| k.check(&case.name, pairs.clone()));
        let outcome = Outcome::new(&case, &checked);
        if matches!(self.args.format, ReportFormat::Text) {
            let colours = Colours::of_stdout();
            text::outcome(&mut *output, &outcome, colours).map_err(|cause| Error::io(output.name(), cause))?;
        }
        self.report.add(outcome);
        if self.args.bless {
            self.blessed.push((case, pairs));
        }
        Ok(())
    }

    fn note_unknown_cases(&self, known: &Known) {
        let gone: Vec<_> = known.cases().filter(|case| !self.names.contains_key(*case)).collect();
        if let Some(first) = gone.first() {
            let more = if gone.len() > 1 { format!(" and {} more", gone.len() - 1) } else { String::new() };
            messages::note(&format!("{}: no case is called {first:?}{more}", known.file().display()));
        }
    }
}

fn write_end(format: ReportFormat, out: &mut impl Write, report: &Report) -> io::Result<()> {
    match format {
        ReportFormat::Text => writeln!(out, "{}", report.summary()),
        ReportFormat::Json => json::write(out, report),
        ReportFormat::Junit => junit::write(out, report),
    }
}

fn paths(args: &TestArgs) -> Result<Vec<PathBuf>, Error> {
    if !args.paths.is_empty() {
        return Ok(args.paths.clone());
    }
    let fixtures = Path::new(FIXTURES);
    if fixtures.is_dir() {
        return Ok(vec![fixtures.to_owned()]);
    }
    Err(Error::other(format!(
        "no folder {FIXTURES} here: name a .case file, a text with its table beside it, a .jsonl file of annotated \
         documents, or a folder of these"
    )))
}

/// With --bless the file need not be there yet.
fn known(args: &TestArgs) -> Result<Option<Known>, Error> {
    let Some(path) = args.known.as_deref() else { return Ok(None) };
    if args.bless && !path.exists() { Ok(Some(Known::none(path))) } else { Known::from_file(path).map(Some) }
}

fn no_case(args: &TestArgs, paths: &[PathBuf]) -> Error {
    let paths = paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ");
    if args.filter.is_empty() {
        return Error::other(format!("{paths}: no case"));
    }
    let filter = args.filter.iter().map(|part| format!("{part:?}")).collect::<Vec<_>>().join(" or ");
    Error::other(format!("{paths}: no case has {filter} in its name"))
}
