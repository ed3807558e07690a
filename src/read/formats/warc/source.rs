//! Bytes of an archive, by lines and by lengths, with a way back.

use std::io::{self, Read};

use memchr::memchr;

const BUFFER: usize = 1 << 16;

/// An input of which lines and blocks are taken, and to which they can be given back.
pub(super) struct Source {
    input: Box<dyn Read + Send>,
    /// What was read and not taken is `buffer[at..]`.
    buffer: Vec<u8>,
    at: usize,
}

impl Source {
    pub(super) fn new(input: Box<dyn Read + Send>) -> Self {
        Source { input, buffer: Vec::new(), at: 0 }
    }

    /// The next line with its end, or of one that is longer its first `most` bytes; nothing at the end of the input.
    pub(super) fn line(&mut self, most: usize) -> io::Result<Vec<u8>> {
        let mut searched = 0;
        loop {
            let there = &self.buffer[self.at..];
            let end = memchr(b'\n', &there[searched..]).map(|end| searched + end + 1);
            searched = there.len();
            if let Some(end) = end.or((searched >= most).then_some(most)) {
                return Ok(self.taken(end.min(most)));
            }
            if !self.fill()? {
                return Ok(self.taken(searched));
            }
        }
    }

    /// The next `length` bytes, or what there is.
    pub(super) fn block(&mut self, length: u64) -> io::Result<Vec<u8>> {
        let there = (self.buffer.len() - self.at).min(usize::try_from(length).unwrap_or(usize::MAX));
        let mut block = self.taken(there);
        self.input.by_ref().take(length - there as u64).read_to_end(&mut block)?;
        Ok(block)
    }

    /// Passes over `length` bytes, or what there is; how many there were.
    pub(super) fn pass(&mut self, length: u64) -> io::Result<u64> {
        let there = (self.buffer.len() - self.at).min(usize::try_from(length).unwrap_or(usize::MAX));
        self.at += there;
        let passed = io::copy(&mut self.input.by_ref().take(length - there as u64), &mut io::sink())?;
        Ok(there as u64 + passed)
    }

    /// Gives back what was taken last.
    pub(super) fn give_back(&mut self, bytes: &[u8]) {
        self.buffer.splice(..self.at, bytes.iter().copied());
        self.at = 0;
    }

    fn taken(&mut self, length: usize) -> Vec<u8> {
        let taken = self.buffer[self.at..self.at + length].to_vec();
        self.at += length;
        taken
    }

    /// Reads on; `false` at the end.
    fn fill(&mut self) -> io::Result<bool> {
        self.buffer.drain(..self.at);
        self.at = 0;
        let begun = self.buffer.len();
        self.buffer.resize(begun + BUFFER, 0);
        let read = loop {
            match self.input.read(&mut self.buffer[begun..]) {
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.buffer.truncate(begun + read.as_ref().copied().unwrap_or(0));
        Ok(read? > 0)
    }
}
