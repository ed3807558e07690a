//! Which long options can be settings, and what each takes.

use std::any::TypeId;
use std::path::PathBuf;

use clap::{Arg, ArgAction, Command, CommandFactory as _};

use crate::cli::args::Args;

/// Options that only the command line can give, and why. A file of settings may have come with a folder from a stranger: it
/// must not decide that something is written, or that a cell is run as a formula.
const NEVER: &[(&str, &str)] = &[
    ("output", WRITES),
    ("checkpoint", WRITES),
    ("write-baseline", WRITES),
    ("by-document", WRITES),
    ("curve", WRITES),
    ("bless", WRITES),
    ("known", "it names a file that --bless rewrites"),
    ("raw", "it lets spreadsheets run formulas"),
    ("old", INPUT),
    ("new", INPUT),
    ("config", ABOUT),
    ("isolated", ABOUT),
    ("dump-config", ABOUT),
    ("help", ABOUT),
    ("version", ABOUT),
];

const WRITES: &str = "it writes a file";
const INPUT: &str = "it is an input";
pub(super) const ABOUT: &str = "it is about the call";

/// A command, with the options that all share.
pub(super) fn built(path: &[String]) -> Command {
    let mut command = Args::command();
    command.build();
    path.iter().fold(command, |command, name| command.find_subcommand(name).cloned().unwrap_or(command))
}

/// Why an option cannot be a setting, if it cannot.
pub(super) fn refused(key: &str) -> Option<&'static str> {
    NEVER.iter().find(|(never, _)| *never == key).map(|(_, reason)| *reason)
}

/// The option of that name, in a command or in one of its subcommands.
pub(super) fn option<'c>(command: &'c Command, key: &str) -> Option<&'c Arg> {
    let own = command.get_arguments().find(|arg| arg.get_long() == Some(key));
    own.or_else(|| command.get_subcommands().find_map(|inner| option(inner, key)))
}

/// The names of all options that can be settings of a command or of its subcommands.
pub(super) fn names(command: &Command) -> Vec<&str> {
    let own = command.get_arguments().filter_map(Arg::get_long).filter(|key| refused(key).is_none());
    let mut out: Vec<_> = own.chain(command.get_subcommands().flat_map(names)).collect();
    out.sort_unstable();
    out.dedup();
    out
}

/// Whether an option takes no value.
pub(super) fn is_flag(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::SetTrue | ArgAction::SetFalse)
}

/// Whether an option may be given several times.
pub(super) fn is_repeated(arg: &Arg) -> bool {
    matches!(arg.get_action(), ArgAction::Append)
}

/// Whether the value of an option is a list with commas.
pub(super) fn is_list(arg: &Arg) -> bool {
    arg.get_value_names().is_some_and(|names| names.iter().any(|name| name.as_str() == "LIST"))
}

/// Whether an option names a file or folder.
pub(super) fn is_path(arg: &Arg) -> bool {
    arg.get_value_parser().type_id() == TypeId::of::<PathBuf>()
}

#[cfg(test)]
mod tests {
    use clap::{Arg, Command};

    use super::{built, is_path, refused};

    /// The options of a command and its subcommands that name files and can be settings.
    fn paths(command: &Command) -> Vec<&str> {
        let own = command.get_arguments().filter(|arg| is_path(arg)).filter_map(Arg::get_long);
        let mut out: Vec<_> = own.filter(|key| refused(key).is_none()).collect();
        out.extend(command.get_subcommands().flat_map(paths));
        out.sort_unstable();
        out.dedup();
        out
    }

    /// A new option that names a file has to be thought about: does it write?
    #[test]
    fn the_paths_that_settings_can_name_are_read_only() {
        assert_eq!(paths(&built(&[])), ["baseline", "gold", "lexicon", "predictions", "rules", "speakers", "text"]);
    }
}
