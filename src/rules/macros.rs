//! Macros: parts of patterns with names, checked once where they are defined.

use std::collections::{BTreeMap, BTreeSet};

use super::fields::At;
use super::file::named;
use super::parse::{Macros, Wrong, is_macro_char, parse};
use super::source::Place;
use crate::lexicon::Lexicon;

/// A macro as its file gives it.
pub(super) struct Macro {
    pub name: String,
    /// Where its name stands.
    pub place: Place,
    pub text: At<String>,
}

/// The macros of a folder.
pub(super) struct Defined {
    pub texts: Macros,
    /// Those with something wrong in them.
    faulty: BTreeSet<String>,
}

impl Defined {
    /// Checks macros; a fault comes with the index of its macro.
    pub(super) fn new(macros: &[Macro], lexicon: &mut Lexicon) -> (Self, Vec<(usize, Wrong)>) {
        let mut wrongs = Vec::new();
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for (i, m) in macros.iter().enumerate() {
            if m.name.is_empty() || !m.name.chars().all(is_macro_char) {
                let message = "the name of a macro has letters, digits, - and _ only";
                wrongs.push((i, Wrong::new(m.place.at.clone(), message)));
            }
            if let Some(before) = first.get(m.name.as_str()) {
                let message = format!("the macro <{}> is already defined in {}", m.name, named(&macros[*before].place));
                wrongs.push((i, Wrong::new(m.place.at.clone(), message)));
            } else {
                first.insert(&m.name, i);
            }
        }
        let texts = first.values().map(|i| (macros[*i].name.clone(), macros[*i].text.value.clone())).collect();
        let mut defined = Defined { texts, faulty: BTreeSet::new() };
        let parsed: Vec<(usize, Wrong)> = first
            .values()
            .filter_map(|i| {
                let Macro { name, text, place } = &macros[*i];
                let wrong = parse(name, &text.value, lexicon, &defined.texts).err()?;
                Some((*i, Wrong { at: place.source.inside(&text.at, &text.value, &wrong.at), ..wrong }))
            })
            .collect();
        defined.faulty = parsed.iter().map(|(i, _)| macros[*i].name.clone()).collect();
        wrongs.extend(parsed.into_iter().filter(|(_, wrong)| defined.is_news(wrong)));
        (defined, wrongs)
    }

    /// Whether a fault is not told where a macro is defined: one is told there, and not again at every call.
    pub(super) fn is_news(&self, wrong: &Wrong) -> bool {
        wrong.circle || wrong.within.as_ref().is_none_or(|name| !self.faulty.contains(name))
    }
}
