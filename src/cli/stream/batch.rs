//! A batch at work: its documents through the extractor, what was found gathered.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::source::{Batch, Position};
use crate::document::Document;
use crate::error::Error;
use crate::extract::Extractor;
use crate::read::Reader;

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
}

impl Counts {
    pub(in crate::cli) fn add(&mut self, more: Counts) {
        self.documents += more.documents;
        self.quotes += more.quotes;
        self.with_speaker += more.with_speaker;
    }
}

/// What was found in a batch.
pub(in crate::cli) struct Done<F> {
    pub found: Result<F, Error>,
    pub counts: Counts,
    /// Of inputs and documents that could not be read, in order.
    pub errors: Vec<Error>,
    pub bytes: usize,
    /// Where the next batch begins.
    pub end: Position,
}

/// Does the job on a batch.
pub(super) fn work<J: Job>(job: &J, extractor: &mut Extractor, reader: &Arc<Reader>, batch: Batch) -> Done<J::Found> {
    let mut found = J::Found::default();
    let (mut counts, mut errors) = (Counts::default(), Vec::new());
    for piece in batch.pieces {
        let piece = match piece {
            Ok(piece) => piece,
            Err(error) => {
                errors.push(error);
                continue;
            }
        };
        for document in piece.documents(reader.clone()) {
            let document = match document {
                Ok(document) => document,
                Err(error) => {
                    errors.push(error);
                    continue;
                }
            };
            // A fault of the program in one document of a million should cost that document.
            let done = catch_unwind(AssertUnwindSafe(|| job.document(extractor, &document, &mut found, &mut counts)));
            match done {
                Ok(()) => counts.documents += 1,
                Err(_) => errors.push(Error::other(format!("{}: whosaid has a fault here; skipped", document.source))),
            }
            if done.is_err() || document.text.len() > LARGE {
                *extractor = extractor.clone();
            }
        }
    }
    let found = job.ready(&mut found).map(|()| found);
    Done { found, counts, errors, bytes: batch.bytes, end: batch.end }
}
