//! Atoms: the single-element tests that patterns are made of.

use crate::chunks::{CueKind, Element, ElementKind, SpeakerProp};
use crate::lexicon::{List, Word, WordId};

/// Properties that an element must have: every clause must hold, a clause holds if one of its bits is there (or, negated,
/// if none is).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Test {
    pub clauses: Vec<(u16, bool)>,
}

impl Test {
    pub(crate) fn holds(&self, props: u16) -> bool {
        self.clauses.iter().all(|(bits, negated)| (props & bits != 0) != *negated)
    }

    /// The bits that some clause asks to be there.
    fn named(&self) -> u16 {
        self.clauses.iter().filter(|(_, negated)| !negated).fold(0, |all, (bits, _)| all | bits)
    }
}

/// A test of one element.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Atom {
    /// Another quoted span.
    Quoted(Test),
    Speaker(Test),
    /// Bits of cue kinds (none: finite only), and verb classes.
    Cue(u16, Test),
    /// Any finite verb group or verb form.
    Verb,
    /// A word of its own; also the main verb of a cue.
    Literal(WordId),
    /// A word in one of these lists.
    InList(u64),
    /// Any word: must be (or, negated, must not be) capitalised, and in one of the lists if any are asked.
    Word {
        cap: Option<bool>,
        lists: u64,
    },
    Kind(Kind),
    /// Anything but quoted spans and the ends of sentences and paragraphs: what a gap may pass over.
    Any,
    /// The end of a sentence or of a paragraph.
    SentenceEnd,
    ParagraphEnd,
}

/// An element kind that patterns name by a sign or a word of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Kind(pub u8);

impl From<ElementKind> for Kind {
    fn from(kind: ElementKind) -> Self {
        Kind(kind as u8)
    }
}

impl Atom {
    /// Whether it looks at the properties of an element that is a cue of this kind, if it is a cue.
    pub(crate) fn asks_for_props(&self, cue: CueKind) -> bool {
        match self {
            Atom::Cue(kinds, _) => has_kind(*kinds, cue),
            Atom::Quoted(_) | Atom::Speaker(_) => true,
            _ => false,
        }
    }

    /// The lists that a word is looked for in.
    pub(crate) fn lists(&self) -> u64 {
        match self {
            Atom::InList(lists) | Atom::Word { lists, .. } => *lists,
            Atom::Verb => List::VERB | List::Be.bit() | List::Have.bit() | List::Modal.bit() | List::Auxiliary.bit(),
            _ => 0,
        }
    }

    /// Whether an element passes; `word` is what the lexicon knows of its word.
    pub(crate) fn matches(&self, element: &Element, word: &Word) -> bool {
        let kind = element.kind;
        match self {
            Atom::Quoted(test) => kind == ElementKind::Quoted && test.holds(element.props),
            Atom::Speaker(test) => {
                let marked = element.props & SpeakerProp::MARKED & !test.named();
                kind == ElementKind::Speaker && marked == 0 && test.holds(element.props)
            }
            Atom::Cue(kinds, test) => {
                kind == ElementKind::Cue && has_kind(*kinds, element.cue) && test.holds(element.props)
            }
            Atom::Verb => {
                kind == ElementKind::Cue && element.cue == CueKind::Finite
                    || kind == ElementKind::Word && word.any(self.lists())
            }
            Atom::Literal(id) => {
                matches!(kind, ElementKind::Word | ElementKind::Clitic | ElementKind::Cue) && element.word == *id
            }
            Atom::InList(bits) => matches!(kind, ElementKind::Word | ElementKind::Clitic) && word.any(*bits),
            Atom::Word { cap, lists } => {
                kind == ElementKind::Word && cap.is_none_or(|c| c == element.cap) && (*lists == 0 || word.any(*lists))
            }
            Atom::Kind(wanted) => wanted.0 == kind as u8,
            Atom::Any => !matches!(kind, ElementKind::Quoted | ElementKind::SentenceEnd | ElementKind::ParagraphEnd),
            Atom::SentenceEnd => matches!(kind, ElementKind::SentenceEnd | ElementKind::ParagraphEnd),
            Atom::ParagraphEnd => kind == ElementKind::ParagraphEnd,
        }
    }
}

/// Whether a kind of cue is among those asked for, as bits: only finite ones where none is.
fn has_kind(asked: u16, cue: CueKind) -> bool {
    let asked = if asked == 0 { 1 << CueKind::Finite as u16 } else { asked };
    asked & (1 << cue as u16) != 0
}
