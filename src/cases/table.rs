//! The table beside a text: its rows with their places in the file, and how such a row is written.

use std::ops::Range;

use csv::{ReaderBuilder, StringRecord, WriterBuilder};

use super::case::Expected;
use super::found::Found;
use crate::error::{Error, ErrorKind};
use crate::rows::Column;
use crate::write::{defused, undefused};

/// A table of expected rows.
pub(super) struct Table {
    pub rows: Vec<Expected>,
    /// Where the first row stands or would stand, in bytes.
    pub rows_at: usize,
    /// The columns of the header, in order; `None` for those of the user's own.
    columns: Vec<Option<Column>>,
    crlf: bool,
}

impl Table {
    /// Reads the content of a table; `name` stands in messages. The column `mention` is for the reader of the table unless
    /// `mentions` are compared.
    pub(super) fn parse(name: &str, content: &str, mentions: bool) -> Result<Self, Error> {
        let fault = |at: usize, message: String| {
            let line = 1 + content[..at.min(content.len())].matches('\n').count() as u64;
            Error::new(ErrorKind::Record { name: name.to_owned(), line, message })
        };
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(content.as_bytes());
        let mut record = StringRecord::new();
        let mut table: Option<Table> = None;
        let mut begin = 0;
        loop {
            begin = after_empty_lines(content, begin);
            if !reader.read_record(&mut record).map_err(|e| fault(begin, e.to_string()))? {
                break;
            }
            // After the record comes the next one, with the empty lines before it.
            let end = usize::try_from(reader.position().byte()).unwrap_or(content.len()).min(content.len());
            let end = after_line_end(content, end);
            match &mut table {
                None => {
                    let columns = columns(&record).map_err(|message| fault(begin, message))?;
                    let crlf = content[begin..end].ends_with("\r\n");
                    table = Some(Table { rows: Vec::new(), rows_at: end, columns, crlf });
                }
                Some(table) => {
                    let line = 1 + content[..begin].matches('\n').count();
                    let row = table.row(&record, begin..end, line, mentions).map_err(|m| fault(begin, m))?;
                    table.rows.push(row);
                }
            }
            begin = end;
        }
        table.ok_or_else(|| fault(0, "no header; a table has the columns speaker and quote".into()))
    }

    fn row(&self, record: &StringRecord, at: Range<usize>, line: usize, mentions: bool) -> Result<Expected, String> {
        if record.len() != self.columns.len() {
            return Err(format!("{} cells where the header has {}", record.len(), self.columns.len()));
        }
        let mut row = Expected { line, at, ..Expected::default() };
        for (column, cell) in self.columns.iter().zip(record) {
            let cell = undefused(cell);
            match column {
                Some(Column::Speaker) => row.speaker = cell.into_owned(),
                Some(Column::Quote) => row.quote = cell.into_owned(),
                Some(Column::Mention) if !mentions => {}
                Some(column) => row.cells.push((*column, cell.into_owned())),
                None => {}
            }
        }
        if row.quote.is_empty() { Err("no quote in this row".into()) } else { Ok(row) }
    }

    /// A row as the table would have it after what was found; what it cannot know is kept from the `old` row.
    pub(super) fn line(&self, content: &str, found: &Found, old: Option<&Expected>) -> String {
        let mut kept = StringRecord::new();
        if let Some(old) = old {
            let row = content[old.at.clone()].as_bytes();
            // It was read before, so it can be read again.
            let _ = ReaderBuilder::new().has_headers(false).from_reader(row).read_record(&mut kept);
        }
        let same_speaker = old.is_some_and(|old| old.speaker == found.cell(Column::Speaker));
        let mut line = WriterBuilder::new().from_writer(Vec::new());
        for (place, column) in self.columns.iter().enumerate() {
            let kept = kept.get(place);
            let compared = |column| old.is_none_or(|old| old.cell(column).is_some());
            let cell = match column {
                Some(Column::Mention) if same_speaker && !compared(Column::Mention) => kept,
                Some(column) => Some(found.cell(*column)),
                None => kept,
            };
            let cell = cell.unwrap_or_default();
            let cell = if kept == Some(cell) { cell.into() } else { defused(cell.into()) };
            // Writing to memory cannot fail.
            let _ = line.write_field(cell.as_bytes());
        }
        let _ = line.write_record(None::<&[u8]>);
        let bytes = line.into_inner().unwrap_or_default();
        let line = String::from_utf8(bytes).unwrap_or_default();
        let line = line.trim_end_matches('\n');
        format!("{line}{}", if self.crlf { "\r\n" } else { "\n" })
    }
}

/// The columns that a header names.
fn columns(header: &StringRecord) -> Result<Vec<Option<Column>>, String> {
    let mut out: Vec<Option<Column>> = Vec::with_capacity(header.len());
    for cell in header {
        let cell = cell.trim();
        let column = Column::ALL.iter().copied().find(|c| c.name() == cell);
        let near = |c: &&Column| strsim::damerau_levenshtein(c.name(), &cell.to_lowercase()) <= 1;
        if let (None, Some(meant)) = (column, Column::ALL.iter().find(near)) {
            // A misspelt column would never be compared, and nobody would notice.
            return Err(format!("no column {cell:?}; did you mean {:?}?", meant.name()));
        }
        if column.is_some() && out.contains(&column) {
            return Err(format!("two columns {cell:?}"));
        }
        out.push(column);
    }
    let there = || header.iter().take(20).map(|c| format!("{:?}", c.chars().take(40).collect::<String>()));
    match [Column::Speaker, Column::Quote].into_iter().find(|c| !out.contains(&Some(*c))) {
        Some(missing) => {
            let there = there().collect::<Vec<_>>().join(", ");
            Err(format!("no column {:?} (columns: {there})", missing.name()))
        }
        None => Ok(out),
    }
}

/// Whether some content begins like a table of expected rows, with the columns speaker and quote.
pub(super) fn is_table(content: &str) -> bool {
    let mut header = StringRecord::new();
    let mut reader = ReaderBuilder::new().has_headers(false).from_reader(content.as_bytes());
    let read = reader.read_record(&mut header).unwrap_or(false);
    read && [Column::Speaker, Column::Quote].iter().all(|c| header.iter().any(|cell| cell.trim() == c.name()))
}

fn after_empty_lines(content: &str, at: usize) -> usize {
    at + content.as_bytes()[at..].iter().take_while(|b| matches!(b, b'\n' | b'\r')).count()
}

/// The parser can stop between the two characters of a line end.
fn after_line_end(content: &str, at: usize) -> usize {
    let between = at > 0 && content.as_bytes()[at - 1] == b'\r' && content.as_bytes().get(at) == Some(&b'\n');
    at + usize::from(between)
}
