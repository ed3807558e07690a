//! What stands between the cells: spreadsheets write semicolons where a comma is the decimal sign.

/// What can stand between cells, in order of preference.
const KNOWN: [u8; 3] = [b',', b';', b'\t'];

/// The delimiter of a table that begins like this, and how many bytes at its begin say nothing but that (`sep=;`, as some
/// spreadsheets want it). It is the one that most often stands outside quotation marks in the first line.
pub(super) fn sniff(start: &[u8]) -> (u8, usize) {
    let after_mark = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    if let Some([delimiter, end @ ..]) = after_mark.strip_prefix(b"sep=")
        && let Some(end) = [&b"\r\n"[..], b"\n", b"\r"].into_iter().find(|line_end| end.starts_with(line_end))
    {
        return (*delimiter, start.len() - after_mark.len() + 5 + end.len());
    }
    let mut found = [0; KNOWN.len()];
    let mut quoted = false;
    for byte in after_mark {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => KNOWN.iter().zip(&mut found).for_each(|(known, found)| *found += usize::from(known == byte)),
        }
    }
    let most = found.iter().max().copied().unwrap_or(0);
    let first = found.iter().position(|n| *n == most).unwrap_or(0);
    (KNOWN[first], 0)
}

#[cfg(test)]
mod tests {
    use super::sniff;

    #[test]
    fn delimiters() {
        for (start, expected) in [
            ("text", (b',', 0)),
            ("a,b;c,d", (b',', 0)),
            ("\"a,b,c\";d;e\na,b,c,d", (b';', 0)),
            ("a\tb,c\td", (b'\t', 0)),
            ("sep=|\r\na,b", (b'|', 7)),
            ("\u{feff}sep=;\na,b", (b';', 9)),
            ("sep=ab\n", (b',', 0)),
            ("", (b',', 0)),
        ] {
            assert_eq!(sniff(start.as_bytes()), expected, "{start:?}");
        }
    }
}
