//! Mentions: names with titles, nominals, organisations, documents and pronouns that can be a speaker.

use super::cues::{Before, cue_at};
use super::element::{CueKind, SpeakerProp};
use super::noun_phrase::{OPENERS, begins_bare, noun_phrase};
use super::nouns::{PERSONS, noun_like, speech_noun_follows, stands_inside};
use super::view::{Known, View};
use crate::lexicon::{CueForm, Gender, List, PronounCase, Word, WordId};
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

impl MentionChunk {
    /// What is no name: the words from a start to an end, with their head.
    #[inline]
    pub(super) fn unnamed(
        view: &View<'_>,
        (start, end): (usize, usize),
        head: usize,
        props: u16,
        gender: Gender,
    ) -> Self {
        let head = view.tokens[head].word;
        MentionChunk { start, end, element_end: end, name: (start, start), props, head, gender }
    }
}

/// Whether a mention can begin at token `i`. Of the words in lower case few can: those that determine, pronouns, and
/// nouns before something that can speak.
#[inline]
pub(crate) fn begins_mention(view: &View<'_>, i: usize, here: Known<'_>) -> bool {
    match here.token.kind {
        TokenKind::Word => {
            here.cap()
                || here.any(OPENERS)
                || here.word.pronoun != PronounCase::None
                || stands_inside(here) && begins_bare(view, i, here)
        }
        kind => kind == TokenKind::Number,
    }
}

/// The mention that begins at token `i`.
///
/// `initial` tells that `i` is the first token of a sentence, where a capital says nothing; `after_cue` that a cue or a
/// comma stands before it, where a bare singular noun can name a person ("said spokesman …").
pub(crate) fn mention_at(
    view: &View<'_>,
    i: usize,
    here: Known<'_>,
    initial: bool,
    after_cue: bool,
) -> Option<MentionChunk> {
    if let Some(pronoun) = pronoun(view, i, here, after_cue) {
        return Some(pronoun);
    }
    // "Interviewer: …": a person's noun alone as the label of a paragraph
    if i == 0 && here.cap() && here.any(PERSONS | List::Title.bit()) && is_colon(view, i + 1) {
        return Some(single(view, i, SpeakerProp::NOMINAL));
    }
    let mut found = noun_phrase(view, i, here, initial, after_cue);
    if let Some(mention) = &mut found {
        extend(view, mention);
    }
    found
}

#[inline]
fn pronoun(view: &View<'_>, i: usize, here: Known<'_>, after_cue: bool) -> Option<MentionChunk> {
    let word = here.word;
    if word.pronoun == PronounCase::None && !word.any(QUANTITY) {
        return None;
    }
    if here.token.shape.has(Shape::ALL_CAPS) {
        return None; // the US, an IT firm
    }
    if let Some(part) = part_of_pronoun(view, i, word) {
        return Some(part);
    }
    let next_noun = || noun_like(view, i + 1, true);
    let extra = match word.pronoun {
        PronounCase::Subject => 0,
        PronounCase::Object if !(word.is(List::Possessive) && next_noun()) => SpeakerProp::OBJECT,
        PronounCase::Possessive if !next_noun() => SpeakerProp::OBJECT,
        // "his comments": the possessor speaks.
        PronounCase::Possessive | PronounCase::Object if speech_noun_follows(view, i + 1) => SpeakerProp::POSSESSIVE,
        PronounCase::None if !word.is(List::Negation) => {
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
    let plural = if word.plural() { SpeakerProp::PLURAL } else { 0 };
    Some(single(view, i, SpeakerProp::PRONOUN | extra | first | plural))
}

const QUANTITY: u64 = List::Quantifier.bit() | List::NumberWord.bit();

/// "one of them", "some of us": the quantity and the whole that it is a part of.
fn part_of_pronoun(view: &View<'_>, i: usize, word: &Word) -> Option<MentionChunk> {
    let quantity = word.any(QUANTITY) && !word.is(List::Negation);
    let linked = quantity && view.is(i + 1, List::NameLink) && view.is(i + 1, List::PostModifier);
    let whole = view.word(i + 2);
    if !linked || whole.pronoun != PronounCase::Object || !whole.plural() {
        return None;
    }
    Some(MentionChunk { end: i + 3, element_end: i + 3, ..single(view, i, SpeakerProp::NOMINAL | SpeakerProp::PLURAL) })
}

fn is_colon(view: &View<'_>, i: usize) -> bool {
    view.kind(i) == Some(TokenKind::Punct) && view.str(i) == ":"
}

fn single(view: &View<'_>, i: usize, props: u16) -> MentionChunk {
    MentionChunk::unnamed(view, (i, i + 1), i, props, view.word(i).gender)
}

/// Adds what modifies the mention: prepositional phrases, and for nominals a participle with its object.
fn extend(view: &View<'_>, mention: &mut MentionChunk) {
    let mut end = mention.end;
    if mention.props & SpeakerProp::POSSESSIVE == 0 {
        for _ in 0..3 {
            match modifier_end(view, end, mention.props) {
                Some(next) => end = next,
                None => break,
            }
        }
    }
    if mention.props & SpeakerProp::NAME == 0 {
        mention.end = end;
    }
    // "Cruz himself said"
    let reflexive = view.word(end).pronoun == PronounCase::Reflexive;
    mention.element_end = end + usize::from(reflexive);
}

fn modifier_end(view: &View<'_>, k: usize, props: u16) -> Option<usize> {
    const MODIFIES: u64 = List::PostModifier.bit() | List::VerbIng.bit() | List::Adjective.bit();
    let here = view.known(k);
    if !here.any(MODIFIES) || !here.lower_word() {
        return None;
    }
    let word = here.word;
    let nominal = props & SpeakerProp::NOMINAL != 0;
    let preposition = word.is(List::PostModifier);
    let participle = nominal && word.is(List::VerbIng) && word.verb_classes == 0;
    // "a person familiar with the matter", "a source close to the couple"
    let adjective = nominal && word.is(List::Adjective) && (word.verb_classes == 0 || word.cue_forms == CueForm::BASE);
    let complement = adjective && !here.function() && {
        let next = view.known(k + 1);
        next.is(List::Preposition) && !view.starts_phrase_cue(k + 1, next)
    };
    if complement {
        // "a person familiar with the talks"
        let spoken = view.is(k + 2, List::Article) && view.lower_word(k + 3) && view.is(k + 3, List::CueNoun);
        return noun_phrase(view, k + 2, view.known(k + 2), false, true).map(|np| np.end).or(spoken.then_some(k + 4));
    }
    if !preposition && !participle || view.starts_phrase_cue(k, here) {
        return None;
    }
    let next = view.known(k + 1);
    if next.is(List::Calendar) {
        return None;
    }
    // "a mother of three": what is counted is not said.
    if preposition && word.is(List::NameLink) && next.is(List::NumberWord) {
        let counted = noun_like(view, k + 2, true) || view.function(k + 2) && view.lower_word(k + 2);
        if !counted || cue_at(view, k + 2, Before::Subject { plural: false }).is_some_and(|c| c.kind == CueKind::Finite)
        {
            return Some(k + 2);
        }
    }
    let np = noun_phrase(view, k + 1, next, false, true)?;
    // "a clip of Reis saying": she speaks in what shows her.
    let shown = props & (SpeakerProp::NOMINAL | SpeakerProp::NAME) == 0
        && cue_at(view, np.end, Before::Subject { plural: false }).is_some_and(|c| c.kind == CueKind::Ing);
    (np.props & SpeakerProp::POSSESSIVE == 0 && !shown).then_some(np.end)
}
