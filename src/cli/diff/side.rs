//! The two sides: what a folder, a table or a word stands for.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use crate::cli::args::DataArgs;
use crate::document::Document;
use crate::error::Error;
use crate::extract::Extractor;
use crate::rows::{Column, Row, StoredPlace, StoredRow};

/// What stands for the built-in rules and word lists.
const BUILT_IN: &str = "built-in";

/// What is compared.
pub(super) enum Side {
    Extractor(Box<Extractors>),
    Table(Table),
}

/// Rows as a set of rules and word lists finds them.
pub(super) struct Extractors(Extractor);

/// Rows as a table has them.
pub(super) struct Table {
    /// Rows of speech, by source.
    pub rows: HashMap<String, Vec<StoredRow>>,
    /// The sources in the order of the table.
    pub sources: Vec<String>,
    /// The columns that hold anything, of those that are compared.
    pub columns: Vec<Column>,
    /// Rows that cannot be used.
    pub errors: Vec<Error>,
}

impl Side {
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        if is_table(path) {
            return Table::read(path).map(Side::Table);
        }
        Ok(Side::Extractor(Box::new(Extractors(data(path)?.extractor()?))))
    }
}

/// Whether a value of --old or --new names a table of results.
pub(super) fn is_table(path: &Path) -> bool {
    !path.is_dir() && StoredRow::format_of(path).is_some()
}

/// The folders of rules and word lists that a path stands for.
fn data(path: &Path) -> Result<DataArgs, Error> {
    let none = DataArgs::default();
    if path == Path::new(BUILT_IN) {
        return Ok(none);
    }
    if !path.is_dir() {
        let what = if path.exists() { "no folder and no table (.csv, .tsv, .jsonl, .ndjson)" } else { "not there" };
        return Err(Error::other(format!("{}: {what}; for the built-in rules write {BUILT_IN}", path.display())));
    }
    let own = Some(path.to_owned());
    if holds(path, &["toml"])? {
        return Ok(DataArgs { rules: own, ..none });
    }
    let (rules, lexicon) = (of_language(path.join("rules"), &["toml"])?, of_language(path.join("lexicon"), WORDS)?);
    if rules.is_some() || lexicon.is_some() {
        return Ok(DataArgs { rules, lexicon, ..DataArgs::default() });
    }
    if holds(path, WORDS)? {
        return Ok(DataArgs { lexicon: own, ..none });
    }
    let what = "no rules (.toml), no word lists (.txt, .tsv), no folder rules or lexicon with such files in it";
    Err(Error::other(format!("{}: {what}", path.display())))
}

/// The suffixes of word lists.
const WORDS: &[&str] = &["txt", "tsv"];

/// A folder, or the one for English in it, whichever holds the files.
fn of_language(folder: PathBuf, suffixes: &[&str]) -> Result<Option<PathBuf>, Error> {
    for folder in [folder.join("en"), folder] {
        if folder.is_dir() && holds(&folder, suffixes)? {
            return Ok(Some(folder));
        }
    }
    Ok(None)
}

fn holds(folder: &Path, suffixes: &[&str]) -> Result<bool, Error> {
    let io = |cause| Error::io(folder.display().to_string(), cause);
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let path = entry.map_err(io)?.path();
        if path.is_file() && path.extension().is_some_and(|s| suffixes.iter().any(|suffix| s == *suffix)) {
            return Ok(true);
        }
    }
    Ok(false)
}

impl Extractors {
    /// The rows of speech in a text.
    pub(super) fn rows(&mut self, document: &Document) -> Vec<StoredRow> {
        let found = self.0.extract_all(&document.text);
        let rows = Row::of(document, &found);
        let place = |place: crate::rows::Place<'_>| StoredPlace {
            text: place.text.to_owned(),
            range: Some(place.start..place.end),
        };
        rows.iter()
            .filter(|row| row.kind.is_some())
            .map(|row| StoredRow {
                speaker: row.speaker.to_owned(),
                quote: row.quote.as_ref().to_owned(),
                mention: row.mention.map(place),
                cue: row.cue.map(place),
                kind: row.kind,
                rule: row.rule.to_owned(),
                confidence: row.confidence,
                start: Some(row.start),
                end: Some(row.end),
                ..StoredRow::default()
            })
            .collect()
    }
}

impl Table {
    fn read(path: &Path) -> Result<Self, Error> {
        let mut out = Table { rows: HashMap::new(), sources: Vec::new(), columns: Vec::new(), errors: Vec::new() };
        for row in StoredRow::read(path, &[Column::Speaker, Column::Quote, Column::Source])? {
            match row {
                Ok(row) if row.not_speech => {}
                Ok(row) => out.add(row),
                Err(error) => out.errors.push(error),
            }
        }
        Ok(out)
    }

    fn add(&mut self, row: StoredRow) {
        let there = [
            (Column::Mention, row.mention.is_some()),
            (Column::Kind, row.kind.is_some()),
            (Column::Rule, !row.rule.is_empty()),
        ];
        for (column, _) in there.into_iter().filter(|(_, there)| *there) {
            if !self.columns.contains(&column) {
                self.columns.push(column);
            }
        }
        let source = row.source.clone().unwrap_or_default();
        if !self.rows.contains_key(&source) {
            self.sources.push(source.clone());
        }
        self.rows.entry(source).or_default().push(row);
    }
}
