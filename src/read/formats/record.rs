//! One record: the fields of a JSON object, each looked into only when asked for.

use std::collections::BTreeMap;

use memchr::memchr;
use serde_json::value::RawValue;

use super::columns::listed;

/// A JSON object, its values unread: so a number keeps every digit as written, and a field that nobody asks for costs
/// nothing however deep it is nested. Of fields with the same name the last counts.
pub(super) struct Record<'l>(BTreeMap<String, &'l RawValue>);

impl<'l> Record<'l> {
    /// Parses a line without white space around it.
    pub(super) fn parse(line: &'l str) -> Result<Self, String> {
        if !line.starts_with('{') {
            return Err("no JSON object".into());
        }
        serde_json::from_str(line).map(Record).map_err(|e| message(&e))
    }

    /// A field that must be a string.
    pub(super) fn text(&self, field: &str) -> Result<String, String> {
        match self.0.get(field).map(|v| v.get()) {
            Some(value) if value.starts_with('"') => string(field, value),
            Some(_) => Err(format!("field {field:?} is no string")),
            None => Err(format!("no field {field:?}; {}", self.fields())),
        }
    }

    /// A field that labels the document: a string that is not empty, or a number. Anything else counts as absent.
    pub(super) fn label(&self, field: &str) -> Result<Option<String>, String> {
        let Some(value) = self.0.get(field).map(|v| v.get()) else { return Ok(None) };
        let text = match value.as_bytes().first() {
            Some(b'"') => string(field, value)?,
            Some(b'-' | b'0'..=b'9') => value.to_owned(),
            _ => return Ok(None),
        };
        Ok(Some(text).filter(|t| !t.is_empty()))
    }

    /// What a field holds, for the table: a string as it is, anything else as JSON; `None` if it is null or not there.
    pub(super) fn kept(&self, field: &str) -> Option<String> {
        let value = self.0.get(field)?.get();
        let text = if value.starts_with('"') { serde_json::from_str(value).ok() } else { None };
        text.or_else(|| (value != "null").then(|| value.to_owned()))
    }

    /// The names of the fields, as the end of a message.
    fn fields(&self) -> String {
        if self.0.is_empty() {
            return "the record has no field".into();
        }
        format!("the record has {}", listed(self.0.keys().map(String::as_str)))
    }
}

fn string(field: &str, value: &str) -> Result<String, String> {
    let text = unescaped(value).map_or_else(|| serde_json::from_str(value), Ok);
    text.map_err(|e| format!("field {field:?}: {}", message(&e)))
}

/// What a JSON string says, in one go from escape to escape: most of a text is none. `None` where halves of characters are
/// escaped, and of whatever is no JSON string.
fn unescaped(value: &str) -> Option<String> {
    let mut rest = value.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = String::with_capacity(rest.len());
    while let Some(at) = memchr(b'\\', rest.as_bytes()) {
        let (before, escape) = rest.split_at(at);
        let (character, length) = match escape.as_bytes().get(1)? {
            b'n' => ('\n', 2),
            b'u' => (char::from_u32(u32::from_str_radix(escape.get(2..6)?, 16).ok()?)?, 6),
            b't' => ('\t', 2),
            b'r' => ('\r', 2),
            b'b' => ('\u{8}', 2),
            b'f' => ('\u{c}', 2),
            other @ (b'"' | b'\\' | b'/') => (char::from(*other), 2),
            _ => return None,
        };
        out.push_str(before);
        out.push(character);
        rest = &escape[length..];
    }
    out.push_str(rest);
    Some(out)
}

/// What is wrong, without the line number inside the record, which is always 1.
fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.split_once(" at line ") {
        Some((what, _)) => format!("{what} at column {}", error.column()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::unescaped;

    #[test]
    fn strings_are_unescaped_as_serde_json_does() {
        for value in [r#""""#, r#""plain “text”""#, r#""\n\u201c\"\\\/\b\f\n\r\t""#, r#""Reis\u00E9\u0000""#] {
            assert_eq!(unescaped(value), serde_json::from_str(value).ok(), "{value}");
        }
        // A pair of halves is left to it.
        assert_eq!(unescaped(r#""\ud83d\ude00""#), None);
    }
}
