//! Known differences: what the program is known to get wrong.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use csv::{ReaderBuilder, StringRecord, Writer};

use super::compare::{Difference, Pair};
use crate::error::{Error, ErrorKind};
use crate::read::read_utf8;
use crate::rows::Column;
use crate::write::{defused, undefused};

/// The columns of the file.
const HEADER: [&str; 4] = ["article", "quote", "expected", "found"];
/// What stands for a row that is not there.
const NO_ROW: &str = "-";

/// Differences that are known, read from CSV with the columns `article` (the name of the case), `quote`, `expected` and
/// `found`.
///
/// The last two hold the speaker, `-` where there is no such row, and `column=value` for a difference in another column. A
/// quote that was found with other ends is two differences: a row expected and not found, and one found and not expected.
#[derive(Debug, Clone, Default)]
pub struct Known {
    entries: BTreeMap<Entry, usize>,
    /// Where it was read.
    file: PathBuf,
}

/// One known difference.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Entry {
    /// Name of the case.
    pub case: String,
    /// The quote.
    pub quote: String,
    /// The speaker expected.
    pub expected: String,
    /// The speaker found.
    pub found: String,
}

/// The differences of a case, sorted by whether they are known.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Checked {
    /// Rows that differ otherwise than is known; rows without a fresh difference are left out.
    pub fresh: Vec<Pair>,
    /// How many differences are known.
    pub known: usize,
    /// Known differences that happen no more.
    pub gone: Vec<Entry>,
}

impl Known {
    /// Reads the file.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if the file cannot be read, [`ErrorKind::Encoding`] if it is not UTF-8, and [`ErrorKind::Record`]
    /// if its header or one of its rows has other columns.
    pub fn from_file(path: &Path) -> Result<Self, Error> {
        let fault = |line: u64, message: String| {
            Error::new(ErrorKind::Record { name: path.display().to_string(), line, message })
        };
        let content = read_utf8(path)?;
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(content.as_bytes());
        let mut known = Known { entries: BTreeMap::new(), file: path.to_owned() };
        let mut record = StringRecord::new();
        let mut first = true;
        loop {
            let line = reader.position().line();
            if !reader.read_record(&mut record).map_err(|e| fault(line, e.to_string()))? {
                break;
            }
            let line = record.position().map_or(line, csv::Position::line);
            if std::mem::take(&mut first) {
                if record.iter().map(str::trim).ne(HEADER) {
                    return Err(fault(line, format!("known differences have the columns {}", HEADER.join(","))));
                }
                continue;
            }
            let cells: Vec<String> = record.iter().map(|cell| undefused(cell).into_owned()).collect();
            let Ok([case, quote, expected, found]) = <[String; 4]>::try_from(cells) else {
                return Err(fault(line, format!("{} cells where the header has {}", record.len(), HEADER.len())));
            };
            *known.entries.entry(Entry { case, quote, expected, found }).or_default() += 1;
        }
        if first {
            return Err(fault(1, format!("no header; known differences have the columns {}", HEADER.join(","))));
        }
        Ok(known)
    }

    /// No known differences, to be written to a file.
    pub fn none(path: &Path) -> Self {
        Known { entries: BTreeMap::new(), file: path.to_owned() }
    }

    /// The file they were read from.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Names of the cases that have known differences, in order.
    pub fn cases(&self) -> impl Iterator<Item = &str> {
        let mut last = "";
        self.entries
            .keys()
            .map(|entry| entry.case.as_str())
            .filter(move |case| std::mem::replace(&mut last, case) != *case)
    }

    /// Sorts the differences of a case into known ones and others.
    pub fn check(&self, case: &str, pairs: Vec<Pair>) -> Checked {
        let of_case = self.entries.iter().filter(|(entry, _)| entry.case == case);
        let mut open: BTreeMap<Entry, usize> = of_case.map(|(entry, count)| (entry.clone(), *count)).collect();
        let mut out = Checked::default();
        for mut pair in pairs {
            for difference in std::mem::take(&mut pair.differences) {
                let entries = entries(case, &pair, difference);
                if entries.iter().all(|entry| open.get(entry).is_some_and(|count| *count > 0)) {
                    out.known += 1;
                    for entry in &entries {
                        open.entry(entry.clone()).and_modify(|count| *count -= 1);
                    }
                } else {
                    pair.differences.push(difference);
                }
            }
            if !pair.differences.is_empty() {
                out.fresh.push(pair);
            }
        }
        out.gone = open.into_iter().flat_map(|(entry, count)| std::iter::repeat_n(entry, count)).collect();
        out
    }

    /// Takes what differs in a case now in place of what was known about it.
    pub fn replace(&mut self, case: &str, pairs: &[Pair]) {
        self.entries.retain(|entry, _| entry.case != case);
        for pair in pairs {
            for entry in pair.differences.iter().flat_map(|difference| entries(case, pair, *difference)) {
                *self.entries.entry(entry).or_default() += 1;
            }
        }
    }

    /// The content of the file, in order of cases and quotes.
    pub fn to_csv(&self) -> String {
        let mut out = Writer::from_writer(Vec::new());
        // Writing to memory cannot fail.
        let _ = out.write_record(HEADER);
        for (entry, count) in &self.entries {
            let cells = [&entry.case, &entry.quote, &entry.expected, &entry.found];
            for _ in 0..*count {
                let _ = out.write_record(cells.map(|cell| written(cell)).iter().map(|cell| cell.as_bytes()));
            }
        }
        String::from_utf8(out.into_inner().unwrap_or_default()).unwrap_or_default()
    }
}

/// A cell no spreadsheet runs; the sign for no row stays what it is.
fn written(cell: &str) -> Cow<'_, str> {
    if cell == NO_ROW { cell.into() } else { defused(cell.into()) }
}

/// How a difference is listed.
fn entries(case: &str, pair: &Pair, difference: Difference) -> Vec<Entry> {
    let expected = |column| pair.expected.as_ref().and_then(|row| row.cell(column)).unwrap_or_default();
    let found = |column| pair.found.as_ref().map_or("", |row| row.cell(column));
    let entry = |quote: &str, expected: &str, found: &str| Entry {
        case: case.to_owned(),
        quote: quote.to_owned(),
        expected: expected.to_owned(),
        found: found.to_owned(),
    };
    let missing = || entry(expected(Column::Quote), expected(Column::Speaker), NO_ROW);
    let extra = || entry(found(Column::Quote), NO_ROW, found(Column::Speaker));
    match difference {
        Difference::Missing => vec![missing()],
        Difference::Extra => vec![extra()],
        Difference::Extent => vec![missing(), extra()],
        Difference::Column(Column::Speaker) => {
            vec![entry(pair.quote(), expected(Column::Speaker), found(Column::Speaker))]
        }
        Difference::Column(column) => {
            let value = |cell: &str| format!("{}={cell}", column.name());
            vec![entry(pair.quote(), &value(expected(column)), &value(found(column)))]
        }
    }
}
