//! Confidence: how often a rule was right, and a kind of resolution, as measured.

use rustc_hash::FxHashMap;

use super::parse::Wrong;
use super::source::Source;
use crate::error::Fault;

/// Measured precisions by bucket: the id of a rule, or `resolution:` and a kind of resolution.
#[derive(Debug, Clone, Default)]
pub(crate) struct Measured(FxHashMap<String, f32>);

/// The columns of the file.
const HEADER: &str = "bucket,right,of";

impl Measured {
    /// Reads a file of rows `bucket,right,of`; adds a fault for every line that is none, or tells of a bucket again.
    pub(crate) fn read(source: &Source, faults: &mut Vec<Fault>) -> Self {
        let mut measured = FxHashMap::default();
        let mut wrongs = Vec::new();
        let mut at = 0;
        for (n, line) in source.text.split_inclusive('\n').enumerate() {
            let row = line.trim_end();
            let place = at..at + row.len();
            at += line.len();
            if row.is_empty() || n == 0 && row == HEADER {
                continue;
            }
            let Some((bucket, right, of)) = read_row(row) else {
                let message =
                    format!("a line is written {HEADER}: a rule's id, how often it was right, and of how many");
                wrongs.push(Wrong::new(place, message));
                continue;
            };
            // Smoothed, so that few cases never give certainty (Laplace's rule of succession).
            if measured.insert(bucket.to_owned(), (right + 1.0) / (of + 2.0)).is_some() {
                wrongs.push(Wrong::new(place, format!("a line before tells of {bucket:?}")));
            }
        }
        faults.extend(source.faults(wrongs));
        Measured(measured)
    }

    pub(crate) fn get(&self, bucket: &str) -> Option<f32> {
        self.0.get(bucket).copied()
    }

    /// The buckets, in no order.
    pub(crate) fn buckets(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

fn read_row(row: &str) -> Option<(&str, f32, f32)> {
    let mut columns = row.split(',');
    let bucket = columns.next().filter(|b| !b.is_empty())?;
    let mut number = || columns.next()?.trim().parse::<f32>().ok().filter(|n| (0.0..1e9).contains(n));
    let (right, of) = (number()?, number()?);
    (right <= of && columns.next().is_none()).then_some((bucket, right, of))
}
