//! `whosaid rules test`: the inline examples of every rule.

use std::io::{BufWriter, Write};

use serde_json::json;

use super::{FolderArgs, Form};
use crate::cli::exit::Exit;
use crate::cli::messages::counted;
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

    /// Form of the verdict
    ///
    /// json: an object for each failure, with rule, file, line (counted from 1; 0 for a part of a macro) and message; one
    /// for each mutant, with rule, change and noticed_by, which is null if no example notices; and one at the end with the
    /// numbers of rules, examples, failures, mutants and unnoticed mutants. The field "type" tells which it is.
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    format: Form,
}

/// What came of a test.
struct Verdict {
    failures: Vec<RuleFailure>,
    mutants: Vec<Mutant>,
    rules: usize,
    examples: usize,
}

pub(super) fn run(args: &TestArgs) -> Result<Exit, Error> {
    let set = args.folder.load()?;
    set.check()?;
    let wanted = |id: &str| args.filter.as_deref().is_none_or(|f| id.contains(f));
    let chosen = || set.rules().iter().filter(|r| wanted(&r.id));
    if chosen().next().is_none() {
        return Err(Error::other("no rule has an id like that"));
    }
    let mutants = if args.mutants { set.mutants() } else { Vec::new() };
    let verdict = Verdict {
        failures: set.test().into_iter().filter(|f| wanted(&f.rule)).collect(),
        mutants: mutants.into_iter().filter(|m| wanted(&m.rule)).collect(),
        rules: chosen().count(),
        examples: chosen().map(|r| r.examples.len()).sum(),
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    let written = match args.format {
        Form::Text => verdict.text(&mut out),
        Form::Json => verdict.json(&mut out),
    };
    written.and_then(|()| out.flush()).map_err(|cause| Error::io("stdout", cause))?;
    Ok(if verdict.failures.is_empty() && verdict.unnoticed() == 0 { Exit::Done } else { Exit::Negative })
}

impl Verdict {
    /// How many mutants no example noticed.
    fn unnoticed(&self) -> usize {
        self.mutants.iter().filter(|m| m.noticed_by.is_none()).count()
    }

    fn text(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let colours = Colours::of_stdout();
        for failure in &self.failures {
            let place =
                if failure.line > 0 { format!("{}:{}: ", failure.file.display(), failure.line) } else { String::new() };
            let message: Vec<_> = failure.message.lines().map(escaped).collect();
            writeln!(out, "{}{}: {}", escaped(&place), colours.strong(&escaped(&failure.rule)), message.join("\n"))?;
        }
        for mutant in &self.mutants {
            match &mutant.noticed_by {
                Some(rule) => writeln!(out, "{}, {}: noticed by {rule}", mutant.rule, mutant.change)?,
                None => writeln!(out, "{}, {}: NO EXAMPLE NOTICES", colours.strong(&mutant.rule), mutant.change)?,
            }
        }
        write!(out, "{}, {}: ", counted(self.rules, "rule"), counted(self.examples, "example"))?;
        match self.failures.len() {
            0 => write!(out, "all hold")?,
            n => write!(out, "{}", counted(n, "failure"))?,
        }
        if !self.mutants.is_empty() {
            write!(out, "; {}, {} unnoticed", counted(self.mutants.len(), "mutant"), self.unnoticed())?;
        }
        writeln!(out)
    }

    fn json(&self, out: &mut dyn Write) -> std::io::Result<()> {
        for RuleFailure { rule, file, line, message } in &self.failures {
            let file = file.display().to_string();
            let failure = json!({"type": "failure", "rule": rule, "file": file, "line": line, "message": message});
            writeln!(out, "{failure}")?;
        }
        for Mutant { rule, change, noticed_by } in &self.mutants {
            writeln!(out, "{}", json!({"type": "mutant", "rule": rule, "change": change, "noticed_by": noticed_by}))?;
        }
        let summary = json!({
            "type": "summary",
            "rules": self.rules,
            "examples": self.examples,
            "failures": self.failures.len(),
            "mutants": self.mutants.len(),
            "unnoticed": self.unnoticed(),
        });
        writeln!(out, "{summary}")
    }
}
