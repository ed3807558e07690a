//! Furniture: what stands in a page around the article or beside it, and is taken out before the article is looked for.
//!
//! Elements and roles that mean it, classes that say it, and lines that are a link and nothing else. An element is kept all
//! the same if what only an article has is in it, or most of the text of the page.

use dom_query::{Document, NodeId, NodeRef};
use rustc_hash::{FxHashMap, FxHashSet};

use super::LINE_END;
use super::blocks::is_block;
use super::list::{ELEMENTS, HIDDEN, LEADS, ROLES, is_furniture, is_hidden};

/// Takes everything out that is no part of an article, and the headline, which is the title.
/// Line breaks become characters, for who looks for the article makes paragraphs of them that are not always right.
pub(super) fn remove(tree: &Document) {
    let Some(body) = tree.body() else { return };
    let mut page = Page::default();
    page.total = page.measure(&body).text;
    page.keep(tree);
    page.clean(body);
    tree.select("h1").remove();
    for line in tree.select("br").nodes() {
        line.insert_before(&tree.tree.new_text(LINE_END));
        line.remove_from_parent();
    }
}

/// How many bytes of text there are, white space aside, how many of them are links, and how many links.
#[derive(Clone, Copy, Default)]
struct Measure {
    text: usize,
    linked: usize,
    links: usize,
}

#[derive(Default)]
struct Page {
    measures: FxHashMap<NodeId, Measure>,
    /// Elements with something in them that only an article has.
    kept: FxHashSet<NodeId>,
    total: usize,
}

impl Page {
    fn measure(&mut self, node: &NodeRef<'_>) -> Measure {
        let mut sum = Measure::default();
        for child in node.children_it(false) {
            let part = if child.is_text() {
                Measure { text: child.text().split_ascii_whitespace().map(str::len).sum(), ..Measure::default() }
            } else if child.is_element() && !child.node_name().is_some_and(|name| HIDDEN.has(&name)) {
                self.measure(&child)
            } else {
                continue;
            };
            sum.text += part.text;
            sum.linked += part.linked;
            sum.links += part.links;
        }
        if node.has_name("a") {
            (sum.linked, sum.links) = (sum.text, 1);
        }
        self.measures.insert(node.id, sum);
        sum
    }

    /// Remembers what leads to the headline, the main part, and the body of the article.
    fn keep(&mut self, tree: &Document) {
        let article = tree.select("article");
        // Comments are articles, too, in some pages.
        let article = article.nodes().iter().find(|node| !names_furniture(node));
        let landmarks = tree.select("h1, main, [role='main'], [itemprop~='articleBody']");
        for node in landmarks.nodes().iter().chain(article) {
            self.kept.insert(node.id);
            for ancestor in node.ancestors_it(None) {
                if !self.kept.insert(ancestor.id) {
                    break;
                }
            }
        }
    }

    fn clean(&self, node: NodeRef<'_>) {
        for child in node.element_children() {
            if !self.kept.contains(&child.id) && self.is_furniture(&child) {
                child.remove_from_parent();
            } else {
                self.clean(child);
            }
        }
    }

    fn is_furniture(&self, node: &NodeRef<'_>) -> bool {
        let Some(name) = node.node_name() else { return false };
        if HIDDEN.has(&name) || is_hidden(node) {
            return true;
        }
        let measure = self.measures.get(&node.id).copied().unwrap_or_default();
        if measure.text * 5 > self.total * 3 {
            return false;
        }
        // Elements of a maker's own have a hyphen in their names, which say what they are.
        let own = name.contains('-') && is_furniture(&name);
        own || ELEMENTS.has(&name) || names_furniture(node) || is_block(&name) && leads_away(node, measure)
    }
}

/// Whether role, class or id say that an element is no part of an article.
fn names_furniture(node: &NodeRef<'_>) -> bool {
    node.attr("role").is_some_and(|role| ROLES.has(&role.to_ascii_lowercase()))
        || ["class", "id"].iter().any(|name| node.attr(name).is_some_and(|value| is_furniture(&value)))
}

/// Whether a block is a link, hardly more than a list of links, or says that a link follows.
fn leads_away(node: &NodeRef<'_>, measure: Measure) -> bool {
    /// Longer blocks are no mere lines.
    const LINE: usize = 400;
    if measure.text > 0
        && (measure.linked == measure.text || measure.links > 1 && measure.linked * 5 > measure.text * 3)
    {
        return true;
    }
    if measure.text == 0 || measure.text > LINE {
        return false;
    }
    let text: String = node.text().split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let lead = LEADS.entries().filter(|lead| text.starts_with(lead)).max_by_key(|lead| lead.len());
    lead.is_some_and(|lead| {
        let rest = text[lead.len()..].trim_start_matches([':', '.', ' ', '>', '»', '|', '–', '-']);
        let ends = !text[lead.len()..].starts_with(char::is_alphanumeric);
        ends && (rest.is_empty() || measure.linked * 2 > measure.text)
    })
}
