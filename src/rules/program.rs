//! A side of a pattern as a program, and the machine that runs it.
//!
//! The machine tries alternatives in the order of the pattern and goes back where one fails, so the first match it comes to
//! is the one that a reader of the pattern would expect: the nearest fitting element, the longest repeat, the shortest gap.
//! It never takes the same choice at the same place twice, so a run is linear in the length of program and window. Making a
//! program costs about as much as one run, which is why it is not done by a library for expressions in general: compiling
//! those would take longer than a small corpus.

use std::sync::Arc;

use super::alphabet::{Alphabet, Code};
use super::atom::Atom;
use super::syntax::{Count, Node, Part, Role};

/// The most that `*` and `+` repeat.
const MOST: usize = 8;
/// The most steps of a program: a longer one is refused.
const LONGEST: usize = 1 << 16;

/// What a group of a match holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    Role(Role),
    /// Elements passed over by a gap.
    Gap,
    /// A part that a match can do without, by its number.
    Part(usize),
}

/// A step of a program; numbers of steps are places in it.
#[derive(Clone, Copy, Debug)]
enum Step {
    /// Takes an element that an atom matches.
    Take(u32),
    /// Goes on at `first`, and at `second` if that fails. Choices are numbered, and know which atom must come next on
    /// either way, if it is one.
    Choose {
        choice: u32,
        first: u32,
        second: u32,
        next: [u32; 2],
    },
    Go(u32),
    /// Notes the place as the start (even) or end (odd) of a group.
    Note(u32),
    End,
}

/// A side of a pattern, read from the span outwards.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    steps: Vec<Step>,
    choices: usize,
    pub groups: Vec<Group>,
    /// The parts that have groups.
    pub parts: Vec<Arc<Part>>,
}

/// The memory that runs need; kept from run to run.
#[derive(Debug, Default)]
pub(crate) struct Room {
    /// Choices taken, by choice and place, as bits.
    taken: Vec<u64>,
    todo: Vec<Todo>,
    notes: Vec<u32>,
}

#[derive(Debug)]
enum Todo {
    Try {
        step: u32,
        place: u32,
    },
    /// A note as it was before a step that turned out wrong.
    Restore {
        note: u32,
        was: u32,
    },
}

const NOWHERE: u32 = u32::MAX;
/// What comes next where it is not one atom.
const ANYTHING: u32 = u32::MAX;
/// The number of an atom that nobody made known: it matches nothing.
const NOTHING: u32 = u32::MAX - 1;

impl Room {
    /// Where the last match has a group: the places before and after it, counted outwards; `None` if it has none.
    pub(crate) fn group(&self, n: usize) -> Option<(usize, usize)> {
        let (from, to) = (*self.notes.get(2 * n)?, *self.notes.get(2 * n + 1)?);
        (from != NOWHERE && to != NOWHERE).then_some((from as usize, to as usize))
    }
}

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

    /// Tells each choice what comes next on its ways.
    fn look_ahead(&mut self) {
        for at in 0..self.steps.len() {
            if let Step::Choose { first, second, .. } = self.steps[at] {
                let after = [self.next_atom(first), self.next_atom(second)];
                if let Step::Choose { next, .. } = &mut self.steps[at] {
                    *next = after;
                }
            }
        }
    }

    /// The atom that must come next at a step.
    fn next_atom(&self, mut step: u32) -> u32 {
        loop {
            match self.steps[step as usize] {
                Step::Take(atom) => return atom,
                Step::Note(_) => step += 1,
                Step::Go(to) => step = to,
                Step::Choose { .. } | Step::End => return ANYTHING,
            }
        }
    }

    /// How many elements of `window` a match takes, read from its head. The groups are left in `room`.
    pub(crate) fn run(&self, alphabet: &Alphabet, window: &[Code], room: &mut Room) -> Option<usize> {
        let places = window.len() + 1;
        let Room { taken, todo, notes } = room;
        taken.clear();
        taken.resize((self.choices * places).div_ceil(64), 0);
        notes.clear();
        notes.resize(2 * self.groups.len(), NOWHERE);
        todo.clear();
        todo.push(Todo::Try { step: 0, place: 0 });
        while let Some(next) = todo.pop() {
            let (mut step, mut place) = match next {
                Todo::Try { step, place } => (step, place),
                Todo::Restore { note, was } => {
                    notes[note as usize] = was;
                    continue;
                }
            };
            loop {
                match self.steps[step as usize] {
                    Step::Take(atom) => {
                        let Some(code) = window.get(place as usize) else { break };
                        if !alphabet.matches(*code, atom as usize) {
                            break;
                        }
                        step += 1;
                        place += 1;
                    }
                    Step::Choose { choice, first, second, next } => {
                        // A way that ends at once is not taken.
                        let signature = window.get(place as usize).map_or(&[][..], |code| alphabet.signature(*code));
                        let open = next.map(|atom| {
                            let bits = signature.get(atom as usize / 64);
                            atom == ANYTHING || bits.is_some_and(|bits| bits >> (atom % 64) & 1 != 0)
                        });
                        step = match open {
                            [false, false] => break,
                            [false, true] => second,
                            [true, false] => first,
                            [true, true] => {
                                let bit = choice as usize * places + place as usize;
                                let word = &mut taken[bit / 64];
                                if *word >> (bit % 64) & 1 != 0 {
                                    break;
                                }
                                *word |= 1 << (bit % 64);
                                todo.push(Todo::Try { step: second, place });
                                first
                            }
                        };
                    }
                    Step::Go(to) => step = to,
                    Step::Note(note) => {
                        let was = std::mem::replace(&mut notes[note as usize], place);
                        todo.push(Todo::Restore { note, was });
                        step += 1;
                    }
                    Step::End => return Some(place as usize),
                }
            }
        }
        None
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
