//! Which entity a pronoun stands for: the most prominent one nearby that agrees in gender and number.
//!
//! Prominence follows the classic findings on pronoun resolution (Lappin & Leass 1994, "An algorithm for pronominal
//! anaphora resolution"): recency counted in sentences, subjects before objects, what has been spoken of often before
//! what has been named once. Here the subject that leads its sentence comes before those of clauses inside it, and who has
//! spoken before who has not. The figures were found on PolNeAR's development split and read over on its training split.

use super::entities::{Entities, Entity};
use crate::lexicon::Gender;

/// One time an entity is spoken of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Event {
    pub entity: u32,
    pub sentence: u32,
    pub paragraph: u32,
    pub place: Place,
    /// It is the subject of a reporting verb.
    pub speaks: bool,
    /// That verb follows a quotation.
    pub quoted: bool,
    /// It is the first subject of its sentence, which tells what the sentence is about.
    pub leads: bool,
    /// It is the first time, under the full name, and words follow that tell who that is.
    pub introduces: bool,
}

/// The grammatical place of a mention in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Subject,
    Object,
    /// After a preposition or as a possessor.
    Oblique,
}

/// How many events are looked back at.
const LOOK_BACK: usize = 24;
/// How many sentences are looked back at.
const FARTHEST: u32 = 12;
/// Candidates nearer to each other than this are equal.
const TIE: f32 = 0.03;
/// What is left of a weight a sentence later.
const FADING: f32 = 0.65;
/// What each paragraph between costs.
const PARAGRAPH: f32 = 0.15;
/// What it adds to be spoken of once more, as a part of that time's weight.
const AGAIN: f32 = 0.02;
/// What it adds that both are subjects of reporting verbs: who has spoken goes on speaking.
const SPEAKS_ON: f32 = 0.2;
/// What it adds that the paragraph is about somebody whom it does not name: "A postman stopped. “Rain,” he said."
const ABOUT: f32 = 0.3;

/// The entity that a pronoun or a noun like one stands for, of those that fit, with how many sentences back it was last
/// spoken of; `None` where two are equally likely, or nobody fits. Whose `turn` it is in a transcript is not meant by it.
pub(crate) fn antecedent(
    entities: &Entities,
    events: &[Event],
    gender: Gender,
    fits: impl Fn(&Entity) -> bool,
    here: &Event,
    turn: Option<u32>,
) -> Option<(u32, u32)> {
    let mut room = [(0u32, 0f32, 0u32); LOOK_BACK];
    let mut count = 0;
    for event in events.iter().rev().take(LOOK_BACK) {
        let distance = here.sentence - event.sentence;
        if distance > FARTHEST {
            break;
        }
        let known = &entities.all[event.entity as usize];
        if turn == Some(event.entity) || !fits(known) {
            continue;
        }
        let about = known.stranger && event.leads && distance <= 1 && event.paragraph == here.paragraph;
        let score = weight(event, here, distance) + if about { ABOUT } else { 0.0 };
        match room[..count].iter_mut().find(|(entity, ..)| *entity == event.entity) {
            // Being spoken of again adds a little to the best of the times.
            Some((_, best, _)) => *best = best.max(score) + AGAIN * score.max(0.0),
            None => {
                room[count] = (event.entity, score, distance);
                count += 1;
            }
        }
    }
    let scores = &mut room[..count];
    scores.iter_mut().for_each(|(entity, score, _)| *score += certainty(entities, *entity, gender));
    let best = (0..count).reduce(|a, b| if scores[b].1 > scores[a].1 { b } else { a })?;
    let (entity, score, distance) = scores[best];
    let rival = |n: usize| n != best && score - scores[n].1 <= TIE;
    (!(0..count).any(rival)).then_some((entity, distance))
}

fn weight(event: &Event, here: &Event, distance: u32) -> f32 {
    let place = match event.place {
        Place::Subject if event.leads => 1.0,
        // Who is introduced at the end of a sentence is about to be quoted.
        _ if event.introduces => 0.9,
        Place::Subject => 0.8,
        Place::Object => 0.5,
        Place::Oblique => 0.4,
    };
    let speaks_on = if event.speaks && here.speaks { SPEAKS_ON } else { 0.0 };
    let paragraphs = (here.paragraph - event.paragraph) as f32;
    (place + speaks_on) * FADING.powi(distance as i32) - PARAGRAPH * paragraphs
}

/// A gender that is known to agree is better evidence than one that is not known, and a person better than a bare name.
fn certainty(entities: &Entities, entity: u32, gender: Gender) -> f32 {
    let e = &entities.all[entity as usize];
    match (gender.0 != 0, e.gender.0 == gender.0, e.human) {
        (true, true, _) => 0.25,
        (true, false, true) => 0.1,
        // Nothing shows that it is a person but that it speaks, as bodies do too.
        (true, false, false) if e.speaks && e.person.is_some() => 0.0,
        (true, false, false) => -0.35,
        // "they" and "it" are rather said of what is known to be a body.
        (false, ..) if e.mute => -0.3,
        (false, ..) if e.person.is_some() && !e.thing => -0.15,
        (false, ..) => 0.0,
    }
}
