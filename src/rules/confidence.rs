//! Confidence: how often a rule was right, and a kind of resolution, as measured.

use rustc_hash::FxHashMap;

/// Measured precisions by bucket: the id of a rule, or `resolution:` and a kind of resolution.
#[derive(Debug, Clone, Default)]
pub(crate) struct Measured(FxHashMap<String, f32>);

impl Measured {
    /// Reads rows `bucket,right,of`. Lines that are no such row are passed over.
    pub(crate) fn read(csv: &str) -> Self {
        let row = |line: &str| {
            let mut columns = line.split(',');
            let bucket = columns.next()?.to_owned();
            let right: f32 = columns.next()?.trim().parse().ok()?;
            let of: f32 = columns.next()?.trim().parse().ok()?;
            // Smoothed, so that few cases never give certainty (Laplace's rule of succession).
            Some((bucket, (right + 1.0) / (of + 2.0)))
        };
        Measured(csv.lines().filter_map(row).collect())
    }

    pub(crate) fn get(&self, bucket: &str) -> Option<f32> {
        self.0.get(bucket).copied()
    }
}
