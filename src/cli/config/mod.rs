//! Settings from a file: the long options of the commands, where the command line does not give them.

mod dump;
mod file;
mod keys;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{ArgMatches, CommandFactory as _, FromArgMatches as _, Id};

use super::args::{Args, Command};
use crate::error::{Error, ErrorKind, Fault};
use file::{File, Setting};

/// What the file is called where it is looked for.
const NAME: &str = "whosaid.toml";

/// Where settings come from.
#[derive(Debug, clap::Args)]
pub(super) struct ConfigArgs {
    /// Take settings from FILE, and not from the whosaid.toml of this folder or the next one above that has one
    #[arg(long, global = true, value_name = "FILE", conflicts_with = "isolated", help_heading = HEADING)]
    config: Option<PathBuf>,

    /// Take settings from no file
    #[arg(long, global = true, help_heading = HEADING)]
    isolated: bool,

    /// Print the settings that this call of the command has, and where each is from, and do nothing else
    #[arg(long, global = true, help_heading = HEADING)]
    dump_config: bool,
}

const HEADING: &str = "Settings";

/// What the process was called for.
pub(super) enum Parsed {
    Args(Box<Args>),
    /// To print settings.
    Dump(String),
}

/// Why a call cannot be followed.
pub(super) enum Refused {
    /// What the argument parser says; also help.
    Usage(clap::Error),
    /// Something is wrong with the file of settings.
    Config(Error),
}

/// Reads a command line, and what it leaves open from a file.
pub(super) fn parse(argv: Vec<OsString>) -> Result<Parsed, Refused> {
    let matches = matches(&argv)?;
    let args = Args::from_arg_matches(&matches).map_err(Refused::Usage)?;
    let file = if args.config.isolated { None } else { found(args.config.config.as_deref()) };
    if file.is_none() && !args.config.dump_config {
        return Ok(Parsed::Args(Box::new(args)));
    }
    let file = file.map(|path| File::read(&path)).transpose().map_err(Refused::Config)?;
    let command = path_of(&matches);
    let (given, of_command) = (leaf(&matches), keys::built(&command));
    let is_open = |setting: &&Setting| {
        let arg = of_command.get_arguments().find(|arg| arg.get_long() == Some(&setting.key));
        arg.is_some_and(|arg| !is_given(given, arg.get_id()))
    };
    let settings: Vec<&Setting> = file.iter().flat_map(|file| file.of(&command)).filter(is_open).collect();
    if let Some(file) = &file {
        check(file, &argv, &settings)?;
    }
    let mut all = argv;
    let tokens = settings.iter().flat_map(|setting| setting.tokens.iter().cloned());
    insert(&mut all, tokens);
    let matches = self::matches(&all)?;
    let mut args = Args::from_arg_matches(&matches).map_err(Refused::Usage)?;
    if args.config.dump_config {
        return Ok(Parsed::Dump(dump::settings(&command, leaf(&matches), file.as_ref(), &settings)));
    }
    if let Command::Extract(args) = &mut args.command {
        args.from_file = settings.iter().map(|setting| setting.key.clone()).collect();
    }
    Ok(Parsed::Args(Box::new(args)))
}

fn matches(argv: &[OsString]) -> Result<ArgMatches, Refused> {
    Args::command().try_get_matches_from(argv).map_err(Refused::Usage)
}

/// Each setting alone, so that a bad value is reported with its place.
fn check(file: &File, argv: &[OsString], settings: &[&Setting]) -> Result<(), Refused> {
    let faults: Vec<Fault> = settings
        .iter()
        .filter_map(|setting| {
            let mut with = argv.to_vec();
            insert(&mut with, setting.tokens.iter().cloned());
            let error = Args::command().try_get_matches_from(&with).err()?;
            let text = error.to_string();
            let message = text.lines().next().unwrap_or_default().trim_start_matches("error: ").to_owned();
            Some(file.fault(setting.at.clone(), message))
        })
        .collect();
    if faults.is_empty() { Ok(()) } else { Err(Refused::Config(Error::new(ErrorKind::Data(faults)))) }
}

/// Puts options behind the others, but before what comes after `--`.
fn insert(argv: &mut Vec<OsString>, tokens: impl Iterator<Item = OsString>) {
    let end = argv.iter().position(|arg| arg == "--").unwrap_or(argv.len());
    argv.splice(end..end, tokens);
}

/// The file named, or else the nearest of its name from the working folder upward.
fn found(named: Option<&Path>) -> Option<PathBuf> {
    if let Some(named) = named {
        return Some(named.to_owned());
    }
    let here = Path::new(NAME);
    if here.is_file() {
        return Some(here.to_owned());
    }
    let folder = std::env::current_dir().ok()?;
    folder.ancestors().skip(1).map(|folder| folder.join(NAME)).find(|path| path.is_file())
}

/// The commands, the outer one first.
fn path_of(mut matches: &ArgMatches) -> Vec<String> {
    let mut out = Vec::new();
    while let Some((name, inner)) = matches.subcommand() {
        out.push(name.to_owned());
        matches = inner;
    }
    out
}

/// The arguments of the innermost command.
fn leaf(mut matches: &ArgMatches) -> &ArgMatches {
    while let Some((_, inner)) = matches.subcommand() {
        matches = inner;
    }
    matches
}

/// Whether the command line gives an option.
fn is_given(matches: &ArgMatches, id: &Id) -> bool {
    // To ask for what the command has not would be a fault of the program.
    matches.try_contains_id(id.as_str()).is_ok() && matches.value_source(id.as_str()) == Some(ValueSource::CommandLine)
}
