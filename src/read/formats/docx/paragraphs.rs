//! Paragraphs of WordprocessingML.

use quick_xml::events::{BytesStart, Event};

use crate::error::{Error, ErrorKind};
use crate::read::formats::package::Package;
use crate::read::formats::xml::{add_reference, attribute, events};

/// Adds the paragraphs of a part, with a blank line between them.
///
/// # Errors
/// If the part is missing or broken, or the text longer than `limit`.
pub(super) fn add_paragraphs(package: &mut Package, part: &str, limit: u64, text: &mut String) -> Result<(), Error> {
    let member = package.named(part)?;
    let name = member.name.clone();
    let broken = |what: String| Error::format(&*name, format!("broken XML: {what}"));
    let mut events = events(member.buffered());
    let (mut buffer, mut paragraphs) = (Vec::new(), Paragraphs::default());
    let mut depth = 0_u64;
    loop {
        buffer.clear();
        match events.read_event_into(&mut buffer).map_err(|error| broken(error.to_string()))? {
            Event::Start(element) => {
                depth += 1;
                paragraphs.begin(&element);
            }
            Event::End(element) => {
                depth = depth.saturating_sub(1);
                paragraphs.end(element.local_name().as_ref(), text);
            }
            Event::Text(more) => paragraphs.add_text(&more.xml10_content()),
            Event::CData(more) => paragraphs.add_text(&more.xml10_content()),
            Event::GeneralRef(reference) => {
                let mut more = String::new();
                add_reference(&mut more, &reference).map_err(broken)?;
                paragraphs.add_text(&more);
            }
            Event::Eof if depth > 0 => return Err(broken("it ends too early".into())),
            Event::Eof => return Ok(()),
            _ => {}
        }
        if text.len() as u64 > limit {
            return Err(Error::new(ErrorKind::TooLarge { name, line: None, limit }));
        }
    }
}

/// Paragraphs that have begun and not ended: a text box stands in the paragraph that it is anchored in.
#[derive(Default)]
struct Paragraphs {
    open: Vec<String>,
    /// Whether letters are text, and not part of a field or a number.
    in_text: bool,
    /// How many elements are open from the one on that does not count.
    passed: u64,
}

impl Paragraphs {
    fn begin(&mut self, element: &BytesStart<'_>) {
        if self.passed > 0 || is_passed(element) {
            self.passed += 1;
            return;
        }
        match element.local_name().as_ref() {
            "p" => self.open.push(String::new()),
            "t" => self.in_text = true,
            "tab" | "ptab" => self.add("\t"),
            "br" | "cr" => self.add("\n"),
            "noBreakHyphen" => self.add("\u{2011}"),
            _ => {}
        }
    }

    fn end(&mut self, element: &str, text: &mut String) {
        if self.passed > 0 {
            self.passed -= 1;
            return;
        }
        match element {
            "t" => self.in_text = false,
            "p" => {
                let paragraph = self.open.pop().unwrap_or_default();
                if !paragraph.trim().is_empty() {
                    text.push_str(if text.is_empty() { "" } else { "\n\n" });
                    text.push_str(paragraph.trim_end());
                }
            }
            _ => {}
        }
    }

    fn add_text(&mut self, more: &str) {
        if self.in_text && self.passed == 0 {
            self.add(more);
        }
    }

    fn add(&mut self, more: &str) {
        if let Some(paragraph) = self.open.last_mut() {
            paragraph.push_str(more);
        }
    }
}

/// Whether nothing in an element is text of the document: what was deleted or moved away, how things look, the second
/// form of a drawing, lines above footnotes.
fn is_passed(element: &BytesStart<'_>) -> bool {
    match element.local_name().as_ref() {
        "del" | "moveFrom" | "pPr" | "rPr" | "sectPr" | "Fallback" => true,
        "footnote" | "endnote" => attribute(element, "w:type").is_some_and(|kind| kind != "normal"),
        _ => false,
    }
}
