//! A pattern ready to run: what stands right of the quoted span, and what stands left of it, read from the span outwards. So
//! the nearest fitting element wins on either side, and a look costs no more than a window.

use std::sync::{Arc, OnceLock};

use super::alphabet::Alphabet;
use super::atom::{Atom, Test};
use super::needs::{Bits, Needs, needs_of_side};
use super::opening::Opening;
use super::program::Program;
use super::syntax::{Node, Role};

/// A pattern ready to run.
#[derive(Debug, Clone)]
pub(crate) struct Compiled {
    pub quote: Test,
    pub left: Side,
    pub right: Side,
    /// What it was compiled from.
    pub tree: Arc<Split>,
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
    pub(crate) fn new(tree: Arc<Split>, alphabet: &Alphabet, needs: &Needs) -> Self {
        Compiled {
            quote: tree.quote.clone(),
            left: Side::new(&tree.left, alphabet, needs, true),
            right: Side::new(&tree.right, alphabet, needs, false),
            tree,
        }
    }

    /// The program of the left side; `None` if it is too long. Written on its first use.
    pub(crate) fn left(&self, alphabet: &Alphabet) -> Option<&Program> {
        self.left.program.get_or_init(|| Program::new(&self.tree.left, alphabet, true, false)).as_ref()
    }

    /// The program of the right side.
    pub(crate) fn right(&self, alphabet: &Alphabet) -> Option<&Program> {
        self.right.program.get_or_init(|| Program::new(&self.tree.right, alphabet, false, false)).as_ref()
    }

    /// Writes both programs now; for checking a rule file.
    pub(crate) fn check(&self, alphabet: &Alphabet) -> Result<(), String> {
        let both = self.left(alphabet).and(self.right(alphabet));
        both.map(drop).ok_or_else(|| "the pattern is too large; make its gaps and repeats smaller".into())
    }
}

/// One side of a pattern.
#[derive(Debug, Clone)]
pub(crate) struct Side {
    program: OnceLock<Option<Program>>,
    /// What can stand next to the span.
    pub opening: Opening,
    /// What must stand in the sentence of the span, and what anywhere near it.
    pub needs: [Bits; 2],
    pub empty: bool,
}

/// Splits a tree at its QUOTE; `Err` says what is wrong with the tree as a whole.
pub(crate) fn split(node: Node) -> Result<Split, String> {
    let Node::Sequence(mut items) = node else {
        return Err("QUOTE cannot stand in an alternative; write two rules".into());
    };
    let at: Vec<usize> = (0..items.len()).filter(|i| matches!(items[*i].bare(), Node::Quote(_))).collect();
    if items.iter().map(count_quotes).sum::<usize>() != at.len() {
        return Err("QUOTE cannot stand inside a group".into());
    }
    let [at] = at[..] else { return Err(format!("QUOTE stands exactly once; it stands {} times", at.len())) };
    let Node::Quote(test) = items[at].bare() else { return Err("QUOTE stands exactly once".into()) };
    let quote = test.clone();
    let written = if let Node::Part(part, _) = &items[at] { part.text.clone() } else { String::new() };
    let right = items.split_off(at + 1);
    items.truncate(at);
    Ok(Split { left: items, quote, written, right })
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
    /// One side; `outwards` reverses it, so that it reads from the span to the left.
    fn new(nodes: &[Node], alphabet: &Alphabet, needs: &Needs, outwards: bool) -> Self {
        Side {
            program: OnceLock::new(),
            opening: Opening::of(nodes, alphabet, outwards),
            needs: needs_of_side(nodes, alphabet, outwards).map(|sets| needs.bits(&sets)),
            empty: nodes.is_empty(),
        }
    }
}
