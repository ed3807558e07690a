//! Nouns: which words can stand inside a noun phrase, and which can head one that speaks.

use super::cues::{Before, cue_at};
use super::element::CueKind;
use super::view::{Known, View};
use crate::lexicon::{CueForm, List, PhraseKind, Word};
use crate::text::{Shape, TokenKind};

pub(super) const PERSONS: u64 = List::Role.bit() | List::RolePlural.bit() | List::People.bit();
pub(super) const BODIES: u64 = List::Group.bit() | List::GroupPlural.bit();
pub(super) const TEXTS: u64 = List::Text.bit() | List::TextPlural.bit();
pub(super) const HEADS: u64 = PERSONS | BODIES | TEXTS;
pub(super) const PLURALS: u64 =
    List::RolePlural.bit() | List::GroupPlural.bit() | List::TextPlural.bit() | List::People.bit();

/// Whether a word in lower case can stand inside a noun phrase as far as its lists tell: function words mostly cannot.
#[inline]
pub(super) fn stands_inside(here: Known<'_>) -> bool {
    const INSIDE: u64 = List::Adjective.bit() | List::Role.bit();
    !here.function() || here.any(INSIDE)
}

/// Whether token `k` can stand inside a noun phrase; `first` that it directly follows the determiner or possessor.
pub(super) fn noun_like(view: &View<'_>, k: usize, first: bool) -> bool {
    is_noun_like(view, k, view.known(k), || first)
}

/// The same of a token that is known already; whether it is the first is asked for only where it matters.
#[inline]
pub(super) fn is_noun_like(view: &View<'_>, k: usize, here: Known<'_>, first: impl FnOnce() -> bool) -> bool {
    const NOUN: u64 = List::Noun.bit()
        | List::Adjective.bit()
        | List::Role.bit()
        | List::RolePlural.bit()
        | List::Group.bit()
        | List::GroupPlural.bit()
        | List::Text.bit()
        | List::Title.bit();
    if !matches!(here.token.kind, TokenKind::Word | TokenKind::Number) {
        return false;
    }
    if here.is(List::Calendar) {
        return first() && is_dated_modifier(view, k);
    }
    if here.cap() {
        return !here.function() || here.token.shape.has(Shape::INITIAL);
    }
    if !stands_inside(here) || view.starts_phrase_cue(k, here) {
        return false;
    }
    if here.word.verb_classes != 0 {
        return is_noun_of_cue_form(view, k, here.word, first(), here.any(NOUN));
    }
    if here.any(List::VERB) && !here.any(NOUN) {
        // "the proposed plan", but "the council approved"
        return first() && here.any(PARTICIPLE) && noun_like_after(view, k + 1);
    }
    if here.any(List::MostlyAdverb.bit() | List::Adverb.bit()) {
        return first() && noun_like_after(view, k + 1);
    }
    true
}

/// Words that can be participles.
const PARTICIPLE: u64 = List::VerbPast.bit() | List::VerbParticiple.bit() | List::VerbIng.bit();

/// "the Nov. 8 election", "the Friday meeting"
fn is_dated_modifier(view: &View<'_>, k: usize) -> bool {
    let after = if view.kind(k + 1) == Some(TokenKind::Number) { k + 2 } else { k + 1 };
    k > 0
        && view.is(k - 1, List::Determiner)
        && view.lower_word(after)
        && view.is(after, List::Noun)
        && !view.is(after, List::Calendar)
}

/// Whether a word that can be a reporting verb is a noun here: "the campaign source", "the state police".
fn is_noun_of_cue_form(view: &View<'_>, k: usize, word: &Word, first: bool, noun: bool) -> bool {
    if word.any(PERSONS) && (first || word.cue_forms & CueForm::PAST == 0) {
        return true;
    }
    if first {
        return (noun || word.any(PARTICIPLE)) && word.cue_forms != CueForm::PAST;
    }
    let next = view.known(k + 1);
    let body = || word.any(BODIES | TEXTS) && !next.function() && !next.cap();
    word.cue_forms == CueForm::BASE && (body() || noun && view.head(k + 1))
}

fn noun_like_after(view: &View<'_>, k: usize) -> bool {
    let here = view.known(k);
    here.token.is_word() && !here.function() && here.word.verb_classes == 0 && !here.is(List::MostlyVerb)
}

impl View<'_> {
    /// Whether a reporting phrase begins at `k`.
    #[inline]
    pub(super) fn starts_phrase_cue(&self, k: usize, here: Known<'_>) -> bool {
        self.cue_phrase(k, here).is_some()
    }

    #[inline]
    pub(super) fn head(&self, k: usize) -> bool {
        let here = self.known(k);
        !here.cap() && (here.any(HEADS) || self.ends_title(k))
    }

    /// The last word of a title of several words in lower case: "secretary of state".
    #[inline]
    pub(super) fn ends_title(&self, k: usize) -> bool {
        self.is(k.wrapping_sub(1), List::NameLink) && self.ends_title_of_three(k)
    }

    fn ends_title_of_three(&self, k: usize) -> bool {
        k >= 2 && self.phrase(k - 2, self.known(k - 2), PhraseKind::Title.bit()).is_some_and(|(n, _)| n == 3)
    }

    /// A capitalised word at the head of a sentence that is itself a noun for persons or bodies ("Critics", "Police").
    pub(super) fn head_cap(&self, i: usize) -> bool {
        self.word(i).any(PLURALS) && !self.function(i)
    }
}

/// Whether the noun phrase at `i` is headed by a speech noun and not by a person, body or document that goes on to speak.
pub(super) fn speech_noun_follows(view: &View<'_>, i: usize) -> bool {
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
