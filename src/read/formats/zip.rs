//! ZIP archives: each member as if it were a file of its own, in the order of the archive.
//!
//! As in a folder, members count whose suffix some format knows, and hidden ones do not. Paths are labels and nothing else:
//! no file is ever made by them.

use super::{Cut, Descriptor};

pub(in crate::read) static DESCRIPTOR: Descriptor = Descriptor {
    name: "zip",
    suffixes: &["zip"],
    about: "An archive of files of any of these formats",
    begins: |start| start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06"),
    #[cfg(feature = "archives")]
    cut: Cut::Own(members::pieces),
    #[cfg(not(feature = "archives"))]
    cut: Cut::Absent("archives"),
};

#[cfg(feature = "archives")]
mod members;
