//! Words: how names and mentions are compared.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use rustc_hash::FxHashSet;

/// Words, one a line; lines that begin with # are comments.
type List = FxHashSet<&'static str>;

static COMMON: LazyLock<List> = LazyLock::new(|| list(include_str!("../../lexicon/evaluation/common.txt")));
static PRONOUNS: LazyLock<List> = LazyLock::new(|| list(include_str!("../../lexicon/evaluation/pronouns.txt")));
static TITLES: LazyLock<List> = LazyLock::new(|| list(include_str!("../../lexicon/evaluation/titles.txt")));
static AUTHOR: LazyLock<List> = LazyLock::new(|| list(include_str!("../../lexicon/evaluation/author.txt")));

/// What stands first among the names of the writer of a text.
const AUTHOR_KEY: &str = "AUTHOR";

fn list(file: &'static str) -> List {
    file.lines().filter(|line| !line.starts_with('#')).collect()
}

pub(super) fn is_pronoun(word: &str) -> bool {
    PRONOUNS.contains(word)
}

/// The words of a text in small letters: letters and digits, with hyphens and apostrophes inside, a possessive ending taken
/// off.
pub(super) fn words(text: &str) -> Vec<String> {
    let chars: Vec<char> = without_possessives(&text.to_lowercase());
    let mut out: Vec<String> = Vec::new();
    let mut inside = false;
    for (i, c) in chars.iter().enumerate() {
        let joins = || {
            let between = matches!(c, '’' | '\'' | '-');
            between && inside && chars.get(i + 1).is_some_and(|next| next.is_alphanumeric())
        };
        if c.is_alphanumeric() || joins() {
            if !inside {
                out.push(String::new());
            }
            if let Some(word) = out.last_mut() {
                word.push(*c);
            }
            inside = true;
        } else {
            inside = false;
        }
    }
    out
}

fn without_possessives(text: &str) -> Vec<char> {
    let chars: Vec<char> = text.chars().collect();
    let mut out = Vec::with_capacity(chars.len());
    let mut i = 0;
    while let Some(c) = chars.get(i) {
        let ends = chars.get(i + 2).is_none_or(|next| !next.is_alphanumeric() && *next != '_');
        if matches!(c, '’' | '\'') && chars.get(i + 1) == Some(&'s') && ends {
            i += 2;
            continue;
        }
        out.push(*c);
        i += 1;
    }
    out
}

/// Whether two mentions share a word that tells something; pronouns tell something if `pronouns`.
pub(super) fn share_a_word(a: &str, b: &str, pronouns: bool) -> bool {
    let telling = |text: &str| -> BTreeSet<String> {
        let all = words(text).into_iter();
        all.filter(|w| !COMMON.contains(w.as_str()) && (pronouns || !is_pronoun(w))).collect()
    };
    !telling(a).is_disjoint(&telling(b))
}

/// Whether two mentions are made of the same words.
pub(super) fn same_words(a: &str, b: &str) -> bool {
    let set = |text: &str| words(text).into_iter().collect::<BTreeSet<_>>();
    !set(a).is_empty() && set(a) == set(b)
}

/// The words of a name without titles; all its words if it has no others.
fn key(name: &str) -> Vec<String> {
    let all = words(name);
    let kept: Vec<_> = all.iter().filter(|w| !TITLES.contains(w.as_str())).cloned().collect();
    if kept.is_empty() { all } else { kept }
}

/// Whether a speaker is the one that has these `names`, the fullest first: by its fullest name if `strict`, else by any, or by
/// a part of one that is no pronoun.
pub(super) fn names(speaker: &str, names: &[String], strict: bool) -> bool {
    let said = key(speaker);
    if names.first().is_some_and(|n| n == AUTHOR_KEY) && said.first().is_some_and(|w| AUTHOR.contains(w.as_str())) {
        return true;
    }
    match said.as_slice() {
        [] => return false,
        [only] if is_pronoun(only) => return false,
        _ => {}
    }
    let said_set: BTreeSet<&String> = said.iter().collect();
    let count = if strict { 1 } else { names.len() };
    names.iter().take(count).any(|name| {
        let name = key(name);
        let full: BTreeSet<&String> = name.iter().collect();
        let part = || said_set.is_subset(&full) && !said_set.iter().all(|w| is_pronoun(w));
        full.is_subset(&said_set) || (!strict && part())
    })
}

#[cfg(test)]
mod tests {
    use super::{names, same_words, share_a_word, words};

    fn list(names: &[&str]) -> Vec<String> {
        names.iter().map(|n| (*n).to_owned()).collect()
    }

    #[test]
    fn words_are_cut_at_signs() {
        assert_eq!(
            words("Ana Reis’s O'Neill-Hall, the 2nd_one 's x' -"),
            ["ana", "reis", "o'neill-hall", "the", "2nd", "one", "x"]
        );
        assert_eq!(words("U.S. it's"), ["u", "s", "it"]);
        assert_eq!(words(" … "), [""; 0]);
    }

    #[test]
    fn mentions_share_content_words_only() {
        assert!(share_a_word("the harbour master", "Harbour Master Reis", false));
        assert!(!share_a_word("President Reis", "President Hall", false));
        assert!(!share_a_word("you", "You", false) && share_a_word("you", "You", true));
        assert!(same_words("He", "he") && !same_words("", ""));
    }

    #[test]
    fn the_fullest_name_or_any() {
        let reis = list(&["Ana Reis", "Reis", "the captain"]);
        for (speaker, strict, lenient) in [
            ("Ana Reis", true, true),
            ("Ana Maria Reis", true, true),
            ("Senator Ana Reis", true, true),
            ("Reis", false, true),
            ("captain", false, true),
            ("Ana Hall", false, false),
            ("she", false, false),
            ("", false, false),
        ] {
            assert_eq!((names(speaker, &reis, true), names(speaker, &reis, false)), (strict, lenient), "{speaker}");
        }
    }

    #[test]
    fn the_writer_is_i_and_titles_alone_are_names() {
        assert!(names("I", &list(&["AUTHOR"]), true) && !names("I", &list(&["Ana Reis"]), false));
        assert!(names("the President", &list(&["President"]), true));
        assert!(!names("the Governor", &list(&["President"]), true));
    }
}
