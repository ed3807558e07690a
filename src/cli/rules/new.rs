//! `whosaid rules new`: a rule to start from.

use std::io::Write as _;

use crate::cli::exit::Exit;
use crate::error::Error;
use crate::rules::RuleSet;

#[derive(Debug, clap::Args)]
pub(super) struct NewArgs {
    /// Id of the rule: lower-case letters, digits and hyphens
    #[arg(value_name = "ID", value_parser = id)]
    id: String,
}

fn id(given: &str) -> Result<String, String> {
    if RuleSet::is_id(given) { Ok(given.to_owned()) } else { Err(RuleSet::ID_FORM.into()) }
}

/// Prints a rule file with one rule that works as it stands.
pub(super) fn run(args: &NewArgs) -> Result<Exit, Error> {
    let rule = include_str!("../../../rules/skeleton.toml").replace("my-rule", &args.id);
    let written = std::io::stdout().lock().write_all(rule.as_bytes());
    written.map_err(|cause| Error::io("stdout", cause))?;
    Ok(Exit::Done)
}
