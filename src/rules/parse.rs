//! Reading patterns: text to a tree, every fault with its place.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::atom::Atom;
use super::syntax::{Count, Node, Part};
use crate::chunks::ElementKind;
use crate::error::did_you_mean;
use crate::lexicon::Lexicon;

/// Something wrong in a text, and where in it, in bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    pub at: Range<usize>,
    pub message: String,
    /// The macro called at that place, if the fault is inside it.
    pub within: Option<String>,
    /// Whether the text, being that of a macro, calls itself there.
    pub circle: bool,
}

impl Wrong {
    pub(super) fn new(at: Range<usize>, message: impl Into<String>) -> Self {
        Wrong { at, message: message.into(), within: None, circle: false }
    }
}

/// The texts of macros by their names.
pub(super) type Macros = BTreeMap<String, String>;

/// The longest pattern that is read, in bytes.
const LONGEST: usize = 4096;
/// How many items a pattern may have, those of its macros counted wherever they are called.
const MOST_ITEMS: usize = 500;
/// How deep groups and macros may nest.
const DEEPEST: usize = 16;
/// The widest gap.
const WIDEST_GAP: u8 = 40;

/// Reads a pattern, or the text of the macro called `name`; a pattern has the name "".
pub(super) fn parse(name: &str, text: &str, lexicon: &mut Lexicon, macros: &Macros) -> Result<Node, Wrong> {
    if text.len() > LONGEST {
        return Err(Wrong::new(0..1, format!("this has {} bytes; {LONGEST} are the most", text.len())));
    }
    let mut items = 0;
    let mut parser = Parser { text, calls: vec![name.to_owned()], at: 0, lexicon, macros, depth: 0, items: &mut items };
    let node = parser.sequence()?;
    if parser.at < text.len() { Err(parser.wrong(1, CLOSES_NOTHING)) } else { Ok(node) }
}

const CLOSES_NOTHING: &str = "this bracket closes nothing";
pub(super) const NOT_CLOSED: &str = "this bracket is not closed";

pub(super) struct Parser<'p> {
    pub(super) text: &'p str,
    pub(super) at: usize,
    pub(super) lexicon: &'p mut Lexicon,
    /// The macros whose texts this is inside of, outermost first; "" for the pattern.
    calls: Vec<String>,
    macros: &'p Macros,
    depth: usize,
    /// Items read so far, in macros too.
    items: &'p mut usize,
}

impl Parser<'_> {
    pub(super) fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    pub(super) fn wrong(&self, width: usize, message: impl Into<String>) -> Wrong {
        Wrong::new(self.at..(self.at + width).min(self.text.len().max(self.at)), message)
    }

    fn skip_space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    fn sequence(&mut self) -> Result<Node, Wrong> {
        let mut alternatives = Vec::new();
        let mut items = Vec::new();
        let mut start = self.at;
        loop {
            self.skip_space();
            match self.rest().chars().next() {
                None | Some(')') => break,
                Some('|') if items.is_empty() => {
                    return Err(self.wrong(1, "nothing stands before this |; write (…)? for an optional part"));
                }
                Some('|') => {
                    let part = self.part(start, true);
                    self.at += 1;
                    start = self.at;
                    alternatives.push(Node::Part(part, Box::new(Node::Sequence(std::mem::take(&mut items)))));
                }
                Some(_) => {
                    let from = self.at;
                    let item = self.item()?;
                    let optional = matches!(item, Node::Gap(_) | Node::Repeat(_, Count::Optional | Count::Any));
                    items.push(Node::Part(self.part(from, optional), Box::new(item)));
                }
            }
        }
        if items.is_empty() && !alternatives.is_empty() {
            return Err(self.wrong(1, "something must stand after the last |; write (…)? for an optional part"));
        }
        if items.is_empty() {
            let stray = self.depth == 0 && !self.rest().is_empty();
            return Err(self.wrong(1, if stray { CLOSES_NOTHING } else { "something must stand here" }));
        }
        let last = Node::Sequence(items);
        if alternatives.is_empty() {
            return Ok(last);
        }
        alternatives.push(Node::Part(self.part(start, true), Box::new(last)));
        Ok(Node::Either(alternatives))
    }

    /// What has been read since `start`, as a part.
    fn part(&self, start: usize, optional: bool) -> Arc<Part> {
        let text = self.text[start..self.at].trim();
        let start = start + self.text[start..].len() - self.text[start..].trim_start().len();
        let within = self.calls.last().cloned().unwrap_or_default();
        Arc::new(Part { within, at: (start, start + text.len()), text: text.into(), optional })
    }

    fn item(&mut self) -> Result<Node, Wrong> {
        *self.items += 1;
        if *self.items > MOST_ITEMS {
            return Err(self.wrong(1, format!("more than {MOST_ITEMS} items, those of macros counted")));
        }
        if let Some(rest) = self.rest().strip_prefix("..") {
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let width = rest[..digits].parse::<u8>().ok().filter(|n| (1..=WIDEST_GAP).contains(n));
            let Some(width) = width else {
                return Err(self.wrong(2 + digits, format!("a gap is written ..n, with n from 1 to {WIDEST_GAP}")));
            };
            self.at += 2 + digits;
            return Ok(Node::Gap(width));
        }
        let start = self.at;
        let node = self.atom()?;
        let count = match self.rest().chars().next() {
            Some('?') => Count::Optional,
            Some('*') => Count::Any,
            Some('+') => Count::Some,
            _ => return Ok(node),
        };
        if matches!(node, Node::Quote(_)) {
            return Err(Wrong::new(start..self.at + 1, "QUOTE stands exactly once"));
        }
        self.at += 1;
        Ok(Node::Repeat(Box::new(node), count))
    }

    fn atom(&mut self) -> Result<Node, Wrong> {
        let sign = |k: ElementKind| Ok(Node::Atom(Atom::Kind(k.into())));
        let rest = self.rest();
        let inner_end = Atom::Kind(ElementKind::SentenceEnd.into());
        for (text, atom) in [("//", Atom::ParagraphEnd), ("/", Atom::SentenceEnd), (".", inner_end)] {
            if rest.starts_with(text) {
                self.at += text.len();
                return Ok(Node::Atom(atom));
            }
        }
        let Some(first) = rest.chars().next() else { return Err(self.wrong(1, "something must stand here")) };
        match first {
            '(' => return self.group(),
            '<' => return self.expanded(),
            '@' => return self.list(),
            '\\' if rest.starts_with("\\(") || rest.starts_with("\\)") => {
                let kind = if rest.starts_with("\\(") { ElementKind::OpenBracket } else { ElementKind::CloseBracket };
                self.at += 2;
                return sign(kind);
            }
            _ => {}
        }
        let signs = [
            (',', ElementKind::Comma),
            (':', ElementKind::Colon),
            (';', ElementKind::Semicolon),
            ('-', ElementKind::Dash),
        ];
        if let Some((_, kind)) = signs.into_iter().find(|(c, _)| *c == first) {
            self.at += 1;
            return sign(kind);
        }
        if first.is_uppercase() {
            return self.named();
        }
        let width =
            rest.len() - rest.trim_start_matches(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-')).len();
        if width == 0 {
            return Err(self.wrong(first.len_utf8(), meaningless(first)));
        }
        let word = rest[..width].replace('’', "'");
        if word.chars().any(char::is_uppercase) {
            return Err(self.wrong(width, "literal words are written in lower case"));
        }
        self.at += width;
        Ok(Node::Atom(Atom::Literal(self.lexicon.intern(&word))))
    }

    fn deeper(&mut self) -> Result<(), Wrong> {
        self.depth += 1;
        let message = || format!("groups and macros nest more than {DEEPEST} deep");
        if self.depth > DEEPEST { Err(self.wrong(1, message())) } else { Ok(()) }
    }

    fn group(&mut self) -> Result<Node, Wrong> {
        let open = self.at;
        self.deeper()?;
        self.at += 1;
        let node = self.sequence()?;
        if !self.rest().starts_with(')') {
            return Err(Wrong::new(open..open + 1, NOT_CLOSED));
        }
        self.at += 1;
        self.depth -= 1;
        Ok(node)
    }

    fn expanded(&mut self) -> Result<Node, Wrong> {
        let rest = &self.rest()[1..];
        let width = rest.len() - rest.trim_start_matches(is_macro_char).len();
        if width == 0 || !rest[width..].starts_with('>') {
            return Err(self.wrong(1 + width, "a macro is written <name>"));
        }
        let name = rest[..width].to_owned();
        let call = self.at..self.at + width + 2;
        let Some(body) = self.macros.get(&name) else {
            let hint = did_you_mean(&name, self.macros.keys().map(String::as_str));
            return Err(Wrong::new(call, format!("no macro is called {name:?}{hint}")));
        };
        if self.calls.contains(&name) {
            let circle = self.calls.first() == Some(&name);
            return Err(Wrong { circle, ..Wrong::new(call, format!("the macro <{name}> calls itself")) });
        }
        self.deeper()?;
        let mut calls = self.calls.clone();
        calls.push(name.clone());
        let mut inner = Parser {
            text: body,
            calls,
            at: 0,
            lexicon: self.lexicon,
            macros: self.macros,
            depth: self.depth,
            items: self.items,
        };
        let node = inner.sequence();
        let closed = inner.at == body.len();
        self.depth -= 1;
        let node = node.and_then(|node| if closed { Ok(node) } else { Err(Wrong::new(0..0, CLOSES_NOTHING)) });
        let node = node.map_err(|w| Wrong {
            at: call.clone(),
            message: format!("in <{name}>: {}", w.message),
            within: Some(name),
            ..w
        })?;
        self.at = call.end;
        Ok(node)
    }

    fn list(&mut self) -> Result<Node, Wrong> {
        let rest = &self.rest()[1..];
        let width = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '_').len();
        let name = rest[..width].to_owned();
        let Some(bits) = self.lexicon.list_bit(&name) else {
            let hint = did_you_mean(&name, self.lexicon.list_names());
            return Err(self.wrong(width + 1, format!("no word list is called {name:?}{hint}")));
        };
        self.at += width + 1;
        Ok(Node::Atom(Atom::InList(bits)))
    }
}

/// What the names of macros are made of.
pub(super) fn is_macro_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-' || c == '_'
}

/// What to say of a character with which no item begins.
fn meaningless(c: char) -> String {
    match c {
        '?' | '*' | '+' => format!("{c} stands right after the one item it repeats, without a space"),
        '–' | '—' | '―' | '‒' | '−' => "write - for a dash of any length".into(),
        '…' => format!("a gap is written ..n, with n from 1 to {WIDEST_GAP}"),
        '[' => "kinds stand right after their element, without a space".into(),
        ']' | '>' => CLOSES_NOTHING.into(),
        '!' => "! stands in square brackets before a kind, as in QUOTE[!lower]".into(),
        '"' | '“' | '”' | '«' | '»' => {
            "write QUOTE for the quotation with its marks; words stand without marks".into()
        }
        '\\' => r"a backslash stands before a bracket only, \( or \)".into(),
        c => format!("{c:?} means nothing in a pattern"),
    }
}
