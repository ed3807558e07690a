//! Running rules on one quoted span.

use regex::bytes::CaptureLocations;

use super::alphabet::{Alphabet, CODES, Code, WIDTH, encode};
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
    codes: Vec<Code>,
    /// Codes near the span looked at, left and right of it, as bits.
    present: [Vec<u64>; 2],
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
        self.codes.clear();
        self.codes.extend(elements.iter().map(|e| alphabet.code(e)));
        self.forward.extend(self.codes.iter().flat_map(|c| encode(*c)));
        self.backward.extend(self.forward.chunks_exact(WIDTH).rev().flatten());
        if self.captures.len() < rules {
            self.captures.resize_with(rules, || [None, None]);
        }
    }

    /// Takes over the changed properties of one element.
    pub(crate) fn update(&mut self, alphabet: &Alphabet, at: usize, element: &Element) {
        self.codes[at] = alphabet.code(element);
        let bytes = encode(self.codes[at]);
        self.forward[at * WIDTH..][..WIDTH].copy_from_slice(&bytes);
        let mirrored = self.forward.len() - (at + 1) * WIDTH;
        self.backward[mirrored..][..WIDTH].copy_from_slice(&bytes);
    }

    fn window(&self, at: usize, side: usize) -> &[u8] {
        let (text, from) = if side == RIGHT {
            (&self.forward, (at + 1) * WIDTH)
        } else {
            (&self.backward, self.forward.len() - at * WIDTH)
        };
        &text[from..text.len().min(from + WINDOW * WIDTH)]
    }

    /// Takes stock of what stands near the quoted span at element `at`; to be called before rules are run on it.
    pub(crate) fn approach(&mut self, at: usize) {
        let windows = [at.saturating_sub(WINDOW)..at, at + 1..self.codes.len().min(at + 1 + WINDOW)];
        for (present, window) in self.present.iter_mut().zip(windows) {
            present.clear();
            present.resize(CODES / 64, 0);
            for code in &self.codes[window] {
                present[*code as usize / 64] |= 1 << (code % 64);
            }
        }
    }

    /// Matches one rule on the quoted span at element `at`.
    pub(crate) fn run(&mut self, rule: usize, compiled: &Compiled, elements: &[Element], at: usize) -> Option<Match> {
        if !compiled.quote.holds(elements[at].props) {
            return None;
        }
        let code = |i: usize| self.codes.get(i).copied();
        if !compiled.right.can_start(code(at + 1)) || !compiled.left.can_start(at.checked_sub(1).and_then(code)) {
            return None;
        }
        if !compiled.left.can_match(&self.present[LEFT]) || !compiled.right.can_match(&self.present[RIGHT]) {
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
