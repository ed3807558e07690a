//! JSON Lines: an object a row, with every column and nothing altered. Further fields stand in an object `extra`.

use std::io;

use serde::Serializer;
use serde::ser::Serialize;

use super::{Options, Writer};
use crate::rows::Row;

/// An object a line.
pub(super) struct Lines<W> {
    out: W,
    extra: Vec<String>,
}

impl<W: io::Write> Lines<W> {
    pub(super) fn new(out: W, options: &Options) -> Self {
        Lines { out, extra: options.extra.clone() }
    }
}

impl<W: io::Write> Writer for Lines<W> {
    fn write(&mut self, row: &Row<'_>) -> io::Result<()> {
        let names: Vec<_> = self.extra.iter().map(String::as_str).collect();
        serde_json::to_writer(&mut self.out, &Object { row, names: &names })?;
        self.out.write_all(b"\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// A row with the further fields that were asked for, whatever its document carries.
struct Object<'r> {
    row: &'r Row<'r>,
    names: &'r [&'r str],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.row.serialize_with(self.names, serializer)
    }
}
