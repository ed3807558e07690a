//! Completions for shells and pages for `man`, from the same definitions as `--help`.

use clap::{Command, CommandFactory as _};
use clap_complete::Shell;
use clap_mangen::Man;

use super::args::Args;
use crate::error::{Error, did_you_mean};

#[derive(Debug, clap::Args)]
pub(super) struct CompletionsArgs {
    /// The shell
    shell: Shell,
}

#[derive(Debug, clap::Args)]
pub(super) struct ManArgs {
    /// The command that the page is about, as in rules test; none: whosaid itself
    #[arg(value_name = "COMMAND")]
    commands: Vec<String>,
}

pub(super) const COMPLETIONS_HELP: &str = "\
Examples:
  whosaid completions bash > ~/.local/share/bash-completion/completions/whosaid
  whosaid completions zsh > ~/.zfunc/_whosaid
  whosaid completions fish > ~/.config/fish/completions/whosaid.fish";

pub(super) const MAN_HELP: &str = "\
Examples:
  whosaid man extract | man -l -
  whosaid man > ~/.local/share/man/man1/whosaid.1
  whosaid man rules test > ~/.local/share/man/man1/whosaid-rules-test.1";

/// The script for a shell.
pub(super) fn completions(args: &CompletionsArgs) -> String {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "whosaid", &mut script);
    String::from_utf8_lossy(&script).into_owned()
}

/// A page of the manual.
pub(super) fn page(args: &ManArgs) -> Result<String, Error> {
    let mut command = Args::command();
    // Built, each command knows its full name and the options that all share.
    command.build();
    for name in &args.commands {
        command = command.find_subcommand(name).cloned().ok_or_else(|| unknown(&command, name))?;
    }
    let mut page = Vec::new();
    let made = Man::new(command).render(&mut page);
    made.map_err(|cause| Error::io("man", cause))?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}

fn unknown(command: &Command, given: &str) -> Error {
    let names: Vec<_> = command.get_subcommands().map(Command::get_name).collect();
    let hint = did_you_mean(given, names.iter().copied());
    Error::other(format!("{} has no command {given:?}{hint} (commands: {})", command.get_name(), names.join(", ")))
}
