//! Confidence: how often a rule was right, and a kind of resolution, as measured.

use rustc_hash::FxHashMap;

use super::parse::Wrong;
use super::source::Source;
use crate::error::Fault;

/// Measured precisions by bucket: the id of a rule, `resolution:` and a kind of resolution, or `product:` and the lower end of
/// a twentieth in hundredths, for rows whose product of the other two lies in it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Measured {
    of: FxHashMap<String, f32>,
    /// By twentieths.
    products: [Option<f32>; PARTS],
}

const PARTS: usize = 20;

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
        let mut products = [None; PARTS];
        let mut least = 0.0f32;
        for (part, product) in products.iter_mut().enumerate() {
            // What is stated with more confidence is not right less often; where it seems so, cases are few.
            *product = measured.get(&format!("product:0.{:02}", part * 100 / PARTS)).map(|share| share.max(least));
            least = product.unwrap_or(least);
        }
        Measured { of: measured, products }
    }

    /// How often a row is right whose rule and resolution are right so often that the product is `product`: the share
    /// measured for its twentieth and the next, between the middles of which it runs straight; the product itself where it was
    /// not measured. Wrong mentions and wrong resolutions meet in the same rows, so the mere product is too low.
    pub(crate) fn of_product(&self, product: f32) -> f32 {
        let at = product * PARTS as f32 - 0.5;
        let low = at.floor().clamp(0.0, (PARTS - 1) as f32);
        let share = |part: f32| self.products.get(part as usize).copied().flatten();
        let Some(here) = share(low) else { return product };
        let part = (at - low).clamp(0.0, 1.0);
        // Past the middle of the last twentieth it runs on towards 1.
        let next = if low as usize + 1 < PARTS { share(low + 1.0).unwrap_or(here) } else { 1.0 };
        here + (next - here) * part
    }

    pub(crate) fn get(&self, bucket: &str) -> Option<f32> {
        self.of.get(bucket).copied()
    }

    /// The buckets, in no order.
    pub(crate) fn buckets(&self) -> impl Iterator<Item = &str> {
        self.of.keys().map(String::as_str)
    }
}

fn read_row(row: &str) -> Option<(&str, f32, f32)> {
    let mut columns = row.split(',');
    let bucket = columns.next().filter(|b| !b.is_empty())?;
    let mut number = || columns.next()?.trim().parse::<f32>().ok().filter(|n| (0.0..1e9).contains(n));
    let (right, of) = (number()?, number()?);
    (right <= of && columns.next().is_none()).then_some((bucket, right, of))
}
