//! Changes: the rows of one side that the other has otherwise or not at all.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::cases::common;
use crate::cli::phrases::around;
use crate::evaluation::Points;
use crate::rows::{Column, StoredRow};

/// A row that is not the same on both sides.
#[derive(Serialize)]
pub(super) struct Change {
    /// What became of it.
    pub change: Sort,
    /// The columns in which it changed.
    pub columns: Vec<&'static str>,
    pub source: String,
    pub quote: String,
    /// Where the quote stands in the text, in code points, where that is known.
    pub start: Option<usize>,
    pub end: Option<usize>,
    pub old: Option<Attribution>,
    pub new: Option<Attribution>,
    /// Some words of the text around the quote, where there is a text.
    pub context: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Sort {
    Appeared,
    Vanished,
    Changed,
}

/// Who is said to speak, and why.
#[derive(Serialize)]
pub(super) struct Attribution {
    pub speaker: String,
    pub mention: Option<String>,
    pub cue: Option<String>,
    pub kind: Option<&'static str>,
    pub rule: String,
}

impl Attribution {
    fn of(row: &StoredRow) -> Self {
        Attribution {
            speaker: row.speaker.clone(),
            mention: row.mention.as_ref().map(|place| place.text.clone()),
            cue: row.cue.as_ref().map(|place| place.text.clone()),
            kind: row.kind.map(|kind| kind.as_str()),
            rule: row.rule.clone(),
        }
    }
}

/// What has changed from the old rows of a source to the new ones, in the order of the text.
pub(super) fn changes(
    source: &str,
    text: Option<&str>,
    old: &[StoredRow],
    new: &[StoredRow],
    columns: &[Column],
) -> Vec<Change> {
    let placed = old.iter().chain(new).all(|row| row.start.is_some() && row.end.is_some());
    let equal = |old: &StoredRow, new: &StoredRow| {
        old.quote == new.quote && (!placed || (old.start, old.end) == (new.start, new.end))
    };
    let same = common(old, new, (|row| row.quote.as_str(), |row| row.quote.as_str()), equal);
    let points = text.map(Points::new);
    let change = |sort: Sort, columns: Vec<Column>, was: Option<&StoredRow>, is: Option<&StoredRow>| {
        let row = is.or(was);
        let place = row.and_then(|row| Some(row.start?..row.end?));
        let context = place.as_ref().zip(points.as_ref()).and_then(|(place, points)| {
            let bytes = points.byte(place.start)..points.byte(place.end);
            // A table of another text can have any numbers in it.
            (bytes.start <= bytes.end).then(|| around(text.unwrap_or_default(), &bytes)).flatten()
        });
        Change {
            change: sort,
            columns: columns.iter().map(|column| column.name()).collect(),
            source: source.to_owned(),
            quote: row.map_or(String::new(), |row| row.quote.clone()),
            start: place.as_ref().map(|place| place.start),
            end: place.as_ref().map(|place| place.end),
            old: was.map(Attribution::of),
            new: is.map(Attribution::of),
            context,
        }
    };
    let mut out = Vec::new();
    let mut next = 0;
    let before = |a: &StoredRow, b: &StoredRow| placed && a.start < b.start;
    for (was, partner) in old.iter().zip(same) {
        let end = partner.unwrap_or(new.len());
        while next < end && (partner.is_some() || before(&new[next], was)) {
            out.push(change(Sort::Appeared, Vec::new(), None, Some(&new[next])));
            next += 1;
        }
        let Some(partner) = partner else {
            out.push(change(Sort::Vanished, Vec::new(), Some(was), None));
            continue;
        };
        let is = &new[partner];
        let changed: Vec<Column> = columns.iter().copied().filter(|column| differ(*column, was, is)).collect();
        if !changed.is_empty() {
            out.push(change(Sort::Changed, changed, Some(was), Some(is)));
        }
        next = partner + 1;
    }
    out.extend(new[next.min(new.len())..].iter().map(|is| change(Sort::Appeared, Vec::new(), None, Some(is))));
    out
}

fn differ(column: Column, old: &StoredRow, new: &StoredRow) -> bool {
    match column {
        Column::Speaker => old.speaker != new.speaker,
        Column::Kind => old.kind != new.kind,
        Column::Rule => old.rule != new.rule,
        Column::Mention => match (&old.mention, &new.mention) {
            (Some(old), Some(new)) => {
                old.text != new.text || old.range.is_some() && new.range.is_some() && old.range != new.range
            }
            (old, new) => old.is_some() != new.is_some(),
        },
        _ => false,
    }
}

/// All changes of a run: those that are shown, and totals.
#[derive(Default)]
pub(super) struct Changes {
    pub shown: Vec<Change>,
    pub totals: Totals,
    /// How many are shown at most.
    limit: Option<usize>,
    rules: BTreeMap<String, Rule>,
    /// A side does not tell its rules, so none can have won or lost.
    pub without_rules: bool,
}

#[derive(Default, Serialize)]
pub(super) struct Totals {
    pub documents: usize,
    pub old_rows: usize,
    pub new_rows: usize,
    pub appeared: usize,
    pub vanished: usize,
    pub changed: usize,
}

/// What a rule has won and lost.
#[derive(Debug, Clone, Default, Serialize)]
pub(super) struct Rule {
    pub rule: String,
    /// Rows that it has now and had not.
    pub gained: usize,
    /// Rows that it had and has no more.
    pub lost: usize,
    /// Rows that it had and has, with something else in them.
    pub changed: usize,
}

impl Changes {
    pub(super) fn new(limit: Option<usize>) -> Self {
        Changes { limit, ..Changes::default() }
    }

    /// Takes in the changes of the next document.
    pub(super) fn add(&mut self, old_rows: usize, new_rows: usize, changes: Vec<Change>) {
        self.totals.documents += 1;
        self.totals.old_rows += old_rows;
        self.totals.new_rows += new_rows;
        for change in changes {
            match change.change {
                Sort::Appeared => self.totals.appeared += 1,
                Sort::Vanished => self.totals.vanished += 1,
                Sort::Changed => self.totals.changed += 1,
            }
            let rule = |side: &Option<Attribution>| side.as_ref().map(|row| row.rule.clone());
            match (rule(&change.old), rule(&change.new)) {
                (Some(old), Some(new)) if old == new => self.rule(old).changed += 1,
                (old, new) => {
                    old.into_iter().for_each(|old| self.rule(old).lost += 1);
                    new.into_iter().for_each(|new| self.rule(new).gained += 1);
                }
            }
            if self.limit.is_none_or(|limit| self.shown.len() < limit) {
                self.shown.push(change);
            }
        }
    }

    fn rule(&mut self, id: String) -> &mut Rule {
        self.rules.entry(id.clone()).or_insert_with(|| Rule { rule: id, ..Rule::default() })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.count() == 0
    }

    pub(super) fn count(&self) -> usize {
        self.totals.appeared + self.totals.vanished + self.totals.changed
    }

    /// The rules that have won or lost anything, those with the most changes first.
    pub(super) fn rules(&self) -> Vec<&Rule> {
        let mut rules: Vec<&Rule> = self.rules.values().filter(|_| !self.without_rules).collect();
        rules.sort_by_key(|rule| std::cmp::Reverse(rule.gained + rule.lost + rule.changed));
        rules
    }
}
