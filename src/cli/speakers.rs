//! `whosaid speakers`: who is quoted, and how often.

use std::io::{self, IsTerminal as _, Write};

use super::args::{ListFormat, SpeakersArgs};
use super::exit::Exit;
use super::naming::Naming;
use super::output::Output;
use super::progress::{Progress, Skipped, Total};
use super::stream::{Counts, Done, Ended, Job, OnError, Sink, Source, run as stream};
use super::tally::{Line, Tally};
use super::terminal::{Colours, shortened};
use super::{input, messages};
use crate::document::Document;
use crate::error::Error;
use crate::extract::Extractor;
use crate::write::{cause, defused};

/// The most characters of a name that the table for the eye shows.
const SHOWN: usize = 60;

const COLUMNS: [&str; 3] = ["speaker", "quotes", "documents"];

/// Prints the list. A bad input is reported and the rest goes on.
pub(super) fn run(args: &SpeakersArgs) -> Result<Exit, Error> {
    let extractor = args.data.extractor()?;
    let job = TallyJob(Naming::new(&args.speakers)?);
    let reader = input::reader(&args.input, &args.run);
    let source = Source::new(&args.paths, reader.clone());
    let total = Total::new(&args.paths, &reader);
    let progress = Progress::new(args.run.progress, true, source.bytes_read(), total);
    let (tally, counts, skipped) = Default::default();
    let sink = TallySink { tally, counts, skipped, progress, on_error: args.run.on_error };
    let (sink, ended) = stream(args.run.threads(), source, &extractor, job, sink, || false)?;
    if let Ended::Failed(error) = ended {
        sink.progress.summary("failed", sink.counts, sink.skipped);
        return Err(error);
    }
    let mut output = Output::open(None)?;
    list(&mut output, args, &sink.tally.lines()).map_err(|cause| Error::io(output.name(), cause))?;
    output.complete()?;
    if sink.tally.unknown > 0 {
        messages::note(&format!("quotes without a speaker: {}", sink.tally.unknown));
    }
    sink.progress.summary("done", sink.counts, sink.skipped);
    Ok(if sink.skipped.is_empty() { Exit::Done } else { Exit::Error })
}

/// Counts the speakers of a batch.
struct TallyJob(Naming);

impl Job for TallyJob {
    type Found = Tally;

    fn document(&self, extractor: &mut Extractor, document: &Document, found: &mut Tally, counts: &mut Counts) {
        let mut quotations = extractor.extract_all(&document.text);
        self.0.apply(&mut quotations);
        found.add(&quotations);
        let speech = quotations.iter().filter(|q| q.is_speech());
        for quotation in speech {
            counts.quotes += 1;
            counts.with_speaker += u64::from(!quotation.speaker.is_empty());
        }
    }
}

/// Adds the batches up.
struct TallySink {
    tally: Tally,
    counts: Counts,
    skipped: Skipped,
    progress: Progress,
    on_error: OnError,
}

impl Sink<Tally> for TallySink {
    fn take(&mut self, mut done: Done<Tally>) -> Result<(), Error> {
        self.progress.hear(&mut done, self.on_error, &mut self.skipped)?;
        self.tally.merge(done.found?);
        self.counts.add(done.counts);
        Ok(())
    }

    fn tick(&mut self) {
        self.progress.tick(self.counts, self.skipped);
    }
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
