//! The command line, pinned from outside: what it prints, what it writes, how it ends.

mod bench;
mod blessing;
mod checkpoints;
mod choice;
mod compressed;
mod config;
mod data;
mod diff;
mod discourse;
mod encodings;
mod eval;
mod explain;
mod faults;
mod folders;
mod formats;
mod inputs;
mod inspect;
mod manual;
mod outputs;
#[cfg(feature = "html")]
mod pages;
mod progress;
mod rules;
#[cfg(unix)]
mod signals;
mod size;
mod speakers;
mod streaming;
mod tables;
mod tally;
mod testing;
