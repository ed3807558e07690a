//! What goes into a table, and how.

use std::path::PathBuf;

use crate::rows::Column;

/// What goes into a table, and how. A format takes no notice of what means nothing to it.
#[derive(Debug, Clone)]
pub struct Options {
    /// The columns, in order. JSON Lines always has all.
    pub columns: Vec<Column>,
    /// Further fields of the documents, by name: columns after the others, empty where a document has no such field. In
    /// JSON Lines they stand in an object `extra`, and are null there.
    ///
    /// ```
    /// use whosaid::write::{Format, Options, writer};
    /// use whosaid::{Document, Extractor, Row};
    ///
    /// let mut document = Document::new("a.txt", "“We will not yield,” said Ana Reis.");
    /// document.extra.push(("desk".into(), "Politics".into()));
    /// let found = Extractor::english().extract_all(&document.text);
    /// let mut out = Vec::new();
    /// let options = Options { extra: vec!["desk".into(), "page".into()], ..Options::default() };
    /// let mut table = writer(Format::CSV, &mut out, &options)?;
    /// table.write(&Row::of(&document, &found)[0])?;
    /// table.finish()?;
    /// drop(table);
    /// assert_eq!(out, "speaker,quote,source,desk,page\nAna Reis,\"We will not yield,\",a.txt,Politics,\n".as_bytes());
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub extra: Vec<String>,
    /// Leaves text of CSV and TSV as it is that a spreadsheet would run as a formula.
    pub raw: bool,
    /// Begins CSV and TSV with a byte order mark, by which Excel knows UTF-8.
    pub bom: bool,
    /// What stands between the values of CSV and TSV, an ASCII character, in place of the comma and the tab.
    pub delimiter: Option<u8>,
    /// What becomes of line breaks in the cells of CSV, TSV and XLSX.
    pub newlines: Newlines,
    /// The folder from which an XLSX workbook finds the files that sources name, if they are to be links.
    pub folder: Option<PathBuf>,
}

/// What becomes of line breaks in cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Newlines {
    /// They stay.
    #[default]
    Keep,
    /// Each becomes a space.
    Space,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            columns: Column::DEFAULT.to_vec(),
            extra: Vec::new(),
            raw: false,
            bom: false,
            delimiter: None,
            newlines: Newlines::Keep,
            folder: None,
        }
    }
}
