//! The grammatical place of a mention in its clause, from the elements beside it.

use super::salience::Place;
use crate::chunks::{CueKind, Element, ElementKind, SpeakerProp, View};
use crate::lexicon::List;

/// Whether a reporting verb stands right after the mention at element `i`, or right before it.
pub(crate) fn beside_cue(elements: &[Element], i: usize) -> bool {
    let cue = |e: Option<&Element>| e.is_some_and(|e| e.kind == ElementKind::Cue && e.cue == CueKind::Finite);
    cue(elements.get(i + 1)) || i > 0 && cue(elements.get(i - 1))
}

/// Whether the mention at element `i` is the subject of a reporting verb that follows a quotation: “…,” the owl said.
pub(crate) fn beside_quote(elements: &[Element], i: usize) -> bool {
    let quoted = |k: Option<usize>| k.is_some_and(|k| elements[k].kind == ElementKind::Quoted);
    let cue = |k: usize| elements.get(k).is_some_and(|e| e.kind == ElementKind::Cue && e.cue == CueKind::Finite);
    cue(i + 1) && quoted(i.checked_sub(1)) || i > 0 && cue(i - 1) && quoted(i.checked_sub(2))
}

/// Whether a mention is the subject of its clause, an object, or stands after a preposition.
pub(crate) fn place(view: View<'_>, elements: &[Element], i: usize) -> Place {
    let element = &elements[i];
    if element.props & SpeakerProp::POSSESSIVE != 0 {
        return Place::Oblique;
    }
    let before = i.checked_sub(1).map(|b| &elements[b]);
    let after = elements.get(i + 1);
    let verb = |e: &Element| {
        e.kind == ElementKind::Cue && matches!(e.cue, CueKind::Finite | CueKind::Passive)
            || e.kind == ElementKind::Word
                && view
                    .lexicon
                    .word(e.word)
                    .any(List::VERB | List::Be.bit() | List::Have.bit() | List::Modal.bit() | List::Auxiliary.bit())
    };
    if let Some(before) = before {
        let word = view.lexicon.at(before.entry);
        if before.kind == ElementKind::Word
            && word.is(List::Preposition)
            && !word.any(List::Subordinator.bit() | List::Conjunction.bit())
        {
            return Place::Oblique;
        }
        // “…,” said Ana Reis: the subject of an inverted clause, but "told Ana Reis" names whom it was told.
        if before.kind == ElementKind::Cue {
            let quoted = i >= 2 && matches!(elements[i - 2].kind, ElementKind::Quoted | ElementKind::Comma);
            return if quoted { Place::Subject } else { Place::Object };
        }
    }
    // "Reed's chances"; what follows a pronoun is a verb ("he's").
    let possessor = element.props & SpeakerProp::PRONOUN == 0
        && after.is_some_and(|a| a.kind == ElementKind::Clitic && view.lexicon.at(a.entry).is(List::Possessive));
    if possessor {
        return Place::Oblique;
    }
    match after {
        Some(after)
            if verb(after)
                || matches!(
                    after.kind,
                    ElementKind::Comma | ElementKind::Clitic | ElementKind::OpenBracket | ElementKind::Dash
                ) =>
        {
            Place::Subject
        }
        _ if before.is_none_or(|b| matches!(b.kind, ElementKind::SentenceEnd | ElementKind::ParagraphEnd)) => {
            Place::Subject
        }
        _ => Place::Object,
    }
}
