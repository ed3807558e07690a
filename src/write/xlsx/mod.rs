//! XLSX: a workbook for Excel, LibreOffice and Google Sheets, with the quotes on one sheet and their speakers on another.

#[cfg(feature = "xlsx")]
mod cell;
#[cfg(feature = "xlsx")]
mod date;
#[cfg(feature = "xlsx")]
mod link;
#[cfg(feature = "xlsx")]
mod speakers;
#[cfg(feature = "xlsx")]
mod workbook;

use super::format::{Descriptor, Making};

pub(super) static FORMAT: Descriptor = Descriptor {
    name: "xlsx",
    suffixes: &["xlsx"],
    doc: "A workbook for Excel, LibreOffice and Google Sheets",
    separated: false,
    #[cfg(feature = "xlsx")]
    making: Making::Whole(|out, options| Ok(Box::new(workbook::Workbook::new(out, options)?))),
    #[cfg(not(feature = "xlsx"))]
    making: Making::Missing("xlsx"),
};
