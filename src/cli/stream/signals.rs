//! Signals that end a run in an orderly way.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

use crate::cli::exit::Exit;

/// Remembers which signal has come.
pub(in crate::cli) struct Signals(Arc<AtomicUsize>);

const NONE: usize = 0;

impl Signals {
    /// From now on the first signal is remembered, and a second one ends the process at once.
    ///
    /// # Errors
    /// What the system says.
    pub(in crate::cli) fn watch() -> io::Result<Self> {
        let (first, came) = (Arc::new(AtomicUsize::new(NONE)), Arc::new(AtomicBool::new(false)));
        for (signal, exit) in [(SIGINT, Exit::Interrupted), (SIGTERM, Exit::Terminated)] {
            // In this order: the first signal finds the flag unset and sets it.
            flag::register_conditional_shutdown(signal, exit as i32, came.clone())?;
            flag::register(signal, came.clone())?;
            flag::register_usize(signal, first.clone(), exit as usize)?;
        }
        Ok(Signals(first))
    }

    /// How the run should end because of a signal.
    pub(in crate::cli) fn received(&self) -> Option<Exit> {
        let code = self.0.load(Ordering::Relaxed);
        [Exit::Interrupted, Exit::Terminated].into_iter().find(|exit| *exit as usize == code)
    }
}
