//! Findings: what is told of cases, whatever the format.

use std::path::PathBuf;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::cases::{Case, Checked, Difference, Entry, Form, Pair};
use crate::cli::exit::Exit;
use crate::cli::messages;
use crate::cli::phrases::{around, counted};
use crate::error::Error;
use crate::rows::{Column, Offsets};

/// What came of all cases.
#[derive(Default)]
pub(super) struct Report {
    pub outcomes: Vec<Outcome>,
    /// What was wrong with inputs, as it was reported.
    pub errors: Vec<String>,
}

/// What came of a case.
#[derive(Serialize)]
pub(super) struct Outcome {
    pub name: String,
    /// The file that holds the expectation.
    pub file: PathBuf,
    /// Rows that are expected.
    pub rows: usize,
    /// Differences that are known.
    pub known: usize,
    pub differences: Vec<Finding>,
    /// Known differences that happen no more.
    pub gone: Vec<Gone>,
    /// A file with several cases, or a folder with one in each file.
    #[serde(skip)]
    pub suite: PathBuf,
}

/// A row that differs.
#[derive(Serialize)]
pub(super) struct Finding {
    /// What differs, as it is called in output.
    pub what: Vec<String>,
    /// What differs.
    #[serde(skip)]
    pub differences: Vec<Difference>,
    pub quote: String,
    /// Line of the file on which the row stands, counted from 1; absent for a row that does not, and in annotated documents.
    pub line: Option<usize>,
    /// Where the quote stands in the text, in code points.
    pub start: Option<usize>,
    pub end: Option<usize>,
    /// What is expected, by column.
    pub expected: Option<Map<String, Value>>,
    /// What was found, by column.
    pub found: Option<Map<String, Value>>,
    /// Some words of the text around the quote.
    pub context: Option<String>,
    /// What else is to be said.
    pub remark: Option<&'static str>,
}

/// A known difference that happens no more.
#[derive(Serialize)]
pub(super) struct Gone {
    pub quote: String,
    pub expected: String,
    pub found: String,
}

impl Outcome {
    pub(super) fn new(case: &Case, checked: &Checked) -> Self {
        let suite = match case.form {
            Form::Table => case.file.parent().map_or_else(PathBuf::new, PathBuf::from),
            _ => case.file.clone(),
        };
        let offsets = Offsets::new(&case.document.text);
        Outcome {
            name: case.name.clone(),
            file: case.file.clone(),
            rows: case.rows.len(),
            known: checked.known,
            differences: checked.fresh.iter().map(|pair| Finding::new(case, pair, &offsets)).collect(),
            gone: checked.gone.iter().map(Gone::new).collect(),
            suite,
        }
    }

    pub(super) fn right(&self) -> bool {
        self.differences.is_empty() && self.gone.is_empty()
    }
}

impl Gone {
    fn new(entry: &Entry) -> Self {
        Gone { quote: entry.quote.clone(), expected: entry.expected.clone(), found: entry.found.clone() }
    }
}

impl Finding {
    fn new(case: &Case, pair: &Pair, offsets: &Offsets<'_>) -> Self {
        let text = case.document.text.as_str();
        let place = |byte: fn(&std::ops::Range<usize>) -> usize| {
            pair.place.as_ref().map(|place| offsets.code_points(byte(place)))
        };
        let remark = match (&pair.place, text.contains(pair.quote())) {
            (Some(_), _) => None,
            (None, true) => Some("these words stand elsewhere in the text; rows have the order of the text"),
            (None, false) => Some("these words do not stand in the text"),
        };
        Finding {
            what: pair.differences.iter().map(ToString::to_string).collect(),
            differences: pair.differences.clone(),
            quote: pair.quote().to_owned(),
            line: pair.expected.as_ref().map(|row| row.line).filter(|line| *line > 0),
            start: place(|range| range.start),
            end: place(|range| range.end),
            expected: pair.expected.as_ref().map(|row| cells(|column| row.cell(column))),
            found: pair.found.as_ref().map(|row| {
                let told = |column| pair.expected.as_ref().is_some_and(|row| row.cell(column).is_some());
                cells(|column| (ALWAYS.contains(&column) || told(column)).then(|| row.cell(column)))
            }),
            context: pair.place.as_ref().and_then(|place| around(text, place)),
            remark,
        }
    }
}

/// What is told of each row found.
const ALWAYS: [Column; 6] = [Column::Speaker, Column::Quote, Column::Mention, Column::Cue, Column::Kind, Column::Rule];

fn cells<'c>(cell: impl Fn(Column) -> Option<&'c str>) -> Map<String, Value> {
    Column::ALL.iter().filter_map(|column| Some((column.name().to_owned(), cell(*column)?.into()))).collect()
}

impl Report {
    /// Reports what is wrong with an input.
    pub(super) fn bad(&mut self, error: &Error) {
        messages::report(error);
        self.errors.push(error.to_string());
    }

    pub(super) fn add(&mut self, outcome: Outcome) {
        self.outcomes.push(outcome);
    }

    pub(super) fn exit(&self) -> Exit {
        if !self.errors.is_empty() {
            Exit::Error
        } else if self.outcomes.iter().all(Outcome::right) {
            Exit::Done
        } else {
            Exit::Negative
        }
    }

    pub(super) fn rows(&self) -> usize {
        self.outcomes.iter().map(|outcome| outcome.rows).sum()
    }

    pub(super) fn known(&self) -> usize {
        self.outcomes.iter().map(|outcome| outcome.known).sum()
    }

    pub(super) fn gone(&self) -> usize {
        self.outcomes.iter().map(|outcome| outcome.gone.len()).sum()
    }

    /// How often each difference happened, those that did not left out.
    pub(super) fn counts(&self) -> Vec<(Difference, usize)> {
        let kinds = [Difference::Missing, Difference::Extra, Difference::Extent].into_iter();
        let kinds = kinds.chain(Column::ALL.iter().map(|column| Difference::Column(*column)));
        let all = || self.outcomes.iter().flat_map(|outcome| &outcome.differences).flat_map(|row| &row.differences);
        let counts = kinds.map(|kind| (kind, all().filter(|difference| **difference == kind).count()));
        counts.filter(|(_, count)| *count > 0).collect()
    }

    /// The last line: `46 cases, 452 rows: 3 missing, 71 known`.
    pub(super) fn summary(&self) -> String {
        let mut parts: Vec<String> = self.counts().iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        for (count, what) in [(self.gone(), "known but right now"), (self.known(), "known")] {
            if count > 0 {
                parts.push(format!("{count} {what}"));
            }
        }
        if parts.is_empty() {
            parts.push("no difference".into());
        }
        if !self.errors.is_empty() {
            parts.push(counted(self.errors.len(), "bad input"));
        }
        let (cases, rows) = (counted(self.outcomes.len(), "case"), counted(self.rows(), "row"));
        format!("{cases}, {rows}: {}", parts.join(", "))
    }
}
