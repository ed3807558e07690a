//! The rows of a Parquet file; of its columns only those are read that are asked for.

use std::sync::Arc;

use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::record::reader::RowIter;
use parquet::record::{Field, Row};
use parquet::schema::types::Type;

use super::file::Parts;
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::guard::guarded;
use crate::read::Reader;
use crate::read::formats::OwnPieces;
use crate::read::formats::columns::Columns;
use crate::read::formats::gather::Gathered;
use crate::read::formats::workbook::number_of;
use crate::read::input::Input;
use crate::read::piece::Piece;
use crate::read::pieces::failure;

pub(super) fn pieces(reader: &Reader, input: Input) -> Result<OwnPieces, Error> {
    let (name, file) = input.into_file(u64::MAX)?;
    let file = Parts::new(file).map_err(|cause| failure(&name, cause))?;
    let opened = guarded(|| SerializedFileReader::new(file));
    let file = match opened {
        Some(Ok(file)) => file,
        Some(Err(error)) => return Err(Error::format(&*name, format!("the Parquet file is broken: {error}"))),
        None => return Err(Error::format(&*name, "the Parquet file is broken")),
    };
    let schema = file.metadata().file_metadata().schema_descr_ptr();
    let fields = schema.root_schema().get_fields();
    let header: Vec<_> = fields.iter().map(|field| field.name().to_owned()).collect();
    let columns = Columns::find(reader, &header).map_err(|message| Error::format(&*name, message))?;
    let used = columns.used();
    let broken = |error: parquet::errors::ParquetError| Error::format(&*name, error.to_string());
    let wanted = Type::group_type_builder(schema.root_schema().name())
        .with_fields(used.iter().map(|column| fields[*column].clone()).collect())
        .build()
        .map_err(broken)?;
    let rows = RowIter::from_file_into(Box::new(file)).project(Some(wanted)).map_err(broken)?;
    let gathered = Gathered::new(name.clone());
    Ok(Box::new(Table { name, rows: Some(rows), row: 0, columns, used, limit: reader.limit(), gathered, failed: None }))
}

/// The rows as documents.
struct Table {
    name: Arc<str>,
    /// Gone when there are no more.
    rows: Option<RowIter<'static>>,
    row: u64,
    columns: Columns,
    /// Which columns the rows have, in order.
    used: Vec<usize>,
    limit: u64,
    gathered: Gathered,
    failed: Option<Error>,
}

impl Iterator for Table {
    type Item = Result<Piece, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while let Some(rows) = &mut self.rows {
            self.row += 1;
            let row = guarded(|| rows.next().map(|row| row.map(|row| cells(&row))));
            let broken = |what: String| {
                let (name, line) = (self.name.to_string(), self.row);
                Some(Error::new(ErrorKind::Record { name, line, message: format!("the Parquet file is broken{what}") }))
            };
            match row {
                Some(Some(Ok(cells))) => {
                    let bytes = cells.iter().flatten().map(String::len).sum();
                    let document = self.document(&cells);
                    if let Some(piece) = self.gathered.add(document, bytes) {
                        return Some(Ok(piece));
                    }
                    continue;
                }
                Some(None) => {}
                Some(Some(Err(error))) => self.failed = broken(format!(": {error}")),
                None => self.failed = broken(String::new()),
            }
            self.rows = None;
        }
        self.gathered.piece().map(Ok).or_else(|| self.failed.take().map(Err))
    }
}

impl Table {
    fn document(&self, cells: &[Option<String>]) -> Option<Result<Document, Error>> {
        let cell = |column: usize| {
            let place = self.used.iter().position(|used| *used == column)?;
            cells.get(place)?.as_deref()
        };
        let document = self.columns.document(cell, || format!("{}:{}", self.name, self.row))?;
        if document.text.len() as u64 > self.limit {
            let (name, line) = (self.name.to_string(), Some(self.row));
            return Some(Err(Error::new(ErrorKind::TooLarge { name, line, limit: self.limit })));
        }
        Some(Ok(document))
    }
}

fn cells(row: &Row) -> Vec<Option<String>> {
    row.get_column_iter().map(|(_, field)| content(field)).collect()
}

/// What a cell holds, as text: dates as ISO dates, whole numbers without a point, what is nested as JSON would have it.
fn content(field: &Field) -> Option<String> {
    Some(match field {
        Field::Null => return None,
        Field::Str(text) => text.clone(),
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
        Field::Float(number) => number_of(f64::from(*number)),
        Field::Double(number) => number_of(*number),
        Field::TimestampMillis(_) | Field::TimestampMicros(_) => iso(&field.to_string()),
        other => other.to_string(),
    })
}

/// A moment as ISO has it, without a fraction of a second that is none.
fn iso(moment: &str) -> String {
    let moment = moment.trim_end_matches(" +00:00");
    let (whole, fraction) = moment.split_once('.').unwrap_or((moment, ""));
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{}{point}{fraction}Z", whole.replacen(' ', "T", 1))
}

#[cfg(test)]
mod tests {
    use super::iso;

    #[test]
    fn moments() {
        assert_eq!(iso("2024-05-03 10:00:00.000 +00:00"), "2024-05-03T10:00:00Z");
        assert_eq!(iso("2024-05-03 10:00:00.250000 +00:00"), "2024-05-03T10:00:00.25Z");
    }
}
