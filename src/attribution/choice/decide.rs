//! Deciding by weight, span by span.

use rustc_hash::FxHashMap;

use super::candidates::{Candidate, Field, Ruling, Rulings, Seen, Sink};
use super::feature::Feature;
use super::span::last_word;
use super::weights::{Table, Weights, weight};
use crate::attribution::{Attribution, Verdict};
use crate::chunks::{Element, Mention, QuoteProp};
use crate::rules::{Class, RuleSet, Scratch};

/// A candidate with its score and its share of all.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Scored {
    pub candidate: Candidate,
    pub score: f32,
    pub share: f32,
}

/// A document as the choice sees it.
#[derive(Clone, Copy)]
pub(crate) struct Page<'a> {
    pub rules: &'a RuleSet,
    pub text: &'a str,
    pub elements: &'a [Element],
    pub mentions: &'a [Mention],
}

/// Chooses in one document after another.
#[derive(Debug, Default)]
pub(crate) struct Chooser {
    classes: Vec<Class>,
    rulings: Vec<Ruling>,
    /// What came of the spans so far, and what the rules said of the rest.
    decided: Vec<Ruling>,
    scored: Vec<Scored>,
    seen: Vec<Seen>,
    looking: bool,
}

impl Chooser {
    /// Has the next run take in its document in any case, so that [`Chooser::look`] can be asked about it.
    pub(crate) fn look_at_next(&mut self) {
        self.looking = true;
    }

    /// Changes the verdicts of the rules where weights say otherwise; `encoded` has the elements as codes, `spans` tells which
    /// of them are quoted spans.
    pub(crate) fn run(&mut self, page: Page<'_>, encoded: &Scratch, spans: &[u32], verdicts: &mut [Verdict]) {
        let weights = page.rules.weights();
        let idle = weights.is_empty() || verdicts.iter().all(|v| settled(v, weights));
        if idle && !std::mem::take(&mut self.looking) {
            return;
        }
        self.read(encoded.classes(page.rules.alphabet()), verdicts);
        if idle {
            return;
        }
        let quoted = self.quoted(page);
        for at in spans.iter().map(|at| *at as usize) {
            let span = page.elements[at].index as usize;
            follow(span, verdicts);
            if !settled(&verdicts[span], weights) {
                // Whom it shares its speaker with may have been given another.
                self.rulings[span] = ruling(&verdicts[span]);
                self.score(page, &quoted, at);
                if let Some(verdict) = self.verdict(page, at, verdicts[span]) {
                    verdicts[span] = verdict;
                }
            }
            self.decided[span] = ruling(&verdicts[span]);
        }
    }

    /// The candidates for the span at element `at` of the document last taken in, each with its features.
    pub(crate) fn look(&mut self, page: Page<'_>, at: usize) -> Vec<(Scored, Vec<Feature>)> {
        let quoted = self.quoted(page);
        self.score(page, &quoted, at);
        let mut listing = Listing::default();
        let rulings = self.rulings_at(page.elements, at);
        self.field(page, &quoted).candidates(at, &rulings, &mut Vec::new(), &mut listing);
        self.scored.iter().cloned().zip(listing.all).collect()
    }

    /// What the rules said of a span, before any choice.
    pub(crate) fn ruling(&self, span: usize) -> Ruling {
        self.rulings.get(span).copied().unwrap_or_default()
    }

    /// Takes in the classes of a document's elements and what the rules said of it.
    fn read(&mut self, classes: impl Iterator<Item = Class>, verdicts: &[Verdict]) {
        self.classes.clear();
        self.classes.extend(classes);
        self.rulings.clear();
        self.rulings.extend(verdicts.iter().map(ruling));
        self.decided.clone_from(&self.rulings);
    }

    fn field<'a>(&'a self, page: Page<'a>, quoted: &'a FxHashMap<&'a str, u16>) -> Field<'a> {
        let Page { rules, text, elements, mentions } = page;
        Field { text, quoted, elements, classes: &self.classes, lexicon: rules.lexicon(), mentions }
    }

    /// How many spans the rules gave a speaker of which last word.
    fn quoted<'t>(&self, page: Page<'t>) -> FxHashMap<&'t str, u16> {
        let mut quoted: FxHashMap<&str, u16> = FxHashMap::default();
        for mention in self.rulings.iter().filter_map(|r| r.mention) {
            let element = page.mentions[mention as usize].element;
            let word = last_word(page.text, &page.elements[element as usize]);
            let count = quoted.entry(word).or_default();
            *count = count.saturating_add(1);
        }
        quoted
    }

    fn rulings_at(&self, elements: &[Element], at: usize) -> Rulings {
        let span = elements[at].index as usize;
        let before = span.checked_sub(1).and_then(|i| self.decided.get(i)).copied().unwrap_or_default();
        Rulings { own: self.ruling(span), before, after: self.ruling(span + 1) }
    }

    fn score(&mut self, page: Page<'_>, quoted: &FxHashMap<&str, u16>, at: usize) {
        self.scored.clear();
        let Some(weights) = page.rules.weights().table() else { return };
        let mut scoring = Scoring { weights, score: 0.0, scored: std::mem::take(&mut self.scored) };
        let mut seen = std::mem::take(&mut self.seen);
        let rulings = self.rulings_at(page.elements, at);
        self.field(page, quoted).candidates(at, &rulings, &mut seen, &mut scoring);
        self.seen = seen;
        let mut scored = scoring.scored;
        let best = scored.iter().map(|s| s.score).fold(f32::MIN, f32::max);
        scored.iter_mut().for_each(|s| s.share = (s.score - best).exp());
        let total: f32 = scored.iter().map(|s| s.share).sum();
        scored.iter_mut().for_each(|s| s.share /= total);
        self.scored = scored;
    }

    /// What the scores say of a span; `None` if it stays as the rules have it.
    fn verdict(&self, page: Page<'_>, at: usize, ruled: Verdict) -> Option<Verdict> {
        let Page { rules, elements, .. } = page;
        // The first of equals, so that the same text gives the same answer whatever is added behind.
        let best = self.scored.iter().reduce(|a, b| if b.score > a.score { b } else { a })?;
        let Some(mention) = best.candidate.mention else {
            return match ruled {
                // It keeps its row: that it is speech is for the rules to say.
                Verdict::Speech(a) => {
                    Some(Verdict::Speech(Attribution { mention: None, who: None, cue: None, from: None, ..a }))
                }
                Verdict::Open | Verdict::NotSpeech(_) => None,
            };
        };
        let index = elements[mention].index;
        let place = |i: usize| (elements[i].start, elements[i].end);
        let share = Some(best.share);
        Some(Verdict::Speech(match ruled {
            Verdict::Speech(a) if a.mention == Some(index) => Attribution { share, ..a },
            _ => Attribution {
                rule: RuleSet::CHOICE,
                mention: Some(index),
                who: best.candidate.who.map(place),
                cue: best.candidate.cue.map(place),
                from: None,
                mixed: mixed(rules, elements[at].props, ruled),
                share,
            },
        }))
    }
}

/// Adds up the weights of candidates.
struct Scoring<'w> {
    weights: &'w Table,
    score: f32,
    scored: Vec<Scored>,
}

impl Sink for Scoring<'_> {
    #[inline]
    fn feature(&mut self, feature: Feature) {
        self.score += weight(self.weights, feature);
    }

    fn candidate(&mut self, candidate: Candidate) {
        self.scored.push(Scored { candidate, score: std::mem::take(&mut self.score), share: 0.0 });
    }
}

/// Lists the features of candidates.
#[derive(Default)]
struct Listing {
    features: Vec<Feature>,
    all: Vec<Vec<Feature>>,
}

impl Sink for Listing {
    fn feature(&mut self, feature: Feature) {
        self.features.push(feature);
    }

    fn candidate(&mut self, _: Candidate) {
        self.all.push(std::mem::take(&mut self.features));
    }
}

/// What a verdict says, as features ask for it.
fn ruling(verdict: &Verdict) -> Ruling {
    match verdict {
        Verdict::Open => Ruling::default(),
        Verdict::NotSpeech(rule) => Ruling { rule: u16::try_from(*rule).ok(), speech: false, mention: None },
        Verdict::Speech(a) => Ruling { rule: u16::try_from(a.rule).ok(), speech: true, mention: a.mention },
    }
}

/// Whether a fragment is quoted: as the rule said that took the span for speech, else by its look.
fn mixed(rules: &RuleSet, props: u16, ruled: Verdict) -> bool {
    match ruled {
        Verdict::Speech(a) => a.mixed || rules.rules().get(a.rule as usize).is_some_and(|r| r.mixed),
        _ => props & (QuoteProp::LOWER | QuoteProp::BARE | QuoteProp::SHORT) != 0,
    }
}

/// Whether a rule decided that is left as it is: one that is trusted, or one that knows what is no speech.
fn settled(verdict: &Verdict, weights: &Weights) -> bool {
    match verdict {
        Verdict::Open => false,
        Verdict::NotSpeech(_) => true,
        Verdict::Speech(a) if a.mention.is_some() => weights.trusts(a.rule),
        // That the text does not tell takes a rule of which this is said.
        Verdict::Speech(a) => a.from.is_none() && weights.lists(a.rule),
    }
}

/// A span that shares its speaker with another goes on sharing it, when that has been given another speaker.
fn follow(span: usize, verdicts: &mut [Verdict]) {
    let Verdict::Speech(own) = verdicts[span] else { return };
    let Some(from) = own.from else { return };
    if let Verdict::Speech(other) = verdicts[from as usize]
        && other.mention.is_some()
    {
        verdicts[span] = Verdict::Speech(Attribution { mention: other.mention, who: other.who, ..own });
    }
}
