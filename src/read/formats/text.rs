//! Text: a whole input is one document.

use super::{Cut, Descriptor};
use crate::document::Document;
use crate::read::encoding::{Encoding, Said, decoded};
use crate::read::piece::Whole;
use crate::read::{Documents, Reader};

pub(in crate::read) static DESCRIPTOR: Descriptor = Descriptor {
    name: "text",
    suffixes: &["txt", "text", "md"],
    about: "The whole input is one text",
    begins: |_| false,
    cut: Cut::Whole(documents),
};

fn documents(reader: &Reader, whole: Whole) -> Documents<'static> {
    let declared = whole.charset.as_deref().and_then(Encoding::named);
    let said = Said { given: reader.encoding, declared };
    let document = decoded(&whole.name, whole.bytes, said).map(|(text, warning)| Document {
        warnings: warning.into_iter().collect(),
        ..Document::new(&*whole.name, text)
    });
    Box::new(std::iter::once(document))
}
