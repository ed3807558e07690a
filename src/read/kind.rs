//! What an input really is, whatever it is called: told by its first bytes, so that a picture called `.csv` is not taken
//! for a table with odd letters.

use super::Format;

/// Something whose first bytes no text has.
struct Kind {
    begin: &'static [u8],
    what: &'static str,
    /// The formats that such inputs can have; the first reads what all others do, too.
    formats: &'static [&'static str],
}

/// In a ZIP archive begins its first member, or the list of none.
const PACKED: Kind = Kind {
    begin: b"PK\x03\x04",
    what: "a ZIP archive, as workbooks (.xlsx, .ods) and documents (.docx) are, too",
    formats: &["zip", "xlsx", "ods", "docx"],
};

const KINDS: [Kind; 14] = [
    PACKED,
    Kind { begin: b"PK\x05\x06", what: "a ZIP archive", ..PACKED },
    Kind { begin: b"PAR1", what: "a Parquet file", formats: &["parquet"] },
    Kind { begin: b"%PDF-", what: "a PDF document", formats: &["pdf"] },
    // Whether it holds a workbook that a password locks, only its parts tell.
    Kind {
        begin: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        what: "an Office file of the old kind (.xls, .doc) or one that is locked with a password",
        formats: &["xlsx", "ods", "docx"],
    },
    Kind { begin: b"\x89PNG", what: "a PNG image", formats: &[] },
    Kind { begin: b"\xff\xd8\xff", what: "a JPEG image", formats: &[] },
    Kind { begin: b"GIF8", what: "a GIF image", formats: &[] },
    Kind { begin: b"{\\rtf", what: "an RTF document", formats: &["rtf"] },
    Kind { begin: b"7z\xbc\xaf\x27\x1c", what: "a 7z archive", formats: &[] },
    Kind { begin: b"Rar!\x1a\x07", what: "a RAR archive", formats: &[] },
    Kind { begin: b"SQLite format 3\0", what: "an SQLite database", formats: &[] },
    Kind { begin: b"\x7fELF", what: "a program", formats: &[] },
    Kind { begin: b"ID3", what: "a sound file", formats: &[] },
];

/// What begins like this, if that is none of the formats that have such inputs.
pub(super) fn other_than(format: Format, start: &[u8]) -> Option<String> {
    let kind = KINDS.iter().find(|kind| start.starts_with(kind.begin))?;
    if kind.formats.contains(&format.name()) {
        return None;
    }
    let reads = kind.formats.iter().find_map(|name| Format::named(name));
    let hint = reads.map_or(String::new(), |format| format!("; --input-format {} reads it", format.name()));
    Some(format!("this is {}, not {}{hint}", kind.what, format.name()))
}

/// What begins like this, as far as is known.
#[cfg(feature = "tables")]
pub(super) fn told(start: &[u8]) -> &'static str {
    let kind = KINDS.iter().find(|kind| start.starts_with(kind.begin));
    kind.map_or(if start.is_empty() { "an empty file" } else { "something else" }, |kind| kind.what)
}
