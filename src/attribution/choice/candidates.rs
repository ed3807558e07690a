//! Candidates: the mentions around a quoted span, with the features of each. One walk outwards on each side counts what
//! stands between, so the cost grows with the neighbourhood, not with its square.

use super::feature::Feature;
use super::span::{Span, few};
use super::way::Way;
use rustc_hash::FxHashMap;

use crate::chunks::{Element, ElementKind, Mention};
use crate::lexicon::{Lexicon, List};
use crate::rules::Class;

/// How many elements before the span are looked at: up to the beginning of the paragraph before.
const BEFORE: usize = 90;
/// How many elements after it: up to the end of the next sentence of its paragraph.
const AFTER: usize = 50;
/// So many elements can be counted on a way.
const _: () = assert!(BEFORE <= Way::MOST && AFTER <= Way::MOST);
/// How far a subject can stand from its verb.
const VERB_REACH: usize = 45;

/// A speaker that is possible, or that there is none because the span is no speech.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Candidate {
    /// Element of the mention; `None`: no speech.
    pub mention: Option<usize>,
    /// Element of the relative pronoun that stands for it.
    pub who: Option<usize>,
    /// Element of the verb after it.
    pub verb: Option<usize>,
    /// The same, if it is a cue beside the span.
    pub cue: Option<usize>,
}

/// What takes in candidates: the features of each, and then the candidate itself.
pub(crate) trait Sink {
    fn feature(&mut self, feature: Feature);
    fn candidate(&mut self, candidate: Candidate);
}

/// What the rules said of a span.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Ruling {
    /// Number of the rule that decided.
    pub rule: Option<u16>,
    pub speech: bool,
    /// Index of the mention.
    pub mention: Option<u32>,
}

/// The rulings on a span and on the spans beside it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Rulings {
    pub own: Ruling,
    pub before: Ruling,
    pub after: Ruling,
}

/// The elements of a document with their classes.
#[derive(Clone, Copy)]
pub(crate) struct Field<'a> {
    pub text: &'a str,
    /// How many spans have a speaker whose last word this is.
    pub quoted: &'a FxHashMap<&'a str, u16>,
    pub elements: &'a [Element],
    pub classes: &'a [Class],
    pub lexicon: &'a Lexicon,
    pub mentions: &'a [Mention],
}

/// A mention on the way: its element, what stands between, and the verb after it.
pub(crate) type Seen = (usize, Way, Verb);

/// The verb after a mention.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Verb {
    pub class: Class,
    /// Its element, unless the sentence ends or a quote comes first.
    pub at: Option<usize>,
    pub distance: usize,
    /// Mentions between.
    pub mentions: usize,
    /// Cues between it and the span.
    pub cues: usize,
}

impl Field<'_> {
    #[inline]
    pub(super) fn class(&self, i: Option<usize>) -> Class {
        i.and_then(|i| self.classes.get(i)).copied().unwrap_or(Class::Edge)
    }

    /// Tells of each candidate for the span at element `at`; last, that it is no speech.
    ///
    /// `found` is room for them.
    pub(crate) fn candidates(&self, at: usize, rulings: &Rulings, found: &mut Vec<Seen>, out: &mut impl Sink) {
        found.clear();
        self.walk_back(at, found);
        self.walk_on(at, found);
        // Whom the rules named, and whose the span before is, may stand farther off.
        for mention in [rulings.before.mention, rulings.own.mention].into_iter().flatten() {
            let Some(place) = self.mentions.get(mention as usize).map(|m| m.element as usize) else { continue };
            if !found.iter().any(|(e, ..)| *e == place) {
                found.push((place, Way::FAR, self.verb_after(place, at)));
            }
        }
        let span = Span::new(self, at, rulings);
        for (e, way, verb) in found.iter().copied() {
            let who = self.who(e, at);
            span.mention((e, way, verb, who), &mut |feature| out.feature(feature));
            let cue = verb.at.filter(|g| self.elements[*g].kind == ElementKind::Cue && (e > at || *g < at));
            out.candidate(Candidate { mention: Some(e), who, verb: verb.at, cue });
        }
        span.no_speech(&mut |feature| out.feature(feature));
        out.candidate(Candidate::default());
    }

    fn walk_back(&self, at: usize, found: &mut Vec<Seen>) {
        let mut way = Way::default();
        let mut verb = Verb { class: Class::Quoted, at: None, distance: 0, mentions: 0, cues: 0 };
        let (mut verb_place, mut cues) = (at, 0);
        for e in (at.saturating_sub(BEFORE)..at).rev() {
            let class = self.classes[e];
            if class == Class::ParagraphEnd && way.count(Way::PARAGRAPH) == 1 {
                break;
            }
            if class.mention() && self.elements[e].kind == ElementKind::Speaker {
                let distance = verb_place - e;
                let near = if distance < VERB_REACH { Verb { distance, ..verb } } else { Verb::NONE };
                found.push((e, way, near));
                way.pass_mention(near.class.finite_cue() && near.distance < 3);
                verb.mentions += 1;
            }
            if class.end() || class.quoted() || class.verb() {
                verb_place = e;
                verb = Verb { class, at: class.verb().then_some(e), distance: 0, mentions: 0, cues };
            }
            cues += usize::from(class.any_cue());
            way.pass(class);
        }
    }

    fn walk_on(&self, at: usize, found: &mut Vec<Seen>) {
        let mut way = Way::default();
        for e in at + 1..self.elements.len().min(at + AFTER) {
            let class = self.classes[e];
            if class == Class::ParagraphEnd || class.end() && way.count(Way::SENTENCE) == 1 {
                break;
            }
            if class.mention() && self.elements[e].kind == ElementKind::Speaker {
                let verb = self.verb_after(e, at);
                found.push((e, way, verb));
                way.pass_mention(verb.class.finite_cue() && verb.distance < 3);
            }
            way.pass(class);
        }
    }

    /// The first verb after a mention in its sentence, before any quote.
    fn verb_after(&self, e: usize, at: usize) -> Verb {
        let mut mentions = 0;
        for g in e + 1..self.elements.len().min(e + VERB_REACH) {
            let class = self.classes[g];
            if class.end() || class.quoted() || class.verb() {
                let cues = if g < at { self.classes[g + 1..at].iter().filter(|c| c.any_cue()).count() } else { 0 };
                return Verb { class, at: class.verb().then_some(g), distance: g - e, mentions, cues };
            }
            mentions += usize::from(class.mention());
        }
        Verb { mentions, ..Verb::NONE }
    }

    /// The last cue before the span in its sentence.
    pub(super) fn cue_left(&self, at: usize) -> Option<usize> {
        let back = (at.saturating_sub(BEFORE)..at).rev();
        back.take_while(|i| !self.classes[*i].end()).find(|i| self.classes[*i].any_cue())
    }

    /// Where a mention stands by a cue: before it, with how many mentions between (0 to 3), after it (4), or in another
    /// sentence, or there is no cue (5).
    pub(super) fn place_by(&self, e: usize, cue: Option<usize>) -> u16 {
        const AFTER_IT: u16 = 4;
        const APART: u16 = 5;
        let Some(cue) = cue else { return APART };
        if e > cue {
            return AFTER_IT;
        }
        let between = &self.classes[e + 1..cue];
        if between.len() > BEFORE || between.iter().any(|c| c.end()) {
            return APART;
        }
        few(between.iter().filter(|c| c.mention()).count(), 3)
    }

    /// The relative pronoun that stands for a mention before its verb.
    fn who(&self, e: usize, at: usize) -> Option<usize> {
        const REACH: usize = 9;
        for w in e + 1..at.min(e + REACH) {
            let element = &self.elements[w];
            if element.kind == ElementKind::Word && self.lexicon.at(element.entry).is(List::Relative) {
                return Some(w);
            }
            let class = self.classes[w];
            let opens = w > e + 1 || matches!(class, Class::Comma | Class::Dash);
            if !opens || class.end() || class.verb() {
                return None;
            }
        }
        None
    }
}

impl Verb {
    const NONE: Verb = Verb { class: Class::Edge, at: None, distance: 0, mentions: 0, cues: 0 };
}
