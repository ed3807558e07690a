//! What a side of a pattern cannot do without, to leave out rules that have no chance at a span.

use super::alphabet::{Alphabet, Code};
use super::atom::Atom;
use super::syntax::{Count, Node};
use crate::chunks::ElementKind;

/// Codes as a set of bits.
pub(super) fn bits(codes: &[Code]) -> Vec<u64> {
    let mut out = vec![0u64; codes.iter().max().map_or(0, |m| *m as usize / 64 + 1)];
    for code in codes {
        out[*code as usize / 64] |= 1 << (code % 64);
    }
    out
}

fn union(sets: &[Vec<u64>]) -> Vec<u64> {
    let mut out = vec![0u64; sets.iter().map(Vec::len).max().unwrap_or(0)];
    for set in sets {
        out.iter_mut().zip(set).for_each(|(o, s)| *o |= s);
    }
    out
}

/// Whether elements can come to match an atom, or cease to, while the sieve runs.
fn changes(atom: &Atom) -> bool {
    matches!(atom, Atom::Quoted(_)) || *atom == Atom::Kind(ElementKind::Unspoken.into())
}

/// For each atom that every match has, the codes it matches, as bits.
pub(super) fn required_atoms(nodes: &[Node], alphabet: &Alphabet, out: &mut Vec<Vec<u64>>) {
    for node in nodes {
        match node.bare() {
            Node::Atom(a) | Node::Role(_, a) if !changes(a) => out.push(bits(alphabet.matched(a))),
            Node::Sequence(v) => required_atoms(v, alphabet, out),
            // One of the alternatives stands there, so one of their rarest parts does.
            Node::Either(v) => {
                let mut all = Vec::new();
                for alternative in v {
                    let mut own = Vec::new();
                    required_atoms(std::slice::from_ref(alternative), alphabet, &mut own);
                    let Some(rarest) = own.into_iter().min_by_key(|b| b.iter().map(|w| w.count_ones()).sum::<u32>())
                    else {
                        break;
                    };
                    all.push(rarest);
                }
                if all.len() == v.len() {
                    out.push(union(&all));
                }
            }
            Node::Repeat(n, Count::Some) => required_atoms(std::slice::from_ref(n), alphabet, out),
            _ => {}
        }
    }
}

/// Collects the codes that can come first; whether the whole can be empty.
pub(super) fn first_of_sequence(nodes: &[Node], alphabet: &Alphabet, outwards: bool, out: &mut Vec<Code>) -> bool {
    let mut first = |n: &Node| first_of(n, alphabet, outwards, out);
    if outwards { nodes.iter().rev().all(&mut first) } else { nodes.iter().all(&mut first) }
}

fn first_of(node: &Node, alphabet: &Alphabet, outwards: bool, out: &mut Vec<Code>) -> bool {
    match node.bare() {
        Node::Atom(a) | Node::Role(_, a) => {
            out.extend_from_slice(alphabet.matched(a));
            false
        }
        Node::Gap(_) => {
            out.extend_from_slice(alphabet.matched(&Atom::Any));
            true
        }
        Node::Sequence(v) => first_of_sequence(v, alphabet, outwards, out),
        Node::Either(v) => v.iter().fold(false, |empty, n| first_of(n, alphabet, outwards, out) | empty),
        Node::Repeat(n, count) => first_of(n, alphabet, outwards, out) | (*count != Count::Some),
        Node::Quote(_) | Node::Part(..) => true,
    }
}
