//! Progress: how far a run is, for the eye or for a program, and what was done in the end.

mod bar;
mod json;
mod skipped;
mod total;

use std::io::IsTerminal as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

pub(super) use skipped::Skipped;
pub(super) use total::Total;

use super::messages;
use super::stream::{Counts, Done, OnError, ProgressMode, Told};
use crate::error::Error;
use bar::Bar;

/// How often a line of JSON is written.
const EVERY: Duration = Duration::from_secs(1);

/// Shows how far a run is.
pub(super) struct Progress {
    shown: Shown,
    begun: Instant,
    /// When it was last told.
    told: Instant,
    /// Bytes read of the inputs, as stored.
    read: Arc<AtomicU64>,
    /// The same at the begin, if the run goes on with an earlier one.
    before: u64,
    total: Total,
}

enum Shown {
    Nothing,
    Bar(Bar),
    Json,
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq)]
struct State {
    counts: Counts,
    skipped: Skipped,
    bytes: u64,
    total_bytes: Option<u64>,
    elapsed: f64,
    /// Bytes a second, as stored.
    rate: f64,
    /// Seconds left.
    left: Option<f64>,
}

impl Progress {
    /// `read` grows with what has been read; rows go `to_stdout` or into a file.
    pub(super) fn new(mode: ProgressMode, to_stdout: bool, read: Arc<AtomicU64>, total: Total) -> Self {
        let shown = match mode {
            ProgressMode::None => Shown::Nothing,
            ProgressMode::Json => Shown::Json,
            ProgressMode::Bar => Shown::Bar(Bar::new()),
            ProgressMode::Auto if fits(to_stdout) => Shown::Bar(Bar::new()),
            ProgressMode::Auto => Shown::Nothing,
        };
        if !matches!(shown, Shown::Nothing) {
            total.measure();
        }
        let (now, before) = (Instant::now(), read.load(Ordering::Relaxed));
        Progress { shown, begun: now, told: now, read, before, total }
    }

    /// Tells how far the run is, if it is time.
    pub(super) fn tick(&mut self, counts: Counts, skipped: Skipped) {
        match &self.shown {
            Shown::Nothing => {}
            Shown::Bar(bar) => bar.draw(&self.state(counts, skipped)),
            Shown::Json if self.told.elapsed() >= EVERY => {
                self.told = Instant::now();
                messages::line(&json::line("progress", None, &self.state(counts, skipped)));
            }
            Shown::Json => {}
        }
    }

    /// Reports what is wrong with the inputs of a batch, and counts what was skipped.
    ///
    /// # Errors
    /// The first error of the batch, if the user wants the run to end with it; then nothing is reported.
    pub(super) fn hear<F>(&self, done: &mut Done<F>, on_error: OnError, skipped: &mut Skipped) -> Result<(), Error> {
        if on_error == OnError::Fail
            && let Some(error) = done.take_error()
        {
            return Err(error);
        }
        for told in &done.told {
            self.tell(told);
            if let Told::Error(error) = told {
                skipped.add(error);
            }
        }
        Ok(())
    }

    /// Reports an error or a warning beside the bar.
    fn tell(&self, told: &Told) {
        let say = || match told {
            Told::Error(error) => messages::report(error),
            Told::Warning(warning) => messages::note(&warning.to_string()),
        };
        match &self.shown {
            Shown::Bar(bar) => bar.aside(say),
            _ => say(),
        }
    }

    /// Tells what was done; `end` is `done`, `interrupted` or `failed`.
    pub(super) fn summary(&self, end: &str, counts: Counts, skipped: Skipped) {
        let state = self.state(counts, skipped);
        match &self.shown {
            Shown::Nothing => {}
            Shown::Json => messages::line(&json::line("summary", Some(end), &state)),
            Shown::Bar(bar) => {
                bar.end();
                let rate = state.rate / 1e6;
                messages::note(&format!("{}, in {:.1} s ({rate:.1} MB/s)", done(counts), state.elapsed));
                if !skipped.is_empty() {
                    messages::note(&format!("skipped: {skipped}"));
                }
                if counts.warnings > 0 {
                    messages::note(&format!("{} about what was used", counted(counts.warnings, "warning")));
                }
            }
        }
    }

    fn state(&self, counts: Counts, skipped: Skipped) -> State {
        let (bytes, elapsed) = (self.read.load(Ordering::Relaxed), self.begun.elapsed().as_secs_f64());
        let rate = if elapsed > 0.0 { bytes.saturating_sub(self.before) as f64 / elapsed } else { 0.0 };
        let total_bytes = self.total.bytes();
        let left = total_bytes.filter(|_| rate > 0.0).map(|total| total.saturating_sub(bytes) as f64 / rate);
        State { counts, skipped, bytes, total_bytes, elapsed, rate, left }
    }
}

fn counted(number: u64, thing: &str) -> String {
    messages::counted(usize::try_from(number).unwrap_or(usize::MAX), thing)
}

/// What was done, in words.
pub(super) fn done(counts: Counts) -> String {
    let (documents, quotes) = (counted(counts.documents, "document"), counted(counts.quotes, "quote"));
    format!("{documents}, {quotes}, {} with a speaker", counts.with_speaker)
}

/// Whether a bar can be seen and disturbs nothing.
fn fits(to_stdout: bool) -> bool {
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    std::io::stderr().is_terminal() && !dumb && !(to_stdout && std::io::stdout().is_terminal())
}
