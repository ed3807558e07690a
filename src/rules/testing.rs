//! Running the examples of rules.

use std::ops::Range;

use super::examples::Example;
use crate::extract::{Extractor, Quotation};

/// Marks in place of “ and ” under which every example must hold as well.
const MARKS: &[(&str, &str)] = &[("\"", "\""), ("‘", "’"), ("«", "»")];

impl Extractor {
    /// Runs one example of a rule: a `yes` must be won by the rule with both ends of every marked span right, as it stands,
    /// with a sentence put before it, and with straight, single and guillemet marks; in a `no` the rule must win nothing.
    ///
    /// # Errors
    /// What was expected and what came, one under the other, both with the spans marked.
    ///
    /// ```
    /// let mut extractor = whosaid::Extractor::english();
    /// for rule in extractor.rules().rules().to_vec() {
    ///     for example in &rule.examples {
    ///         extractor.run_example(&rule.id, example).unwrap();
    ///     }
    /// }
    /// ```
    pub fn run_example(&mut self, rule: &str, example: &Example) -> Result<(), String> {
        if !example.positive {
            let won = self.extract_all(&example.text).into_iter().find(|q| &*q.rule == rule);
            return won.map_or(Ok(()), |q| Err(difference(example, Some(&q), "this must not match")));
        }
        let sentence = self.rules().sentence_before().to_owned();
        let mut variants = vec![example.clone()];
        if !sentence.is_empty() {
            variants.push(example.after(&format!("{sentence} ")));
        }
        variants.extend(MARKS.iter().map(|(open, close)| example.with_marks(open, close)));
        variants.iter().try_for_each(|variant| self.run_variant(rule, variant))
    }

    fn run_variant(&mut self, rule: &str, example: &Example) -> Result<(), String> {
        let found = self.extract_all(&example.text);
        let marked = example.quote.clone().unwrap_or_default();
        let here = found.iter().find(|q| marked.contains(&q.range.start) && q.range.end <= marked.end);
        let Some(quotation) = here else { return Err(difference(example, None, "no quoted span there")) };
        if &*quotation.rule != rule {
            let other = if quotation.rule.is_empty() { "no rule" } else { &quotation.rule };
            return Err(difference(example, Some(quotation), &format!("won by {other}")));
        }
        let same =
            |expected: &Option<Range<usize>>, actual: &Option<Range<usize>>| expected.is_none() || expected == actual;
        if !same(&example.speaker, &quotation.mention) || !same(&example.cue, &quotation.cue) {
            return Err(difference(example, Some(quotation), "spans differ"));
        }
        Ok(())
    }
}

fn difference(example: &Example, found: Option<&Quotation<'_>>, what: &str) -> String {
    let expected =
        [("quote", example.quote.clone()), ("speaker", example.speaker.clone()), ("cue", example.cue.clone())];
    let actual = found.map_or(Vec::new(), |q| {
        let quote = example.quote.clone().filter(|r| r.contains(&q.range.start)).unwrap_or(q.range.clone());
        vec![("quote", Some(quote)), ("speaker", q.mention.clone()), ("cue", q.cue.clone())]
    });
    let expected = Example::marked(&example.text, &expected);
    let actual = Example::marked(&example.text, &actual);
    format!("{what}\n  expected {expected:?}\n  actual   {actual:?}")
}
