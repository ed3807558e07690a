//! Annotated documents as cases.

use std::ops::Range;
use std::path::Path;

use super::case::{Case, Expected, Form, Gold};
use super::found::Found;
use crate::document::Document;
use crate::error::Error;
use crate::evaluation::{GoldDocument, points::Points, read_jsonl};
use crate::rows::Column;

/// The documents of a JSON Lines file as cases.
pub(super) fn cases(file: &Path) -> Result<Vec<Result<Case, Error>>, Error> {
    let documents = read_jsonl(file)?;
    Ok(documents.into_iter().map(|document| document.map(|document| case(file, document))).collect())
}

fn case(file: &Path, gold: GoldDocument) -> Case {
    let points = Points::new(&gold.text);
    let bytes = |range: &Range<usize>| points.byte(range.start)..points.byte(range.end);
    let mut rows: Vec<Expected> = Vec::with_capacity(gold.quotes.len());
    for quote in &gold.quotes {
        let mentions: Vec<_> = quote.mentions.iter().map(bytes).collect();
        let words = mentions.iter().filter_map(|range| gold.text.get(range.clone())).collect::<Vec<_>>().join(" … ");
        let fullest = quote.entity.as_ref().and_then(|names| names.first().cloned());
        let place = trimmed(&gold.text, bytes(&quote.span));
        rows.push(Expected {
            speaker: fullest.unwrap_or_else(|| words.clone()),
            quote: gold.text.get(place.clone()).unwrap_or_default().to_owned(),
            cells: if words.is_empty() { Vec::new() } else { vec![(Column::Mention, words)] },
            range: Some(place),
            gold: Some(Gold { names: quote.entity.clone(), mentions }),
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
        document: Document::new(gold.id, gold.text),
    }
}

/// A span as quotes are cut: without white space at its ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(words) = text.get(range.clone()) else { return range };
    let start = range.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}

impl Gold {
    /// Whether what was found is right in a column. An annotation tells who and not how to write it: any of the speaker's
    /// names is right, and so is a mention that shares words with the annotated ones.
    pub(super) fn fits(&self, column: Column, found: &Found) -> bool {
        match column {
            Column::Speaker => {
                let speaker = found.cell(Column::Speaker);
                let same = |name: &String| crate::names::folded(name) == crate::names::folded(speaker);
                self.names.as_ref().is_none_or(|names| names.iter().any(same))
            }
            Column::Mention => {
                let Some(mention) = &found.mention else { return self.mentions.is_empty() };
                self.mentions.iter().any(|gold| gold.start < mention.end && mention.start < gold.end)
            }
            _ => true,
        }
    }
}
