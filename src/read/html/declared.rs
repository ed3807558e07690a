//! The encoding that a page declares.

use memchr::memmem;

use crate::read::encoding::Encoding;

/// Declarations stand at the head of a page.
const LOOKED_AT: usize = 8192;

/// The encoding that an XML declaration or a `meta` element names, if there is one of this name.
pub(in crate::read) fn declared(bytes: &[u8]) -> Option<Encoding> {
    let head = bytes[..bytes.len().min(LOOKED_AT)].to_ascii_lowercase();
    let start = head.trim_ascii_start();
    let in_xml = || {
        let declaration = start.strip_prefix(b"<?xml")?;
        value(&declaration[..memmem::find(declaration, b"?>")?], b"encoding")
    };
    let in_meta = || {
        memmem::find_iter(&head, b"<meta").find_map(|begin| {
            let tag = &head[begin..];
            value(&tag[..memchr::memchr(b'>', tag).unwrap_or(tag.len())], b"charset")
        })
    };
    // A page that can be read so far is in no encoding of two bytes a character, whatever it says; it is taken for UTF-8.
    let utf8 = Encoding::named("utf-8")?;
    in_xml().or_else(in_meta).map(|named| if named.is_ascii_compatible() { named } else { utf8 })
}

/// The encoding that is named after a key and an equals sign.
fn value(tag: &[u8], key: &[u8]) -> Option<Encoding> {
    memmem::find_iter(tag, key).find_map(|at| {
        let after = tag[at + key.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
        let after = after.strip_prefix(b"\"").or_else(|| after.strip_prefix(b"'")).unwrap_or(after);
        let ends = |b: &u8| matches!(b, b'"' | b'\'' | b';' | b'/') || b.is_ascii_whitespace();
        let name = &after[..after.iter().position(ends).unwrap_or(after.len())];
        Encoding::named(std::str::from_utf8(name).ok()?)
    })
}

#[cfg(test)]
mod tests {
    use super::declared;

    #[test]
    fn in_all_its_forms() {
        for (page, name) in [
            ("<!doctype html><meta charset=windows-1252>", Some("windows-1252")),
            ("<META CHARSET = 'ISO-8859-1' />", Some("windows-1252")),
            ("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=koi8-r\">", Some("KOI8-R")),
            ("<?xml version='1.0' encoding='Shift_JIS'?><html>", Some("Shift_JIS")),
            ("<meta name=charset content=none><meta charset=utf-16>", Some("UTF-8")),
            ("<meta charset=nonesuch><p>charset=koi8-r", None),
        ] {
            assert_eq!(declared(page.as_bytes()).map(|encoding| encoding.name()), name, "{page}");
        }
    }
}
