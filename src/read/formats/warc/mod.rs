//! WARC: the pages of a crawl, each a document under its address.
//!
//! Answers (`response`) with a status of 2xx, stored pages (`resource`) and extracted texts (`conversion`) are read if they
//! are HTML or plain text; everything else in an archive is no document and is passed over.

use super::{Cut, Descriptor};

#[cfg(feature = "archives")]
mod http;
#[cfg(feature = "archives")]
mod pages;
#[cfg(feature = "archives")]
mod records;
#[cfg(feature = "archives")]
mod source;

pub(in crate::read) static DESCRIPTOR: Descriptor = Descriptor {
    name: "warc",
    suffixes: &["warc", "wet"],
    about: "An archive of a web crawl: each page a document, its address the source",
    begins: |start| start.starts_with(b"WARC/1.") || start.starts_with(b"WARC/0."),
    #[cfg(feature = "archives")]
    cut: Cut::Own(pages::pieces),
    #[cfg(not(feature = "archives"))]
    cut: Cut::Absent("archives"),
};
