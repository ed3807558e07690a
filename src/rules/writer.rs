//! Writing the program of a side of a pattern.

use super::alphabet::Alphabet;
use super::atom::Atom;
use super::program::{ANYTHING, Group, NOTHING, Program, Step};
use super::syntax::{Count, Node};

/// The most that `*` and `+` repeat.
const MOST: usize = 8;
/// The most steps of a program: a longer one is refused.
const LONGEST: usize = 1 << 16;

impl Program {
    /// A program for nodes; `outwards` reads them from right to left, `probing` gives each part that a match can do without
    /// a group. `None` if it would be too long.
    pub(crate) fn new(nodes: &[Node], alphabet: &Alphabet, outwards: bool, probing: bool) -> Option<Self> {
        if nodes.iter().fold(1, |sum: usize, n| sum.saturating_add(length(n, probing))) > LONGEST {
            return None;
        }
        let program = Program { steps: Vec::new(), choices: 0, groups: Vec::new(), parts: Vec::new() };
        let mut writer = Writer { program, alphabet, outwards, probing, group: 0 };
        writer.sequence(nodes);
        writer.step(Step::End);
        writer.program.look_ahead();
        Some(writer.program)
    }
}

/// How many steps a node takes; a sum that is too large for a number is too large for a program, too.
fn length(node: &Node, probing: bool) -> usize {
    let sum = |nodes: &[Node]| nodes.iter().fold(0, |sum: usize, n| sum.saturating_add(length(n, probing)));
    match node {
        Node::Atom(_) => 1,
        Node::Role(..) => 3,
        Node::Quote(_) => 0,
        Node::Sequence(nodes) => sum(nodes),
        Node::Either(nodes) => sum(nodes).saturating_add(2 * nodes.len()),
        Node::Repeat(node, Count::Optional) => length(node, probing).saturating_add(1),
        Node::Repeat(node, _) => length(node, probing).saturating_add(1).saturating_mul(MOST),
        Node::Gap(width) => 2 + 2 * usize::from(*width),
        Node::Part(_, node) => length(node, probing).saturating_add(if probing { 2 } else { 0 }),
    }
}

struct Writer<'a> {
    program: Program,
    alphabet: &'a Alphabet,
    outwards: bool,
    probing: bool,
    /// The number of the next group. What is written again for a repeat has the groups it had.
    group: usize,
}

impl Writer<'_> {
    fn step(&mut self, step: Step) {
        self.program.steps.push(step);
    }

    fn here(&self) -> u32 {
        self.program.steps.len() as u32
    }

    /// A choice whose two ways are set later; where it stands.
    fn choose(&mut self) -> usize {
        let choice = self.program.choices as u32;
        self.program.choices += 1;
        self.step(Step::Choose { choice, first: 0, second: 0, next: [ANYTHING; 2] });
        self.program.steps.len() - 1
    }

    fn set(&mut self, at: usize, to: (u32, u32)) {
        match &mut self.program.steps[at] {
            Step::Choose { first, second, .. } => (*first, *second) = to,
            Step::Go(place) => *place = to.0,
            _ => {}
        }
    }

    fn take(&mut self, atom: &Atom) {
        let atom = self.alphabet.number(atom).map_or(NOTHING, |n| n as u32);
        self.step(Step::Take(atom));
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
            Node::Atom(atom) => self.take(atom),
            Node::Role(role, atom) => self.group(Group::Role(*role), |writer| writer.take(atom)),
            Node::Sequence(nodes) => self.sequence(nodes),
            Node::Either(nodes) => self.either(nodes),
            Node::Repeat(node, Count::Optional) => self.repeat(node, 0, 1),
            Node::Repeat(node, Count::Any) => self.repeat(node, 0, MOST),
            Node::Repeat(node, Count::Some) => self.repeat(node, 1, MOST),
            Node::Gap(width) => self.group(Group::Gap, |writer| writer.gap(*width)),
            Node::Part(part, node) if self.probing && part.optional => {
                let number = self.program.parts.len();
                if self.group == self.program.groups.len() {
                    self.program.parts.push(part.clone());
                }
                self.group(Group::Part(number), |writer| writer.node(node));
            }
            Node::Part(_, node) => self.node(node),
            Node::Quote(_) => {}
        }
    }

    fn group(&mut self, group: Group, inner: impl FnOnce(&mut Self)) {
        let number = self.group as u32;
        if self.group == self.program.groups.len() {
            self.program.groups.push(group);
        }
        self.group += 1;
        self.step(Step::Note(2 * number));
        inner(self);
        self.step(Step::Note(2 * number + 1));
    }

    fn either(&mut self, nodes: &[Node]) {
        let mut ends = Vec::new();
        for (i, node) in nodes.iter().enumerate() {
            if i + 1 == nodes.len() {
                self.node(node);
                break;
            }
            let choice = self.choose();
            let first = self.here();
            self.node(node);
            ends.push(self.program.steps.len());
            self.step(Step::Go(0));
            self.set(choice, (first, self.here()));
        }
        let end = self.here();
        ends.into_iter().for_each(|at| self.set(at, (end, end)));
    }

    /// `node` so many times, the more the better.
    fn repeat(&mut self, node: &Node, least: usize, most: usize) {
        let group = self.group;
        let mut choices = Vec::new();
        for n in 0..most {
            if n >= least {
                choices.push((self.choose(), self.here()));
            }
            self.group = group;
            self.node(node);
        }
        let end = self.here();
        choices.into_iter().for_each(|(at, first)| self.set(at, (first, end)));
    }

    /// Up to `width` elements of any kind, the fewer the better.
    fn gap(&mut self, width: u8) {
        let mut choices = Vec::new();
        for _ in 0..width {
            choices.push((self.choose(), self.here()));
            self.take(&Atom::Any);
        }
        let end = self.here();
        choices.into_iter().for_each(|(at, next)| self.set(at, (end, next)));
    }
}
