//! A file of rules with what is needed to point into it.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use super::parse::Wrong;
use crate::error::Fault;

/// The most faults of one file that are told; after so many, nobody reads on.
const MOST_FAULTS: usize = 50;

/// A file and its text.
#[derive(Debug)]
pub(crate) struct Source {
    pub path: PathBuf,
    pub text: String,
    /// The byte at which each line begins.
    lines: Vec<usize>,
}

/// A place in a file.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub source: Arc<Source>,
    pub at: Range<usize>,
}

impl Place {
    /// The line it begins in, counted from 1.
    pub(crate) fn line(&self) -> usize {
        self.source.line(self.at.start)
    }

    pub(crate) fn fault(&self, message: impl Into<String>) -> Fault {
        Fault::at(&self.source.path, &self.source.text, self.at.clone(), message)
    }
}

impl Source {
    pub(crate) fn new(path: PathBuf, text: String) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(i, _)| i + 1)).collect();
        Source { path, text, lines }
    }

    /// The line of a byte, counted from 1.
    pub(super) fn line(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at)
    }

    /// What is wrong in the file, in the order of its text.
    pub(super) fn faults(&self, mut wrongs: Vec<Wrong>) -> impl Iterator<Item = Fault> {
        wrongs.sort_by_key(|w| w.at.start);
        wrongs.dedup();
        let more = wrongs.len().saturating_sub(MOST_FAULTS);
        wrongs.truncate(MOST_FAULTS);
        if let Some(last) = wrongs.last_mut().filter(|_| more > 0) {
            last.message += &format!(" (and {more} faults more in this file)");
        }
        wrongs.into_iter().map(|w| Fault::at(&self.path, &self.text, w.at, w.message))
    }

    /// Where the bytes `at` of the value of a TOML string stand, the string being written at `string`. The whole string if
    /// it is not written so that one could tell.
    pub(super) fn inside(&self, string: &Range<usize>, value: &str, at: &Range<usize>) -> Range<usize> {
        let written = self.text.get(string.clone()).unwrap_or_default();
        let chars = written_chars(written);
        if !chars.iter().map(|(_, c)| *c).eq(value.chars()) {
            return string.clone();
        }
        let end = chars.last().map_or(string.start + 1, |(i, _)| string.start + i + 1);
        let mut places = value.char_indices().zip(&chars).map(|((place, _), (i, _))| (place, string.start + i));
        let from = places.find(|(place, _)| *place >= at.start).map_or(end, |(_, i)| i);
        let to = places.find(|(place, _)| *place >= at.end).map_or(end.max(from), |(_, i)| i);
        from..to
    }
}

/// The characters of a TOML string as it is written, with its quotation marks, and at which byte each stands.
fn written_chars(written: &str) -> Vec<(usize, char)> {
    let quote = if written.starts_with('\'') { '\'' } else { '"' };
    let long: String = std::iter::repeat_n(quote, 3).collect();
    let mark = if written.len() >= 6 && written.starts_with(&long) { 3 } else { 1 };
    let end = written.len().saturating_sub(mark);
    let mut at = mark;
    if mark == 3 {
        // A line end right after the opening mark is not part of the value.
        at += written[at..].strip_prefix("\r\n").map_or(usize::from(written[at..].starts_with('\n')), |_| 2);
    }
    let mut chars = Vec::new();
    while let Some(c) = written.get(at..end).and_then(|rest| rest.chars().next()) {
        let rest = &written[at..end];
        if c != '\\' || quote == '\'' {
            chars.push((at, c));
            at += c.len_utf8();
            continue;
        }
        let Some(escape) = rest[1..].chars().next() else { break };
        let digits = match escape {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        if digits > 0 {
            let code = rest.get(2..2 + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok());
            chars.extend(code.and_then(char::from_u32).map(|c| (at, c)));
            at += 2 + digits;
        } else if escape.is_whitespace() {
            // At the end of a line, the white space up to the next word is left out.
            at += rest.len() - rest[1..].trim_start().len();
        } else {
            let named = [('b', '\u{8}'), ('t', '\t'), ('n', '\n'), ('f', '\u{c}'), ('r', '\r'), ('e', '\u{1b}')];
            chars.push((at, named.iter().find(|(name, _)| *name == escape).map_or(escape, |(_, c)| *c)));
            at += 1 + escape.len_utf8();
        }
    }
    chars
}
