//! Features: what can be said of a candidate, by name in the file of weights and as a number in the run.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use crate::rules::Class;

/// A feature as a number: its template and up to three values, counted through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Feature(u32);

/// What a value of a feature is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Class,
    /// Where the mention stands.
    Side,
    /// A number up to 15, or a yes (1) or no (0).
    Count,
    /// Two numbers as one, up to 63.
    Counts,
    /// How the quoted span ends, its first letter and its length, as one number.
    Shape,
    /// A rule, or "none".
    Rule,
    /// A word of the lexicon.
    Word,
}

use Field::{Class as C, Count as N, Counts as M, Rule as R, Shape as Q, Side as S, Word as W};

impl Field {
    /// How many bits a value takes.
    const fn bits(self) -> u32 {
        match self {
            S => 3,
            N => 4,
            Q => 5,
            C | M => 6,
            R => 11,
            W => 16,
        }
    }
}

macro_rules! templates {
    ($($(#[$doc:meta])* $variant:ident = $name:literal [$($field:ident),*],)*) => {
        /// What a feature tells. Of a mention:
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum Template { $($(#[$doc])* $variant,)* }

        const TEMPLATES: &[(&str, &[Field])] = &[$(($name, &[$($field),*]),)*];
        const ALL: &[Template] = &[$(Template::$variant,)*];
    };
}

templates! {
    /// Where it stands, its class, whether it is plural.
    Kind = "kind" [S, C, N],
    /// The element before it.
    Before = "before" [S, C],
    /// The element after it.
    After = "after" [S, C],
    /// The elements on both its sides.
    Between = "between" [S, C, C],
    /// The two elements after it.
    AfterTwo = "after-two" [S, C, C],
    /// The two elements before it.
    BeforeTwo = "before-two" [S, C, C],
    /// How many ends of sentences, of paragraphs, and quoted spans stand between it and the quote.
    Apart = "apart" [S, M, N],
    /// How many cues, and commas.
    Cues = "cues" [S, N, N],
    /// The verb that it is the subject of, if it is, and how many cues come after that.
    Verb = "verb" [S, C, N],
    /// The same verb, and how many mentions stand between.
    VerbMentions = "verb-mentions" [S, C, N],
    /// The same verb, and how far it is from the quote.
    VerbDistance = "verb-distance" [S, C, N],
    /// The same verb, and the element after it.
    VerbNext = "verb-next" [S, C, C],
    /// The element before the quote, and the shape of the quote.
    Left = "left" [S, C, Q],
    /// The element after the quote, and the shape of the quote.
    Right = "right" [S, C, Q],
    /// The rule that decided for it.
    Ruled = "ruled" [R],
    /// The same, and its class.
    RuledKind = "ruled-kind" [R, C],
    /// The rule that decided for another.
    Other = "other" [R, S],
    /// Whether the quoted span before has it as its speaker, and ends between.
    Shared = "shared" [N, M, N],
    /// Whether the quoted span after has it as its speaker.
    SharedNext = "shared-next" [N, S],
    /// How many mentions are nearer, and its class.
    Rank = "rank" [S, N, C],
    /// How many subjects of cues are nearer, and its verb.
    SubjectRank = "subject-rank" [S, N, C],
    /// Whether it begins its sentence, and its class.
    Opens = "opens" [S, N, C],
    /// Whether a relative pronoun stands for it, and its verb.
    Who = "who" [N, S, C],
    /// The verb itself.
    VerbWord = "verb-word" [S, W],
    /// How many other spans have a speaker of that last word, and its class.
    Quoted = "quoted" [N, C],
    /// Whether its last word stands in the quote, and its class.
    Inside = "inside" [N, C],
    /// The last cue before the quote in its sentence, and where it stands by that.
    CueLeftPlace = "cue-left-place" [S, C, N],
    /// Of a span that is no speech: always.
    NoSpeech = "no-speech" [],
    /// Its shape, and whether it is written like a title.
    NoShape = "no-shape" [Q, N],
    /// The element before it, its length, and whether it begins with a small letter.
    NoLeft = "no-left" [C, N, N],
    /// The element after it, its length, and how it ends.
    NoRight = "no-right" [C, N, N],
    /// The elements on both sides.
    NoBeside = "no-beside" [C, C],
    /// The two elements before it, and whether it is written like a title.
    NoLeftTwo = "no-left-two" [C, C, N],
    /// The rule that took it, and whether that calls it speech.
    NoRule = "no-rule" [R, N],
    /// The rule that took it, and its shape.
    NoRuleShape = "no-rule-shape" [R, Q],
    /// Finite cues and all cues before it in its sentence, and its length.
    NoCuesLeft = "no-cues-left" [N, N, N],
    /// Finite cues and all cues after it in its sentence, and its length.
    NoCuesRight = "no-cues-right" [N, N, N],
    /// Whether it is short, begins its sentence and ends it.
    NoWhole = "no-whole" [N, N, N],
    /// Whether the spans beside it are no speech, and its length.
    NoNeighbours = "no-neighbours" [N, N, N],
    /// Whether the spans beside it are speech, its length, and whether it is written like a title.
    SpeechNeighbours = "speech-neighbours" [N, N, N],
}

/// How many bits the values of each template take.
const BITS: [[u32; 3]; TEMPLATES.len()] = {
    let mut bits = [[0; 3]; TEMPLATES.len()];
    let mut t = 0;
    while t < bits.len() {
        let mut i = 0;
        while i < TEMPLATES[t].1.len() {
            bits[t][i] = TEMPLATES[t].1[i].bits();
            i += 1;
        }
        t += 1;
    }
    bits
};

/// The first feature of each template, and how many features there are.
const FIRST: [u32; TEMPLATES.len() + 1] = {
    let mut first = [0; TEMPLATES.len() + 1];
    let mut t = 0;
    while t < BITS.len() {
        first[t + 1] = first[t] + (1 << (BITS[t][0] + BITS[t][1] + BITS[t][2]));
        t += 1;
    }
    first
};

const SIDES: &[&str] = &["before", "after", "paragraph", "sentence-before", "sentence-after"];
const NO_RULE: &str = "none";

/// The number of a rule that is none; of one with a higher number nothing is known.
pub(crate) const NONE: u16 = (1 << R.bits()) - 1;

impl Feature {
    /// How many there are.
    pub(crate) const COUNT: usize = FIRST[TEMPLATES.len()] as usize;

    /// Room for a value for each, a power of two so that every number has a place.
    pub(crate) const ROOM: usize = Self::COUNT.next_power_of_two();

    /// Its number, below [`Feature::COUNT`].
    #[inline]
    pub(crate) fn number(self) -> usize {
        self.0 as usize
    }

    /// The rule that decided for the candidate, if that is what the feature tells.
    pub(crate) fn ruled(self) -> Option<u16> {
        (self.template() == Template::Ruled as usize).then(|| self.values()[0])
    }

    #[inline]
    pub(crate) fn new(template: Template, a: u16, b: u16, c: u16) -> Self {
        let [_, second, third] = BITS[template as usize];
        let values = (u32::from(a) << second | u32::from(b)) << third | u32::from(c);
        Feature(FIRST[template as usize] + values)
    }

    fn template(self) -> usize {
        FIRST.partition_point(|first| *first <= self.0) - 1
    }

    fn values(self) -> [u16; 3] {
        let template = self.template();
        let [_, second, third] = BITS[template];
        let values = self.0 - FIRST[template];
        let low = |values: u32, bits: u32| (values & ((1 << bits) - 1)) as u16;
        [(values >> (second + third)) as u16, low(values >> third, second), low(values, third)]
    }

    /// The name; `rule` gives the id of a rule, `word` is the word that it tells of, if any.
    pub(crate) fn name<'r>(self, rule: impl Fn(u16) -> Option<&'r str>, word: &str) -> String {
        let (template, fields) = TEMPLATES[self.template()];
        let mut out = template.to_owned();
        for (value, field) in self.values().into_iter().zip(fields) {
            let named = |names: &[&'static str]| names.get(value as usize).copied().unwrap_or_default();
            let _ = match field {
                C => write!(out, " {}", named(Class::NAMES)),
                S => write!(out, " {}", named(SIDES)),
                N | M | Q => write!(out, " {value}"),
                R => write!(out, " {}", rule(value).unwrap_or(NO_RULE)),
                W => write!(out, " {word}"),
            };
        }
        out
    }
}

/// What the words in the names of features stand for.
pub(crate) struct Names {
    templates: FxHashMap<&'static str, u16>,
    classes: FxHashMap<&'static str, u16>,
}

impl Names {
    pub(crate) fn new() -> Self {
        let templates = TEMPLATES.iter().zip(0..).map(|((name, _), n)| (*name, n)).collect();
        Names { templates, classes: Class::NAMES.iter().copied().zip(0..).collect() }
    }

    /// The feature that a name stands for; `rule` gives the number of a rule, `known` that of a word. `None` if the name is
    /// wrong, `Some(None)` if it asks for a rule, a word or a number that there is not.
    pub(crate) fn parse(
        &self,
        name: &str,
        rule: impl Fn(&str) -> Option<u16>,
        known: impl Fn(&str) -> Option<u16>,
    ) -> Option<Option<Feature>> {
        let mut words = name.split(' ');
        let at = *self.templates.get(words.next()?)? as usize;
        let mut values = [0u16; 3];
        let mut there = true;
        for (value, field) in values.iter_mut().zip(TEMPLATES[at].1) {
            let word = words.next()?;
            let found = match field {
                C => Some(*self.classes.get(word)?),
                S => Some(SIDES.iter().position(|n| *n == word)? as u16),
                N | M | Q => Some(word.parse().ok()?),
                R if word == NO_RULE => Some(NONE),
                R => rule(word),
                W => known(word),
            };
            let found = found.filter(|value| u32::from(*value) >> field.bits() == 0);
            there &= found.is_some();
            *value = found.unwrap_or_default();
        }
        let feature = Feature::new(ALL[at], values[0], values[1], values[2]);
        words.next().is_none().then_some(Some(feature).filter(|_| there))
    }
}

const _: () = assert!(Class::NAMES.len() <= 1 << C.bits() && SIDES.len() <= 1 << S.bits());

#[cfg(test)]
mod tests {
    use super::{Feature, NONE, Names, Template};

    #[test]
    fn names_are_read_back() {
        let rule = |id: &str| (id == "some-rule").then_some(3);
        let id = |n: u16| (n == 3).then_some("some-rule");
        let word = |w: &str| (w == "murmured").then_some(9);
        let names = Names::new();
        for feature in [
            Feature::new(Template::Between, 4, 6, 50),
            Feature::new(Template::Other, 3, 2, 0),
            Feature::new(Template::Ruled, NONE, 0, 0),
            Feature::new(Template::NoSpeech, 0, 0, 0),
        ] {
            assert_eq!(names.parse(&feature.name(id, ""), rule, word), Some(Some(feature)));
        }
        let feature = Feature::new(Template::VerbWord, 1, 9, 0);
        assert_eq!(names.parse(&feature.name(id, "murmured"), rule, word), Some(Some(feature)));
        assert_eq!(names.parse("ruled no-such-rule", rule, word), Some(None));
        assert_eq!(names.parse("kind before name", rule, word), None);
    }
}
