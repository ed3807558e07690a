//! The weights of features, as a rule folder gives them.

use std::path::Path;

use rustc_hash::FxHashSet;

use super::feature::{Feature, Names};
use crate::error::Fault;

/// Weights of features, learned from annotated articles, and the rules that are right so often that nothing is weighed where
/// they decide.
#[derive(Debug, Clone, Default)]
pub(crate) struct Weights {
    /// The weight of each feature by its number, 0 for most of them: of this memory only what has weights is ever in use.
    weights: Vec<f32>,
    trusted: FxHashSet<u16>,
    /// Rules that there is a weight for.
    known: FxHashSet<u16>,
}

/// A weight for every number that a feature can have.
pub(crate) type Table = [f32; Feature::ROOM];

/// The weight of a feature.
#[inline]
pub(crate) fn weight(table: &Table, feature: Feature) -> f32 {
    table[feature.number() % Feature::ROOM]
}

/// The line `trusted` and a rule.
const TRUSTED: &str = "trusted";

impl Weights {
    /// Reads lines of a feature, a tab and a weight; `rule` gives the number of a rule, `word` that of a word. A feature
    /// of a rule or word that there is not is passed over, and of one that stands twice the last weight counts. Adds a fault
    /// for every line that is neither this, nor `trusted`, a tab and a rule, nor a comment.
    pub(crate) fn read(
        path: &Path,
        text: &str,
        rule: impl Fn(&str) -> Option<u16>,
        word: impl Fn(&str) -> Option<u16>,
        faults: &mut Vec<Fault>,
    ) -> Self {
        let mut weights = Weights::default();
        let names = Names::new();
        let mut all: Vec<(Feature, f32)> = Vec::new();
        let mut at = 0;
        while at < text.len() {
            let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length + 1);
            let row = text[at..end].trim_end();
            let place = at..at + row.len();
            at = end;
            if row.is_empty() || row.starts_with('#') {
                continue;
            }
            let mut fault = |message: &str| faults.push(Fault::at(path, text, place.clone(), message));
            let Some(tab) = memchr::memchr(b'\t', row.as_bytes()) else {
                fault("a line is written: feature, tab, weight");
                continue;
            };
            let (name, value) = (&row[..tab], &row[tab + 1..]);
            if name == TRUSTED {
                weights.trusted.extend(rule(value));
                continue;
            }
            let Some(feature) = names.parse(name, &rule, &word) else {
                fault("no feature is called that");
                continue;
            };
            match value.parse::<f32>() {
                Ok(weight) if weight.is_finite() => {
                    weights.known.extend(feature.and_then(Feature::ruled));
                    all.extend(feature.map(|f| (f, weight)));
                }
                _ => fault("the weight is no number"),
            }
        }
        if !all.is_empty() {
            weights.weights = vec![0.0; Feature::ROOM];
        }
        for (feature, weight) in all {
            weights.weights[feature.number()] = weight;
        }
        weights
    }

    /// Whether there is anything to weigh with.
    pub(crate) fn is_empty(&self) -> bool {
        self.weights.is_empty()
    }

    /// The weights of all features, if there is anything to weigh with.
    pub(crate) fn table(&self) -> Option<&Table> {
        self.weights.first_chunk()
    }

    /// The weight of a feature, 0 if it has none.
    pub(crate) fn weight(&self, feature: Feature) -> f32 {
        self.table().map_or(0.0, |table| weight(table, feature))
    }

    /// Whether what a rule decides is left as it is: it is right nearly always, or the weights know nothing of it, since
    /// it is new or was too rare to learn from.
    pub(crate) fn trusts(&self, rule: u32) -> bool {
        self.lists(rule) || u16::try_from(rule).is_ok_and(|r| !self.known.contains(&r))
    }

    /// Whether a rule is named as one that is trusted.
    pub(crate) fn lists(&self, rule: u32) -> bool {
        u16::try_from(rule).is_ok_and(|r| self.trusted.contains(&r))
    }
}
