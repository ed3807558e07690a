//! Writing: elements to text, blocks to paragraphs with blank lines between them.

use dom_query::{NodeData, NodeRef};

use super::blocks::is_block;
use super::list::{HIDDEN, is_hidden};

/// The text of nodes, one after another.
pub(super) fn text(nodes: &[NodeRef<'_>]) -> String {
    let mut writer = Writer::default();
    for node in nodes {
        writer.gap(Gap::Paragraph);
        writer.node(*node, false);
    }
    writer.text
}

/// What stands between what was written and what comes, if anything comes.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Space,
    Line,
    Paragraph,
}

#[derive(Default)]
struct Writer {
    text: String,
    gap: Gap,
}

impl Writer {
    fn gap(&mut self, gap: Gap) {
        self.gap = match (self.gap, gap) {
            // Two line ends are a blank line.
            (Gap::Line, Gap::Line) => Gap::Paragraph,
            (before, gap) => before.max(gap),
        };
    }

    /// As deep as the tree is, which has bounds.
    fn node(&mut self, node: NodeRef<'_>, kept: bool) {
        if node.is_text() {
            let contents = node.query(|node| match &node.data {
                NodeData::Text { contents } => contents.to_string(),
                _ => String::new(),
            });
            return self.characters(&contents.unwrap_or_default(), kept);
        }
        // The root of a tree has no name.
        let name = node.node_name().unwrap_or_default();
        if HIDDEN.has(&name) || is_hidden(&node) {
            return;
        }
        match &*name {
            "br" => return self.gap(Gap::Line),
            name if is_block(name) => self.gap(Gap::Paragraph),
            _ => {}
        }
        for child in node.children_it(false) {
            self.node(child, kept || &*name == "pre");
        }
        if is_block(&name) {
            self.gap(Gap::Paragraph);
        }
    }

    /// Characters with white space collapsed, save that line ends may be `kept`.
    fn characters(&mut self, contents: &str, kept: bool) {
        for c in contents.chars() {
            match c {
                '\n' if kept => self.gap(Gap::Line),
                // As LINE_END.
                '\u{2028}' => self.gap(Gap::Line),
                ' ' | '\t' | '\n' | '\r' | '\x0c' => self.gap(Gap::Space),
                // Hints where a word can be broken; NUL is left by what was no HTML.
                '\u{ad}' | '\u{200b}' | '\u{feff}' | '\0' => {}
                c => {
                    self.close_gap(c, kept);
                    self.text.push(c);
                }
            }
        }
    }

    fn close_gap(&mut self, next: char, kept: bool) {
        let gap = std::mem::take(&mut self.gap);
        if self.text.is_empty() {
            return;
        }
        self.text.push_str(match gap {
            Gap::None => "",
            Gap::Space => " ",
            // A line that is broken off in the middle of a sentence goes on.
            Gap::Line if next.is_lowercase() && !kept => " ",
            Gap::Line => "\n",
            Gap::Paragraph => "\n\n",
        });
    }
}
