//! Reading: tables as `extract` writes them, back into rows.

use std::ops::Range;
use std::path::Path;

use csv::StringRecord;
use serde_json::{Map, Value};

use super::Column;
use crate::error::{Error, ErrorKind};
use crate::extract::Kind;
use crate::read::read_utf8;
use crate::write::Format;

/// A row read from a table. It holds what the table tells: a column that is not there gives nothing.
///
/// ```
/// use whosaid::write::Format;
/// use whosaid::{Column, StoredRow};
///
/// let table = "speaker,quote,source\nAna Reis,\"Yes,\",a.txt\n";
/// let rows = StoredRow::parse("q.csv", table, Format::Csv, &[Column::Speaker, Column::Quote])?;
/// let row = rows.into_iter().next().expect("one row")?;
/// assert_eq!((row.speaker.as_str(), row.source.as_deref(), row.line), ("Ana Reis", Some("a.txt"), 2));
/// # Ok::<(), whosaid::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct StoredRow {
    /// Line of the table on which the row begins, counted from 1.
    pub line: u64,
    /// The speaker; empty where none is told.
    pub speaker: String,
    /// What stands between the marks; empty where the table has no such column.
    pub quote: String,
    /// Path, URL or record id of the document.
    pub source: Option<String>,
    /// The words that name the speaker.
    pub mention: Option<StoredPlace>,
    /// The reporting expression.
    pub cue: Option<StoredPlace>,
    /// How the quotation is reported, where the table tells.
    pub kind: Option<Kind>,
    /// The table has kinds and this row has none: the span is no speech.
    pub not_speech: bool,
    /// Id of the rule that decided; empty where none did.
    pub rule: String,
    /// From 0 to 1.
    pub confidence: Option<f32>,
    /// The first code point of the quote.
    pub start: Option<usize>,
    /// One past the last code point of the quote.
    pub end: Option<usize>,
}

/// Some words of a document and, where the table tells it, where they stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct StoredPlace {
    /// The words.
    pub text: String,
    /// Their code points; JSON Lines has them, CSV and TSV have not.
    pub range: Option<Range<usize>>,
}

impl StoredRow {
    /// The rows of a file, by its suffix CSV, TSV or JSON Lines; an error in place of each row that cannot be used.
    ///
    /// A leading apostrophe that keeps a spreadsheet from running a cell is taken off.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if the file cannot be read, [`ErrorKind::Encoding`] if it is not UTF-8, [`ErrorKind::Other`] if its
    /// suffix is no table's, [`ErrorKind::Record`] if one of the `required` columns is not there or a column stands twice.
    /// Items are [`ErrorKind::Record`] for a row that is broken, or has a value that its column cannot have.
    pub fn read(path: &Path, required: &[Column]) -> Result<Vec<Result<Self, Error>>, Error> {
        let name = path.display().to_string();
        let Some(format) = Format::of(path) else {
            let known: Vec<_> = Format::suffixes().map(|suffix| format!(".{suffix}")).collect();
            return Err(Error::other(format!("{name}: no table has this suffix (known: {})", known.join(", "))));
        };
        Self::parse(&name, &read_utf8(path)?, format, required)
    }

    /// The rows of a table in memory; `name` stands in messages.
    ///
    /// # Errors
    /// As [`StoredRow::read`], but for those about the file.
    pub fn parse(
        name: &str,
        table: &str,
        format: Format,
        required: &[Column],
    ) -> Result<Vec<Result<Self, Error>>, Error> {
        match format {
            Format::Csv => separated(name, table, b',', required),
            Format::Tsv => separated(name, table, b'\t', required),
            Format::JsonLines => Ok(objects(name, table, required)),
        }
    }
}

fn fault(name: &str, line: u64, message: impl Into<String>) -> Error {
    Error::new(ErrorKind::Record { name: name.to_owned(), line, message: message.into() })
}

fn separated(
    name: &str,
    table: &str,
    separator: u8,
    required: &[Column],
) -> Result<Vec<Result<StoredRow, Error>>, Error> {
    let mut records = csv::ReaderBuilder::new().delimiter(separator).from_reader(table.as_bytes());
    let header = records.headers().map_err(|e| fault(name, 1, e.to_string()))?.clone();
    let columns = places(&header).map_err(|message| fault(name, 1, message))?;
    for column in required {
        if !columns.iter().any(|(c, _)| c == column) {
            return Err(fault(name, 1, missing(*column, header.iter())));
        }
    }
    let mut out = Vec::new();
    let mut record = StringRecord::new();
    loop {
        match records.read_record(&mut record) {
            Ok(false) => return Ok(out),
            Ok(true) => {
                let line = record.position().map_or(0, csv::Position::line);
                let mut row = StoredRow { line, ..StoredRow::default() };
                let mut cells = columns.iter().filter_map(|(column, place)| Some((*column, record.get(*place)?)));
                let filled = cells.try_for_each(|(column, cell)| row.set(column, cell));
                out.push(filled.map(|()| row).map_err(|message| fault(name, line, message)));
            }
            Err(error) => {
                let line = error.position().map_or(0, csv::Position::line);
                out.push(Err(fault(name, line, unequal(&error))));
            }
        }
    }
}

/// The columns of a header that are known, and where they stand; others are the user's own.
fn places(header: &StringRecord) -> Result<Vec<(Column, usize)>, String> {
    let mut out: Vec<(Column, usize)> = Vec::new();
    for (place, name) in header.iter().enumerate() {
        let Some(column) = Column::ALL.iter().find(|c| c.name() == name.trim()) else { continue };
        if out.iter().any(|(c, _)| c == column) {
            return Err(format!("two columns {:?}", column.name()));
        }
        out.push((*column, place));
    }
    Ok(out)
}

fn missing<'n>(column: Column, there: impl Iterator<Item = &'n str>) -> String {
    let there: Vec<_> = there.take(30).map(|n| n.chars().take(40).collect::<String>()).collect();
    format!("no column {:?} (there are: {})", column.name(), there.join(", "))
}

/// The other errors of the crate come from files, and from text that is not UTF-8.
fn unequal(error: &csv::Error) -> String {
    match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("{len} cells where the header has {expected_len}")
        }
        _ => error.to_string(),
    }
}

fn objects(name: &str, table: &str, required: &[Column]) -> Vec<Result<StoredRow, Error>> {
    let lines = table.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, text)| {
            let line = number as u64 + 1;
            object(line, text, required).map_err(|message| fault(name, line, message))
        })
        .collect()
}

fn object(line: u64, text: &str, required: &[Column]) -> Result<StoredRow, String> {
    let fields: Map<String, Value> = serde_json::from_str(text).map_err(|e| {
        let said = e.to_string();
        let what = said.split(" at line ").next().unwrap_or_default();
        format!("{what} at column {}", e.column())
    })?;
    if let Some(column) = required.iter().find(|c| !fields.contains_key(c.name())) {
        return Err(missing(*column, fields.keys().map(String::as_str)));
    }
    let mut row = StoredRow { line, ..StoredRow::default() };
    for column in Column::ALL {
        match (column, fields.get(column.name())) {
            (Column::Kind, Some(Value::Null)) => row.not_speech = true,
            (_, None | Some(Value::Null)) => {}
            (Column::Mention, Some(Value::Object(place))) => row.mention = Some(StoredPlace::of(*column, place)?),
            (Column::Cue, Some(Value::Object(place))) => row.cue = Some(StoredPlace::of(*column, place)?),
            (_, Some(Value::String(text))) => row.text(*column, text)?,
            (_, Some(Value::Number(number))) => row.text(*column, &number.to_string())?,
            (_, Some(other)) => return Err(wrong(*column, &other.to_string())),
        }
    }
    Ok(row)
}

impl StoredPlace {
    fn of(column: Column, place: &Map<String, Value>) -> Result<Self, String> {
        let number = |key: &str| place.get(key).and_then(Value::as_u64).and_then(|n| usize::try_from(n).ok());
        match (place.get("text").and_then(Value::as_str), number("start"), number("end")) {
            (Some(text), Some(start), Some(end)) => Ok(StoredPlace { text: text.to_owned(), range: Some(start..end) }),
            _ => Err(format!("{}: not an object of text, start and end", column.name())),
        }
    }
}

impl StoredRow {
    /// Takes in a cell of CSV or TSV.
    fn set(&mut self, column: Column, cell: &str) -> Result<(), String> {
        self.text(column, undefused(cell))
    }

    fn text(&mut self, column: Column, text: &str) -> Result<(), String> {
        let place = || Some(text).filter(|t| !t.is_empty()).map(|t| StoredPlace { text: t.to_owned(), range: None });
        match column {
            Column::Speaker => self.speaker = text.to_owned(),
            Column::Quote => self.quote = text.to_owned(),
            Column::Source => self.source = Some(text.to_owned()),
            Column::Mention => self.mention = place(),
            Column::Cue => self.cue = place(),
            Column::Kind => {
                self.kind = optional(text, |t| Kind::parse(t).ok()).map_err(|()| wrong(column, text))?;
                self.not_speech = text.is_empty();
            }
            Column::Rule => self.rule = text.to_owned(),
            Column::Confidence => self.confidence = optional(text, share).map_err(|()| wrong(column, text))?,
            Column::Start => self.start = optional(text, |t| t.parse().ok()).map_err(|()| wrong(column, text))?,
            Column::End => self.end = optional(text, |t| t.parse().ok()).map_err(|()| wrong(column, text))?,
            _ => {}
        }
        Ok(())
    }
}

fn optional<T>(text: &str, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, ()> {
    if text.is_empty() { Ok(None) } else { parse(text).map(Some).ok_or(()) }
}

fn share(text: &str) -> Option<f32> {
    text.parse().ok().filter(|x| (0.0..=1.0).contains(x))
}

fn wrong(column: Column, value: &str) -> String {
    let shown: String = value.chars().take(40).collect();
    let wants = match column {
        Column::Kind => "direct, mixed or nothing",
        Column::Confidence => "a number from 0 to 1 or nothing",
        Column::Start | Column::End => "a whole number",
        _ => "a text",
    };
    format!("{}: {shown:?} is not {wants}", column.name())
}

/// A cell without the apostrophe that the writers put before what could begin a formula.
pub(crate) fn undefused(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::StoredRow;
    use crate::write::{Format, Options, writer};
    use crate::{Column, Document, Extractor, Row};

    #[test]
    fn what_is_written_is_read() {
        let document = Document::new("=a, \"b\"", "“+ We will not yield,” said Ana Reis. She called it “a\n mess”.");
        let found = Extractor::english().extract_all(&document.text);
        let rows = Row::of(&document, &found);
        for format in [Format::Csv, Format::Tsv, Format::JsonLines] {
            let mut out = Vec::new();
            let options = Options { columns: Column::ALL.to_vec(), ..Options::default() };
            let mut table = writer(format, &mut out, &options).expect("writer");
            rows.iter().for_each(|row| table.write(row).expect("written"));
            table.finish().expect("finished");
            drop(table);
            let text = String::from_utf8(out).expect("UTF-8");
            let read = StoredRow::parse("t", &text, format, Column::ALL).expect("table");
            assert_eq!(read.len(), rows.len());
            for (read, row) in read.into_iter().zip(&rows) {
                let read = read.expect("row");
                assert_eq!((read.quote.as_str(), read.speaker.as_str()), (row.quote.as_ref(), row.speaker));
                assert_eq!((read.source.as_deref(), read.rule.as_str()), (Some(row.source), row.rule));
                assert_eq!((read.start, read.end, read.kind), (Some(row.start), Some(row.end), row.kind));
                assert_eq!(read.not_speech, row.kind.is_none());
                assert_eq!(read.mention.map(|m| m.text), row.mention.map(|m| m.text.to_owned()));
            }
        }
    }

    #[test]
    fn a_missing_column_and_those_there_are() {
        let error = StoredRow::parse("t.csv", "who,quote\n", Format::Csv, &[Column::Speaker]).expect_err("no speaker");
        assert_eq!(error.to_string(), "t.csv:1: no column \"speaker\" (there are: who, quote)");
        let read = StoredRow::parse("t", "{\"quote\": \"a\"}", Format::JsonLines, &[Column::Speaker]).expect("lines");
        assert!(read[0].as_ref().is_err_and(|e| e.to_string().contains("(there are: quote)")));
    }

    #[test]
    fn wrong_values_and_the_rest_goes_on() {
        let table = "quote,start,confidence\na,x,\nb,1\nc,,2\n\"d\ne\",4,0.5\n";
        let read = StoredRow::parse("t", table, Format::Csv, &[]).expect("table");
        let said: Vec<_> =
            read.iter().map(|r| r.as_ref().map_or_else(ToString::to_string, |r| r.line.to_string())).collect();
        assert_eq!(
            said,
            [
                "t:2: start: \"x\" is not a whole number",
                "t:3: 2 cells where the header has 3",
                "t:4: confidence: \"2\" is not a number from 0 to 1 or nothing",
                "5",
            ]
        );
    }
}
