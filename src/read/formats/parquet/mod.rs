//! Parquet: a table by columns, each row a document.

use super::{Cut, Descriptor};

#[cfg(feature = "parquet")]
mod file;
#[cfg(feature = "parquet")]
mod rows;

pub(in crate::read) static DESCRIPTOR: Descriptor = Descriptor {
    name: "parquet",
    suffixes: &["parquet"],
    about: "A Parquet file: a table, each row a document",
    begins: |start| start.starts_with(b"PAR1"),
    #[cfg(feature = "parquet")]
    cut: Cut::Own(rows::pieces),
    #[cfg(not(feature = "parquet"))]
    cut: Cut::Absent("parquet"),
};
