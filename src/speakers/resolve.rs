//! From a mention to the speaker's canonical name.

use super::people::People;
use crate::chunks::{Mention, SpeakerProp, View, name_part, name_run_end};
use crate::lexicon::List;

/// Resolves the mentions of one document after another.
#[derive(Debug, Default)]
pub(crate) struct Resolver {
    people: People,
}

impl Resolver {
    /// Gathers every name of the document. `view` holds all its tokens.
    pub(crate) fn read(&mut self, view: View<'_>) {
        self.people.clear();
        let mut i = 0;
        while i < view.len() {
            if !view.cap(i) {
                i += 1;
                continue;
            }
            let end = name_run_end(view, i).max(i + 1);
            let name = name_part(view, i, end);
            self.people.add(view, (name.0 as u32, name.1 as u32));
            i = end;
        }
    }

    /// The canonical name of a mention.
    pub(crate) fn canonical(&mut self, view: View<'_>, mention: &Mention) -> String {
        if mention.is(SpeakerProp::PRONOUN) {
            return view.text[mention.start as usize..mention.end as usize].to_owned();
        }
        if mention.name.1 > mention.name.0 {
            return self.full_name(view, mention.name);
        }
        if let Some(name) = apposed_name(view, mention) {
            return self.full_name(view, name);
        }
        without_article(view, mention).to_owned()
    }

    fn full_name(&mut self, view: View<'_>, name: (u32, u32)) -> String {
        let name = match self.people.candidates(view, name)[..] {
            [one] => self.people.person(one).name,
            _ => name,
        };
        let (start, end) = (view.tokens[name.0 as usize].start, view.tokens[name.1 as usize - 1].end);
        view.text[start as usize..end as usize].to_owned()
    }
}

/// The name in apposition to a nominal: "Pruitt's lawyer, Dana Kessler," and "Dana Kessler, the lawyer,".
fn apposed_name(view: View<'_>, mention: &Mention) -> Option<(u32, u32)> {
    if mention.is(SpeakerProp::PLURAL | SpeakerProp::TEXT) {
        return None;
    }
    let end = mention.tokens.1 as usize;
    if view.is_comma(end) && view.cap(end + 1) && !view.is(end + 1, List::OrgWord) {
        let stop = name_run_end(view, end + 1);
        let name = name_part(view, end + 1, stop);
        let closed = stop >= view.len() || !view.lower_word(stop);
        if name.1 - name.0 >= 2 && closed {
            return Some((name.0 as u32, name.1 as u32));
        }
    }
    None
}

/// The words of a nominal without article.
fn without_article<'t>(view: View<'t>, mention: &Mention) -> &'t str {
    let mut first = mention.tokens.0 as usize;
    let last = mention.tokens.1 as usize;
    while first + 1 < last && view.is(first, List::Article) {
        first += 1;
    }
    let start = view.tokens.get(first).map_or(mention.start, |t| t.start);
    &view.text[start as usize..mention.end as usize]
}
