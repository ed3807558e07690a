//! What was skipped, by cause.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::error::{Error, ErrorKind};

/// How many inputs or documents were skipped for each cause.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::cli) struct Skipped {
    /// Could not be opened or read.
    unreadable: u64,
    /// Texts with zeros in them.
    not_text: u64,
    /// Records and rows without a text, or that are broken.
    record: u64,
    /// Longer than allowed.
    too_large: u64,
    /// Broken compressed data.
    compressed: u64,
    /// Not what the name says, encrypted, without the column wanted.
    #[serde(default)]
    format: u64,
    /// Folders without texts, faults of the program.
    other: u64,
}

impl Skipped {
    pub(in crate::cli) fn add(&mut self, error: &Error) {
        let count = match error.kind() {
            ErrorKind::Io { .. } => &mut self.unreadable,
            ErrorKind::NotText { .. } | ErrorKind::Encoding { .. } => &mut self.not_text,
            ErrorKind::Record { .. } => &mut self.record,
            ErrorKind::TooLarge { .. } => &mut self.too_large,
            ErrorKind::Compressed { .. } => &mut self.compressed,
            ErrorKind::Format { .. } => &mut self.format,
            _ => &mut self.other,
        };
        *count += 1;
    }

    pub(in crate::cli) fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let causes = [
            (self.unreadable, "unreadable"),
            (self.not_text, "not text"),
            (self.record, "no usable record"),
            (self.too_large, "too large"),
            (self.compressed, "broken compressed data"),
            (self.format, "not of their format"),
            (self.other, "other"),
        ];
        let told: Vec<_> = causes.iter().filter(|(n, _)| *n > 0).map(|(n, cause)| format!("{n} {cause}")).collect();
        f.write_str(&told.join(", "))
    }
}
