//! Running rules on one quoted span.

use super::alphabet::{Alphabet, Code};
use super::compile::Compiled;
use super::program::{Group, Program, Room};
use super::shortlist::Beside;
use super::syntax::Role;
use crate::chunks::Element;
use crate::lexicon::Lexicon;

/// How many elements are looked at on each side of a span.
const WINDOW: usize = 72;
/// How many elements are summed up as one for a survey.
const BLOCK: usize = 8;

/// The elements of a document as codes, read in both directions, and the room that matching needs.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    codes: Vec<Code>,
    backward: Vec<Code>,
    /// For each quoted span, the atoms that match something left and right of it, as bits, `width` numbers a side.
    present: Vec<u64>,
    /// The atoms that match something in each block of elements, as bits.
    blocks: Vec<u64>,
    width: usize,
    pub(super) room: Room,
}

/// Where a rule matched: indices of elements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Match {
    pub speaker: Option<usize>,
    pub cue: Option<usize>,
    pub attributed: Option<usize>,
    pub who: Option<usize>,
    /// Elements covered, the span included.
    pub length: usize,
    /// Elements passed over by gaps.
    pub skipped: usize,
}

impl Scratch {
    /// Encodes the elements of a document.
    pub(crate) fn encode(&mut self, alphabet: &Alphabet, lexicon: &Lexicon, elements: &[Element]) {
        self.codes.clear();
        self.codes.extend(elements.iter().map(|e| alphabet.code(e, lexicon)));
        self.backward.clear();
        self.backward.extend(self.codes.iter().rev());
    }

    /// Takes over the changed properties of one element.
    pub(crate) fn update(&mut self, alphabet: &Alphabet, lexicon: &Lexicon, at: usize, element: &Element) {
        self.codes[at] = alphabet.code(element, lexicon);
        let mirrored = self.codes.len() - (at + 1);
        self.backward[mirrored] = self.codes[at];
    }

    /// The codes beside the span at element `at`, from the span outwards.
    pub(super) fn window(&self, at: usize, side: usize) -> &[Code] {
        window(&self.codes, &self.backward, at, side)
    }

    /// Takes stock of what stands near each of the quoted spans at `places`, so that rules without a chance are not run.
    pub(crate) fn survey(&mut self, alphabet: &Alphabet, places: &[u32]) {
        let width = alphabet.width();
        self.width = width;
        self.present.clear();
        self.present.resize(places.len() * 2 * width, 0);
        self.blocks.clear();
        self.blocks.resize(self.codes.len().div_ceil(BLOCK) * width, 0);
        if width == 0 {
            return;
        }
        let add = |sum: &mut [u64], atoms: &[u64]| sum.iter_mut().zip(atoms).for_each(|(sum, atoms)| *sum |= atoms);
        for (codes, block) in self.codes.chunks(BLOCK).zip(self.blocks.chunks_exact_mut(width)) {
            codes.iter().for_each(|code| add(block, alphabet.signature(*code)));
        }
        let block = |n: usize| &self.blocks[n * width..][..width];
        for (place, near) in places.iter().zip(self.present.chunks_exact_mut(2 * width)) {
            let at = *place as usize;
            let (left, right) = near.split_at_mut(width);
            // Up to the next block one by one, then block by block: the last may reach out of the window, which does no harm.
            let (first, end) = (at.saturating_sub(WINDOW) / BLOCK, self.codes.len().min(at + 1 + WINDOW));
            self.codes[at / BLOCK * BLOCK..at].iter().for_each(|code| add(left, alphabet.signature(*code)));
            (first..at / BLOCK).for_each(|n| add(left, block(n)));
            let next = (at + 1).next_multiple_of(BLOCK).min(end);
            self.codes[at + 1..next].iter().for_each(|code| add(right, alphabet.signature(*code)));
            (next.div_ceil(BLOCK)..end.div_ceil(BLOCK)).for_each(|n| add(right, block(n)));
        }
    }

    fn near(&self, place: usize, side: usize) -> &[u64] {
        &self.present[(2 * place + side) * self.width..][..self.width]
    }

    /// What stands beside the quoted span at element `at`.
    pub(crate) fn beside(&self, elements: &[Element], at: usize) -> Beside {
        let code = |i: usize| self.codes.get(i).copied();
        Beside { props: elements[at].props, left: at.checked_sub(1).and_then(code), right: code(at + 1) }
    }

    /// Matches one rule that can begin there on the quoted span at element `at`, the one numbered `place` in the survey.
    pub(crate) fn run(
        &mut self,
        compiled: &Compiled,
        alphabet: &Alphabet,
        (place, at): (usize, usize),
    ) -> Option<Match> {
        if !compiled.left.can_match(self.near(place, LEFT)) || !compiled.right.can_match(self.near(place, RIGHT)) {
            return None;
        }
        let mut found = Match { length: 1, ..Match::default() };
        if !compiled.right.empty {
            self.side(compiled.right(alphabet)?, alphabet, RIGHT, at, &mut found)?;
        }
        if !compiled.left.empty {
            self.side(compiled.left(alphabet)?, alphabet, LEFT, at, &mut found)?;
        }
        Some(found)
    }

    fn side(
        &mut self,
        program: &Program,
        alphabet: &Alphabet,
        side: usize,
        at: usize,
        found: &mut Match,
    ) -> Option<()> {
        let window = window(&self.codes, &self.backward, at, side);
        found.length += program.run(alphabet, window, &mut self.room)?;
        for (i, group) in program.groups.iter().enumerate() {
            let Some((from, to)) = self.room.group(i) else { continue };
            let element = if side == RIGHT { at + 1 + from } else { at - 1 - from };
            match group {
                Group::Gap => found.skipped += to - from,
                Group::Role(Role::Speaker) => found.speaker = found.speaker.or(Some(element)),
                Group::Role(Role::Cue) => found.cue = found.cue.or(Some(element)),
                Group::Role(Role::Who) => found.who = found.who.or(Some(element)),
                Group::Role(Role::Attributed) => found.attributed = found.attributed.or(Some(element)),
                Group::Part(_) => {}
            }
        }
        Some(())
    }
}

pub(super) const LEFT: usize = 0;
pub(super) const RIGHT: usize = 1;

fn window<'c>(codes: &'c [Code], backward: &'c [Code], at: usize, side: usize) -> &'c [Code] {
    let (text, from) = if side == RIGHT { (codes, at + 1) } else { (backward, codes.len() - at) };
    &text[from..text.len().min(from + WINDOW)]
}
