//! The pattern language: one line of text to a tree.
//!
//! ```text
//! pattern  = item+                          one QUOTE, not inside a group
//! item     = atom [? * +] | ..n
//! atom     = NAME [ "[" kinds "]" ] | word | @list | <macro> | sign | ( pattern | pattern ... )
//! sign     = , : ; - \( \) | . sentence end inside a paragraph | // paragraph end | / either end
//! kinds    = clause+                        every clause must hold
//! clause   = ["!"] kind ("|" kind)*         one of the kinds (with !, none of them)
//! ```

use std::ops::Range;
use std::sync::Arc;

use super::atom::{Atom, Test};
use crate::chunks::{CueKind, ElementKind, QuoteProp, SpeakerProp};
use crate::error::did_you_mean;
use crate::lexicon::{Lexicon, List, VerbClass};

/// A pattern as a tree.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Atom(Atom),
    /// An element whose place the match reports.
    Role(Role, Atom),
    /// The quoted span in question.
    Quote(Test),
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Repeat(Box<Node>, Count),
    /// Up to so many elements, the fewer the better.
    Gap(u8),
    /// A part with the words it is written in.
    Part(Arc<Part>, Box<Node>),
}

impl Node {
    /// What the node is once it is no longer asked where it is written.
    pub(crate) fn bare(&self) -> &Node {
        match self {
            Node::Part(_, node) => node.bare(),
            node => node,
        }
    }
}

/// Where a part of a pattern is written. Two parts are the same if they are written in the same place.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Part {
    /// The macro it is written in; empty for the pattern itself.
    pub within: String,
    /// Its bytes there.
    pub at: (usize, usize),
    /// As it is written.
    pub text: String,
    /// Whether a match can do without it: an alternative, a gap, an item with `?` or `*`.
    pub optional: bool,
}

/// How often an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Count {
    Optional,
    Any,
    Some,
}

/// What a matched element is to the quoted span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Speaker,
    Cue,
    /// Another quoted span whose speaker this one shares.
    Attributed,
    /// A relative pronoun that stands for the speaker beside the quote.
    Who,
}

/// What is wrong with a pattern, and where in it, in bytes.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Wrong {
    pub at: Range<usize>,
    pub message: String,
}

/// The longest pattern that is read, in bytes.
const LONGEST: usize = 4096;
/// How deep groups and macros may nest.
const DEEPEST: usize = 16;
/// The widest gap.
const WIDEST_GAP: u8 = 40;

const NAMES: &[&str] = &[
    "QUOTE",
    "QUOTED",
    "ATTRIBUTED",
    "SPEAKER",
    "MENTION",
    "CUE",
    "VERB",
    "WORD",
    "NUMBER",
    "TIME",
    "WHO",
    "UNSPOKEN",
];

/// Reads one pattern. `macros` gives the text of `<name>`.
pub(crate) fn parse(text: &str, lexicon: &mut Lexicon, macros: &dyn Fn(&str) -> Option<String>) -> Result<Node, Wrong> {
    if text.len() > LONGEST {
        return Err(Wrong {
            at: 0..1,
            message: format!("the pattern has {} bytes; {LONGEST} are the most", text.len()),
        });
    }
    let mut parser = Parser { text, within: "", at: 0, lexicon, macros, depth: 0 };
    let node = parser.sequence()?;
    if parser.at < text.len() {
        return Err(parser.wrong(1, "this bracket closes nothing"));
    }
    Ok(node)
}

struct Parser<'p> {
    text: &'p str,
    /// The macro whose text this is; empty for a pattern.
    within: &'p str,
    at: usize,
    lexicon: &'p mut Lexicon,
    macros: &'p dyn Fn(&str) -> Option<String>,
    depth: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn wrong(&self, width: usize, message: impl Into<String>) -> Wrong {
        Wrong { at: self.at..(self.at + width).min(self.text.len().max(self.at)), message: message.into() }
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
        if items.is_empty() {
            return Err(self.wrong(1, "something must stand here"));
        }
        let last = Node::Sequence(items);
        if alternatives.is_empty() {
            return Ok(last);
        }
        if let Some(empty) = alternatives.iter().position(|n| matches!(n.bare(), Node::Sequence(v) if v.is_empty())) {
            return Err(self.wrong(1, format!("alternative {} is empty; write (…)? for an optional part", empty + 1)));
        }
        alternatives.push(Node::Part(self.part(start, true), Box::new(last)));
        Ok(Node::Either(alternatives))
    }

    /// What has been read since `start`, as a part.
    fn part(&self, start: usize, optional: bool) -> Arc<Part> {
        let text = self.text[start..self.at].trim();
        let start = start + self.text[start..].len() - self.text[start..].trim_start().len();
        Arc::new(Part { within: self.within.into(), at: (start, start + text.len()), text: text.into(), optional })
    }

    fn item(&mut self) -> Result<Node, Wrong> {
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
            return Err(Wrong { at: start..self.at + 1, message: "QUOTE stands exactly once".into() });
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
            return Err(self.wrong(first.len_utf8(), format!("{first:?} means nothing in a pattern")));
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
        if self.depth > DEEPEST {
            Err(self.wrong(1, format!("groups and macros nest more than {DEEPEST} deep")))
        } else {
            Ok(())
        }
    }

    fn group(&mut self) -> Result<Node, Wrong> {
        let open = self.at;
        self.deeper()?;
        self.at += 1;
        let node = self.sequence()?;
        if !self.rest().starts_with(')') {
            return Err(Wrong { at: open..open + 1, message: "this bracket is not closed".into() });
        }
        self.at += 1;
        self.depth -= 1;
        Ok(node)
    }

    fn expanded(&mut self) -> Result<Node, Wrong> {
        let Some(end) = self.rest().find('>') else { return Err(self.wrong(1, "a macro is written <name>")) };
        let name = self.rest()[1..end].to_owned();
        let Some(body) = (self.macros)(&name) else {
            return Err(self.wrong(end + 1, format!("no macro is called {name:?}")));
        };
        self.deeper()?;
        let mut inner =
            Parser { text: &body, within: &name, at: 0, lexicon: self.lexicon, macros: self.macros, depth: self.depth };
        let node = inner.sequence();
        let complete = inner.at == body.len();
        self.depth -= 1;
        let wrong = |w: String| Wrong { at: self.at..self.at + end + 1, message: format!("in <{name}>: {w}") };
        let node = node.map_err(|w| wrong(w.message))?;
        if !complete {
            return Err(wrong("a bracket closes nothing".into()));
        }
        self.at += end + 1;
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

    fn named(&mut self) -> Result<Node, Wrong> {
        let rest = self.rest();
        let width = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
        let name = rest[..width].to_owned();
        if rest[width..].starts_with(|c: char| c.is_lowercase()) {
            return Err(self.wrong(width, "literal words are written in lower case, elements in capitals"));
        }
        let Some(name) = NAMES.iter().find(|n| **n == name) else {
            let hint = did_you_mean(&name, NAMES.iter().copied());
            return Err(self.wrong(width.max(1), format!("no element is called {name:?}{hint}")));
        };
        self.at += width;
        let kinds = self.kinds()?;
        Ok(match *name {
            "QUOTE" => Node::Quote(self.test(&kinds, &[QuoteProp::NAMES])?),
            "QUOTED" => Node::Atom(Atom::Quoted(self.test(&kinds, &[QuoteProp::NAMES])?)),
            "ATTRIBUTED" => {
                let mut test = self.test(&kinds, &[QuoteProp::NAMES])?;
                test.clauses.push((QuoteProp::ATTRIBUTED, false));
                Node::Role(Role::Attributed, Atom::Quoted(test))
            }
            "SPEAKER" => Node::Role(Role::Speaker, Atom::Speaker(self.test(&kinds, &[SpeakerProp::NAMES])?)),
            "MENTION" => Node::Atom(Atom::Speaker(self.test(&kinds, &[SpeakerProp::NAMES])?)),
            "CUE" => Node::Role(Role::Cue, self.cue(kinds)?),
            "WHO" => {
                self.no_kinds(&kinds)?;
                Node::Role(Role::Who, Atom::InList(List::Relative.bit()))
            }
            "VERB" | "NUMBER" | "TIME" | "UNSPOKEN" => {
                self.no_kinds(&kinds)?;
                Node::Atom(match *name {
                    "VERB" => Atom::Verb,
                    "UNSPOKEN" => Atom::Kind(ElementKind::Unspoken.into()),
                    "NUMBER" => Atom::Kind(ElementKind::Number.into()),
                    _ => Atom::Kind(ElementKind::Time.into()),
                })
            }
            _ => Node::Atom(self.word(&kinds)?),
        })
    }

    /// The clauses between brackets: negated or not, kinds with their places.
    fn kinds(&mut self) -> Result<Vec<Clause>, Wrong> {
        if !self.rest().starts_with('[') {
            return Ok(Vec::new());
        }
        let Some(end) = self.rest().find(']') else { return Err(self.wrong(1, "this bracket is not closed")) };
        let inner = self.at + 1..self.at + end;
        let mut clauses = Vec::new();
        let mut at = inner.start;
        for part in self.text[inner.clone()].split(' ') {
            let range = at..at + part.len();
            at += part.len() + 1;
            let (negated, names) = part.strip_prefix('!').map_or((false, part), |p| (true, p));
            if !names.is_empty() {
                clauses.push(Clause { negated, names: names.split('|').map(str::to_owned).collect(), at: range });
            }
        }
        if clauses.is_empty() {
            return Err(self.wrong(end + 1, "a kind must stand between the brackets"));
        }
        self.at = inner.end + 1;
        Ok(clauses)
    }

    fn test(&self, kinds: &[Clause], tables: &[&[(&str, u16)]]) -> Result<Test, Wrong> {
        let mut test = Test::default();
        for clause in kinds {
            let mut bits = 0;
            for name in &clause.names {
                bits |= clause.find(name, tables)?;
            }
            test.clauses.push((bits, clause.negated));
        }
        Ok(test)
    }

    fn cue(&self, kinds: Vec<Clause>) -> Result<Atom, Wrong> {
        let is_form = |n: &String| CueKind::NAMES.iter().any(|(k, _)| k == n);
        let (forms, classes): (Vec<_>, Vec<_>) = kinds.into_iter().partition(|c| c.names.iter().any(is_form));
        let mut bits = 0u16;
        for clause in &forms {
            for name in &clause.names {
                let kind = CueKind::NAMES.iter().find(|(n, _)| n == name);
                let Some((_, kind)) = kind.filter(|_| !clause.negated) else {
                    return Err(Wrong {
                        at: clause.at.clone(),
                        message: "forms of a cue cannot be negated or mixed with verb classes".into(),
                    });
                };
                bits |= 1 << *kind as u16;
            }
        }
        let names: Vec<(&str, u16)> = VerbClass::NAMES.iter().map(|(n, c)| (*n, c.bit())).collect();
        Ok(Atom::Cue(bits, self.test(&classes, &[&names])?))
    }

    fn word(&self, kinds: &[Clause]) -> Result<Atom, Wrong> {
        const CLASSES: &[(&str, u64)] = &[
            ("noun", List::Noun.bit()),
            ("adj", List::Adjective.bit()),
            ("verb", List::VERB),
            ("function", List::FUNCTION),
        ];
        let (mut cap, mut lists) = (None, 0);
        for clause in kinds {
            for name in &clause.names {
                match CLASSES.iter().find(|(n, _)| n == name) {
                    Some((_, bits)) if !clause.negated => lists |= bits,
                    None if name == "cap" => cap = Some(!clause.negated),
                    _ => {
                        let message = format!("WORD has no kind {name:?}; it has cap, !cap, noun, adj, verb, function");
                        return Err(Wrong { at: clause.at.clone(), message });
                    }
                }
            }
        }
        Ok(Atom::Word { cap, lists })
    }

    fn no_kinds(&self, kinds: &[Clause]) -> Result<(), Wrong> {
        kinds.first().map_or(Ok(()), |c| Err(Wrong { at: c.at.clone(), message: "this element has no kinds".into() }))
    }
}

struct Clause {
    negated: bool,
    names: Vec<String>,
    at: Range<usize>,
}

impl Clause {
    fn find(&self, name: &str, tables: &[&[(&str, u16)]]) -> Result<u16, Wrong> {
        let all = || tables.iter().flat_map(|t| t.iter());
        all().find(|(n, _)| *n == name).map(|(_, bit)| *bit).ok_or_else(|| Wrong {
            at: self.at.clone(),
            message: format!("no kind is called {name:?}{}", did_you_mean(name, all().map(|(n, _)| *n))),
        })
    }
}
