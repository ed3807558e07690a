//! Walks a document in order and finds what each mention stands for.

use super::apposition::{apposed_name, apposed_to, is_conjunction, is_described, joined_to, may_be_apposed};
use super::entities::{Entities, Entity, LOOK_BACK, bytes_of, like_name};
use super::lead::Lead;
use super::people::People;
use super::place::{beside_cue, beside_quote, place};
use super::reading::read_names;
use super::resolution::Resolution;
use super::salience::{Event, Place, antecedent};
use crate::analysis::Analysis;
use crate::chunks::{Element, ElementKind, Mention, SpeakerProp, View};
use crate::lexicon::{Gender, List};

/// How many sentences later a pronoun can be explained.
const SOON: u32 = 2;

/// Resolves the mentions of one document after another.
#[derive(Debug, Default)]
pub(crate) struct Resolver {
    people: People,
    entities: Entities,
    events: Vec<Event>,
    /// Entity of each mention.
    of_mention: Vec<Option<u32>>,
    /// For each pronoun resolved, how many sentences back its antecedent stands.
    distance: Vec<u32>,
    /// The mention last found to stand in apposition to a name before it.
    apposed: Option<usize>,
    /// Whose turn it is in an interview.
    turn: Option<u32>,
    /// Pronouns that nothing before them explains.
    waiting: Vec<(usize, Event, Gender)>,
}

impl Resolver {
    /// Takes in a section of a document: `view` holds its tokens, `analysis` what was found in them. Where it is asked for
    /// `names_after` an element, no mention behind it is resolved but names, and what may be one.
    pub(crate) fn read(&mut self, view: View<'_>, analysis: &Analysis, names_after: Option<usize>) {
        let Analysis { starts, capitals, elements, landmarks, mentions, .. } = analysis;
        read_names(view, (starts, capitals), mentions, &mut self.people);
        self.entities.clear();
        self.events.clear();
        self.waiting.clear();
        self.of_mention.clear();
        self.of_mention.resize(mentions.len(), None);
        self.distance.clear();
        self.distance.resize(mentions.len(), 0);
        let (mut sentence, mut paragraph) = (0, 0);
        let mut lead = Lead::default();
        // The last mention that leads its sentence: "Reed and Hall said" have two.
        let mut led = None;
        self.turn = None;
        self.apposed = None;
        // Names alone from the sentence on that can explain no pronoun of the last one that matters.
        let (last, mut only_names) = (names_after.unwrap_or(elements.len()), None);
        // The elements up to here have been looked at for what leads the sentence.
        let mut seen = 0;
        for i in landmarks.iter().map(|i| *i as usize) {
            let element = &elements[i];
            if i >= last && only_names.is_none() {
                only_names = Some(sentence + SOON + 1);
            }
            match element.kind {
                ElementKind::SentenceEnd => {
                    sentence += 1;
                    lead = Lead::default();
                    seen = i + 1;
                }
                ElementKind::ParagraphEnd => {
                    sentence += 1;
                    paragraph += 1;
                    lead = Lead::default();
                    seen = i + 1;
                    self.turn = self.answerer(view, &elements[i + 1..]);
                }
                ElementKind::Speaker
                    if only_names.is_some_and(|from| sentence >= from)
                        && !may_be_name(view, &mentions[element.index as usize]) => {}
                ElementKind::Speaker => {
                    let before = elements[seen..i].iter().filter(|e| e.kind != ElementKind::Speaker);
                    lead.pass_all(view, before);
                    seen = i + 1;
                    let joined = led.is_some_and(|first| first + 2 == i && is_conjunction(view, &elements[i - 1]));
                    let place = if joined { Place::Subject } else { place(view, elements, i) };
                    let speaks = place == Place::Subject && beside_cue(elements, i);
                    let here = Event {
                        entity: 0,
                        sentence,
                        paragraph,
                        place,
                        speaks,
                        quoted: speaks && beside_quote(elements, i),
                        leads: lead.takes(place) || joined,
                        introduces: is_described(view, elements, i),
                    };
                    if here.leads {
                        led = Some(i);
                    }
                    let index = element.index as usize;
                    if !may_be_apposed(view, elements, i) || !self.apposed(view, elements, mentions, i, here) {
                        self.mention(view, index, &mentions[index], here);
                    }
                    if opens_turn(elements, i) {
                        self.turn = self.of_mention[index];
                    }
                }
                _ => {}
            }
        }
    }

    /// Explains the mention at element `i` by the name it stands in apposition to: that of a person before it, else one
    /// after it, else any name before it. Whether it does.
    fn apposed(&mut self, view: View<'_>, elements: &[Element], mentions: &[Mention], i: usize, here: Event) -> bool {
        let index = elements[i].index as usize;
        let mention = &mentions[index];
        let before = apposed_to(elements, i).and_then(|name| self.of_mention[name]);
        let person = before.filter(|e| self.entities.all[*e as usize].human);
        let after = || apposed_name(view, elements, mentions, i);
        if person.is_none()
            && let Some(name) = after()
            && let Some(entity) = self.entities.named(view, &mut self.people, name, mention.gender)
        {
            self.entities.appose(entity, view, mention);
            self.stands_for(index, entity, here);
            return true;
        }
        // "the former senator and current nominee" is one person, "a builder and spokesman" only after the name.
        let definite = |first: &usize| view.is(mentions[*first].tokens.0 as usize, List::Definite);
        let joined = joined_to(view, elements, i).filter(|first| self.apposed == Some(*first) || definite(first));
        let before = before.or_else(|| joined.and_then(|first| self.of_mention[first]));
        // "the owner, a widow in black": one person, whom nobody names.
        let first = mention.tokens.0 as usize;
        let indefinite = view.is(first, List::Article) && !view.is(first, List::Definite);
        let fits = |e: &Entity| e.is_somebody() || indefinite && e.is_unnamed_person();
        let before = before.filter(|e| fits(&self.entities.all[*e as usize]));
        if let Some(entity) = before {
            self.entities.appose(entity, view, mention);
            self.of_mention[index] = Some(entity);
            self.apposed = Some(index);
        }
        before.is_some()
    }

    /// Notes what a mention that is no pronoun stands for.
    fn stands_for(&mut self, index: usize, entity: u32, here: Event) {
        self.of_mention[index] = Some(entity);
        let event = Event { entity, ..here };
        self.explain_waiting(&event);
        self.events.push(event);
    }

    fn mention(&mut self, view: View<'_>, index: usize, mention: &Mention, here: Event) {
        if !mention.is(SpeakerProp::PRONOUN) {
            let known = self.described(view, mention, &here);
            let body = self.body_meant(view, mention, &here);
            let entity = known.or_else(|| self.entities.of(view, &mut self.people, mention, body));
            if let Some(entity) = entity {
                if here.speaks {
                    self.entities.speaks(entity, mention.name);
                }
                self.entities.all[entity as usize].animate |= here.quoted;
                let introduces = here.introduces
                    && self.entities.all[entity as usize].human
                    && self.events.iter().rev().take(LOOK_BACK).all(|e| e.entity != entity);
                self.stands_for(index, entity, Event { introduces, ..here });
            }
            return;
        }
        let word = view.lexicon.word(mention.head);
        if word.person == 1 {
            // In an interview or a transcript "I" is whose turn it is.
            self.of_mention[index] = self.turn;
        }
        if word.person != 3 {
            return;
        }
        let agrees = |e: &Entity| e.agrees(word.gender, word.plural());
        match antecedent(&self.entities, &self.events, word.gender, agrees, &here, self.turn) {
            Some((entity, sentences)) => {
                let entity = self.entities.told_apart(view, &self.people, entity, word.gender);
                self.distance[index] = sentences;
                self.of_mention[index] = Some(entity);
                let e = &mut self.entities.all[entity as usize];
                if e.gender.0 == 0 && !e.thing {
                    e.gender = word.gender;
                }
                self.events.push(Event { entity, ..here });
            }
            None if word.gender.0 != 0
                && self.events.iter().all(|e| !self.entities.all[e.entity as usize].agrees(word.gender, false)) =>
            {
                self.waiting.push((index, here, word.gender));
            }
            None => {}
        }
    }

    /// "the New York businessman", "the former senator", "the retired surgeon": a definite description that nobody has
    /// been introduced by stands for the most prominent person, as a pronoun does.
    fn described(&mut self, view: View<'_>, mention: &Mention, here: &Event) -> Option<u32> {
        const UNFIT: u16 = SpeakerProp::NAME
            | SpeakerProp::PLURAL
            | SpeakerProp::GROUP
            | SpeakerProp::TEXT
            | SpeakerProp::THING
            | SpeakerProp::POSSESSIVE;
        let (first, last) = (mention.tokens.0 as usize, mention.tokens.1 as usize);
        if mention.is(UNFIT) || !view.is(first, List::Definite) {
            return None;
        }
        // A head alone ("the lawyer") tells too little; "the retired lawyer", "the father of two" do not.
        const MODIFIES: u64 =
            List::Adjective.bit() | List::Noun.bit() | List::VerbPast.bit() | List::VerbParticiple.bit();
        let head = (first..last).rev().find(|k| view.tokens[*k].word == mention.head);
        let before_head = |k: usize| head.is_some_and(|head| k < head && view.is(head, List::Role));
        let describes = |k: usize| {
            let modifier = before_head(k) && view.word(k).any(MODIFIES);
            view.cap(k) || view.is(k, List::NameModifier) || modifier
        };
        let of_many = |k: usize| view.is(k, List::NumberWord);
        let end = head.map_or(last, |head| head + 1);
        let described = (first + 1..end).any(describes) || (end..last).any(of_many);
        // "the Observer" is a name and "the Speaker" an office; "the Republican" is neither.
        let named = head.is_some_and(|k| view.cap(k) && !view.word(k).any(DESCRIBES));
        const DESCRIBES: u64 = List::People.bit() | List::Demonym.bit();
        // "the Reed supporter" is not Reed.
        let partisan = || (first + 1..last).any(|k| view.cap(k) && self.people.has_surname(view, k));
        if named || !described || self.entities.knows(mention.head) || partisan() {
            return None;
        }
        let anyone = Gender(Gender::MALE | Gender::FEMALE);
        let gender = if mention.gender.0 == 0 { anyone } else { mention.gender };
        let (entity, _) = antecedent(&self.entities, &self.events, gender, |e| e.agrees(gender, false), here, None)?;
        self.entities.all[entity as usize].human.then_some(entity)
    }

    /// The body that a noun said of bodies of any kind stands for ("the company"): the most prominent one.
    fn body_meant(&self, view: View<'_>, mention: &Mention, here: &Event) -> Option<u32> {
        let generic = mention.is(SpeakerProp::GROUP) && view.lexicon.word(mention.head).is(List::GenericBody);
        if !generic || mention.is(SpeakerProp::NAME) {
            return None;
        }
        let body = |e: &Entity| e.person.is_some() && !e.human && !e.place;
        antecedent(&self.entities, &self.events, Gender(0), body, here, None).map(|(entity, _)| entity)
    }

    /// Whose turn a paragraph is that begins with an answer's label ("A:"): an interview introduces its guest first.
    fn answerer(&mut self, view: View<'_>, paragraph: &[Element]) -> Option<u32> {
        let [label, colon, ..] = paragraph else { return None };
        let answers = label.kind == ElementKind::Word && view.lexicon.at(label.entry).is(List::AnswerLabel);
        if !answers || colon.kind != ElementKind::Colon {
            return None;
        }
        let guest = self.people.first_with_given_name(view)?;
        self.entities.named(view, &mut self.people, guest, Gender(0))
    }

    /// A pronoun at the head of a story can stand before the name it stands for.
    fn explain_waiting(&mut self, event: &Event) {
        if self.waiting.is_empty() {
            return;
        }
        let entity = &self.entities.all[event.entity as usize];
        let of_mention = &mut self.of_mention;
        self.waiting.retain(|(index, here, gender)| {
            let soon = event.sentence - here.sentence <= SOON && event.place == Place::Subject;
            let explains = soon && entity.person.is_some() && entity.agrees(*gender, false);
            if explains {
                of_mention[*index] = Some(event.entity);
            }
            !explains && event.sentence - here.sentence <= SOON
        });
    }

    /// Every entity of the document with its canonical name and the indices of its mentions, in the order they appear.
    pub(crate) fn speakers(&self, view: View<'_>) -> Vec<(String, Vec<usize>)> {
        let mut out: Vec<(String, Vec<usize>)> = (0..self.entities.all.len() as u32)
            .map(|e| self.entities.name(view, &self.people, e))
            .map(|(start, end)| (view.text[start as usize..end as usize].to_owned(), Vec::new()))
            .collect();
        for (mention, entity) in self.of_mention.iter().enumerate() {
            if let Some(entity) = entity {
                out[*entity as usize].1.push(mention);
            }
        }
        out.retain(|(_, mentions)| !mentions.is_empty());
        out
    }

    /// How a mention was resolved.
    pub(crate) fn resolution(&self, index: usize, mention: &Mention, view: View<'_>) -> Resolution {
        if mention.is(SpeakerProp::PRONOUN) {
            let entity = self.of_mention[index].map(|e| &self.entities.all[e as usize]);
            return match (entity, mention.is(SpeakerProp::FIRST)) {
                (Some(Entity { person: None, .. }), _) => Resolution::NominalPronoun,
                (Some(_), _) => Resolution::Pronoun { sentences: self.distance[index] },
                (None, true) => Resolution::FirstPerson,
                (None, false) => Resolution::Unresolved,
            };
        }
        let person = self.of_mention[index].and_then(|e| self.entities.all[e as usize].person);
        if mention.name.1 <= mention.name.0 {
            return if person.is_some() { Resolution::NamedNominal } else { Resolution::Nominal };
        }
        match person {
            None => Resolution::Unresolved,
            Some(p) => {
                let bytes = |tokens| bytes_of(view, tokens);
                let (full, here) = (bytes(self.people.person(p).name), bytes(mention.name));
                let same = view.text[full.0 as usize..full.1 as usize] == view.text[here.0 as usize..here.1 as usize];
                if same { Resolution::ExactName } else { Resolution::ExpandedName }
            }
        }
    }

    /// The canonical name of the speaker that a mention stands for; empty where the text does not tell.
    pub(crate) fn canonical(&self, view: View<'_>, index: usize, mention: &Mention) -> String {
        let range = match self.of_mention[index] {
            Some(entity) => self.entities.name(view, &self.people, entity),
            None if mention.is(SpeakerProp::FIRST) => (mention.start, mention.end),
            None if mention.is(SpeakerProp::PRONOUN) => return String::new(),
            // Two persons of one surname: it stays as it stands.
            None if mention.name.1 > mention.name.0 => bytes_of(view, mention.name),
            None => (mention.start, mention.end),
        };
        view.text[range.0 as usize..range.1 as usize].to_owned()
    }
}

/// Whether a mention is a name, or a title alone, which can be one.
fn may_be_name(view: View<'_>, mention: &Mention) -> bool {
    mention.name.1 > mention.name.0 || like_name(view, mention)
}

/// Whether the name at element `i` is the label of a turn in a transcript: "DAUD:", "Daud (by telephone):".
fn opens_turn(elements: &[Element], i: usize) -> bool {
    const LONGEST: usize = 8;
    let first =
        i > 0 && elements[i - 1].kind == ElementKind::ParagraphEnd && elements[i].props & SpeakerProp::NAME != 0;
    let after = elements[i + 1..].iter().take(LONGEST).map(|e| e.kind);
    let mut outside = after.scan(false, |inside, kind| {
        let was = *inside;
        *inside = kind == ElementKind::OpenBracket || was && kind != ElementKind::CloseBracket;
        Some((was || *inside, kind))
    });
    first && outside.find(|(inside, _)| !inside).is_some_and(|(_, kind)| kind == ElementKind::Colon)
}
