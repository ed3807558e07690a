//! One record: the fields of a JSON object, each looked into only when asked for.

use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::columns::listed;

/// A JSON object, its values unread: so a number keeps every digit as written, and a field that nobody asks for costs
/// nothing however deep it is nested. Of fields with the same name the last counts.
pub(super) struct Record<'l> {
    fields: BTreeMap<String, &'l RawValue>,
    /// The field that is nearly all of the record, where it is a string: read at once, and not among the rest.
    text: Option<(&'l str, String)>,
}

impl<'l> Record<'l> {
    /// Parses a line without white space around it; `text` is the field that will be asked for with [`Record::text`].
    pub(super) fn parse(line: &'l str, text: &'l str) -> Result<Self, String> {
        if !line.starts_with('{') {
            return Err("no JSON object".into());
        }
        let mut whole = serde_json::Deserializer::from_str(line);
        let read = TextAtOnce(text).deserialize(&mut whole).and_then(|record| whole.end().map(|()| record));
        // What is wrong with a field that is no string is told when it is asked for.
        read.or_else(|_| serde_json::from_str(line).map(|fields| Record { fields, text: None }))
            .map_err(|e| message(&e))
    }

    /// The field that [`Record::parse`] was told of, which must be a string.
    pub(super) fn into_text(self, field: &str) -> Result<String, String> {
        if let Some((_, text)) = self.text {
            return Ok(text);
        }
        match self.fields.get(field).map(|v| v.get()) {
            Some(value) if value.starts_with('"') => string(field, value),
            Some(_) => Err(format!("field {field:?} is no string")),
            None => Err(format!("no field {field:?}; {}", self.fields())),
        }
    }

    /// A field that labels the document: a string that is not empty, or a number. Anything else counts as absent.
    pub(super) fn label(&self, field: &str) -> Result<Option<String>, String> {
        if let Some((_, text)) = self.text.as_ref().filter(|(name, _)| *name == field) {
            return Ok(Some(text.clone()).filter(|t| !t.is_empty()));
        }
        let Some(value) = self.fields.get(field).map(|v| v.get()) else { return Ok(None) };
        let text = match value.as_bytes().first() {
            Some(b'"') => string(field, value)?,
            Some(b'-' | b'0'..=b'9') => value.to_owned(),
            _ => return Ok(None),
        };
        Ok(Some(text).filter(|t| !t.is_empty()))
    }

    /// What a field holds, for the table: a string as it is, anything else as JSON; `None` if it is null or not there.
    pub(super) fn kept(&self, field: &str) -> Option<String> {
        if let Some((_, text)) = self.text.as_ref().filter(|(name, _)| *name == field) {
            return Some(text.clone());
        }
        let value = self.fields.get(field)?.get();
        let text = if value.starts_with('"') { serde_json::from_str(value).ok() } else { None };
        text.or_else(|| (value != "null").then(|| value.to_owned()))
    }

    /// The names of the fields, as the end of a message.
    fn fields(&self) -> String {
        if self.fields.is_empty() {
            return "the record has no field".into();
        }
        format!("the record has {}", listed(self.fields.keys().map(String::as_str)))
    }
}

/// Reads a record whose field of this name is a string.
struct TextAtOnce<'l>(&'l str);

impl<'de> DeserializeSeed<'de> for TextAtOnce<'de> {
    type Value = Record<'de>;

    fn deserialize<D: Deserializer<'de>>(self, whole: D) -> Result<Self::Value, D::Error> {
        whole.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for TextAtOnce<'de> {
    type Value = Record<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a JSON object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut record = Record { fields: BTreeMap::new(), text: None };
        while let Some(name) = map.next_key::<String>()? {
            if name == self.0 {
                record.text = Some((self.0, map.next_value()?));
            } else {
                record.fields.insert(name, map.next_value()?);
            }
        }
        Ok(record)
    }
}

fn string(field: &str, value: &str) -> Result<String, String> {
    serde_json::from_str(value).map_err(|e| format!("field {field:?}: {}", message(&e)))
}

/// What is wrong, without the line number inside the record, which is always 1.
fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.split_once(" at line ") {
        Some((what, _)) => format!("{what} at column {}", error.column()),
        None => text,
    }
}
