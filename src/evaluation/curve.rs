//! The curve: what is lost and gained where unsure rows name nobody.

use super::gold::GoldDocument;
use super::judge::Judgement;
use super::prediction::Prediction;

/// One step of the curve.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[non_exhaustive]
pub struct CurvePoint {
    /// The confidence asked for.
    pub min_confidence: f32,
    /// Predictions with a speaker.
    pub speakers: u64,
    /// Of these, at least that sure.
    pub kept: u64,
    /// Of these, naming the right speaker by its fullest name.
    pub strict: u64,
    /// Of the kept, those with the right mention.
    pub mention: u64,
    /// Gold quotes whose speaker was resolved.
    pub entities: u64,
    /// Gold quotes whose speaker some words name.
    pub sourced: u64,
}

impl CurvePoint {
    /// The confidences asked for: 0 to 0.95 by twentieths, and 0.99.
    pub(super) fn all() -> Vec<CurvePoint> {
        let steps = (0..20u8).map(|step| f32::from(step) / 20.0).chain([0.99]);
        steps.map(|min_confidence| CurvePoint { min_confidence, ..CurvePoint::default() }).collect()
    }

    pub(super) fn add(&mut self, gold: &GoldDocument, predictions: &[Prediction], judgement: &Judgement) {
        let tells = |row: usize| !predictions[row].speaker.is_empty();
        let sure = |row: usize| tells(row) && predictions[row].is_sure(self.min_confidence);
        self.speakers += judgement.rows.iter().filter(|r| tells(r.row)).count() as u64;
        self.kept += judgement.rows.iter().filter(|r| sure(r.row)).count() as u64;
        let found = judgement.quotes.iter().filter(|q| q.found.is_some_and(sure));
        let (strict, mention) = found.fold((0, 0), |(s, m), q| (s + u64::from(q.strict), m + u64::from(q.mention)));
        self.strict += strict;
        self.mention += mention;
        self.entities += gold.quotes.iter().filter(|q| q.entity.is_some()).count() as u64;
        self.sourced += gold.quotes.iter().filter(|q| !q.mentions.is_empty()).count() as u64;
    }

    /// Share of the predictions with a speaker that are kept; `None` here and below where there is nothing to divide by.
    pub fn kept_share(&self) -> Option<f64> {
        share(self.kept, self.speakers)
    }

    /// Right speakers, by the fullest name, among the kept; `None` where the gold has no speakers.
    pub fn speaker_precision(&self) -> Option<f64> {
        share(self.strict, self.kept).filter(|_| self.entities > 0)
    }

    /// Right speakers among the quotes whose speaker was resolved.
    pub fn speaker_recall(&self) -> Option<f64> {
        share(self.strict, self.entities)
    }

    /// Right mentions among the kept.
    pub fn mention_precision(&self) -> Option<f64> {
        share(self.mention, self.kept).filter(|_| self.sourced > 0)
    }

    /// Right mentions among the quotes whose speaker some words name.
    pub fn mention_recall(&self) -> Option<f64> {
        share(self.mention, self.sourced)
    }
}

fn share(of: u64, all: u64) -> Option<f64> {
    (all > 0).then(|| of as f64 / all as f64)
}
