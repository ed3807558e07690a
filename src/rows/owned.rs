//! A row that borrows nothing, for writers that work when the document has gone.

use super::{Place, Row};
use crate::extract::Kind;

/// A row with texts of its own.
#[derive(Debug)]
pub(crate) struct OwnedRow {
    speaker: String,
    quote: String,
    source: String,
    mention: Option<OwnedPlace>,
    cue: Option<OwnedPlace>,
    kind: Option<Kind>,
    rule: String,
    confidence: Option<f32>,
    start: usize,
    end: usize,
    paragraph: usize,
    context: String,
    utterance: String,
    quote_id: String,
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
    extra: Vec<(String, String)>,
}

#[derive(Debug)]
struct OwnedPlace {
    text: String,
    start: usize,
    end: usize,
}

impl From<&Row<'_>> for OwnedRow {
    fn from(row: &Row<'_>) -> Self {
        let place = |p: Place<'_>| OwnedPlace { text: p.text.to_owned(), start: p.start, end: p.end };
        OwnedRow {
            speaker: row.speaker.to_owned(),
            quote: row.quote.clone().into_owned(),
            source: row.source.to_owned(),
            mention: row.mention.map(place),
            cue: row.cue.map(place),
            kind: row.kind,
            rule: row.rule.to_owned(),
            confidence: row.confidence,
            start: row.start,
            end: row.end,
            paragraph: row.paragraph,
            context: row.context.to_owned(),
            utterance: row.utterance.clone(),
            quote_id: row.quote_id.clone(),
            title: row.title.map(str::to_owned),
            author: row.author.map(str::to_owned),
            date: row.date.map(str::to_owned),
            extra: row.extra.to_vec(),
        }
    }
}

impl OwnedRow {
    /// The row as writers take it.
    pub(crate) fn row(&self) -> Row<'_> {
        Row {
            speaker: &self.speaker,
            quote: self.quote.as_str().into(),
            source: &self.source,
            mention: self.mention.as_ref().map(OwnedPlace::place),
            cue: self.cue.as_ref().map(OwnedPlace::place),
            kind: self.kind,
            rule: &self.rule,
            confidence: self.confidence,
            start: self.start,
            end: self.end,
            paragraph: self.paragraph,
            context: &self.context,
            utterance: self.utterance.clone(),
            quote_id: self.quote_id.clone(),
            title: self.title.as_deref(),
            author: self.author.as_deref(),
            date: self.date.as_deref(),
            extra: &self.extra,
        }
    }
}

impl OwnedPlace {
    fn place(&self) -> Place<'_> {
        Place { text: &self.text, start: self.start, end: self.end }
    }
}

#[cfg(test)]
mod tests {
    use super::OwnedRow;
    use crate::{Document, Extractor, Row};

    #[test]
    fn nothing_is_lost() {
        let mut document = Document::new("a", "“We will,” said Ana Reis, “not yield.” “Yes.”");
        document.extra.push(("desk".into(), "Politics".into()));
        (document.title, document.date) = (Some("T".into()), Some("2024-05-01".into()));
        let found = Extractor::english().extract_all(&document.text);
        for row in Row::of(&document, &found) {
            assert_eq!(OwnedRow::from(&row).row(), row);
        }
    }
}
