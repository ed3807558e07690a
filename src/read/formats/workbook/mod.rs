//! Workbooks: XLSX and ODS, each sheet a table with a header, each row a document.
//!
//! Every sheet that has the column for the text is read, in the order of the workbook; the others are passed over, and a
//! workbook of which no sheet has it is an error.

#[cfg(feature = "tables")]
mod cell;
#[cfg(feature = "tables")]
mod ods;
#[cfg(feature = "tables")]
mod pieces;
#[cfg(feature = "tables")]
mod sheet;
#[cfg(feature = "tables")]
mod xlsx;

#[cfg(feature = "parquet")]
pub(super) use cell::number_of;

use super::{Cut, Descriptor};

pub(in crate::read) static XLSX: Descriptor = Descriptor {
    name: "xlsx",
    suffixes: &["xlsx", "xlsm"],
    about: "An Excel workbook: each sheet with a column for the text is a table, each row a document",
    begins: |_| false,
    #[cfg(feature = "tables")]
    cut: Cut::Own(pieces::xlsx),
    #[cfg(not(feature = "tables"))]
    cut: Cut::Absent("tables"),
};

pub(in crate::read) static ODS: Descriptor = Descriptor {
    name: "ods",
    suffixes: &["ods"],
    about: "An OpenDocument workbook, read as xlsx is",
    begins: |_| false,
    #[cfg(feature = "tables")]
    cut: Cut::Own(pieces::ods),
    #[cfg(not(feature = "tables"))]
    cut: Cut::Absent("tables"),
};

#[cfg(feature = "archives")]
pub(super) use pieces::{of_ods, of_xlsx};
