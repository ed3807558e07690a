//! The table as it is written: blocks of bytes, compressed or not, to an output; or rows to the one writer of a table.

use std::fs::File;
use std::io::{self, BufWriter, Write};

use super::job::Found;
use crate::cli::output::Output;
use crate::compression::{Compression, ZstdFrame, seal};
use crate::error::Error;
use crate::write::{Format, Options, Writer, writer};

/// Takes the blocks or rows of a table in order.
pub(super) struct Target {
    output: Output,
    /// Makes the whole of the table, and writes it to the output.
    table: Option<Box<dyn Writer + Send>>,
    /// Compresses what the output gets.
    frame: Option<ZstdFrame>,
    /// How blocks come compressed.
    seal: Option<Compression>,
    /// Bytes given to the output.
    bytes: u64,
}

impl Target {
    /// Blocks come compressed each on its own, so that threads share that work and the output can be cut between any two.
    /// But programs are about that read of a zstd file the first frame only: unless it must be possible to cut it, such an
    /// output is one frame.
    pub(super) fn new(output: Output, compression: Option<Compression>, cut: bool) -> Result<Self, Error> {
        let bytes = output.length();
        let failed = |cause| Error::io(output.name(), cause);
        let frame = match compression {
            Some(Compression::Zstd) if !cut => output.handle().map_err(failed)?.map(ZstdFrame::new),
            _ => None,
        };
        let frame = frame.transpose().map_err(failed)?;
        let seal = if frame.is_some() { None } else { compression };
        Ok(Target { output, table: None, frame, seal, bytes })
    }

    /// One writer makes all of the table.
    pub(super) fn whole(output: Output, format: Format, options: &Options) -> Result<Self, Error> {
        let failed = |cause| Error::io(output.name(), cause);
        let out: Box<dyn Write + Send> = match output.handle().map_err(failed)? {
            Some(file) => Box::new(BufWriter::new(file)),
            None => Box::new(io::stdout()),
        };
        let table = Some(writer(format, out, options).map_err(failed)?);
        Ok(Target { output, table, frame: None, seal: None, bytes: 0 })
    }

    /// How a block must be compressed before it comes.
    pub(super) fn seal(&self) -> Option<Compression> {
        self.seal
    }

    pub(super) fn is_stdout(&self) -> bool {
        matches!(self.output, Output::Stdout(_))
    }

    /// Writes what was found in a batch.
    pub(super) fn add(&mut self, found: Found) -> Result<(), Error> {
        if let Some(table) = &mut self.table {
            let written = found.rows.iter().try_for_each(|row| table.write(&row.row()));
            return written.map_err(|cause| Error::io(self.output.name(), cause));
        }
        self.write(found.block)
    }

    /// Writes a block; all of it is in the hands of the system afterwards, unless it goes into a frame.
    pub(super) fn write(&mut self, block: Vec<u8>) -> Result<(), Error> {
        if block.is_empty() {
            return Ok(());
        }
        self.bytes += block.len() as u64;
        let written = match &self.frame {
            Some(frame) => frame.write(block),
            None => self.output.write_all(&block).and_then(|()| self.output.flush()),
        };
        written.map_err(|cause| Error::io(self.output.name(), cause))
    }

    /// The length of the output, and its file, if it grows in place.
    pub(super) fn growing(&self) -> Option<(u64, &File)> {
        match &self.output {
            Output::Growing(_, file) => Some((self.bytes, file)),
            _ => None,
        }
    }

    /// Writes what must stand in the end, and tells what the table could not hold.
    pub(super) fn end(&mut self) -> Result<Vec<String>, Error> {
        let failed = |cause| Error::io(self.output.name(), cause);
        if let Some(mut table) = self.table.take() {
            table.finish().map_err(failed)?;
            return Ok(table.notes().into_iter().map(|note| format!("{}: {note}", self.output.name())).collect());
        }
        if let Some(frame) = self.frame.take() {
            frame.finish().map_err(failed)?;
            return Ok(Vec::new());
        }
        match self.seal {
            // Nothing at all is no compressed nothing.
            Some(compression) if self.bytes == 0 => {
                let nothing = seal(compression, &[]).map_err(failed)?;
                self.write(nothing)?;
            }
            _ => {}
        }
        Ok(Vec::new())
    }

    /// Brings a file to its place.
    pub(super) fn complete(self) -> Result<(), Error> {
        self.output.complete()
    }
}
