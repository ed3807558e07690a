//! DOCX: the paragraphs of a document, its footnotes and endnotes after them.

use super::{Cut, Descriptor};

pub(in crate::read) static DESCRIPTOR: Descriptor = Descriptor {
    name: "docx",
    suffixes: &["docx", "docm"],
    about: "A Word document, without what tracked changes have deleted",
    begins: |_| false,
    #[cfg(feature = "archives")]
    cut: Cut::Whole(document::documents),
    #[cfg(not(feature = "archives"))]
    cut: Cut::Absent("archives"),
};

#[cfg(feature = "archives")]
mod document;
#[cfg(feature = "archives")]
mod paragraphs;

#[cfg(feature = "archives")]
pub(super) use document::of;
