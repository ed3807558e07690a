//! The rules that a span and the elements beside it leave possible, as bits: what each neighbour leaves is found once.

use super::alphabet::Code;
use super::compile::Compiled;
use super::set::RuleSet;

/// What decides whether a rule can begin at a span.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Beside {
    /// The properties of the span itself.
    pub props: u16,
    pub left: Option<Code>,
    pub right: Option<Code>,
}

/// The rules of one rule set that each neighbour leaves possible, as far as it has been asked for.
#[derive(Debug, Default)]
pub(crate) struct Shortlists {
    /// All rules in the order of the tiers; bits count in this order.
    rules: Vec<u32>,
    /// How many of them stand before each tier, and how many there are.
    tiers: Vec<usize>,
    props: Table,
    left: Table,
    right: Table,
}

/// Sets of rules by a number.
#[derive(Debug, Default)]
struct Table {
    /// Where in `bits` the set of a number begins; 0 where nobody has asked for it.
    places: Vec<u32>,
    bits: Vec<u64>,
}

impl Table {
    /// Where the set of a number begins; it has a bit for each of `rules` that is `possible`.
    fn find(&mut self, number: usize, rules: &[u32], possible: impl Fn(u32) -> bool) -> usize {
        if let Some(place) = self.places.get(number).filter(|place| **place > 0) {
            return *place as usize;
        }
        if self.places.len() <= number {
            self.places.resize(number + 1, 0);
        }
        let place = self.bits.len().max(1);
        self.bits.resize(place + rules.len().div_ceil(64), 0);
        for (n, _) in rules.iter().enumerate().filter(|(_, rule)| possible(**rule)) {
            self.bits[place + n / 64] |= 1 << (n % 64);
        }
        self.places[number] = place as u32;
        place
    }
}

impl Shortlists {
    /// The rules of a tier that are possible beside these neighbours, in the order of the tier.
    pub(crate) fn of(&mut self, set: &RuleSet, tier: usize, beside: Beside) -> impl Iterator<Item = usize> + '_ {
        if self.rules.is_empty() {
            self.rules.extend(set.tiers().iter().flatten().map(|rule| *rule as u32));
            self.tiers.push(0);
            self.tiers.extend(set.tiers().iter().scan(0, |sum, tier| {
                *sum += tier.len();
                Some(*sum)
            }));
        }
        let Shortlists { rules, tiers, props, left, right } = self;
        let compiled = |rule: u32| -> &Compiled { set.compiled(rule as usize) };
        // An element that is not there is number 0.
        let number = |code: Option<Code>| code.map_or(0, |code| usize::from(code) + 1);
        let alphabet = set.alphabet();
        let places = [
            props.find(usize::from(beside.props), rules, |r| compiled(r).quote.holds(beside.props)),
            left.find(number(beside.left), rules, |r| compiled(r).left.can_start(beside.left, alphabet)),
            right.find(number(beside.right), rules, |r| compiled(r).right.can_start(beside.right, alphabet)),
        ];
        let (from, to) = (tiers[tier], tiers[tier + 1]);
        let words = (from / 64..to.div_ceil(64)).flat_map(move |word| {
            let all = props.bits[places[0] + word] & left.bits[places[1] + word] & right.bits[places[2] + word];
            let first = from.saturating_sub(64 * word);
            Bits(all >> first << first).map(move |bit| 64 * word + bit)
        });
        words.take_while(move |n| *n < to).map(move |n| rules[n] as usize)
    }
}

/// The places of the bits that are set.
struct Bits(u64);

impl Iterator for Bits {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let place = self.0.trailing_zeros() as usize;
        self.0 &= self.0.wrapping_sub(1);
        (place < 64).then_some(place)
    }
}
