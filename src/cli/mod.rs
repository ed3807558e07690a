//! The command line: a module for each subcommand.

mod args;
mod checkpoint;
mod config;
mod diff;
mod eval;
mod exit;
mod explain;
mod extract;
mod formats;
mod help;
mod input;
mod inspect;
mod manual;
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

use std::io::Write as _;
use std::process::ExitCode;

use crate::error::{Error, ErrorKind};
use crate::guard;
use crate::rows::schema;
use args::Command;
use config::{Parsed, Refused};
use exit::Exit;

/// Runs the command that the process was called with, and gives the code it should end with.
pub fn run() -> ExitCode {
    guard::hush();
    let args = match config::parse(std::env::args_os().collect()) {
        Ok(Parsed::Args(args)) => *args,
        Ok(Parsed::Dump(settings)) => return print(&settings).unwrap_or_else(|error| failed(&error)).into(),
        Err(Refused::Usage(error)) => return exit::usage(&error),
        Err(Refused::Config(error)) => return failed(&error).into(),
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
        Command::Formats => print(&formats::list()),
        Command::Schema => print(&format!("{:#}\n", schema::schema())),
        Command::Completions(args) => print(&manual::completions(&args)),
        Command::Man(args) => manual::page(&args).and_then(|page| print(&page)),
    };
    done.unwrap_or_else(|error| failed(&error)).into()
}

/// Prints a text on standard output.
fn print(text: &str) -> Result<Exit, Error> {
    let mut out = std::io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(|cause| Error::io("stdout", cause))?;
    Ok(Exit::Done)
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
