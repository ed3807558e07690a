//! XLSX: the cells of a sheet as a stream.

use std::io::{self, Read};

use calamine::{Reader as _, SheetType};

use super::cell::{Cell, content};
use super::sheet::{COLUMNS, Sheets};
use crate::error::{Error, ErrorKind};
use crate::read::formats::package::Package;
use crate::read::input::ReadSeek;
use crate::read::pieces::failure;

/// An open workbook.
pub(super) struct Xlsx {
    workbook: calamine::Xlsx<Box<dyn ReadSeek>>,
    /// Sheets that are still to be read, the next one last.
    left: Vec<String>,
}

/// Unpacks every part once and looks at it, before a parser does that trusts its parts.
pub(super) fn check(package: &mut Package, limit: u64) -> Result<(), Error> {
    let mut all = 0;
    for index in 0..package.len() {
        let (path, is_file) = package.label(index)?;
        if !is_file {
            continue;
        }
        let mut member = package.member(index)?;
        let name = member.name.clone();
        let failed = |cause| failure(&name, cause);
        let mut begin = Vec::new();
        if path.to_ascii_lowercase().ends_with("sharedstrings.xml") {
            member.by_ref().take(BEGIN).read_to_end(&mut begin).map_err(failed)?;
        }
        let unpacked = begin.len() as u64 + io::copy(&mut member, &mut io::sink()).map_err(failed)?;
        if promised(&begin).is_some_and(|strings| strings > unpacked) {
            return Err(Error::format(name, "it promises more strings than it can hold"));
        }
        drop(member);
        all += unpacked;
        if all > limit {
            let name = package.name.to_string();
            return Err(Error::new(ErrorKind::TooLarge { name, line: None, limit }));
        }
    }
    Ok(())
}

/// Where shared strings say how many there are.
const BEGIN: u64 = 1 << 14;

/// How many strings there are to be. The parser makes room for them before it sees them.
fn promised(begin: &[u8]) -> Option<u64> {
    let begin = String::from_utf8_lossy(begin);
    let numbers = begin.split("uniqueCount").skip(1);
    let number = |after: &str| {
        let digits = after.trim_start_matches(|c: char| !c.is_ascii_digit());
        let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
        // What is no number for its length is too large.
        if end == 0 { None } else { Some(digits[..end].parse().unwrap_or(u64::MAX)) }
    };
    numbers.filter_map(number).max()
}

impl Xlsx {
    /// Opens a workbook.
    pub(super) fn open(name: &str, file: Box<dyn ReadSeek>) -> Result<Self, Error> {
        let workbook = calamine::Xlsx::new(file);
        let workbook = workbook.map_err(|error| Error::format(name, format!("the workbook is broken: {error}")))?;
        let sheets = workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
        let mut left: Vec<_> = sheets.map(|sheet| sheet.name.clone()).collect();
        left.reverse();
        Ok(Xlsx { workbook, left })
    }

    /// Reads the next sheet; `false` if there is none.
    ///
    /// # Errors
    /// What is wrong with the sheet.
    pub(super) fn next_sheet(&mut self, sheets: &mut Sheets) -> Result<bool, Error> {
        let Some(name) = self.left.pop() else { return Ok(false) };
        sheets.begin(&name);
        let broken = |error: calamine::XlsxError| format!("the sheet is broken: {error}");
        let mut reader = self.workbook.worksheet_cells_reader(&name).map_err(|error| sheets.broken(&broken(error)))?;
        let (mut row, mut cells) = (0, Vec::new());
        while !sheets.is_other() {
            let cell = reader.next_cell().map_err(|error| sheets.broken(&broken(error)))?;
            let Some(cell) = cell else { break };
            let (at, column) = cell.get_position();
            if at != row && !cells.is_empty() {
                sheets.row(u64::from(row) + 1, &cells)?;
                cells.clear();
            }
            row = at;
            let (content, column) = (content(cell.get_value()), column as usize);
            if !content.is_empty() && column < COLUMNS {
                cells.push(Cell { first: column, last: column, content });
            }
        }
        if !cells.is_empty() {
            sheets.row(u64::from(row) + 1, &cells)?;
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    use super::promised;

    #[test]
    fn strings_that_are_promised() {
        for (begin, expected) in [
            ("<sst count='9' uniqueCount=\"12\">", Some(12)),
            ("<sst uniqueCount = '99999999999999999999999'>", Some(u64::MAX)),
            ("<sst>", None),
        ] {
            assert_eq!(promised(begin.as_bytes()), expected, "{begin}");
        }
    }
}
