//! The extractor: text in, quotations out.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::analysis::Analysis;
use crate::attribution::choice::{Chooser, Page};
use crate::attribution::{Attribution, Sieve, Verdict};
use crate::rules::RuleSet;
use crate::speakers::{Resolution, Resolver};
use crate::text::{paragraphs, sections};

/// A quoted span with its speaker. All ranges are bytes of the text, half-open.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Quotation<'t> {
    /// The speaker's canonical name; empty where the text does not tell.
    pub speaker: String,
    /// What stands between the marks.
    pub quote: &'t str,
    /// Where the quote stands.
    pub range: Range<usize>,
    /// The words that name the speaker beside the quote.
    pub mention: Option<Range<usize>>,
    /// The reporting expression.
    pub cue: Option<Range<usize>>,
    /// Whether the whole content or a fragment of it is quoted; `None` for a span that is no speech.
    pub kind: Option<Kind>,
    /// How the speaker was found from the mention; `None` where there is no mention.
    pub resolution: Option<Resolution>,
    /// Id of the rule that decided; empty where none took the span.
    pub rule: Arc<str>,
    /// How often rule and resolution together name the right speaker, from 0 to 1, where that was measured.
    pub confidence: Option<f32>,
    /// Paragraph, counted from 1.
    pub paragraph: usize,
    /// The sentence or sentences around the quote.
    pub context: Range<usize>,
    /// Index, in the result with [`Extractor::extract_all`], of the first part of the same utterance.
    pub utterance: usize,
}

impl Quotation<'_> {
    /// Whether the span is speech: `false` for scare quotes, nicknames and titles of works.
    pub fn is_speech(&self) -> bool {
        self.kind.is_some()
    }
}

/// How a quotation is reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// The whole content is quoted.
    Direct,
    /// A fragment inside a reported clause is quoted.
    Mixed,
}

impl Kind {
    /// The name used in rows.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Direct => "direct",
            Kind::Mixed => "mixed",
        }
    }

    /// The kind of a name used in rows; a message for any other.
    pub(crate) fn parse(name: &str) -> Result<Self, String> {
        let known = [Kind::Direct, Kind::Mixed].into_iter().find(|kind| kind.as_str() == name);
        known.ok_or_else(|| format!("no kind {:?} (direct, mixed)", name.chars().take(40).collect::<String>()))
    }
}

/// Finds quotations and their speakers with a rule set.
///
/// Keeps its buffers between texts and nothing else: each text is judged on its own. Clone it for another thread.
///
/// ```
/// let mut extractor = whosaid::Extractor::english();
/// let found = extractor.extract("“We will not yield,” said Ana Reis.");
/// assert_eq!((found[0].speaker.as_str(), found[0].quote), ("Ana Reis", "We will not yield,"));
/// ```
#[derive(Debug)]
pub struct Extractor {
    pub(crate) rules: Arc<RuleSet>,
    ids: Arc<[Arc<str>]>,
    no_rule: Arc<str>,
    pub(crate) analysis: Analysis,
    /// The id that rows have where no rule decided but a choice by weight.
    by_choice: Arc<str>,
    pub(crate) sieve: Sieve,
    pub(crate) chooser: Chooser,
    pub(crate) resolver: Resolver,
    /// Measured precision of each kind of resolution.
    resolved: Arc<FxHashMap<&'static str, f32>>,
}

impl Clone for Extractor {
    fn clone(&self) -> Self {
        Extractor {
            rules: self.rules.clone(),
            ids: self.ids.clone(),
            no_rule: self.no_rule.clone(),
            analysis: Analysis::default(),
            by_choice: self.by_choice.clone(),
            sieve: Sieve::default(),
            chooser: Chooser::default(),
            resolver: Resolver::default(),
            resolved: self.resolved.clone(),
        }
    }
}

impl Extractor {
    /// The built-in English rules and word lists.
    pub fn english() -> Self {
        Self::new(RuleSet::english())
    }

    /// An extractor with a rule set of one's own.
    pub fn new(rules: RuleSet) -> Self {
        let ids = rules.rules().iter().map(|r| Arc::from(r.id.as_str())).collect();
        let measured = |b: &'static str| rules.resolved(b).map(|p| (b, p));
        let resolved = Arc::new(Resolution::BUCKETS.into_iter().filter_map(measured).collect());
        Extractor {
            rules: Arc::new(rules),
            ids,
            no_rule: Arc::from(""),
            analysis: Analysis::default(),
            by_choice: Arc::from(RuleSet::CHOICE_ID),
            sieve: Sieve::default(),
            chooser: Chooser::default(),
            resolver: Resolver::default(),
            resolved,
        }
    }

    /// The rule set in use.
    pub fn rules(&self) -> &RuleSet {
        &self.rules
    }

    /// The quotations of a text, in order: every quoted span that is speech.
    pub fn extract<'t>(&mut self, text: &'t str) -> Vec<Quotation<'t>> {
        let mut found = self.extract_all(text);
        found.retain(Quotation::is_speech);
        found
    }

    /// Every quoted span of a text, in order; those that are no speech have no kind and no speaker.
    ///
    /// A text longer than 8 MiB is looked at in sections of about that length: a name in one says nothing of those in
    /// another.
    pub fn extract_all<'t>(&mut self, text: &'t str) -> Vec<Quotation<'t>> {
        let mut out = Vec::new();
        self.in_sections(text, false, |extractor| extractor.add_quotations(text, false, &mut out));
        out
    }

    /// Runs every stage up to the attributions over one section of a text after another, and calls `each` after each; where
    /// no quoted span is near, only if asked to `look`.
    pub(crate) fn in_sections(&mut self, text: &str, look: bool, mut each: impl FnMut(&mut Self)) {
        if u32::try_from(text.len()).is_err() {
            return; // readers refuse documents of 4 GiB
        }
        let paragraphs = paragraphs(text);
        for section in sections(text, &paragraphs) {
            let a = &mut self.analysis;
            a.read(text, &paragraphs, section, self.rules.lexicon(), look);
            self.sieve.run(&self.rules, (&mut a.elements, &a.quoted), a.spans.len(), &mut a.verdicts);
            let page = Page { rules: &self.rules, text, elements: &a.elements, mentions: &a.mentions };
            self.chooser.run(page, self.sieve.encoded(), &a.quoted, &mut a.verdicts);
            each(self);
        }
    }

    /// Appends the quotations of the section last looked at. Resolves `all` mentions, or those that it takes to name the
    /// speakers.
    pub(crate) fn add_quotations<'t>(&mut self, text: &'t str, all: bool, out: &mut Vec<Quotation<'t>>) {
        let a = &self.analysis;
        if a.spans.is_empty() {
            return;
        }
        let names_after = if all { None } else { Some(a.last_unnamed_speaker()) };
        self.resolver.read(a.view(text, self.rules.lexicon()), a, names_after);
        let before = out.len();
        out.extend((0..a.spans.len()).map(|i| self.quotation(text, i)));
        let found = &mut out[before..];
        found.iter_mut().enumerate().for_each(|(i, q)| q.utterance = before + i);
        for (i, verdict) in a.verdicts.iter().enumerate() {
            let Verdict::Speech(Attribution { rule, from: Some(from), .. }) = verdict else { continue };
            if self.rules.rules().get(*rule as usize).is_some_and(|r| r.joins) {
                // A span can share with one that stands after it; the first of the two gives the id.
                let (first, second) = (i.min(*from as usize), i.max(*from as usize));
                found[second].utterance = found[first].utterance;
            }
        }
    }

    /// The quotation of a quoted span, as far as it alone tells it.
    fn quotation<'t>(&self, text: &'t str, i: usize) -> Quotation<'t> {
        let a = &self.analysis;
        let range = a.spans[i].start as usize..a.spans[i].end as usize;
        let mut quotation = Quotation {
            speaker: String::new(),
            quote: &text[range.clone()],
            range,
            mention: None,
            cue: None,
            resolution: None,
            kind: None,
            rule: self.no_rule.clone(),
            confidence: None,
            paragraph: a.paragraphs_before + a.span_paragraphs[i] as usize + 1,
            context: a.contexts[i].clone(),
            utterance: 0,
        };
        match a.verdicts[i] {
            Verdict::Open => {}
            Verdict::NotSpeech(rule) => quotation.rule = self.id(rule),
            Verdict::Speech(found) => {
                quotation.rule = self.id(found.rule);
                quotation.kind = Some(if found.mixed { Kind::Mixed } else { Kind::Direct });
                quotation.cue = found.cue.map(|(s, e)| s as usize..e as usize);
                if let Some(mention) = found.mention {
                    self.name_speaker(text, &mut quotation, mention as usize, &found);
                }
            }
        }
        quotation
    }

    /// Names the speaker that a mention stands for.
    fn name_speaker(&self, text: &str, quotation: &mut Quotation<'_>, index: usize, found: &Attribution) {
        let mention = &self.analysis.mentions[index];
        let view = self.analysis.view(text, self.rules.lexicon());
        let beside = found.who.unwrap_or((mention.start, mention.end));
        quotation.mention = Some(beside.0 as usize..beside.1 as usize);
        quotation.speaker = self.resolver.canonical(view, index, mention);
        let resolution = self.resolver.resolution(index, mention, view);
        quotation.resolution = Some(resolution);
        if quotation.speaker.is_empty() {
            return;
        }
        // The mention must be right, and so must what it was resolved to.
        let ruled = self.rules.rules().get(found.rule as usize).and_then(|r| r.confidence);
        quotation.confidence = found
            .share
            .or(ruled)
            .map(|r| r * self.resolved.get(resolution.bucket()).copied().unwrap_or(1.0))
            .map(|product| self.rules.confidence(product));
    }

    /// Every speaker of the section last looked at, with the indices of its mentions, whether quoted or not.
    #[cfg(feature = "cli")]
    pub(crate) fn speakers(&mut self, text: &str) -> Vec<(String, Vec<usize>)> {
        let view = self.analysis.view(text, self.rules.lexicon());
        self.resolver.read(view, &self.analysis, None);
        self.resolver.speakers(view)
    }

    /// The id of what decided, by its number.
    fn id(&self, rule: u32) -> Arc<str> {
        self.ids.get(rule as usize).unwrap_or(&self.by_choice).clone()
    }
}
