//! The source: inputs one after another, cut into batches.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde::{Deserialize, Serialize};

use crate::cli::input::STDIN;
use crate::error::Error;
use crate::read::{Format, PIECE, Piece, Pieces, Place, Reader};

/// The most pieces of a batch, so that a folder of tiny files gives rows soon, too.
const PIECES: usize = 64;

/// A place between two pieces.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Position {
    /// Inputs before: files, standard input, what of a folder could not be read.
    pub input: u64,
    /// Lines of the input before, or pieces of a format that cuts them itself.
    pub line: u64,
    /// Bytes of the input before, as decoded.
    pub offset: u64,
}

/// Pieces that go together through the work, so that small ones cost little.
pub(in crate::cli) struct Batch {
    /// Pieces, with an error in place of each that could not be read.
    pub pieces: Vec<Result<Piece, Error>>,
    pub bytes: usize,
    /// Where the next batch begins.
    pub end: Position,
}

/// Inputs in order, opened one after another.
pub(in crate::cli) struct Source {
    reader: Arc<Reader>,
    files: Box<dyn Iterator<Item = Result<Named, Error>> + Send>,
    open: Option<Open>,
    /// Inputs that were ended.
    ended: u64,
    /// What has been read of the inputs, in bytes as they are stored.
    read: Arc<AtomicU64>,
}

enum Named {
    Stdin,
    File(PathBuf, Format),
}

/// The input at hand.
struct Open {
    pieces: Pieces,
    /// Whether what it has may come slowly.
    stream: bool,
}

impl Source {
    /// The inputs that the arguments name.
    pub(in crate::cli) fn new(paths: &[PathBuf], reader: Reader) -> Self {
        let paths = if paths.is_empty() { vec![PathBuf::from("-")] } else { paths.to_vec() };
        let of_path = reader.clone();
        let files = paths.into_iter().flat_map(move |path| -> Box<dyn Iterator<Item = _> + Send> {
            if path == Path::new("-") {
                return Box::new(std::iter::once(Ok(Named::Stdin)));
            }
            Box::new(of_path.files(&path).map(|file| file.map(|(path, format)| Named::File(path, format))))
        });
        Source { reader: Arc::new(reader), files: Box::new(files), open: None, ended: 0, read: Arc::default() }
    }

    /// How documents are read.
    pub(in crate::cli) fn reader(&self) -> Arc<Reader> {
        self.reader.clone()
    }

    /// Grows with what has been read, in bytes as stored.
    pub(in crate::cli) fn bytes_read(&self) -> Arc<AtomicU64> {
        self.read.clone()
    }

    /// Goes to where a batch has ended.
    ///
    /// # Errors
    /// If there are no so many inputs, or the one there cannot be read up to the place.
    pub(in crate::cli) fn skip_to(&mut self, position: Position) -> Result<(), Error> {
        while self.ended < position.input {
            let Some(named) = self.files.next() else {
                return Err(Error::other("there are fewer inputs than at the time of the checkpoint"));
            };
            if let Ok(Named::File(path, _)) = named {
                self.read.fetch_add(path.metadata().map_or(0, |file| file.len()), Ordering::Relaxed);
            }
            self.ended += 1;
        }
        let place = Place { line: position.line, offset: position.offset };
        if place != Place::default() {
            self.open = self.files.next().map(|named| self.opened(named?, place)).transpose()?;
        }
        Ok(())
    }

    /// The next batch; `None` when all has been read.
    pub(in crate::cli) fn batch(&mut self) -> Option<Batch> {
        let (mut pieces, mut bytes) = (Vec::new(), 0);
        while bytes < PIECE / 2 && pieces.len() < PIECES {
            let Some(open) = &mut self.open else {
                let Some(named) = self.files.next() else { break };
                match named.and_then(|named| self.opened(named, Place::default())) {
                    Ok(open) => self.open = Some(open),
                    Err(error) => {
                        self.ended += 1;
                        pieces.push(Err(error));
                    }
                }
                continue;
            };
            if open.stream && !pieces.is_empty() {
                // What is at hand should not wait for what may come.
                break;
            }
            if let Some(piece) = open.pieces.next() {
                bytes += piece.as_ref().map_or(0, Piece::len);
                pieces.push(piece);
            }
            if open.pieces.is_ended() {
                self.open = None;
                self.ended += 1;
            }
        }
        let end = self.position();
        (!pieces.is_empty()).then_some(Batch { pieces, bytes, end })
    }

    /// Where the next batch begins.
    fn position(&self) -> Position {
        let place = self.open.as_ref().map_or(Place::default(), |open| open.pieces.place());
        Position { input: self.ended, line: place.line, offset: place.offset }
    }

    fn opened(&self, named: Named, place: Place) -> Result<Open, Error> {
        match named {
            Named::Stdin => self.stream(STDIN, self.reader.format, io::stdin()),
            Named::File(path, format) => {
                let name = path.display().to_string();
                let failed = |cause| Error::io(name.as_str(), cause);
                let file = File::open(&path).map_err(failed)?;
                let about = file.metadata().map_err(failed)?;
                if !about.is_file() && !about.is_dir() {
                    return self.stream(&name, Some(format), file);
                }
                let file = Counted { input: file, read: self.read.clone(), is_random: format.is_own() };
                let pieces = self.reader.pieces(&path, format, file, about.len(), place)?;
                Ok(Open { pieces, stream: false })
            }
        }
    }

    fn stream(&self, name: &str, format: Option<Format>, input: impl Read + Send + 'static) -> Result<Open, Error> {
        let reader = Reader { format, ..Reader::clone(&self.reader) };
        Ok(Open {
            pieces: reader.streamed(name, Counted { input, read: self.read.clone(), is_random: false })?,
            stream: true,
        })
    }
}

/// Counts what is read.
struct Counted<R> {
    input: R,
    read: Arc<AtomicU64>,
    /// Whether its reader goes to and fro, so that nothing follows from where it goes.
    is_random: bool,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl<R: Seek> Seek for Counted<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = self.input.seek(to)?;
        if let (SeekFrom::Start(_), false) = (to, self.is_random) {
            // What is passed over counts; what is read again was counted before.
            self.read.fetch_add(at, Ordering::Relaxed);
        }
        Ok(at)
    }
}
