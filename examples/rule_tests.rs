//! Rules of one's own as a test: copy this into the `tests` folder of a project, with the path of its rules, and
//! `cargo test` fails when a rule no longer does what its examples say.
//!
//! Run as an example, it tests a folder: `cargo run --example rule_tests -- rules/en`. Ends with 1 if anything is wrong, and
//! tells it on standard error.

use std::error::Error;
use std::path::Path;

use whosaid::{Lexicon, RuleSet};

/// Everything that is wrong with the rules of a folder; an error if they cannot be loaded.
fn wrong_with(folder: &Path) -> Result<Vec<String>, whosaid::Error> {
    let rules = RuleSet::from_dir(folder, Lexicon::english())?;
    rules.check()?;
    let mut wrong: Vec<String> = rules.test().iter().map(ToString::to_string).collect();
    let unnoticed = rules.mutants().into_iter().filter(|m| m.noticed_by.is_none());
    wrong.extend(unnoticed.map(|m| format!("{}, {}: no example notices", m.rule, m.change)));
    wrong.extend(rules.stale_confidences().into_iter().map(|bucket| format!("confidence of no rule: {bucket}")));
    Ok(wrong)
}

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("give a folder of rules")?;
    let wrong = wrong_with(Path::new(&folder))?;
    if wrong.is_empty() { Ok(()) } else { Err(format!("\n{}", wrong.join("\n")).into()) }
}

#[test]
fn the_rules_do_what_their_examples_say() -> Result<(), Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let rule = r#"
        [[rule]]
        id = "credit"
        tier = 1
        doc = "A name after a dash."
        pattern = 'QUOTE . - SPEAKER'
        yes = ['{quote “Never yield.”} – {speaker Ana Reis}']
        no = ['“Never yield” was her motto.']
    "#;
    std::fs::write(folder.path().join("credit.toml"), rule)?;
    assert_eq!(wrong_with(folder.path())?, [""; 0]);
    Ok(())
}
