//! The command line, pinned from outside: what it prints, what it writes, how it ends.

mod bench;
mod blessing;
mod choice;
mod data;
mod diff;
mod discourse;
mod eval;
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
mod testing;
