//! The entity of a name: which person of the document it stands for, and what is known of that person at once.

use super::entities::{Entities, Entity, LOOK_BACK, bytes_of};
use super::people::People;
use crate::chunks::View;
use crate::lexicon::{Gender, List};
use crate::text::Shape;

/// The token where a person was last named in full, and where that was the subject of a reporting verb; 0 for never.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct InFull {
    pub(super) named: u32,
    pub(super) spoke: u32,
}

/// A name that two persons are equally possible for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Either {
    entity: u32,
    /// As token indices.
    name: (u32, u32),
}

const NONE: u32 = u32::MAX;
/// How far apart, in tokens, two people of one surname are introduced when the story is about the first.
const WELL_AFTER: u32 = 60;
/// How many tokens back somebody has spoken under the full name who is still the one of that surname.
const NEAR: u32 = 120;
/// How many tokens back somebody was named in full who can still be meant by the surname.
const FAR: u32 = 400;

impl Entities {
    /// The entity of a name.
    pub(crate) fn named(
        &mut self,
        view: View<'_>,
        people: &mut People,
        name: (u32, u32),
        gender: Gender,
    ) -> Option<u32> {
        let mut candidates = std::mem::take(&mut self.candidates);
        people.candidates(view, name, &mut candidates);
        // A title tells a man from a woman of the same surname.
        let short = name.1 - name.0 == 1 || candidates.len() > 1;
        candidates.retain(|p| {
            let known = people.person(*p).gender.0;
            !short || gender.0 == 0 || known == 0 || known & gender.0 != 0
        });
        if candidates.len() > 1 {
            // The one who has just spoken under the full name, if the others are far off.
            let known = |p: u32| self.in_full.get(p as usize).copied().unwrap_or_default();
            let within = |at: u32, reach: u32| at > 0 && name.1.saturating_sub(at) <= reach;
            let spoken = candidates.iter().copied().find(|p| within(known(*p).spoke, NEAR));
            let others = |one: &u32| candidates.iter().any(|p| p != one && within(known(*p).named, FAR));
            if let Some(one) = spoken.filter(|one| !others(one)) {
                candidates.retain(|p| *p == one);
            }
            // The surname alone is left to the one the story is about; the other is named in full.
            let most = candidates.iter().map(|p| people.person(*p).count).max().unwrap_or(0);
            candidates.retain(|p| people.person(*p).count == most);
            // Named as often: the one that the story opens with, if the other comes well after.
            let first = candidates.iter().map(|p| people.person(*p).first).min().unwrap_or(0);
            if candidates.iter().filter(|p| people.person(**p).first < first + WELL_AFTER).count() == 1 {
                candidates.retain(|p| people.person(*p).first == first);
            }
        }
        let person = match candidates[..] {
            [one] => Some(one),
            [] => Some(people.single(view, name)),
            _ => None,
        };
        self.candidates = candidates;
        let Some(person) = person else { return Some(self.either(view, name)) };
        if name.1 - name.0 > 1 {
            if self.in_full.len() <= person as usize {
                self.in_full.resize(person as usize + 1, InFull::default());
            }
            self.in_full[person as usize].named = name.1;
        }
        Some(self.entity_of(view, people, person))
    }

    /// The entity of a person, made where there is none yet.
    pub(super) fn entity_of(&mut self, view: View<'_>, people: &People, person: u32) -> u32 {
        if self.of_person.len() <= person as usize {
            self.of_person.resize(person as usize + 1, NONE);
        }
        let known = self.of_person[person as usize];
        if known != NONE {
            return known;
        }
        let entity = self.all.len() as u32;
        self.of_person[person as usize] = entity;
        let named = people.person(person);
        let full = named.name;
        (full.0..full.1).for_each(|k| self.name_words.add(entity, view.tokens[k as usize].word));
        let last = full.1 as usize - 1;
        let body = (full.0..full.1).any(|k| view.word(k as usize).any(List::OrgWord.bit() | List::Group.bit()));
        // ISIS, NATO, FULL TEXT: capitals alone are no person's name.
        let capitals = (full.0..full.1).all(|k| view.shape(k as usize, Shape::ALL_CAPS));
        let (start, end) = bytes_of(view, full);
        let listed = view.lexicon.word(view.lexicon.look_up(&view.text[start as usize..end as usize])).is(List::Place);
        let listed = listed || named.single && view.is(last, List::Abbreviation);
        let place = listed && !(named.single && view.is(last, List::GivenName));
        let given =
            (full.0..full.1).filter(|k| named.single || k + 1 < full.1).any(|k| view.is(k as usize, List::GivenName));
        let only_place = named.single && view.is(last, List::Place);
        let human = given && !body && !place && !only_place;
        self.all.push(Entity {
            person: Some(person),
            gender: named.gender,
            thing: body || capitals && !human,
            human,
            place,
            ..Entity::default()
        });
        entity
    }

    /// Notes that an entity is the subject of a reporting verb, under this name.
    pub(crate) fn speaks(&mut self, entity: u32, name: (u32, u32)) {
        let e = &mut self.all[entity as usize];
        e.speaks = true;
        if let Some(person) = e.person
            && name.1 - name.0 > 1
            && let Some(known) = self.in_full.get_mut(person as usize)
        {
            known.spoke = name.1;
        }
    }

    /// The entity of a name that two persons are equally possible for: it stands for itself, and pronouns for it.
    fn either(&mut self, view: View<'_>, name: (u32, u32)) -> u32 {
        let text = |(start, end): (u32, u32)| &view.text[start as usize..end as usize];
        let phrase = bytes_of(view, name);
        let known = |e: &&Either| text(self.all[e.entity as usize].phrase) == text(phrase);
        if let Some(either) = self.eithers.iter().rev().take(LOOK_BACK).find(known) {
            return either.entity;
        }
        let entity = self.all.len() as u32;
        self.all.push(Entity { phrase, human: true, ..Entity::default() });
        self.eithers.push(Either { entity, name });
        entity
    }

    /// The one of two persons of a name whom a pronoun of this gender tells from the other; `entity` itself if it is no such
    /// name, or if both can be meant.
    pub(crate) fn told_apart(&mut self, view: View<'_>, people: &People, entity: u32, gender: Gender) -> u32 {
        let recent = self.eithers.iter().rev().take(LOOK_BACK);
        let Some(either) = recent.copied().find(|e| e.entity == entity) else { return entity };
        let mut candidates = std::mem::take(&mut self.candidates);
        people.candidates(view, either.name, &mut candidates);
        candidates.retain(|p| {
            let known = people.person(*p).gender.0;
            known == 0 || known & gender.0 != 0
        });
        let one = if let [one] = candidates[..] { Some(one) } else { None };
        self.candidates = candidates;
        one.filter(|p| people.person(*p).gender.0 == gender.0).map_or(entity, |p| self.entity_of(view, people, p))
    }
}
