//! Candidates: the mentions around a quoted span, with the features of each. One walk outwards on each side counts what
//! stands between, so the cost grows with the neighbourhood, not with its square.

use super::class::Class;
use super::feature::{Feature, NONE, Template};
use rustc_hash::FxHashMap;

use crate::chunks::{Element, ElementKind, QuoteProp, SpeakerProp};
use crate::lexicon::{Lexicon, List};

/// How many elements before the span are looked at: up to the beginning of the paragraph before.
const BEFORE: usize = 90;
/// How many elements after it: up to the end of the next sentence of its paragraph.
const AFTER: usize = 50;
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
    /// Element of each mention, by its index.
    pub places: &'a [u32],
}

/// What stands between a mention and the span, counted on the way.
#[derive(Clone, Copy, Default)]
struct Way {
    sentences: usize,
    paragraphs: usize,
    quotes: usize,
    commas: usize,
    finite: usize,
    /// All mentions, and those with a cue right after them.
    nearer: usize,
    subjects: usize,
}

/// The verb after a mention.
#[derive(Clone, Copy)]
struct Verb {
    class: Class,
    /// Its element, unless the sentence ends or a quote comes first.
    at: Option<usize>,
    distance: usize,
    /// Mentions between.
    mentions: usize,
    /// Cues between it and the span.
    cues: usize,
}

impl Field<'_> {
    #[inline]
    fn class(&self, i: Option<usize>) -> Class {
        i.and_then(|i| self.classes.get(i)).copied().unwrap_or(Class::Edge)
    }

    /// Calls `add` with the features of each candidate for the span at element `at`, and then `done` with the candidate
    /// itself; last, that it is no speech.
    pub(crate) fn candidates(
        &self,
        at: usize,
        rulings: &Rulings,
        add: &mut impl FnMut(Feature),
        done: &mut impl FnMut(Candidate),
    ) {
        let mut found: Vec<(usize, Way, Verb)> = Vec::with_capacity(16);
        self.walk_back(at, &mut found);
        self.walk_on(at, &mut found);
        // Whom the rules named, and whose the span before is, may stand farther off.
        for mention in [rulings.before.mention, rulings.own.mention].into_iter().flatten() {
            let Some(place) = self.places.get(mention as usize).map(|p| *p as usize) else { continue };
            if !found.iter().any(|(e, ..)| *e == place) {
                found.push((place, Way::FAR, self.verb_after(place, at)));
            }
        }
        let span = Span::new(self, at, rulings);
        for (e, way, verb) in found {
            let who = self.who(e, at);
            span.mention((e, way, verb, who), add);
            let cue = verb.at.filter(|g| self.elements[*g].kind == ElementKind::Cue && (e > at || *g < at));
            done(Candidate { mention: Some(e), who, verb: verb.at, cue });
        }
        span.no_speech(add);
        done(Candidate::default());
    }

    fn walk_back(&self, at: usize, found: &mut Vec<(usize, Way, Verb)>) {
        let mut way = Way::default();
        let mut verb = Verb { class: Class::Quoted, at: None, distance: 0, mentions: 0, cues: 0 };
        let (mut verb_place, mut cues) = (at, 0);
        for e in (at.saturating_sub(BEFORE)..at).rev() {
            let class = self.classes[e];
            if class == Class::ParagraphEnd && way.paragraphs == 1 {
                break;
            }
            if class.mention() && self.elements[e].kind == ElementKind::Speaker {
                let distance = verb_place - e;
                let near = if distance < VERB_REACH { Verb { distance, ..verb } } else { Verb::NONE };
                found.push((e, way, near));
                way.nearer += 1;
                way.subjects += usize::from(near.class.finite_cue() && near.distance < 3);
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

    fn walk_on(&self, at: usize, found: &mut Vec<(usize, Way, Verb)>) {
        let mut way = Way::default();
        for e in at + 1..self.elements.len().min(at + AFTER) {
            let class = self.classes[e];
            if class == Class::ParagraphEnd || class.end() && way.sentences == 1 {
                break;
            }
            if class.mention() && self.elements[e].kind == ElementKind::Speaker {
                let verb = self.verb_after(e, at);
                found.push((e, way, verb));
                way.nearer += 1;
                way.subjects += usize::from(verb.class.finite_cue() && verb.distance < 3);
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
    fn cue_left(&self, at: usize) -> Option<usize> {
        let back = (at.saturating_sub(BEFORE)..at).rev();
        back.take_while(|i| !self.classes[*i].end()).find(|i| self.classes[*i].any_cue())
    }

    /// Where a mention stands by a cue: before it, with how many mentions between (0 to 3), after it (4), or in another
    /// sentence, or there is no cue (5).
    fn place_by(&self, e: usize, cue: Option<usize>) -> u16 {
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
            if element.kind == ElementKind::Word && self.lexicon.word(element.word).is(List::Relative) {
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

impl Way {
    const FAR: Way = Way { sentences: 9, paragraphs: 9, quotes: 9, commas: 9, finite: 9, nearer: 9, subjects: 9 };

    /// Takes in an element that is passed.
    fn pass(&mut self, class: Class) {
        self.sentences += usize::from(class.end());
        self.paragraphs += usize::from(class == Class::ParagraphEnd);
        self.quotes += usize::from(class.quoted());
        self.commas += usize::from(class == Class::Comma);
        self.finite += usize::from(class.finite_cue());
    }
}

impl Verb {
    const NONE: Verb = Verb { class: Class::Edge, at: None, distance: 0, mentions: 0, cues: 0 };
}

/// What is true of a span, whichever candidate is looked at.
struct Span<'f> {
    field: &'f Field<'f>,
    at: usize,
    rulings: &'f Rulings,
    /// The two elements before it and the two after it, nearest first.
    left: [u16; 2],
    right: [u16; 2],
    /// What is quoted, with its marks.
    quote: &'f [u8],
    /// The last word of the speaker that the rules gave it.
    own_last: Option<&'f str>,
    /// The last cue before it in its sentence.
    cue_left: Option<usize>,
    /// How it ends: comma, full stop, question, none of these.
    end: u16,
    lower: u16,
    /// Short, middling, long.
    size: u16,
    title: u16,
    shape: u16,
}

impl<'f> Span<'f> {
    fn new(field: &'f Field<'f>, at: usize, rulings: &'f Rulings) -> Self {
        let span = &field.elements[at];
        let props = span.props;
        let has = |p: u16| u16::from(props & p != 0);
        let ends = [QuoteProp::COMMA, QuoteProp::STOP, QuoteProp::ASKED];
        let end = ends.iter().position(|p| has(*p) == 1).unwrap_or(ends.len()) as u16;
        let size = if has(QuoteProp::SHORT) == 1 { 0 } else { 1 + has(QuoteProp::LONG) };
        let lower = has(QuoteProp::LOWER);
        let before = |n: usize| field.class(at.checked_sub(n)) as u16;
        let after = |n: usize| field.class(Some(at + n)) as u16;
        Span {
            field,
            at,
            rulings,
            left: [before(1), before(2)],
            right: [after(1), after(2)],
            quote: field.text.get(span.start as usize..span.end as usize).unwrap_or_default().as_bytes(),
            own_last: rulings.own.mention.map(|m| last_word_of(field, m)),
            cue_left: field.cue_left(at),
            end,
            lower,
            size,
            title: has(QuoteProp::TITLE),
            shape: end * 6 + lower * 3 + size,
        }
    }

    fn mention(&self, (e, way, verb, who): (usize, Way, Verb, Option<usize>), out: &mut impl FnMut(Feature)) {
        let Field { elements, classes, .. } = *self.field;
        let side = match (way.paragraphs, e < self.at, way.sentences) {
            (1.., ..) => 2,
            (_, true, 0) => 0,
            (_, false, 0) => 1,
            (_, true, _) => 3,
            (_, false, _) => 4,
        };
        let before = |n: usize| self.field.class(e.checked_sub(n)) as u16;
        let after = |n: usize| self.field.class(Some(e + n)) as u16;
        let kind = classes[e] as u16;
        let plural = u16::from(elements[e].props & SpeakerProp::PLURAL != 0);
        let verb_class = verb.class as u16;
        let leads = verb.at.is_some_and(|g| e < self.at && g < self.at);
        let cues = if leads { few(verb.cues, 3) } else { 8 + u16::from(verb.at.is_none()) };
        let mut add = |t: Template, a: u16, b: u16, c: u16| out(Feature::new(t, a, b, c));
        add(Template::Kind, side, kind, plural);
        add(Template::Before, side, before(1), 0);
        add(Template::After, side, after(1), 0);
        add(Template::Between, side, before(1), after(1));
        add(Template::AfterTwo, side, after(1), after(2));
        add(Template::BeforeTwo, side, before(2), before(1));
        add(Template::Apart, side, few(way.sentences, 3) * 10 + few(way.paragraphs, 2), few(way.quotes, 2));
        add(Template::Cues, side, few(way.finite, 3), few(way.commas, 3));
        add(Template::Verb, side, verb_class, cues);
        add(Template::VerbMentions, side, verb_class, few(verb.mentions, 3));
        if let Some(g) = verb.at.filter(|_| leads) {
            add(Template::VerbDistance, side, verb_class, step(self.at - g - 1));
        }
        if let Some(g) = verb.at {
            add(Template::VerbNext, side, verb_class, self.field.class(Some(g + 1)) as u16);
        }
        add(Template::Left, side, self.left[0], self.shape);
        add(Template::Right, side, self.right[0], self.shape);
        let cue_left = self.field.class(self.cue_left) as u16;
        add(Template::CueLeftPlace, side, cue_left, self.field.place_by(e, self.cue_left));
        let own = &self.rulings.own;
        let rule = own.rule.unwrap_or(NONE);
        let index = Some(elements[e].index);
        if own.mention == index {
            add(Template::Ruled, rule, 0, 0);
            add(Template::RuledKind, rule, kind, 0);
        } else {
            add(Template::Other, rule, side, 0);
        }
        let shared = u16::from(self.rulings.before.mention == index);
        add(Template::Shared, shared, few(way.sentences, 3) * 10 + few(way.paragraphs, 2), few(way.quotes, 2));
        add(Template::SharedNext, u16::from(self.rulings.after.mention == index), side, 0);
        add(Template::Rank, side, few(way.nearer, 5), kind);
        add(Template::SubjectRank, side, few(way.subjects, 3), verb_class);
        let opens = self.field.class(e.checked_sub(1)).end();
        add(Template::Opens, side, u16::from(opens), kind);
        add(Template::Who, u16::from(who.is_some()), side, verb_class);
        if let Some(word) = verb.at.and_then(|g| u16::try_from(elements[g].word.0).ok()) {
            add(Template::VerbWord, side, word, 0);
        }
        let last = last_word(self.field.text, &elements[e]);
        let own_too = u16::from(self.own_last == Some(last));
        let others = self.field.quoted.get(last).map_or(0, |n| n - own_too.min(*n));
        add(Template::Quoted, others.min(3), kind, 0);
        add(Template::Inside, u16::from(is_in(self.quote, last.as_bytes())), kind, 0);
    }

    fn no_speech(&self, out: &mut impl FnMut(Feature)) {
        let Rulings { own, before, after } = *self.rulings;
        let rule = own.rule.unwrap_or(NONE);
        let [left, second] = self.left;
        let right = self.right[0];
        let mut add = |t: Template, a: u16, b: u16, c: u16| out(Feature::new(t, a, b, c));
        add(Template::NoSpeech, 0, 0, 0);
        add(Template::NoShape, self.shape, self.title, 0);
        add(Template::NoLeft, left, self.size, self.lower);
        add(Template::NoRight, right, self.size, self.end);
        add(Template::NoBeside, left, right, 0);
        add(Template::NoLeftTwo, left, second, self.title);
        add(Template::NoRule, rule, u16::from(own.speech), 0);
        add(Template::NoRuleShape, rule, self.shape, 0);
        let (finite, all) = self.cues((0..self.at).rev());
        add(Template::NoCuesLeft, finite, all, self.size);
        let (finite, all) = self.cues(self.at + 1..self.field.classes.len());
        add(Template::NoCuesRight, finite, all, self.size);
        let ends = |i: Option<usize>| u16::from(self.field.class(i).end());
        add(Template::NoWhole, u16::from(self.size == 0), ends(self.at.checked_sub(1)), ends(Some(self.at + 1)));
        let unspoken = |r: Ruling| u16::from(r.rule.is_some() && !r.speech);
        add(Template::NoNeighbours, unspoken(before), unspoken(after), self.size);
        add(Template::SpeechNeighbours, u16::from(before.speech), u16::from(after.speech), self.title * 3 + self.size);
    }

    /// Finite cues and all cues in the rest of the sentence, read outwards.
    fn cues(&self, outwards: impl Iterator<Item = usize>) -> (u16, u16) {
        const REACH: usize = 30;
        let (mut finite, mut all) = (0, 0);
        for class in outwards.take(REACH).map(|i| self.field.classes[i]).take_while(|c| !c.end()) {
            finite += usize::from(class.finite_cue());
            all += usize::from(class.any_cue());
        }
        (few(finite, 3), few(all, 3))
    }
}

/// Whether a word stands in a quote. A searcher takes longer to make than most quotes take to read.
fn is_in(quote: &[u8], word: &[u8]) -> bool {
    const LONG: usize = 40;
    match word {
        [first, ..] if word.len() < LONG => memchr::memchr_iter(*first, quote).any(|at| quote[at..].starts_with(word)),
        _ => memchr::memmem::find(quote, word).is_some(),
    }
}

/// The last word of a mention, as it is written.
pub(crate) fn last_word<'t>(text: &'t str, mention: &Element) -> &'t str {
    let words = text.get(mention.start as usize..mention.end as usize).unwrap_or_default();
    match memchr::memrchr3(b' ', b'\n', b'-', words.as_bytes()) {
        Some(at) => &words[at + 1..],
        None => words,
    }
}

fn last_word_of<'t>(field: &Field<'t>, mention: u32) -> &'t str {
    let place = field.places.get(mention as usize).and_then(|p| field.elements.get(*p as usize));
    place.map_or("", |e| last_word(field.text, e))
}

#[inline]
fn few(n: usize, most: usize) -> u16 {
    n.min(most) as u16
}

/// A distance in steps that widen.
fn step(n: usize) -> u16 {
    match n {
        0..=4 => n as u16,
        5..=7 => 5,
        8..=12 => 6,
        13..=20 => 7,
        21..=35 => 8,
        _ => 9,
    }
}
