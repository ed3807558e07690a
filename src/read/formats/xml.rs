//! XML as a stream of events, in which nothing can grow: entities that a document declares are not known.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart};

/// The events of XML; elements without content come as a begin and an end.
pub(super) fn events<R: BufRead>(input: R) -> Reader<R> {
    let mut reader = Reader::from_reader(input);
    reader.config_mut().expand_empty_elements = true;
    reader
}

/// The attribute of that name, with its prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = element.try_get_attribute(name).ok()??;
    quick_xml::escape::unescape(&attribute.value).ok().map(|value| value.into_owned())
}

/// Adds the character that a reference like `&amp;` or `&#8220;` stands for.
///
/// # Errors
/// If it is none that XML itself knows.
pub(super) fn add_reference(out: &mut String, reference: &BytesRef<'_>) -> Result<(), String> {
    let unknown =
        || format!("the XML has an entity &{}; that only it knows", reference.chars().take(40).collect::<String>());
    match reference.resolve_char_ref() {
        Ok(Some(character)) => out.push(character),
        Ok(None) => out.push_str(resolve_xml_entity(reference).ok_or_else(unknown)?),
        Err(error) => return Err(format!("broken XML: {error}")),
    }
    Ok(())
}
