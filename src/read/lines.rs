//! Cutting an input at line ends.

use std::io::{self, Read};
use std::sync::Arc;

use memchr::{memchr, memchr_iter, memrchr};

use super::Format;
use super::piece::{Content, Piece, Place};
use super::pieces::{Limits, failure};
use crate::error::{Error, ErrorKind};

/// How many bytes of lines make a piece, unless one line has more.
pub(crate) const PIECE: usize = 1 << 18;

/// Whole lines of an input, some hundred kilobytes at a time.
pub(crate) struct Lines {
    input: Box<dyn Read + Send>,
    name: Arc<str>,
    format: Format,
    limits: Limits,
    /// The line that has begun and not ended.
    rest: Vec<u8>,
    pub(super) place: Place,
    failed: Option<Error>,
    ended: bool,
}

impl Lines {
    /// The lines of an input of which everything up to `place` has been read.
    pub(super) fn new(
        input: Box<dyn Read + Send>,
        name: Arc<str>,
        format: Format,
        place: Place,
        limits: Limits,
    ) -> Self {
        Lines { input, name, format, limits, rest: Vec::new(), place, failed: None, ended: false }
    }

    /// Whether nothing more will come.
    #[cfg(feature = "cli")]
    pub(super) fn is_ended(&self) -> bool {
        self.ended && self.failed.is_none()
    }

    /// The next whole lines.
    fn lines(&mut self) -> Option<Result<Piece, Error>> {
        let mut bytes = std::mem::take(&mut self.rest);
        // Lengths at which a line end is looked for do not depend on how much was read ahead.
        let mut goal = PIECE;
        while goal <= bytes.len() {
            goal *= 2;
        }
        // How much of the beginning is known to have no line end.
        let mut searched = 0;
        let end = loop {
            let begun = bytes.len();
            if let Err(cause) = self.fill(&mut bytes, goal) {
                // The lines before are whole; the one that is cut is not.
                self.failed = Some(failure(&self.name, cause));
                self.ended = true;
                bytes.truncate(memrchr(b'\n', &bytes).map_or(0, |at| at + 1));
            }
            self.ended |= bytes.len() == begun;
            if self.ended {
                break bytes.len();
            }
            if let Some(at) = memrchr(b'\n', &bytes[searched..]) {
                break searched + at + 1;
            }
            searched = bytes.len();
            if searched as u64 > self.limits.document {
                return Some(Err(self.skip(searched)));
            }
            goal = if searched < goal { goal } else { goal.saturating_mul(2) };
        };
        self.rest = bytes.split_off(end);
        if bytes.is_empty() {
            return self.failed.take().map(Err);
        }
        // A line that ends with the input counts, too.
        let ends = memchr_iter(b'\n', &bytes).count() + usize::from(bytes.last() != Some(&b'\n'));
        let place = self.place;
        self.place.line += ends as u64;
        self.place.offset += bytes.len() as u64;
        bytes.shrink_to(bytes.len() + (bytes.len() >> 3));
        Some(Ok(Piece { name: self.name.clone(), content: Content::Lines(self.format, bytes, place) }))
    }

    /// Reads on up to `goal` bytes, or what is there; nothing at the end of the input.
    fn fill(&mut self, bytes: &mut Vec<u8>, goal: usize) -> io::Result<()> {
        let wanted = goal - bytes.len();
        if !self.limits.eager {
            bytes.reserve_exact(wanted);
            return self.input.by_ref().take(wanted as u64).read_to_end(bytes).map(drop);
        }
        let begun = bytes.len();
        bytes.resize(begun + wanted, 0);
        let read = loop {
            match self.input.read(&mut bytes[begun..]) {
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        bytes.truncate(begun + read.as_ref().copied().unwrap_or(0));
        read.map(drop)
    }

    /// Skips a line of which `begun` bytes were read; the error that tells so.
    fn skip(&mut self, begun: usize) -> Error {
        let (line, limit) = (Some(self.place.line + 1), self.limits.document);
        let mut passed = begun as u64;
        let mut buffer = vec![0; 1 << 16];
        loop {
            match self.input.read(&mut buffer) {
                Ok(0) => {
                    self.ended = true;
                    break;
                }
                Ok(read) => {
                    if let Some(at) = memchr(b'\n', &buffer[..read]) {
                        passed += at as u64 + 1;
                        self.rest = buffer[at + 1..read].to_vec();
                        break;
                    }
                    passed += read as u64;
                }
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
                Err(cause) => {
                    self.failed = Some(failure(&self.name, cause));
                    self.ended = true;
                    break;
                }
            }
        }
        self.place = Place { line: self.place.line + 1, offset: self.place.offset + passed };
        Error::new(ErrorKind::TooLarge { name: self.name.to_string(), line, limit })
    }
}

impl Iterator for Lines {
    type Item = Result<Piece, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended { self.failed.take().map(Err) } else { self.lines() }
    }
}
