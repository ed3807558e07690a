//! The row: a quotation as the table shows it.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{Column, Offsets};
use crate::document::Document;
use crate::extract::{Kind, Quotation};
use crate::speakers::Resolution;

/// One row of the table: a quotation with its document. All offsets are Unicode code points of the document's text.
///
/// ```
/// use whosaid::{Column, Document, Extractor, Row};
///
/// let document = Document::new("a.txt", "“We will not yield,” said Ana Reis.");
/// let found = Extractor::english().extract_all(&document.text);
/// let rows = Row::of(&document, &found);
/// assert_eq!(rows[0].cell(Column::Speaker), "Ana Reis");
/// assert_eq!((rows[0].start, rows[0].end), (1, 19));
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Row<'a> {
    /// The speaker's canonical name; empty where the text does not tell.
    pub speaker: &'a str,
    /// What stands between the marks; the parts with a space between them after [`Row::join`].
    pub quote: Cow<'a, str>,
    /// Path, URL or record id of the document.
    pub source: &'a str,
    /// The words that name the speaker beside the quote.
    pub mention: Option<Place<'a>>,
    /// The reporting expression.
    pub cue: Option<Place<'a>>,
    /// How the quotation is reported; `None` for a span that is no speech.
    pub kind: Option<Kind>,
    /// Id of the rule that decided; empty where none took the span.
    pub rule: &'a str,
    /// How often rule and resolution together name the right speaker, from 0 to 1; `None` where that was not measured.
    pub confidence: Option<f32>,
    /// The first code point of the quote.
    pub start: usize,
    /// One past the last code point of the quote.
    pub end: usize,
    /// Paragraph, counted from 1.
    pub paragraph: usize,
    /// The sentence or sentences around the quote.
    pub context: &'a str,
    /// Id of the first part of the same utterance.
    pub utterance: String,
    /// Stable id of the row.
    pub quote_id: String,
    /// Title of the document.
    pub title: Option<&'a str>,
    /// Author of the document.
    pub author: Option<&'a str>,
    /// Date of the document.
    pub date: Option<&'a str>,
    /// Further fields of the document: names and values.
    pub extra: &'a [(String, String)],
}

/// Some words of a document and where they stand, in Unicode code points.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[non_exhaustive]
pub struct Place<'a> {
    /// The words.
    pub text: &'a str,
    /// Their first code point.
    pub start: usize,
    /// One past their last code point.
    pub end: usize,
}

/// What a row holds in one column, by [`Holds`](super::Holds).
pub(crate) enum Value<'r> {
    Text(&'r str),
    Optional(Option<&'r str>),
    Place(Option<Place<'r>>),
    Count(usize),
    Share(Option<f32>),
}

impl<'a> Row<'a> {
    /// The rows of a document: one for each of the `quotations` that
    /// [`Extractor::extract_all`](crate::Extractor::extract_all) found in its text, those that are no speech included.
    pub fn of(document: &'a Document, quotations: &'a [Quotation<'a>]) -> Vec<Row<'a>> {
        Self::with_columns(document, quotations, Column::ALL)
    }

    /// The rows of a document for a table of some columns: where none of them tells a place, rows have neither ids nor
    /// offsets.
    pub(crate) fn with_columns(
        document: &'a Document,
        quotations: &'a [Quotation<'a>],
        columns: &[Column],
    ) -> Vec<Row<'a>> {
        if quotations.is_empty() {
            return Vec::new();
        }
        let placed = columns.iter().any(|column| column.tells_place());
        let offsets = placed.then(|| Offsets::new(&document.text));
        let code_points = |byte: usize| offsets.as_ref().map_or(0, |offsets| offsets.code_points(byte));
        let id = |q: &Quotation<'_>| quote_id(&document.source, code_points(q.range.start), q.quote);
        let ids: Vec<String> = quotations.iter().map(|q| if placed { id(q) } else { String::new() }).collect();
        let rows = quotations.iter().zip(&ids);
        rows.map(|(q, id)| Row::new(document, q, code_points, id, ids.get(q.utterance).unwrap_or(id))).collect()
    }

    /// The writer's own "I" is the author, where the document names one.
    fn speaker(document: &'a Document, q: &'a Quotation<'a>) -> &'a str {
        match (q.resolution, document.author.as_deref()) {
            (Some(Resolution::FirstPerson), Some(author)) if !author.is_empty() => author,
            _ => &q.speaker,
        }
    }

    fn new(
        document: &'a Document,
        q: &'a Quotation<'a>,
        code_points: impl Fn(usize) -> usize,
        id: &str,
        utterance: &str,
    ) -> Self {
        let place = |range: &Range<usize>| Place {
            text: document.text.get(range.clone()).unwrap_or_default(),
            start: code_points(range.start),
            end: code_points(range.end),
        };
        Row {
            speaker: Self::speaker(document, q),
            quote: Cow::Borrowed(q.quote),
            source: &document.source,
            mention: q.mention.as_ref().map(place),
            cue: q.cue.as_ref().map(place),
            kind: q.kind,
            rule: &q.rule,
            confidence: q.confidence,
            start: code_points(q.range.start),
            end: code_points(q.range.end),
            paragraph: q.paragraph,
            context: context(&document.text, q),
            utterance: utterance.to_owned(),
            quote_id: id.to_owned(),
            title: document.title.as_deref(),
            author: document.author.as_deref(),
            date: document.date.as_deref(),
            extra: &document.extra,
        }
    }

    /// What stands in a column, as text; numbers in decimal digits, a confidence with three decimals, nothing as "".
    pub fn cell(&self, column: Column) -> Cow<'_, str> {
        match self.value(column) {
            Value::Text(text) => text.into(),
            Value::Optional(text) => text.unwrap_or_default().into(),
            Value::Place(place) => place.map_or("", |p| p.text).into(),
            Value::Count(count) => count.to_string().into(),
            Value::Share(share) => share.map_or(String::new(), |s| format!("{s:.3}")).into(),
        }
    }

    /// What the document's further field of that name holds, if there is one; of several the first.
    ///
    /// ```
    /// use whosaid::{Document, Extractor, Row};
    ///
    /// let mut document = Document::new("a.txt", "“We will not yield,” said Ana Reis.");
    /// document.extra.push(("desk".into(), "Politics".into()));
    /// let found = Extractor::english().extract_all(&document.text);
    /// let rows = Row::of(&document, &found);
    /// assert_eq!((rows[0].extra("desk"), rows[0].extra("page")), (Some("Politics"), None));
    /// ```
    pub fn extra(&self, name: &str) -> Option<&'a str> {
        self.extra.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// What stands in a column.
    pub(crate) fn value(&self, column: Column) -> Value<'_> {
        match column {
            Column::Speaker => Value::Text(self.speaker),
            Column::Quote => Value::Text(&self.quote),
            Column::Source => Value::Text(self.source),
            Column::Mention => Value::Place(self.mention),
            Column::Cue => Value::Place(self.cue),
            Column::Kind => Value::Optional(self.kind.map(Kind::as_str)),
            Column::Rule => Value::Optional(Some(self.rule).filter(|r| !r.is_empty())),
            Column::Confidence => Value::Share(self.confidence),
            Column::Start => Value::Count(self.start),
            Column::End => Value::Count(self.end),
            Column::Paragraph => Value::Count(self.paragraph),
            Column::Context => Value::Text(self.context),
            Column::Utterance => Value::Text(&self.utterance),
            Column::QuoteId => Value::Text(&self.quote_id),
            Column::Title => Value::Optional(self.title),
            Column::Author => Value::Optional(self.author),
            Column::Date => Value::Optional(self.date),
        }
    }
}

/// All columns under their names; what is absent is null. Further fields of the document stand in an object `extra`, which
/// is left out where there are none.
impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let names: Vec<_> = self.extra.iter().map(|(name, _)| name.as_str()).collect();
        self.serialize_with(&names, serializer)
    }
}

impl Row<'_> {
    /// The row as an object whose `extra` has the fields of these names; there is none where there are no names.
    pub(crate) fn serialize_with<S: Serializer>(&self, names: &[&str], serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for column in Column::ALL {
            let name = column.name();
            match self.value(*column) {
                Value::Text(text) => map.serialize_entry(name, text)?,
                Value::Optional(text) => map.serialize_entry(name, &text)?,
                Value::Place(place) => map.serialize_entry(name, &place)?,
                Value::Count(count) => map.serialize_entry(name, &count)?,
                Value::Share(share) => map.serialize_entry(name, &share.map(three_decimals))?,
            }
        }
        if !names.is_empty() {
            map.serialize_entry("extra", &Extra { row: self, names })?;
        }
        map.end()
    }
}

/// The object of further fields; null where the document has none of that name.
struct Extra<'r> {
    row: &'r Row<'r>,
    names: &'r [&'r str],
}

impl Serialize for Extra<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.names.iter().map(|name| (name, self.row.extra(name))))
    }
}

/// A confidence as tables have it.
pub(crate) fn three_decimals(share: f32) -> f64 {
    (f64::from(share) * 1000.0).round() / 1000.0
}

/// The most bytes of context before a quote and after it. A text without full stops is one sentence, and a row for each
/// of its quotes with all of it would make the output grow with the square of the input.
const CONTEXT: usize = 500;

fn context<'t>(text: &'t str, q: &Quotation<'_>) -> &'t str {
    let mut start = q.context.start.max(q.range.start.saturating_sub(CONTEXT));
    let mut end = q.context.end.min(q.range.end + CONTEXT);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(start..end).unwrap_or_default()
}

/// The 64-bit FNV-1a hash of source, start (in decimal digits) and quote, a byte 255 between them, which no UTF-8 holds.
pub(super) fn quote_id(source: &str, start: usize, quote: &str) -> String {
    let start = start.to_string();
    let parts: [&[u8]; 5] = [source.as_bytes(), &[0xff], start.as_bytes(), &[0xff], quote.as_bytes()];
    let add = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = parts.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, part| part.iter().fold(hash, add));
    let mut id = String::with_capacity(16);
    // Writing to a string cannot fail.
    let _ = write!(id, "{hash:016x}");
    id
}
