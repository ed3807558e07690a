//! The format of an input: one of a list.

use std::fmt;
use std::path::Path;

use super::formats::{self, ALL, Cut, Descriptor};
#[cfg(feature = "cli")]
use crate::compression::Compression;

/// How an input is laid out: one of the formats that this build reads.
///
/// ```
/// use whosaid::read::Format;
///
/// assert_eq!(Format::of("news/2024.JSONL".as_ref()), Some(Format::JSON_LINES));
/// assert_eq!(Format::named("text"), Some(Format::TEXT));
/// assert!(Format::TEXT.suffixes().contains(&"txt"));
/// ```
#[derive(Clone, Copy)]
pub struct Format(pub(super) &'static Descriptor);

impl Format {
    /// The whole input is the text of one document.
    pub const TEXT: Self = Format(&formats::text::DESCRIPTOR);
    /// A JSON object a line, each a document.
    pub const JSON_LINES: Self = Format(&formats::jsonl::DESCRIPTOR);

    /// A page, of which the article is a document.
    #[cfg(feature = "html")]
    pub const HTML: Self = Format(&formats::html::DESCRIPTOR);

    /// Every format that this build reads.
    pub fn all() -> impl Iterator<Item = Self> {
        ALL.iter().copied().map(Format)
    }

    /// The format with this [`Format::name`].
    pub fn named(name: &str) -> Option<Self> {
        Self::all().find(|format| format.name() == name)
    }

    /// The format that the suffix of a path stands for, a suffix of compressed files aside; `None` if it is no known one.
    /// Case does not matter.
    pub fn of(path: &Path) -> Option<Self> {
        #[cfg(feature = "cli")]
        let path = Compression::stripped(path);
        let suffix = path.extension()?.to_str()?;
        Self::all().find(|format| format.suffixes().iter().any(|known| known.eq_ignore_ascii_case(suffix)))
    }

    /// The format whose inputs begin with bytes like these and like no other's; `None` for what may be text.
    pub(crate) fn begun(start: &[u8]) -> Option<Self> {
        Self::all().find(|format| (format.0.begins)(start))
    }

    /// The name, as the option `--input-format` takes it.
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// What names of such files end in, without the full stop, in small letters.
    pub fn suffixes(self) -> &'static [&'static str] {
        self.0.suffixes
    }

    /// One line about the format, without a full stop.
    pub fn about(self) -> &'static str {
        self.0.about
    }

    /// The feature without which this build cannot read the format, if it lacks one.
    pub fn missing_feature(self) -> Option<&'static str> {
        match self.0.cut {
            Cut::Absent(feature) => Some(feature),
            _ => None,
        }
    }

    /// Whether an input goes to a thread as a whole.
    pub(super) fn is_whole(self) -> bool {
        matches!(self.0.cut, Cut::Whole(_))
    }

    /// Whether folders are searched for such files. CSV and TSV are what comes out of this program and of others, and lie
    /// beside texts as their results; they are read where they are named.
    #[cfg(feature = "cli")]
    pub(super) fn is_sought(self) -> bool {
        ![formats::csv::CSV.name, formats::csv::TSV.name].contains(&self.name())
    }

    /// Whether the format cuts its pieces itself.
    #[cfg(feature = "cli")]
    pub(crate) fn is_own(self) -> bool {
        matches!(self.0.cut, Cut::Own(_))
    }

    pub(super) fn cut(self) -> &'static Cut {
        &self.0.cut
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
        f.write_str(self.name())
    }
}
