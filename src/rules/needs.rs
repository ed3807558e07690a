//! What a side of a pattern cannot do without, to leave out rules that have no chance at a span.

use rustc_hash::FxHashMap;

use super::alphabet::{Alphabet, Code};
use super::atom::Atom;
use super::bits::ones_of;
use super::syntax::{Count, Node};
use crate::chunks::ElementKind;

/// Atoms as bits, as in the signatures of codes.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Atoms(Vec<u64>);

impl Atoms {
    pub(super) fn add(&mut self, atom: &Atom, alphabet: &Alphabet) {
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

    /// How many codes they match between them, at most.
    fn spread(&self, alphabet: &Alphabet) -> usize {
        ones_of(&self.0).map(|atom| alphabet.spread(atom)).sum()
    }
}

/// What every match of a side has somewhere, one each of these sets of atoms: those in the sentence of the span, and those
/// that can stand beyond its ends. `outwards` says that the side is read from right to left.
pub(crate) fn needs_of_side(nodes: &[Node], alphabet: &Alphabet, outwards: bool) -> [Vec<Atoms>; 2] {
    let (within, beyond) = if outwards {
        let (beyond, within) = nodes.split_at(nodes.iter().rposition(has_end).map_or(0, |n| n + 1));
        (within, beyond)
    } else {
        nodes.split_at(nodes.iter().position(has_end).unwrap_or(nodes.len()))
    };
    [needs_of(within, alphabet), needs_of(beyond, alphabet)]
}

/// Whether something in a node matches the end of a sentence.
fn has_end(node: &Node) -> bool {
    let ends = [ElementKind::SentenceEnd, ElementKind::ParagraphEnd];
    match node.bare() {
        Node::Atom(a) | Node::Role(_, a) => match a {
            Atom::SentenceEnd | Atom::ParagraphEnd => true,
            Atom::Kind(kind) => ends.iter().any(|end| *kind == (*end).into()),
            _ => false,
        },
        Node::Sequence(v) | Node::Either(v) => v.iter().any(has_end),
        Node::Repeat(n, _) => has_end(n),
        Node::Gap(_) | Node::Quote(_) | Node::Part(..) => false,
    }
}

fn needs_of(nodes: &[Node], alphabet: &Alphabet) -> Vec<Atoms> {
    let mut needs = Vec::new();
    for node in nodes {
        match node.bare() {
            Node::Atom(a) | Node::Role(_, a) if !changes(a) => {
                let mut set = Atoms::default();
                set.add(a, alphabet);
                needs.push(set);
            }
            Node::Sequence(v) => needs.extend(needs_of(v, alphabet)),
            // One of the alternatives stands there, so one of their rarest parts does.
            Node::Either(v) => {
                let rarest: Option<Vec<Atoms>> = v.iter().map(|n| rarest(n, alphabet)).collect();
                if let Some(sets) = rarest {
                    let mut union = Atoms::default();
                    sets.iter().for_each(|set| union.add_all(set));
                    needs.push(union);
                }
            }
            Node::Repeat(n, Count::Some) => needs.extend(needs_of(std::slice::from_ref(n), alphabet)),
            _ => {}
        }
    }
    needs
}

/// The need of a node that the fewest codes fulfil.
fn rarest(node: &Node, alphabet: &Alphabet) -> Option<Atoms> {
    needs_of(std::slice::from_ref(node), alphabet).into_iter().min_by_key(|set| set.spread(alphabet))
}

/// Needs as bits.
pub(crate) type Bits = u128;

/// The needs of a rule set, each with a bit, and which of them each code fulfils.
#[derive(Debug, Clone, Default)]
pub(crate) struct Needs {
    numbers: FxHashMap<Atoms, u32>,
    fulfilled: Vec<Bits>,
}

impl Needs {
    /// Numbers needs, the rarest first: those that there are no more bits for are what most texts have anyway.
    pub(crate) fn new(needs: impl Iterator<Item = Atoms>, alphabet: &Alphabet) -> Self {
        let mut spreads: FxHashMap<Atoms, usize> = FxHashMap::default();
        for set in needs {
            spreads.entry(set).or_insert_with_key(|set| set.spread(alphabet));
        }
        let mut sets: Vec<(usize, Atoms)> = spreads.into_iter().map(|(set, spread)| (spread, set)).collect();
        sets.sort();
        sets.truncate(Bits::BITS as usize);
        let mut of_atom: FxHashMap<usize, Bits> = FxHashMap::default();
        for (n, (_, set)) in sets.iter().enumerate() {
            ones_of(&set.0).for_each(|atom| *of_atom.entry(atom).or_default() |= 1 << n);
        }
        let of_code = |code| {
            let needs = ones_of(alphabet.signature(code)).filter_map(|atom| of_atom.get(&atom));
            needs.fold(0, |all, bits| all | bits)
        };
        let fulfilled = alphabet.codes().map(of_code).collect();
        Needs { numbers: sets.into_iter().map(|(_, set)| set).zip(0..).collect(), fulfilled }
    }

    /// The bits of needs.
    pub(crate) fn bits(&self, needs: &[Atoms]) -> Bits {
        needs.iter().filter_map(|set| self.numbers.get(set)).fold(0, |bits, n| bits | 1 << n)
    }

    /// The needs that a code fulfils.
    #[inline]
    pub(crate) fn fulfilled(&self, code: Code) -> Bits {
        self.fulfilled[usize::from(code)]
    }
}

/// Whether elements can come to match an atom, or cease to, while the sieve runs.
fn changes(atom: &Atom) -> bool {
    matches!(atom, Atom::Quoted(_)) || *atom == Atom::Kind(ElementKind::Unspoken.into())
}
