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
    Speaker "speaker" "Who said it: the fullest form of the name in the document; empty where the text does not tell.",
    Quote "quote" "The words between the marks, exactly as they stand.",
    Source "source" "Path, URL or record id of the document.",
    Mention "mention" "The words beside the quote that name the speaker.",
    Cue "cue" "The reporting expression.",
    Kind "kind" "direct (the whole content is quoted) or mixed (a fragment is); empty for a span that is no speech.",
    Rule "rule" "The rule that decided.",
    Confidence "confidence" "How often that rule is right, from 0 to 1, where it was measured.",
    Start "start" "Where the quote begins in the document's text, in Unicode code points from 0.",
    End "end" "Where the quote ends, in Unicode code points: the first one after it.",
    Paragraph "paragraph" "Number of the paragraph, from 1.",
    Context "context" "The sentence or sentences around the quote; at most 1,000 bytes before it and after it.",
    Utterance "utterance" "Shared by the parts of one split or continued quotation: the quote_id of the first.",
    QuoteId "quote_id" "Id of the row: 16 hexadecimal digits, a hash of source, start and quote.",
    Title "title" "Title of the document, where the input has one.",
    Author "author" "Author of the document, where the input has one.",
    Date "date" "Date of the document as the input has it.",
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

    /// Whether the column holds numbers, which no spreadsheet takes for a formula.
    pub(crate) fn is_number(self) -> bool {
        matches!(self, Column::Confidence | Column::Start | Column::End | Column::Paragraph)
    }
}
