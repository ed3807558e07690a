//! Names: runs of capitalised words with initials, particles and suffixes, and which part of a run is the name itself.

use rustc_hash::FxHashSet;

use super::view::{Known, View};
use crate::lexicon::{CueForm, Lexicon, List, PhraseKind, Word, WordId};
use crate::text::{Shape, Token, TokenKind};

/// One past the last token of the capitalised run that begins at `i`; `i` itself where none begins.
pub(crate) fn run_end(view: &View<'_>, i: usize) -> usize {
    let first = view.known(i);
    if !first.cap() || !first.is(List::Particle) && !is_inside(view, i, first) {
        return i;
    }
    let mut k = i + 1;
    loop {
        let here = view.known(k);
        if is_inside(view, k, here) {
            k += 1;
        } else if let Some(next) = link(view, i, k, here) {
            k = next;
        } else {
            return k;
        }
    }
}

/// Whether a run can go on from the word before token `k`: mostly a word in lower case that links nothing tells that it
/// cannot. `false` is sure.
#[inline]
pub(crate) fn may_go_on(view: &View<'_>, k: usize) -> bool {
    let here = view.known(k);
    match here.token.kind {
        TokenKind::Word => here.cap() || here.any(LINKS),
        TokenKind::Number | TokenKind::Clitic | TokenKind::Punct => true,
        TokenKind::Stop | TokenKind::Mark => false,
    }
}

fn inside(view: &View<'_>, k: usize) -> bool {
    is_inside(view, k, view.known(k))
}

#[inline]
fn is_inside(view: &View<'_>, k: usize, here: Known<'_>) -> bool {
    here.cap()
        && (!here.any(OTHER)
            || !here.is(List::Calendar) && (here.token.shape.has(Shape::INITIAL) || here.is(List::Particle))
            || is_bearer(view, k))
}

/// Words that with a capital are mostly no names: function words and words for times.
const OTHER: u64 = List::Calendar.bit() | List::FUNCTION;

/// Whether the word for a time or the function word at `k` is a name here: Theresa *May*, Mr. *Will*, *April* Ryan.
#[inline]
pub(crate) fn is_bearer(view: &View<'_>, k: usize) -> bool {
    let here = view.known(k);
    here.cap() && here.any(OTHER) && !here.token.shape.has(Shape::ALL_CAPS) && bears_name(view, k, here.word)
}

fn bears_name(view: &View<'_>, k: usize, word: &Word) -> bool {
    let surname = view.names.contains(&view.tokens[k].word);
    let given = word.is(List::GivenName) && given_before_surname(view, k);
    if !surname && !given {
        return false;
    }
    // "May 12", "in May", "last April"
    let before = k.checked_sub(1).map(|b| (view.word(b), view.tokens[b]));
    if word.is(List::Calendar) {
        let dated = before.is_some_and(|(b, token)| {
            !token.is_cap() && b.any(List::Preposition.bit() | List::Determiner.bit() | List::Adjective.bit())
                || b.is(List::Calendar)
        });
        if dated && !given || view.kind(k + 1) == Some(TokenKind::Number) {
            return false;
        }
    }
    // "Will Trump win?": at the head of a sentence only what stands before a finite verb is a subject.
    let opens = before.is_none_or(|(_, token)| !token.is_word());
    let after = if given { k + 2 } else { k + 1 };
    !opens || view.possessive(after) || is_finite(view, after)
}

/// Whether a surname follows the given name at `k`, in running text and not in a headline with capitals throughout.
fn given_before_surname(view: &View<'_>, k: usize) -> bool {
    let like_name = |k: usize| view.cap(k) && !view.function(k) && !view.is(k, List::Calendar);
    like_name(k + 1) && !view.cap(k + 2)
}

fn is_finite(view: &View<'_>, k: usize) -> bool {
    let word = view.word(k);
    view.lower_word(k)
        && (word.any(List::VerbPast.bit() | List::VerbThird.bit() | List::Have.bit() | List::Be.bit())
            || word.cue_forms & (CueForm::PAST | CueForm::THIRD) != 0)
}

/// Words in lower case that can link names.
const LINKS: u64 = List::Particle.bit() | List::NameLink.bit();

/// Where the run goes on after words that only link names, if it does.
#[inline]
fn link(view: &View<'_>, start: usize, k: usize, here: Known<'_>) -> Option<usize> {
    match here.token.kind {
        TokenKind::Word if here.cap() || !here.any(LINKS) => None,
        TokenKind::Word => link_word(view, start, k),
        TokenKind::Punct => {
            let suffix = view.is(k + 1, List::Suffix) && view.cap(k + 1) && view.is_comma(k);
            (suffix || view.str(k) == "&" && inside(view, k + 1)).then_some(k + 2)
        }
        TokenKind::Number => {
            let short = here.token.end - here.token.start <= 3 && !inside(view, k + 1);
            (short && view.is(k - 1, List::OrgWord)).then_some(k + 1)
        }
        TokenKind::Clitic => workers_body(view, k).then_some(k + 2),
        TokenKind::Stop | TokenKind::Mark => None,
    }
}

/// The same for a word in lower case that can link.
fn link_word(view: &View<'_>, start: usize, k: usize) -> Option<usize> {
    // "Medicines and Devices Authority"
    if view.is(k, List::Conjunction)
        && view.is(k, List::NameLink)
        && inside(view, k + 1)
        && !view.is(k - 1, List::GivenName)
        && !view.is(start, List::GivenName)
    {
        let mut last = k + 1;
        while last < k + 4 && inside(view, last + 1) {
            last += 1;
        }
        if view.is(last, List::OrgWord) && !view.is(k + 1, List::GivenName) {
            return Some(last + 1);
        }
    }
    // "Bank of England", "Secretary of State", but "Barbara Boxer of California".
    let surname = k > start + 1
        && (view.is(k - 2, List::GivenName) || view.initial(k - 2))
        && view.cap(k - 2)
        && !view.is(k - 1, List::OrgWord);
    let organisation = !surname
        && view.word(k - 1).any(List::OrgWord.bit() | List::Title.bit() | List::Group.bit() | List::Role.bit());
    if view.is(k, List::Particle) {
        let mut next = k + 1;
        while view.lower_word(next) && view.is(next, List::Particle) && next < k + 3 {
            next += 1;
        }
        return inside(view, next).then_some(next + 1);
    }
    if organisation && view.is(k, List::NameLink) {
        let next = if view.is(k + 1, List::Determiner) && view.lower_word(k + 1) { k + 2 } else { k + 1 };
        return (inside(view, next) && !view.is(next, List::GivenName)
            || view.phrase(k - 1, view.known(k - 1), PhraseKind::Title.bit()).is_some())
        .then_some(next + 1)
        .filter(|n| *n <= view.len());
    }
    None
}

/// Whether the apostrophe at `k` stands inside the name of a body: "the Forest Workers' Association".
fn workers_body(view: &View<'_>, k: usize) -> bool {
    const WORDS: usize = 3;
    view.possessive(k)
        && view.is(k - 1, List::RolePlural)
        && (k + 1..=k + WORDS).take_while(|j| inside(view, *j)).any(|j| view.is(j, List::OrgWord))
}

/// The name inside a run: what follows its last job title, honorific or nationality. Empty where the run is only a title.
pub(crate) fn name_part(view: &View<'_>, start: usize, end: usize) -> (usize, usize) {
    const TITLES: u64 = List::Title.bit() | List::Honorific.bit() | List::NameModifier.bit();
    let run = View { tokens: &view.tokens[..end], ..*view };
    let mut name = start;
    let mut k = start;
    while k < end {
        let here = view.known(k);
        if let Some((n, _)) = run.phrase(k, here, PhraseKind::Title.bit()) {
            k += n;
            name = k;
            if k < end && view.lower_word(k) && view.is(k, List::NameLink) {
                return holder(view, k, end);
            }
            continue;
        }
        let titled = here.any(TITLES) && !here.token.shape.has(Shape::INITIAL);
        // A one-word title that is also a given name ("Dean", "Major") is one only before two more words.
        // "Mr. King", "Brian Baker", "Teal Baker": the last word of a name is no title.
        let surname = || {
            k > start
                && k + 1 == end
                && (view.word(k - 1).any(List::Honorific.bit() | List::GivenName.bit())
                    || view.initial(k - 1)
                    || k == start + 1 && view.unlisted(start) && here.is(List::Title))
        };
        let given = here.is(List::GivenName)
            && !here.is(List::Abbreviation)
            && (end - k == 2 && k == start || k > start && end - k >= 2);
        if titled && !given && !surname() {
            // "Chief Justice of the Supreme Court", "Secretary of State": the rest belongs to the title.
            name = k + 1;
            if view.lower_word(k + 1) && view.is(k + 1, List::NameLink) {
                return holder(view, k + 1, end);
            }
        }
        k += 1;
    }
    while end - name > 1
        && view.is(name, List::OrgWord)
        && name > start
        && !view.is(name, List::GivenName)
        && view.is(name - 1, List::Title)
    {
        name += 1;
    }
    // "Republican Ted Cruz", "Onlooker Gemma Prowse", "Nineteen-year-old Casey Mott", "Even Lindsey Gray": what a given
    // name follows.
    let describes = |k: usize| {
        view.word(k).any(
            List::Demonym.bit()
                | List::People.bit()
                | List::Role.bit()
                | List::RolePlural.bit()
                | List::Adjective.bit()
                | List::AdverbWord.bit()
                | List::Adverb.bit()
                | List::VERB,
        ) || view.str(k).contains('-')
    };
    while end - name > 2 && !view.is(name, List::GivenName) && describes(name) && view.is(name + 1, List::GivenName) {
        name += 1;
    }
    // "Maybe Reed", but "the Daily Post"
    let adverb = |k: usize| {
        view.is(k, List::MostlyAdverb)
            && !view.word(k).any(List::GivenName.bit() | List::Noun.bit() | List::Adjective.bit())
    };
    let determined = name > 0 && view.is(name - 1, List::Determiner);
    if end - name == 2 && adverb(name) && !determined {
        name += 1;
    }
    (name, end)
}

/// The name after an office that the link at `k` goes on with ("Minister *for* Finance Ana Reis"): what begins with a given
/// name and has no other link. Empty where there is none.
fn holder(view: &View<'_>, k: usize, end: usize) -> (usize, usize) {
    let last = (k + 1..end).rev().find(|i| view.lower_word(*i)).unwrap_or(k);
    let begins = |i: &usize| view.is(*i, List::GivenName) && !view.is(*i, List::Place);
    match (last + 2..end.saturating_sub(1)).find(begins) {
        Some(name) if !(name..end).any(|i| view.is(i, List::OrgWord)) => (name, end),
        _ => (end, end),
    }
}

/// Whether a lone capitalised word at the head of a sentence is a name and not a common word.
pub(crate) fn sentence_initial_name(view: &View<'_>, i: usize) -> bool {
    if run_end(view, i) > i + 1 && (!view.function(i) || is_bearer(view, i)) {
        return true;
    }
    let word = view.word(i);
    if is_bearer(view, i) {
        return true;
    }
    if view.function(i) || word.any(List::Calendar.bit() | List::Adverb.bit() | List::AdverbWord.bit()) {
        return false;
    }
    if word.any(List::GivenName.bit() | List::Place.bit() | List::Honorific.bit() | List::People.bit()) {
        return true;
    }
    if view.names.contains(&view.tokens[i].word) {
        return true;
    }
    !word.any(COMMON) && word.verb_classes == 0
}

/// Words that need not be names where they stand with a capital.
const COMMON: u64 = List::Noun.bit()
    | List::Adjective.bit()
    | List::VERB
    | List::NumberWord.bit()
    | List::RolePlural.bit()
    | List::Role.bit()
    | List::Group.bit();

/// Gathers the common words that stand with a capital inside a sentence, right after a word in lower case or a title: there
/// they are names, so they can be names at the head of a sentence too. Of a function word or a word for a time, only what
/// follows a given name or a title tells (Theresa *May* said).
///
/// `capitals` tells which tokens are words with a capital.
pub(crate) fn names_among(tokens: &[Token], capitals: &[u32], lexicon: &Lexicon, out: &mut FxHashSet<WordId>) {
    for i in capitals.iter().filter_map(|i| (*i as usize).checked_sub(1)) {
        let Some([before, token]) = tokens.get(i..i + 2) else { continue };
        if token.word == WordId::UNKNOWN || !before.is_word() {
            continue;
        }
        let word = lexicon.word_of(token);
        let other = word.any(List::FUNCTION | List::Calendar.bit());
        // Only of a common word is it ever asked whether it is a name.
        if !word.any(COMMON) && word.verb_classes == 0 && !other || token.shape.has(Shape::ALL_CAPS) {
            continue;
        }
        let named = before.is_cap()
            && lexicon.word_of(before).any(List::Title.bit() | List::Honorific.bit() | List::GivenName.bit());
        // In a headline, every word may have a capital.
        let headline = || tokens.get(i + 2).is_some_and(|next| next.is_cap() || next.kind == TokenKind::Number);
        let bears = if other {
            named && !headline() && !lexicon.word_of(before).any(List::FUNCTION | List::Calendar.bit())
        } else {
            named || !before.is_cap()
        };
        if bears {
            out.insert(token.word);
        }
    }
}
