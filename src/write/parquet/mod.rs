//! Parquet: a file with typed columns for data frames and databases, compressed with zstd.

#[cfg(feature = "parquet")]
mod buffer;
#[cfg(feature = "parquet")]
mod table;

use super::format::{Descriptor, Making};

pub(super) static FORMAT: Descriptor = Descriptor {
    name: "parquet",
    suffixes: &["parquet"],
    doc: "Typed columns for data frames and databases, with zstd inside",
    separated: false,
    #[cfg(feature = "parquet")]
    making: Making::Whole(|out, options| Ok(Box::new(table::Table::new(out, options)?))),
    #[cfg(not(feature = "parquet"))]
    making: Making::Missing("parquet"),
};
