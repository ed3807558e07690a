//! Examples: the inline tests of a rule, and their marked spans.

use std::ops::Range;

use crate::error::did_you_mean;

/// The spans that an example can mark.
const SPANS: &[&str] = &["quote", "speaker", "cue"];

/// An example sentence of a rule, its markers removed.
///
/// In a rule file the expected spans are marked `{quote …}`, `{cue …}` and `{speaker …}`; `{quote …}` holds the marks too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The text without markers.
    pub text: String,
    /// Whether the rule must match (`yes`) or must not (`no`).
    pub positive: bool,
    /// The quoted span with its marks, as bytes of `text`; none in a `no`.
    pub quote: Option<Range<usize>>,
    /// The mention, as bytes of `text`; none if the rule must name none.
    pub speaker: Option<Range<usize>>,
    /// The cue, as bytes of `text`; none if the rule must find none.
    pub cue: Option<Range<usize>>,
    /// The line of its file that it begins in, counted from 1.
    pub line: usize,
}

impl Example {
    /// Reads an example as it is written; else tells what is wrong, and at which bytes.
    pub(crate) fn parse(source: &str, positive: bool) -> Result<Self, (Range<usize>, String)> {
        let mut example = Example { text: String::new(), positive, quote: None, speaker: None, cue: None, line: 0 };
        let mut at = 0;
        // The name of the span that is open, where its brace stands, and where its words begin in the text.
        let mut open: Option<(&str, usize, usize)> = None;
        while let Some(brace) = source[at..].find(['{', '}']).map(|i| at + i) {
            example.text.push_str(&source[at..brace]);
            at = brace + 1;
            match (&source[brace..at], open.take()) {
                ("}", None) => return Err((brace..at, "this } closes nothing".into())),
                ("}", Some((name, start, words))) => {
                    example.mark(name, words).map_err(|message| (start..at, message))?;
                }
                (_, Some(_)) => return Err((brace..at, "marked spans cannot overlap; close the one before".into())),
                (_, None) => {
                    let name = &source[at..at + source[at..].find([' ', '{', '}']).unwrap_or(source.len() - at)];
                    if !SPANS.contains(&name) {
                        let hint = did_you_mean(name, SPANS.iter().copied());
                        let message = format!("no span is called {name:?}; it is quote, speaker or cue{hint}");
                        return Err((brace..at + name.len(), message));
                    }
                    if !source[at + name.len()..].starts_with(' ') {
                        return Err((brace..at + name.len(), format!("a marked span is written {{{name} words}}")));
                    }
                    open = Some((name, brace, example.text.len()));
                    at += name.len() + 1;
                }
            }
        }
        example.text.push_str(&source[at..]);
        if let Some((_, brace, _)) = open {
            return Err((brace..brace + 1, "this { is not closed".into()));
        }
        if positive && example.quote.is_none() {
            return Err((0..source.len(), "a yes example marks its {quote …}".into()));
        }
        if let Some(brace) = source.find('{').filter(|_| !positive) {
            return Err((brace..brace + 1, "a no example marks nothing".into()));
        }
        Ok(example)
    }

    /// The example as it is written in a rule file, with its spans marked.
    pub fn source(&self) -> String {
        let spans = [("quote", self.quote.clone()), ("speaker", self.speaker.clone()), ("cue", self.cue.clone())];
        Self::marked(&self.text, &spans)
    }

    fn mark(&mut self, name: &str, start: usize) -> Result<(), String> {
        let range = start..self.text.len();
        if range.is_empty() {
            return Err(format!("{{{name} …}} is empty"));
        }
        let place = match name {
            "quote" => &mut self.quote,
            "speaker" => &mut self.speaker,
            _ => &mut self.cue,
        };
        if place.replace(range).is_some() {
            return Err(format!("{{{name} …}} is marked twice"));
        }
        Ok(())
    }

    /// The example with a sentence put before it, its spans moved along.
    pub(crate) fn after(&self, sentence: &str) -> Self {
        let shift = |r: &Option<Range<usize>>| r.as_ref().map(|r| r.start + sentence.len()..r.end + sentence.len());
        Example {
            text: format!("{sentence}{}", self.text),
            positive: self.positive,
            quote: shift(&self.quote),
            speaker: shift(&self.speaker),
            cue: shift(&self.cue),
            line: self.line,
        }
    }

    /// The example with other marks in place of “ and ”, its spans moved along.
    pub(crate) fn with_marks(&self, open: &str, close: &str) -> Self {
        let mut text = String::with_capacity(self.text.len());
        let mut places = vec![0; self.text.len() + 1];
        for (i, c) in self.text.char_indices() {
            places[i] = text.len();
            match c {
                '“' => text.push_str(open),
                '”' => text.push_str(close),
                c => text.push(c),
            }
        }
        places[self.text.len()] = text.len();
        let moved = |r: &Option<Range<usize>>| r.as_ref().map(|r| places[r.start]..places[r.end]);
        Example {
            positive: self.positive,
            quote: moved(&self.quote),
            speaker: moved(&self.speaker),
            cue: moved(&self.cue),
            line: self.line,
            text,
        }
    }

    /// The text with spans marked again, for messages.
    pub(crate) fn marked(text: &str, spans: &[(&str, Option<Range<usize>>)]) -> String {
        let mut inserts: Vec<(usize, bool, String)> = Vec::new();
        for (name, range) in spans {
            if let Some(range) = range {
                inserts.push((range.start, true, format!("{{{name} ")));
                inserts.push((range.end, false, "}".into()));
            }
        }
        inserts.sort_by_key(|(at, opening, _)| (*at, *opening));
        let mut out = String::new();
        let mut at = 0;
        for (place, _, insert) in inserts {
            out.push_str(&text[at..place]);
            out.push_str(&insert);
            at = place;
        }
        out + &text[at..]
    }
}

#[cfg(test)]
mod tests {
    use super::Example;

    #[test]
    fn markers_become_spans() {
        let e = Example::parse("{quote “Yes,”} {cue said} {speaker Ana}.", true).expect("well formed");
        assert_eq!(e.text, "“Yes,” said Ana.");
        assert_eq!(e.speaker.map(|r| e.text[r].to_owned()).as_deref(), Some("Ana"));
    }

    #[test]
    fn faults_are_named() {
        for (source, message) in [
            ("{quote a {cue b}}", "overlap"),
            ("{quote a", "not closed"),
            ("a}", "closes nothing"),
            ("{who a}", "no span"),
            ("a", "marks its"),
        ] {
            assert!(Example::parse(source, true).expect_err(source).1.contains(message), "{source}");
        }
    }
}
