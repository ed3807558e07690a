//! The command line: a module for each subcommand.

mod args;
mod checkpoint;
mod diff;
mod eval;
mod exit;
mod explain;
mod extract;
mod help;
mod input;
mod inspect;
mod messages;
mod naming;
mod output;
mod phrases;
mod progress;
mod rules;
mod speakers;
mod stream;
mod tally;
mod terminal;
mod test;

use std::process::ExitCode;

use clap::Parser as _;

use crate::error::{Error, ErrorKind};
use args::{Args, Command};
use exit::Exit;

/// Runs the command that the process was called with, and gives the code it should end with.
pub fn run() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => return exit::usage(&error),
    };
    let done = match args.command {
        Command::Extract(args) => match input::expected(&args.paths, "extract") {
            Ok(()) => extract::run(&args),
            Err(error) => return exit::usage(&error),
        },
        Command::Speakers(args) => match input::expected(&args.paths, "speakers") {
            Ok(()) => speakers::run(&args),
            Err(error) => return exit::usage(&error),
        },
        Command::Inspect(args) => inspect::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Test(args) => test::run(&args),
        Command::Diff(args) => match diff::expected(&args) {
            Ok(()) => diff::run(&args),
            Err(error) => return exit::usage(&error),
        },
        Command::Explain(args) => explain::run(&args),
        Command::Rules(args) => rules::run(&args),
    };
    done.unwrap_or_else(|error| failed(&error)).into()
}

fn failed(error: &Error) -> Exit {
    if let ErrorKind::Io { cause, .. } = error.kind()
        && cause.kind() == std::io::ErrorKind::BrokenPipe
    {
        // Whoever read the output has seen enough.
        return Exit::Done;
    }
    messages::report(error);
    Exit::Error
}
