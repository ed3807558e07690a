//! The formats that inputs can have: a file for each, and the list of them all.
//!
//! A format has a [`Descriptor`]: its name, its suffixes, and how an input is cut into pieces that become documents in many
//! threads. A new one is a file beside this, with a static descriptor, and a line in [`ALL`]; arguments, help, folders and
//! `whosaid formats` take it from there.

mod columns;
pub(super) mod csv;
mod docx;
mod gather;
#[cfg(feature = "html")]
pub(super) mod html;
pub(super) mod jsonl;
#[cfg(feature = "tables")]
mod package;
mod parquet;
mod record;
pub(super) mod text;
mod warc;
mod workbook;
#[cfg(feature = "tables")]
mod xml;
mod zip;

use super::input::Input;
use super::piece::{Line, Piece, Whole};
use super::{Documents, Reader};
use crate::document::Document;
use crate::error::Error;

/// Every format of this build. Of an input whose name does not tell, the first that knows its begin decides.
pub(super) static ALL: &[&Descriptor] = &[
    &text::DESCRIPTOR,
    &jsonl::DESCRIPTOR,
    #[cfg(feature = "html")]
    &html::DESCRIPTOR,
    &csv::CSV,
    &csv::TSV,
    &workbook::XLSX,
    &workbook::ODS,
    &parquet::DESCRIPTOR,
    &docx::DESCRIPTOR,
    &warc::DESCRIPTOR,
    &zip::DESCRIPTOR,
];

/// Fields and columns that can name the source, in order of preference.
const SOURCES: [&str; 3] = ["source", "url", "id"];

/// What there is to know about a format.
#[derive(Debug)]
pub(crate) struct Descriptor {
    /// As in `--input-format`.
    pub name: &'static str,
    /// What names of such files end in, without the full stop, in small letters; folders are searched for these.
    pub suffixes: &'static [&'static str],
    /// One line about it, without a full stop.
    pub about: &'static str,
    /// Whether an input whose name does not tell is of this format if it begins with these bytes.
    pub begins: fn(&[u8]) -> bool,
    pub cut: Cut,
}

/// How an input is cut into what one thread takes at a time.
#[derive(Debug)]
pub(crate) enum Cut {
    /// Not at all: a thread makes documents of the whole input.
    Whole(fn(&Reader, Whole) -> Documents<'static>),
    /// At line ends: a thread makes a document of each line that has one. The error tells what is wrong with the line.
    Lines(fn(&Reader, &Line<'_>) -> Result<Option<Document>, String>),
    /// As the format itself says: its pieces, cut by the thread that reads. Whoever goes on at a checkpoint passes over as
    /// many pieces as were used, so the same input must give the same pieces.
    Own(fn(&Reader, Input) -> Result<OwnPieces, Error>),
    /// Not in this build, for it lacks a feature.
    #[cfg_attr(all(feature = "archives", feature = "parquet"), expect(dead_code, reason = "this build lacks none"))]
    Absent(&'static str),
}

/// Pieces that a format has cut itself, with an error in place of each that could not be read.
pub(crate) type OwnPieces = Box<dyn Iterator<Item = Result<Piece, Error>> + Send>;
