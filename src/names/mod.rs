//! Names that users give: one name or id for a speaker across all documents, whatever each document calls it.

mod fold;
mod load;

use std::fs::File;
use std::io::Read;
use std::path::Path;

use rustc_hash::FxHashMap;

use crate::error::Error;
use crate::extract::Quotation;
use fold::folded;

/// Speakers known beforehand, with the name or id that each should be written as and its other names.
///
/// They are read from CSV with a header row. The column `name` holds the name, the column `id`, if there is one, what is
/// written in place of the name where the cell is not empty; every other column, and every cell past the last column,
/// holds another name of the same speaker (an *alias*). Empty cells and empty rows count for nothing.
///
/// Names are the same whatever their case, the kind of their apostrophes, and the white space in and around them.
///
/// ```
/// use whosaid::{Extractor, KnownSpeakers};
///
/// let table = "name,alias,alias2\nRosa O'Neill,O'Neill,Rosie O'Neill\n";
/// let known = KnownSpeakers::from_csv("people.csv", table.as_bytes())?;
/// assert_eq!(known.get("rosie  o’neill"), Some("Rosa O'Neill"));
///
/// let mut found = Extractor::english().extract("“We will not yield,” said Mrs O’Neill.");
/// known.rename(&mut found);
/// assert_eq!(found[0].speaker, "Rosa O'Neill");
/// # Ok::<(), whosaid::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct KnownSpeakers {
    /// What is written for each speaker.
    written: Vec<String>,
    /// Folded names and aliases, each with the index of its speaker.
    names: FxHashMap<String, usize>,
}

impl KnownSpeakers {
    /// Reads a file, as [`KnownSpeakers::from_csv`] does.
    ///
    /// # Errors
    /// As there, and [`ErrorKind::Io`](crate::ErrorKind::Io) if the file cannot be opened.
    pub fn from_file(path: &Path) -> Result<Self, Error> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|e| Error::io(name.as_str(), e))?;
        Self::from_csv(&name, file)
    }

    /// Reads UTF-8 CSV, with or without a byte order mark; `name` is what messages call it.
    ///
    /// # Errors
    /// [`ErrorKind::Io`](crate::ErrorKind::Io) if it cannot be read, and [`ErrorKind::Record`](crate::ErrorKind::Record)
    /// with the line if it is not UTF-8, no column is called `name` or two are, a row has no name, a cell has a line break,
    /// or a name or alias stands in two rows.
    pub fn from_csv(name: &str, input: impl Read) -> Result<Self, Error> {
        load::from_csv(name, input)
    }

    /// What is written for the speaker that has this name or alias; `None` if nobody has it.
    pub fn get(&self, name: &str) -> Option<&str> {
        let speaker = self.names.get(&folded(name))?;
        self.written.get(*speaker).map(String::as_str)
    }

    /// Replaces the speaker of each quotation that is known by what is written for it.
    pub fn rename(&self, quotations: &mut [Quotation<'_>]) {
        if self.names.is_empty() {
            return; // folding every name for nothing takes longer than writing the rows
        }
        for quotation in quotations {
            if let Some(written) = self.get(&quotation.speaker) {
                quotation.speaker.clear();
                quotation.speaker.push_str(written);
            }
        }
    }
}
