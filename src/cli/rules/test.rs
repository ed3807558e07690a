//! `whosaid rules test`: the inline examples of every rule.

use std::io::{BufWriter, Write};

use super::FolderArgs;
use crate::cli::exit::Exit;
use crate::cli::terminal::{Colours, escaped};
use crate::error::Error;
use crate::rules::{Mutant, RuleFailure};

#[derive(Debug, clap::Args)]
pub(super) struct TestArgs {
    #[command(flatten)]
    folder: FolderArgs,

    /// Only rules whose id has this in it
    #[arg(long, value_name = "STRING")]
    filter: Option<String>,

    /// Also break each rule on purpose, and tell which breaks no example notices
    ///
    /// Each rule is removed, and its speaker role is given to nobody and to each other mention of its pattern. Where all
    /// examples still hold, the rule lacks an example, or other rules make it needless.
    #[arg(long)]
    mutants: bool,
}

pub(super) fn run(args: &TestArgs) -> Result<Exit, Error> {
    let set = args.folder.load()?;
    set.check()?;
    let wanted = |id: &str| args.filter.as_deref().is_none_or(|f| id.contains(f));
    let failures: Vec<RuleFailure> = set.test().into_iter().filter(|f| wanted(&f.rule)).collect();
    let mutants = if args.mutants { set.mutants() } else { Vec::new() };
    let mutants: Vec<Mutant> = mutants.into_iter().filter(|m| wanted(&m.rule)).collect();
    let chosen = || set.rules().iter().filter(|r| wanted(&r.id));
    if chosen().next().is_none() {
        return Err(Error::other("no rule has an id like that"));
    }
    let examples = chosen().map(|r| r.examples.len()).sum();
    let mut out = BufWriter::new(std::io::stdout().lock());
    let bad = write(&mut out, &failures, &mutants, (chosen().count(), examples));
    let bad = bad.map_err(|cause| Error::io("stdout", cause))?;
    Ok(if bad { Exit::Negative } else { Exit::Done })
}

/// Writes what failed and a summary; whether anything did.
fn write(
    out: &mut dyn Write,
    failures: &[RuleFailure],
    mutants: &[Mutant],
    (rules, examples): (usize, usize),
) -> std::io::Result<bool> {
    let colours = Colours::of_stdout();
    for failure in failures {
        let place =
            if failure.line > 0 { format!("{}:{}: ", failure.file.display(), failure.line) } else { String::new() };
        let message: Vec<_> = failure.message.lines().map(escaped).collect();
        writeln!(out, "{}{}: {}", escaped(&place), colours.strong(&escaped(&failure.rule)), message.join("\n"))?;
    }
    for mutant in mutants {
        match &mutant.noticed_by {
            Some(rule) => writeln!(out, "{}, {}: noticed by {rule}", mutant.rule, mutant.change)?,
            None => writeln!(out, "{}, {}: NO EXAMPLE NOTICES", colours.strong(&mutant.rule), mutant.change)?,
        }
    }
    let unnoticed = mutants.iter().filter(|m| m.noticed_by.is_none()).count();
    write!(out, "{rules} rules, {examples} examples: ")?;
    match failures.len() {
        0 => write!(out, "all hold")?,
        n => write!(out, "{n} failures")?,
    }
    if !mutants.is_empty() {
        write!(out, "; {} mutants, {unnoticed} unnoticed", mutants.len())?;
    }
    writeln!(out)?;
    out.flush()?;
    Ok(!failures.is_empty() || unnoticed > 0)
}
