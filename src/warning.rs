//! Warnings: what was not as it should be in an input that could be used all the same.

use std::fmt;

/// Something about an input that its reader should know. It is no error: the input was used.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// Bytes that are no characters in the encoding of the input were replaced by U+FFFD.
    Replaced {
        /// The input as the user named it.
        name: String,
        /// The encoding it was taken to be in.
        encoding: &'static str,
        /// How many bytes were replaced.
        bytes: u64,
        /// Where the first of them stands, in bytes of the input counted from 0.
        offset: u64,
    },
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::Replaced { name, encoding, bytes: 1, offset } => {
                write!(
                    f,
                    "{name}: warning: read as {encoding}, in which 1 byte, at {offset}, is no character; replaced by �"
                )
            }
            Warning::Replaced { name, encoding, bytes, offset } => {
                let replaced = format_args!("{bytes} bytes, the first at {offset}, are no characters; replaced by �");
                write!(f, "{name}: warning: read as {encoding}, in which {replaced}")
            }
        }
    }
}
