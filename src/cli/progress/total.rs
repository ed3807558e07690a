//! How much there is to read, found out beside the work.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::read::Reader;

const UNKNOWN: u64 = u64::MAX;

/// The bytes of all inputs, as stored, once they are known.
pub(in crate::cli) struct Total {
    paths: Vec<PathBuf>,
    reader: Reader,
    bytes: Arc<AtomicU64>,
}

impl Total {
    pub(in crate::cli) fn new(paths: &[PathBuf], reader: &Reader) -> Self {
        Total { paths: paths.to_vec(), reader: reader.clone(), bytes: Arc::new(AtomicU64::new(UNKNOWN)) }
    }

    /// Begins to find out. Of a stream nobody knows how much it will give.
    pub(super) fn measure(&self) {
        if self.paths.is_empty() || self.paths.iter().any(|path| path == Path::new("-")) {
            return;
        }
        let (paths, reader, bytes) = (self.paths.clone(), self.reader.clone(), self.bytes.clone());
        // Without the thread there is a bar without an end.
        let _ = std::thread::Builder::new().name("total".into()).spawn(move || {
            let files = paths.iter().flat_map(|path| reader.files(path));
            let size = |(path, _): (PathBuf, _)| path.metadata().map_or(0, |file| file.len());
            bytes.store(files.map(|file| file.map_or(0, size)).sum(), Ordering::Relaxed);
        });
    }

    pub(super) fn bytes(&self) -> Option<u64> {
        Some(self.bytes.load(Ordering::Relaxed)).filter(|bytes| *bytes != UNKNOWN)
    }
}
