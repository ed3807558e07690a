//! `whosaid rules`: the rule set as a thing to look at, to check and to test.

mod check;
mod coverage;
mod list;
mod new;
mod test;

use std::path::PathBuf;

use clap::Subcommand;

use super::args::DataArgs;
use super::exit::Exit;
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::rules::RuleSet;

#[derive(Debug, clap::Args)]
#[command(arg_required_else_help = true, after_help = HELP)]
pub(super) struct RulesArgs {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the rules in the order they are tried: tier, id, number of examples, what the rule finds
    List(list::ListArgs),
    /// Show a rule: pattern, examples, how often it is right
    Show(list::ShowArgs),
    /// Report everything that is wrong with the rule files of a folder
    Check(check::CheckArgs),
    /// Run the inline examples of every rule, and tell which parts of patterns they leave untested
    Test(test::TestArgs),
    /// Tell how often each rule wins in texts, which never do, and around what quotes are left without a speaker
    Coverage(coverage::CoverageArgs),
    /// Write the skeleton of a rule, its examples to be filled in
    New(new::NewArgs),
}

/// What a verdict is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// Plain words
    Text,
    /// JSON, an object a line
    Json,
}

/// A folder of rules, and the word lists it asks for.
#[derive(Debug, clap::Args)]
struct FolderArgs {
    /// Folder of rule files [default: the built-in rules]
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,

    /// Use the word lists in this folder in place of the built-in ones of the same name
    #[arg(long, value_name = "DIR")]
    lexicon: Option<PathBuf>,
}

impl FolderArgs {
    fn load(&self) -> Result<RuleSet, Error> {
        let lexicon = self.lexicon.as_deref().map_or_else(|| Ok(Lexicon::english()), Lexicon::from_dir)?;
        self.dir
            .as_deref()
            .map_or_else(|| RuleSet::built_in(lexicon.clone()), |d| RuleSet::from_dir(d, lexicon.clone()))
    }
}

pub(super) fn run(args: &RulesArgs) -> Result<Exit, Error> {
    match &args.command {
        Command::List(args) => list::list(args),
        Command::Show(args) => list::show(args),
        Command::Check(args) => check::run(args),
        Command::Test(args) => test::run(args),
        Command::Coverage(args) => coverage::run(args),
        Command::New(args) => new::run(args),
    }
}

/// The rules that the shared arguments name.
fn rules_of(data: &DataArgs) -> Result<RuleSet, Error> {
    FolderArgs { dir: data.rules.clone(), lexicon: data.lexicon.clone() }.load()
}

const HELP: &str = "\
Examples:
  whosaid rules list
  whosaid rules show quote-cue-speaker
  whosaid rules new my-rule > my-rules/50-mine.toml
  whosaid rules check my-rules/
  whosaid rules test my-rules/ --filter my-rule
  whosaid rules coverage articles/ --rules my-rules/";
