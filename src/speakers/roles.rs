//! The head nouns that have been used of each entity.

use crate::lexicon::WordId;

/// Entities, by their numbers, with their nouns; keeps its memory from document to document.
#[derive(Debug, Default)]
pub(super) struct Roles {
    /// For each entity a bit for each of its nouns, as most questions need not look at the nouns, and its last link.
    of: Vec<(u64, u32)>,
    /// Nouns, each with the link of the same entity before it.
    links: Vec<(WordId, u32)>,
}

const END: u32 = u32::MAX;

impl Roles {
    pub(super) fn clear(&mut self) {
        self.of.clear();
        self.links.clear();
    }

    pub(super) fn add(&mut self, entity: u32, role: WordId) {
        let entity = entity as usize;
        if self.of.len() <= entity {
            self.of.resize(entity + 1, (0, END));
        }
        if self.has(entity, role) {
            return;
        }
        let (bits, last) = &mut self.of[entity];
        self.links.push((role, *last));
        *bits |= bit(role);
        *last = self.links.len() as u32 - 1;
    }

    /// The entities that a noun has been used of, the last first, from number `from` on.
    pub(super) fn having(&self, role: WordId, from: usize) -> impl Iterator<Item = usize> + '_ {
        let recent = self.of.get(from..).unwrap_or_default().iter().enumerate().rev();
        let bit = bit(role);
        recent
            .filter(move |(_, (bits, _))| bits & bit != 0)
            .map(move |(i, _)| from + i)
            .filter(move |e| self.has(*e, role))
    }

    fn has(&self, entity: usize, role: WordId) -> bool {
        let (bits, mut at) = self.of[entity];
        if bits & bit(role) == 0 {
            return false;
        }
        while let Some((noun, before)) = self.links.get(at as usize) {
            if *noun == role {
                return true;
            }
            at = *before;
        }
        false
    }
}

/// A noun with the word before it, as a noun of its own: "prime minister" beside "minister". Its number is none that a word has.
pub(super) fn qualified(before: WordId, noun: WordId) -> WordId {
    const PAIR: u32 = 1 << 31;
    WordId(PAIR | before.0.wrapping_mul(0x9E37_79B1).rotate_left(15) ^ noun.0)
}

fn bit(role: WordId) -> u64 {
    1 << (role.0 % 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_with_a_noun_comes_first() {
        let mut roles = Roles::default();
        let (mayor, lawyer) = (WordId(3), WordId(67));
        roles.add(0, mayor);
        roles.add(2, lawyer);
        roles.add(2, mayor);
        roles.add(2, mayor);
        assert_eq!(roles.having(mayor, 0).collect::<Vec<_>>(), [2, 0]);
        assert_eq!(roles.having(mayor, 1).collect::<Vec<_>>(), [2]);
        assert_eq!(roles.having(lawyer, 0).collect::<Vec<_>>(), [2]);
        assert_eq!(roles.having(WordId(4), 0).count() + roles.having(mayor, 9).count(), 0);
    }
}
