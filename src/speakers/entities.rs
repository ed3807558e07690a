//! Entities: what the mentions of a document stand for, with the roles that are tied to them.

use super::apposition::apposed_roles;
use super::named::{Either, InFull};
use super::people::People;
use super::roles::{Roles, qualified};
use crate::chunks::{Mention, SpeakerProp, View};
use crate::lexicon::{Gender, List, WordId};

/// A person or body of a document, named or not.
#[derive(Clone, Debug, Default)]
pub(crate) struct Entity {
    /// Index of the person, for a named one.
    pub person: Option<u32>,
    /// The fullest noun phrase without article, as bytes, for an unnamed one.
    pub phrase: (u32, u32),
    pub gender: Gender,
    pub plural: bool,
    /// A body or a document: what "it" can stand for.
    pub thing: bool,
    /// One text or plain thing, which "they" is not said of.
    pub inanimate: bool,
    /// A noun phrase whose head is no person, body or text: it rarely says anything.
    pub mute: bool,
    /// A given name, a title or a role shows that it is a person.
    pub human: bool,
    /// A person whom the text does not name and has not spoken of before: "a postman", "his aunt".
    pub stranger: bool,
    /// It has been the subject of a reporting verb.
    pub speaks: bool,
    /// Quoted words are given to it, as to the animals of a tale.
    pub animate: bool,
    /// A place, which neither speaks nor is meant by a pronoun.
    pub place: bool,
}

impl Entity {
    /// Whether it is named, and may be a person.
    pub(crate) fn is_somebody(&self) -> bool {
        self.person.is_some() && !self.thing && !self.place
    }

    /// Whether it is one person, of whom the text says what, not who.
    pub(crate) fn is_unnamed_person(&self) -> bool {
        self.person.is_none() && !self.thing && !self.plural && !self.place
    }

    /// Whether a pronoun of this gender and number can stand for it.
    pub(crate) fn agrees(&self, gender: Gender, plural: bool) -> bool {
        if self.place {
            return false;
        }
        if plural {
            return self.plural
                || self.thing && !self.inanimate
                || self.person.is_some() && !self.human && self.gender.0 == 0;
        }
        if gender.0 == 0 {
            return !self.plural && (self.thing || self.person.is_some() && !self.human);
        }
        let animate = !self.thing || self.mute && self.animate;
        animate && !self.plural && (self.gender.0 == 0 || self.gender.0 & gender.0 != 0)
    }
}

/// The entities of one document.
#[derive(Debug, Default)]
pub(crate) struct Entities {
    pub all: Vec<Entity>,
    roles: Roles,
    /// The words of the names of entities.
    pub(super) name_words: Roles,
    /// Entity of each person, `NONE` where it has none yet.
    pub(super) of_person: Vec<u32>,
    pub(super) in_full: Vec<InFull>,
    pub(super) candidates: Vec<u32>,
    /// The entities of names that two persons are equally possible for.
    pub(super) eithers: Vec<Either>,
}

/// How many entities are looked through, last first, for the one a noun phrase goes on to speak of.
pub(super) const LOOK_BACK: usize = 24;

impl Entities {
    pub(crate) fn clear(&mut self) {
        self.all.clear();
        self.roles.clear();
        self.name_words.clear();
        self.of_person.clear();
        self.eithers.clear();
        self.in_full.clear();
    }

    /// The entity of a mention that is no pronoun; `None` where two persons of one name are equally possible.
    ///
    /// `body_meant` is the body that a noun said of bodies of any kind stands for.
    pub(crate) fn of(
        &mut self,
        view: View<'_>,
        people: &mut People,
        mention: &Mention,
        body_meant: Option<u32>,
    ) -> Option<u32> {
        if mention.name.1 > mention.name.0 {
            let entity = self.named(view, people, mention.name, mention.gender)?;
            self.describe(entity, view, mention);
            return Some(entity);
        }
        if let Some(name) = surname_like_title(view, people, mention) {
            return self.named(view, people, name, Gender(0));
        }
        Some(self.unnamed(view, people, mention, body_meant))
    }

    /// Ties the titles and lower-case roles that stand before a name, and those in apposition after it, to the entity.
    fn describe(&mut self, entity: u32, view: View<'_>, mention: &Mention) {
        let e = &mut self.all[entity as usize];
        if mention.is(SpeakerProp::GROUP) && e.gender.0 == 0 && !e.human {
            e.thing = true;
        }
        e.human |= !e.thing && mention.tokens.0 < mention.name.0;
        let (start, end) = (mention.tokens.0 as usize, mention.name.0 as usize);
        if mention.gender.0 != 0 && mention.gender.0 != Gender::MALE | Gender::FEMALE {
            e.gender = mention.gender;
        }
        let before = start.saturating_sub(3);
        for k in before..end {
            let word = view.word(k);
            let title = word.any(List::Title.bit() | List::Role.bit()) && (k >= start || k + 1 == start);
            if title {
                self.add_role(entity, view.tokens[k].word, Gender(0));
                self.qualify(entity, view, k, before);
                for noun in view.lexicon.related(view.tokens[k].word) {
                    self.add_role(entity, *noun, Gender(0));
                }
            }
        }
        // "In the Lords, the Bishop of Marche said": no body is a bishop.
        let fits = |body: bool, k: usize| !body || view.is(k, List::Group);
        for k in apposed_roles(view, mention.name.1 as usize) {
            if !fits(self.all[entity as usize].thing, k) {
                continue;
            }
            self.add_apposed(entity, view.tokens[k].word, Gender(0), view.is(k, List::Group));
            self.qualify(entity, view, k, mention.name.1 as usize);
        }
    }

    /// Ties the noun at token `k` to the entity together with the word before it, if that stands at token `from` or behind it: the prime
    /// minister is not the finance minister.
    fn qualify(&mut self, entity: u32, view: View<'_>, k: usize, from: usize) {
        if let Some(role) = qualified_role(view, k, from) {
            self.roles.add(entity, role);
        }
    }

    /// Ties a noun phrase in apposition ("Dana Kessler, the lawyer,") to the entity of the name beside it.
    pub(crate) fn appose(&mut self, entity: u32, view: View<'_>, mention: &Mention) {
        let body = view.lexicon.word(mention.head).is(List::Group);
        self.add_apposed(entity, mention.head, mention.gender, body);
        if let Some(head) = head_of(view, mention) {
            self.qualify(entity, view, head, mention.tokens.0 as usize);
        }
    }

    /// "Calyx Works, the manufacturer,": a noun that can be a `body` does not make a person of the name.
    fn add_apposed(&mut self, entity: u32, role: WordId, gender: Gender, body: bool) {
        let human = self.all[entity as usize].human;
        self.add_role(entity, role, gender);
        if body {
            self.all[entity as usize].human = human;
        }
    }

    fn add_role(&mut self, entity: u32, role: WordId, gender: Gender) {
        let e = &mut self.all[entity as usize];
        e.human |= !e.thing;
        if gender.0 != 0 && e.gender.0 == 0 {
            e.gender = gender;
        }
        if role != WordId::UNKNOWN {
            self.roles.add(entity, role);
        }
    }

    /// The entity of a noun phrase: one that its head noun has been used of, if the phrase is definite, else a new one.
    fn unnamed(&mut self, view: View<'_>, people: &People, mention: &Mention, body_meant: Option<u32>) -> u32 {
        let first = mention.tokens.0 as usize;
        // "my mother" is one person throughout, "his mother" need not be.
        let own = || view.is(first, List::Possessive) && view.word(first).person == 1;
        let definite = view.is(first, List::Definite) || own();
        let plural = mention.is(SpeakerProp::PLURAL);
        let phrase = (without_article(view, mention), mention.end);
        let words = mention.tokens.1 - mention.tokens.0;
        let role = head_of(view, mention).and_then(|head| qualified_role(view, head, first));
        if definite && mention.head != WordId::UNKNOWN {
            // A phrase as long as "the first official" tells its own from the others.
            let same = |e: &Entity| e.person.is_some() || e.phrase.1 - e.phrase.0 >= phrase.1 - phrase.0 || words <= 2;
            let fits = |e: &Entity| e.plural == plural && same(e);
            let having = |role| self.roles.having(role, self.recent()).find(|e| fits(&self.all[*e]));
            let found = role.and_then(having).or_else(|| having(mention.head));
            if let Some(found) = found.or_else(|| self.named_after(mention)) {
                return found as u32;
            }
            if mention.is(SpeakerProp::GROUP) {
                let body = head_of(view, mention).and_then(|k| people.body_ending(view, k, mention.tokens.0));
                if let Some(entity) = body.map(|p| self.entity_of(view, people, p)) {
                    return entity;
                }
                if let Some(found) = body_meant {
                    return found;
                }
            }
            // "the senator", where the only one named is one Sen. Reed.
            let titled = if plural { None } else { people.titled(view, mention.head, mention.tokens.0) };
            if let Some(entity) = titled.map(|p| self.entity_of(view, people, p)) {
                return entity;
            }
        }
        let opened = view.word(first).any(List::Article.bit() | List::Possessive.bit());
        const BODY: u16 = SpeakerProp::GROUP | SpeakerProp::TEXT | SpeakerProp::THING;
        let entity = self.all.len() as u32;
        self.all.push(Entity {
            phrase,
            gender: if plural { Gender(0) } else { mention.gender },
            plural,
            thing: mention.is(BODY),
            stranger: !definite && opened && !mention.is(BODY),
            mute: mention.is(SpeakerProp::THING),
            inanimate: !plural && mention.is(SpeakerProp::TEXT | SpeakerProp::THING),
            ..Entity::default()
        });
        self.roles.add(entity, mention.head);
        if let Some(role) = role {
            self.roles.add(entity, role);
        }
        entity
    }

    /// The body whose name has the head of a noun phrase in it: "the agency" after "the Tosara Weather Agency".
    fn named_after(&self, mention: &Mention) -> Option<usize> {
        let group = mention.is(SpeakerProp::GROUP);
        group.then(|| self.name_words.having(mention.head, self.recent()).next()).flatten()
    }

    /// Whether a noun has been used of anybody yet.
    pub(crate) fn knows(&self, head: WordId) -> bool {
        self.roles.having(head, self.recent()).next().is_some()
    }

    /// The first of the entities that are looked back at.
    fn recent(&self) -> usize {
        self.all.len().saturating_sub(LOOK_BACK)
    }

    /// The canonical name of an entity, as bytes of the text.
    pub(crate) fn name(&self, view: View<'_>, people: &People, entity: u32) -> (u32, u32) {
        let e = &self.all[entity as usize];
        match e.person {
            Some(person) => bytes_of(view, people.person(person).name),
            None => e.phrase,
        }
    }
}

/// The token of the head of a noun phrase.
fn head_of(view: View<'_>, mention: &Mention) -> Option<usize> {
    let (first, end) = (mention.tokens.0 as usize, mention.tokens.1 as usize);
    (first..end).rev().find(|k| view.tokens[*k].word == mention.head)
}

/// The noun at token `k` with the word before it, if that stands at token `from` or behind it, and tells something.
fn qualified_role(view: View<'_>, k: usize, from: usize) -> Option<WordId> {
    let before = k.checked_sub(1).filter(|before| *before >= from && !view.function(*before))?;
    let word = view.tokens[before].word;
    (word != WordId::UNKNOWN).then(|| qualified(word, view.tokens[k].word))
}

/// A bit for a word.
pub(super) fn word_bit(word: WordId) -> u64 {
    1 << (word.0 % 64)
}

/// The byte range of tokens.
pub(crate) fn bytes_of(view: View<'_>, tokens: (u32, u32)) -> (u32, u32) {
    (view.tokens[tokens.0 as usize].start, view.tokens[tokens.1 as usize - 1].end)
}

/// A title that stands alone and without an article, where somebody of the text has it as a surname: "Dean" after
/// "Howard Dean".
fn surname_like_title(view: View<'_>, people: &People, mention: &Mention) -> Option<(u32, u32)> {
    let (first, end) = mention.tokens;
    (like_name(view, mention) && people.has_surname(view, first as usize)).then_some((first, end))
}

/// Whether a mention is one word with a capital and no pronoun.
pub(crate) fn like_name(view: View<'_>, mention: &Mention) -> bool {
    let (first, end) = mention.tokens;
    end == first + 1 && view.cap(first as usize) && !mention.is(SpeakerProp::PRONOUN)
}

/// Where a noun phrase begins without its article, in bytes.
fn without_article(view: View<'_>, mention: &Mention) -> u32 {
    let mut first = mention.tokens.0 as usize;
    while first + 1 < mention.tokens.1 as usize && view.is(first, List::Article) {
        first += 1;
    }
    view.tokens.get(first).map_or(mention.start, |t| t.start)
}
