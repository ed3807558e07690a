//! What is done with a document: its quotations become rows, and rows bytes.

use crate::cli::args::ExtractArgs;
use crate::cli::naming::Naming;
use crate::cli::stream::{Counts, Job};
use crate::compression::{Compression, seal};
use crate::document::Document;
use crate::error::Error;
use crate::extract::Extractor;
use crate::rows::{Column, OwnedRow, Row};
use crate::write::{Format, Options, continuation, head};

/// What was found in a batch.
#[derive(Default)]
pub(super) struct Found {
    /// Rows as they are written, where they can be written block by block.
    pub block: Vec<u8>,
    /// Rows for the one writer that makes the whole of the table, where there has to be one.
    pub rows: Vec<OwnedRow>,
}

/// Makes the table of a batch.
pub(super) struct TableJob {
    format: Format,
    options: Options,
    all: bool,
    join: bool,
    naming: Naming,
    /// How each batch is compressed on its own.
    seal: Option<Compression>,
}

impl TableJob {
    pub(super) fn new(
        format: Format,
        options: Options,
        args: &ExtractArgs,
        naming: Naming,
        seal: Option<Compression>,
    ) -> Self {
        TableJob { format, options, all: args.all, join: args.join, naming, seal }
    }

    /// What stands before the rows.
    pub(super) fn head(&self) -> Result<Vec<u8>, Error> {
        let mut head = Vec::new();
        self::head(self.format, &mut head, &self.options).map_err(|cause| Error::io("table", cause))?;
        self.sealed(head)
    }

    fn sealed(&self, block: Vec<u8>) -> Result<Vec<u8>, Error> {
        match self.seal {
            Some(compression) if !block.is_empty() => {
                seal(compression, &block).map_err(|cause| Error::io(compression.name(), cause))
            }
            _ => Ok(block),
        }
    }
}

impl Job for TableJob {
    type Found = Found;

    fn document(&self, extractor: &mut Extractor, document: &Document, found: &mut Found, counts: &mut Counts) {
        let mut quotations = extractor.extract_all(&document.text);
        self.naming.apply(&mut quotations);
        let columns = if self.join { Column::ALL } else { &self.options.columns };
        let mut rows = Row::with_columns(document, &quotations, columns);
        rows.retain(|row| self.all || row.kind.is_some());
        let rows = if self.join { Row::join(rows) } else { rows };
        if rows.is_empty() {
            return;
        }
        counts.quotes += rows.len() as u64;
        counts.with_speaker += rows.iter().filter(|row| !row.speaker.is_empty()).count() as u64;
        match continuation(self.format, &mut found.block, &self.options) {
            Some(mut table) => {
                // Memory takes whatever is written to it.
                let _ = rows.iter().try_for_each(|row| table.write(row)).and_then(|()| table.finish());
            }
            None => found.rows.extend(rows.iter().map(OwnedRow::from)),
        }
    }

    fn ready(&self, found: &mut Found) -> Result<(), Error> {
        found.block = self.sealed(std::mem::take(&mut found.block))?;
        Ok(())
    }
}
