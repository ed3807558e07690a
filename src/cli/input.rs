//! Inputs: what the arguments name.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use clap::CommandFactory as _;
use clap::error::ErrorKind;

use super::args::{Args, InputArgs};
use super::stream::RunArgs;
use crate::read::{Documents, Reader};

/// What a stream is called in rows and messages.
pub(super) const STDIN: &str = "stdin";

/// How inputs are read.
pub(super) fn reader(args: &InputArgs, run: &RunArgs) -> Reader {
    Reader {
        format: args.input_format,
        text_field: args.text_field.clone(),
        source_field: args.source_field.clone(),
        keep: Vec::new(),
        max_bytes: run.max_document_bytes.unwrap_or(Reader::default().max_bytes),
    }
}

/// The documents of all inputs, in order. Standard input stands for `-`, and for no input at all.
pub(super) fn documents(paths: &[PathBuf], args: &InputArgs) -> Documents<'static> {
    let reader = Reader {
        format: args.input_format,
        text_field: args.text_field.clone(),
        source_field: args.source_field.clone(),
        ..Reader::default()
    };
    let paths = if paths.is_empty() { vec![PathBuf::from("-")] } else { paths.to_vec() };
    Box::new(paths.into_iter().flat_map(move |path| {
        if path == Path::new("-") { reader.stream(STDIN, std::io::stdin()) } else { reader.path(&path) }
    }))
}

/// Refuses to wait at a terminal for a text that nobody knows to type; `subcommand` is what was called.
pub(super) fn expected(paths: &[PathBuf], subcommand: &str) -> Result<(), clap::Error> {
    if paths.is_empty() && std::io::stdin().is_terminal() {
        let message = "no input: name a file or folder, or - for standard input";
        let mut command = Args::command();
        // Built, the subcommand knows its place, and its usage is the one shown.
        command.build();
        let mut command = command.find_subcommand(subcommand).cloned().unwrap_or(command);
        return Err(command.error(ErrorKind::MissingRequiredArgument, message));
    }
    Ok(())
}
