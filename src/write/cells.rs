//! What all tables of text do to their cells: line breaks, and characters that a spreadsheet would run.

use std::borrow::Cow;

use memchr::{memchr, memchr2, memchr3_iter};

/// What can begin a formula, wherever a cell begins.
const BEGINNINGS: [char; 4] = ['=', '+', '-', '@'];

/// A cell that a spreadsheet takes for text: a leading apostrophe goes before what can begin a formula.
///
/// A spreadsheet that is told, or guesses, another separator than the file has sees cells where there are none: one begins
/// behind each comma, semicolon, tab, bar and line break, quoted or not. So an apostrophe goes before a formula there, too.
pub(crate) fn defused(cell: Cow<'_, str>) -> Cow<'_, str> {
    // As nearly all cells are. Every byte is looked at, which takes less time than to stop at the first.
    let doubtful = |byte: &u8| matches!(byte, b'=' | b'+' | b'@' | b'-' | b'\t' | b'\r');
    if !cell.as_bytes().iter().fold(false, |found, byte| found | doubtful(byte)) {
        return cell;
    }
    let mut places: Vec<usize> = formulas(&cell).collect();
    if cell.starts_with(['\t', '\r']) {
        places.insert(0, 0);
    }
    if places.is_empty() {
        return cell;
    }
    let mut out = String::with_capacity(cell.len() + places.len());
    let mut done = 0;
    for place in places {
        out.push_str(&cell[done..place]);
        out.push('\'');
        done = place;
    }
    out.push_str(&cell[done..]);
    out.into()
}

/// A cell without the apostrophes that the writers put before what could begin a formula.
pub(crate) fn undefused(cell: &str) -> Cow<'_, str> {
    if memchr(b'\'', cell.as_bytes()).is_none() {
        return cell.into();
    }
    let mut out = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(place) = rest.find('\'') {
        let (before, after) = (&rest[..place], &rest[place + 1..]);
        out.push_str(before);
        // What stands before in the cell as it was decides, and that is `out`.
        let blank = out.is_empty() && after.starts_with(['\t', '\r']);
        if !(blank || after.starts_with(BEGINNINGS) && begins_a_cell(out.as_bytes())) {
            out.push('\'');
        }
        rest = after;
    }
    out.push_str(rest);
    out.into()
}

/// Where formulas could begin.
fn formulas(cell: &str) -> impl Iterator<Item = usize> {
    let bytes = cell.as_bytes();
    let mut places: Vec<usize> = memchr3_iter(b'=', b'+', b'@', bytes)
        .chain(memchr::memchr_iter(b'-', bytes))
        .filter(|place| begins_a_cell(&bytes[..*place]))
        .collect();
    places.sort_unstable();
    places.into_iter()
}

/// Whether something with this before it would begin a cell under some separator. Quotation marks may stand between.
fn begins_a_cell(before: &[u8]) -> bool {
    let last = before.iter().rev().find(|byte| **byte != b'"');
    last.is_none_or(|byte| matches!(byte, b',' | b';' | b'\t' | b'|' | b'\r' | b'\n'))
}

/// A cell in one line: each line break, of whatever kind, is a space.
pub(super) fn in_one_line(cell: Cow<'_, str>) -> Cow<'_, str> {
    if memchr2(b'\n', b'\r', cell.as_bytes()).is_none() {
        return cell;
    }
    cell.replace("\r\n", " ").replace(['\n', '\r'], " ").into()
}

/// A cell whose line breaks are all line feeds.
#[cfg_attr(not(feature = "xlsx"), allow(dead_code))]
pub(super) fn with_line_feeds(cell: Cow<'_, str>) -> Cow<'_, str> {
    if memchr(b'\r', cell.as_bytes()).is_none() {
        return cell;
    }
    cell.replace("\r\n", "\n").replace('\r', "\n").into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{defused, in_one_line, undefused};

    #[test]
    fn formulas_are_defused_wherever_a_cell_could_begin() {
        for (cell, safe) in [
            ("=1+1", "'=1+1"),
            ("\t=1", "'\t'=1"),
            ("\r+1", "'\r'+1"),
            ("a;=1", "a;'=1"),
            ("a;\"=1", "a;\"'=1"),
            ("a|@b,-c\n+d", "a|'@b,'-c\n'+d"),
            ("\"=1", "\"'=1"),
            ("a = b - c; d-e", "a = b - c; d-e"),
            ("'=1", "'=1"),
        ] {
            assert_eq!(defused(cell.into()), safe);
        }
    }

    #[test]
    fn line_breaks_become_spaces() {
        assert_eq!(in_one_line("a\r\nb\nc\rd".into()), "a b c d");
    }

    proptest! {
        #[test]
        fn what_is_defused_is_undefused(cell in "[=+@;,|\t\r\n\"a é-]{0,12}") {
            let safe = defused(cell.as_str().into());
            prop_assert_eq!(&undefused(&safe), &cell);
            for separator in [',', ';', '\t', '|', '\n', '\r'] {
                for part in safe.split(separator) {
                    prop_assert!(!part.trim_start_matches('"').starts_with(['=', '+', '-', '@']), "{:?}", safe);
                }
            }
        }
    }
}
