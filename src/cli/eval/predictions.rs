//! Predictions: what the program finds in a gold text, or what a table says was found.

use std::collections::{BTreeMap, HashSet};

use super::EvalArgs;
use crate::cli::messages;
use crate::document::Document;
use crate::error::Error;
use crate::evaluation::{GoldDocument, Prediction, place};
use crate::extract::Extractor;
use crate::rows::{Column, Row, StoredRow};

pub(super) struct Predictions {
    from: From,
    /// Below this, nothing is said of the speaker.
    least: Option<f32>,
}

enum From {
    Extractor(Box<Extractor>),
    Table {
        name: String,
        /// By source.
        rows: BTreeMap<String, Vec<StoredRow>>,
        /// Rows that could not be read.
        bad: usize,
        used: HashSet<String>,
    },
}

impl Predictions {
    pub(super) fn new(args: &EvalArgs) -> Result<Self, Error> {
        let from = match &args.predictions {
            None => From::Extractor(Box::new(args.data.extractor()?)),
            Some(path) => {
                let (mut rows, mut bad): (BTreeMap<String, Vec<StoredRow>>, _) = (BTreeMap::new(), 0);
                for row in StoredRow::read(path, &[Column::Speaker, Column::Quote, Column::Source])? {
                    match row {
                        Ok(row) => rows.entry(row.source.clone().unwrap_or_default()).or_default().push(row),
                        Err(error) => {
                            messages::report(&error);
                            bad += 1;
                        }
                    }
                }
                From::Table { name: path.display().to_string(), rows, bad, used: HashSet::new() }
            }
        };
        Ok(Predictions { from, least: args.min_confidence })
    }

    /// The predictions for a gold document: quotes that are speech, in order.
    pub(super) fn of(&mut self, gold: &GoldDocument) -> Result<Vec<Prediction>, Error> {
        let mut out: Vec<Prediction> = match &mut self.from {
            From::Extractor(extractor) => {
                let mut document = Document::new(&gold.id, &gold.text);
                document.author = gold.author.clone();
                let found = extractor.extract_all(&document.text);
                let rows = Row::of(&document, &found);
                rows.iter().filter(|row| row.kind.is_some()).map(Prediction::from).collect()
            }
            From::Table { name, rows, used, .. } => {
                used.insert(gold.id.clone());
                let rows = rows.get(&gold.id).map_or(&[][..], Vec::as_slice);
                let rows: Vec<&StoredRow> = rows.iter().filter(|row| !row.not_speech).collect();
                let placed = place(name, &gold.text, &rows).into_iter();
                placed.map(|p| p.map(|(row, range)| Prediction::of_stored(row, range))).collect::<Result<_, _>>()?
            }
        };
        if let Some(least) = self.least {
            out.iter_mut().filter(|p| !p.is_sure(least)).for_each(Prediction::abstain);
        }
        Ok(out)
    }

    /// What is wrong with the table when all gold has been looked at.
    pub(super) fn left(&self) -> Vec<Error> {
        let From::Table { name, rows, bad, used } = &self.from else { return Vec::new() };
        let mut out = Vec::new();
        if *bad > 0 {
            out.push(Error::other(format!("{name}: {bad} of its rows left out")));
        }
        let unknown: Vec<_> = rows.iter().filter(|(source, _)| !used.contains(*source)).collect();
        if let Some((source, first)) = unknown.first() {
            let line = first.first().map_or(0, |row| row.line);
            let count: usize = unknown.iter().map(|(_, rows)| rows.len()).sum();
            let source: String = source.chars().take(80).collect();
            out.push(Error::other(format!(
                "{name}:{line}: rows of sources that the gold does not have: {count}, the first of {source:?}"
            )));
        }
        out
    }
}
