//! Encoding: a block of bytes to compressed data that stand on their own, so that such data one after another are one
//! output; and zstd as one frame, for programs that read no further than the first.

use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use flate2::write::GzEncoder;
use lzma_rust2::{XzOptions, XzWriter};
use ruzstd::encoding::{CompressionLevel, FrameCompressor, compress_to_vec};

use super::Compression;

/// The window of xz, in bytes. No block is much larger, and a window costs the encoder ten times its size.
const XZ_WINDOW: u32 = 1 << 20;

/// Compresses a block. The same block gives the same bytes.
///
/// # Errors
/// What the encoder says.
pub(crate) fn seal(compression: Compression, block: &[u8]) -> io::Result<Vec<u8>> {
    let out = Vec::with_capacity(block.len() / 3);
    match compression {
        Compression::Gzip => {
            let mut encoder = GzEncoder::new(out, flate2::Compression::default());
            encoder.write_all(block)?;
            encoder.finish()
        }
        Compression::Zstd => Ok(compress_to_vec(block, CompressionLevel::Fastest)),
        Compression::Bzip2 => {
            let mut encoder = bzip2::write::BzEncoder::new(out, bzip2::Compression::best());
            encoder.write_all(block)?;
            encoder.finish()
        }
        Compression::Xz => {
            let mut options = XzOptions::with_preset(3);
            options.lzma_options.dict_size = XZ_WINDOW;
            let mut encoder = XzWriter::new(out, options)?;
            encoder.write_all(block)?;
            encoder.finish()
        }
    }
}

/// Blocks that wait for the encoder.
const WAITING: usize = 4;

/// Writes one zstd frame. The encoder takes its input rather than being given it, so it has a thread of its own.
pub(crate) struct ZstdFrame {
    blocks: SyncSender<Vec<u8>>,
    encoder: JoinHandle<()>,
    failed: Failed,
}

/// What the output said, kept by the encoder's side, which cannot handle it, until the other side asks.
type Failed = Arc<Mutex<Option<io::Error>>>;

impl ZstdFrame {
    /// # Errors
    /// What starting the thread gives.
    pub(crate) fn new(out: impl Write + Send + 'static) -> io::Result<Self> {
        let (blocks, received) = sync_channel(WAITING);
        let failed = Failed::default();
        let drain = Drain { out, failed: failed.clone() };
        let encoder = std::thread::Builder::new().name("zstd".into()).spawn(move || {
            let mut encoder = FrameCompressor::new(CompressionLevel::Fastest);
            encoder.set_source(Blocks { received, block: Vec::new(), at: 0 });
            encoder.set_drain(drain);
            encoder.compress();
        })?;
        Ok(ZstdFrame { blocks, encoder, failed })
    }

    /// Gives a block to the encoder.
    ///
    /// # Errors
    /// What the output said to an earlier one.
    pub(crate) fn write(&self, block: Vec<u8>) -> io::Result<()> {
        check(&self.failed)?;
        self.blocks.send(block).map_err(|_| gone())
    }

    /// Ends the frame.
    ///
    /// # Errors
    /// What the output said.
    pub(crate) fn finish(self) -> io::Result<()> {
        drop(self.blocks);
        self.encoder.join().map_err(|_| gone())?;
        check(&self.failed)
    }
}

fn check(failed: &Failed) -> io::Result<()> {
    let failure = failed.lock().unwrap_or_else(PoisonError::into_inner).take();
    failure.map_or(Ok(()), Err)
}

fn gone() -> io::Error {
    io::Error::other("the zstd encoder has failed")
}

/// The blocks as the encoder reads them, up to the drop of the sender.
struct Blocks {
    received: Receiver<Vec<u8>>,
    block: Vec<u8>,
    at: usize,
}

impl Read for Blocks {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.at == self.block.len() {
            let Ok(block) = self.received.recv() else { return Ok(0) };
            (self.block, self.at) = (block, 0);
        }
        let read = (&self.block[self.at..]).read(buffer)?;
        self.at += read;
        Ok(read)
    }
}

/// The output as the encoder writes it: never failing. What comes after a failure is dropped.
struct Drain<W> {
    out: W,
    failed: Failed,
}

impl<W: Write> Write for Drain<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        if failed.is_none() {
            *failed = self.out.write_all(bytes).err();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::Read as _;

    use super::ZstdFrame;
    use crate::compression::{Compression, Decoder};

    #[test]
    fn blocks_become_one_frame() {
        let file = tempfile::NamedTempFile::new().expect("a file");
        let frame = ZstdFrame::new(file.reopen().expect("opened")).expect("started");
        let blocks: Vec<String> = (0..300).map(|n| format!("line {n}\n").repeat(n)).collect();
        blocks.iter().for_each(|block| frame.write(block.clone().into_bytes()).expect("written"));
        frame.finish().expect("finished");
        let mut read = String::new();
        let file = File::open(file.path()).expect("opened");
        Decoder::new(Some(Compression::Zstd), file).read_to_string(&mut read).expect("decoded");
        assert!(read == blocks.concat());
    }
}
