//! What can stand at the first places of a side of a pattern, so that a glance at a span's neighbours tells which rules can
//! match there.

use super::alphabet::{Alphabet, Code};
use super::atom::Atom;
use super::needs::Atoms;
use super::syntax::{Count, Node};

/// How many elements on each side of a span are glanced at.
pub(crate) const NEAR: usize = 3;

/// The elements next to a span on one side, outwards.
pub(crate) type Neighbours = [Option<Code>; NEAR];

/// Places as bits: bit `n` stands for the place after `n` elements.
type Places = u8;

/// What can stand at each of the first places of a side, outwards.
#[derive(Debug, Clone, Default)]
pub(crate) struct Opening {
    at: [Atoms; NEAR],
    /// Where the side can be over.
    ends: Places,
}

impl Opening {
    /// The opening of a side; `outwards` says that it is read from right to left.
    pub(crate) fn of(nodes: &[Node], alphabet: &Alphabet, outwards: bool) -> Self {
        let mut opening = Opening::default();
        opening.ends = opening.sequence(nodes, alphabet, outwards, 1);
        opening
    }

    /// Whether the side leaves it possible that this element stands at a place.
    pub(crate) fn fits(&self, place: usize, code: Option<Code>, alphabet: &Alphabet) -> bool {
        let over = self.ends & ((2 << place) - 1) != 0;
        over || code.is_some_and(|code| self.at[place].meet(alphabet.signature(code)))
    }

    /// Takes in nodes that begin at one of the places `from`, and gives the places where they can end.
    fn sequence(&mut self, nodes: &[Node], alphabet: &Alphabet, outwards: bool, from: Places) -> Places {
        let next = |from, node: &Node| self.node(node, alphabet, outwards, from);
        if outwards { nodes.iter().rev().fold(from, next) } else { nodes.iter().fold(from, next) }
    }

    fn node(&mut self, node: &Node, alphabet: &Alphabet, outwards: bool, from: Places) -> Places {
        match node.bare() {
            Node::Atom(atom) | Node::Role(_, atom) => self.atom(atom, alphabet, from),
            Node::Sequence(nodes) => self.sequence(nodes, alphabet, outwards, from),
            Node::Either(nodes) => nodes.iter().fold(0, |ends, n| ends | self.node(n, alphabet, outwards, from)),
            Node::Repeat(node, count) => {
                let (least, most) = match count {
                    Count::Optional => (0, 1),
                    Count::Any => (0, NEAR),
                    Count::Some => (1, NEAR),
                };
                let mut ends = if least == 0 { from } else { 0 };
                let mut last = from;
                for _ in 0..most {
                    last = self.node(node, alphabet, outwards, last);
                    ends |= last;
                }
                ends
            }
            Node::Gap(width) => (0..NEAR.min(usize::from(*width)))
                .fold(from, |places, _| places | self.atom(&Atom::Any, alphabet, places)),
            Node::Quote(_) | Node::Part(..) => from,
        }
    }

    fn atom(&mut self, atom: &Atom, alphabet: &Alphabet, from: Places) -> Places {
        for (place, atoms) in self.at.iter_mut().enumerate() {
            if from >> place & 1 != 0 {
                atoms.add(atom, alphabet);
            }
        }
        from << 1
    }
}
