//! Cues: reporting verb groups, phrases and nouns.

use super::element::CueKind;
use super::view::{Known, View};
use crate::lexicon::{CueForm, List, PhraseKind, VerbClass, Word};
use crate::text::TokenKind;

/// A cue found at a token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CueChunk {
    /// One past its last token.
    pub end: usize,
    pub kind: CueKind,
    /// Bits of [`VerbClass`].
    pub classes: u16,
}

/// What stands before a possible verb, as far as it decides between noun and verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Before {
    /// A mention that can be its subject.
    Subject {
        plural: bool,
    },
    /// A quoted span, with or without a comma: an inverted reporting clause can follow.
    Quote,
    Other,
}

/// The longest verb group looked at, in tokens.
const LONGEST: usize = 10;

/// A cue phrase or verb group that begins at token `i`.
pub(crate) fn cue_at(view: &View<'_>, i: usize, before: Before) -> Option<CueChunk> {
    let here = view.known(i);
    if begins_cue(here) { cue_of(view, i, here, || before) } else { None }
}

/// The same for a token that can begin one; what stands before is asked for only where it matters.
#[inline]
pub(crate) fn cue_of(view: &View<'_>, i: usize, here: Known<'_>, before: impl Fn() -> Before) -> Option<CueChunk> {
    if let Some(phrase) = phrase(view, i, here) {
        // "Asked whether he would stay, Reis said", but "Reis asked whether he would stay"
        let asks = phrase.kind == CueKind::Statement && here.word.verb_classes != 0;
        if !asks || !matches!(before(), Before::Subject { .. }) {
            return Some(phrase);
        }
    } else if !begins_verb_group(here) {
        return None;
    }
    verb_group(view, i, here, before)
}

/// Most words can neither report nor begin what does.
#[inline]
pub(crate) fn begins_cue(here: Known<'_>) -> bool {
    here.word.begins(PhraseKind::CUES) || begins_verb_group(here)
}

#[inline]
fn begins_verb_group(here: Known<'_>) -> bool {
    here.word.verb_classes != 0 || here.any(BEGINS_VERB_GROUP) || here.token.kind == TokenKind::Clitic
}

#[inline]
fn phrase(view: &View<'_>, i: usize, here: Known<'_>) -> Option<CueChunk> {
    let (length, kind) = view.cue_phrase(i, here)?;
    let kind = match kind {
        PhraseKind::According => CueKind::According,
        PhraseKind::Statement => CueKind::Statement,
        _ if here.is(List::VerbIng) || here.word.cue_forms == CueForm::ING => CueKind::Ing,
        _ => CueKind::Finite,
    };
    let classes = match kind {
        CueKind::Finite | CueKind::Ing => VerbClass::Say.bit(),
        _ => 0,
    };
    Some(CueChunk { end: i + length, kind, classes })
}

impl View<'_> {
    /// The longest reporting phrase that begins at token `i`, with its length in tokens.
    #[inline]
    pub(super) fn cue_phrase(&self, i: usize, here: Known<'_>) -> Option<(usize, PhraseKind)> {
        let found = self.phrase(i, here, PhraseKind::CUES);
        found.filter(|(_, kind)| *kind != PhraseKind::NoCue)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum LastAux {
    None,
    Be,
    Have,
    Modal,
    To,
}

#[inline]
fn verb_group(view: &View<'_>, i: usize, here: Known<'_>, before: impl FnOnce() -> Before) -> Option<CueChunk> {
    // A verb that does not report itself leads on to one that does by "to", or a particle before it.
    let alone = here.word.verb_classes == 0 && here.token.kind != TokenKind::Clitic && !here.any(LEADS);
    if alone && !view.word(i + 1).any(List::Infinitive.bit() | List::VerbParticle.bit()) {
        return None;
    }
    let (j, aux) = main_verb(view, i, here)?;
    let word = view.word(j);
    let chain = chain(view, j, word, aux);
    if chain.is_none() && word.verb_classes == 0 {
        return None;
    }
    let before = before();
    // he's said, I'd say, they'll argue
    if here.token.kind == TokenKind::Clitic && !matches!(before, Before::Subject { .. }) {
        return None;
    }
    // "most said": a subject, where nothing else is one.
    if before == Before::Other && here.is(List::Quantifier) {
        return None;
    }
    let own = (word.verb_classes != 0).then(|| form(view, j, aux, before)).flatten();
    let Some((end, classes)) = chain else {
        return own.map(|kind| CueChunk { end: j + 1, kind, classes: word.verb_classes });
    };
    let kind = match own {
        // "is supposed to have replied": the subject speaks.
        Some(CueKind::Passive) if view.is(end - 2, List::Have) => CueKind::Finite,
        Some(kind) => kind,
        None if aux == LastAux::To => CueKind::Infinitive,
        None if aux == LastAux::None && word.is(List::VerbIng) => CueKind::Ing,
        None => CueKind::Finite,
    };
    Some(CueChunk { end, kind, classes: classes | word.verb_classes })
}

/// The word after auxiliaries, adverbs and the like from token `i` on, with the last auxiliary; none where it is no word, or
/// a name.
fn main_verb<'a>(view: &View<'a>, i: usize, mut here: Known<'a>) -> Option<(usize, LastAux)> {
    let mut aux = LastAux::None;
    let mut j = i;
    while j < i + LONGEST {
        if here.token.kind == TokenKind::Clitic {
            if j != i {
                return None;
            }
            aux = if here.is(List::Modal) { LastAux::Modal } else { LastAux::Have };
        } else if !here.any(LEADS) {
            break;
        } else if here.is(List::Be) {
            aux = LastAux::Be;
        } else if here.is(List::Have) {
            aux = LastAux::Have;
        } else if here.any(List::Modal.bit() | List::Auxiliary.bit()) && here.word.verb_classes == 0 {
            aux = LastAux::Modal;
        } else if here.is(List::Infinitive) && aux == LastAux::None {
            aux = LastAux::To;
        } else if !(here.is(List::Negation)
            || here.any(List::Adverb.bit() | List::MostlyAdverb.bit()) && here.word.verb_classes == 0)
        {
            break;
        }
        j += 1;
        here = view.known(j);
    }
    (here.token.is_word() && !(here.cap() && j > i)).then_some((j, aux))
}

/// Forms of verbs that can lead on to a reporting one, and what leads to a verb.
const BEGINS_VERB_GROUP: u64 = LEADS_ON | LEADS;

/// Forms that need no auxiliary.
const LEADS_ON: u64 = List::VerbPast.bit() | List::VerbThird.bit() | List::VerbIng.bit();

/// Auxiliaries, adverbs, negations, and the infinitive's "to".
const LEADS: u64 = List::Be.bit()
    | List::Have.bit()
    | List::Modal.bit()
    | List::Auxiliary.bit()
    | List::Infinitive.bit()
    | List::Negation.bit()
    | List::Adverb.bit()
    | List::MostlyAdverb.bit();

/// The kind that the verb at `j` has after the auxiliary, if its form fits.
fn form(view: &View<'_>, j: usize, aux: LastAux, before: Before) -> Option<CueKind> {
    let word = view.word(j);
    let has = |form: u8| word.cue_forms & form != 0;
    let noun = word.any(
        List::Noun.bit()
            | List::CueNoun.bit()
            | List::Text.bit()
            | List::TextPlural.bit()
            | List::Work.bit()
            | List::Adjective.bit(),
    );
    match aux {
        LastAux::To => has(CueForm::BASE).then_some(CueKind::Infinitive),
        LastAux::Modal => has(CueForm::BASE).then_some(CueKind::Finite),
        LastAux::Be if has(CueForm::ING) => Some(CueKind::Finite),
        LastAux::Be => has(CueForm::PARTICIPLE).then_some(CueKind::Passive),
        // "'s" can be "is" or "has".
        LastAux::Have if has(CueForm::ING) && view.kind(j - 1) == Some(TokenKind::Clitic) => Some(CueKind::Finite),
        LastAux::Have => has(CueForm::PARTICIPLE).then_some(CueKind::Finite),
        LastAux::None if has(CueForm::ING) => {
            let nominal = j > 0 && view.word(j - 1).any(List::Determiner.bit() | List::Possessive.bit());
            (!nominal).then_some(CueKind::Ing)
        }
        LastAux::None if has(CueForm::PAST) => {
            (before != Before::Other || !(j > 0 && modifier(view, j - 1))).then_some(CueKind::Finite)
        }
        LastAux::None if has(CueForm::THIRD) => match before {
            Before::Subject { plural: true } if noun => None,
            Before::Subject { .. } | Before::Quote => Some(CueKind::Finite),
            Before::Other if j > 0 && modifier(view, j - 1) => None,
            Before::Other => {
                (!noun || j > 0 && view.is(j - 1, List::Wh) || takes_object(view, j)).then_some(CueKind::Finite)
            }
        },
        LastAux::None => match before {
            Before::Subject { plural } => plural.then_some(CueKind::Finite),
            // “moaning,” like Reis
            Before::Quote => (!noun && !word.is(List::Preposition)).then_some(CueKind::Finite),
            Before::Other => None,
        },
    }
}

/// A word that could be noun or verb stands after a comma, bracket or conjunction and before what only a verb takes.
fn takes_object(view: &View<'_>, j: usize) -> bool {
    let parted = j > 0
        && (matches!(view.str(j - 1), "," | ")" | "—" | "–" | "-")
            || view.word(j - 1).any(List::Conjunction.bit() | List::Adverb.bit()));
    let next = view.word(j + 1);
    let object = List::Determiner.bit() | List::Possessive.bit() | List::Pronoun.bit() | List::Subordinator.bit();
    parted && (next.any(object) || view.cap(j + 1) || j + 1 >= view.len())
}

/// A word after which a noun or adjective follows, not a verb.
fn modifier(view: &View<'_>, i: usize) -> bool {
    let word = view.word(i);
    word.any(List::Determiner.bit() | List::Possessive.bit())
        && !word.any(List::Wh.bit() | List::Subordinator.bit() | List::Quantifier.bit())
        || view.possessive(i)
}

/// A verb that leads on to a reporting verb: "went on to say", "declined to call", "kept saying".
#[inline]
fn chain(view: &View<'_>, j: usize, word: &Word, aux: LastAux) -> Option<(usize, u16)> {
    let bare = word.any(LEADS_ON) || word.cue_forms & !CueForm::BASE != 0;
    if !bare && (aux == LastAux::None || word.verb_classes == 0 && !word.any(List::VERB)) {
        return None;
    }
    let mut k = j + 1;
    let mut next = view.known(k);
    if next.is(List::VerbParticle) && !next.is(List::Infinitive) {
        k += 1;
        next = view.known(k);
    }
    if next.is(List::Infinitive) {
        return infinitive(view, k + 1, j + LONGEST);
    }
    let continues = word.class(VerbClass::Go);
    (continues && next.word.cue_forms & CueForm::ING != 0 && next.word.class(VerbClass::Say))
        .then_some((k + 1, next.word.verb_classes))
}

/// The infinitive at `k`, after its "to", with the classes of its verb: its adverbs reach no further than `last`.
fn infinitive(view: &View<'_>, k: usize, last: usize) -> Option<(usize, u16)> {
    let adverbs = |mut k: usize| {
        while k < last && view.is(k, List::Adverb) && view.word(k).verb_classes == 0 {
            k += 1;
        }
        k
    };
    let v = adverbs(k);
    // "is supposed to have replied"
    let perfect = adverbs(v + 1);
    let next = view.word(perfect);
    if view.is(v, List::Have) && next.cue_forms & CueForm::PARTICIPLE != 0 {
        return Some((perfect + 1, next.verb_classes));
    }
    let next = view.word(v);
    (next.cue_forms & CueForm::BASE != 0).then_some((v + 1, next.verb_classes))
}
