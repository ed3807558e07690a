//! What a side of a pattern cannot do without, to leave out rules that have no chance at a span. Atoms stand as bits, as in
//! the signatures of codes.

use super::alphabet::Alphabet;
use super::atom::Atom;
use super::syntax::{Count, Node};
use crate::chunks::ElementKind;

/// Atoms as bits.
#[derive(Debug, Clone, Default)]
pub(crate) struct Atoms(Vec<u64>);

impl Atoms {
    fn add(&mut self, atom: &Atom, alphabet: &Alphabet) {
        self.0.resize(alphabet.width(), 0);
        if let Some(n) = alphabet.number(atom) {
            self.0[n / 64] |= 1 << (n % 64);
        }
    }

    fn add_all(&mut self, others: &Atoms) {
        self.0.resize(self.0.len().max(others.0.len()), 0);
        self.0.iter_mut().zip(&others.0).for_each(|(a, b)| *a |= b);
    }

    /// Whether one of them is among `present`.
    pub(crate) fn meet(&self, present: &[u64]) -> bool {
        self.0.iter().zip(present).any(|(a, b)| a & b != 0)
    }

    /// Whether all of them are among `present`.
    fn within(&self, present: &[u64]) -> bool {
        self.0.iter().zip(present).all(|(a, b)| a & !b == 0)
    }

    /// How many codes they match between them, at most.
    fn spread(&self, alphabet: &Alphabet) -> usize {
        (0..64 * self.0.len()).filter(|n| self.0[n / 64] >> (n % 64) & 1 != 0).map(|n| alphabet.spread(n)).sum()
    }
}

/// What every match of a side has somewhere: all of some atoms, and one each of some sets of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Needs {
    all: Atoms,
    one: Vec<Atoms>,
}

impl Needs {
    pub(crate) fn of(nodes: &[Node], alphabet: &Alphabet) -> Self {
        let mut needs = Needs::default();
        needs.sequence(nodes, alphabet);
        needs
    }

    /// Whether a match is possible where these atoms are.
    pub(crate) fn met(&self, present: &[u64]) -> bool {
        self.all.within(present) && self.one.iter().all(|set| set.meet(present))
    }

    fn sequence(&mut self, nodes: &[Node], alphabet: &Alphabet) {
        for node in nodes {
            match node.bare() {
                Node::Atom(a) | Node::Role(_, a) if !changes(a) => self.all.add(a, alphabet),
                Node::Sequence(v) => self.sequence(v, alphabet),
                // One of the alternatives stands there, so one of their rarest parts does.
                Node::Either(v) => {
                    let rarest: Option<Vec<Atoms>> = v.iter().map(|n| rarest(n, alphabet)).collect();
                    if let Some(sets) = rarest {
                        let mut union = Atoms::default();
                        sets.iter().for_each(|set| union.add_all(set));
                        self.one.push(union);
                    }
                }
                Node::Repeat(n, Count::Some) => self.sequence(std::slice::from_ref(n), alphabet),
                _ => {}
            }
        }
    }
}

/// The need of a node that the fewest codes fulfil.
fn rarest(node: &Node, alphabet: &Alphabet) -> Option<Atoms> {
    let Needs { all, one } = Needs::of(std::slice::from_ref(node), alphabet);
    let single = |n: usize| {
        let bits = (0..all.0.len()).map(|word| if word == n / 64 { 1 << (n % 64) } else { 0 });
        Atoms(bits.collect())
    };
    let singles = (0..64 * all.0.len()).filter(|n| all.0[n / 64] >> (n % 64) & 1 != 0).map(single);
    singles.chain(one).min_by_key(|set| set.spread(alphabet))
}

/// Whether elements can come to match an atom, or cease to, while the sieve runs.
fn changes(atom: &Atom) -> bool {
    matches!(atom, Atom::Quoted(_)) || *atom == Atom::Kind(ElementKind::Unspoken.into())
}

/// The atoms that can come first, and whether the whole can be empty.
pub(super) fn first_of_sequence(nodes: &[Node], alphabet: &Alphabet, outwards: bool, out: &mut Atoms) -> bool {
    let mut first = |n: &Node| first_of(n, alphabet, outwards, out);
    if outwards { nodes.iter().rev().all(&mut first) } else { nodes.iter().all(&mut first) }
}

fn first_of(node: &Node, alphabet: &Alphabet, outwards: bool, out: &mut Atoms) -> bool {
    match node.bare() {
        Node::Atom(a) | Node::Role(_, a) => {
            out.add(a, alphabet);
            false
        }
        Node::Gap(_) => {
            out.add(&Atom::Any, alphabet);
            true
        }
        Node::Sequence(v) => first_of_sequence(v, alphabet, outwards, out),
        Node::Either(v) => v.iter().fold(false, |empty, n| first_of(n, alphabet, outwards, out) | empty),
        Node::Repeat(n, count) => first_of(n, alphabet, outwards, out) | (*count != Count::Some),
        Node::Quote(_) | Node::Part(..) => true,
    }
}
