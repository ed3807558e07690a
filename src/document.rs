//! The document: one text with where it comes from.

/// One text with its source and what else the reader found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Document {
    /// The text; offsets of rows count in it.
    pub text: String,
    /// Path, URL or record id.
    pub source: String,
    /// Title, where the input has one.
    pub title: Option<String>,
    /// Author, where the input has one.
    pub author: Option<String>,
    /// Date as the input has it.
    pub date: Option<String>,
    /// Further fields of the input that its rows should carry: names and values, in the order of the input.
    pub extra: Vec<(String, String)>,
}

impl Document {
    /// A document of a text and its source.
    pub fn new(source: impl Into<String>, text: impl Into<String>) -> Self {
        Document { text: text.into(), source: source.into(), ..Document::default() }
    }
}
