//! The rules that a span and the elements beside it leave possible, as bits: what each neighbour leaves is found once.

use super::alphabet::Code;
use super::bits::Ones;
use super::compile::Compiled;
use super::opening::{NEAR, Neighbours};
use super::set::RuleSet;

/// What decides whether a rule can begin at a span.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beside {
    /// The properties of the span itself.
    pub props: u16,
    pub left: Neighbours,
    pub right: Neighbours,
}

/// The rules of one rule set that each neighbour leaves possible, as far as it has been asked for.
#[derive(Debug, Default)]
pub(crate) struct Shortlists {
    /// All rules in the order of the tiers; bits count in this order.
    rules: Vec<u32>,
    /// How many of them stand before each tier, and how many there are.
    tiers: Vec<usize>,
    props: Table,
    left: [Table; NEAR],
    right: [Table; NEAR],
    bits: Vec<u64>,
}

/// Sets of rules by a number: where the bits of each begin, 0 where nobody has asked for it.
#[derive(Debug, Default)]
struct Table(Vec<u32>);

impl Table {
    /// Where the set of a number begins; it has a bit for each of `rules` that is `possible`.
    #[inline]
    fn find(&mut self, number: usize, bits: &mut Vec<u64>, rules: &[u32], possible: impl Fn(u32) -> bool) -> usize {
        match self.0.get(number) {
            Some(place) if *place > 0 => *place as usize,
            _ => self.fill(number, bits, rules, possible),
        }
    }

    #[cold]
    fn fill(&mut self, number: usize, bits: &mut Vec<u64>, rules: &[u32], possible: impl Fn(u32) -> bool) -> usize {
        if self.0.len() <= number {
            self.0.resize(number + 1, 0);
        }
        let place = bits.len().max(1);
        bits.resize(place + rules.len().div_ceil(64), 0);
        for (n, _) in rules.iter().enumerate().filter(|(_, rule)| possible(**rule)) {
            bits[place + n / 64] |= 1 << (n % 64);
        }
        self.0[number] = place as u32;
        place
    }
}

impl Shortlists {
    /// How many numbers the rules of the set take as bits.
    pub(crate) fn width(&mut self, set: &RuleSet) -> usize {
        if self.rules.is_empty() {
            self.rules.extend(set.tiers().iter().flatten().map(|rule| *rule as u32));
            self.tiers.push(0);
            self.tiers.extend(set.tiers().iter().scan(0, |sum, tier| {
                *sum += tier.len();
                Some(*sum)
            }));
        }
        self.rules.len().div_ceil(64)
    }

    /// Notes in `out` the rules that are possible beside these neighbours, as bits in the order of the tiers.
    pub(crate) fn find(&mut self, set: &RuleSet, beside: Beside, out: &mut [u64]) {
        let Shortlists { rules, props, left, right, bits, .. } = self;
        let compiled = |rule: u32| -> &Compiled { set.compiled(rule as usize) };
        // An element that is not there is number 0.
        let number = |code: Option<Code>| code.map_or(0, |code| usize::from(code) + 1);
        let alphabet = set.alphabet();
        let span = props.find(usize::from(beside.props), bits, rules, |r| compiled(r).quote.holds(beside.props));
        let mut places = [[0; 2]; NEAR];
        for (n, places) in places.iter_mut().enumerate() {
            let (before, after) = (beside.left[n], beside.right[n]);
            *places = [
                left[n].find(number(before), bits, rules, |r| compiled(r).left.opening.fits(n, before, alphabet)),
                right[n].find(number(after), bits, rules, |r| compiled(r).right.opening.fits(n, after, alphabet)),
            ];
        }
        for (n, out) in out.iter_mut().enumerate() {
            *out = places.iter().flatten().fold(bits[span + n], |all, place| all & bits[place + n]);
        }
    }

    /// The rules of a tier among those that are `possible`, in the order of the tier.
    pub(crate) fn of_tier<'s>(&'s self, tier: usize, possible: &'s [u64]) -> impl Iterator<Item = usize> + 's {
        let (from, to) = (self.tiers[tier], self.tiers[tier + 1]);
        let words = (from / 64..to.div_ceil(64)).flat_map(move |n| {
            let first = from.saturating_sub(64 * n);
            Ones(possible[n] >> first << first).map(move |bit| 64 * n + bit)
        });
        words.take_while(move |n| *n < to).map(|n| self.rules[n] as usize)
    }
}
