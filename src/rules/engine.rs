//! Running rules on one quoted span.

use regex::bytes::CaptureLocations;

use super::alphabet::{Alphabet, Code, WIDTH, encode};
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
    /// For each quoted span, the codes left and right of it as bits, `words` numbers a side.
    present: Vec<u64>,
    words: usize,
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
        self.forward.reserve(self.codes.len() * WIDTH);
        self.backward.reserve(self.codes.len() * WIDTH);
        self.codes.iter().for_each(|c| self.forward.extend_from_slice(&encode(*c)));
        self.codes.iter().rev().for_each(|c| self.backward.extend_from_slice(&encode(*c)));
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

    pub(super) fn window(&self, at: usize, side: usize) -> &[u8] {
        let (text, from) = if side == RIGHT {
            (&self.forward, (at + 1) * WIDTH)
        } else {
            (&self.backward, self.forward.len() - at * WIDTH)
        };
        &text[from..text.len().min(from + WINDOW * WIDTH)]
    }

    /// Takes stock of what stands near each of the quoted spans at `places`, so that rules without a chance are not run.
    pub(crate) fn survey(&mut self, places: &[u32]) {
        self.words = self.codes.iter().max().map_or(0, |m| *m as usize / 64 + 1);
        self.present.clear();
        self.present.resize(places.len() * 2 * self.words, 0);
        for (place, near) in places.iter().zip(self.present.chunks_exact_mut(2 * self.words)) {
            let at = *place as usize;
            let windows = [at.saturating_sub(WINDOW)..at, at + 1..self.codes.len().min(at + 1 + WINDOW)];
            for (near, window) in near.chunks_exact_mut(self.words).zip(windows) {
                for code in &self.codes[window] {
                    near[*code as usize / 64] |= 1 << (code % 64);
                }
            }
        }
    }

    fn near(&self, place: usize, side: usize) -> &[u64] {
        &self.present[(2 * place + side) * self.words..][..self.words]
    }

    /// Matches one rule on the quoted span at element `at`, the one numbered `place` in the survey.
    pub(crate) fn run(
        &mut self,
        rule: usize,
        compiled: &Compiled,
        elements: &[Element],
        (place, at): (usize, usize),
    ) -> Option<Match> {
        if !compiled.quote.holds(elements[at].props) {
            return None;
        }
        let code = |i: usize| self.codes.get(i).copied();
        if !compiled.right.can_start(code(at + 1)) || !compiled.left.can_start(at.checked_sub(1).and_then(code)) {
            return None;
        }
        if !compiled.left.can_match(self.near(place, LEFT)) || !compiled.right.can_match(self.near(place, RIGHT)) {
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
                    Group::Part(_) => {}
                }
            }
        }
        self.captures[rule][side] = Some(locations);
        matched.map(drop)
    }
}

pub(super) const LEFT: usize = 0;
pub(super) const RIGHT: usize = 1;
