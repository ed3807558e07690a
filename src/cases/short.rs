//! Short cases: several in a file, each a text and its rows. `fixtures/README.md` has the grammar.

use std::collections::HashSet;
use std::ops::Range;
use std::path::Path;

use super::case::{Case, Expected, Form};
use super::cells;
use super::marks::{Mark, Role, unmark};
use crate::document::Document;
use crate::error::{Error, ErrorKind, Fault, did_you_mean};
use crate::quotes::is_mark;
use crate::rows::Column;

/// What a line with the name of a case begins with.
const HEAD: &str = "===";
/// The line between text and rows.
const RULE: &str = "---";

/// The cases of the content of a `.case` file, or an error with every fault in place of each case that has any. `file` is
/// what messages call it, and its stem goes before the names of the cases.
///
/// # Errors
/// Items are [`ErrorKind::Data`].
///
/// ```
/// let text = "=== plain\n“Yes,” {cue said} {speaker Ana Reis}.\n---\nAna Reis | Yes,\n";
/// let case = whosaid::cases::parse_short("a.case".as_ref(), text).remove(0)?;
/// assert_eq!((case.name.as_str(), case.document.text.as_str()), ("a::plain", "“Yes,” said Ana Reis."));
/// # Ok::<(), whosaid::Error>(())
/// ```
pub fn parse_short(file: &Path, content: &str) -> Vec<Result<Case, Error>> {
    let mut out = Vec::new();
    let mut names = HashSet::new();
    let mut before = true;
    let mut lines = lines(content).peekable();
    while let Some(line) = lines.next() {
        let words = content[line.clone()].trim();
        if !words.starts_with(HEAD) {
            // One message is enough for all that stands before the first case.
            if before && !words.is_empty() && !words.starts_with('#') {
                let message = "a case begins with a line: === its name";
                out.push(Err(data(vec![Fault::at(file, content, line, message)])));
                before = false;
            }
            continue;
        }
        before = false;
        let mut body = Vec::new();
        while let Some(next) = lines.next_if(|next| !content[next.clone()].starts_with(HEAD)) {
            body.push(next);
        }
        let mut section = Section { file, content, faults: Vec::new() };
        let name = section.name(line.clone(), &mut names);
        let case = section.case(name, line, &body);
        out.push(if section.faults.is_empty() { Ok(case) } else { Err(data(section.faults)) });
    }
    out
}

fn data(faults: Vec<Fault>) -> Error {
    Error::new(ErrorKind::Data(faults))
}

/// The lines of some content as ranges, without their line ends.
fn lines(content: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    content.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        start..start + line.trim_end_matches(['\n', '\r']).len()
    })
}

/// One case of a file while it is read.
struct Section<'c> {
    file: &'c Path,
    content: &'c str,
    faults: Vec<Fault>,
}

/// A text put together from lines, with the place in the file of each.
#[derive(Default)]
struct Source {
    text: String,
    /// Where lines begin: in the text, and in the file.
    begins: Vec<(usize, usize)>,
}

impl Source {
    fn in_file(&self, range: &Range<usize>) -> Range<usize> {
        let line = self.begins.partition_point(|(text, _)| *text <= range.start).saturating_sub(1);
        let (text, file) = self.begins.get(line).copied().unwrap_or_default();
        range.start - text + file..range.end - text + file
    }
}

impl Section<'_> {
    fn fault(&mut self, at: Range<usize>, message: impl Into<String>) {
        self.faults.push(Fault::at(self.file, self.content, at, message));
    }

    fn name(&mut self, line: Range<usize>, names: &mut HashSet<String>) -> String {
        let name = self.content[line.clone()].trim_start_matches('=').trim();
        if name.is_empty() {
            self.fault(line, "a case has a name: === its name");
        } else if !names.insert(name.to_owned()) {
            self.fault(line, format!("a case of this file is called {name:?} already"));
        }
        let stem = self.file.file_stem().map_or(String::new(), |stem| stem.to_string_lossy().into_owned());
        format!("{stem}::{name}")
    }

    fn case(&mut self, name: String, head: Range<usize>, body: &[Range<usize>]) -> Case {
        let rule = body.iter().position(|line| self.content[line.clone()].trim_end() == RULE);
        let Some(rule) = rule else {
            self.no_rule(head, body);
            return self.empty(name, 0);
        };
        let source = self.source(&body[..rule]);
        let (text, marks) = unmark(&source.text).unwrap_or_else(|(at, message)| {
            self.fault(source.in_file(&at), message);
            (String::new(), Vec::new())
        });
        let readable = self.faults.is_empty();
        let mut case = self.empty(name, self.after(&body[rule]));
        for line in &body[rule + 1..] {
            let words = self.content[line.clone()].trim();
            if words.is_empty() || words.starts_with('#') {
                continue;
            }
            match cells::parse(&self.content[line.clone()]) {
                Ok(row) => {
                    if readable && !text.contains(&row.quote) {
                        self.fault(self.quote_of(line), not_in(&text, &row.quote));
                    }
                    let number = 1 + self.content[..line.start].matches('\n').count();
                    case.rows.push(Expected { at: line.start..self.after(line), line: number, ..row });
                }
                Err((at, message)) => self.fault(line.start + at.start..line.start + at.end, message),
            }
        }
        if self.faults.is_empty() {
            self.apply(&marks, &text, &source, &mut case.rows);
        }
        case.document.text = text;
        case
    }

    fn empty(&self, name: String, rows_at: usize) -> Case {
        let document = Document::new(name.as_str(), "");
        let file = self.file.to_owned();
        Case { name, document, rows: Vec::new(), file, form: Form::Short, rows_at, annotated: None }
    }

    /// Where the line after a line begins.
    fn after(&self, line: &Range<usize>) -> usize {
        self.content[line.end..].find('\n').map_or(self.content.len(), |end| line.end + end + 1)
    }

    /// The second cell of a row.
    fn quote_of(&self, line: &Range<usize>) -> Range<usize> {
        let words = &self.content[line.clone()];
        let cell = words.find('|').map_or(0, |bar| bar + 1);
        let start = cell + (words[cell..].len() - words[cell..].trim_start().len());
        line.start + start..line.start + words.trim_end().len().max(start)
    }

    fn no_rule(&mut self, head: Range<usize>, body: &[Range<usize>]) {
        let dashes = |line: &&Range<usize>| {
            let words = self.content[(*line).clone()].trim();
            words.len() >= 2 && words.trim_matches(['-', '–', '—', '_', '=']).is_empty()
        };
        match body.iter().find(dashes).cloned() {
            Some(near) => self.fault(near, "between text and rows stands a line ---; did you mean \"---\"?"),
            None => self.fault(head, "this case has no line --- between its text and its rows"),
        }
    }

    /// The text with its marks: without blank lines at both ends, and without the backslash before what is no sign.
    fn source(&self, lines: &[Range<usize>]) -> Source {
        let blank = |line: &&Range<usize>| self.content[(*line).clone()].trim().is_empty();
        let first = lines.iter().take_while(blank).count();
        let last = lines.len() - lines[first..].iter().rev().take_while(blank).count();
        let mut source = Source::default();
        for (number, line) in lines[first..last].iter().enumerate() {
            let words = &self.content[line.clone()];
            let start = line.start + usize::from(words.starts_with('\\'));
            if number > 0 {
                source.text.push('\n');
            }
            source.begins.push((source.text.len(), start));
            source.text.push_str(&self.content[start..line.end]);
        }
        source
    }

    /// Gives the rows the places that the marks tell.
    fn apply(&mut self, marks: &[Mark], text: &str, source: &Source, rows: &mut [Expected]) {
        let mut taken: HashSet<(&str, Option<usize>)> = HashSet::new();
        for mark in marks {
            let name = Role::ALL.iter().find(|(_, role)| *role == mark.role).map_or("", |(name, _)| *name);
            let wrong = if rows.is_empty() {
                Some("marks belong to a row, and this case has none".into())
            } else if mark.row.is_some_and(|row| row > rows.len()) {
                Some(format!("the rows of this case are numbered up to {}", rows.len()))
            } else if mark.role == Role::Quote && mark.row.is_none() && rows.len() > 1 {
                Some("a quote is that of one row: {quote.1 …} for the first".into())
            } else if !taken.insert((name, mark.row)) {
                Some(format!("{name} is marked twice; {{{name}.2 …}} is that of the second row"))
            } else {
                None
            };
            if let Some(message) = wrong {
                return self.fault(source.in_file(&mark.at), message);
            }
        }
        for mark in marks {
            let name = Role::ALL.iter().find(|(_, role)| *role == mark.role).map_or("", |(name, _)| *name);
            let own = |row: usize| marks.iter().any(|m| m.role == mark.role && m.row == Some(row));
            for (number, row) in (1..).zip(rows.iter_mut()) {
                if mark.row.map_or(own(number), |wanted| wanted != number) {
                    continue;
                }
                if let Err(message) = fix(mark, text, row) {
                    return self.fault(source.in_file(&mark.at), format!("{name} of row {number}: {message}"));
                }
            }
        }
    }
}

/// Tells a row where its quote, mention or cue stands.
fn fix(mark: &Mark, text: &str, row: &mut Expected) -> Result<(), String> {
    let inner = |range: Range<usize>, trimmed: fn(char) -> bool| {
        let words = &text[range.clone()];
        let start = range.start + (words.len() - words.trim_start_matches(trimmed).len());
        start..start + words.trim_matches(trimmed).len()
    };
    let (range, column, place) = match mark.role {
        Role::Quote => {
            let bare = inner(mark.range.clone(), |c| is_mark(c) || c.is_whitespace());
            // A mark of the quote itself, such as an apostrophe, can stand at its end.
            let exact = (mark.range.start..=bare.start)
                .filter(|start| text.is_char_boundary(*start))
                .map(|start| start..start + row.quote.len())
                .find(|r| r.end <= mark.range.end && text.get(r.clone()) == Some(row.quote.as_str()));
            (exact.unwrap_or(bare), Column::Quote, &mut row.range)
        }
        Role::Speaker => (inner(mark.range.clone(), char::is_whitespace), Column::Mention, &mut row.mention),
        Role::Cue => (inner(mark.range.clone(), char::is_whitespace), Column::Cue, &mut row.cue),
    };
    *place = Some(range.clone());
    let words = &text[range];
    match row.cell(column).filter(|cell| *cell != words) {
        Some(cell) => Err(format!("the mark holds {words:?}, the row says {cell:?}")),
        None => Ok(()),
    }
}

/// That the words of a quote are not there, and which words between marks are near.
fn not_in(text: &str, quote: &str) -> String {
    let spans = text.split(|c| is_mark(c) && c != '\'' && c != '’').map(str::trim).filter(|span| !span.is_empty());
    let near = did_you_mean(quote, spans.clone());
    let begins = || spans.clone().find(|span| span.contains(quote.trim_end_matches(['.', ',']))).map(str::to_owned);
    let near = if near.is_empty() { begins().map_or(near, |span| format!("; did you mean {span:?}?")) } else { near };
    format!("these words do not stand in the text{near}")
}
