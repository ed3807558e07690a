//! Noun phrases: determiner, modifiers, and a head or a name.

use super::element::SpeakerProp;
use super::mentions::MentionChunk;
use super::names;
use super::nouns::{
    BODIES, HEADS, PERSONS, PLURALS, TEXTS, is_noun_like, noun_like, speech_noun_follows, stands_inside,
};
use super::view::{Known, View};
use crate::lexicon::{Gender, List, PhraseKind};
use crate::text::{Token, TokenKind};

/// Longest noun phrase looked at, in tokens.
const LONGEST: usize = 12;

/// Where a noun phrase begins and what is known of its place.
struct Outline {
    start: usize,
    /// The first token after its determiners.
    body: usize,
    determined: bool,
    /// See [`super::mentions::mention_at`].
    initial: bool,
    after_cue: bool,
}

/// How far a noun phrase goes, and what was seen on the way.
struct Extent {
    end: usize,
    /// It begins with a possessor, and `end` is the possessor's clitic.
    possessor: bool,
    /// Some of it has capitals, or is a title of several words.
    names: bool,
    /// The last word that can head it, where there are no such names.
    head: Option<usize>,
}

/// The noun phrase that begins at token `i`; for the other arguments see [`super::mentions::mention_at`].
pub(super) fn noun_phrase(
    view: &View<'_>,
    i: usize,
    here: Known<'_>,
    initial: bool,
    after_cue: bool,
) -> Option<MentionChunk> {
    let body = determiners_end(view, i, here);
    let determined = body > i;
    if !(determined || here.cap() || here.token.is_word() && begins_bare(view, i, here)) {
        return None;
    }
    if initial
        && !determined
        && here.cap()
        && !view.head_cap(i)
        && !names::sentence_initial_name(view, i)
        && !bare_modifier(view, i)
    {
        return None;
    }
    let extent = extent(view, i, body, determined);
    if extent.possessor {
        let phrase = Outline { start: i, body, determined: true, initial: false, after_cue: true };
        let mut possessor = headed(view, &phrase, &extent).filter(|found| found.end == extent.end)?;
        possessor.props |= SpeakerProp::POSSESSIVE;
        return Some(possessor);
    }
    if extent.end == body {
        return None;
    }
    headed(view, &Outline { start: i, body, determined, initial, after_cue }, &extent)
}

/// Whether an undetermined phrase can begin with the word in lower case at `i`.
#[inline]
pub(super) fn begins_bare(view: &View<'_>, i: usize, here: Known<'_>) -> bool {
    is_noun_like(view, i, here, || true) && can_come_to_anything(view, i)
}

/// Whether an undetermined phrase that begins in lower case at `i` can come to anything: before the next word that it
/// cannot hold there must be a capital, a head, a clitic or a phrase. Cheaper to ask than to parse.
fn can_come_to_anything(view: &View<'_>, i: usize) -> bool {
    for here in (i..=i + LONGEST).map(|k| view.known(k)) {
        match here.token.kind {
            TokenKind::Word if here.cap() || here.any(HEADS) || here.word.begins(PhraseKind::ANY) => return true,
            TokenKind::Word if !stands_inside(here) && !here.is(List::Calendar) => return false,
            TokenKind::Word | TokenKind::Number => {}
            TokenKind::Clitic => return true,
            TokenKind::Stop | TokenKind::Mark | TokenKind::Punct => return false,
        }
    }
    false
}

/// A sentence-initial modifier of a bare plural: "Senior officials said", "Opposition activists".
fn bare_modifier(view: &View<'_>, i: usize) -> bool {
    let word = view.word(i);
    !view.function(i)
        && !word.any(List::Adverb.bit() | List::AdverbWord.bit())
        && (i + 1..i + 4).take_while(|k| noun_like(view, *k, false)).any(|k| view.word(k).any(PERSONS | BODIES))
}

fn extent(view: &View<'_>, i: usize, body: usize, determined: bool) -> Extent {
    const MODIFIERS: u64 = List::Adjective.bit() | List::Adverb.bit() | List::Demonym.bit();
    let (mut k, mut names, mut head) = (body, false, None);
    let extent = |end, names, head| Extent { end, possessor: false, names, head };
    while k < i + LONGEST {
        let here = view.known(k);
        match here.token.kind {
            TokenKind::Word if here.cap() => {
                names = true;
                if !here.is(List::Calendar) || names::is_bearer(view, k) {
                    let end = names::run_end(view, k);
                    if end > k {
                        k = end;
                        continue;
                    }
                    if k > body || here.function() {
                        break;
                    }
                }
            }
            TokenKind::Word => {
                // "the former secretary of state"
                if let Some((n, _)) = view.phrase(k, here, PhraseKind::Title.bit()) {
                    k += n;
                    names = true;
                    continue;
                }
            }
            TokenKind::Clitic if k > body && view.is_possessive(here) => {
                if possessor_speaks(view, k) {
                    return Extent { possessor: true, ..extent(k, names, head) };
                }
                k += 1;
                continue;
            }
            TokenKind::Number if k == body || determined => {}
            _ => break,
        }
        let first = move || {
            k == body || {
                let before = view.known(k - 1);
                view.is_possessive(before) || before.any(MODIFIERS) && !view.head(k - 1)
            }
        };
        if !is_noun_like(view, k, here, first) || k > body && turns_verb(view, k, here, determined) {
            break;
        }
        if here.any(HEADS) || view.ends_title(k) {
            head = Some(k);
        }
        k += 1;
    }
    extent(k, names, head)
}

/// Whether a word at `k` that can be noun or verb is a verb after the rest of the phrase.
#[inline]
fn turns_verb(view: &View<'_>, k: usize, here: Known<'_>, determined: bool) -> bool {
    const VERBAL: u64 = List::VerbThird.bit() | List::VerbPast.bit() | List::MostlyVerb.bit();
    if !here.any(VERBAL) {
        return false;
    }
    // After a head it is one, unless it heads the phrase itself.
    let before = view.known(k - 1);
    if before.any(HEADS | List::OrgWord.bit()) && !here.any(PERSONS) {
        // "an Audit Office report", but "officials report", "the Audit Office reports"
        let agrees = before.any(PLURALS) || here.any(List::VerbThird.bit() | List::VerbPast.bit());
        return !here.is(List::Text) || agrees;
    }
    // "Kerry plans a trip", but "the Paris attacks"
    let object = || {
        let next = view.known(k + 1);
        next.cap() || next.any(List::FUNCTION & !(List::Preposition.bit() | List::Conjunction.bit()))
    };
    here.lower_word() && before.cap() && !here.any(HEADS) && (!determined || object())
}

/// Whether what follows the possessive clitic at `k` is no person, body or document: then the possessor is the mention.
fn possessor_speaks(view: &View<'_>, k: usize) -> bool {
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

fn headed(view: &View<'_>, phrase: &Outline, extent: &Extent) -> Option<MentionChunk> {
    let Outline { body, determined, .. } = *phrase;
    let Extent { end, names, .. } = *extent;
    if names {
        let tokens = &view.tokens[body..end];
        // The name at the end, if the phrase ends in one.
        let apart = |t: &Token| t.kind == TokenKind::Clitic || t.is_word() && !t.is_cap();
        let mut caps = tokens.iter().rposition(apart).map_or(body, |last| body + last + 1);
        if let Some(name) = (body..caps).find(|k| view.cap(*k) && names::run_end(view, *k) == end) {
            caps = name;
        }
        if view.tokens[caps..end].iter().any(Token::is_cap) {
            return named(view, phrase, caps, end);
        }
    }
    let last = view.known(end - 1);
    // "the terrorist threat": a person that modifies a plain noun is no head.
    let plain = || last.is(List::Noun) && last.lower_word() && !last.any(List::VERB | HEADS);
    let head = if names { (body..end).rev().find(|k| view.head(*k)) } else { extent.head };
    if let Some(head) = head.filter(|k| k + 1 == end || !plain()) {
        return nominal(view, phrase, head);
    }
    if determined && last.lower_word() {
        // "the so-called", "a quiet": what they modify is quoted.
        let quoted = end == view.len() && !last.is(List::Noun);
        let speech = last.is(List::CueNoun) || last.is(List::Work) && !last.any(TEXTS);
        return (!quoted && !speech)
            .then(|| MentionChunk::unnamed(view, (phrase.start, end), end - 1, SpeakerProp::THING, Gender(0)));
    }
    // "Kerry plans": the capitals alone.
    if view.cap(body) && !determined {
        let run = names::run_end(view, body);
        return (run > body).then(|| named(view, phrase, body, run)).flatten();
    }
    None
}

/// The name from `caps` to `end`, with what of the phrase stands before it.
fn named(view: &View<'_>, phrase: &Outline, caps: usize, end: usize) -> Option<MentionChunk> {
    let Outline { start, body, determined, .. } = *phrase;
    let described = caps > body && view.word(caps - 1).any(PERSONS | List::Title.bit());
    if caps > body && !described && !view.possessive(caps - 1) && !modifies_name(view, caps) {
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
        return Some(MentionChunk::unnamed(view, (start, end), head, props, gender));
    }
    let titles = last.any(List::Title.bit() | PERSONS) && (determined || !last.is(List::GivenName));
    // "the Vermont Democrat"
    let from_place = || last.is(List::Demonym) && (caps..end - 1).all(|k| view.is(k, List::Place));
    let single_title = titles && (end - caps == 1 || determined && from_place());
    if single_title && (determined || last.is(List::RolePlural)) {
        let plural = if last.any(PLURALS) { SpeakerProp::PLURAL } else { 0 };
        let props = SpeakerProp::NOMINAL | plural;
        return Some(MentionChunk::unnamed(view, (start, end), end - 1, props, last.gender));
    }
    if last.is(List::People) && view.cap(end - 1) {
        let props = SpeakerProp::NOMINAL | SpeakerProp::PLURAL;
        return Some(MentionChunk::unnamed(view, (start, end), end - 1, props, Gender(0)));
    }
    let organised = (name.0..name.1).any(|k| view.word(k).any(List::OrgWord.bit() | BODIES)) && !titled;
    let mut props = SpeakerProp::NAME;
    if organised || determined && !described {
        props |= SpeakerProp::GROUP;
    }
    let start = if described || caps > body { caps } else { start };
    Some(MentionChunk { name, ..MentionChunk::unnamed(view, (start, end), end - 1, props, gender) })
}

/// Whether the word before the capitals at `caps` can modify a name: "former Gov. Hodges", "warm-and-fuzzy Trump".
fn modifies_name(view: &View<'_>, caps: usize) -> bool {
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

/// The mention whose head is the common noun at `head`.
fn nominal(view: &View<'_>, phrase: &Outline, head: usize) -> Option<MentionChunk> {
    let Outline { start, body, determined, initial, after_cue, .. } = *phrase;
    let word = view.word(head);
    let plural = word.any(PLURALS);
    let described = (body..head).any(|k| view.cap(k));
    if !(determined || plural || described || after_cue && word.any(PERSONS)) {
        return None;
    }
    // A bare capitalised word before a lower-case head may be the sentence's first word only.
    if !determined && initial && described && head == body + 1 && !plural && !names::sentence_initial_name(view, body) {
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
    Some(MentionChunk::unnamed(view, (start, head + 1), head, props, word.gender))
}

/// Words that determine a noun phrase.
pub(super) const OPENERS: u64 =
    List::Determiner.bit() | List::Possessive.bit() | List::Quantifier.bit() | List::NumberWord.bit();

/// One past the determiners, possessive pronouns, quantifiers and numbers that a noun phrase begins with; also "one of the".
fn determiners_end<'a>(view: &View<'a>, i: usize, mut here: Known<'a>) -> usize {
    const LONGEST: usize = 6;
    if !here.any(OPENERS) && here.token.kind != TokenKind::Number {
        return i;
    }
    let mut k = i;
    while k < i + LONGEST {
        let passes = match here.token.kind {
            TokenKind::Word if here.any(OPENERS) => {
                // "that" is nearly always a conjunction where a reporting verb is near.
                (!here.any(List::Subordinator.bit() | List::Wh.bit()) || here.cap() && view.head(k + 1))
                    // "to this the boy replied"
                    && !(k > i && here.is(List::Article) && view.is(k - 1, List::Definite))
            }
            TokenKind::Number => noun_like(view, k + 1, true) && !view.cap(k + 1),
            _ => false,
        };
        let part = || {
            k > i
                && here.is(List::NameLink)
                && here.is(List::PostModifier)
                && view.word(k - 1).any(List::Quantifier.bit() | List::NumberWord.bit())
                && view.word(k + 1).any(OPENERS)
        };
        if !passes && !part() {
            break;
        }
        k += 1;
        here = view.known(k);
    }
    k
}
