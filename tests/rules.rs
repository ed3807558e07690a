//! Every inline example of every shipped rule is one named test; and the examples together leave nothing untested.

use std::sync::{Arc, Mutex};

use libtest_mimic::{Arguments, Failed, Trial};
use whosaid::{Extractor, Lexicon, Mutant, RuleSet};

fn main() {
    // One set for all: its patterns are compiled once.
    let rules = match RuleSet::built_in(Lexicon::english()).and_then(|rules| rules.check().map(|()| rules.rules_only()))
    {
        Ok(rules) => Ok(Arc::new(rules)),
        Err(error) => Err(error.to_string()),
    };
    let mut trials = Vec::new();
    if let Ok(rules) = &rules {
        trials.extend(examples(rules));
        let set = rules.clone();
        trials.push(Trial::test("every-part-of-every-pattern-is-exercised", move || none(&set.test())));
        let set = rules.clone();
        trials.push(Trial::test("every-mutant-is-noticed", move || {
            none(&set.mutants().iter().filter(|m| m.noticed_by.is_none()).map(named).collect::<Vec<_>>())
        }));
    }
    trials.push(Trial::test("shipped-rules-load-and-compile", || match rules {
        Ok(rules) if rules.rules().is_empty() => Err("no rule is shipped".into()),
        Ok(_) => Ok(()),
        Err(faults) => Err(faults.into()),
    }));
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn examples(rules: &RuleSet) -> Vec<Trial> {
    let extractor = Arc::new(Mutex::new(Extractor::new(rules.clone())));
    let mut trials = Vec::new();
    for rule in rules.rules() {
        for (i, example) in rule.examples.iter().enumerate() {
            let kind = if example.positive { "yes" } else { "no" };
            let (extractor, id, example) = (extractor.clone(), rule.id.clone(), example.clone());
            trials.push(Trial::test(format!("{}::{kind}-{}", rule.id, i + 1), move || {
                let mut extractor = extractor.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                extractor.run_example(&id, &example).map_err(Failed::from)
            }));
        }
    }
    trials
}

fn named(mutant: &Mutant) -> String {
    format!("{}, {}: no example notices", mutant.rule, mutant.change)
}

/// Fails with everything in the list.
fn none(wrong: &[impl ToString]) -> Result<(), Failed> {
    let lines: Vec<String> = wrong.iter().map(ToString::to_string).collect();
    if lines.is_empty() { Ok(()) } else { Err(format!("{}\n{} in all", lines.join("\n"), lines.len()).into()) }
}
