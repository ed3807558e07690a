//! Decoding while reading, with an eye on what a hostile input could do: expand without end, ask for a large window.

use std::io::{self, BufRead as _, BufReader, Chain, Cursor, Read, Seek};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bzip2::bufread::MultiBzDecoder;
use flate2::bufread::MultiGzDecoder;
use lzma_rust2::XzReader;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::Compression;
use super::expansion::{RATIO, is_plausible};
use crate::guard::guarded;

const BUFFER: usize = 1 << 16;

/// The largest window, in KiB: that of `zstd --ultra -22` and twice that of `xz -9`, with what else a decoder needs.
const WINDOW: u32 = 129 << 10;

/// What is wrong with compressed data.
#[derive(Debug)]
pub(crate) struct Broken {
    pub message: String,
    /// Bytes decoded before.
    pub offset: u64,
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, after {} bytes of what it holds", self.message, self.offset)
    }
}

impl std::error::Error for Broken {}

/// Reads what an input holds. Faults of the data are errors that hold a [`Broken`]; after an error comes the end.
pub(crate) struct Decoder<R: Read> {
    inner: Inner<R>,
    compression: Option<Compression>,
    taken: Arc<AtomicU64>,
    given: u64,
    ended: bool,
}

/// Counts the bytes taken from an input.
struct Counted<R>(R, Arc<AtomicU64>);

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        self.1.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

enum Inner<R: Read> {
    Plain(R),
    Gzip(Box<MultiGzDecoder<BufReader<Counted<R>>>>),
    Zstd(Box<Zstd<Counted<R>>>),
    Bzip2(MultiBzDecoder<BufReader<Counted<R>>>),
    Xz(Box<XzReader<BufReader<Counted<R>>>>),
}

impl<R: Read> Decoder<R> {
    /// Decodes `input`; hands it through if it is not compressed.
    pub(crate) fn new(compression: Option<Compression>, input: R) -> Self {
        let taken = Arc::<AtomicU64>::default();
        let buffered = |input| BufReader::with_capacity(BUFFER, Counted(input, taken.clone()));
        let inner = match compression {
            None => Inner::Plain(input),
            Some(Compression::Gzip) => Inner::Gzip(Box::new(MultiGzDecoder::new(buffered(input)))),
            Some(Compression::Zstd) => Inner::Zstd(Box::new(Zstd::new(buffered(input)))),
            Some(Compression::Bzip2) => Inner::Bzip2(MultiBzDecoder::new(buffered(input))),
            Some(Compression::Xz) => Inner::Xz(Box::new(XzReader::new_mem_limit(buffered(input), true, WINDOW))),
        };
        Decoder { inner, compression, taken, given: 0, ended: false }
    }

    /// The input, if it is handed through and nothing has been read of it.
    pub(crate) fn into_plain(self) -> Result<R, Self> {
        match self.inner {
            Inner::Plain(input) => Ok(input),
            inner => Err(Decoder { inner, ..self }),
        }
    }

    fn decode(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match &mut self.inner {
            Inner::Plain(inner) => inner.read(buffer),
            Inner::Gzip(inner) => inner.read(buffer),
            Inner::Zstd(inner) => inner.read(buffer),
            Inner::Bzip2(inner) => inner.read(buffer),
            Inner::Xz(inner) => inner.read(buffer),
        }
    }

    fn broken(&self, message: String) -> io::Error {
        io::Error::new(io::ErrorKind::InvalidData, Broken { message, offset: self.given })
    }
}

impl<R: Read> Decoder<Chain<Cursor<Vec<u8>>, R>> {
    /// Decodes a stream whose first bytes tell how it is compressed.
    ///
    /// # Errors
    /// What reading these bytes gives.
    pub(crate) fn sniffing(mut input: R) -> io::Result<Self> {
        let mut start = Vec::new();
        input.by_ref().take(Compression::MAGIC as u64).read_to_end(&mut start)?;
        let compression = Compression::sniff(&start);
        Ok(Self::new(compression, Cursor::new(start).chain(input)))
    }
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some(compression) = self.compression else { return self.decode(buffer) };
        if self.ended || buffer.is_empty() {
            return Ok(0);
        }
        let read = guarded(|| self.decode(buffer));
        let read = match read {
            Some(Err(error)) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Some(Err(error)) if error.raw_os_error().is_some() => Err(error),
            Some(Err(error)) if error.kind() == io::ErrorKind::UnexpectedEof => {
                Err(self.broken(format!("the {} data end too early", compression.name())))
            }
            Some(Err(error)) => Err(self.broken(format!("broken {} data: {error}", compression.name()))),
            None => Err(self.broken(format!("broken {} data", compression.name()))),
            Some(Ok(0)) => {
                self.ended = true;
                return Ok(0);
            }
            Some(Ok(read)) => {
                let given = self.given + read as u64;
                if is_plausible(self.taken.load(Ordering::Relaxed), given) {
                    self.given = given;
                    return Ok(read);
                }
                let message = format!("the {} data expand to more than {RATIO} times their size", compression.name());
                Err(self.broken(message + "; decompress them first if they are what they should be"))
            }
        };
        self.ended = true;
        read
    }
}

/// Opens a file and decodes it, from the byte `offset` of what it holds. Its suffix tells the compression or, where that
/// stands for none, its first bytes.
///
/// # Errors
/// What opening, reading and decoding give.
pub(crate) fn open<R: Read + Seek>(path: &Path, mut file: R, offset: u64) -> io::Result<Decoder<R>> {
    let compression = match Compression::of(path) {
        Some(compression) => Some(compression),
        None => {
            let mut start = Vec::new();
            file.by_ref().take(Compression::MAGIC as u64).read_to_end(&mut start)?;
            file.rewind()?;
            Compression::sniff(&start)
        }
    };
    if compression.is_none() && offset > 0 {
        file.seek(io::SeekFrom::Start(offset))?;
    }
    let mut decoder = Decoder::new(compression, file);
    if compression.is_some() {
        io::copy(&mut decoder.by_ref().take(offset), &mut io::sink())?;
    }
    Ok(decoder)
}

/// The frames of a zstd input, one after another.
struct Zstd<R> {
    input: BufReader<R>,
    decoder: FrameDecoder,
    /// Whether a frame has begun and not ended.
    open: bool,
    frames: u64,
}

impl<R: Read> Zstd<R> {
    fn new(input: BufReader<R>) -> Self {
        let mut decoder = FrameDecoder::new();
        decoder.set_max_window_size(u64::from(WINDOW) << 10);
        Zstd { input, decoder, open: false, frames: 0 }
    }

    /// Begins the next frame, past those that hold no data; `false` at the end of the input.
    fn begin(&mut self) -> io::Result<bool> {
        loop {
            if self.input.fill_buf()?.is_empty() {
                return if self.frames > 0 { Ok(false) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
            }
            self.frames += 1;
            match self.decoder.reset(&mut self.input) {
                Ok(()) => {
                    self.open = true;
                    return Ok(true);
                }
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    let length = u64::from(length);
                    if io::copy(&mut self.input.by_ref().take(length), &mut io::sink())? < length {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
                Err(error) => return Err(self.fault(error)),
            }
        }
    }

    /// The fault that a decoder found; where the input is at its end, that is what is wrong with it.
    fn fault(&mut self, error: FrameDecoderError) -> io::Error {
        match self.input.fill_buf() {
            Ok([]) if !matches!(error, FrameDecoderError::WindowSizeTooBig { .. }) => {
                io::ErrorKind::UnexpectedEof.into()
            }
            Ok(_) => io::Error::other(error.to_string()),
            Err(cause) => cause,
        }
    }
}

impl<R: Read> Read for Zstd<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if !self.open && !self.begin()? {
                return Ok(0);
            }
            while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                let decoded = self.decoder.decode_blocks(&mut self.input, BlockDecodingStrategy::UptoBlocks(1));
                decoded.map_err(|error| self.fault(error))?;
            }
            let read = self.decoder.read(buffer)?;
            if read > 0 {
                return Ok(read);
            }
            let told = self.decoder.get_checksum_from_data();
            if told.is_some() && told != self.decoder.get_calculated_checksum() {
                return Err(io::Error::other("the checksum does not match"));
            }
            self.open = false;
        }
    }
}
