//! Running the examples of rules, and finding what they leave untested.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::examples::Example;
use super::set::RuleSet;
use super::syntax::Part;
use super::trace::optional_parts;
use crate::explain::{Explanation, Outcome};
use crate::extract::{Extractor, Quotation};

/// Marks in place of “ and ” under which every example must hold as well.
const MARKS: &[(&str, &str)] = &[("\"", "\""), ("‘", "’"), ("«", "»")];

/// What [`RuleSet::test`] found: an example that fails, or a part of a pattern that no example needs.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RuleFailure {
    /// The rule's id; for a part of a macro its name in angle brackets.
    pub rule: String,
    /// The file it stands in.
    pub file: PathBuf,
    /// The line of the example, or of the rule's id; 0 for a part of a macro.
    pub line: usize,
    /// What was expected and what came.
    pub message: String,
}

impl fmt::Display for RuleFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line > 0 {
            write!(f, "{}:{}: ", self.file.display(), self.line)?;
        }
        write!(f, "{}: {}", self.rule, self.message)
    }
}

impl RuleSet {
    /// Runs every inline example of every rule, and looks whether the `yes` examples together exercise every alternative,
    /// every gap, and every optional part of every pattern. A part of a macro counts as exercised if an example of any rule
    /// exercises it. Nothing is returned if all is well, so this is a test of one's own rules:
    ///
    /// ```
    /// use std::path::Path;
    /// use whosaid::{Lexicon, RuleSet};
    ///
    /// # let folder = tempfile::tempdir()?;
    /// # std::fs::write(folder.path().join("a.toml"), r#"
    /// # [[rule]]
    /// # id = "credit"
    /// # tier = 1
    /// # doc = "A name after a dash."
    /// # pattern = 'QUOTE - SPEAKER'
    /// # yes = ['{quote “Never yield”} – {speaker Ana Reis}']
    /// # no = ['“Never yield” was her motto.']
    /// # "#)?;
    /// # let folder = folder.path();
    /// let rules = RuleSet::from_dir(Path::new(folder), Lexicon::english())?;
    /// rules.check()?;
    /// for failure in rules.test() {
    ///     panic!("{failure}");
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn test(&self) -> Vec<RuleFailure> {
        // What is tested is what the rules say, not what a choice by weight makes of it.
        let mut extractor = Extractor::new(self.clone().rules_only());
        let mut failures = Vec::new();
        for rule in self.rules() {
            for example in &rule.examples {
                if let Err(message) = extractor.run_example(&rule.id, example) {
                    let (rule, file) = (rule.id.clone(), rule.file.clone());
                    failures.push(RuleFailure { rule, file, line: example.line, message });
                }
            }
        }
        failures.append(&mut extractor.unexercised());
        failures
    }
}

impl Extractor {
    /// Runs one example of a rule: a `yes` must be won by the rule with both ends of every marked span right and no span
    /// found that is not marked, as it stands, with a sentence put before it, and with straight, single and guillemet
    /// marks; in a `no` the rule must win nothing, whatever the marks. Meant for an extractor with rules alone
    /// ([`RuleSet::rules_only`]): a choice by weight wins spans that are a rule's.
    ///
    /// # Errors
    /// What was expected and what came, one under the other, both with the spans marked; then the elements that the rules
    /// saw, and the first step of the rule's pattern that did not match.
    ///
    /// ```
    /// let mut extractor = whosaid::Extractor::new(whosaid::RuleSet::english().rules_only());
    /// for rule in extractor.rules().rules().to_vec() {
    ///     for example in &rule.examples {
    ///         extractor.run_example(&rule.id, example).unwrap();
    ///     }
    /// }
    /// ```
    pub fn run_example(&mut self, rule: &str, example: &Example) -> Result<(), String> {
        let mut variants = vec![example.clone()];
        let sentence = self.rules().sentence_before().to_owned();
        if example.positive && !sentence.is_empty() {
            variants.push(example.after(&format!("{sentence} ")));
        }
        variants.extend(MARKS.iter().map(|(open, close)| example.with_marks(open, close)));
        variants.iter().try_for_each(|variant| {
            let found = self.extract_all(&variant.text);
            let Some((index, wrong)) = wrong(rule, variant, &found) else { return Ok(()) };
            let message = difference(variant, found.get(index), &wrong);
            let trace = self.explain(&variant.text, index).map_or(String::new(), |e| trace(&e, rule));
            Err(message + &trace)
        })
    }

    /// Whether the speaker, the cue or the kind of a `yes` differs from what the example marks, whichever rule decides.
    pub(crate) fn misses(&mut self, example: &Example, mixed: bool, speech: bool) -> bool {
        let found = self.extract_all(&example.text);
        let Some(q) = at_mark(example, &found).map(|i| &found[i]) else { return true };
        let kind = q.kind.map(|k| k == crate::extract::Kind::Mixed);
        example.speaker != q.mention || example.cue != q.cue || kind != speech.then_some(mixed)
    }

    /// The parts of patterns that no `yes` example exercises.
    fn unexercised(&mut self) -> Vec<RuleFailure> {
        let rules = self.rules.clone();
        let mut wanted: BTreeMap<Arc<Part>, BTreeSet<usize>> = BTreeMap::new();
        let mut exercised: BTreeSet<(usize, Arc<Part>)> = BTreeSet::new();
        for (i, rule) in rules.rules().iter().enumerate() {
            for part in optional_parts(rules.compiled(i), rules.alphabet()) {
                wanted.entry(part).or_default().insert(i);
            }
            for example in rule.examples.iter().filter(|e| e.positive) {
                let found = self.extract_all(&example.text);
                let Some(index) = at_mark(example, &found).filter(|q| *found[*q].rule == *rule.id) else { continue };
                self.sieve.watch(index);
                self.in_sections(&example.text, false, |_| {});
                let parts = self.sieve.watched().map(|w| w.exercised).unwrap_or_default();
                exercised.extend(parts.into_iter().map(|p| (i, p)));
            }
        }
        let mut failures = Vec::new();
        for (part, of) in wanted {
            let message = || format!("no yes example has anything for {:?}", part.text);
            if part.within.is_empty() {
                for rule in of.iter().filter(|r| !exercised.contains(&(**r, part.clone()))).map(|r| &rules.rules()[*r])
                {
                    let (rule, file, line) = (rule.id.clone(), rule.file.clone(), rule.line);
                    failures.push(RuleFailure { rule, file, line, message: message() });
                }
            } else if !exercised.iter().any(|(_, p)| *p == part) {
                let rule = format!("<{}>", part.within);
                failures.push(RuleFailure { rule, file: PathBuf::new(), line: 0, message: message() });
            }
        }
        failures.sort_by(|a, b| (&a.file, a.line, &a.rule).cmp(&(&b.file, b.line, &b.rule)));
        failures
    }
}

/// The quotation inside the span that an example marks.
fn at_mark(example: &Example, found: &[Quotation<'_>]) -> Option<usize> {
    let marked = example.quote.clone()?;
    found.iter().position(|q| marked.contains(&q.range.start) && q.range.end <= marked.end)
}

/// What is wrong with the result of an example, and which quotation shows it.
fn wrong(rule: &str, example: &Example, found: &[Quotation<'_>]) -> Option<(usize, String)> {
    if !example.positive {
        return found.iter().position(|q| &*q.rule == rule).map(|i| (i, "this must not match".to_owned()));
    }
    let Some(index) = at_mark(example, found) else { return Some((usize::MAX, "no quoted span there".into())) };
    let q = &found[index];
    if &*q.rule != rule {
        return Some((index, format!("won by {}", if q.rule.is_empty() { "no rule" } else { &q.rule })));
    }
    let same = example.speaker == q.mention && example.cue == q.cue;
    (!same).then(|| (index, "spans differ".to_owned()))
}

fn difference(example: &Example, found: Option<&Quotation<'_>>, what: &str) -> String {
    let expected: [(&str, Option<Range<usize>>); 3] =
        [("quote", example.quote.clone()), ("speaker", example.speaker.clone()), ("cue", example.cue.clone())];
    let actual = found.map_or(Vec::new(), |q| {
        let quote = example.quote.clone().filter(|r| r.contains(&q.range.start)).unwrap_or(q.range.clone());
        vec![("quote", Some(quote)), ("speaker", q.mention.clone()), ("cue", q.cue.clone())]
    });
    let expected = Example::marked(&example.text, &expected);
    let actual = Example::marked(&example.text, &actual);
    format!("{what}\n  expected {expected:?}\n  actual   {actual:?}")
}

/// The elements around the span and the step at which the rule's pattern stopped.
fn trace(explanation: &Explanation<'_>, rule: &str) -> String {
    let elements: Vec<_> = explanation.elements.iter().map(|e| e.pattern.as_str()).collect();
    let mut out = format!("\n  elements {}", elements.join(" · "));
    let here = |at: &Option<Range<usize>>| {
        let seen = at.as_ref().and_then(|r| explanation.elements.iter().find(|e| e.range == *r));
        match seen {
            None => "the end of the text".to_owned(),
            Some(e) if e.text.is_empty() => format!("the end that is written {}", e.pattern),
            Some(e) => format!("{:?}, which is {}", e.text, e.pattern),
        }
    };
    match explanation.tried.iter().find(|t| t.rule == rule).map(|t| &t.outcome) {
        None => out += "\n  the rule was not tried: a lower tier had settled the span",
        Some(Outcome::Won) => {}
        Some(Outcome::OtherQuote(wanted)) => out += &format!("\n  the span is no {wanted}"),
        Some(Outcome::Stopped { step, before, at }) => {
            let side = if *before { "before" } else { "after" };
            out += &format!("\n  the first step {side} the quote that did not match: {step} at {}", here(at));
        }
        Some(_) => out += "\n  the rule matched, and another of its tier was better",
    }
    out
}
