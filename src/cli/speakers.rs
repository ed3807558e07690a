//! `whosaid speakers`: who is quoted, and how often.

use std::io::{self, IsTerminal as _, Write};

use super::args::{ListFormat, SpeakersArgs};
use super::exit::Exit;
use super::naming::Naming;
use super::output::Output;
use super::tally::{Line, Tally};
use super::terminal::{Colours, shortened};
use super::{input, messages};
use crate::error::Error;
use crate::write::{cause, defused};

/// The most characters of a name that the table for the eye shows.
const SHOWN: usize = 60;

const COLUMNS: [&str; 3] = ["speaker", "quotes", "documents"];

/// Prints the list. A bad input is reported and the rest goes on.
pub(super) fn run(args: &SpeakersArgs) -> Result<Exit, Error> {
    let mut extractor = args.data.extractor()?;
    let naming = Naming::new(&args.speakers)?;
    let mut tally = Tally::default();
    let mut exit = Exit::Done;
    for document in input::documents(&args.paths, &args.input) {
        match document {
            Ok(document) => {
                let mut found = extractor.extract_all(&document.text);
                naming.apply(&mut found);
                tally.add(&found);
            }
            Err(error) => {
                messages::report(&error);
                exit = Exit::Error;
            }
        }
    }
    let mut output = Output::open(None)?;
    list(&mut output, args, &tally.lines()).map_err(|cause| Error::io(output.name(), cause))?;
    output.complete()?;
    if tally.unknown > 0 {
        messages::note(&format!("quotes without a speaker: {}", tally.unknown));
    }
    Ok(exit)
}

fn list(out: impl Write, args: &SpeakersArgs, lines: &[Line<'_>]) -> io::Result<()> {
    let fit = if io::stdout().is_terminal() { ListFormat::Table } else { ListFormat::Csv };
    match args.format.unwrap_or(fit) {
        ListFormat::Csv => separated(out, b',', args.raw, lines),
        ListFormat::Tsv => separated(out, b'\t', args.raw, lines),
        ListFormat::Jsonl => objects(out, lines),
        ListFormat::Table => table(out, lines),
    }
}

fn separated(out: impl Write, separator: u8, raw: bool, lines: &[Line<'_>]) -> io::Result<()> {
    let mut out = csv::WriterBuilder::new().delimiter(separator).from_writer(out);
    out.write_record(COLUMNS).map_err(cause)?;
    for line in lines {
        let speaker = if raw { line.speaker.into() } else { defused(line.speaker.into()) };
        out.write_record([&*speaker, &line.quotes.to_string(), &line.documents.to_string()]).map_err(cause)?;
    }
    out.flush()
}

fn objects(mut out: impl Write, lines: &[Line<'_>]) -> io::Result<()> {
    lines.iter().try_for_each(|line| {
        serde_json::to_writer(&mut out, line)?;
        out.write_all(b"\n")
    })
}

/// Columns as wide as the widest of what stands in them.
fn table(mut out: impl Write, lines: &[Line<'_>]) -> io::Result<()> {
    let colours = Colours::of_stdout();
    let shown = |line: &Line<'_>| [shortened(line.speaker, SHOWN), line.quotes.to_string(), line.documents.to_string()];
    let rows: Vec<[String; 3]> = lines.iter().map(shown).collect();
    let mut widths = COLUMNS.map(str::len);
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let [wide, quotes_wide, documents_wide] = widths;
    let [speaker, quotes, documents] = COLUMNS;
    let heading = format!("{speaker:<wide$}  {quotes:>quotes_wide$}  {documents:>documents_wide$}");
    writeln!(out, "{}", colours.faint(&heading))?;
    rows.iter().try_for_each(|[speaker, quotes, documents]| {
        let speaker = colours.strong(&format!("{speaker:<wide$}"));
        writeln!(out, "{speaker}  {quotes:>quotes_wide$}  {documents:>documents_wide$}")
    })
}
