//! Running rules on one quoted span.

use regex::bytes::CaptureLocations;

use super::alphabet::{Alphabet, WIDTH, encode};
use super::compile::{Compiled, Group, Side};
use super::syntax::Role;
use crate::chunks::Element;

/// How many elements are looked at on each side of a span.
const WINDOW: usize = 72;

/// The elements of a document as characters, read in both directions, and the room that matching needs.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    forward: Vec<u8>,
    backward: Vec<u8>,
    captures: Vec<[Option<CaptureLocations>; 2]>,
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
    pub(crate) fn encode(&mut self, alphabet: &Alphabet, elements: &[Element], rules: usize) {
        self.forward.clear();
        self.backward.clear();
        self.forward.extend(elements.iter().flat_map(|e| encode(alphabet.code(e))));
        self.backward.extend(self.forward.chunks_exact(WIDTH).rev().flatten());
        if self.captures.len() < rules {
            self.captures.resize_with(rules, || [None, None]);
        }
    }

    /// Takes over the changed properties of one element.
    pub(crate) fn update(&mut self, alphabet: &Alphabet, at: usize, element: &Element) {
        let bytes = encode(alphabet.code(element));
        self.forward[at * WIDTH..][..WIDTH].copy_from_slice(&bytes);
        let mirrored = self.forward.len() - (at + 1) * WIDTH;
        self.backward[mirrored..][..WIDTH].copy_from_slice(&bytes);
    }

    fn window(&self, at: usize, side: usize) -> &[u8] {
        let (text, from) = if side == RIGHT { (&self.forward, (at + 1) * WIDTH) } else { (&self.backward, self.forward.len() - at * WIDTH) };
        &text[from..text.len().min(from + WINDOW * WIDTH)]
    }

    /// Matches one rule on the quoted span at element `at`.
    pub(crate) fn run(&mut self, rule: usize, compiled: &Compiled, elements: &[Element], alphabet: &Alphabet, at: usize) -> Option<Match> {
        if !compiled.quote.holds(elements[at].props) {
            return None;
        }
        let code = |i: usize| elements.get(i).map(|e| alphabet.code(e));
        if !compiled.right.can_start(code(at + 1)) || !compiled.left.can_start(at.checked_sub(1).and_then(code)) {
            return None;
        }
        let mut found = Match { length: 1, ..Match::default() };
        for (side, pattern) in [(RIGHT, &compiled.right), (LEFT, &compiled.left)] {
            if !pattern.empty {
                self.side(rule, side, pattern, at, &mut found)?;
            }
        }
        Some(found)
    }

    fn side(&mut self, rule: usize, side: usize, pattern: &Side, at: usize, found: &mut Match) -> Option<()> {
        let regex = pattern.regex()?;
        let mut locations = self.captures[rule][side].take().unwrap_or_else(|| regex.capture_locations());
        let matched = regex.captures_read(&mut locations, self.window(at, side)).map(|m| m.end());
        if let Some(end) = matched {
            found.length += end / WIDTH;
            for (i, group) in pattern.groups.iter().enumerate() {
                let Some((from, to)) = locations.get(i + 1) else { continue };
                let element = if side == RIGHT { at + 1 + from / WIDTH } else { at - 1 - from / WIDTH };
                match group {
                    Group::Gap => found.skipped += (to - from) / WIDTH,
                    Group::Role(Role::Speaker) => found.speaker = found.speaker.or(Some(element)),
                    Group::Role(Role::Cue) => found.cue = found.cue.or(Some(element)),
                    Group::Role(Role::Who) => found.who = found.who.or(Some(element)),
                    Group::Role(Role::Attributed) => found.attributed = found.attributed.or(Some(element)),
                }
            }
        }
        self.captures[rule][side] = Some(locations);
        matched.map(drop)
    }
}

const LEFT: usize = 0;
const RIGHT: usize = 1;
