//! Checkpoints: how far a run has come and what it was, in a file, so that it can go on after a kill.
//!
//! A checkpoint holds the place up to which all inputs were read, and the length that the output had when their rows stood
//! in it. A run that goes on cuts the output to this length and reads from this place. The file is replaced as a whole, and
//! only after the output up to the length has reached the disk.

mod identity;
mod lock;

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::args::ExtractArgs;
use super::progress::Skipped;
use super::stream::{Counts, Position};
use crate::error::Error;
use crate::read::Reader;
use identity::Identity;
use lock::Lock;

/// Rises when the file changes so that older programs cannot go on from it, or newer ones from theirs.
const VERSION: u32 = 1;

/// The time between two checkpoints at least, and how many times longer than the making of the last one it is.
const EVERY: Duration = Duration::from_millis(100);
const SHARE: u32 = 30;

/// What a checkpoint file holds.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Saved {
    whosaid_checkpoint: u32,
    /// Whether all inputs were read.
    pub done: bool,
    pub position: Position,
    /// The length of the output.
    pub output_bytes: u64,
    pub counts: Counts,
    pub skipped: Skipped,
    identity: Identity,
}

/// The checkpoint of a run, locked until the run ends.
pub(super) struct Checkpoint {
    path: PathBuf,
    pub saved: Saved,
    /// Whether an earlier run has made it.
    pub resumed: bool,
    made: Instant,
    cost: Duration,
    _lock: Lock,
}

impl Checkpoint {
    /// Opens the checkpoint of a run, or begins a new one.
    ///
    /// # Errors
    /// If the file cannot be read or written, another run is at work with it, or it belongs to a run with other inputs,
    /// rules, word lists, options or output; if the output is not as the checkpoint tells.
    pub(super) fn open(path: &Path, args: &ExtractArgs, output: &Path, reader: &Reader) -> Result<Self, Error> {
        let lock = Lock::new(path)?;
        let identity = Identity::of(args, output, reader)?;
        let refused = |reason: String| Error::other(format!("{}: {reason}", path.display()));
        let no_file = || Err(refused("the output of a run with a checkpoint must be a file".into()));
        let length = match fs::metadata(output) {
            _ if output == Path::new("-") => return no_file(),
            Ok(file) if file.is_file() => file.len(),
            Ok(_) => return no_file(),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => 0,
            Err(cause) => return Err(Error::io(output.display().to_string(), cause)),
        };
        let found = read(path)?;
        let resumed = found.is_some();
        let output = output.display();
        let saved = match found {
            Some(saved) => {
                if let Some(reason) = saved.identity.differs(&identity) {
                    let hint = "name another checkpoint, or delete this one and its output to start anew";
                    return Err(refused(format!("{reason}; {hint}")));
                }
                if length < saved.output_bytes {
                    let then = saved.output_bytes;
                    return Err(refused(format!("{output} has {length} bytes; at the checkpoint it had {then}")));
                }
                saved
            }
            None if length > 0 => {
                let reason = format!("there is no such checkpoint, but {output} holds something");
                return Err(refused(reason + "; delete it, or name another output"));
            }
            None => Saved {
                whosaid_checkpoint: VERSION,
                done: false,
                position: Position::default(),
                output_bytes: 0,
                counts: Counts::default(),
                skipped: Skipped::default(),
                identity,
            },
        };
        let (made, cost) = (Instant::now(), Duration::ZERO);
        let mut checkpoint = Checkpoint { path: path.to_owned(), saved, resumed, made, cost, _lock: lock };
        if !resumed {
            // Before the output is there, so that an output without a checkpoint is always somebody else's.
            checkpoint.save()?;
        }
        Ok(checkpoint)
    }

    /// Whether it is time for the next one.
    pub(super) fn is_due(&self) -> bool {
        self.made.elapsed() >= EVERY.max(self.cost * SHARE)
    }

    /// Makes a checkpoint of where the run is, once the output has reached the disk.
    ///
    /// # Errors
    /// If either cannot be written; the last checkpoint stays.
    pub(super) fn make(&mut self, output: &File) -> Result<(), Error> {
        let begun = Instant::now();
        output.sync_data().map_err(|cause| Error::io(self.saved.identity.output.as_str(), cause))?;
        self.save()?;
        (self.made, self.cost) = (Instant::now(), begun.elapsed());
        Ok(())
    }

    /// What has changed in the inputs since the run began, if anything.
    pub(super) fn changed(&self, args: &ExtractArgs, reader: &Reader) -> Option<String> {
        let now = identity::Inputs::of(&args.paths, reader).ok();
        now.map_or(Some("the inputs are gone".into()), |now| self.saved.identity.inputs.differs(&now))
    }

    fn save(&mut self) -> Result<(), Error> {
        let beside = with_suffix(&self.path, ".new");
        let failed = |cause| Error::io(self.path.display().to_string(), cause);
        let mut text = serde_json::to_string_pretty(&self.saved).map_err(|error| failed(error.into()))?;
        text.push('\n');
        let mut file = File::create(&beside).map_err(failed)?;
        let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_data());
        drop(file);
        let done = written.and_then(|()| fs::rename(&beside, &self.path));
        if done.is_err() {
            // The error that counts is the one before.
            let _ = fs::remove_file(&beside);
        }
        done.map_err(failed)
    }
}

/// The checkpoint in a file; `None` if there is no file.
fn read(path: &Path) -> Result<Option<Saved>, Error> {
    let refused = |reason: String| Error::other(format!("{}: {reason}", path.display()));
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(cause) => return Err(Error::io(path.display().to_string(), cause)),
    };
    let version = serde_json::from_slice::<serde_json::Value>(&text).ok();
    match version.as_ref().and_then(|saved| saved.get("whosaid_checkpoint")?.as_u64()) {
        Some(version) if version == u64::from(VERSION) => {}
        Some(version) => return Err(refused(format!("a checkpoint of version {version}; this is version {VERSION}"))),
        None => return Err(refused("no checkpoint of whosaid; name another file".into())),
    }
    serde_json::from_slice(&text).map(Some).map_err(|error| refused(format!("a broken checkpoint: {error}")))
}

/// The path with something behind its name.
fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}
