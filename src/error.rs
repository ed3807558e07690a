//! Errors: what was wrong, in which input, at which place.

use std::fmt;
use std::path::PathBuf;

/// Anything that can go wrong outside the text itself: data files, inputs, output.
///
/// Extraction from a text in memory never fails; loading rules or word lists and reading documents can.
#[derive(Debug)]
pub struct Error(Box<ErrorKind>);

/// What went wrong.
#[derive(Debug)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Rule files or word lists are wrong; every fault found, in file order.
    Data(Vec<Fault>),
    /// A file or folder could not be opened, read or written.
    Io {
        /// The input or output as the user named it.
        name: String,
        /// What the system said.
        cause: std::io::Error,
    },
    /// The input is no text: an image, an archive or the like, whatever its name says.
    NotText {
        /// The input as the user named it.
        name: String,
        /// What it is, as far as its first bytes tell.
        what: String,
    },
    /// A page cannot be used: it exceeds what any page of the web needs, or what was asked for is not in it.
    Page {
        /// The input as the user named it.
        name: String,
        /// What is wrong with it.
        message: String,
    },
    /// A table, a word list or an annotation, which must be UTF-8, is not.
    Encoding {
        /// The input as the user named it.
        name: String,
        /// The first byte that is not part of a UTF-8 character, counted from 0.
        offset: u64,
    },
    /// A record of a JSON Lines input or an archive, a row of a table or a line of an annotation cannot be used.
    Record {
        /// The input as the user named it.
        name: String,
        /// Line, row of a sheet, or number of the record, counted from 1.
        line: u64,
        /// What is wrong with it.
        message: String,
    },
    /// A text, or the line of a record, is longer than it may be.
    TooLarge {
        /// The input as the user named it.
        name: String,
        /// Line of a record, counted from 1; `None` for a text.
        line: Option<u64>,
        /// The most bytes it may have.
        limit: u64,
    },
    /// Compressed data are broken, or expand beyond measure.
    Compressed {
        /// The input as the user named it.
        name: String,
        /// How many bytes could be decoded before.
        offset: u64,
        /// What is wrong with it.
        message: String,
    },
    /// An input is not what its name or an option says, or nothing in it can be read: a picture called `.csv`, an
    /// encrypted archive, a table without the column wanted.
    Format {
        /// The input as the user named it; of what is in an archive, with the path there.
        name: String,
        /// What is wrong with it.
        message: String,
    },
    /// Something else about an input or an option.
    Other(String),
}

/// One fault in a data file, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file as it was named when loaded.
    pub file: PathBuf,
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// How many characters are at fault, at least 1.
    pub width: usize,
    /// The faulty line.
    pub text: String,
    /// What is wrong, and where known what was meant.
    pub message: String,
}

impl Error {
    /// Wraps a kind.
    pub fn new(kind: ErrorKind) -> Self {
        Error(Box::new(kind))
    }

    /// What went wrong.
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    pub(crate) fn io(name: impl Into<String>, cause: std::io::Error) -> Self {
        Error::new(ErrorKind::Io { name: name.into(), cause })
    }

    pub(crate) fn format(name: impl Into<String>, message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Format { name: name.into(), message: message.into() })
    }

    pub(crate) fn other(message: impl Into<String>) -> Self {
        Error::new(ErrorKind::Other(message.into()))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind() {
            ErrorKind::Data(faults) => {
                for (i, fault) in faults.iter().enumerate() {
                    if i > 0 {
                        writeln!(f)?;
                    }
                    write!(f, "{fault}")?;
                }
                Ok(())
            }
            ErrorKind::Io { name, cause } => write!(f, "{name}: {cause}"),
            ErrorKind::NotText { name, what } => write!(f, "{name}: not text: {what}"),
            ErrorKind::Page { name, message } => write!(f, "{name}: {message}"),
            ErrorKind::Encoding { name, offset } => write!(f, "{name}: not UTF-8 at byte {offset}"),
            ErrorKind::Record { name, line, message } => write!(f, "{name}:{line}: {message}"),
            ErrorKind::TooLarge { name, line, limit } => {
                let (line, what) = line.map_or((String::new(), "text"), |line| (format!(":{line}"), "line"));
                write!(f, "{name}{line}: a {what} of more than {limit} bytes, which is the limit")
            }
            ErrorKind::Compressed { name, offset, message } => {
                write!(f, "{name}: {message} (after {offset} decoded bytes)")
            }
            ErrorKind::Format { name, message } => write!(f, "{name}: {message}"),
            ErrorKind::Other(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self.kind() {
            ErrorKind::Io { cause, .. } => Some(cause),
            _ => None,
        }
    }
}

impl Fault {
    /// A fault at the byte range `at` of `content`, the whole text of `file`.
    pub(crate) fn at(
        file: &std::path::Path,
        content: &str,
        at: std::ops::Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        let start = floor_char(content, at.start);
        let line_start = content[..start].rfind('\n').map_or(0, |i| i + 1);
        let line_end = content[start..].find('\n').map_or(content.len(), |i| start + i);
        let end = floor_char(content, at.end).clamp(start, line_end);
        Fault {
            file: file.to_owned(),
            line: content[..start].matches('\n').count() + 1,
            column: content[line_start..start].chars().count() + 1,
            width: content[start..end].chars().count().max(1),
            text: content[line_start..line_end].trim_end_matches('\r').to_owned(),
            message: message.into(),
        }
    }
}

fn floor_char(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The longest part of a faulty line that a message repeats, in characters.
const SHOWN: usize = 160;

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}:{}:{}: {}", self.file.display(), self.line, self.column, self.message)?;
        let skip = if self.column > SHOWN { self.column - SHOWN / 2 } else { 0 };
        let shown: String = self.text.chars().skip(skip).take(SHOWN).map(|c| if c == '\t' { ' ' } else { c }).collect();
        let indent = self.column - 1 - skip;
        let carets = self.width.min(SHOWN - indent.min(SHOWN - 1));
        writeln!(f, "  | {shown}")?;
        write!(f, "  | {}{}", " ".repeat(indent), "^".repeat(carets))
    }
}

/// The closest of `known` to `given`, as the end of a message: `; did you mean "…"?`, or nothing.
pub(crate) fn did_you_mean<'k>(given: &str, known: impl IntoIterator<Item = &'k str>) -> String {
    if given.len() > 64 {
        return String::new();
    }
    known
        .into_iter()
        .map(|k| (strsim::damerau_levenshtein(given, k), k))
        .filter(|(distance, k)| *distance <= 1 + k.len() / 4)
        .min()
        .map_or(String::new(), |(_, k)| format!("; did you mean {k:?}?"))
}
