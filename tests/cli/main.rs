//! The command line, pinned from outside: what it prints, what it writes, how it ends.

#[cfg(feature = "archives")]
mod archives;
mod bench;
mod blessing;
mod checkpoints;
mod choice;
mod columns;
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
#[cfg(feature = "tables")]
mod packing;
#[cfg(feature = "html")]
mod pages;
mod parquet;
mod progress;
mod resolution;
mod rules;
mod sections;
#[cfg(unix)]
mod signals;
mod size;
mod speakers;
mod streaming;
mod tables;
mod tally;
mod testing;
#[cfg(feature = "archives")]
mod warc;
#[cfg(feature = "archives")]
mod word;
#[cfg(feature = "tables")]
mod workbooks;
