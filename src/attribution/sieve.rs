//! The sieve: tiers of rules, lowest first. Within a tier the longest match wins, then the one that skips least, then file
//! order. What a tier has settled, later tiers can build on but not change.

use super::watch::Watch;
use crate::chunks::{Element, ElementKind, QuoteProp};
use crate::rules::{Match, NEAR, RuleSet, Scratch, Shortlists};

/// What the rules say of a quoted span.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Verdict {
    /// No rule took it.
    Open,
    /// A rule (or [`RuleSet::CHOICE`]) found that it is no speech.
    NotSpeech(u32),
    Speech(Attribution),
}

/// The candidate that won for a quoted span.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Attribution {
    pub rule: u32,
    /// Index of the mention.
    pub mention: Option<u32>,
    /// Byte range of the relative pronoun that stands for the mention beside the quote.
    pub who: Option<(u32, u32)>,
    /// Byte range of the cue.
    pub cue: Option<(u32, u32)>,
    /// The span whose speaker this one shares.
    pub from: Option<u32>,
    /// Whether a fragment is quoted.
    pub mixed: bool,
    /// The share that the candidate had in a choice by weight.
    pub share: Option<f32>,
}

/// Runs a rule set over the elements of one document after another.
#[derive(Debug, Default)]
pub(crate) struct Sieve {
    scratch: Scratch,
    shortlists: Shortlists,
    /// Element index of each quoted span.
    places: Vec<u32>,
    /// The rules that are possible at each quoted span, as bits, `width` numbers a span.
    possible: Vec<u64>,
    width: usize,
    watch: Option<Watch>,
}

impl Sieve {
    /// Has the next run take notes on one quoted span.
    pub(crate) fn watch(&mut self, span: usize) {
        self.watch = Some(Watch::new(span));
    }

    /// The notes of the last run, if any were asked for.
    pub(crate) fn watched(&mut self) -> Option<Watch> {
        self.watch.take()
    }

    /// The elements of the last run as codes.
    pub(crate) fn encoded(&self) -> &Scratch {
        &self.scratch
    }

    /// Fills `verdicts`, one for each of `spans` quoted spans, of which `quoted` are elements. Marks attributed spans in
    /// `elements`.
    pub(crate) fn run(
        &mut self,
        rules: &RuleSet,
        (elements, quoted): (&mut [Element], &[u32]),
        spans: usize,
        verdicts: &mut Vec<Verdict>,
    ) {
        verdicts.clear();
        verdicts.resize(spans, Verdict::Open);
        self.scratch.encode(rules.alphabet(), elements);
        self.places.clear();
        self.places.extend_from_slice(quoted);
        self.scratch.survey(rules.needs(), elements, &self.places);
        self.width = self.shortlists.width(rules);
        self.possible.clear();
        self.possible.resize(self.places.len() * self.width, 0);
        (0..self.places.len()).for_each(|place| self.glance(rules, elements, place));
        for (number, tier) in rules.tiers().iter().enumerate() {
            for place in 0..self.places.len() {
                let at = self.places[place] as usize;
                let span = elements[at].index as usize;
                if !matches!(verdicts[span], Verdict::Open) {
                    continue;
                }
                let best = self.best(rules, number, (place, at));
                if let Some(watch) = self.watch.as_mut().filter(|w| w.span == span) {
                    watch.tier(&mut self.scratch, rules, tier, elements, (place, at), best);
                }
                let Some((rule, found)) = best else { continue };
                verdicts[span] = verdict(rules, rule, found, elements, verdicts);
                if matches!(verdicts[span], Verdict::NotSpeech(_)) {
                    // From here on it is a part of its sentence like any other.
                    elements[at].kind = ElementKind::Unspoken;
                } else if names_speaker(&verdicts[span]) {
                    elements[at].props |= QuoteProp::ATTRIBUTED;
                } else {
                    continue;
                }
                self.scratch.update(rules.alphabet(), at, &elements[at]);
                self.glance_again(rules, elements, place);
            }
        }
    }

    /// Finds the rules that are possible at a quoted span, by the elements beside it.
    fn glance(&mut self, rules: &RuleSet, elements: &[Element], place: usize) {
        let beside = self.scratch.beside(elements, self.places[place] as usize);
        self.shortlists.find(rules, beside, &mut self.possible[place * self.width..][..self.width]);
    }

    /// Does so once more where a quoted span that has changed is one of these elements.
    fn glance_again(&mut self, rules: &RuleSet, elements: &[Element], changed: usize) {
        let at = self.places[changed];
        let is_near = |place: &u32| place.abs_diff(at) as usize <= NEAR;
        let before = self.places[..changed].iter().rev().take_while(|place| is_near(place)).count();
        let after = self.places[changed + 1..].iter().take_while(|place| is_near(place)).count();
        (changed - before..changed).for_each(|place| self.glance(rules, elements, place));
        (changed + 1..=changed + after).for_each(|place| self.glance(rules, elements, place));
    }

    fn best(&mut self, rules: &RuleSet, tier: usize, at: (usize, usize)) -> Option<(usize, Match)> {
        let mut best: Option<(usize, Match)> = None;
        let possible = &self.possible[at.0 * self.width..][..self.width];
        for rule in self.shortlists.of_tier(tier, possible) {
            let Some(found) = self.scratch.run(rules.compiled(rule), rules.alphabet(), at) else { continue };
            let better = best.is_none_or(|(_, b)| (found.length, b.skipped) > (b.length, found.skipped));
            if better {
                best = Some((rule, found));
            }
        }
        best
    }
}

fn names_speaker(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Speech(a) if a.mention.is_some())
}

fn verdict(rules: &RuleSet, rule: usize, found: Match, elements: &[Element], verdicts: &[Verdict]) -> Verdict {
    let id = rule as u32;
    let mixed = rules.rules()[rule].mixed;
    if !rules.rules()[rule].speech {
        return Verdict::NotSpeech(id);
    }
    let shared = found.attributed.map(|i| elements[i].index);
    let from = shared.and_then(|span| match verdicts[span as usize] {
        Verdict::Speech(a) => Some(a),
        _ => None,
    });
    let cue = found.cue.map(|i| (elements[i].start, elements[i].end));
    Verdict::Speech(match from {
        Some(a) => Attribution { rule: id, cue: cue.or(a.cue), from: shared, mixed, ..a },
        None => {
            let who = found.who.map(|i| (elements[i].start, elements[i].end));
            let mention = found.speaker.map(|i| elements[i].index);
            Attribution { rule: id, mention, who, cue, from: None, mixed, share: None }
        }
    })
}
