//! Quotation elements: `q` and `blockquote` get the marks that browsers show for them, or indent them instead of.
//!
//! The marks become part of the text, so that pairs of marks are all that later stages know of quotations. A `q` gets curly
//! double marks, one inside another single ones. A `blockquote` gets an opening mark at each paragraph and a closing one
//! after the last, as a quotation of several paragraphs is printed; whom it credits at its end follows after a dash.
//! Whatever has marks already is left as it is.

use dom_query::{Document, NodeRef};
use rustc_hash::FxHashMap;

use super::blocks::is_block;
use super::list::{HIDDEN, is_hidden};
use crate::quotes::is_mark;

const DASHES: [char; 4] = ['—', '–', '―', '-'];

/// Puts the marks into the texts of the tree.
pub(super) fn mark(tree: &Document) {
    for quote in tree.select("q").nodes() {
        let outer = quote.ancestors_it(None).filter(|ancestor| ancestor.has_name("q")).count();
        let (open, close) = if outer.is_multiple_of(2) { ("“", "”") } else { ("‘", "’") };
        let texts: Vec<_> = paragraphs(*quote).into_iter().flat_map(|paragraph| paragraph.texts).collect();
        let mut marks = Marks::default();
        if !joined(&texts).starts_with(is_mark)
            && let Some((first, last)) = texts.first().zip(texts.last())
        {
            marks.before(first, open);
            marks.after(last, close);
        }
        marks.put();
    }
    for figure in tree.select("figure").nodes() {
        credit_of_figure(figure);
    }
    for quote in tree.select("blockquote").nodes() {
        if !quote.ancestors_it(None).any(|ancestor| ancestor.has_name("blockquote")) {
            blockquote(*quote);
        }
    }
}

/// A figure of a quotation alone: its caption is the credit, and is no caption any more.
fn credit_of_figure(figure: &NodeRef<'_>) {
    let children = figure.element_children();
    let Some(caption) = children.iter().find(|child| child.has_name("figcaption")) else { return };
    if children.iter().any(|child| child.has_name("blockquote")) {
        keep(caption);
        let mut marks = Marks::default();
        marks.dash(&paragraphs(*caption));
        marks.put();
    }
}

/// Makes an element for the source of a quotation one that nobody takes for something else.
fn keep(credit: &NodeRef<'_>) {
    credit.rename("p");
    credit.remove_attrs(&["class", "id", "role"]);
}

fn blockquote(quote: NodeRef<'_>) {
    join_lines(&quote);
    let mut quoted = paragraphs(quote);
    for link in descendants(&quote, |node| node.has_name("a") && is_address(&node.text())) {
        link.remove_from_parent();
    }
    for credit in descendants(&quote, |node| node.has_name("footer")) {
        keep(&credit);
    }
    // Whom it credits stands at its end, in an element for that or after a dash, and perhaps goes on: “, baker”.
    let is_credit = |at: usize| {
        let goes_on = !quoted[at].begins && at > 0 && quoted[at - 1].credit;
        quoted[at].credit || goes_on || joined(&quoted[at].texts).starts_with(DASHES)
    };
    let mut length = quoted.len();
    while length > 1 && is_credit(length - 1) {
        length -= 1;
    }
    let mut credits = quoted.split_off(length);
    credits.iter_mut().for_each(cut_account);
    let mut marks = Marks::default();
    marks.dash(&credits);
    let closing = quoted.last().and_then(|last| last.texts.last());
    if !quoted.first().is_some_and(|first| joined(&first.texts).starts_with(is_mark)) {
        for paragraph in quoted.iter().filter(|paragraph| paragraph.begins) {
            paragraph.texts.first().inspect(|first| marks.before(first, "“"));
        }
        closing.inspect(|last| marks.after(last, "”"));
    }
    marks.put();
}

/// Leaves out of a credit the account in a social network, and the date after it: “Ana Reis (@anareis) June 3”.
fn cut_account(credit: &mut Paragraph<'_>) {
    let at = |text: &NodeRef<'_>| text.text().find("(@");
    let Some((begin, at)) = credit.texts.iter().enumerate().find_map(|(i, text)| Some((i, at(text)?))) else { return };
    for text in credit.texts.drain(begin + 1..) {
        text.remove_from_parent();
    }
    if let Some(text) = credit.texts.last_mut() {
        let name = text.tree.new_text(&text.text()[..at]);
        text.insert_before(&name);
        text.remove_from_parent();
        *text = name;
    }
}

/// Makes one line of lines that are broken inside a paragraph, as those of a verse.
fn join_lines(quote: &NodeRef<'_>) {
    let is_break = |node: NodeRef<'_>| node.has_name("br");
    for line in descendants(quote, |node| is_break(*node)) {
        let beside = [line.prev_element_sibling(), line.next_element_sibling()];
        if !beside.into_iter().flatten().any(is_break) {
            line.insert_before(&line.tree.new_text(" "));
            line.remove_from_parent();
        }
    }
}

/// What is in a node, as it is before anything is changed.
fn descendants<'t>(node: &NodeRef<'t>, wanted: impl Fn(&NodeRef<'t>) -> bool) -> Vec<NodeRef<'t>> {
    node.descendants_it().filter(wanted).collect()
}

/// Texts without a block or a blank line between them, none of them blank.
#[derive(Default)]
struct Paragraph<'t> {
    texts: Vec<NodeRef<'t>>,
    /// Whether it begins a line, and does not go on after a credit.
    begins: bool,
    /// Whether it stands in an element for the source of a quotation.
    credit: bool,
}

/// The text of nodes, white space before it aside.
fn joined(texts: &[NodeRef<'_>]) -> String {
    let text: String = texts.iter().map(|text| text.text().to_string()).collect();
    text.trim_start().to_owned()
}

/// Whether a link shows an address, as of a picture that belongs to a message; nobody has said that.
fn is_address(text: &str) -> bool {
    text.contains('/') && text.contains('.') && !text.trim().contains(char::is_whitespace)
}

fn paragraphs(node: NodeRef<'_>) -> Vec<Paragraph<'_>> {
    let mut found = vec![Paragraph { begins: true, ..Paragraph::default() }];
    gather(node, false, &mut found);
    found.retain(|paragraph| !paragraph.texts.is_empty());
    found
}

/// As deep as the tree is, which has bounds.
fn gather<'t>(node: NodeRef<'t>, in_credit: bool, found: &mut Vec<Paragraph<'t>>) {
    for child in node.children_it(false) {
        if child.is_text() {
            if let (false, Some(last)) = (child.text().trim().is_empty(), found.last_mut()) {
                last.texts.push(child);
            }
            continue;
        }
        let Some(name) = child.node_name() else { continue };
        if HIDDEN.has(&name) || is_hidden(&child) || &*name == "a" && is_address(&child.text()) {
            continue;
        }
        let credit = in_credit || matches!(&*name, "cite" | "footer");
        let begins = &*name == "br" || is_block(&name);
        if begins || credit {
            found.push(Paragraph { begins, credit, ..Paragraph::default() });
        }
        gather(child, credit, found);
        if begins || credit {
            // What goes on after a credit in the same line, only goes on.
            found.push(Paragraph { begins, credit: in_credit, ..Paragraph::default() });
        }
    }
}

/// What is to be put before and after texts.
#[derive(Default)]
struct Marks<'t>(FxHashMap<dom_query::NodeId, (NodeRef<'t>, &'static str, &'static str)>);

impl<'t> Marks<'t> {
    fn before(&mut self, text: &NodeRef<'t>, mark: &'static str) {
        self.0.entry(text.id).or_insert((*text, "", "")).1 = mark;
    }

    fn after(&mut self, text: &NodeRef<'t>, mark: &'static str) {
        self.0.entry(text.id).or_insert((*text, "", "")).2 = mark;
    }

    /// A dash before credits that have none.
    fn dash(&mut self, credits: &[Paragraph<'t>]) {
        let first = credits.first().filter(|credit| !joined(&credit.texts).starts_with(DASHES));
        first.and_then(|credit| credit.texts.first()).inspect(|text| self.before(text, "— "));
    }

    fn put(self) {
        for (text, before, after) in self.0.into_values() {
            let contents = text.text();
            let (inner, start) = (contents.trim(), contents.len() - contents.trim_start().len());
            let (lead, trail) = (&contents[..start], &contents[start + inner.len()..]);
            text.insert_before(&text.tree.new_text(format!("{lead}{before}{inner}{after}{trail}")));
            text.remove_from_parent();
        }
    }
}
