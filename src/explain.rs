//! Explanations: why a quoted span has the speaker it has.

use std::ops::Range;

use crate::attribution::choice::{Page, last_word};
use crate::attribution::{Fate, Verdict};
use crate::chunks::{Element, ElementKind, described};
use crate::extract::{Extractor, Quotation};
use crate::rules::Stop;

/// Why a quoted span has the speaker it has, or none. See [`Extractor::explain`].
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Explanation<'t> {
    /// What came out.
    pub quotation: Quotation<'t>,
    /// The elements around the span, as the rules see them: those of its sentence and of the sentences beside it.
    pub elements: Vec<Seen<'t>>,
    /// Index of the span among `elements`; `None` if it is part of a name and so no element.
    pub here: Option<usize>,
    /// Every rule that was tried, in the order of tiers and files. A span that a tier has settled is not shown to later
    /// tiers.
    pub tried: Vec<Tried>,
    /// The choice by weight, if there was one: every candidate, in the order of the text, last that the span is no speech.
    pub candidates: Vec<Weighed>,
    /// Other mentions in the text of the speaker that was found, as bytes, in order.
    pub named_also: Vec<Range<usize>>,
}

/// An element: a group of words with one function, as the rules see it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Seen<'t> {
    /// The words it covers; empty for the end of a sentence or paragraph.
    pub text: &'t str,
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// As the pattern language names it, with every kind it has, such as `SPEAKER[name]`, and after a word its lists.
    pub pattern: String,
}

/// A candidate of a choice by weight.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Weighed {
    /// The words that name the speaker, in bytes; `None`: the span is no speech.
    pub mention: Option<Range<usize>>,
    /// A relative pronoun that stands for them.
    pub who: Option<Range<usize>>,
    /// The speaker they stand for.
    pub speaker: String,
    /// Its share of all candidates, from 0 to 1.
    pub share: f32,
    /// What is true of it, by the names in `choice.tsv`, each with its weight; those without one have 0.
    pub features: Vec<(String, f32)>,
}

/// A quoted span with all its candidates, and what the rules said of it; ranges in bytes.
#[cfg(feature = "cli")]
pub(crate) struct Choice {
    pub span: Range<usize>,
    pub rule: Option<String>,
    pub speech: bool,
    pub mention: Option<Range<usize>>,
    pub candidates: Vec<Weighed>,
}

/// A rule that was tried on a span.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tried {
    /// Id of the rule.
    pub rule: String,
    /// Its tier.
    pub tier: u8,
    /// How it fared.
    pub outcome: Outcome,
}

/// How a rule fared with a span.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// It matched and decided.
    Won,
    /// It matched, and a rule of its tier covered more elements.
    Shorter {
        /// Elements it covered.
        covered: usize,
        /// Elements the winner covered.
        winner: usize,
    },
    /// It matched as much as the winner and passed over more elements in gaps.
    SkippedMore {
        /// Elements it passed over.
        skipped: usize,
        /// Elements the winner passed over.
        winner: usize,
    },
    /// It matched just as well as the winner, which stands before it in the rule files.
    Later,
    /// The span is not of the kind that the rule asks for, as the rule writes it.
    OtherQuote(String),
    /// Read outwards from the span, this is the first step of the pattern that did not match.
    Stopped {
        /// The step, as it is written.
        step: String,
        /// Whether it stands before the span.
        before: bool,
        /// The bytes of the first element that the steps up to there had not taken; `None` at either end of the text.
        at: Option<Range<usize>>,
    },
}

impl Extractor {
    /// Why the quoted span with this index in the result of [`Extractor::extract_all`] has the speaker it has; `None` if
    /// there are not so many.
    ///
    /// ```
    /// use whosaid::Outcome;
    ///
    /// let mut extractor = whosaid::Extractor::english();
    /// let explanation = extractor.explain("“We will not yield,” said Ana Reis.", 0).unwrap();
    /// let won = explanation.tried.iter().find(|t| t.outcome == Outcome::Won).unwrap();
    /// assert_eq!(won.rule, "quote-cue-speaker");
    /// ```
    pub fn explain<'t>(&mut self, text: &'t str, index: usize) -> Option<Explanation<'t>> {
        let (mut before, mut explanation) = (0, None);
        self.sieve.watch(index);
        self.chooser.look_at_next();
        self.in_sections(text, false, |extractor| {
            let mut found = Vec::new();
            extractor.add_quotations(text, true, &mut found);
            if explanation.is_none() && index < before + found.len() {
                explanation = extractor.explained(text, index - before, found.swap_remove(index - before));
            }
            before += found.len();
            extractor.sieve.watch(index.saturating_sub(before));
            extractor.chooser.look_at_next();
        });
        self.sieve.watched();
        explanation
    }

    /// Why a quoted span of the section last looked at has the speaker it has.
    fn explained<'t>(&mut self, text: &'t str, index: usize, quotation: Quotation<'t>) -> Option<Explanation<'t>> {
        let watch = self.sieve.watched()?;
        let a = &self.analysis;
        let winner = watch.tried.iter().find_map(|(_, fate)| if let Fate::Won(m) = fate { Some(*m) } else { None });
        let place = |e: usize| a.elements.get(e).map(|e| e.start as usize..e.end as usize);
        let tried = watch.tried.iter().map(|(rule, fate)| {
            let rule = &self.rules.rules()[*rule];
            let outcome = match fate {
                Fate::Won(_) => Outcome::Won,
                Fate::Lost(m) => match winner {
                    Some(w) if m.length < w.length => Outcome::Shorter { covered: m.length, winner: w.length },
                    Some(w) if m.skipped > w.skipped => Outcome::SkippedMore { skipped: m.skipped, winner: w.skipped },
                    _ => Outcome::Later,
                },
                Fate::Stopped(Stop::Quote(written)) => Outcome::OtherQuote(written.clone()),
                Fate::Stopped(Stop::Step { step, before, element }) => {
                    Outcome::Stopped { step: step.clone(), before: *before, at: element.and_then(place) }
                }
            };
            Tried { rule: rule.id.clone(), tier: rule.tier, outcome }
        });
        let tried = tried.collect();
        let here = (!watch.tried.is_empty()).then_some(watch.at);
        let around = here.map_or(0..0, |at| self.around(at));
        let seen = |e: usize| {
            let element = &a.elements[e];
            let range = element.start as usize..element.end as usize;
            let words = text.get(range.clone()).unwrap_or_default();
            Seen { text: words, range, pattern: described(element, words, self.rules.lexicon()) }
        };
        let elements = around.clone().map(seen).collect();
        let candidates = if self.weighs(index) { self.weighed(text, index) } else { Vec::new() };
        let named_also = self.named_also(text, index, &quotation);
        Some(Explanation { quotation, elements, here: here.map(|at| at - around.start), tried, candidates, named_also })
    }

    /// Every quoted span of a text that is an element, with its candidates: what weights are learned from.
    #[cfg(feature = "cli")]
    pub(crate) fn choices(&mut self, text: &str) -> Vec<Choice> {
        let mut out = Vec::new();
        self.chooser.look_at_next();
        self.in_sections(text, false, |extractor| {
            let mut found = Vec::new();
            extractor.add_quotations(text, true, &mut found);
            extractor.add_choices(text, found, &mut out);
            extractor.chooser.look_at_next();
        });
        out
    }

    /// Appends the candidates for the quoted spans of the section last looked at.
    #[cfg(feature = "cli")]
    fn add_choices(&mut self, text: &str, found: Vec<Quotation<'_>>, out: &mut Vec<Choice>) {
        for (index, span) in found.into_iter().map(|q| q.range).enumerate() {
            if !self.analysis.elements.iter().any(|e| is_span(e, index)) {
                continue;
            }
            let ruling = self.chooser.ruling(index);
            let mention = ruling.mention.map(|m| self.analysis.mentions[m as usize]);
            out.push(Choice {
                span,
                rule: ruling.rule.map(|r| self.rules.rules()[usize::from(r)].id.clone()),
                speech: ruling.speech,
                mention: mention.map(|m| m.start as usize..m.end as usize),
                candidates: self.weighed(text, index),
            });
        }
    }

    /// Whether a span was left to the choice by weight.
    fn weighs(&self, span: usize) -> bool {
        let ruling = self.chooser.ruling(span);
        let weights = self.rules.weights();
        let settled = |r: u16| !ruling.speech || ruling.mention.is_some() && weights.trusts(r.into());
        !weights.is_empty() && !ruling.rule.is_some_and(settled)
    }

    fn weighed(&mut self, text: &str, span: usize) -> Vec<Weighed> {
        let a = &self.analysis;
        let Some(at) = a.elements.iter().position(|e| is_span(e, span)) else { return Vec::new() };
        let page = Page { rules: &self.rules, text, elements: &a.elements, mentions: &a.mentions };
        let looked = self.chooser.look(page, at);
        let view = a.view(text, self.rules.lexicon());
        let range = |e: usize| a.elements[e].start as usize..a.elements[e].end as usize;
        let id = |rule: u16| self.rules.rules().get(usize::from(rule)).map(|r| r.id.as_str());
        let mut out = Vec::with_capacity(looked.len());
        for (scored, features) in looked {
            let mention = scored.candidate.mention.map(|e| a.elements[e].index as usize);
            let verb = scored.candidate.verb.map_or(String::new(), |v| last_word(text, &a.elements[v]).to_lowercase());
            let named = |f: &crate::attribution::choice::Feature| (f.name(id, &verb), self.rules.weights().weight(*f));
            out.push(Weighed {
                mention: mention.map(|m| a.mentions[m].start as usize..a.mentions[m].end as usize),
                who: scored.candidate.who.map(range),
                speaker: mention.map_or(String::new(), |m| self.resolver.canonical(view, m, &a.mentions[m])),
                share: scored.share,
                features: features.iter().map(named).collect(),
            });
        }
        out
    }

    /// The elements of the sentence around element `at`, and of the sentences beside it.
    fn around(&self, at: usize) -> Range<usize> {
        use ElementKind::{ParagraphEnd, SentenceEnd};
        let elements = &self.analysis.elements;
        let ends = |i: &usize| matches!(elements[*i].kind, SentenceEnd | ParagraphEnd);
        let start = (0..at).rev().filter(ends).nth(1).map_or(0, |i| i + 1);
        let end = (at..elements.len()).filter(ends).nth(1).map_or(elements.len(), |i| i + 1);
        start..end
    }

    /// The other mentions of the speaker of a span.
    fn named_also(&mut self, text: &str, index: usize, quotation: &Quotation<'_>) -> Vec<Range<usize>> {
        let a = &self.analysis;
        let Verdict::Speech(found) = a.verdicts[index] else { return Vec::new() };
        let Some(mention) = found.mention else { return Vec::new() };
        let view = a.view(text, self.rules.lexicon());
        let speakers = self.resolver.speakers(view);
        let own = speakers.iter().find(|(_, of)| of.contains(&(mention as usize)));
        let ranges = own.into_iter().flat_map(|(_, of)| of).map(|m| {
            let mention = &a.mentions[*m];
            mention.start as usize..mention.end as usize
        });
        ranges.filter(|range| Some(range) != quotation.mention.as_ref()).collect()
    }
}

fn is_span(element: &Element, span: usize) -> bool {
    matches!(element.kind, ElementKind::Quoted | ElementKind::Unspoken) && element.index as usize == span
}
