//! Running rules on one quoted span.

use super::alphabet::{Alphabet, Code};
use super::class::Class;
use super::compile::{Compiled, Side};
use super::needs::{Bits, Needs};
use super::program::{Group, Program, Room, Window};
use super::shortlist::Beside;
use super::syntax::Role;
use crate::chunks::{Element, ElementKind};

/// How many elements are looked at on each side of a span.
const WINDOW: usize = 72;
/// How many elements are summed up as one for a survey.
const BLOCK: usize = 8;

/// The elements of a document as codes, and the room that matching needs.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    codes: Vec<Code>,
    /// For each quoted span, the needs that are fulfilled on either side of it: in its sentence, and anywhere near.
    near: Vec<[[Bits; 2]; 2]>,
    /// The needs that are fulfilled in each block of elements.
    blocks: Vec<Bits>,
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
    pub(crate) fn encode(&mut self, alphabet: &Alphabet, elements: &[Element]) {
        self.codes.clear();
        self.codes.extend(elements.iter().map(|e| alphabet.code(e)));
    }

    /// The classes of the elements.
    pub(crate) fn classes(&self, alphabet: &Alphabet) -> impl ExactSizeIterator<Item = Class> {
        self.codes.iter().map(|code| alphabet.class(*code))
    }

    /// Takes over the changed properties of one element.
    pub(crate) fn update(&mut self, alphabet: &Alphabet, at: usize, element: &Element) {
        self.codes[at] = alphabet.code(element);
    }

    /// The codes beside the span at element `at`, from the span outwards.
    pub(super) fn window(&self, at: usize, side: usize) -> Window<'_> {
        window(&self.codes, at, side)
    }

    /// Takes stock of what stands near each of the quoted spans at `places`, so that rules without a chance are not run.
    pub(crate) fn survey(&mut self, needs: &Needs, elements: &[Element], places: &[u32]) {
        let Scratch { codes, blocks, near, .. } = self;
        let sum = |codes: &[Code]| codes.iter().fold(0, |bits, code| bits | needs.fulfilled(*code));
        blocks.clear();
        blocks.extend(codes.chunks(BLOCK).map(sum));
        let inside = |i: &usize| !matches!(elements[*i].kind, ElementKind::SentenceEnd | ElementKind::ParagraphEnd);
        let fulfil = |bits: Bits, i: usize| bits | needs.fulfilled(codes[i]);
        let blocks = |from: usize, to: usize| blocks[from..to.max(from)].iter().fold(0, |sum, bits| sum | bits);
        near.clear();
        near.extend(places.iter().map(|place| {
            let at = *place as usize;
            // Up to the next block one by one, then block by block: the last may reach out of the window, which does no harm.
            let (first, end) = (at.saturating_sub(WINDOW) / BLOCK, codes.len().min(at + 1 + WINDOW));
            let left = sum(&codes[at / BLOCK * BLOCK..at]) | blocks(first, at / BLOCK);
            let next = (at + 1).next_multiple_of(BLOCK).min(end);
            let right = sum(&codes[at + 1..next]) | blocks(next.div_ceil(BLOCK), end.div_ceil(BLOCK));
            let before = (at.saturating_sub(WINDOW)..at).rev().take_while(inside).fold(0, fulfil);
            let after = (at + 1..end).take_while(inside).fold(0, fulfil);
            [[before, left], [after, right]]
        }));
    }

    /// What stands beside the quoted span at element `at`.
    pub(crate) fn beside(&self, elements: &[Element], at: usize) -> Beside {
        let code = |i: usize| self.codes.get(i).copied();
        let left = std::array::from_fn(|n| at.checked_sub(n + 1).and_then(code));
        Beside { props: elements[at].props, left, right: std::array::from_fn(|n| code(at + n + 1)) }
    }

    /// Matches one rule that can begin there on the quoted span at element `at`, the one numbered `place` in the survey.
    pub(crate) fn run(
        &mut self,
        compiled: &Compiled,
        alphabet: &Alphabet,
        (place, at): (usize, usize),
    ) -> Option<Match> {
        let [left, right] = self.near[place];
        let lacks = |side: &Side, near: [Bits; 2]| side.needs[0] & !near[0] != 0 || side.needs[1] & !near[1] != 0;
        if lacks(&compiled.left, left) || lacks(&compiled.right, right) {
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
        let window = window(&self.codes, at, side);
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

fn window(codes: &[Code], at: usize, side: usize) -> Window<'_> {
    if side == RIGHT {
        Window { codes: &codes[at + 1..codes.len().min(at + 1 + WINDOW)], backwards: false }
    } else {
        Window { codes: &codes[at.saturating_sub(WINDOW)..at], backwards: true }
    }
}
