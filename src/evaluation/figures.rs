//! Figures: the outcome as names and numbers, and the comparison of two outcomes.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::counts::Counts;
use crate::error::did_you_mean;

/// Names and numbers, in the order in which they are written: counts first, then shares from 0 to 1.
///
/// `docs/evaluation.md` tells what each means. A share of nothing is 0; figures of kinds and of speakers that the gold does
/// not have are left out.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Figures(Vec<(&'static str, Number)>);

/// A count or a share.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Number {
    Count(u64),
    Share(f64),
}

/// The figures that say what was measured: two outcomes that differ in one of them cannot be compared.
const MEASURED: [&str; 3] = ["docs", "gold", "entities"];

/// The figure that says how much a program ventures; more is not better.
const NAMED: &str = "named";

/// Every figure there can be.
const NAMES: [&str; 18] = [
    "docs",
    "gold",
    "named",
    "entities",
    "quote_R",
    "quote_P",
    "span_exact",
    "attr_acc",
    "e2e_P",
    "e2e_R",
    "e2e_F1",
    "mention_exact",
    "R_direct",
    "R_mixed",
    "entity_strict",
    "entity_lenient",
    "speaker_F1",
    "speaker_F1_lenient",
];

/// By how much a share can be less than in a baseline before it counts as a drop.
pub const TOLERANCE: f64 = 0.0005;

/// A figure that is less than in the baseline.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Drop {
    /// The figure.
    pub name: &'static str,
    /// What the baseline has.
    pub was: f64,
    /// What was measured.
    pub is: f64,
}

impl Figures {
    pub(super) fn of(documents: u64, all: &Counts, kinds: &[(&'static str, Counts)]) -> Self {
        let share = |s: Option<f64>| Number::Share(s.unwrap_or(0.0));
        let mut out = vec![
            ("docs", Number::Count(documents)),
            ("gold", Number::Count(all.gold)),
            ("named", Number::Count(all.named)),
            ("quote_R", share(all.quote_recall())),
            ("quote_P", share(all.quote_precision())),
            ("span_exact", share(all.exact_span_recall())),
            ("attr_acc", share(all.attribution_accuracy())),
            ("e2e_P", share(all.mention_precision())),
            ("e2e_R", share(all.mention_recall())),
            ("e2e_F1", share(all.mention_f1())),
            ("mention_exact", share(all.exact_mention_recall())),
        ];
        for (kind, counts) in kinds {
            let name = match *kind {
                "direct" => "R_direct",
                "mixed" => "R_mixed",
                _ => continue,
            };
            out.push((name, share(counts.mention_recall())));
        }
        if all.entities > 0 {
            out.push(("entities", Number::Count(all.entities)));
            out.push(("entity_strict", share(all.speaker_recall())));
            out.push(("entity_lenient", share(all.speaker_recall_lenient())));
            out.push(("speaker_F1", share(all.speaker_f1())));
            out.push(("speaker_F1_lenient", share(all.speaker_f1_lenient())));
        }
        Figures(out)
    }

    /// A figure by its name; counts as numbers, too.
    pub fn get(&self, name: &str) -> Option<f64> {
        self.0.iter().find(|(n, _)| *n == name).map(|(_, number)| number.value())
    }

    /// Names and numbers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, f64)> {
        self.0.iter().map(|(name, number)| (*name, number.value()))
    }

    /// The figures that are less than in the baseline by more than [`TOLERANCE`]. Figures that it does not have are not
    /// compared, and neither is the number of rows that name a speaker.
    ///
    /// # Errors
    /// A message if a figure of the baseline was not measured now, or the baseline was measured on other gold.
    pub fn drops(&self, baseline: &Baseline) -> Result<Vec<Drop>, String> {
        let mut out = Vec::new();
        for (name, was) in &baseline.0 {
            let (name, was) = (*name, *was);
            let is =
                self.get(name).ok_or_else(|| format!("{name}: in the baseline, but this gold does not give it"))?;
            if MEASURED.contains(&name) {
                if was != is {
                    return Err(format!("measured on other gold: {name} was {was} and is {is}"));
                }
            } else if name != NAMED && is < was - TOLERANCE {
                out.push(Drop { name, was, is });
            }
        }
        Ok(out)
    }
}

/// A JSON object in the order of the figures; shares have six decimals at most.
impl Serialize for Figures {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, number) in &self.0 {
            match number {
                Number::Count(count) => map.serialize_entry(name, count)?,
                Number::Share(share) => map.serialize_entry(name, &rounded(*share))?,
            }
        }
        map.end()
    }
}

/// Figures measured before, to compare with.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Baseline(Vec<(&'static str, f64)>);

impl Baseline {
    /// Reads a JSON object of figures, as [`Figures`] are written.
    ///
    /// # Errors
    /// A message if it is no JSON object, or holds a figure that is not known or is no number.
    pub fn parse(text: &str) -> Result<Self, String> {
        let object: serde_json::Map<String, serde_json::Value> =
            serde_json::from_str(text).map_err(|e| format!("no baseline: {e}"))?;
        if let Some(key) = object.keys().find(|key| !NAMES.contains(&key.as_str())) {
            let hint = did_you_mean(key, NAMES);
            let key: String = key.chars().take(64).collect();
            return Err(format!("no figure is called {key:?}{hint}"));
        }
        let given = NAMES.into_iter().filter_map(|name| Some((name, object.get(name)?)));
        let number = |(name, value): (&'static str, &serde_json::Value)| match value.as_f64() {
            Some(number) => Ok((name, number)),
            None => Err(format!("{name}: not a number")),
        };
        given.map(number).collect::<Result<_, _>>().map(Baseline)
    }
}

impl Number {
    fn value(self) -> f64 {
        match self {
            Number::Count(count) => count as f64,
            Number::Share(share) => share,
        }
    }
}

/// A share with six decimals at most.
pub(super) fn rounded(share: f64) -> f64 {
    (share * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::{Baseline, Counts, Figures};

    fn figures() -> Figures {
        let counts = Counts { gold: 8, found: 4, sourced: 8, mention: 4, named: 8, ..Counts::default() };
        Figures::of(2, &counts, &[("direct", counts)])
    }

    fn drops(baseline: &str) -> Result<Vec<&'static str>, String> {
        let drops = figures().drops(&Baseline::parse(baseline)?)?;
        Ok(drops.iter().map(|d| d.name).collect())
    }

    #[test]
    fn nothing_drops_against_itself() {
        let written = serde_json::to_string(&figures()).expect("JSON");
        assert!(written.starts_with(r#"{"docs":2,"gold":8,"named":8,"quote_R":0.5,"#), "{written}");
        assert_eq!(drops(&written), Ok(Vec::new()));
    }

    #[test]
    fn a_drop_is_more_than_the_tolerance() {
        assert_eq!(drops(r#"{"quote_R": 0.5004, "e2e_P": 0.51, "R_direct": 0.4, "named": 100}"#), Ok(vec!["e2e_P"]));
    }

    #[test]
    fn what_cannot_be_compared() {
        for (baseline, said) in [
            (r#"{"quot_R": 1}"#, "no figure is called \"quot_R\"; did you mean \"quote_R\"?"),
            (r#"{"quote_R": "1"}"#, "quote_R: not a number"),
            (r#"{"speaker_F1": 1}"#, "speaker_F1: in the baseline, but this gold does not give it"),
            (r#"{"docs": 3}"#, "measured on other gold: docs was 3 and is 2"),
        ] {
            assert_eq!(drops(baseline), Err(said.to_owned()));
        }
        assert!(drops("[]").is_err_and(|m| m.starts_with("no baseline: ")));
    }
}
