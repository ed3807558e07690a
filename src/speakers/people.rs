//! The people and bodies that a document names, each with the fullest form of its name.

use rustc_hash::FxHashMap;

use super::entities::word_bit;
use crate::chunks::View;
use crate::lexicon::{Gender, List, WordId};
use crate::text::Shape;

/// A person or body named in the document.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Person {
    /// The fullest form of the name, as token indices.
    pub name: (u32, u32),
    /// What its given name says of its gender.
    pub gender: Gender,
    /// A name of one word only.
    pub single: bool,
    /// How often the document has the name in a form of two words or more, or the surname after a form of address.
    pub count: u32,
    /// The token where it is first named.
    pub first: u32,
}

/// Every named person of a document, found by the words of their names.
#[derive(Debug, Default)]
pub(crate) struct People {
    all: Vec<Person>,
    /// Persons by each word of their names but the first, and by the first.
    by_last: Index,
    by_first: Index,
    /// The titles that stand before names, with the person, in the order of the text.
    titles: Vec<(WordId, u32)>,
    /// A bit for each noun that one of the titles speaks of.
    titled: u64,
}

/// Persons by the hash of a word, in the order they were taken in; keeps its memory from document to document.
#[derive(Debug, Default)]
struct Index {
    heads: FxHashMap<u64, (u32, u32)>,
    links: Vec<(u32, u32)>,
}

const END: u32 = u32::MAX;

impl Index {
    fn clear(&mut self) {
        self.heads.clear();
        self.links.clear();
    }

    /// The persons of a word; at most so many are told apart, a document with more of one name is a list.
    fn get(&self, word: u64) -> impl Iterator<Item = u32> + '_ {
        const SAME_NAME: usize = 16;
        let mut at = self.heads.get(&word).map_or(END, |(first, _)| *first);
        std::iter::from_fn(move || {
            let (person, next) = *self.links.get(at as usize)?;
            at = next;
            Some(person)
        })
        .take(SAME_NAME)
    }

    fn add(&mut self, word: u64, person: u32) {
        let link = self.links.len() as u32;
        match self.heads.get_mut(&word) {
            Some((_, last)) => {
                if self.links[*last as usize].0 == person {
                    return;
                }
                self.links[*last as usize].1 = link;
                *last = link;
            }
            None => drop(self.heads.insert(word, (link, link))),
        }
        self.links.push((person, END));
    }
}

/// How many people of one surname are looked through, and how many titles are noted: more than a text can tell apart.
const MOST: usize = 256;

impl People {
    pub(crate) fn clear(&mut self) {
        self.all.clear();
        self.by_last.clear();
        self.by_first.clear();
        self.titles.clear();
        self.titled = 0;
    }

    /// Takes in a name of two words or more, and gives its person.
    pub(crate) fn add(&mut self, view: View<'_>, name: (u32, u32)) -> Option<u32> {
        let words = words(view, name);
        // "Al Reed", "Ben Hall": a given name that is a particle elsewhere.
        let given = name.1 - name.0 == 2 && view.is(name.0 as usize, List::GivenName);
        if words.1 - words.0 < 2 && !given {
            return None;
        }
        let person = match self.same(view, words) {
            Some(p) => {
                let person = &mut self.all[p as usize];
                if name.1 - name.0 > person.name.1 - person.name.0 && !all_caps(view, name) {
                    person.name = name;
                }
                person.gender.0 |= given_gender(view, name).0;
                person.count += 1;
                p
            }
            None => self.insert(view, name, false),
        };
        Some(person)
    }

    /// Takes in a short form of a body's name that the text explains; one with other letters is somebody's party.
    pub(crate) fn abbreviate(&mut self, view: View<'_>, person: u32, short: usize) {
        let name = self.all[person as usize].name;
        let first = |k: usize| view.str(k).chars().next();
        let begins = (name.0..name.1).any(|k| view.cap(k as usize) && first(k as usize) == first(short));
        if begins && !view.is(name.0 as usize, List::GivenName) {
            self.by_last.add(fold(view, short), person);
        }
    }

    /// The body named last before token `i` whose name ends in the word at token `word`: "the bank" after "Tosara Bank".
    pub(crate) fn body_ending(&self, view: View<'_>, word: usize, i: u32) -> Option<u32> {
        let body = |p: &u32| {
            let person = &self.all[*p as usize];
            let last = person.name.1 as usize - 1;
            person.first < i
                && !person.single
                && view.word(last).any(List::OrgWord.bit() | List::Group.bit())
                && fold(view, last) == fold(view, word)
        };
        self.by_last.get(fold(view, word)).take(MOST).filter(body).max_by_key(|p| self.all[*p as usize].first)
    }

    /// Notes that a title stands before a person's name.
    pub(crate) fn entitle(&mut self, view: View<'_>, title: WordId, person: u32) {
        if self.titles.len() < MOST && !self.titles.contains(&(title, person)) {
            self.titles.push((title, person));
            self.titled |=
                view.lexicon.related(title).iter().fold(word_bit(title), |bits, noun| bits | word_bit(*noun));
        }
    }

    /// The only person named before token `i` whose title is this noun, or one that the noun speaks of.
    pub(crate) fn titled(&self, view: View<'_>, noun: WordId, i: u32) -> Option<u32> {
        if self.titled & word_bit(noun) == 0 {
            return None;
        }
        let speaks_of = |title: &WordId| *title == noun || view.lexicon.related(*title).contains(&noun);
        let mut found = self.titles.iter().filter(|(title, p)| speaks_of(title) && self.all[*p as usize].first < i);
        let (_, first) = *found.next()?;
        found.all(|(_, p)| *p == first).then_some(first)
    }

    /// Takes in what is a name if nothing speaks against it ("Weary Perez"): it is nobody new where the text has another
    /// Perez, and the form of a name only where the given name is the same.
    pub(crate) fn add_doubtful(&mut self, view: View<'_>, name: (u32, u32)) {
        let words = words(view, name);
        if words.1 - words.0 < 2 {
            return;
        }
        match self.same(view, words) {
            Some(p) => {
                let person = &mut self.all[p as usize];
                let same_first = fold(view, words.0) == fold(view, person.name.0 as usize);
                if same_first && name.1 - name.0 > person.name.1 - person.name.0 && !all_caps(view, name) {
                    person.name = name;
                }
                person.first = person.first.min(name.0);
                person.count += 1;
            }
            None if view.is(words.0, List::GivenName) || !self.is_name_of_somebody(view, words.1 - 1) => {
                self.insert(view, name, false);
            }
            None => {}
        }
    }

    /// Takes in a surname after a form of address. Where all whom the text names in full with it are of the other gender
    /// ("Mr. Reed" beside Ann Reed), it is somebody else; otherwise the first who can be meant is the one that the story is
    /// about.
    pub(crate) fn add_addressed(&mut self, view: View<'_>, name: (u32, u32), gender: Gender) {
        if gender.0 != Gender::MALE && gender.0 != Gender::FEMALE {
            return;
        }
        let surname = fold(view, name.0 as usize);
        if self.by_last.get(surname).next().is_none() {
            return;
        }
        let fits = |p: &u32| {
            let other = self.all[*p as usize].gender.0;
            other == 0 || other & gender.0 != 0
        };
        let known = self.by_last.get(surname).take(MOST).find(fits);
        let person = known.unwrap_or_else(|| self.insert(view, name, true));
        let person = &mut self.all[person as usize];
        if known.is_none() {
            person.gender = gender;
        } else {
            person.count += 1;
        }
    }

    /// Whether the word at token `i` is the surname or the first name of somebody: "Weary Perez", "Weary Ann".
    fn is_name_of_somebody(&self, view: View<'_>, i: usize) -> bool {
        let word = fold(view, i);
        self.by_last.get(word).next().is_some() || self.by_first.get(word).next().is_some()
    }

    /// The person that a name of several words is a form of.
    fn same(&self, view: View<'_>, words: (usize, usize)) -> Option<u32> {
        let fits = |p: &u32| compatible(view, words, self::words(view, self.all[*p as usize].name));
        self.by_last.get(fold(view, words.1 - 1)).find(fits)
    }

    /// The person of a one-word name that is no form of a longer one; known from then on.
    pub(crate) fn single(&mut self, view: View<'_>, name: (u32, u32)) -> u32 {
        self.insert(view, name, true)
    }

    fn insert(&mut self, view: View<'_>, name: (u32, u32), single: bool) -> u32 {
        let words = words(view, name);
        let p = self.all.len() as u32;
        // The second of two surnames can be left out, so every word but the first finds the person; not so the words
        // inside the name of a body that is named after somebody ("the Ann Reed Foundation").
        let noun = words.1 - words.0 > 2 && view.is(words.1 - 1, List::Noun) && view.is(words.0, List::GivenName);
        let body = noun || view.word(words.1 - 1).any(List::OrgWord.bit() | List::Group.bit() | List::Work.bit());
        let from = if body { words.1 - 1 } else { (words.0 + 1).min(words.1 - 1) };
        for k in from..words.1 {
            if view.cap(k) {
                self.by_last.add(fold(view, k), p);
            }
        }
        self.all.push(Person { name, gender: given_gender(view, name), single, count: 1, first: name.0 });
        if !single {
            // "Ann", "Yahoo" of "Yahoo News", but "Trump" is not the "Trump Train", and Tosara not the "Tosara Tribune".
            let town = body && view.is(words.0, List::Place);
            if body && !town || view.is(words.0, List::GivenName) || !view.is(words.1 - 1, List::Noun) {
                self.by_first.add(fold(view, words.0), p);
            }
            if let Some(acronym) = acronym(view, words) {
                self.by_last.add(acronym, p);
            }
        }
        p
    }

    /// Fills `out` with the persons that a name can stand for: those it is a form of, by surname first, by given name else.
    pub(crate) fn candidates(&self, view: View<'_>, name: (u32, u32), out: &mut Vec<u32>) {
        out.clear();
        let words = words(view, name);
        if words.1 <= words.0 {
            return;
        }
        let one = words.1 - words.0 == 1;
        let fits = |p: &u32| one || compatible(view, words, self::words(view, self.all[*p as usize].name));
        let last = fold(view, words.1 - 1);
        out.extend(self.by_last.get(last).filter(fits));
        // A name in full is not that of somebody who is only called by the surname.
        if !one && out.iter().any(|p| !self.all[*p as usize].single) {
            out.retain(|p| !self.all[*p as usize].single);
        }
        if out.is_empty() && one {
            out.extend(self.by_first.get(last));
        } else if out.is_empty() && !view.is(words.0, List::GivenName) {
            // "Town Corners Reed" of a heading is nobody new beside Ann Reed.
            let person = |p: &u32| view.is(self.all[*p as usize].name.0 as usize, List::GivenName);
            out.extend(self.by_last.get(last).filter(person));
        }
    }

    /// Whether somebody who has a given name too has the word at token `i` as a surname.
    pub(crate) fn has_surname(&self, view: View<'_>, i: usize) -> bool {
        let surname = fold(view, i);
        self.by_last.get(surname).any(|p| {
            let name = words(view, self.all[p as usize].name);
            name.1 - name.0 > 1 && view.is(name.0, List::GivenName) && fold(view, name.1 - 1) == surname
        })
    }

    /// The first name of the document that begins with a given name.
    pub(crate) fn first_with_given_name(&self, view: View<'_>) -> Option<(u32, u32)> {
        // Taken in as they are named, so the first that fits is the first of the text.
        const NEAR_THE_HEAD: usize = 8;
        let given = |p: &&Person| view.is(p.name.0 as usize, List::GivenName);
        self.all.iter().take(NEAR_THE_HEAD).find(given).map(|p| p.name)
    }

    pub(crate) fn person(&self, p: u32) -> Person {
        self.all[p as usize]
    }
}

/// The name without a suffix ("Jr.") and the comma before it.
fn words(view: View<'_>, name: (u32, u32)) -> (usize, usize) {
    let (mut start, mut end) = (name.0 as usize, name.1 as usize);
    while end > start + 1 && (view.is(end - 1, List::Suffix) || view.is_comma(end - 1)) {
        end -= 1;
    }
    // "De Marchi" is a surname alone.
    while start + 1 < end && view.is(start, List::Particle) {
        start += 1;
    }
    (start, end)
}

fn all_caps(view: View<'_>, name: (u32, u32)) -> bool {
    (name.0..name.1).all(|k| view.shape(k as usize, Shape::ALL_CAPS))
}

fn given_gender(view: View<'_>, name: (u32, u32)) -> Gender {
    view.word(name.0 as usize).given_gender
}

/// The hash of the first letters of a name of three capitalised words or more: "IMF" for the International Monetary Fund.
fn acronym(view: View<'_>, words: (usize, usize)) -> Option<u64> {
    let capitals = || (words.0..words.1).filter(|k| view.cap(*k) && !view.initial(*k));
    if capitals().count() < 3 || view.is(words.0, List::GivenName) {
        return None;
    }
    let letters: String = capitals().filter_map(|k| view.str(k).chars().next()).flat_map(char::to_lowercase).collect();
    Some(number(view.lexicon.look_up(&letters), &letters))
}

/// A number for the word at token `i`, case and kind of apostrophe aside.
fn fold(view: View<'_>, i: usize) -> u64 {
    view.tokens.get(i).map_or(0, |token| number(token.word, token.text(view.text)))
}

/// The same for a word with its text: its number in the lexicon, or a hash where it has none.
fn number(word: WordId, text: &str) -> u64 {
    if word != WordId::UNKNOWN {
        return u64::from(word.0);
    }
    if text.is_ascii() {
        return hash(text.as_bytes());
    }
    let lower: String = text.chars().map(|c| if c == '’' { '\'' } else { c }).flat_map(char::to_lowercase).collect();
    hash(lower.as_bytes())
}

/// A hash of a word, eight bytes at a time. What else stands in words has the bit already that tells small letters.
fn hash(word: &[u8]) -> u64 {
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let mix = |hash: u64, bytes: u64| (hash ^ (bytes | SMALL)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23);
    let (eights, rest) = word.as_chunks::<8>();
    let rest = rest.iter().fold(0, |bytes, b| bytes << 8 | u64::from(*b));
    mix(eights.iter().fold(word.len() as u64, |h, eight| mix(h, u64::from_le_bytes(*eight))), rest)
}

/// Whether two words are the same, case and accents aside ("François", "Francois").
fn same_but_for_accents(a: &str, b: &str) -> bool {
    let accented = |x: char, y: char| x.is_alphabetic() && y.is_alphabetic() && !(x.is_ascii() && y.is_ascii());
    a.chars().count() == b.chars().count()
        && a.chars().zip(b.chars()).all(|(x, y)| x.eq_ignore_ascii_case(&y) || accented(x, y))
}

/// Whether two names with the same last word can be one person's: the first words are equal, one is the other's initial,
/// or one is a short form of the other.
fn compatible(view: View<'_>, a: (usize, usize), b: (usize, usize)) -> bool {
    if a.1 - a.0 < 2 || b.1 - b.0 < 2 {
        return true;
    }
    let (ta, tb) = (view.str(a.0), view.str(b.0));
    if ta.eq_ignore_ascii_case(tb) || !(ta.is_ascii() && tb.is_ascii()) && same_but_for_accents(ta, tb) {
        return true;
    }
    let initial = |x: usize, other: &str| view.initial(x) && other.chars().next() == view.str(x).chars().next();
    if initial(a.0, tb) || initial(b.0, ta) {
        return true;
    }
    // "dos Anjos Neto" of "Graça dos Anjos Neto": the words of one stand in the other.
    let (short, long) = if a.1 - a.0 < b.1 - b.0 { (a, b) } else { (b, a) };
    let same = |x: usize, y: usize| view.str(x) == view.str(y);
    let length = short.1 - short.0;
    if (long.0 + 1..=long.1 - length).any(|from| (0..length).all(|k| same(short.0 + k, from + k))) {
        return true;
    }
    // "Bobby Scott" of "Robert C. “Bobby” Scott": the given name in use stands inside the full one.
    if (long.0 + 1..long.1 - 1).any(|k| same(short.0, k)) {
        return true;
    }
    let (wa, wb) = (view.tokens[a.0].word, view.tokens[b.0].word);
    view.lexicon.related(wa).contains(&wb) || view.lexicon.related(wb).contains(&wa)
}
