//! The parts of a DOCX package that make a document.

use std::io::Cursor;

use quick_xml::events::Event;

use super::paragraphs::add_paragraphs;
use crate::document::Document;
use crate::error::Error;
use crate::read::formats::OwnPieces;
use crate::read::formats::package::{Holds, Package};
use crate::read::formats::xml::{add_reference, events};
use crate::read::piece::{Content, Piece, Whole};
use crate::read::{Documents, Reader};

/// The document of a file.
pub(super) fn documents(reader: &Reader, whole: Whole) -> Documents<'static> {
    let opened = Package::open(whole.name, Box::new(Cursor::new(whole.bytes)));
    let document = opened.and_then(|mut package| match package.holds() {
        Holds::Docx => document(reader, &mut package),
        Holds::Xlsx | Holds::Ods => Err(Error::format(&*package.name, "this is a workbook, not a Word document")),
        Holds::Other(what) => Err(Error::format(&*package.name, format!("this is {what}"))),
        Holds::Files => Err(Error::format(&*package.name, "this is a ZIP archive; --input-format zip reads it")),
    });
    Box::new(std::iter::once(document))
}

/// The one piece of a package that holds a document.
pub(in crate::read::formats) fn of(reader: &Reader, mut package: Package) -> Result<OwnPieces, Error> {
    let document = document(reader, &mut package);
    let bytes = document.as_ref().map_or(0, |document| document.text.len());
    let content = Content::Documents(vec![document], bytes);
    Ok(Box::new(std::iter::once(Ok(Piece { name: package.name, content }))))
}

fn document(reader: &Reader, package: &mut Package) -> Result<Document, Error> {
    let mut document = Document::new(&*package.name, "");
    add_paragraphs(package, "word/document.xml", reader.limit(), &mut document.text)?;
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if package.has(notes) {
            add_paragraphs(package, notes, reader.limit(), &mut document.text)?;
        }
    }
    // What is broken in the card of a document is no reason to leave out its text.
    let _ = add_card(package, &mut document);
    Ok(document)
}

/// Title, author and date, as the document's properties have them.
fn add_card(package: &mut Package, document: &mut Document) -> Result<(), Error> {
    let broken = |what: String| Error::format("docProps/core.xml", what);
    let mut events = events(package.named("docProps/core.xml")?.buffered());
    let (mut buffer, mut text) = (Vec::new(), String::new());
    loop {
        buffer.clear();
        match events.read_event_into(&mut buffer).map_err(|error| broken(error.to_string()))? {
            Event::Start(_) => text.clear(),
            Event::Text(more) => text.push_str(&more.xml10_content()),
            Event::GeneralRef(reference) => add_reference(&mut text, &reference).map_err(broken)?,
            Event::End(element) => {
                let value = Some(text.trim().to_owned()).filter(|text| !text.is_empty());
                match element.local_name().as_ref() {
                    "title" => document.title = value,
                    "creator" => document.author = value,
                    "created" => document.date = value,
                    _ => {}
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
