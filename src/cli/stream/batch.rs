//! A batch at work: its documents through the extractor, what was found gathered.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::source::{Batch, Position};
use crate::document::Document;
use crate::error::Error;
use crate::extract::Extractor;
use crate::read::Reader;
use crate::warning::Warning;

/// After a text of more bytes than this the extractor's memory is given back.
const LARGE: usize = 4 << 20;

/// What is done with each document.
pub(in crate::cli) trait Job: Send + Sync + 'static {
    /// What is found in a batch.
    type Found: Default + Send + 'static;

    /// Adds what is found in a document.
    fn document(&self, extractor: &mut Extractor, document: &Document, found: &mut Self::Found, counts: &mut Counts);

    /// Is called after the last document of a batch.
    ///
    /// # Errors
    /// What makes the batch unusable.
    fn ready(&self, _found: &mut Self::Found) -> Result<(), Error> {
        Ok(())
    }
}

/// What was done so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Counts {
    pub documents: u64,
    /// Rows.
    pub quotes: u64,
    pub with_speaker: u64,
    /// What readers of the output should know about inputs that were used.
    pub warnings: u64,
}

impl Counts {
    pub(in crate::cli) fn add(&mut self, more: Counts) {
        self.documents += more.documents;
        self.quotes += more.quotes;
        self.with_speaker += more.with_speaker;
        self.warnings += more.warnings;
    }
}

/// What was found in a batch.
pub(in crate::cli) struct Done<F> {
    pub found: Result<F, Error>,
    pub counts: Counts,
    /// What is to be said of inputs and documents, in order.
    pub told: Vec<Told>,
    pub bytes: usize,
    /// Where the next batch begins.
    pub end: Position,
}

/// Something to be said of an input or document.
pub(in crate::cli) enum Told {
    /// It could not be read.
    Error(Error),
    /// It was used.
    Warning(Warning),
}

impl<F> Done<F> {
    /// Takes out the first error.
    pub(in crate::cli) fn take_error(&mut self) -> Option<Error> {
        let first = self.told.iter().position(|told| matches!(told, Told::Error(_)))?;
        match self.told.remove(first) {
            Told::Error(error) => Some(error),
            Told::Warning(_) => None,
        }
    }
}

/// Does the job on a batch.
pub(super) fn work<J: Job>(job: &J, extractor: &mut Extractor, reader: &Arc<Reader>, batch: Batch) -> Done<J::Found> {
    let mut found = J::Found::default();
    let (mut counts, mut told) = (Counts::default(), Vec::new());
    for piece in batch.pieces {
        let piece = match piece {
            Ok(piece) => piece,
            Err(error) => {
                told.push(Told::Error(error));
                continue;
            }
        };
        for document in piece.documents(reader.clone()) {
            let mut document = match document {
                Ok(document) => document,
                Err(error) => {
                    told.push(Told::Error(error));
                    continue;
                }
            };
            counts.warnings += document.warnings.len() as u64;
            told.extend(document.warnings.drain(..).map(Told::Warning));
            // A fault of the program in one document of a million should cost that document.
            let done = catch_unwind(AssertUnwindSafe(|| job.document(extractor, &document, &mut found, &mut counts)));
            match done {
                Ok(()) => counts.documents += 1,
                Err(_) => {
                    let message = format!("{}: whosaid has a fault here; skipped", document.source);
                    told.push(Told::Error(Error::other(message)));
                }
            }
            if done.is_err() || document.text.len() > LARGE {
                *extractor = extractor.clone();
            }
        }
    }
    let found = job.ready(&mut found).map(|()| found);
    Done { found, counts, told, bytes: batch.bytes, end: batch.end }
}
