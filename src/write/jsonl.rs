//! JSON Lines: an object a row, with every column and nothing altered.

use std::io;

use super::Writer;
use crate::rows::Row;

/// An object a line.
pub(super) struct Lines<W>(W);

impl<W: io::Write> Lines<W> {
    pub(super) fn new(out: W) -> Self {
        Lines(out)
    }
}

impl<W: io::Write> Writer for Lines<W> {
    fn write(&mut self, row: &Row<'_>) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, row)?;
        self.0.write_all(b"\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}
