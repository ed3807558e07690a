//! JSON Lines: a record a line, one line in memory at a time.

use std::io::{BufRead, BufReader, Read};

use super::record::Record;
use super::text::BYTE_ORDER_MARK;
use super::{MAX_BYTES, Reader};
use crate::document::Document;
use crate::error::{Error, ErrorKind};

/// Fields that can name the source, in order of preference.
const SOURCE_FIELDS: [&str; 3] = ["source", "url", "id"];

/// The documents of a JSON Lines input.
pub(super) struct Records<R> {
    input: BufReader<R>,
    name: String,
    text_field: String,
    source_field: Option<String>,
    buffer: Vec<u8>,
    /// Lines read so far.
    line: u64,
    /// Bytes before the current line.
    offset: u64,
    ended: bool,
}

impl<R: Read> Records<R> {
    pub(super) fn new(options: &Reader, name: String, input: R) -> Self {
        Records {
            input: BufReader::with_capacity(1 << 16, input),
            name,
            text_field: options.text_field.clone(),
            source_field: options.source_field.clone(),
            buffer: Vec::new(),
            line: 0,
            offset: 0,
            ended: false,
        }
    }

    /// Reads the next line into the buffer; `false` at the end of the input.
    fn advance(&mut self) -> std::io::Result<bool> {
        self.offset += self.buffer.len() as u64;
        self.buffer.clear();
        let read = self.input.by_ref().take(MAX_BYTES + 1).read_until(b'\n', &mut self.buffer)?;
        self.line += 1;
        Ok(read > 0)
    }

    /// The document of the line in the buffer; `None` for a blank line.
    fn document(&mut self) -> Result<Option<Document>, String> {
        if self.buffer.len() as u64 > MAX_BYTES {
            self.offset += self.input.skip_until(b'\n').map_err(|e| e.to_string())? as u64;
            return Err("a line of 4 GiB or more".into());
        }
        let line = std::str::from_utf8(&self.buffer)
            .map_err(|e| format!("not UTF-8 at byte {}", self.offset + e.valid_up_to() as u64))?;
        let line = if self.line == 1 { line.trim_start_matches(BYTE_ORDER_MARK) } else { line };
        if line.trim().is_empty() {
            return Ok(None);
        }
        let record = Record::parse(line)?;
        let source = match &self.source_field {
            Some(field) => record.label(field)?,
            None => SOURCE_FIELDS.iter().find_map(|field| record.label(field).transpose()).transpose()?,
        };
        Ok(Some(Document {
            text: record.text(&self.text_field)?,
            source: source.unwrap_or_else(|| format!("{}:{}", self.name, self.line)),
            title: record.label("title")?,
            author: record.label("author")?,
            date: record.label("date")?,
        }))
    }
}

impl<R: Read> Iterator for Records<R> {
    type Item = Result<Document, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.advance() {
                Ok(true) => {}
                Ok(false) => break,
                Err(cause) => {
                    self.ended = true;
                    return Some(Err(Error::io(self.name.as_str(), cause)));
                }
            }
            match self.document() {
                Ok(None) => {}
                Ok(Some(document)) => return Some(Ok(document)),
                Err(message) => {
                    let kind = ErrorKind::Record { name: self.name.clone(), line: self.line, message };
                    return Some(Err(Error::new(kind)));
                }
            }
        }
        None
    }
}
