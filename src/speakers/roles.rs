//! The head nouns that have been used of each entity.

use super::entities::LOOK_BACK;
use crate::lexicon::WordId;

/// Nouns with the entities they have been used of, by their numbers; keeps its memory from document to document.
#[derive(Debug)]
pub(super) struct Roles {
    /// The last link of each chain; a noun has the chain that its number tells.
    chains: [u32; CHAINS],
    /// The last entities come first in a chain.
    links: Vec<Link>,
    newest: u32,
}

#[derive(Clone, Copy, Debug)]
struct Link {
    noun: WordId,
    entity: u32,
    next: u32,
}

const CHAINS: usize = 256;
const END: u32 = u32::MAX;

impl Default for Roles {
    fn default() -> Self {
        Roles { chains: [END; CHAINS], links: Vec::new(), newest: 0 }
    }
}

impl Roles {
    pub(super) fn clear(&mut self) {
        self.chains = [END; CHAINS];
        self.links.clear();
        self.newest = 0;
    }

    pub(super) fn add(&mut self, entity: u32, noun: WordId) {
        self.newest = self.newest.max(entity);
        // It is not looked back at any more.
        if entity + LOOK_BACK as u32 <= self.newest {
            return;
        }
        let mut before = None;
        let mut at = self.chains[chain(noun)];
        while let Some(link) = self.links.get(at as usize).filter(|link| link.entity >= entity) {
            if link.entity == entity && link.noun == noun {
                return;
            }
            before = Some(at);
            at = link.next;
        }
        let new = self.links.len() as u32;
        self.links.push(Link { noun, entity, next: at });
        match before {
            Some(before) => self.links[before as usize].next = new,
            None => self.chains[chain(noun)] = new,
        }
    }

    /// The entities that a noun has been used of, the last first, from number `from` on.
    pub(super) fn having(&self, noun: WordId, from: usize) -> impl Iterator<Item = usize> + '_ {
        let mut at = self.chains[chain(noun)];
        let links = std::iter::from_fn(move || {
            let link = self.links.get(at as usize).filter(|link| link.entity as usize >= from)?;
            at = link.next;
            Some(link)
        });
        links.filter(move |link| link.noun == noun).map(|link| link.entity as usize)
    }
}

/// A noun with the word before it, as a noun of its own: "prime minister" beside "minister". Its number is none that a word has.
pub(super) fn qualified(before: WordId, noun: WordId) -> WordId {
    const PAIR: u32 = 1 << 31;
    WordId(PAIR | before.0.wrapping_mul(0x9E37_79B1).rotate_left(15) ^ noun.0)
}

fn chain(noun: WordId) -> usize {
    noun.0 as usize % CHAINS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_with_a_noun_comes_first() {
        let mut roles = Roles::default();
        let (mayor, lawyer) = (WordId(3), WordId(3 + CHAINS as u32));
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
