//! Gold as a table: the tool's own columns, read and put right by somebody.

use std::ops::Range;
use std::path::Path;

use super::gold::{GoldDocument, GoldQuote};
use super::places::{fault, nearest_mention, place, shortened};
use super::points::Points;
use crate::document::Document;
use crate::error::Error;
use crate::rows::{Column, StoredPlace, StoredRow};

/// The texts that the quotes of a table stand in.
#[derive(Debug, Clone, Copy)]
pub enum Texts<'a> {
    /// Every row belongs to this text, whatever its source says.
    One(&'a Document),
    /// A row belongs to the text that has its source. A text without a row has no quotes.
    BySource(&'a [Document]),
}

/// The documents of a table in CSV, TSV or JSON Lines; an error in place of each one that cannot be used.
///
/// It must have the columns `speaker` and `quote`, and `source` unless there is one text. `mention`, `cue`, `kind`, `start` and
/// `end` are used where they are. A mention without a place is the nearest one outside quotes. The table is taken to list every
/// quote that is speech: all text that no row covers is unattributed, and a row without a kind, where there are kinds, is no
/// speech.
///
/// # Errors
/// As [`StoredRow::read`]. Items are also [`ErrorKind::Record`](crate::ErrorKind::Record) for a quote or a mention that is not
/// in its text, quotes that overlap, and rows whose source no text has.
pub fn read_table(table: &Path, texts: Texts<'_>) -> Result<Vec<Result<GoldDocument, Error>>, Error> {
    let name = table.display().to_string();
    let mut required = vec![Column::Speaker, Column::Quote];
    if matches!(texts, Texts::BySource(_)) {
        required.push(Column::Source);
    }
    let (rows, mut out): (Vec<StoredRow>, Vec<_>) = {
        let (good, bad): (Vec<_>, Vec<_>) = StoredRow::read(table, &required)?.into_iter().partition(Result::is_ok);
        (good.into_iter().flatten().collect(), bad.into_iter().filter_map(Result::err).map(Err).collect())
    };
    match texts {
        // What is left of the table would not list every quote of its text.
        Texts::One(_) if !out.is_empty() => {}
        Texts::One(text) => {
            let rows: Vec<&StoredRow> = rows.iter().collect();
            out.push(one_source(&name, &rows).and_then(|()| document(&name, text, &rows)));
        }
        Texts::BySource(texts) => {
            let source = |row: &StoredRow| row.source.clone().unwrap_or_default();
            for text in texts {
                let rows: Vec<&StoredRow> = rows.iter().filter(|row| source(row) == text.source).collect();
                out.push(document(&name, text, &rows));
            }
            let mut unknown: Vec<String> = Vec::new();
            for row in &rows {
                let source = source(row);
                if !texts.iter().any(|t| t.source == source) && !unknown.contains(&source) {
                    out.push(Err(fault(&name, row.line, format!("no text has the source {:?}", shortened(&source)))));
                    unknown.push(source);
                }
            }
        }
    }
    Ok(out)
}

fn one_source(name: &str, rows: &[&StoredRow]) -> Result<(), Error> {
    match rows.iter().find(|row| row.source != rows[0].source) {
        Some(row) => Err(fault(name, row.line, "another source than in the rows before, and there is one text")),
        None => Ok(()),
    }
}

fn document(name: &str, text: &Document, rows: &[&StoredRow]) -> Result<GoldDocument, Error> {
    let mut gold = GoldDocument::new(&text.source, &text.text);
    gold.author = text.author.clone();
    let points = Points::new(&text.text);
    let speech: Vec<&StoredRow> = rows.iter().copied().filter(|row| !row.not_speech).collect();
    let mut placed = Vec::new();
    for found in place(name, &text.text, &speech) {
        let (row, span) = found?;
        if points.slice(&span) != row.quote {
            let there = shortened(points.slice(&span));
            let message = format!("the quote is {:?}, the text has {there:?} at its place", shortened(&row.quote));
            return Err(fault(name, row.line, message));
        }
        gold.quotes.push(GoldQuote { kind: row.kind, ..GoldQuote::new(span.clone()) });
        placed.push((row, span));
    }
    for (n, (row, span)) in placed.iter().enumerate() {
        let words = |place: &Option<StoredPlace>| match place {
            None => Ok(Vec::new()),
            Some(StoredPlace { range: Some(range), .. }) => Ok(vec![range.clone()]),
            Some(StoredPlace { text, range: None }) => match nearest_mention(&gold, span, text) {
                Some(range) => Ok(vec![range]),
                None => Err(fault(
                    name,
                    row.line,
                    format!("the text does not have {:?} outside its quotes", shortened(text)),
                )),
            },
        };
        let (mentions, cues) = (words(&row.mention)?, words(&row.cue)?);
        gold.quotes[n].mentions = mentions;
        gold.quotes[n].cues = cues;
        gold.quotes[n].entity = Some(vec![row.speaker.clone()]).filter(|_| !row.speaker.is_empty());
    }
    gold.unattributed = gaps(gold.quotes.iter().map(|q| q.span.clone()).collect(), points.len());
    gold.check().map_err(|message| Error::other(format!("{name}: {}: {message}", text.source)))?;
    Ok(gold)
}

/// What no quote covers.
fn gaps(mut spans: Vec<Range<usize>>, length: usize) -> Vec<Range<usize>> {
    spans.sort_by_key(|s| s.start);
    let starts = std::iter::once(0).chain(spans.iter().map(|s| s.end));
    let ends = spans.iter().map(|s| s.start).chain([length]);
    starts.zip(ends).map(|(start, end)| start..end).filter(|gap| gap.start < gap.end).collect()
}

#[cfg(test)]
mod tests {
    use super::gaps;

    #[test]
    fn gaps_are_what_is_left() {
        assert_eq!(gaps(vec![8..10, 1..3], 10), [0..1, 3..8]);
        assert_eq!(gaps(Vec::new(), 2).first(), Some(&(0..2)));
    }
}
