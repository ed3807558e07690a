//! ODS: the rows of all sheets as a stream.

use quick_xml::events::{BytesStart, Event};

use super::cell::{Cell, number_of};
use super::sheet::{COLUMNS, Sheets};
use crate::error::{Error, ErrorKind};
use crate::read::formats::package::Package;
use crate::read::formats::xml::{add_reference, attribute, events};

/// The most rows that a sheet can have.
const ROWS: u64 = 1 << 20;

/// Reads the sheets of a workbook.
///
/// # Errors
/// If it is encrypted or broken, and what its sheets give.
pub(super) fn read(package: &mut Package, limit: u64, sheets: &mut Sheets) -> Result<(), Error> {
    let name = package.name.clone();
    if is_encrypted(package) {
        return Err(Error::format(&*name, "the workbook is encrypted; save it without a password"));
    }
    let broken = |what: String| Error::format(&*name, format!("the workbook is broken: {what}"));
    let mut events = events(package.named("content.xml")?.buffered());
    let (mut buffer, mut table) = (Vec::new(), Table::default());
    loop {
        buffer.clear();
        let event = events.read_event_into(&mut buffer);
        if events.buffer_position() > limit {
            return Err(Error::new(ErrorKind::TooLarge { name: name.to_string(), line: None, limit }));
        }
        match event {
            Ok(Event::Start(element)) => table.begin(&element, sheets),
            Ok(Event::End(element)) => table.end(element.name().0, sheets)?,
            Ok(Event::Text(text)) => table.add(&text.xml10_content()),
            Ok(Event::CData(text)) => table.add(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => {
                let mut text = String::new();
                add_reference(&mut text, &reference).map_err(&broken)?;
                table.add(&text);
            }
            Ok(Event::Eof) => return if table.sheets == 0 { Ok(()) } else { Err(broken("it ends too early".into())) },
            Ok(_) => {}
            Err(quick_xml::Error::Io(cause)) => {
                let cause = std::io::Error::new(cause.kind(), cause.to_string());
                return Err(broken(cause.to_string()));
            }
            Err(error) => return Err(broken(error.to_string())),
        }
    }
}

/// Whether the list of parts says so.
fn is_encrypted(package: &mut Package) -> bool {
    let mut list = Vec::new();
    let read = package
        .named("META-INF/manifest.xml")
        .map(|part| std::io::Read::read_to_end(&mut std::io::Read::take(part, 1 << 20), &mut list));
    matches!(read, Ok(Ok(_))) && memchr::memmem::find(&list, b"encryption-data").is_some()
}

/// The sheet at hand.
#[derive(Default)]
struct Table {
    /// Sheets that are open, one in another; only the outermost is read.
    sheets: usize,
    /// Notes that are open; what they say is no content of the cell.
    notes: usize,
    /// Rows before the one at hand, and how often this one stands there.
    row: u64,
    repeated: u64,
    cells: Vec<Cell<'static>>,
    /// Columns before the cell at hand, and how often it stands there.
    column: usize,
    across: usize,
    /// What the cell holds if its text does not tell.
    value: Option<String>,
    text: Option<String>,
    paragraphs: usize,
}

impl Table {
    fn begin(&mut self, element: &BytesStart<'_>, sheets: &mut Sheets) {
        let number = |name| attribute(element, name).and_then(|number| number.parse::<u64>().ok()).unwrap_or(1).max(1);
        match element.name().0 {
            "table:table" => {
                self.sheets += 1;
                if self.sheets == 1 {
                    sheets.begin(&attribute(element, "table:name").unwrap_or_default());
                    self.row = 0;
                }
            }
            "office:annotation" => self.notes += 1,
            _ if self.sheets != 1 || self.notes > 0 => {}
            "table:table-row" => {
                self.repeated = number("table:number-rows-repeated");
                self.cells.clear();
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => {
                self.across = usize::try_from(number("table:number-columns-repeated")).unwrap_or(COLUMNS).min(COLUMNS);
                self.value = value(element);
                self.text = Some(String::new());
                self.paragraphs = 0;
            }
            "text:p" => {
                self.paragraphs += 1;
                if self.paragraphs > 1 {
                    self.add("\n");
                }
            }
            "text:s" => self.add(&" ".repeat(number("text:c").min(100) as usize)),
            "text:tab" => self.add("\t"),
            "text:line-break" => self.add("\n"),
            _ => {}
        }
    }

    fn end(&mut self, element: &str, sheets: &mut Sheets) -> Result<(), Error> {
        match element {
            "table:table" => self.sheets = self.sheets.saturating_sub(1),
            "office:annotation" => self.notes = self.notes.saturating_sub(1),
            _ if self.sheets != 1 || self.notes > 0 => {}
            "table:table-cell" | "table:covered-table-cell" => {
                let text = self.text.take().unwrap_or_default();
                let content = self.value.take().unwrap_or(text);
                let (first, last) = (self.column, (self.column + self.across).min(COLUMNS));
                if !content.is_empty() && first < last {
                    self.cells.push(Cell { first, last: last - 1, content: content.into() });
                }
                self.column = last;
            }
            "table:table-row" => {
                let repeated = self.repeated.min(ROWS.saturating_sub(self.row));
                if !self.cells.is_empty() && !sheets.is_other() {
                    for n in 1..=repeated {
                        sheets.row(self.row + n, &self.cells)?;
                    }
                }
                self.row += repeated;
            }
            _ => {}
        }
        Ok(())
    }

    /// Adds to the text of the cell at hand.
    fn add(&mut self, text: &str) {
        if self.notes == 0
            && self.paragraphs > 0
            && let Some(cell) = &mut self.text
        {
            cell.push_str(text);
        }
    }
}

/// What the attributes of a cell say that it holds; `None` if it is its text.
fn value(cell: &BytesStart<'_>) -> Option<String> {
    match attribute(cell, "office:value-type")?.as_str() {
        "float" | "percentage" | "currency" => {
            let value = attribute(cell, "office:value")?;
            Some(value.parse().map_or(value, number_of))
        }
        "date" => attribute(cell, "office:date-value"),
        "time" => attribute(cell, "office:time-value"),
        "boolean" => attribute(cell, "office:boolean-value"),
        _ => attribute(cell, "office:string-value"),
    }
}
