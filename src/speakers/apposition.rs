//! Apposition: a name and a noun phrase side by side that mean the same person.

use crate::chunks::{CueKind, Element, ElementKind, Mention, SpeakerProp, View};
use crate::lexicon::{CueForm, List};
use crate::text::TokenKind;

/// What ends a phrase in apposition.
fn closes(element: &Element) -> bool {
    matches!(
        element.kind,
        ElementKind::Comma
            | ElementKind::SentenceEnd
            | ElementKind::ParagraphEnd
            | ElementKind::Dash
            | ElementKind::Semicolon
            | ElementKind::Colon
            | ElementKind::OpenBracket
    )
}

/// What can follow a subject.
const PREDICATE: u64 = List::VERB | List::Auxiliary.bit() | List::Be.bit() | List::Have.bit() | List::Modal.bit();

/// Whether anything can stand in apposition to the mention at element `i`, as far as the elements beside it tell: mostly
/// nothing can.
#[inline]
pub(crate) fn may_be_apposed(view: View<'_>, elements: &[Element], i: usize) -> bool {
    use ElementKind::{Comma, Cue, OpenBracket};
    let beside = |i: usize, signs: &[ElementKind]| {
        elements.get(i).is_some_and(|e| signs.contains(&e.kind) || is_conjunction(view, e))
    };
    beside(i.wrapping_sub(1), &[Comma]) || beside(i + 1, &[Comma, Cue, OpenBracket])
}

/// Whether an element is a word that joins what stands on its sides.
#[inline]
pub(crate) fn is_conjunction(view: View<'_>, element: &Element) -> bool {
    element.kind == ElementKind::Word && view.lexicon.at(element.entry).is(List::Conjunction)
}

/// The name in apposition after the nominal at element `i`: "Pruitt's lawyer, Dana Kessler,", "his niece, state Del. Ann
/// Reed (D),", "his wife, Jane,", "her friend and executor, Dana Kessler,", "a man named Roy Reed", "the bank's chair, Lord
/// Reed,", "the diver's son (Ivo Tamm)".
#[inline]
pub(crate) fn apposed_name(view: View<'_>, elements: &[Element], mentions: &[Mention], i: usize) -> Option<(u32, u32)> {
    const UNFIT: u16 =
        SpeakerProp::NAME | SpeakerProp::PRONOUN | SpeakerProp::PLURAL | SpeakerProp::TEXT | SpeakerProp::MARKED;
    const DESCRIBED_BY: usize = 2;
    let nominal = &elements[i];
    let bracketed = elements.get(i + 1)?.kind == ElementKind::OpenBracket;
    // "one of the lawyers, Dana Kessler,"
    let unfit = if is_part(view, &mentions[nominal.index as usize]) { UNFIT & !SpeakerProp::PLURAL } else { UNFIT };
    if nominal.props & unfit != 0 {
        return None;
    }
    let introduced = introduces(view, elements, mentions, i);
    // "state" is a verb elsewhere.
    let describes = |e: &&Element| {
        let word = view.lexicon.at(e.entry);
        let noun = e.kind == ElementKind::Cue && word.is(List::Noun) && word.cue_forms == CueForm::BASE;
        (e.kind == ElementKind::Word || noun) && !e.cap && !word.any(List::FUNCTION | List::CueNoun.bit())
    };
    let nominals = joined_to(view, elements, i + 2).is_some();
    let comma = if nominals { i + 3 } else { i + 1 };
    let at = if introduced || bracketed {
        i + 2
    } else if elements.get(comma)?.kind == ElementKind::Comma {
        comma + 1 + elements[comma + 1..].iter().take(DESCRIBED_BY).take_while(describes).count()
    } else {
        return None;
    };
    let speaker = elements.get(at).filter(|e| e.kind == ElementKind::Speaker && e.props & SpeakerProp::NAME != 0)?;
    let verb = |e: &Element| e.kind == ElementKind::Cue || view.lexicon.at(e.entry).any(PREDICATE);
    let ends = |e: &Element| {
        if bracketed { e.kind == ElementKind::CloseBracket } else { closes(e) || introduced && verb(e) }
    };
    if speaker.props & SpeakerProp::MARKED != 0 || !elements.get(at + 1).is_none_or(ends) {
        return None;
    }
    let mention = &mentions[speaker.index as usize];
    let (start, end) = mention.name;
    if end <= start {
        return None;
    }
    let given = view.is(start as usize, List::GivenName);
    let last = end as usize - 1;
    let body = view.is(last, List::OrgWord) || !given && (start..end).any(|k| view.is(k as usize, List::OrgWord));
    let place = view.is(last, List::Place) && !given;
    // Of a head that is in no list it takes a given name to tell that it is a person.
    let person = nominal.props & SpeakerProp::THING == 0 || given;
    // One name alone is enough after a title, for one of somebody's family, and if it is a given name.
    let titled = start > mention.tokens.0;
    let single = given && nominal.props & SpeakerProp::NOMINAL != 0 && nominal.props & SpeakerProp::GROUP == 0;
    let named =
        end - start > 1 || titled || introduced || single || is_related(view, &mentions[nominal.index as usize]);
    (named && !body && !place && person).then_some((start, end))
}

/// Whether a noun phrase is a part of a whole: "one of the lawyers".
fn is_part(view: View<'_>, mention: &Mention) -> bool {
    const QUANTITY: u64 = List::Quantifier.bit() | List::NumberWord.bit();
    let first = mention.tokens.0 as usize;
    view.word(first).any(QUANTITY) && view.is(first + 1, List::NameLink)
}

/// Whether a verb of naming follows a person who has not been spoken of: "a man named …", "a young woman called …".
fn introduces(view: View<'_>, elements: &[Element], mentions: &[Mention], i: usize) -> bool {
    let Some(verb) = elements.get(i + 1).filter(|e| e.kind == ElementKind::Cue) else { return false };
    let nominal = &elements[i];
    let first = mentions[nominal.index as usize].tokens.0 as usize;
    let known = view.is(first, List::Definite) || view.is(first, List::Possessive);
    let person = nominal.props & SpeakerProp::NOMINAL != 0 && nominal.props & SpeakerProp::GROUP == 0;
    person && !known && verb.cue == CueKind::Finite && view.lexicon.at(verb.entry).is(List::Naming)
}

/// Whether a noun phrase is that of a relative: it has a possessor or has been spoken of, and a head that tells a man from a
/// woman.
fn is_related(view: View<'_>, mention: &Mention) -> bool {
    let possessed = (mention.tokens.0..mention.tokens.1)
        .any(|k| view.is(k as usize, List::Possessive) || view.possessive(k as usize));
    let definite = view.is(mention.tokens.0 as usize, List::Definite);
    (possessed || definite) && mention.is(SpeakerProp::NOMINAL) && mention.gender.0 != 0
}

/// The mention index of the name (if it is one) that the nominal at element `i` stands in apposition to: "Dana Kessler, the lawyer,",
/// "Roy Reed (D), her opponent in the race,", "Reed, a former chairman and candidate,".
#[inline]
pub(crate) fn apposed_to(elements: &[Element], i: usize) -> Option<usize> {
    const UNFIT: u16 = SpeakerProp::NAME
        | SpeakerProp::PRONOUN
        | SpeakerProp::PLURAL
        | SpeakerProp::TEXT
        | SpeakerProp::THING
        | SpeakerProp::MARKED;
    let comma = i.checked_sub(1)?;
    if elements[comma].kind != ElementKind::Comma || elements[i].props & UNFIT != 0 {
        return None;
    }
    let name = &elements[before_brackets(elements, comma)?.checked_sub(1)?];
    // A surname that is a title too ("Dean, a former chairman,") is taken for a nominal there.
    let named = name.kind == ElementKind::Speaker && name.props & (SpeakerProp::PRONOUN | SpeakerProp::MARKED) == 0;
    (named && is_closed(elements, i + 1)).then_some(name.index as usize)
}

/// The mention index of the noun phrase that the one at element `i` is joined to: "Reed, a builder and spokesman for …".
#[inline]
pub(crate) fn joined_to(view: View<'_>, elements: &[Element], i: usize) -> Option<usize> {
    const UNFIT: u16 = SpeakerProp::NAME | SpeakerProp::PRONOUN | SpeakerProp::PLURAL | SpeakerProp::MARKED;
    let [first, and, second] = elements.get(i.checked_sub(2)?..=i)? else { return None };
    let joined = is_conjunction(view, and);
    let nominal = |e: &Element| e.kind == ElementKind::Speaker && e.props & UNFIT == 0;
    // "a builder and a spokesman" can be two.
    let bare = !view.lexicon.at(second.entry).is(List::Determiner);
    (joined && bare && nominal(first) && nominal(second)).then_some(first.index as usize)
}

/// Whether words in apposition after the name at element `i`, or a relative clause, tell who that is: "Ann Reed, president
/// of …", "Ann Reed, who …".
#[inline]
pub(crate) fn is_described(view: View<'_>, elements: &[Element], i: usize) -> bool {
    const UNFIT: u16 = SpeakerProp::NAME | SpeakerProp::PRONOUN | SpeakerProp::MARKED;
    if elements[i].props & SpeakerProp::NAME == 0 {
        return false;
    }
    let [_, comma, next] = elements.get(i..i + 3).unwrap_or(&[]) else { return false };
    let word = view.lexicon.at(next.entry);
    let tells = match next.kind {
        ElementKind::Speaker => next.props & UNFIT == 0,
        ElementKind::Word => word.any(List::Relative.bit() | List::Role.bit() | List::Title.bit()),
        _ => false,
    };
    comma.kind == ElementKind::Comma && tells
}

/// The element after which `end` stands, but for what is between brackets: "Reed (D-Va.),".
fn before_brackets(elements: &[Element], end: usize) -> Option<usize> {
    const LONGEST: usize = 6;
    if elements[end.checked_sub(1)?].kind != ElementKind::CloseBracket {
        return Some(end);
    }
    let from = end.saturating_sub(LONGEST);
    elements[from..end].iter().rposition(|e| e.kind == ElementKind::OpenBracket).map(|k| from + k)
}

/// Whether the phrase that goes on at element `i` ends in a comma or with the sentence, and not in a verb of its own.
fn is_closed(elements: &[Element], i: usize) -> bool {
    const REACH: usize = 5;
    let Some(first) = elements.get(i) else { return true };
    if first.kind != ElementKind::Word {
        return closes(first);
    }
    let mut rest =
        elements[i..].iter().take(REACH).skip_while(|e| matches!(e.kind, ElementKind::Word | ElementKind::Speaker));
    closes(first) || rest.next().is_some_and(|e| e.kind == ElementKind::Comma)
}

/// The tokens of the roles in apposition after a name that ends before token `i`: "Dana Kessler, the lead lawyer for …".
/// "In Hallow, the mayor also said" has none.
pub(crate) fn apposed_roles(view: View<'_>, i: usize) -> impl Iterator<Item = usize> + '_ {
    const LONGEST: usize = 8;
    let role = move |k: usize| view.word(k).any(List::Role.bit() | List::Title.bit());
    let from = i + 1;
    let inside = |k: &usize| {
        view.kind(*k).is_some_and(|kind| kind != TokenKind::Stop)
            && !view.is_comma(*k)
            && (!view.function(*k) || view.is(*k, List::Determiner))
    };
    let end =
        if view.is_comma(i) { (from..from + LONGEST).take_while(inside).last().map_or(from, |k| k + 1) } else { from };
    // A verb right after the role makes it the subject of its own clause.
    let verbal = |k: usize| {
        let word = view.word(k);
        view.lower_word(k)
            && (word.verb_classes != 0 || word.any(List::VERB | List::Adverb.bit() | List::AdverbWord.bit()))
            && !word.any(List::Noun.bit() | List::Adjective.bit() | List::Role.bit() | List::Title.bit())
    };
    let clause = (from..end).any(|k| role(k) && verbal(k + 1));
    (from..end).filter(move |k| !clause && role(*k))
}
