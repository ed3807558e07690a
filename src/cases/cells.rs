//! The rows of a short case: `speaker | quote | mention: words`.

use std::ops::Range;

use super::case::Expected;
use super::found::Found;
use super::marks::Wrong;
use crate::error::did_you_mean;
use crate::rows::Column;

/// What a backslash stands before, and what both together stand for.
const ESCAPES: [(char, char); 8] =
    [('\\', '\\'), ('|', '|'), ('#', '#'), ('=', '='), ('s', ' '), ('n', '\n'), ('r', '\r'), ('t', '\t')];

/// The row of a line; places in messages are bytes of the line.
pub(super) fn parse(line: &str) -> Result<Expected, Wrong> {
    let mut cells = split(line).into_iter();
    let speaker = cells.next().map_or(Ok(String::new()), |cell| unescaped(line, cell))?;
    let mut row = Expected { speaker, ..Expected::default() };
    let Some(quote) = cells.next() else {
        return Err((whole(line), "a row is written: speaker | quote".into()));
    };
    if quote.is_empty() {
        return Err((whole(line), "no quote in this row; it is written: speaker | quote".into()));
    }
    row.quote = unescaped(line, quote)?;
    for cell in cells {
        let part = &line[cell.clone()];
        let Some(colon) = part.find(':') else {
            return Err((cell, "what comes after the quote is written: name: words".into()));
        };
        let (column, words) = (named(part[..colon].trim()).map_err(|m| (cell.clone(), m))?, &part[colon + 1..]);
        if row.cell(column).is_some() {
            return Err((cell, format!("{} stands twice in this row", column.name())));
        }
        let start = cell.start + colon + 1 + (words.len() - words.trim_start().len());
        row.cells.push((column, unescaped(line, start.min(cell.end)..cell.end)?));
    }
    Ok(row)
}

/// The line of a row that expects what was found, with the named parts that the `old` row has.
pub(super) fn line(found: &Found, old: Option<&Expected>) -> String {
    let mut line = escaped(found.cell(Column::Speaker));
    line.push_str(if line.is_empty() { "| " } else { " | " });
    line.push_str(&escaped(found.cell(Column::Quote)));
    for (column, _) in old.map_or(&[][..], |old| &old.cells) {
        line.push_str(&format!(" | {}: {}", column.name(), escaped(found.cell(*column))));
    }
    line.trim_end().to_owned()
}

/// The cells of a line, without the white space around them.
fn split(line: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut escaped) = (0, false);
    for (at, c) in line.char_indices().chain([(line.len(), '|')]) {
        if c == '|' && (!escaped || at == line.len()) {
            let cell = &line[start..at];
            let from = start + (cell.len() - cell.trim_start().len());
            out.push(from..from + cell.trim().len());
            start = at + 1;
        }
        escaped = c == '\\' && !escaped;
    }
    out
}

fn unescaped(line: &str, cell: Range<usize>) -> Result<String, Wrong> {
    let mut out = String::with_capacity(cell.len());
    let mut chars = line[cell.clone()].char_indices();
    while let Some((at, c)) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        let next = chars.next().map(|(_, next)| next);
        match ESCAPES.iter().find(|(written, _)| Some(*written) == next) {
            Some((_, meant)) => out.push(*meant),
            None => {
                let end = cell.start + at + 1 + next.map_or(0, char::len_utf8);
                return Err((cell.start + at..end, r"a backslash is written \\, a bar \|, a line break \n".into()));
            }
        }
    }
    Ok(out)
}

fn escaped(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len());
    for (at, c) in cell.char_indices() {
        let outer = at == 0 || at + c.len_utf8() == cell.len();
        let written = ESCAPES.iter().find(|(_, meant)| *meant == c).map(|(written, _)| *written);
        match (c, written) {
            // Signs that mean something only where a line begins; white space that would be trimmed.
            ('#' | '=', Some(written)) if at == 0 => out.extend(['\\', written]),
            (' ', Some(written)) if outer => out.extend(['\\', written]),
            ('#' | '=' | ' ', _) | (_, None) => out.push(c),
            (_, Some(written)) => out.extend(['\\', written]),
        }
    }
    out
}

fn named(name: &str) -> Result<Column, String> {
    let known = || Column::ALL.iter().filter(|c| !matches!(c, Column::Speaker | Column::Quote));
    known().find(|c| c.name() == name).copied().ok_or_else(|| {
        let shown: String = name.chars().take(40).collect();
        format!("no part of a row is called {shown:?}{}", did_you_mean(name, known().map(|c| c.name())))
    })
}

fn whole(line: &str) -> Range<usize> {
    let start = line.len() - line.trim_start().len();
    start..line.trim_end().len().max(start)
}

#[cfg(test)]
mod tests {
    use super::{escaped, parse};
    use crate::rows::Column;

    #[test]
    fn rows_with_and_without_parts() {
        let row = parse("  Ana Reis | a \\| b: c |mention: she|cue:said ").expect("row");
        assert_eq!((row.speaker.as_str(), row.quote.as_str()), ("Ana Reis", "a | b: c"));
        assert_eq!((row.cell(Column::Mention), row.cell(Column::Cue)), (Some("she"), Some("said")));
        let row = parse("| Yes, | cue:").expect("row");
        assert_eq!((row.speaker.as_str(), row.cell(Column::Cue)), ("", Some("")));
    }

    #[test]
    fn what_is_escaped_is_read_as_it_was() {
        for cell in ["# a", "=== b", " c ", "d|\\e\r\n\tf", "\\", "g #=", "é ", "|"] {
            let row = parse(&format!("{0} | {0} | cue: {0}", escaped(cell))).expect(cell);
            assert_eq!((row.speaker.as_str(), row.quote.as_str(), row.cell(Column::Cue)), (cell, cell, Some(cell)));
        }
    }

    #[test]
    fn faults_have_their_place() {
        for (line, at, message) in [
            ("Ana Reis", 0..8, "speaker | quote"),
            (" Ana | ", 1..6, "no quote"),
            ("Ana | b | she", 10..13, "name: words"),
            ("Ana | b | mentoin: she", 10..22, "did you mean \"mention\"?"),
            ("Ana | b | cue: a | cue: b", 19..25, "twice"),
            ("Ana | b\\é", 7..10, "backslash"),
        ] {
            let (place, said) = parse(line).expect_err(line);
            assert_eq!(place, at, "{line}");
            assert!(said.contains(message), "{line}: {said}");
        }
    }
}
