//! Notes on how one quoted span fared: every rule tried, and which parts of the winner's pattern matched.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::chunks::Element;
use crate::rules::{Match, Part, RuleSet, Scratch, Stop};

/// What a run of the sieve noted about one span.
#[derive(Debug)]
pub(crate) struct Watch {
    pub span: usize,
    /// Every rule tried, in the order of tiers and files.
    pub tried: Vec<(usize, Fate)>,
    /// Of the parts of the winner's pattern that a match can do without, those that took an element.
    pub exercised: BTreeSet<Arc<Part>>,
    /// Index of the element that the span is.
    pub at: usize,
}

/// How a rule fared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Fate {
    Won(Match),
    /// It matched, and another of its tier was better.
    Lost(Match),
    Stopped(Stop),
}

impl Watch {
    pub(crate) fn new(span: usize) -> Self {
        Watch { span, tried: Vec::new(), exercised: BTreeSet::new(), at: 0 }
    }

    /// Notes how every rule of a tier fares with the span at element `at`, the one numbered `place` in the survey.
    pub(crate) fn tier(
        &mut self,
        scratch: &mut Scratch,
        rules: &RuleSet,
        tier: &[usize],
        elements: &[Element],
        (place, at): (usize, usize),
        best: Option<(usize, Match)>,
    ) {
        self.at = at;
        for &rule in tier {
            let compiled = rules.compiled(rule);
            let fits = compiled.quote.holds(elements[at].props);
            let found = fits.then(|| scratch.run(compiled, rules.alphabet(), (place, at))).flatten();
            let fate = match found {
                Some(found) if best.is_some_and(|(b, _)| b == rule) => Fate::Won(found),
                Some(found) => Fate::Lost(found),
                // A rule that matches step by step and yet not as a whole is out of reach of its window.
                None => match scratch.stop(compiled, rules.alphabet(), elements, at) {
                    Some(stop) => Fate::Stopped(stop),
                    None => continue,
                },
            };
            self.tried.push((rule, fate));
        }
        if let Some((rule, _)) = best {
            scratch.exercised(rules.compiled(rule), rules.alphabet(), at, &mut self.exercised);
        }
    }
}
