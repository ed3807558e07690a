//! The columns of the table.

use crate::error::{Error, did_you_mean};

macro_rules! columns {
    ($($column:ident $name:literal $doc:literal,)*) => {
        /// A column of the table of quotations.
        ///
        /// ```
        /// use whosaid::Column;
        ///
        /// assert_eq!(Column::parse_list("speaker,quote,source")?, Column::DEFAULT);
        /// assert_eq!(Column::Start.name(), "start");
        /// # Ok::<(), whosaid::Error>(())
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Column {
            $(#[doc = $doc] $column,)*
        }

        impl Column {
            /// Every column, in the order of the schema.
            pub const ALL: &[Column] = &[$(Column::$column),*];

            /// The name that stands in the header row.
            pub fn name(self) -> &'static str {
                match self { $(Column::$column => $name,)* }
            }

            /// What the column holds, in a line.
            pub fn doc(self) -> &'static str {
                match self { $(Column::$column => $doc,)* }
            }
        }
    };
}

columns! {
    Speaker "speaker" "Who said it, by the fullest name in the document; empty if not told.",
    Quote "quote" "The words between the marks, exactly as they stand.",
    Source "source" "Path, URL or record id of the document.",
    Mention "mention" "The words beside the quote that name the speaker.",
    Cue "cue" "The reporting expression.",
    Kind "kind" "direct, or mixed for a quoted fragment; empty for no speech.",
    Rule "rule" "The rule that decided.",
    Confidence "confidence" "How often that rule and that way of naming the speaker are right, 0 to 1, where measured.",
    Start "start" "Where the quote begins in the text, in code points from 0.",
    End "end" "Where it ends, in code points: that of the first one after it.",
    Paragraph "paragraph" "Number of the paragraph, from 1.",
    Context "context" "The sentences around the quote, 500 bytes at most each way.",
    Utterance "utterance" "The same for the parts of one utterance: the first's quote_id.",
    QuoteId "quote_id" "Hash of source, start and quote: 16 hexadecimal digits.",
    Title "title" "Title of the document, where the input has one.",
    Author "author" "Author of the document, where the input has one.",
    Date "date" "Date of the document, as the input has it.",
}

impl Column {
    /// The columns of CSV and TSV unless others are asked for.
    pub const DEFAULT: &[Column] = &[Column::Speaker, Column::Quote, Column::Source];

    /// The columns of a list of names with commas between them, or all of them for `all`.
    ///
    /// # Errors
    /// [`ErrorKind::Other`](crate::ErrorKind::Other) for a name that no column has; the message lists those there are.
    pub fn parse_list(list: &str) -> Result<Vec<Column>, Error> {
        if list.trim() == "all" {
            return Ok(Self::ALL.to_vec());
        }
        list.split(',').map(|name| Self::parse(name.trim())).collect()
    }

    fn parse(given: &str) -> Result<Column, Error> {
        Self::ALL.iter().copied().find(|c| c.name() == given).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|c| c.name()).collect();
            let hint = did_you_mean(given, names.iter().copied());
            let shown: String = given.chars().take(64).collect();
            Error::other(format!("no column {shown:?}{hint} (columns: {}, or all)", names.join(", ")))
        })
    }

    /// What sort of value the column holds.
    pub(crate) fn holds(self) -> Holds {
        match self {
            Column::Speaker
            | Column::Quote
            | Column::Source
            | Column::Context
            | Column::Utterance
            | Column::QuoteId => Holds::Text,
            Column::Kind | Column::Rule | Column::Title | Column::Author | Column::Date => Holds::MaybeText,
            Column::Mention | Column::Cue => Holds::Place,
            Column::Start | Column::End | Column::Paragraph => Holds::Count,
            Column::Confidence => Holds::Share,
        }
    }

    /// Whether the column tells a place in the text, or is made of one.
    pub(super) fn tells_place(self) -> bool {
        use Column::{Cue, End, Mention, QuoteId, Start, Utterance};
        matches!(self, Mention | Cue | Start | End | Utterance | QuoteId)
    }

    /// Whether the column holds numbers, which no spreadsheet takes for a formula.
    pub(crate) fn is_number(self) -> bool {
        matches!(self.holds(), Holds::Count | Holds::Share)
    }
}

/// What sort of value a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    /// A text, maybe an empty one.
    Text,
    /// A text or nothing.
    MaybeText,
    /// Words of the document with their place, or nothing.
    Place,
    /// A whole number.
    Count,
    /// A number from 0 to 1, or nothing.
    Share,
}
