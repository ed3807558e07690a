//! TSV: as CSV, with tabs for commas.

use super::csv::{Table, head};
use super::format::{Descriptor, Making};

pub(super) static FORMAT: Descriptor = Descriptor {
    name: "tsv",
    suffixes: &["tsv"],
    doc: "Tab-separated values",
    separated: true,
    making: Making::Blocks {
        head: |out, options| head(out, b'\t', options),
        rows: |out, options| Box::new(Table::new(out, b'\t', options)),
    },
};
