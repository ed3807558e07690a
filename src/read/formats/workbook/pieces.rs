//! The pieces of a workbook, sheet by sheet.

use std::collections::VecDeque;

use super::sheet::Sheets;
use super::xlsx::Xlsx;
use super::{ods, xlsx};
use crate::error::{Error, ErrorKind};
use crate::guard::guarded;
use crate::read::Reader;
use crate::read::formats::OwnPieces;
use crate::read::formats::package::{Holds, Package};
use crate::read::input::Input;
use crate::read::piece::Piece;

/// Pieces of an XLSX workbook.
pub(super) fn xlsx(reader: &Reader, input: Input) -> Result<OwnPieces, Error> {
    of_xlsx(reader, opened(reader, input, Holds::Xlsx)?)
}

/// Pieces of an ODS workbook.
pub(super) fn ods(reader: &Reader, input: Input) -> Result<OwnPieces, Error> {
    of_ods(reader, opened(reader, input, Holds::Ods)?)
}

fn opened(reader: &Reader, input: Input, wanted: Holds) -> Result<Package, Error> {
    let limit = reader.limit();
    let (name, file) = input.into_file(limit)?;
    let mut package = Package::open(name, file)?;
    if package.stored() > limit {
        let name = package.name.to_string();
        return Err(Error::new(ErrorKind::TooLarge { name, line: None, limit }));
    }
    let holds = package.holds();
    let is = |what: &str| Err(Error::format(&*package.name, format!("this is {what}")));
    match holds {
        holds if holds == wanted => Ok(package),
        Holds::Xlsx => is("an Excel workbook; --input-format xlsx reads it"),
        Holds::Ods => is("an OpenDocument workbook; --input-format ods reads it"),
        Holds::Docx => is("a Word document; --input-format docx reads it"),
        Holds::Files => is("a ZIP archive of other files; --input-format zip reads it"),
        Holds::Other(what) => is(what),
    }
}

/// Pieces of a package that holds an XLSX workbook, a sheet at a time in memory.
pub(in crate::read::formats) fn of_xlsx(reader: &Reader, mut package: Package) -> Result<OwnPieces, Error> {
    let (name, stored) = (package.name.clone(), package.stored());
    xlsx::check(&mut package, reader.limit())?;
    let file = package.into_file()?;
    let broken = || Error::format(&*name, "the workbook is broken");
    let workbook = guarded(|| Xlsx::open(&name, file)).unwrap_or_else(|| Err(broken()))?;
    let sheets = Sheets::new(reader, name, stored);
    Ok(Box::new(Workbook { workbook, sheets, ready: VecDeque::new(), ended: false }))
}

/// Pieces of a package that holds an ODS workbook.
pub(in crate::read::formats) fn of_ods(reader: &Reader, mut package: Package) -> Result<OwnPieces, Error> {
    let mut sheets = Sheets::new(reader, package.name.clone(), package.stored());
    let read = ods::read(&mut package, reader.limit(), &mut sheets);
    let pieces: Vec<_> = sheets.pieces().map(Ok).chain(read.and_then(|()| sheets.finish()).err().map(Err)).collect();
    Ok(Box::new(pieces.into_iter()))
}

/// The sheets of an XLSX workbook that are still to be read.
struct Workbook {
    workbook: Xlsx,
    sheets: Sheets,
    ready: VecDeque<Result<Piece, Error>>,
    ended: bool,
}

impl Iterator for Workbook {
    type Item = Result<Piece, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.ready.is_empty() && !self.ended {
            let read = guarded(|| self.workbook.next_sheet(&mut self.sheets));
            let read = read.unwrap_or_else(|| Err(self.sheets.broken("the sheet is broken")));
            self.ready.extend(self.sheets.pieces().map(Ok));
            match read {
                Ok(true) => {}
                Ok(false) => {
                    self.ended = true;
                    self.ready.extend(self.sheets.finish().err().map(Err));
                }
                Err(error) => self.ready.push_back(Err(error)),
            }
        }
        self.ready.pop_front()
    }
}
