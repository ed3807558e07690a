//! A side of a pattern as a program, and the machine that runs it.
//!
//! The machine tries alternatives in the order of the pattern and goes back where one fails, so the first match it comes to
//! is the one that a reader of the pattern would expect: the nearest fitting element, the longest repeat, the shortest gap.
//! It never takes the same choice at the same place twice, so a run is linear in the length of program and window. Making a
//! program costs about as much as one run, which is why it is not done by a library for expressions in general: compiling
//! those would take longer than a small corpus.

use std::sync::Arc;

use super::alphabet::{Alphabet, Code};
use super::syntax::{Part, Role};

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
pub(super) enum Step {
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
    pub(super) steps: Vec<Step>,
    pub(super) choices: usize,
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

/// The elements beside a span, which are read outwards.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Window<'c> {
    pub codes: &'c [Code],
    pub backwards: bool,
}

impl Window<'_> {
    /// The atoms that match the element at a place, as bits; none past the end.
    #[inline]
    fn atoms(self, place: u32, alphabet: &Alphabet) -> &[u64] {
        let place = place as usize;
        let at = if self.backwards { self.codes.len().wrapping_sub(place + 1) } else { place };
        self.codes.get(at).map_or(&[], |code| alphabet.signature(*code))
    }
}

/// Whether an atom is among those that match.
#[inline]
fn is_among(atom: u32, atoms: &[u64]) -> bool {
    atoms.get(atom as usize / 64).is_some_and(|bits| bits >> (atom % 64) & 1 != 0)
}

const NOWHERE: u32 = u32::MAX;
/// What comes next where it is not one atom.
pub(super) const ANYTHING: u32 = u32::MAX;
/// The number of an atom that nobody made known: it matches nothing.
pub(super) const NOTHING: u32 = u32::MAX - 1;

impl Room {
    /// Where the last match has a group: the places before and after it, counted outwards; `None` if it has none.
    pub(crate) fn group(&self, n: usize) -> Option<(usize, usize)> {
        let (from, to) = (*self.notes.get(2 * n)?, *self.notes.get(2 * n + 1)?);
        (from != NOWHERE && to != NOWHERE).then_some((from as usize, to as usize))
    }
}

impl Program {
    /// Tells each choice what comes next on its ways.
    pub(super) fn look_ahead(&mut self) {
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
    pub(crate) fn run(&self, alphabet: &Alphabet, window: Window<'_>, room: &mut Room) -> Option<usize> {
        let places = window.codes.len() + 1;
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
            let mut atoms = window.atoms(place, alphabet);
            loop {
                match self.steps[step as usize] {
                    Step::Take(atom) => {
                        if !is_among(atom, atoms) {
                            break;
                        }
                        step += 1;
                        place += 1;
                        atoms = window.atoms(place, alphabet);
                    }
                    Step::Choose { choice, first, second, next } => {
                        // A way that ends at once is not taken.
                        let open = |atom: u32| atom == ANYTHING || is_among(atom, atoms);
                        step = match (open(next[0]), open(next[1])) {
                            (false, false) => break,
                            (false, true) => second,
                            (true, false) => first,
                            (true, true) => {
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
