//! Columns: which of a table holds the text, and which what else is known of a document.

use super::SOURCES;
use crate::document::Document;
use crate::read::Reader;

/// Where in the rows of a table each part of a document stands, counted from 0.
#[derive(Debug)]
pub(super) struct Columns {
    text: usize,
    /// In order of preference.
    sources: Vec<usize>,
    title: Option<usize>,
    author: Option<usize>,
    date: Option<usize>,
    /// What rows carry through, by the names asked for.
    kept: Vec<(String, usize)>,
    /// How many columns the header names.
    pub(super) number: usize,
}

impl Columns {
    /// The columns that a header and the reader's wishes stand for.
    ///
    /// # Errors
    /// Which wish the header does not meet, with the columns there are.
    pub(super) fn find(reader: &Reader, header: &[String]) -> Result<Self, String> {
        let wanted = |name: &str| {
            place(header, name, true).ok_or_else(|| match header.len() {
                0 => format!("no column {name:?}; the table is empty"),
                _ => format!("no column {name:?}; the table has {}", listed(header.iter().map(String::as_str))),
            })
        };
        let known = |name: &str| place(header, name, false);
        Ok(Columns {
            text: wanted(&reader.text_field)?,
            sources: match &reader.source_field {
                Some(name) => vec![wanted(name)?],
                None => SOURCES.iter().filter_map(|name| known(name)).collect(),
            },
            title: known("title"),
            author: known("author"),
            date: known("date"),
            kept: reader.keep.iter().map(|name| Ok((name.clone(), wanted(name)?))).collect::<Result<_, String>>()?,
            number: header.len(),
        })
    }

    /// Whether a header has the column that holds the text.
    #[cfg(feature = "tables")]
    pub(super) fn has_text(reader: &Reader, header: &[String]) -> bool {
        place(header, &reader.text_field, true).is_some()
    }

    /// The columns that count, in the order of the table.
    pub(super) fn used(&self) -> Vec<usize> {
        let labels = [self.title, self.author, self.date].into_iter().flatten();
        let kept = self.kept.iter().map(|(_, column)| *column);
        let mut used: Vec<_> = self.sources.iter().copied().chain([self.text]).chain(labels).chain(kept).collect();
        used.sort_unstable();
        used.dedup();
        used
    }

    /// The document of a row; `None` if no cell that counts holds anything. A row that names no source is its place.
    pub(super) fn document<'c>(
        &self,
        cell: impl Fn(usize) -> Option<&'c str>,
        place: impl FnOnce() -> String,
    ) -> Option<Document> {
        let cell = |column: usize| cell(column).filter(|content| !content.trim().is_empty());
        let label = |column: &usize| cell(*column).map(|content| content.trim().to_owned());
        let (text, source) = (cell(self.text), self.sources.iter().find_map(label));
        if text.is_none() && source.is_none() {
            return None;
        }
        Some(Document {
            text: text.unwrap_or_default().to_owned(),
            source: source.unwrap_or_else(place),
            title: self.title.as_ref().and_then(label),
            author: self.author.as_ref().and_then(label),
            date: self.date.as_ref().and_then(label),
            extra: self.kept.iter().filter_map(|(name, at)| Some((name.clone(), cell(*at)?.to_owned()))).collect(),
            ..Document::default()
        })
    }
}

/// Where a column stands: the first that is called so, or else is called so but for case and white space around it, or
/// else has this number.
fn place(header: &[String], wanted: &str, numbered: bool) -> Option<usize> {
    let same = |name: &String| name == wanted;
    let alike = |name: &String| name.trim().to_lowercase() == wanted.trim().to_lowercase();
    let number = || wanted.parse::<usize>().ok().filter(|n| numbered && (1..=header.len()).contains(n)).map(|n| n - 1);
    header.iter().position(same).or_else(|| header.iter().position(alike)).or_else(number)
}

/// Names with commas between them, for a message; a stranger chose how many and how long they are.
pub(super) fn listed<'n>(names: impl ExactSizeIterator<Item = &'n str>) -> String {
    const MOST: usize = 20;
    const LONGEST: usize = 40;
    let more = if names.len() > MOST { ", …" } else { "" };
    let short = |name: &str| format!("{:?}", name.chars().take(LONGEST).collect::<String>());
    let names: Vec<_> = names.take(MOST).map(short).collect();
    names.join(", ") + more
}
