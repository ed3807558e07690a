//! Where results go: rows to the output, errors to the user, places to the checkpoint.

use super::job::Found;
use super::target::Target;
use crate::cli::checkpoint::Checkpoint;
use crate::cli::exit::Exit;
use crate::cli::messages;
use crate::cli::progress::{Progress, Skipped};
use crate::cli::stream::{Counts, Done, OnError, Sink};
use crate::error::Error;

/// Takes the results of a run.
pub(super) struct TableSink {
    target: Target,
    checkpoint: Option<Checkpoint>,
    progress: Progress,
    on_error: OnError,
    counts: Counts,
    skipped: Skipped,
    /// Whether everything that was written stands behind a checkpoint, or could.
    whole: bool,
}

impl TableSink {
    pub(super) fn new(target: Target, checkpoint: Option<Checkpoint>, progress: Progress, on_error: OnError) -> Self {
        let saved = checkpoint.as_ref().map(|checkpoint| (checkpoint.saved.counts, checkpoint.saved.skipped));
        let (counts, skipped) = saved.unwrap_or_default();
        TableSink { target, checkpoint, progress, on_error, counts, skipped, whole: true }
    }

    pub(super) fn checkpoint(&self) -> Option<&Checkpoint> {
        self.checkpoint.as_ref()
    }

    /// Ends a run that has read everything.
    pub(super) fn complete(mut self) -> Result<Exit, Error> {
        for note in self.target.end()? {
            messages::note(&note);
        }
        if let Some(checkpoint) = &mut self.checkpoint {
            checkpoint.saved.done = true;
        }
        self.save()?;
        let exit = if self.skipped.is_empty() { Exit::Done } else { Exit::Error };
        // A run that could read nothing leaves the old table.
        if self.counts.documents > 0 || exit == Exit::Done || self.checkpoint.is_some() {
            self.target.complete()?;
        }
        self.progress.summary("done", self.counts, self.skipped);
        Ok(exit)
    }

    /// Ends a run before it has read everything.
    pub(super) fn interrupt(&mut self, end: &str) -> Result<(), Error> {
        let saved = if self.whole { self.save() } else { Ok(()) };
        self.progress.summary(end, self.counts, self.skipped);
        saved
    }

    fn save(&mut self) -> Result<(), Error> {
        let (Some(checkpoint), Some((length, file))) = (&mut self.checkpoint, self.target.growing()) else {
            return Ok(());
        };
        let saved = &mut checkpoint.saved;
        (saved.output_bytes, saved.counts, saved.skipped) = (length, self.counts, self.skipped);
        checkpoint.make(file)
    }
}

impl Sink<Found> for TableSink {
    fn take(&mut self, mut done: Done<Found>) -> Result<(), Error> {
        self.progress.hear(&mut done, self.on_error, &mut self.skipped)?;
        self.whole = false;
        self.target.add(done.found?)?;
        self.counts.add(done.counts);
        self.whole = true;
        if let Some(checkpoint) = &mut self.checkpoint {
            checkpoint.saved.position = done.end;
            if checkpoint.is_due() {
                self.save()?;
            }
        }
        Ok(())
    }

    fn tick(&mut self) {
        self.progress.tick(self.counts, self.skipped);
    }
}
