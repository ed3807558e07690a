//! JSON Lines: an object a line, each a document.

use super::record::Record;
use super::{Cut, Descriptor, SOURCES};
use crate::document::Document;
use crate::read::piece::Line;
use crate::read::{BYTE_ORDER_MARK, Reader};

pub(in crate::read) static DESCRIPTOR: Descriptor = Descriptor {
    name: "jsonl",
    suffixes: &["jsonl", "ndjson"],
    about: "A JSON object a line, each a document",
    begins: |_| false,
    cut: Cut::Lines(document),
};

/// The document of a line; `None` for a blank one.
fn document(reader: &Reader, line: &Line<'_>) -> Result<Option<Document>, String> {
    let text = std::str::from_utf8(line.bytes)
        .map_err(|e| format!("not UTF-8 at byte {}", line.offset + e.valid_up_to() as u64))?;
    let text = if line.number == 1 { text.trim_start_matches(BYTE_ORDER_MARK) } else { text };
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let record = Record::parse(text, &reader.text_field)?;
    let source = match &reader.source_field {
        Some(field) => record.label(field)?,
        None => SOURCES.iter().find_map(|field| record.label(field).transpose()).transpose()?,
    };
    Ok(Some(Document {
        source: source.unwrap_or_else(|| format!("{}:{}", line.name, line.number)),
        title: record.label("title")?,
        author: record.label("author")?,
        date: record.label("date")?,
        extra: reader.keep.iter().filter_map(|name| Some((name.clone(), record.kept(name)?))).collect(),
        text: record.into_text(&reader.text_field)?,
        ..Document::default()
    }))
}
