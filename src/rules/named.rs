//! Reading the elements of a pattern, which have names in capitals and kinds in square brackets.

use std::ops::Range;

use super::atom::{Atom, Test};
use super::parse::{NOT_CLOSED, Parser, Wrong};
use super::syntax::{Node, Role};
use crate::chunks::{CueKind, ElementKind, QuoteProp, SpeakerProp};
use crate::error::did_you_mean;
use crate::lexicon::{List, VerbClass};

const NAMES: &[&str] = &[
    "QUOTE",
    "QUOTED",
    "ATTRIBUTED",
    "SPEAKER",
    "MENTION",
    "CUE",
    "VERB",
    "WORD",
    "NUMBER",
    "TIME",
    "WHO",
    "UNSPOKEN",
];

/// The parts of speech that a WORD can have.
const PARTS_OF_SPEECH: &[(&str, u64)] =
    &[("noun", List::Noun.bit()), ("adj", List::Adjective.bit()), ("verb", List::VERB), ("function", List::FUNCTION)];

/// Kinds that must hold together, or with `!` must not hold.
struct Clause<'p> {
    negated: bool,
    /// Each with its place.
    kinds: Vec<(&'p str, Range<usize>)>,
    at: Range<usize>,
}

impl Parser<'_> {
    pub(super) fn named(&mut self) -> Result<Node, Wrong> {
        let rest = self.rest();
        let word = |c: char| c.is_alphanumeric() || c == '_';
        let width = rest.len() - rest.trim_start_matches(word).len();
        let Some(name) = NAMES.iter().find(|n| **n == &rest[..width]) else {
            let written = &rest[..width];
            let hint = did_you_mean(&written.to_uppercase(), NAMES.iter().copied());
            let message = if written.contains(char::is_lowercase) {
                format!("literal words are written in lower case, elements in capitals{hint}")
            } else {
                format!("no element is called {written:?}{hint}")
            };
            return Err(self.wrong(width.max(1), message));
        };
        self.at += width;
        let brackets = self.brackets()?;
        let clauses = clauses(self.text, brackets.clone())?;
        self.at = brackets.end + usize::from(!brackets.is_empty());
        Ok(match *name {
            "QUOTE" => Node::Quote(test(name, &clauses, QuoteProp::NAMES)?),
            "QUOTED" => Node::Atom(Atom::Quoted(test(name, &clauses, QuoteProp::NAMES)?)),
            "ATTRIBUTED" => {
                let mut test = test(name, &clauses, QuoteProp::NAMES)?;
                test.clauses.push((QuoteProp::ATTRIBUTED, false));
                Node::Role(Role::Attributed, Atom::Quoted(test))
            }
            "SPEAKER" => Node::Role(Role::Speaker, Atom::Speaker(test(name, &clauses, SpeakerProp::NAMES)?)),
            "MENTION" => Node::Atom(Atom::Speaker(test(name, &clauses, SpeakerProp::NAMES)?)),
            "CUE" => Node::Role(Role::Cue, cue(clauses)?),
            "WORD" => Node::Atom(self::word(&clauses)?),
            name => {
                if let Some(clause) = clauses.first() {
                    return Err(Wrong::new(clause.at.clone(), format!("{name} has no kinds")));
                }
                match name {
                    "WHO" => Node::Role(Role::Who, Atom::InList(List::Relative.bit())),
                    "VERB" => Node::Atom(Atom::Verb),
                    "UNSPOKEN" => Node::Atom(Atom::Kind(ElementKind::Unspoken.into())),
                    "NUMBER" => Node::Atom(Atom::Kind(ElementKind::Number.into())),
                    _ => Node::Atom(Atom::Kind(ElementKind::Time.into())),
                }
            }
        })
    }

    /// Where the text between the square brackets stands that begin here; empty if none do.
    fn brackets(&self) -> Result<Range<usize>, Wrong> {
        let Some(rest) = self.rest().strip_prefix('[') else { return Ok(self.at..self.at) };
        let inner = self.at + 1;
        match rest.find(['[', ']', '(', ')', '<', '>']) {
            Some(0) if rest.starts_with(']') => Err(self.wrong(2, "a kind must stand between the brackets")),
            Some(end) if rest[end..].starts_with(']') => Ok(inner..inner + end),
            _ => Err(self.wrong(1, NOT_CLOSED)),
        }
    }
}

/// The clauses that stand in a part of a pattern.
fn clauses(text: &str, within: Range<usize>) -> Result<Vec<Clause<'_>>, Wrong> {
    let mut clauses = Vec::new();
    let mut start = within.start;
    for clause in text[within.clone()].split_inclusive(char::is_whitespace) {
        let written = clause.trim_end();
        let at = start..start + written.len();
        start += clause.len();
        if written.is_empty() {
            continue;
        }
        let (negated, names) = written.strip_prefix('!').map_or((false, written), |names| (true, names));
        let mut kinds = Vec::new();
        let mut from = at.end - names.len();
        for name in names.split('|') {
            if name.is_empty() {
                return Err(Wrong::new(at, "a kind is missing here"));
            }
            if name.starts_with('!') {
                return Err(Wrong::new(at, "! stands before a clause and holds for all its kinds"));
            }
            kinds.push((name, from..from + name.len()));
            from += name.len() + 1;
        }
        clauses.push(Clause { negated, kinds, at });
    }
    if clauses.is_empty() && !within.is_empty() {
        return Err(Wrong::new(within, "a kind must stand between the brackets"));
    }
    Ok(clauses)
}

fn test(element: &str, clauses: &[Clause<'_>], known: &[(&str, u16)]) -> Result<Test, Wrong> {
    let mut test = Test::default();
    for clause in clauses {
        let mut bits = 0;
        for (name, at) in &clause.kinds {
            let Some((_, bit)) = known.iter().find(|(n, _)| n == name) else {
                let hint = did_you_mean(name, known.iter().map(|(n, _)| *n));
                return Err(Wrong::new(at.clone(), format!("{element} has no kind {name:?}{hint}")));
            };
            bits |= bit;
        }
        test.clauses.push((bits, clause.negated));
    }
    Ok(test)
}

fn cue(clauses: Vec<Clause<'_>>) -> Result<Atom, Wrong> {
    let form = |name: &str| CueKind::NAMES.iter().find(|(n, _)| *n == name).map(|(_, kind)| *kind);
    let class = |name: &str| VerbClass::NAMES.iter().any(|(n, _)| *n == name);
    for (name, at) in clauses.iter().flat_map(|c| &c.kinds) {
        if form(name).is_none() && !class(name) {
            let known = CueKind::NAMES.iter().map(|(n, _)| *n).chain(VerbClass::NAMES.iter().map(|(n, _)| *n));
            let message = format!("CUE has no form or verb class {name:?}{}", did_you_mean(name, known));
            return Err(Wrong::new(at.clone(), message));
        }
    }
    let has_form = |c: &Clause<'_>| c.kinds.iter().any(|(name, _)| form(name).is_some());
    let (forms, classes): (Vec<_>, Vec<_>) = clauses.into_iter().partition(has_form);
    let mut bits = 0u16;
    for clause in forms {
        for (name, _) in &clause.kinds {
            let Some(kind) = form(name).filter(|_| !clause.negated) else {
                let message = if clause.negated {
                    "forms of a cue cannot be negated; name those that can stand here"
                } else {
                    "forms of a cue and verb classes stand in clauses of their own, with a space between them"
                };
                return Err(Wrong::new(clause.at, message));
            };
            bits |= 1 << kind as u16;
        }
    }
    let names: Vec<(&str, u16)> = VerbClass::NAMES.iter().map(|(n, c)| (*n, c.bit())).collect();
    Ok(Atom::Cue(bits, test("CUE", &classes, &names)?))
}

fn word(clauses: &[Clause<'_>]) -> Result<Atom, Wrong> {
    let (mut cap, mut lists) = (None, 0);
    for clause in clauses {
        for (name, at) in &clause.kinds {
            match PARTS_OF_SPEECH.iter().find(|(n, _)| n == name) {
                Some((_, bits)) if !clause.negated => lists |= bits,
                Some(_) => {
                    let message = format!("parts of speech cannot be negated; WORD[!{name}] has no meaning");
                    return Err(Wrong::new(clause.at.clone(), message));
                }
                None if *name == "cap" => cap = Some(!clause.negated),
                None => {
                    let hint = did_you_mean(name, PARTS_OF_SPEECH.iter().map(|(n, _)| *n).chain(["cap"]));
                    return Err(Wrong::new(at.clone(), format!("WORD has no kind {name:?}{hint}")));
                }
            }
        }
    }
    Ok(Atom::Word { cap, lists })
}
