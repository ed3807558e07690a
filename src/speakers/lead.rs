//! Which subject leads its sentence: the first of the main clause, which tells what the sentence is about.

use super::salience::Place;
use crate::chunks::{Element, ElementKind, View};
use crate::lexicon::List;

/// How far a sentence has been read, in search of its first subject.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Lead {
    #[default]
    Start,
    /// In a clause before the main one ("When Reed left, …"), which a comma ends.
    Before,
    /// In the main clause, before its subject.
    Main,
    /// The subject has been named.
    Taken,
}

impl Lead {
    /// Whether what comes next can tell more.
    #[inline]
    fn is_open(self) -> bool {
        matches!(self, Lead::Start | Lead::Before)
    }

    /// Passes over elements that are no mentions.
    #[inline]
    pub(crate) fn pass_all<'e>(&mut self, view: View<'_>, elements: impl IntoIterator<Item = &'e Element>) {
        for element in elements {
            if !self.is_open() {
                break;
            }
            self.pass(view, element);
        }
    }

    /// Passes over an element that is no mention.
    fn pass(&mut self, view: View<'_>, element: &Element) {
        *self = match (*self, element.kind) {
            (Lead::Start, ElementKind::Word) if view.lexicon.at(element.entry).is(List::Subordinator) => Lead::Before,
            (Lead::Start, _) => Lead::Main,
            (Lead::Before, ElementKind::Comma) => Lead::Main,
            (state, _) => state,
        };
    }

    /// Whether a mention in this place leads the sentence.
    pub(crate) fn takes(&mut self, place: Place) -> bool {
        let leads = place == Place::Subject && matches!(self, Lead::Start | Lead::Main);
        if leads {
            *self = Lead::Taken;
        } else if *self == Lead::Start {
            *self = Lead::Main;
        }
        leads
    }
}
