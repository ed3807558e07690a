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
        let mut counts = FxHashMap::default();
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
            counts.insert(bucket.to_owned(), (right, of));
            if measured.insert(bucket.to_owned(), share(right, of)).is_some() {
                wrongs.push(Wrong::new(place, format!("a line before tells of {bucket:?}")));
            }
        }
        faults.extend(source.faults(wrongs));
        let counts = std::array::from_fn(|part| counts.get(&format!("product:0.{:02}", part * 100 / PARTS)).copied());
        let products = rising(&counts);
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

/// Smoothed, so that few cases never give certainty (Laplace's rule of succession).
fn share(right: f32, of: f32) -> f32 {
    (right + 1.0) / (of + 2.0)
}

/// The share of each part that was measured, given how often it was right and of how many. What is stated with more confidence
/// is not right less often; where it seems so, cases are few, and neighbours are counted as one until their shares rise (Ayer
/// et al. 1955, "An empirical distribution function for sampling with incomplete information").
fn rising(counts: &[Option<(f32, f32)>; PARTS]) -> [Option<f32>; PARTS] {
    // Neighbours counted as one: right, of, and how many parts.
    let mut pools: Vec<(f32, f32, usize)> = Vec::with_capacity(PARTS);
    for (right, of) in counts.iter().flatten() {
        let mut pool = (*right, *of, 1);
        while let Some(before) = pools.pop_if(|before| share(before.0, before.1) > share(pool.0, pool.1)) {
            pool = (before.0 + pool.0, before.1 + pool.1, before.2 + pool.2);
        }
        pools.push(pool);
    }
    let mut shares = pools.into_iter().flat_map(|(right, of, parts)| std::iter::repeat_n(share(right, of), parts));
    std::array::from_fn(|part| counts[part].and_then(|_| shares.next()))
}

fn read_row(row: &str) -> Option<(&str, f32, f32)> {
    let mut columns = row.split(',');
    let bucket = columns.next().filter(|b| !b.is_empty())?;
    let mut number = || columns.next()?.trim().parse::<f32>().ok().filter(|n| (0.0..1e9).contains(n));
    let (right, of) = (number()?, number()?);
    (right <= of && columns.next().is_none()).then_some((bucket, right, of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_that_fall_are_counted_as_one() {
        let mut counts = [None; PARTS];
        counts[3] = Some((2.0, 2.0));
        counts[4] = Some((1.0, 8.0));
        counts[9] = Some((8.0, 8.0));
        let shares = rising(&counts);
        assert_eq!((shares[3], shares[4]), (Some(share(3.0, 10.0)), Some(share(3.0, 10.0))));
        assert_eq!((shares[0], shares[9]), (None, Some(0.9)));
    }
}
