//! Reads the names of a document: from its running text first, then from where common words have capitals too, the first
//! words of sentences and headings.

use super::people::People;
use crate::chunks::{Mention, View, name_may_go_on, name_part, name_run_end};
use crate::lexicon::{Gender, List};
use crate::text::{Shape, TokenKind};

/// Takes in every name of two words or more. `starts` tells the first token of each paragraph, `capitals` which tokens are
/// words with a capital.
pub(crate) fn read_names(
    view: View<'_>,
    (starts, capitals): (&[u32], &[u32]),
    mentions: &[Mention],
    people: &mut People,
) {
    people.clear();
    let mut headings = Vec::new();
    let mut doubtful = Vec::new();
    let mut addressed = Vec::new();
    let mut rest = capitals;
    for (n, from) in starts.iter().enumerate() {
        // A name ends with its paragraph.
        let end = starts.get(n + 1).map_or(view.len(), |next| *next as usize);
        let capitals = rest.split_off(..rest.partition_point(|k| (*k as usize) < end)).unwrap_or_default();
        let (from, part) = (*from as usize, View { tokens: &view.tokens[..end], ..view });
        if is_heading(part, from) {
            headings.push((end, capitals));
        } else {
            runs(part, capitals, |start, end| {
                let name = without_thing(part, name_part(&part, start, end));
                let tokens = (name.0 as u32, name.1 as u32);
                if name.0 == start
                    && opens_sentence(part, from, start)
                    && !part.is(start, List::GivenName)
                    && common(part, start)
                {
                    doubtful.push(tokens);
                } else if let Some(person) = people.add(view, tokens) {
                    let titles = (start..name.0).filter(|k| part.is(*k, List::Title));
                    titles.for_each(|k| people.entitle(view, part.tokens[k].word, person));
                    if let Some(short) = short_form(part, name.1) {
                        people.abbreviate(view, person, short);
                    }
                } else if name.0 > start && name.1 - name.0 == 1 {
                    let gender = Gender((start..name.0).fold(0, |g, k| g | part.word(k).gender.0));
                    addressed.push((tokens, gender));
                }
            });
        }
    }
    // Names with a nickname between marks are known from the mentions only.
    for mention in mentions.iter().filter(|m| m.name.1 - m.name.0 > 2) {
        let marked = (mention.name.0..mention.name.1).any(|k| view.kind(k as usize) == Some(TokenKind::Mark));
        if marked {
            people.add(view, mention.name);
        }
    }
    doubtful.into_iter().for_each(|name| people.add_doubtful(view, name));
    addressed.into_iter().for_each(|(name, gender)| people.add_addressed(view, name, gender));
    for (end, capitals) in headings {
        let part = View { tokens: &view.tokens[..end], ..view };
        runs(part, capitals, |start, end| {
            names_in_heading(part, start, end, |name| people.add_doubtful(view, name));
        });
    }
}

/// The token of the short form that is given between brackets after a name that ends before token `k`: "Tosara Timber Works
/// (TTW)".
fn short_form(view: View<'_>, k: usize) -> Option<usize> {
    let bracket = |k: usize, sign: &str| view.kind(k) == Some(TokenKind::Punct) && view.str(k) == sign;
    let short = view.shape(k + 1, Shape::ALL_CAPS) && !view.initial(k + 1);
    (bracket(k, "(") && short && bracket(k + 2, ")")).then_some(k + 1)
}

/// The name of the person alone that a thing is named after: "Ann Reed" of "Ann Reed Election Day".
fn without_thing(view: View<'_>, (start, end): (usize, usize)) -> (usize, usize) {
    let noun = |k: usize| view.is(k, List::Noun) && common(view, k) && !view.word(k).any(BODY);
    if end - start < 4 || !view.is(start, List::GivenName) || !noun(end - 1) || !noun(end - 2) {
        return (start, end);
    }
    (start, (start + 2..end).find(|k| noun(*k)).unwrap_or(end))
}

/// Every run of capitalised words that has two tokens or more; `capitals` tells where there are such words.
fn runs(view: View<'_>, capitals: &[u32], mut take: impl FnMut(usize, usize)) {
    let mut passed = 0;
    for i in capitals.iter().map(|i| *i as usize) {
        if i >= passed && name_may_go_on(&view, i + 1) {
            passed = name_run_end(&view, i);
            if passed > i + 1 {
                take(i, passed);
            }
        }
    }
}

/// Whether the paragraph from token `start` on is a heading: every word of some length has a capital.
fn is_heading(view: View<'_>, start: usize) -> bool {
    const LONGEST: usize = 40;
    const SHORT: u32 = 3;
    if view.len() - start > LONGEST {
        return false;
    }
    let mut capitals = 0;
    for k in (start..view.len()).filter(|k| view.kind(*k) == Some(TokenKind::Word)) {
        if view.cap(k) {
            capitals += 1;
        } else if view.tokens[k].end - view.tokens[k].start > SHORT && !view.function(k) {
            return false;
        }
    }
    capitals > 2
}

/// The names in a run of capitalised words of a heading: what a given name begins and the next common word ends, and
/// words that are not common one after another.
fn names_in_heading(view: View<'_>, start: usize, end: usize, mut take: impl FnMut((u32, u32))) {
    let common = |k: usize| common(view, k);
    let capitals = |k: usize| view.shape(k, Shape::ALL_CAPS);
    let mut k = start;
    while k + 1 < end {
        // The second word can be a common one that the text uses as a name ("Mike Pence").
        let named = view.is(k, List::GivenName) && view.cap(k + 1) && view.names.contains(&view.tokens[k + 1].word);
        let begins = named || (!common(k) || view.is(k, List::GivenName)) && !common(k + 1);
        if !begins {
            k += 1;
            continue;
        }
        let last = (k + 2..end).find(|k| common(*k)).unwrap_or(end);
        if !(k..last).all(capitals) {
            take((k as u32, last as u32));
        }
        k = last;
    }
}

/// Whether token `i` is the first of a sentence of the paragraph that begins at token `from`.
fn opens_sentence(view: View<'_>, from: usize, i: usize) -> bool {
    i == from || matches!(view.kind(i - 1), Some(TokenKind::Stop | TokenKind::Mark))
}

fn common(view: View<'_>, i: usize) -> bool {
    let word = view.word(i);
    (word.any(COMMON) || word.verb_classes != 0) && !view.initial(i)
}

const BODY: u64 = List::OrgWord.bit() | List::Group.bit() | List::GivenName.bit();

/// Words that need not be names where they stand with a capital.
const COMMON: u64 = List::Noun.bit()
    | List::Adjective.bit()
    | List::AdverbWord.bit()
    | List::Adverb.bit()
    | List::VERB
    | List::Title.bit()
    | List::Role.bit()
    | List::RolePlural.bit()
    | List::Group.bit()
    | List::GroupPlural.bit()
    | List::People.bit();
