//! Text as a cell of a workbook can hold it.

use std::borrow::Cow;

use crate::write::cells::{in_one_line, with_line_feeds};
use crate::write::{Newlines, Options};

/// The most that a cell can hold, in UTF-16 code units.
pub(super) const LONGEST: usize = 32_767;

/// What became of a text.
pub(super) struct Cell<'c> {
    pub text: Cow<'c, str>,
    /// It was too long.
    pub cut: bool,
    /// It had characters that XML has not.
    pub replaced: bool,
}

/// The text of a cell: line breaks are line feeds, as Excel makes them, characters that XML cannot hold are `U+FFFD`, and
/// what is too long ends with a note of how long it was.
pub(super) fn cell<'c>(text: Cow<'c, str>, options: &Options) -> Cell<'c> {
    let text = if options.newlines == Newlines::Space { in_one_line(text) } else { with_line_feeds(text) };
    let replaced = text.contains(is_illegal);
    let text = if replaced { text.replace(is_illegal, "\u{fffd}").into() } else { text };
    // A text has no more code units than bytes.
    let cut = text.len() > LONGEST && text.encode_utf16().count() > LONGEST;
    let text = if cut { shortened(&text).into() } else { text };
    Cell { text, cut, replaced }
}

/// What XML 1.0 does not know as a character.
fn is_illegal(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn shortened(text: &str) -> String {
    let note = format!(" … [cut: {} characters]", text.chars().count());
    let mut room = LONGEST - note.encode_utf16().count();
    let fits = |(_, c): &(usize, char)| {
        let left = room.checked_sub(c.len_utf16());
        room = left.unwrap_or_default();
        left.is_some()
    };
    let kept = text.char_indices().take_while(fits).last().map_or(0, |(at, c)| at + c.len_utf8());
    format!("{}{note}", &text[..kept])
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, cell};
    use crate::write::Options;

    #[test]
    fn what_fits_stays_and_what_does_not_is_cut() {
        for (text, cut) in [("a".repeat(LONGEST), false), ("a".repeat(LONGEST + 1), true), ("😀".repeat(16_384), true)]
        {
            let cell = cell(text.as_str().into(), &Options::default());
            assert_eq!(cell.cut, cut);
            let length = cell.text.encode_utf16().count();
            assert!(length == LONGEST || length == LONGEST - 1, "{length}");
            assert_eq!(cell.text == text, !cut);
            assert_eq!(cell.text.ends_with(&format!(" … [cut: {} characters]", text.chars().count())), cut);
        }
    }

    #[test]
    fn what_xml_has_not_is_replaced() {
        let cell = cell("a\0b\u{1b}\u{ffff}\r\nc\td".into(), &Options::default());
        assert_eq!((cell.text.as_ref(), cell.replaced), ("a\u{fffd}b\u{fffd}\u{fffd}\nc\td", true));
    }
}
