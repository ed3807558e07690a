//! A lock, so that no two runs work with one checkpoint. The system lets go of it when a process ends, however it ends.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::with_suffix;
use crate::error::Error;

/// A lock file beside a checkpoint.
pub(super) struct Lock {
    path: PathBuf,
    _file: File,
}

impl Lock {
    /// # Errors
    /// If another run holds the lock, or the file cannot be made.
    pub(super) fn new(checkpoint: &Path) -> Result<Self, Error> {
        let path = with_suffix(checkpoint, ".lock");
        let failed = |cause: io::Error| Error::io(path.display().to_string(), cause);
        loop {
            let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
            match file.try_lock() {
                Ok(()) if is_there(&file, &path) => return Ok(Lock { path, _file: file }),
                // Its holder has removed it in this moment.
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    let checkpoint = checkpoint.display();
                    return Err(Error::other(format!("{checkpoint}: another run is at work with this checkpoint")));
                }
                Err(TryLockError::Error(cause)) => return Err(failed(cause)),
            }
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // A file that stays is locked by the next run.
        let _ = fs::remove_file(&self.path);
    }
}

/// Whether an open file is still the one that the path names.
#[cfg(unix)]
fn is_there(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let of = |about: &fs::Metadata| (about.dev(), about.ino());
    matches!((&file.metadata(), &fs::metadata(path)), (Ok(open), Ok(named)) if of(open) == of(named))
}

#[cfg(not(unix))]
fn is_there(_: &File, _: &Path) -> bool {
    // An open file cannot be removed here.
    true
}
