//! Mentions: names with titles, nominals, organisations, documents and pronouns that can be a speaker.

use super::cues::{Before, cue_at};
use super::element::{CueKind, SpeakerProp};
use super::names;
use super::view::View;
use crate::lexicon::{CueForm, Gender, List, PhraseKind, PronounCase, WordId};
use crate::text::{Shape, TokenKind};

/// A mention found at a token. All ends are exclusive.
#[derive(Clone, Copy, Debug)]
pub(crate) struct MentionChunk {
    /// The words that name the speaker.
    pub start: usize,
    pub end: usize,
    /// One past the last token of the element: the mention with what modifies it.
    pub element_end: usize,
    /// The name without titles; empty for what is no name.
    pub name: (usize, usize),
    pub props: u16,
    pub head: WordId,
    pub gender: Gender,
}

/// Longest noun phrase looked at, in tokens.
const LONGEST: usize = 12;

/// The mention that begins at token `i`.
///
/// `initial` tells that `i` is the first token of a sentence, where a capital says nothing; `after_cue` that a cue or a
/// comma stands before it, where a bare singular noun can name a person ("said spokesman …").
pub(crate) fn mention_at(view: View<'_>, i: usize, initial: bool, after_cue: bool) -> Option<MentionChunk> {
    if let Some(pronoun) = pronoun(view, i, after_cue) {
        return Some(pronoun);
    }
    // "Interviewer: …": a person's noun alone as the label of a paragraph
    if i == 0 && view.cap(i) && view.word(i).any(PERSONS | List::Title.bit()) && is_colon(view, i + 1) {
        return Some(single(view, i, SpeakerProp::NOMINAL));
    }
    let np = NounPhrase::parse(view, i, initial, after_cue)?;
    Some(extended(view, np))
}

fn pronoun(view: View<'_>, i: usize, after_cue: bool) -> Option<MentionChunk> {
    let word = view.word(i);
    if view.shape(i, Shape::ALL_CAPS) {
        return None; // the US, an IT firm
    }
    let next_noun = || noun_like(view, i + 1, true);
    let (extra, end) = match word.pronoun {
        PronounCase::Subject => (0, i + 1),
        PronounCase::Object if !(word.is(List::Possessive) && next_noun()) => (SpeakerProp::OBJECT, i + 1),
        PronounCase::Possessive if !next_noun() => (SpeakerProp::OBJECT, i + 1),
        // "his comments": the possessor speaks.
        PronounCase::Possessive | PronounCase::Object if speech_noun_follows(view, i + 1) => {
            (SpeakerProp::POSSESSIVE, i + 1)
        }
        PronounCase::None if word.any(List::Quantifier.bit() | List::NumberWord.bit()) && !word.is(List::Negation) => {
            // "tweeted another."
            let ended = matches!(view.kind(i + 1), None | Some(TokenKind::Stop | TokenKind::Punct));
            if after_cue && ended && i > 0 && view.lower_word(i) && view.word(i - 1).verb_classes != 0 {
                return Some(single(view, i, SpeakerProp::NOMINAL | SpeakerProp::PLURAL));
            }
            // "some said", "others called it", "one said", "the two write"
            let counted = i > 0 && view.is(i - 1, List::Definite);
            let cue = cue_at(view, i + 1, Before::Subject { plural: counted })?;
            let forms = (i + 1..cue.end).fold(0, |forms, k| forms | view.word(k).cue_forms);
            let finite = cue.kind == CueKind::Finite && (counted || forms & (CueForm::PAST | CueForm::THIRD) != 0);
            return finite.then(|| single(view, i, SpeakerProp::NOMINAL | SpeakerProp::PLURAL));
        }
        _ => return None,
    };
    let first = if word.person == 1 { SpeakerProp::FIRST } else { 0 };
    let plural = if word.plural { SpeakerProp::PLURAL } else { 0 };
    let mut chunk = single(view, i, SpeakerProp::PRONOUN | extra | first | plural);
    chunk.element_end = end;
    Some(chunk)
}

fn is_colon(view: View<'_>, i: usize) -> bool {
    view.kind(i) == Some(TokenKind::Punct) && view.str(i) == ":"
}

fn single(view: View<'_>, i: usize, props: u16) -> MentionChunk {
    MentionChunk {
        start: i,
        end: i + 1,
        element_end: i + 1,
        name: (i, i),
        props,
        head: view.tokens[i].word,
        gender: view.word(i).gender,
    }
}

/// Whether the noun phrase at `i` is headed by a speech noun and not by a person, body or document that goes on to speak.
fn speech_noun_follows(view: View<'_>, i: usize) -> bool {
    let mut speech = false;
    let mut k = i;
    while k < i + 5 && noun_like(view, k, k == i) {
        let word = view.word(k);
        if word.any(List::Role.bit() | List::RolePlural.bit() | List::Group.bit() | List::Honorific.bit())
            && !word.is(List::CueNoun)
        {
            return false;
        }
        speech = word.is(List::CueNoun);
        k += 1;
    }
    // "his letter said": the letter speaks.
    speech
        && !(view.is(k - 1, List::Text)
            && matches!(cue_at(view, k, Before::Subject { plural: false }), Some(c) if c.kind == CueKind::Finite))
}

/// Whether token `k` can stand inside a noun phrase; `first` that it directly follows the determiner or possessor.
fn noun_like(view: View<'_>, k: usize, first: bool) -> bool {
    if !matches!(view.kind(k), Some(TokenKind::Word | TokenKind::Number)) {
        return false;
    }
    let word = view.word(k);
    if word.is(List::Calendar) {
        // "the Nov. 8 election", "the Friday meeting"
        let after = if view.kind(k + 1) == Some(TokenKind::Number) { k + 2 } else { k + 1 };
        return first
            && k > 0
            && view.is(k - 1, List::Determiner)
            && view.lower_word(after)
            && view.is(after, List::Noun)
            && !view.is(after, List::Calendar);
    }
    if view.cap(k) {
        return !view.function(k) || view.initial(k);
    }
    if word.any(List::FUNCTION) && !word.any(List::Adjective.bit() | List::Role.bit()) || view.starts_phrase_cue(k) {
        return false;
    }
    let noun = word.any(
        List::Noun.bit()
            | List::Adjective.bit()
            | List::Role.bit()
            | List::RolePlural.bit()
            | List::Group.bit()
            | List::GroupPlural.bit()
            | List::Text.bit()
            | List::Title.bit(),
    );
    let participle = word.any(List::VerbPast.bit() | List::VerbParticiple.bit() | List::VerbIng.bit());
    if word.verb_classes != 0 {
        // "the campaign source", "the state police": a noun that has a verb of the same form.
        let person = word.any(PERSONS);
        let person = person && (first || word.cue_forms & CueForm::PAST == 0);
        let nominal = word.cue_forms == CueForm::BASE && !first;
        let body = nominal && word.any(BODIES | TEXTS) && !view.function(k + 1) && !view.cap(k + 1);
        let modifier = nominal && noun && view.head(k + 1);
        return person || body || modifier || first && (noun || participle) && word.cue_forms != CueForm::PAST;
    }
    if word.any(List::VERB) && !noun {
        // "the proposed plan", but "the council approved"
        return first && participle && noun_like_after(view, k + 1);
    }
    if word.is(List::MostlyAdverb) || word.is(List::Adverb) {
        return first && noun_like_after(view, k + 1);
    }
    true
}

fn noun_like_after(view: View<'_>, k: usize) -> bool {
    view.kind(k) == Some(TokenKind::Word)
        && !view.function(k)
        && view.word(k).verb_classes == 0
        && !view.is(k, List::MostlyVerb)
}

impl View<'_> {
    fn starts_phrase_cue(&self, k: usize) -> bool {
        self.word(k).phrases & PhraseKind::CUES != 0
            && self.lexicon.phrase(&self.tokens[k..], PhraseKind::CUES).is_some()
    }

    fn head(&self, k: usize) -> bool {
        !self.cap(k) && (self.word(k).any(HEADS) || self.ends_title(k))
    }

    /// The last word of a title of several words in lower case: "secretary of state".
    fn ends_title(&self, k: usize) -> bool {
        k >= 2
            && self.is(k - 1, List::NameLink)
            && self.lexicon.phrase(&self.tokens[k - 2..], PhraseKind::Title.bit()).is_some_and(|(n, _)| n == 3)
    }
}

const PERSONS: u64 = List::Role.bit() | List::RolePlural.bit() | List::People.bit();
const BODIES: u64 = List::Group.bit() | List::GroupPlural.bit();
const TEXTS: u64 = List::Text.bit() | List::TextPlural.bit();
const HEADS: u64 = PERSONS | BODIES | TEXTS;
const PLURALS: u64 = List::RolePlural.bit() | List::GroupPlural.bit() | List::TextPlural.bit() | List::People.bit();

struct NounPhrase {
    start: usize,
    end: usize,
    name: (usize, usize),
    props: u16,
    head: WordId,
    gender: Gender,
}

impl NounPhrase {
    fn parse(view: View<'_>, i: usize, initial: bool, after_cue: bool) -> Option<NounPhrase> {
        let (body, determined, partitive) = determiner(view, i);
        if !determined
            && (view.kind(i) != Some(TokenKind::Word)
                || view.lower_word(i) && (!Self::can_come_to_anything(view, i) || !noun_like(view, i, true)))
        {
            return None;
        }
        if initial
            && body == i
            && view.cap(i)
            && !view.head_cap(i)
            && !names::sentence_initial_name(view, i)
            && !Self::bare_modifier(view, i)
        {
            return None;
        }
        let end = Self::extent(view, i, body, determined || partitive);
        match end {
            Extent::Possessor(end) => Self::possessor(view, i, body, end),
            Extent::Phrase(end) if end > body => Self::headed(view, i, body, end, determined, initial, after_cue),
            Extent::Phrase(_) => None,
        }
    }

    /// Whether an undetermined phrase that begins in lower case at `i` can come to anything: before the next word that it
    /// cannot hold there must be a capital, a head, a clitic or a phrase. Cheaper to ask than to parse.
    fn can_come_to_anything(view: View<'_>, i: usize) -> bool {
        const INSIDE: u64 = List::Adjective.bit() | List::Role.bit() | List::Calendar.bit();
        for token in &view.tokens[i..] {
            let word = view.lexicon.word_of(token);
            match token.kind {
                TokenKind::Word if token.is_cap() || word.any(HEADS) || word.phrases != 0 => return true,
                TokenKind::Word if word.any(List::FUNCTION) && !word.any(INSIDE) => return false,
                TokenKind::Word | TokenKind::Number => {}
                TokenKind::Clitic => return true,
                TokenKind::Stop | TokenKind::Mark | TokenKind::Punct => return false,
            }
        }
        false
    }

    /// A sentence-initial modifier of a bare plural: "Senior officials said", "Opposition activists".
    fn bare_modifier(view: View<'_>, i: usize) -> bool {
        let word = view.word(i);
        !view.function(i)
            && !word.any(List::Adverb.bit() | List::AdverbWord.bit())
            && (i + 1..i + 4).take_while(|k| noun_like(view, *k, false)).any(|k| view.word(k).any(PERSONS | BODIES))
    }

    fn extent(view: View<'_>, i: usize, body: usize, determined: bool) -> Extent {
        let mut k = body;
        while k < i + LONGEST {
            if view.cap(k) && (!view.is(k, List::Calendar) || names::is_bearer(view, k)) {
                let end = names::run_end(view, k);
                if end > k {
                    k = end;
                    continue;
                }
                if k > body || view.function(k) {
                    break;
                }
            }
            if k > body && view.possessive(k) {
                if Self::possessor_speaks(view, k) {
                    return Extent::Possessor(k);
                }
                k += 1;
                continue;
            }
            // "the former secretary of state"
            if view.lower_word(k)
                && let Some((n, _)) = view.lexicon.phrase(&view.tokens[k..], PhraseKind::Title.bit())
            {
                k += n;
                continue;
            }
            let first = k == body
                || view.possessive(k - 1)
                || k > 0
                    && view.word(k - 1).any(List::Adjective.bit() | List::Adverb.bit() | List::Demonym.bit())
                    && !view.head(k - 1);
            if !noun_like(view, k, first) || view.kind(k) == Some(TokenKind::Number) && !determined && k > body {
                break;
            }
            // After a head, a word that can be a verb is one, unless it heads the phrase itself.
            let verbal = view.word(k).any(List::VerbThird.bit() | List::VerbPast.bit() | List::MostlyVerb.bit());
            if k > body && verbal && view.word(k - 1).any(HEADS | List::OrgWord.bit()) && !view.word(k).any(PERSONS) {
                break;
            }
            // "Kerry plans a trip", but "the Paris attacks"
            let object = view.cap(k + 1)
                || view.word(k + 1).any(List::FUNCTION & !(List::Preposition.bit() | List::Conjunction.bit()));
            if k > body
                && view.lower_word(k)
                && verbal
                && view.cap(k - 1)
                && !view.word(k).any(HEADS)
                && (!determined || object)
            {
                break;
            }
            k += 1;
        }
        Extent::Phrase(k)
    }

    /// Whether what follows the possessive clitic at `k` is no person, body or document: then the possessor is the mention.
    fn possessor_speaks(view: View<'_>, k: usize) -> bool {
        if speech_noun_follows(view, k + 1) {
            return true;
        }
        // "the Post's Ruth Marcus"
        if names::run_end(view, k + 1) > k + 2 || view.cap(k + 1) && view.is(k + 1, List::GivenName) {
            return false;
        }
        !(k + 1..k + 7)
            .take_while(|j| noun_like(view, *j, *j == k + 1))
            .any(|j| view.word(j).any(HEADS | List::Title.bit()))
    }

    fn possessor(view: View<'_>, i: usize, body: usize, end: usize) -> Option<NounPhrase> {
        let mut np = Self::headed(view, i, body, end, true, false, true)?;
        if np.end < end {
            return None;
        }
        np.props |= SpeakerProp::POSSESSIVE;
        Some(np)
    }

    fn headed(
        view: View<'_>,
        i: usize,
        body: usize,
        end: usize,
        determined: bool,
        initial: bool,
        after_cue: bool,
    ) -> Option<NounPhrase> {
        // The name at the end, if the phrase ends in one.
        let mut caps = end;
        while caps > body && !view.lower_word(caps - 1) && view.kind(caps - 1) != Some(TokenKind::Clitic) {
            caps -= 1;
        }
        for k in body..end {
            if view.cap(k) && names::run_end(view, k) == end && !view.possessive(k) {
                caps = caps.min(k);
                break;
            }
        }
        if caps < end && view.tokens[caps..end].iter().any(|t| t.is_cap()) {
            return Self::named(view, i, body, caps, end, determined);
        }
        // "the terrorist threat": a person that modifies a plain noun is no head.
        let plain = |k: usize| view.is(k, List::Noun) && view.lower_word(k) && !view.word(k).any(List::VERB | HEADS);
        let head = (body..end).rev().find(|k| view.head(*k)).filter(|k| k + 1 == end || !plain(end - 1));
        match head {
            Some(head) => Self::nominal(view, i, body, head, determined, initial, after_cue),
            None if determined && view.lower_word(end - 1) => {
                let word = view.word(end - 1);
                // "the so-called", "a quiet": what they modify is quoted.
                if end == view.len() && !word.is(List::Noun) {
                    return None;
                }
                if word.is(List::CueNoun) || word.any(List::Work.bit()) && !word.any(TEXTS) {
                    return None;
                }
                Some(NounPhrase {
                    start: i,
                    end,
                    name: (i, i),
                    props: SpeakerProp::THING,
                    head: view.tokens[end - 1].word,
                    gender: Gender(0),
                })
            }
            // "Kerry plans": the capitals alone.
            None if view.cap(body) && !determined => {
                let run = names::run_end(view, body);
                (run > body).then(|| Self::named(view, i, body, body, run, false)).flatten()
            }
            None => None,
        }
    }

    fn named(view: View<'_>, i: usize, body: usize, caps: usize, end: usize, determined: bool) -> Option<NounPhrase> {
        let described = caps > body && view.word(caps - 1).any(PERSONS | List::Title.bit());
        if caps > body && !described && !view.possessive(caps - 1) && !Self::modifies_name(view, caps) {
            return None;
        }
        let name = names::name_part(view, caps, end);
        let last = view.word(end - 1);
        let titled = name.0 > caps || described;
        let gender = Gender((caps.saturating_sub(1).max(body)..name.0).fold(0, |g, k| g | view.word(k).gender.0));
        if name.0 == name.1 {
            // A title alone: "the President", "Secretary of State".
            let group = last.any(BODIES | List::OrgWord.bit());
            let props = if group { SpeakerProp::GROUP } else { SpeakerProp::NOMINAL };
            // The office is the head, not what it is over.
            let head = (caps..end).rev().find(|k| view.word(*k).any(List::Title.bit() | PERSONS)).unwrap_or(end - 1);
            return Some(NounPhrase { start: i, end, name: (i, i), props, head: view.tokens[head].word, gender });
        }
        let single_title = end - caps == 1 && last.any(List::Title.bit() | PERSONS) && !last.is(List::GivenName);
        if single_title && (determined || last.is(List::RolePlural)) {
            let plural = if last.any(PLURALS) { SpeakerProp::PLURAL } else { 0 };
            return Some(NounPhrase {
                start: i,
                end,
                name: (i, i),
                props: SpeakerProp::NOMINAL | plural,
                head: view.tokens[end - 1].word,
                gender: last.gender,
            });
        }
        if last.is(List::People) && view.cap(end - 1) {
            return Some(NounPhrase {
                start: i,
                end,
                name: (i, i),
                props: SpeakerProp::NOMINAL | SpeakerProp::PLURAL,
                head: view.tokens[end - 1].word,
                gender: Gender(0),
            });
        }
        let organised = (name.0..name.1).any(|k| view.word(k).any(List::OrgWord.bit() | BODIES)) && !titled;
        let mut props = SpeakerProp::NAME;
        if organised || determined && !described {
            props |= SpeakerProp::GROUP;
        }
        let start = if described || caps > body { caps } else { i };
        Some(NounPhrase { start, end, name, props, head: view.tokens[end - 1].word, gender })
    }

    /// Whether the word before the capitals at `caps` can modify a name: "former Gov. Hodges", "warm-and-fuzzy Trump".
    fn modifies_name(view: View<'_>, caps: usize) -> bool {
        let word = view.word(caps - 1);
        let titled = view.word(caps).any(List::Title.bit() | List::Honorific.bit());
        let unknown = word.lists == 0 && word.verb_classes == 0;
        let occupation = word.is(List::Noun) && !word.any(List::VERB) && view.is(caps, List::GivenName);
        word.is(List::Adjective)
            || unknown
            || occupation
            || view.str(caps - 1).contains('-')
            || titled && word.any(List::Noun.bit() | BODIES)
    }

    fn nominal(
        view: View<'_>,
        i: usize,
        body: usize,
        head: usize,
        determined: bool,
        initial: bool,
        after_cue: bool,
    ) -> Option<NounPhrase> {
        let word = view.word(head);
        let plural = word.any(PLURALS);
        let described = (body..head).any(|k| view.cap(k));
        if !(determined || plural || described || after_cue && word.any(PERSONS)) {
            return None;
        }
        // A bare capitalised word before a lower-case head may be the sentence's first word only.
        if !determined
            && initial
            && described
            && head == body + 1
            && !plural
            && !names::sentence_initial_name(view, body)
        {
            return None;
        }
        let mut props = if word.any(PERSONS) || view.ends_title(head) {
            SpeakerProp::NOMINAL
        } else if word.any(BODIES) {
            SpeakerProp::NOMINAL | SpeakerProp::GROUP
        } else {
            SpeakerProp::TEXT
        };
        if plural {
            props |= SpeakerProp::PLURAL;
        }
        Some(NounPhrase {
            start: i,
            end: head + 1,
            name: (i, i),
            props,
            head: view.tokens[head].word,
            gender: word.gender,
        })
    }
}

impl View<'_> {
    /// A capitalised word at the head of a sentence that is itself a noun for persons or bodies ("Critics", "Police").
    fn head_cap(&self, i: usize) -> bool {
        self.word(i).any(PLURALS) && !self.function(i)
    }
}

enum Extent {
    Phrase(usize),
    Possessor(usize),
}

/// Passes over determiners, possessive pronouns, quantifiers and numbers; also "one of the". Gives where the body begins,
/// whether it is determined, and whether it is a part of a whole.
fn determiner(view: View<'_>, i: usize) -> (usize, bool, bool) {
    let opener = List::Determiner.bit() | List::Possessive.bit() | List::Quantifier.bit() | List::NumberWord.bit();
    let mut k = i;
    let mut partitive = false;
    while k < i + 6 {
        let word = view.word(k);
        let counts = view.kind(k) == Some(TokenKind::Number) && noun_like(view, k + 1, true) && !view.cap(k + 1);
        // "that" is nearly always a conjunction where a reporting verb is near.
        let determines = word.any(opener)
            && (!word.any(List::Subordinator.bit() | List::Wh.bit()) || view.cap(k) && view.head(k + 1))
            // "to this the boy replied"
            && !(k > i && word.is(List::Article) && view.is(k - 1, List::Definite));
        if determines && view.kind(k) == Some(TokenKind::Word) || counts {
            k += 1;
        } else if k > i
            && view.is(k, List::NameLink)
            && view.is(k, List::PostModifier)
            && view.word(k - 1).any(List::Quantifier.bit() | List::NumberWord.bit())
            && view.word(k + 1).any(opener)
        {
            partitive = true;
            k += 1;
        } else {
            break;
        }
    }
    (k, k > i, partitive)
}

/// Adds what modifies the mention: prepositional phrases, and for nominals a participle with its object.
fn extended(view: View<'_>, np: NounPhrase) -> MentionChunk {
    let mut end = np.end;
    if np.props & SpeakerProp::POSSESSIVE == 0 {
        for _ in 0..3 {
            match modifier_end(view, end, np.props) {
                Some(next) => end = next,
                None => break,
            }
        }
    }
    let modified = end;
    // "Cruz himself said"
    if view.word(end).pronoun == PronounCase::Reflexive {
        end += 1;
    }
    let named = np.props & SpeakerProp::NAME != 0;
    MentionChunk {
        start: np.start,
        end: if named { np.end } else { modified },
        element_end: end,
        name: np.name,
        props: np.props,
        head: np.head,
        gender: np.gender,
    }
}

fn modifier_end(view: View<'_>, k: usize, props: u16) -> Option<usize> {
    let preposition = view.lower_word(k) && view.is(k, List::PostModifier);
    let participle = props & SpeakerProp::NOMINAL != 0
        && view.lower_word(k)
        && view.is(k, List::VerbIng)
        && view.word(k).verb_classes == 0;
    // "a person familiar with the matter", "a source close to the couple"
    let adjective = props & SpeakerProp::NOMINAL != 0
        && view.lower_word(k)
        && view.is(k, List::Adjective)
        && (view.word(k).verb_classes == 0 || view.word(k).cue_forms == CueForm::BASE);
    let complement =
        adjective && view.is(k + 1, List::Preposition) && !view.function(k) && !view.starts_phrase_cue(k + 1);
    if complement {
        // "a person familiar with the talks"
        let spoken = view.is(k + 2, List::Article) && view.lower_word(k + 3) && view.is(k + 3, List::CueNoun);
        return NounPhrase::parse(view, k + 2, false, true).map(|np| np.end).or(spoken.then_some(k + 4));
    }
    if !preposition && !participle || view.starts_phrase_cue(k) {
        return None;
    }
    if view.is(k + 1, List::Calendar) {
        return None;
    }
    // "a mother of three": what is counted is not said.
    if preposition && view.is(k, List::NameLink) && view.is(k + 1, List::NumberWord) {
        let counted = noun_like(view, k + 2, true) || view.function(k + 2) && view.lower_word(k + 2);
        if !counted || cue_at(view, k + 2, Before::Subject { plural: false }).is_some_and(|c| c.kind == CueKind::Finite)
        {
            return Some(k + 2);
        }
    }
    let np = NounPhrase::parse(view, k + 1, false, true)?;
    // "a clip of Reis saying": she speaks in what shows her.
    let shown = props & (SpeakerProp::NOMINAL | SpeakerProp::NAME) == 0
        && cue_at(view, np.end, Before::Subject { plural: false }).is_some_and(|c| c.kind == CueKind::Ing);
    (np.props & SpeakerProp::POSSESSIVE == 0 && !shown).then_some(np.end)
}
