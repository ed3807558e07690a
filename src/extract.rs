//! The extractor: text in, quotations out.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::attribution::choice::Chooser;
use crate::attribution::{Sieve, Verdict};
use crate::chunks::{Builder, Element, ElementKind, Mention, Paragraph, View, names_among};
use crate::lexicon::{WordCache, WordId};
use crate::quotes::{Pairer, Span, free_labels};
use crate::rules::RuleSet;
use crate::speakers::{Resolution, Resolver};
use crate::text::{Token, Tokenizer, paragraphs};

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

/// Everything found in one text, stage by stage.
#[derive(Debug, Default)]
pub(crate) struct Analysis {
    pub tokens: Vec<Token>,
    pub spans: Vec<Span>,
    pub elements: Vec<Element>,
    pub mentions: Vec<Mention>,
    pub verdicts: Vec<Verdict>,
    pub paragraphs: Vec<Range<usize>>,
    /// Paragraph of each span, counted from 0.
    pub span_paragraphs: Vec<u32>,
    /// The sentence or sentences around each span.
    pub contexts: Vec<Range<usize>>,
    /// Common words that the document uses as names.
    pub names: FxHashSet<WordId>,
    pub cache: WordCache,
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
    pub fn extract_all<'t>(&mut self, text: &'t str) -> Vec<Quotation<'t>> {
        self.analyse(text, false);
        let a = &self.analysis;
        if a.spans.is_empty() {
            return Vec::new();
        }
        let view = View { text, lexicon: self.rules.lexicon(), tokens: &a.tokens, names: &a.names };
        self.resolver.read(view, &a.elements, &a.mentions);
        let mut utterances: Vec<usize> = (0..a.spans.len()).collect();
        let mut out: Vec<Quotation<'t>> = Vec::with_capacity(a.spans.len());
        for (i, span) in a.spans.iter().enumerate() {
            let range = span.start as usize..span.end as usize;
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
                paragraph: a.span_paragraphs[i] as usize + 1,
                context: a.contexts[i].clone(),
                utterance: i,
            };
            match a.verdicts[i] {
                Verdict::Open => {}
                Verdict::NotSpeech(rule) => quotation.rule = self.id(rule),
                Verdict::Speech(found) => {
                    let rule = self.rules.rules().get(found.rule as usize);
                    quotation.rule = self.id(found.rule);
                    quotation.kind = Some(if found.mixed { Kind::Mixed } else { Kind::Direct });
                    quotation.cue = found.cue.map(|(s, e)| s as usize..e as usize);
                    if let Some(m) = found.mention {
                        let mention = &a.mentions[m as usize];
                        let beside = found.who.unwrap_or((mention.start, mention.end));
                        quotation.mention = Some(beside.0 as usize..beside.1 as usize);
                        quotation.speaker = self.resolver.canonical(view, m as usize, mention);
                        let resolution = self.resolver.resolution(m as usize, mention, view);
                        quotation.resolution = Some(resolution);
                        // The mention must be right, and so must what it was resolved to.
                        let named = !quotation.speaker.is_empty();
                        quotation.confidence = found
                            .share
                            .or(rule.and_then(|r| r.confidence))
                            .filter(|_| named)
                            .map(|r| r * self.resolved.get(resolution.bucket()).copied().unwrap_or(1.0))
                            .map(|product| self.rules.confidence(product));
                    }
                    if let Some(from) = found.from.filter(|_| rule.is_some_and(|r| r.joins)) {
                        // A span can share with one that stands after it; the first of the two gives the id.
                        let (first, second) = (from.min(i as u32) as usize, from.max(i as u32) as usize);
                        utterances[second] = utterances[first];
                    }
                }
            }
            out.push(quotation);
        }
        out.iter_mut().zip(utterances).for_each(|(q, u)| q.utterance = u);
        out
    }

    /// Every speaker of a text with the indices of its mentions in the analysis, whether quoted or not.
    #[cfg(feature = "cli")]
    pub(crate) fn speakers(&mut self, text: &str) -> Vec<(String, Vec<usize>)> {
        self.analyse(text, true);
        let a = &self.analysis;
        let view = View { text, lexicon: self.rules.lexicon(), tokens: &a.tokens, names: &a.names };
        self.resolver.read(view, &a.elements, &a.mentions);
        self.resolver.speakers(view)
    }

    /// Runs every stage up to the sieve; where no quoted span is near, only if asked to `look` at the stages.
    pub(crate) fn analyse(&mut self, text: &str, look: bool) {
        let a = &mut self.analysis;
        a.clear();
        if u32::try_from(text.len()).is_err() {
            return; // readers refuse documents of 4 GiB
        }
        a.paragraphs = paragraphs(text);
        let lexicon = self.rules.lexicon();
        let mut pairer = Pairer::new(lexicon);
        for (n, range) in a.paragraphs.iter().enumerate() {
            let continued =
                a.paragraphs.get(n + 1).is_some_and(|next| text[next.clone()].starts_with(crate::quotes::is_mark));
            pairer.spans(text, range.start, range.end, continued, &mut a.spans);
            a.span_paragraphs.resize(a.spans.len(), n as u32);
        }
        if a.spans.is_empty() && !look {
            return;
        }
        free_labels(text, &mut a.spans, |span| a.paragraphs[a.span_paragraphs[span] as usize].clone());
        let mut tokenizer = Tokenizer::new(lexicon, &mut a.cache);
        let mut first_span = 0;
        let mut starts = Vec::with_capacity(a.paragraphs.len());
        for range in &a.paragraphs {
            starts.push(a.tokens.len());
            tokenizer.tokenize(text, range.start, range.end, &mut a.tokens);
        }
        names_among(&a.tokens, lexicon, &mut a.names);
        let mut builder =
            Builder { text, lexicon, names: &a.names, elements: &mut a.elements, mentions: &mut a.mentions };
        builder.start();
        for (n, range) in a.paragraphs.iter().enumerate() {
            let first_token = starts[n];
            let last_token = starts.get(n + 1).copied().unwrap_or(a.tokens.len());
            let near = near_quotes(&a.span_paragraphs, first_span, n)
                || is_credit(&a.span_paragraphs, first_span, n, &text[range.clone()]);
            if !look && !near {
                continue;
            }
            let last_span =
                first_span + a.span_paragraphs[first_span..].iter().take_while(|p| **p as usize == n).count();
            builder.paragraph(Paragraph {
                tokens: &a.tokens[first_token..last_token],
                first_token,
                spans: &a.spans[first_span..last_span],
                first_span,
                end: range.end,
            });
            first_span = last_span;
        }
        a.contexts = contexts(&a.elements, &a.spans);
        self.sieve.run(&self.rules, &mut a.elements, a.spans.len(), &mut a.verdicts);
        self.chooser.run(&self.rules, text, &a.elements, a.mentions.len(), &mut a.verdicts);
    }

    /// The id of what decided, by its number.
    fn id(&self, rule: u32) -> Arc<str> {
        self.ids.get(rule as usize).unwrap_or(&self.by_choice).clone()
    }
}

impl Analysis {
    fn clear(&mut self) {
        self.tokens.clear();
        self.spans.clear();
        self.elements.clear();
        self.mentions.clear();
        self.verdicts.clear();
        self.paragraphs.clear();
        self.span_paragraphs.clear();
        self.names.clear();
    }
}

/// How many paragraphs before one with a quoted span are looked at closely.
const REACH: usize = 1;

/// Whether the paragraph `n` holds a quoted span or stands shortly before one; `next` is the first span not before it.
fn near_quotes(span_paragraphs: &[u32], next: usize, n: usize) -> bool {
    span_paragraphs.get(next).is_some_and(|p| *p as usize <= n + REACH)
}

/// Whether the paragraph `n` can be the credit of a quotation above it: a dash and a name.
fn is_credit(span_paragraphs: &[u32], next: usize, n: usize, paragraph: &str) -> bool {
    let above = next.checked_sub(1).and_then(|i| span_paragraphs.get(i));
    above.is_some_and(|p| *p as usize + 1 == n) && paragraph.starts_with(['-', '–', '—', '―'])
}

/// For each span, the byte range of the sentence or sentences around it.
fn contexts(elements: &[Element], spans: &[Span]) -> Vec<Range<usize>> {
    // A span inside a name is no element of its own; it is its own context.
    let mut out: Vec<Range<usize>> = spans.iter().map(|s| s.open as usize..s.close as usize).collect();
    let mut start: Option<usize> = None;
    let mut open: Vec<usize> = Vec::new();
    let mut end = 0;
    for e in elements {
        if matches!(e.kind, ElementKind::SentenceEnd | ElementKind::ParagraphEnd) {
            let from = start.take().unwrap_or(end);
            for span in open.drain(..) {
                out[span] = from..end.max(e.end as usize);
            }
            continue;
        }
        start.get_or_insert(e.start as usize);
        end = e.end as usize;
        if e.kind == ElementKind::Quoted {
            open.push(e.index as usize);
        }
    }
    out
}
