//! The command line, pinned from outside: what it prints, what it writes, how it ends.

mod bench;
mod data;
mod discourse;
mod explain;
mod faults;
mod folders;
mod inputs;
mod inspect;
mod outputs;
mod rules;
mod size;
mod speakers;
mod tables;
mod tally;
