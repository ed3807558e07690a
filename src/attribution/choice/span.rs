//! What features tell: of a span, and of each candidate for it.

use super::candidates::{Field, Ruling, Rulings, Verb};
use super::feature::{Feature, NONE, Template};
use super::way::Way;
use crate::chunks::{Element, QuoteProp, SpeakerProp};

/// What is true of a span, whichever candidate is looked at.
pub(super) struct Span<'f> {
    field: &'f Field<'f>,
    at: usize,
    rulings: &'f Rulings,
    /// The two elements before it and the two after it, nearest first.
    left: [u16; 2],
    right: [u16; 2],
    /// What is quoted, with its marks.
    quote: &'f [u8],
    pairs: Pairs,
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
    pub(super) fn new(field: &'f Field<'f>, at: usize, rulings: &'f Rulings) -> Self {
        let span = &field.elements[at];
        let props = span.props;
        let has = |p: u16| u16::from(props & p != 0);
        let ends = [QuoteProp::COMMA, QuoteProp::STOP, QuoteProp::ASKED];
        let end = ends.iter().position(|p| has(*p) == 1).unwrap_or(ends.len()) as u16;
        let size = if has(QuoteProp::SHORT) == 1 { 0 } else { 1 + has(QuoteProp::LONG) };
        let lower = has(QuoteProp::LOWER);
        let before = |n: usize| field.class(at.checked_sub(n)) as u16;
        let after = |n: usize| field.class(Some(at + n)) as u16;
        let quote = field.text.get(span.start as usize..span.end as usize).unwrap_or_default().as_bytes();
        Span {
            field,
            at,
            rulings,
            left: [before(1), before(2)],
            right: [after(1), after(2)],
            quote,
            pairs: Pairs::of(quote),
            own_last: rulings.own.mention.map(|m| last_word_of(field, m)),
            cue_left: field.cue_left(at),
            end,
            lower,
            size,
            title: has(QuoteProp::TITLE),
            shape: end * 6 + lower * 3 + size,
        }
    }

    /// Calls `out` with what is true of a mention at element `e`, given the way to it, its verb and its relative pronoun.
    pub(super) fn mention(
        &self,
        (e, way, verb, who): (usize, Way, Verb, Option<usize>),
        out: &mut impl FnMut(Feature),
    ) {
        let Field { elements, classes, .. } = *self.field;
        let [sentences, paragraphs] = [Way::SENTENCE, Way::PARAGRAPH].map(|of| way.count(of));
        let side = match (paragraphs, e < self.at, sentences) {
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
        add(Template::Apart, side, few(sentences, 3) * 10 + few(paragraphs, 2), few(way.count(Way::QUOTE), 2));
        add(Template::Cues, side, few(way.count(Way::FINITE), 3), few(way.count(Way::COMMA), 3));
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
        let rule = own.rule.map_or(NONE, |r| r.min(NONE));
        let index = Some(elements[e].index);
        if own.mention == index {
            add(Template::Ruled, rule, 0, 0);
            add(Template::RuledKind, rule, kind, 0);
        } else {
            add(Template::Other, rule, side, 0);
        }
        let shared = u16::from(self.rulings.before.mention == index);
        add(Template::Shared, shared, few(sentences, 3) * 10 + few(paragraphs, 2), few(way.count(Way::QUOTE), 2));
        add(Template::SharedNext, u16::from(self.rulings.after.mention == index), side, 0);
        add(Template::Rank, side, few(way.count(Way::MENTION), 5), kind);
        add(Template::SubjectRank, side, few(way.count(Way::SUBJECT), 3), verb_class);
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
        add(Template::Inside, u16::from(self.has(last.as_bytes())), kind, 0);
    }

    /// Calls `out` with what tells that the span is no speech.
    pub(super) fn no_speech(&self, out: &mut impl FnMut(Feature)) {
        let Rulings { own, before, after } = *self.rulings;
        let rule = own.rule.map_or(NONE, |r| r.min(NONE));
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

    /// Whether a word stands in the quote.
    fn has(&self, word: &[u8]) -> bool {
        self.pairs.may_have(word) && memchr::memmem::find(self.quote, word).is_some()
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

/// The pairs of bytes that follow each other in a quote, as bits: most words that are not in it have one that is not.
struct Pairs([u64; 16]);

impl Pairs {
    fn of(quote: &[u8]) -> Self {
        let mut pairs = [0; 16];
        for pair in quote.windows(2) {
            let (n, bit) = Self::bit(pair);
            pairs[n] |= bit;
        }
        Pairs(pairs)
    }

    fn may_have(&self, word: &[u8]) -> bool {
        word.windows(2).map(Self::bit).all(|(n, bit)| self.0[n] & bit != 0)
    }

    #[inline]
    fn bit(pair: &[u8]) -> (usize, u64) {
        let number = usize::from(pair[0]) << 5 ^ usize::from(pair[1]);
        (number / 64 % 16, 1 << (number % 64))
    }
}

/// The last word of a mention, as it is written.
pub(crate) fn last_word<'t>(text: &'t str, mention: &Element) -> &'t str {
    let words = text.get(mention.start as usize..mention.end as usize).unwrap_or_default();
    match words.bytes().rposition(|b| matches!(b, b' ' | b'\n' | b'-')) {
        Some(at) => &words[at + 1..],
        None => words,
    }
}

fn last_word_of<'t>(field: &Field<'t>, mention: u32) -> &'t str {
    let place = field.mentions.get(mention as usize).and_then(|m| field.elements.get(m.element as usize));
    place.map_or("", |e| last_word(field.text, e))
}

#[inline]
pub(super) fn few(n: usize, most: usize) -> u16 {
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
