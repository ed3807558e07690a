//! Nouns: which words can stand inside a noun phrase, and which can head one that speaks.

use super::cues::{Before, cue_at};
use super::element::CueKind;
use super::view::View;
use crate::lexicon::{CueForm, List, PhraseKind};
use crate::text::TokenKind;

pub(super) const PERSONS: u64 = List::Role.bit() | List::RolePlural.bit() | List::People.bit();
pub(super) const BODIES: u64 = List::Group.bit() | List::GroupPlural.bit();
pub(super) const TEXTS: u64 = List::Text.bit() | List::TextPlural.bit();
pub(super) const HEADS: u64 = PERSONS | BODIES | TEXTS;
pub(super) const PLURALS: u64 =
    List::RolePlural.bit() | List::GroupPlural.bit() | List::TextPlural.bit() | List::People.bit();

/// Function words of these lists can stand inside a noun phrase all the same.
pub(super) const INSIDE: u64 = List::Adjective.bit() | List::Role.bit();

/// Whether token `k` can stand inside a noun phrase; `first` that it directly follows the determiner or possessor.
pub(super) fn noun_like(view: View<'_>, k: usize, first: bool) -> bool {
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
    if word.any(List::FUNCTION) && !word.any(INSIDE) || view.starts_phrase_cue(k) {
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
    pub(super) fn starts_phrase_cue(&self, k: usize) -> bool {
        self.word(k).phrases & PhraseKind::CUES != 0 && self.cue_phrase(k).is_some()
    }

    pub(super) fn head(&self, k: usize) -> bool {
        !self.cap(k) && (self.word(k).any(HEADS) || self.ends_title(k))
    }

    /// The last word of a title of several words in lower case: "secretary of state".
    pub(super) fn ends_title(&self, k: usize) -> bool {
        k >= 2
            && self.is(k - 1, List::NameLink)
            && self.lexicon.phrase(&self.tokens[k - 2..], PhraseKind::Title.bit()).is_some_and(|(n, _)| n == 3)
    }

    /// A capitalised word at the head of a sentence that is itself a noun for persons or bodies ("Critics", "Police").
    pub(super) fn head_cap(&self, i: usize) -> bool {
        self.word(i).any(PLURALS) && !self.function(i)
    }
}

/// Whether the noun phrase at `i` is headed by a speech noun and not by a person, body or document that goes on to speak.
pub(super) fn speech_noun_follows(view: View<'_>, i: usize) -> bool {
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
