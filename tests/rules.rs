//! Every inline example of every shipped rule is one named test.

use libtest_mimic::{Arguments, Failed, Trial};
use std::sync::{Arc, Mutex};

fn main() {
    let extractor = Arc::new(Mutex::new(whosaid::Extractor::english()));
    let rules = extractor.lock().map(|e| e.rules().rules().to_vec()).unwrap_or_default();
    let mut trials = vec![Trial::test("shipped-rules-load-and-compile", || {
        let rules = whosaid::RuleSet::built_in(whosaid::Lexicon::english()).map_err(|e| Failed::from(e.to_string()))?;
        rules.check().map_err(|e| Failed::from(e.to_string()))?;
        if rules.rules().is_empty() { Err("no rule is shipped".into()) } else { Ok(()) }
    })];
    for rule in rules {
        for (i, example) in rule.examples.iter().enumerate() {
            let kind = if example.positive { "yes" } else { "no" };
            let (extractor, id, example) = (extractor.clone(), rule.id.clone(), example.clone());
            trials.push(Trial::test(format!("{}::{kind}-{}", rule.id, i + 1), move || {
                let mut extractor = extractor.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                extractor.run_example(&id, &example).map_err(Failed::from)
            }));
        }
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}
