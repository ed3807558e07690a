//! HTML: a page is one document, the article in it.

use super::{Cut, Descriptor};
use crate::document::Document;
use crate::error::{Error, ErrorKind};
use crate::read::encoding::{Encoding, Said, decoded};
use crate::read::html;
use crate::read::piece::Whole;
use crate::read::{Documents, Reader};

pub(in crate::read) static DESCRIPTOR: Descriptor = Descriptor {
    name: "html",
    suffixes: &["html", "htm", "xhtml"],
    about: "A page: the article in it, without what stands around it",
    begins: html::begins,
    cut: Cut::Whole(documents),
};

fn documents(reader: &Reader, whole: Whole) -> Documents<'static> {
    Box::new(std::iter::once(document(reader, whole)))
}

fn document(reader: &Reader, whole: Whole) -> Result<Document, Error> {
    let name = whole.name;
    // What the server said counts before what the page says.
    let declared = whole.charset.as_deref().and_then(Encoding::named).or_else(|| html::declared(&whole.bytes));
    let said = Said { given: reader.encoding, declared };
    let (text, warning) = decoded(&name, whole.bytes, said)?;
    let page = html::page(&name, &text, reader.selector.as_ref());
    let document = page.map_err(|message| Error::new(ErrorKind::Page { name: name.to_string(), message }))?;
    Ok(Document { warnings: warning.into_iter().collect(), ..document })
}
