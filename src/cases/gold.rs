//! Annotated documents as cases.

use std::ops::Range;
use std::path::Path;

use super::case::{Case, Expected, Form};
use super::found::Found;
use crate::document::Document;
use crate::error::Error;
use crate::evaluation::{self, GoldDocument, GoldQuote, Points, Prediction, parse_jsonl};
use crate::read::read_utf8;
use crate::rows::{Column, Offsets};

/// The documents of a JSON Lines file as cases.
pub(super) fn cases(file: &Path) -> Result<Vec<Result<Case, Error>>, Error> {
    let documents = parse_jsonl(&file.display().to_string(), &read_utf8(file)?);
    Ok(documents.into_iter().map(|document| document.map(|document| case(file, document))).collect())
}

fn case(file: &Path, gold: GoldDocument) -> Case {
    let points = Points::new(&gold.text);
    let bytes = |range: &Range<usize>| points.byte(range.start)..points.byte(range.end);
    let mut rows: Vec<Expected> = Vec::with_capacity(gold.quotes.len());
    for quote in &gold.quotes {
        let words = quote.mentions.iter().map(|m| points.slice(m)).collect::<Vec<_>>().join(" … ");
        let fullest = quote.entity.as_ref().and_then(|names| names.first().cloned());
        let place = trimmed(&gold.text, bytes(&quote.span));
        rows.push(Expected {
            speaker: fullest.unwrap_or_else(|| words.clone()),
            quote: gold.text.get(place.clone()).unwrap_or_default().to_owned(),
            cells: if words.is_empty() { Vec::new() } else { vec![(Column::Mention, words)] },
            range: Some(place),
            gold: Some(quote.clone()),
            ..Expected::default()
        });
    }
    rows.sort_by_key(|row| row.range.as_ref().map_or(0, |range| range.start));
    let spans = gold.quotes.iter().map(|quote| &quote.span).chain(&gold.unattributed);
    let annotated = Some(spans.map(bytes).collect());
    Case {
        name: gold.id.clone(),
        rows,
        file: file.to_owned(),
        form: Form::Gold,
        rows_at: 0,
        annotated,
        document: Document { author: gold.author, ..Document::new(gold.id, gold.text) },
    }
}

/// A span as quotes are cut: without white space at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(words) = text.get(range.clone()) else { return range };
    let start = range.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}

/// Whether what was found is right in a column. An annotation tells who and not how to write it: a mention is right that
/// shares words with the annotated ones, and a speaker that has the fullest name in it.
pub(super) fn fits(quote: &GoldQuote, text: &str, column: Column, found: &Found) -> bool {
    let offsets = Offsets::new(text);
    let prediction = Prediction {
        speaker: found.cell(Column::Speaker).to_owned(),
        mention: found.cell(Column::Mention).to_owned(),
        mention_range: found.mention.as_ref().map(|m| offsets.code_points(m.start)..offsets.code_points(m.end)),
        ..Prediction::default()
    };
    let (mention, speaker) = evaluation::fits(text, quote, &prediction);
    match column {
        Column::Speaker => speaker,
        Column::Mention => mention,
        _ => true,
    }
}
