//! The records of an archive. One that is broken costs itself: it is gone on where the next one begins.

use std::io;

use memchr::memmem;

use super::source::Source;

/// What every record begins with.
const BEGIN: &[u8] = b"WARC/";

/// How much can be given back in all, in bytes: lengths that lie again and again must not be paid for with the square of
/// the archive.
const GIVEN_BACK: u64 = 256 << 20;

/// No head of a record is longer, in bytes.
const HEAD: usize = 1 << 16;

/// What comes next in an archive.
pub(super) enum Next {
    Record(Record),
    /// Something that is no record, or not all of one.
    Broken(&'static str),
    /// A record that was passed over, for it is longer than it may be.
    TooLong,
    End,
}

/// A record of a kind that can hold a document.
pub(super) struct Record {
    fields: Vec<(String, String)>,
    pub content: Vec<u8>,
}

impl Record {
    /// A field of the head.
    pub(super) fn field(&self, name: &str) -> Option<&str> {
        field(&self.fields, name)
    }
}

fn field<'f>(fields: &'f [(String, String)], name: &str) -> Option<&'f str> {
    fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
}

/// Reads records.
pub(super) struct Records {
    source: Source,
    /// The longest content.
    limit: u64,
    /// Records so far, all kinds and broken ones.
    pub number: u64,
    given_back: u64,
}

impl Records {
    pub(super) fn new(source: Source, limit: u64) -> Self {
        Records { source, limit, number: 0, given_back: 0 }
    }

    /// Goes to the next record that can hold a document.
    ///
    /// # Errors
    /// What reading gives.
    pub(super) fn next(&mut self) -> io::Result<Next> {
        loop {
            let line = self.source.line(HEAD)?;
            if line.is_empty() {
                return Ok(Next::End);
            }
            if line.trim_ascii().is_empty() {
                continue;
            }
            self.number += 1;
            if !line.starts_with(BEGIN) {
                return self.broken("no record begins where one should");
            }
            let fields = match self.head()? {
                Ok(fields) => fields,
                Err(what) => return self.broken(what),
            };
            let Some(length) = field(&fields, "Content-Length").and_then(|length| length.parse().ok()) else {
                return self.broken("its head does not tell its length");
            };
            let kind = field(&fields, "WARC-Type").unwrap_or_default();
            let is_page = ["response", "resource", "conversion"].iter().any(|known| known.eq_ignore_ascii_case(kind));
            let content = if is_page && length <= self.limit { self.source.block(length)? } else { Vec::new() };
            let there = if content.is_empty() { self.source.pass(length)? } else { content.len() as u64 };
            let after = self.source.line(HEAD)?;
            if there < length || !after.trim_ascii().is_empty() {
                // Records that a wrong length has made part of this one are given back.
                let taken = [content, after].concat();
                let next = memmem::find(&taken, b"\nWARC/").map_or(taken.len(), |at| at + 1);
                let is_line = there == length && taken.starts_with(BEGIN);
                let rest = &taken[if is_line { 0 } else { next }..];
                if self.given_back <= GIVEN_BACK {
                    self.given_back += rest.len() as u64;
                    self.source.give_back(rest);
                }
                return self.broken(if there < length {
                    "it is cut short"
                } else {
                    "it does not end where its head says"
                });
            }
            if !is_page {
                continue;
            }
            return Ok(if length > self.limit { Next::TooLong } else { Next::Record(Record { fields, content }) });
        }
    }

    /// The fields of a head, or what is wrong with it.
    fn head(&mut self) -> io::Result<Result<Vec<(String, String)>, &'static str>> {
        let (mut fields, mut length) = (Vec::<(String, String)>::new(), 0);
        loop {
            let line = self.source.line(HEAD)?;
            length += line.len();
            if line.is_empty() {
                return Ok(Err("it is cut short"));
            } else if length >= HEAD {
                return Ok(Err("its head is too long"));
            } else if line.last() != Some(&b'\n') {
                return Ok(Err("it is cut short"));
            } else if line.starts_with(BEGIN) {
                self.source.give_back(&line);
                return Ok(Err("its head does not end"));
            } else if line.trim_ascii().is_empty() {
                return Ok(Ok(fields));
            }
            let text = String::from_utf8_lossy(&line);
            match (text.split_once(':'), fields.last_mut()) {
                (_, Some((_, value))) if text.starts_with([' ', '\t']) => {
                    value.push(' ');
                    value.push_str(text.trim());
                }
                (Some((name, value)), _) => fields.push((name.trim().to_owned(), value.trim().to_owned())),
                (None, _) => return Ok(Err("its head is broken")),
            }
        }
    }

    /// Passes over everything up to the next begin of a record.
    fn broken(&mut self, what: &'static str) -> io::Result<Next> {
        loop {
            let line = self.source.line(HEAD)?;
            if line.is_empty() || line.starts_with(b"WARC/1.") {
                self.source.give_back(&line);
                return Ok(Next::Broken(what));
            }
        }
    }
}
