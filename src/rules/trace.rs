//! How a pattern fares at one quoted span, step by step: for explanations, for the message of an example that fails, and to
//! see which parts of a pattern its examples exercise. Slow, and never on the way of an ordinary run.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::alphabet::Alphabet;
use super::compile::Compiled;
use super::engine::{LEFT, RIGHT, Scratch};
use super::program::{Group, Program, Room};
use super::syntax::{Node, Part};
use crate::chunks::Element;

/// Why a pattern does not match at a span.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stop {
    /// The span is not of the kind asked for, as it is written.
    Quote(String),
    /// A step outwards from the span that nothing there fits.
    Step {
        /// As it is written.
        step: String,
        /// Whether it stands before the span.
        before: bool,
        /// The first element that none of the steps up to this one took; none at the end of the text.
        element: Option<usize>,
    },
}

impl Scratch {
    /// The first step of a pattern, outwards from the span at element `at`, with which it no longer matches: to the right
    /// first, as rules are run. `None` if it matches.
    pub(crate) fn stop(
        &self,
        compiled: &Compiled,
        alphabet: &Alphabet,
        elements: &[Element],
        at: usize,
    ) -> Option<Stop> {
        if !compiled.quote.holds(elements[at].props) {
            return Some(Stop::Quote(compiled.tree.written.clone()));
        }
        let tree = &compiled.tree;
        self.stop_on_side(RIGHT, &tree.right, alphabet, elements.len(), at)
            .or_else(|| self.stop_on_side(LEFT, &tree.left, alphabet, elements.len(), at))
    }

    fn stop_on_side(
        &self,
        side: usize,
        nodes: &[Node],
        alphabet: &Alphabet,
        elements: usize,
        at: usize,
    ) -> Option<Stop> {
        // The end of the match with so many steps; where some do not match, more do not either.
        let reach = |steps: usize| {
            let prefix = if side == LEFT { &nodes[nodes.len() - steps..] } else { &nodes[..steps] };
            let program = Program::new(prefix, alphabet, side == LEFT, false)?;
            program.run(alphabet, self.window(at, side), &mut Room::default())
        };
        let (mut matching, mut failing) = (0, nodes.len() + 1);
        let mut taken = 0;
        while matching + 1 < failing {
            let steps = (matching + failing) / 2;
            match reach(steps) {
                Some(end) => (matching, taken) = (steps, end),
                None => failing = steps,
            }
        }
        if failing > nodes.len() {
            return None;
        }
        let last = if side == LEFT { &nodes[nodes.len() - failing] } else { &nodes[failing - 1] };
        let step = if let Node::Part(part, _) = last { part.text.clone() } else { String::new() };
        let element = if side == LEFT { at.checked_sub(taken + 1) } else { Some(at + taken + 1) };
        Some(Stop::Step { step, before: side == LEFT, element: element.filter(|e| *e < elements) })
    }

    /// Adds the parts that a match can do without and that take an element each in the match at `at`.
    pub(crate) fn exercised(&self, compiled: &Compiled, alphabet: &Alphabet, at: usize, out: &mut BTreeSet<Arc<Part>>) {
        for (side, nodes) in [(LEFT, &compiled.tree.left), (RIGHT, &compiled.tree.right)] {
            let Some(probe) = Program::new(nodes, alphabet, side == LEFT, true) else { continue };
            let mut room = Room::default();
            if probe.run(alphabet, self.window(at, side), &mut room).is_none() {
                continue;
            }
            for (i, group) in probe.groups.iter().enumerate() {
                if let (Group::Part(part), Some((from, to))) = (group, room.group(i))
                    && from != to
                {
                    out.insert(probe.parts[*part].clone());
                }
            }
        }
    }
}

/// Every part of a pattern that a match can do without, in no order.
pub(crate) fn optional_parts(compiled: &Compiled, alphabet: &Alphabet) -> BTreeSet<Arc<Part>> {
    let sides = [(&compiled.tree.left, true), (&compiled.tree.right, false)];
    let probe = |(nodes, outwards): (&Vec<Node>, bool)| Program::new(nodes, alphabet, outwards, true);
    sides.into_iter().filter_map(probe).flat_map(|probe| probe.parts).collect()
}
