//! The rules of a tier that a span and the elements beside it leave possible. The same neighbours come again and again, so
//! the list for them is made once.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::alphabet::Code;
use super::set::RuleSet;

/// What decides whether a rule can begin at a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Beside {
    /// The properties of the span itself.
    pub props: u16,
    pub left: Option<Code>,
    pub right: Option<Code>,
}

/// The lists made so far, for one rule set.
#[derive(Debug, Default)]
pub(crate) struct Shortlists {
    /// By tier: where in `rules` its list stands.
    known: FxHashMap<(u16, Beside), (u32, u32)>,
    rules: Vec<u32>,
}

/// When so many lists are known, all are made anew.
const MOST: usize = 1 << 14;

impl Shortlists {
    /// Where the list of a tier stands, in the order of the tier; [`Shortlists::rule`] gives what stands there.
    pub(crate) fn find(&mut self, rules: &RuleSet, tier: usize, beside: Beside) -> Range<usize> {
        let key = (tier as u16, beside);
        if let Some((from, to)) = self.known.get(&key) {
            return *from as usize..*to as usize;
        }
        if self.known.len() >= MOST {
            self.known.clear();
            self.rules.clear();
        }
        let from = self.rules.len();
        let possible = |rule: &&usize| rules.compiled(**rule).can_begin(beside, rules.alphabet());
        self.rules.extend(rules.tiers()[tier].iter().filter(possible).map(|rule| *rule as u32));
        let to = self.rules.len();
        self.known.insert(key, (from as u32, to as u32));
        from..to
    }

    /// The rule at a place of a list.
    pub(crate) fn rule(&self, at: usize) -> usize {
        self.rules[at] as usize
    }
}
