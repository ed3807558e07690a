//! The formats: what each is called, and how its tables come about.

use std::fmt;
use std::io;
use std::path::Path;

use super::{ALL, Options, Writer};

/// A format that tables are written in: one of [`Format::ALL`].
///
/// ```
/// use std::path::Path;
/// use whosaid::write::Format;
///
/// assert_eq!(Format::of(Path::new("quotes.CSV")), Some(Format::CSV));
/// assert_eq!(Format::named("jsonl"), Some(Format::JSON_LINES));
/// assert_eq!(Format::CSV.suffixes(), ["csv"]);
/// ```
#[derive(Clone, Copy)]
pub struct Format(pub(super) &'static Descriptor);

/// What there is to know of a format; each stands in the file of its writer.
pub(super) struct Descriptor {
    /// What it is called, as a value of an option.
    pub name: &'static str,
    /// Of files, without the full stop, the usual one first.
    pub suffixes: &'static [&'static str],
    /// What it is, in a line.
    pub doc: &'static str,
    /// Whether a byte order mark and a separator of the user's choice make sense.
    pub separated: bool,
    pub making: Making,
}

/// How a table comes about.
pub(super) enum Making {
    /// Rows stand one behind another, and so do blocks of rows that several writers have made.
    Blocks { head: Head, rows: Rows },
    /// One writer makes all of the table.
    #[cfg_attr(not(any(feature = "xlsx", feature = "parquet")), expect(dead_code))]
    Whole(Whole),
    /// Not in this build: the feature that has it.
    #[cfg_attr(all(feature = "xlsx", feature = "parquet"), expect(dead_code))]
    Missing(&'static str),
}

/// Writes what stands before the rows.
type Head = fn(&mut dyn io::Write, &Options) -> io::Result<()>;

/// A writer of rows and nothing else.
type Rows = for<'w> fn(Box<dyn io::Write + Send + 'w>, &Options) -> Box<dyn Writer + Send + 'w>;

/// A writer of a whole table.
type Whole = for<'w> fn(Box<dyn io::Write + Send + 'w>, &Options) -> io::Result<Box<dyn Writer + Send + 'w>>;

impl Format {
    /// Every format, those that this build lacks included.
    pub const ALL: &[Format] = ALL;

    /// The format of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|format| format.name() == name)
    }

    /// The format that the suffix of a path stands for, a suffix of compressed files aside; `None` if it is no known one.
    /// Case does not matter.
    pub fn of(path: &Path) -> Option<Self> {
        #[cfg(feature = "cli")]
        let path = crate::compression::Compression::stripped(path);
        let suffix = path.extension()?.to_str()?;
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.suffixes().iter().any(|known| known.eq_ignore_ascii_case(suffix)))
    }

    /// What it is called.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// The suffixes of its files, without the full stop, the usual one first.
    pub fn suffixes(self) -> &'static [&'static str] {
        self.0.suffixes
    }

    /// What it is, in a line.
    pub fn doc(self) -> &'static str {
        self.0.doc
    }

    /// The Cargo feature that this build lacks to write it; `None` if it can.
    pub fn missing_feature(self) -> Option<&'static str> {
        match self.0.making {
            Making::Missing(feature) => Some(feature),
            _ => None,
        }
    }

    /// Whether one writer has to make the whole of a table, so that such a file cannot grow block by block, and to compress
    /// it would be to compress it twice.
    pub fn is_whole(self) -> bool {
        !matches!(self.0.making, Making::Blocks { .. })
    }

    /// Whether [`Options::bom`] and [`Options::delimiter`] mean anything to it.
    pub fn is_separated(self) -> bool {
        self.0.separated
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Format {}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Format({})", self.name())
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
