//! Exit codes.

use std::process::ExitCode;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// Everything asked for was done.
    Done = 0,
    /// The verdict of a test or comparison is negative.
    Negative = 1,
    /// A wrong call, a bad input, an output that cannot be written.
    Error = 2,
    /// Ended by SIGINT.
    Interrupted = 130,
    /// Ended by SIGTERM.
    Terminated = 143,
}

/// The text about exit codes in `--help`.
pub(super) const HELP: &str = "\
Exit codes:
  0  done
  1  the verdict of a test or comparison is negative
  2  error: a wrong call, a bad input (the others are still done), an output that cannot be written
  130, 143  extract was ended by SIGINT (Ctrl-C), by SIGTERM";

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// Prints what the argument parser has to say: help and version are no error.
pub(super) fn usage(error: &clap::Error) -> ExitCode {
    // If it cannot be printed there is nobody to tell.
    let _ = error.print();
    if error.use_stderr() { Exit::Error.into() } else { Exit::Done.into() }
}
