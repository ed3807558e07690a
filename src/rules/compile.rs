//! A pattern to two anchored regular expressions: what stands right of the quoted span, and what stands left of it, read
//! from the span outwards. So the nearest fitting element wins on either side, and a look costs no more than a window.

use std::sync::Arc;

use once_cell::sync::OnceCell;
use regex::bytes::{Regex, RegexBuilder};

use super::alphabet::{Alphabet, Code};
use super::atom::{Atom, Test};
use super::needs::{bits, first_of_sequence, required_atoms};
use super::syntax::{Count, Node, Part, Role};

/// What a capture group holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    Role(Role),
    /// Elements passed over by a gap.
    Gap,
    /// A part that a match can do without, by its number.
    Part(usize),
}

/// A pattern ready to run.
#[derive(Debug, Clone)]
pub(crate) struct Compiled {
    pub quote: Test,
    pub left: Side,
    pub right: Side,
    /// What it was compiled from.
    pub tree: Split,
}

/// A tree, split at its QUOTE.
#[derive(Debug, Clone)]
pub(crate) struct Split {
    pub left: Vec<Node>,
    pub quote: Test,
    /// The QUOTE as it is written.
    pub written: String,
    pub right: Vec<Node>,
}

impl Compiled {
    pub(crate) fn new(tree: Split, alphabet: &Alphabet) -> Self {
        Compiled {
            quote: tree.quote.clone(),
            left: Side::new(&tree.left, alphabet, true),
            right: Side::new(&tree.right, alphabet, false),
            tree,
        }
    }
}

/// One side of a pattern.
#[derive(Debug, Clone)]
pub(crate) struct Side {
    source: String,
    regex: OnceCell<Option<Regex>>,
    pub groups: Vec<Group>,
    /// Codes that can stand next to the span, as bits; empty if anything can.
    first: Vec<u64>,
    /// For each atom that every match has, the codes it matches, as bits; quoted spans aside, whose codes change.
    required: Vec<Vec<u64>>,
    /// Matches without any element.
    pub nullable: bool,
    pub empty: bool,
}

/// The size at which a compiled side is refused, in bytes.
const REGEX_SIZE: usize = 1 << 22;
/// The length at which the expression of a side is refused before it is read, in bytes.
const SOURCE_SIZE: usize = 1 << 20;

/// Splits a tree at its QUOTE; `Err` says what is wrong with the tree as a whole.
pub(crate) fn split(node: &Node) -> Result<Split, String> {
    let Node::Sequence(items) = node else {
        return Err("QUOTE cannot stand in an alternative; write two rules".into());
    };
    let at: Vec<usize> = (0..items.len()).filter(|i| matches!(items[*i].bare(), Node::Quote(_))).collect();
    if items.iter().map(count_quotes).sum::<usize>() != at.len() {
        return Err("QUOTE cannot stand inside a group".into());
    }
    let [at] = at[..] else { return Err(format!("QUOTE stands exactly once; it stands {} times", at.len())) };
    let Node::Quote(test) = items[at].bare() else { return Err("QUOTE stands exactly once".into()) };
    let written = if let Node::Part(part, _) = &items[at] { part.text.clone() } else { String::new() };
    Ok(Split { left: items[..at].to_vec(), quote: test.clone(), written, right: items[at + 1..].to_vec() })
}

fn count_quotes(node: &Node) -> usize {
    match node {
        Node::Quote(_) => 1,
        Node::Sequence(v) | Node::Either(v) => v.iter().map(count_quotes).sum(),
        Node::Repeat(n, _) | Node::Part(_, n) => count_quotes(n),
        Node::Atom(_) | Node::Role(..) | Node::Gap(_) => 0,
    }
}

/// Makes every atom of a tree known to the alphabet.
pub(crate) fn register(nodes: &[Node], alphabet: &mut Alphabet) {
    for node in nodes {
        match node {
            Node::Atom(a) | Node::Role(_, a) => drop(alphabet.atom(a)),
            Node::Gap(_) => drop(alphabet.atom(&Atom::Any)),
            Node::Sequence(v) | Node::Either(v) => register(v, alphabet),
            Node::Repeat(n, _) | Node::Part(_, n) => register(std::slice::from_ref(n), alphabet),
            Node::Quote(_) => {}
        }
    }
}

/// Whether a role is somewhere in the tree.
pub(crate) fn has_role(nodes: &[Node], role: Role) -> bool {
    nodes.iter().any(|node| match node {
        Node::Role(r, _) => *r == role,
        Node::Sequence(v) | Node::Either(v) => has_role(v, role),
        Node::Repeat(n, _) | Node::Part(_, n) => has_role(std::slice::from_ref(n), role),
        _ => false,
    })
}

impl Side {
    /// Compiles one side; `outwards` reverses it, so that it reads from the span to the left.
    pub(crate) fn new(nodes: &[Node], alphabet: &Alphabet, outwards: bool) -> Self {
        let mut writer = Writer::new(alphabet, outwards, false);
        writer.sequence(nodes);
        let mut first = Vec::new();
        let nullable = first_of_sequence(nodes, alphabet, outwards, &mut first);
        let mut required = Vec::new();
        required_atoms(nodes, alphabet, &mut required);
        Side {
            source: writer.source,
            regex: OnceCell::new(),
            groups: writer.groups,
            first: bits(&first),
            required,
            nullable,
            empty: nodes.is_empty(),
        }
    }

    /// Whether the side can match with this element next to the span.
    pub(crate) fn can_start(&self, code: Option<Code>) -> bool {
        self.nullable
            || code.is_some_and(|c| self.first.get(c as usize / 64).is_some_and(|bits| bits & (1 << (c % 64)) != 0))
    }

    /// Whether every element that the side cannot do without is among the codes `present` near the span, as bits.
    pub(crate) fn can_match(&self, present: &[u64]) -> bool {
        self.required.iter().all(|atom| atom.iter().zip(present).any(|(a, p)| a & p != 0))
    }

    /// The expression, compiled on its first use.
    pub(crate) fn regex(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| build(&self.source)).as_ref()
    }

    /// Compiles now; for checking a rule file.
    pub(crate) fn check(&self) -> Result<(), String> {
        self.regex().map(drop).ok_or_else(|| "the pattern is too large; make its gaps and repeats smaller".into())
    }
}

/// One side of a pattern with a group around each part that a match can do without, to see which parts matched.
pub(crate) struct Probe {
    pub regex: Option<Regex>,
    pub groups: Vec<Group>,
    pub parts: Vec<Arc<Part>>,
}

impl Probe {
    /// Reads `nodes` as [`Side::new`] does.
    pub(crate) fn new(nodes: &[Node], alphabet: &Alphabet, outwards: bool) -> Self {
        let mut writer = Writer::new(alphabet, outwards, true);
        writer.sequence(nodes);
        Probe { regex: build(&writer.source), groups: writer.groups, parts: writer.parts }
    }
}

fn build(source: &str) -> Option<Regex> {
    if source.len() > SOURCE_SIZE {
        return None;
    }
    RegexBuilder::new(source).size_limit(REGEX_SIZE).dfa_size_limit(REGEX_SIZE).build().ok()
}

struct Writer<'a> {
    alphabet: &'a Alphabet,
    outwards: bool,
    source: String,
    groups: Vec<Group>,
    /// Whether parts get groups of their own.
    probing: bool,
    parts: Vec<Arc<Part>>,
}

impl<'a> Writer<'a> {
    fn new(alphabet: &'a Alphabet, outwards: bool, probing: bool) -> Self {
        Writer { alphabet, outwards, source: String::from("^"), groups: Vec::new(), probing, parts: Vec::new() }
    }

    fn sequence(&mut self, nodes: &[Node]) {
        if self.outwards {
            nodes.iter().rev().for_each(|n| self.node(n));
        } else {
            nodes.iter().for_each(|n| self.node(n));
        }
    }

    fn node(&mut self, node: &Node) {
        match node {
            Node::Atom(atom) => self.source += &self.alphabet.class(atom),
            Node::Role(role, atom) => {
                self.groups.push(Group::Role(*role));
                self.source += &format!("({})", self.alphabet.class(atom));
            }
            Node::Sequence(nodes) => {
                self.source += "(?:";
                self.sequence(nodes);
                self.source += ")";
            }
            Node::Either(nodes) => {
                self.source += "(?:";
                for (i, node) in nodes.iter().enumerate() {
                    if i > 0 {
                        self.source += "|";
                    }
                    self.node(node);
                }
                self.source += ")";
            }
            Node::Repeat(node, count) => {
                self.source += "(?:";
                self.node(node);
                self.source += match count {
                    Count::Optional => ")?",
                    Count::Any => "){0,8}",
                    Count::Some => "){1,8}",
                };
            }
            Node::Gap(width) => {
                self.groups.push(Group::Gap);
                self.source += &format!("({}{{0,{width}}}?)", self.alphabet.class(&Atom::Any));
            }
            Node::Part(part, node) if self.probing && part.optional => {
                self.groups.push(Group::Part(self.parts.len()));
                self.parts.push(part.clone());
                self.source += "(";
                self.node(node);
                self.source += ")";
            }
            Node::Part(_, node) => self.node(node),
            Node::Quote(_) => {}
        }
    }
}
