//! The lists that say what web sites do: words, elements and roles, an entry a line.

use std::sync::LazyLock;

use dom_query::NodeRef;
use rustc_hash::FxHashSet;

/// Entries, in small letters.
pub(super) struct List(LazyLock<FxHashSet<&'static str>>);

impl List {
    pub(super) fn has(&self, entry: &str) -> bool {
        self.0.contains(entry)
    }

    pub(super) fn entries(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.0.iter().copied()
    }
}

fn lines(content: &'static str) -> FxHashSet<&'static str> {
    content.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

pub(super) static HIDDEN: List = List(LazyLock::new(|| lines(include_str!("lists/hidden.txt"))));
pub(super) static ELEMENTS: List = List(LazyLock::new(|| lines(include_str!("lists/elements.txt"))));
pub(super) static ROLES: List = List(LazyLock::new(|| lines(include_str!("lists/roles.txt"))));
pub(super) static CLASSES: List = List(LazyLock::new(|| lines(include_str!("lists/classes.txt"))));
pub(super) static NEGATIONS: List = List(LazyLock::new(|| lines(include_str!("lists/negations.txt"))));
pub(super) static LEADS: List = List(LazyLock::new(|| lines(include_str!("lists/leads.txt"))));
pub(super) static BYLINES: List = List(LazyLock::new(|| lines(include_str!("lists/bylines.txt"))));

/// Whether the page says that an element is not to be seen.
pub(super) fn is_hidden(node: &NodeRef<'_>) -> bool {
    if node.has_attr("hidden") || node.attr("aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true")) {
        return true;
    }
    node.attr("style").is_some_and(|style| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
        style.contains("display:none") || style.contains("visibility:hidden")
    })
}

/// Whether some entry of [`CLASSES`] stands in the value of a class or id.
pub(super) fn is_furniture(classes: &str) -> bool {
    classes.split_ascii_whitespace().any(|class| {
        let words = words(class);
        (0..words.len()).any(|at| {
            let negated = at > 0 && NEGATIONS.has(&words[at - 1]);
            let mut phrase = String::new();
            !negated
                && words[at..].iter().take(LONGEST).any(|word| {
                    phrase.push_str(if phrase.is_empty() { "" } else { " " });
                    phrase.push_str(word);
                    CLASSES.has(&phrase)
                })
        })
    })
}

/// The most words of an entry of [`CLASSES`].
const LONGEST: usize = 3;

/// The words of a class: `relatedStories__box-2` is related, stories, box, 2.
fn words(class: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in class.chars() {
        if !c.is_alphanumeric() || c.is_uppercase() && before.is_lowercase() {
            words.push(String::new());
        }
        if let (true, Some(word)) = (c.is_alphanumeric(), words.last_mut()) {
            word.extend(c.to_lowercase());
        }
        before = c;
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_classes() {
        for class in
            ["related", "o-box__related--wide", "RelatedStories", "x most-read", "article-comments", "newsletter_box"]
        {
            assert!(is_furniture(class), "{class}");
        }
        for class in
            ["has-sidebar", "article-body", "story--with-comments", "unrelated", "", "commentary", "main col-8"]
        {
            assert!(!is_furniture(class), "{class}");
        }
    }

    #[test]
    fn lists_are_in_small_letters_and_short() {
        for list in [&HIDDEN, &ELEMENTS, &ROLES, &CLASSES, &NEGATIONS, &LEADS, &BYLINES] {
            assert!(list.entries().count() > 3);
            for entry in list.entries() {
                assert!(entry.trim() == entry && entry == entry.to_lowercase(), "{entry}");
            }
        }
        let contents = [
            include_str!("lists/hidden.txt"),
            include_str!("lists/elements.txt"),
            include_str!("lists/roles.txt"),
            include_str!("lists/classes.txt"),
            include_str!("lists/negations.txt"),
            include_str!("lists/leads.txt"),
            include_str!("lists/bylines.txt"),
        ];
        for content in contents {
            assert!(content.lines().skip_while(|line| line.starts_with('#')).is_sorted_by(|a, b| a < b), "{content}");
        }
        assert!(CLASSES.entries().all(|entry| entry.split(' ').count() <= LONGEST));
    }
}
