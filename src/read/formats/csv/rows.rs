//! The rows of CSV, one at a time, in memory that a mark which is never closed cannot exhaust.

use std::io::{self, Read};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use memchr::memchr_iter;

use super::delimiter;

const BUFFER: usize = 1 << 16;

/// What comes next in a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// A row, whose cells can be asked for.
    Row,
    /// A row that was passed over, for it is longer than it may be.
    TooLong,
    /// A row in which the table ended before a quotation mark was closed.
    Open,
    /// Nothing.
    End,
}

/// Reads rows.
pub(super) struct Rows {
    input: Box<dyn Read + Send>,
    /// What was read and not yet taken is `buffer[at..]`.
    buffer: Vec<u8>,
    at: usize,
    parser: Reader,
    limit: u64,
    /// The cells of the row at hand, one after another, and where each ends.
    cells: Vec<u8>,
    ends: Vec<usize>,
    width: usize,
    /// Lines before what comes next, and before the row at hand.
    lines: u64,
    before: u64,
    taken: u64,
}

impl Rows {
    /// Rows of an input whose cells `delimiter` divides or, where `None`, what its first line tells.
    ///
    /// # Errors
    /// What reading the first line gives.
    pub(super) fn new(mut input: Box<dyn Read + Send>, given: Option<u8>, limit: u64) -> io::Result<Self> {
        let mut buffer = Vec::new();
        while buffer.len() < BUFFER && !buffer.contains(&b'\n') && fill(&mut input, &mut buffer)? {}
        let (found, passed) = delimiter::sniff(&buffer);
        let (delimiter, at) = given.map_or((found, passed), |given| (given, 0));
        Ok(Rows {
            input,
            at: if buffer[at..].starts_with(b"\xef\xbb\xbf") { at + 3 } else { at },
            buffer,
            parser: ReaderBuilder::new().delimiter(delimiter).build(),
            limit,
            cells: vec![0; 1 << 10],
            ends: vec![0; 32],
            width: 0,
            lines: u64::from(at > 0),
            before: 0,
            taken: at as u64,
        })
    }

    /// Goes to the next row.
    ///
    /// # Errors
    /// What reading gives.
    pub(super) fn next(&mut self) -> io::Result<Next> {
        (self.before, self.width) = (self.lines, 0);
        let (begun, mut length) = (self.taken, 0);
        loop {
            if self.at == self.buffer.len() {
                self.buffer.clear();
                self.at = 0;
                if !fill(&mut self.input, &mut self.buffer)? {
                    return Ok(self.end(begun, length));
                }
            }
            if self.taken == begun && matches!(self.buffer[self.at], b'\n' | b'\r') {
                // A blank line is no row, and none begins there.
                self.lines += u64::from(self.buffer[self.at] == b'\n');
                self.before = self.lines;
                self.at += 1;
                continue;
            }
            let input = &self.buffer[self.at..];
            let (result, read, cells, ends) =
                self.parser.read_record(input, &mut self.cells[length..], &mut self.ends[self.width..]);
            self.lines += memchr_iter(b'\n', &input[..read]).count() as u64;
            self.at += read;
            self.taken += read as u64;
            length += cells;
            self.width += ends;
            let is_long = self.taken - begun > self.limit;
            match result {
                ReadRecordResult::Record if is_long => return Ok(Next::TooLong),
                ReadRecordResult::Record => return Ok(Next::Row),
                ReadRecordResult::InputEmpty => {}
                // Of a row that is too long nothing is kept, but its end has to be found.
                ReadRecordResult::OutputFull if is_long => length = 0,
                ReadRecordResult::OutputEndsFull if is_long => self.width = 0,
                ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::End => return Ok(Next::End),
            }
        }
    }

    /// What the end of the input makes of a row that may have begun.
    fn end(&mut self, begun: u64, mut length: usize) -> Next {
        if self.taken == begun {
            return Next::End;
        }
        self.cells.resize(length.max(self.cells.len()) + 1, 0);
        self.ends.resize(self.width.max(self.ends.len()) + 2, 0);
        // A line end ends a row, unless it is in a cell that a mark has opened.
        let (result, _, cells, ends) =
            self.parser.read_record(b"\n", &mut self.cells[length..], &mut self.ends[self.width..]);
        length += cells;
        self.width += ends;
        // What is not ended is not gone on with.
        self.parser = Reader::new();
        match result {
            _ if self.taken - begun > self.limit => Next::TooLong,
            ReadRecordResult::Record => Next::Row,
            _ if length > 0 => Next::Open,
            _ => Next::End,
        }
    }

    /// How many cells the row at hand has.
    pub(super) fn len(&self) -> usize {
        self.width
    }

    /// A cell of the row at hand.
    pub(super) fn cell(&self, column: usize) -> &[u8] {
        let begin = column.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.cells[begin..self.ends[column]]
    }

    /// The line in which the row at hand begins, counted from 1.
    pub(super) fn begun(&self) -> u64 {
        self.before + 1
    }

    /// How many bytes all rows so far have.
    pub(super) fn taken(&self) -> u64 {
        self.taken
    }
}

/// Reads some bytes; whether there were any.
fn fill(input: &mut dyn Read, buffer: &mut Vec<u8>) -> io::Result<bool> {
    let begun = buffer.len();
    buffer.resize(begun + BUFFER, 0);
    let read = loop {
        match input.read(&mut buffer[begun..]) {
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
            read => break read,
        }
    };
    buffer.truncate(begun + read.as_ref().copied().unwrap_or(0));
    Ok(read? > 0)
}
