//! The evaluation: documents in, figures out.

use std::collections::BTreeMap;

use super::counts::Counts;
use super::curve::CurvePoint;
use super::figures::Figures;
use super::gold::GoldDocument;
use super::groups::{DISTANCES, MENTIONS, distance, mention};
use super::judge::{Judgement, judge};
use super::mistakes::{Mistake, mistakes};
use super::points::Points;
use super::prediction::Prediction;
use crate::extract::Kind;
use crate::text::paragraphs;

/// Adds up how predictions fare against gold, document by document.
///
/// ```
/// use whosaid::evaluation::{Evaluation, GoldDocument, GoldQuote, Prediction};
/// use whosaid::{Document, Extractor, Row};
///
/// let text = "“Yes,” said Ana Reis.";
/// let mut gold = GoldDocument::new("a", text);
/// let mut quote = GoldQuote::new(1..5);
/// quote.mentions.push(12..20);
/// gold.quotes.push(quote);
///
/// let document = Document::new("a", text);
/// let found = Extractor::english().extract_all(text);
/// let predictions: Vec<_> = Row::of(&document, &found).iter().map(Prediction::from).collect();
///
/// let mut evaluation = Evaluation::default();
/// evaluation.add(&gold, &predictions);
/// assert_eq!(evaluation.figures().get("e2e_F1"), Some(1.0));
/// ```
#[derive(Debug, Clone)]
pub struct Evaluation {
    documents: Vec<(String, Counts)>,
    all: Counts,
    kinds: BTreeMap<&'static str, Counts>,
    mentions: BTreeMap<&'static str, Counts>,
    distances: BTreeMap<&'static str, Counts>,
    rules: BTreeMap<String, Counts>,
    mistakes: Vec<Mistake>,
    curve: Vec<CurvePoint>,
}

impl Default for Evaluation {
    fn default() -> Self {
        Evaluation {
            documents: Vec::new(),
            all: Counts::default(),
            kinds: BTreeMap::new(),
            mentions: BTreeMap::new(),
            distances: BTreeMap::new(),
            rules: BTreeMap::new(),
            mistakes: Vec::new(),
            curve: CurvePoint::all(),
        }
    }
}

impl Evaluation {
    /// Compares the predictions of one document with its gold.
    pub fn add(&mut self, gold: &GoldDocument, predictions: &[Prediction]) {
        let judgement = judge(gold, predictions);
        let mut counts = Counts::default();
        counts.add(&judgement);
        self.documents.push((gold.id.clone(), counts));
        self.all.add(&judgement);
        self.group_quotes(gold, &judgement);
        self.group_rows(predictions, &judgement);
        self.mistakes.extend(mistakes(gold, predictions, &judgement));
        self.curve.iter_mut().for_each(|point| point.add(gold, predictions, &judgement));
    }

    fn group_quotes(&mut self, gold: &GoldDocument, judgement: &Judgement) {
        let points = Points::new(&gold.text);
        let paragraphs = paragraphs(&gold.text);
        for (quote, verdict) in gold.quotes.iter().zip(&judgement.quotes) {
            let kind = quote.kind.map_or("unknown", Kind::as_str);
            self.kinds.entry(kind).or_default().add_quote(verdict);
            self.mentions.entry(mention(&points, quote)).or_default().add_quote(verdict);
            self.distances.entry(distance(&points, &paragraphs, quote)).or_default().add_quote(verdict);
        }
    }

    /// A gold quote counts for the rule that found it.
    fn group_rows(&mut self, predictions: &[Prediction], judgement: &Judgement) {
        let rule = |row: usize| match predictions[row].rule.as_str() {
            "" => "none".to_owned(),
            rule => rule.to_owned(),
        };
        for row in &judgement.rows {
            self.rules.entry(rule(row.row)).or_default().add_row(row);
        }
        for quote in &judgement.quotes {
            if let Some(row) = quote.found {
                self.rules.entry(rule(row)).or_default().add_quote(quote);
            }
        }
    }

    /// The figures of all documents.
    pub fn figures(&self) -> Figures {
        Figures::of(self.documents.len() as u64, &self.all, &self.by_kind())
    }

    /// The counts of all documents.
    pub fn counts(&self) -> &Counts {
        &self.all
    }

    /// The counts of each document, in the order in which they were added.
    pub fn documents(&self) -> &[(String, Counts)] {
        &self.documents
    }

    /// The counts of gold quotes by their kind: `direct`, `mixed`, and `unknown` where the gold does not tell.
    pub fn by_kind(&self) -> Vec<(&'static str, Counts)> {
        self.kinds.iter().map(|(kind, counts)| (*kind, *counts)).collect()
    }

    /// The counts of gold quotes by what names the speaker: `name`, `nominal`, `pronoun`, `none`.
    pub fn by_mention(&self) -> Vec<(&'static str, Counts)> {
        MENTIONS.iter().filter_map(|name| Some((*name, *self.mentions.get(name)?))).collect()
    }

    /// The counts of gold quotes by where the words that name the speaker stand: `near-before` and `near-after`, at most 60
    /// code points from the quote; `same-paragraph`, farther; `other-paragraph`; `none`.
    pub fn by_distance(&self) -> Vec<(&'static str, Counts)> {
        DISTANCES.iter().filter_map(|name| Some((*name, *self.distances.get(name)?))).collect()
    }

    /// The counts of predictions by rule, with the gold quotes that they found; `none` where no rule is told. Most predictions
    /// first.
    pub fn by_rule(&self) -> Vec<(&str, Counts)> {
        let mut out: Vec<_> = self.rules.iter().map(|(rule, counts)| (rule.as_str(), *counts)).collect();
        out.sort_by_key(|(_, counts)| std::cmp::Reverse(counts.predicted));
        out
    }

    /// What went wrong, document by document in the order of the text.
    pub fn mistakes(&self) -> &[Mistake] {
        &self.mistakes
    }

    /// What is lost and gained where rows below some confidence name nobody, from 0 to 0.95 by twentieths, and at 0.99.
    pub fn curve(&self) -> &[CurvePoint] {
        &self.curve
    }
}
