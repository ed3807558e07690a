//! How deep the elements of a page are nested, told from its tags alone.

use html5ever::LocalName;
use html5ever::tokenizer::{Tag, TagKind};

use super::blocks::is_block;

/// Browsers stop at 512. What people write is hardly ever half as deep as this.
const DEEPEST: usize = 200;

/// The most formatting elements that are open at once.
const FORMATTING: usize = 8;

/// Counts the elements that are open, or more of them, never much less.
pub(super) struct Nesting {
    open: Vec<LocalName>,
    formatting: usize,
    xml: bool,
}

impl Nesting {
    /// Before the first tag of a page, which is written in XML or not.
    pub(super) fn new(xml: bool) -> Self {
        Nesting { open: Vec::new(), formatting: 0, xml }
    }

    /// Takes in a tag; whether it may go on to the tree.
    pub(super) fn admits(&mut self, tag: &Tag) -> bool {
        let name = &*tag.name;
        if is_void(name) {
            return true;
        }
        if holds_raw_text(name) {
            // Its content would be read as text if the tag were left out; but one that ends at once has none.
            return !(self.xml && tag.self_closing);
        }
        match (tag.kind, is_formatting(name)) {
            (TagKind::StartTag, true) => {
                let fits = self.formatting < FORMATTING;
                self.formatting += usize::from(fits);
                fits
            }
            (TagKind::EndTag, true) => {
                self.formatting = self.formatting.saturating_sub(1);
                true
            }
            (TagKind::StartTag, false) => {
                while self.open.last().is_some_and(|open| gives_way(open, name)) {
                    self.open.pop();
                }
                let fits = self.open.len() < DEEPEST;
                if fits {
                    self.open.push(tag.name.clone());
                }
                fits
            }
            (TagKind::EndTag, false) => {
                let begun = self.open.iter().rev().take_while(|open| ***open == *name || !bars(open, name)).count();
                let from = self.open.len() - begun;
                if let Some(at) = self.open[from..].iter().rposition(|open| **open == *name) {
                    self.open.truncate(from + at);
                }
                true
            }
        }
    }

    /// Whether the element ends with its start tag.
    pub(super) fn ends_at_once(&self, tag: &Tag) -> bool {
        self.xml && tag.self_closing && !is_void(&tag.name)
    }
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "basefont"
            | "bgsound"
            | "br"
            | "col"
            | "embed"
            | "frame"
            | "hr"
            | "image"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

fn holds_raw_text(name: &str) -> bool {
    matches!(name, "script" | "style" | "title" | "textarea" | "iframe" | "noembed" | "noframes" | "xmp" | "plaintext")
}

/// Elements that are opened again in the next block until they are closed.
fn is_formatting(name: &str) -> bool {
    matches!(
        name,
        "a" | "b" | "big" | "code" | "em" | "font" | "i" | "nobr" | "s" | "small" | "strike" | "strong" | "tt" | "u"
    )
}

/// Whether an open element ends where another one begins.
fn gives_way(open: &str, new: &str) -> bool {
    match open {
        "p" => is_block(new),
        "li" => new == "li",
        "dt" | "dd" => matches!(new, "dt" | "dd"),
        "td" | "th" => matches!(new, "td" | "th" | "tr" | "tbody" | "thead" | "tfoot"),
        "tr" => matches!(new, "tr" | "tbody" | "thead" | "tfoot"),
        "option" => matches!(new, "option" | "optgroup"),
        _ => false,
    }
}

/// Whether an end tag cannot reach over an open element.
fn bars(open: &str, name: &str) -> bool {
    let in_table = |name| matches!(name, "table" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th" | "caption");
    match open {
        "template" => true,
        "table" => name != "table" && name != "template",
        "td" | "th" | "caption" | "object" | "applet" | "marquee" | "svg" | "math" => !in_table(name),
        "ul" | "ol" => name == "li",
        _ => !is_block(name) && is_block(open),
    }
}
