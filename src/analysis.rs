//! The stages from paragraphs to elements, and what they find.

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::attribution::Verdict;
use crate::chunks::{Builder, Element, ElementKind, Mention, Paragraph, View, names_among};
use crate::lexicon::{Lexicon, WordCache, WordId};
use crate::quotes::{Pairer, Span, free_labels};
use crate::text::{Token, Tokenizer, is_dash};

/// Everything found in one section of a text, stage by stage. All places are bytes of the whole text.
#[derive(Debug, Default)]
pub(crate) struct Analysis {
    pub tokens: Vec<Token>,
    /// Which tokens are words with a capital.
    pub capitals: Vec<u32>,
    pub spans: Vec<Span>,
    pub elements: Vec<Element>,
    /// Which elements are quoted spans; a span inside a name is none.
    pub quoted: Vec<u32>,
    /// Which elements are mentions and boundaries: who reads what mentions stand for can pass over the rest.
    pub landmarks: Vec<u32>,
    pub mentions: Vec<Mention>,
    pub verdicts: Vec<Verdict>,
    pub paragraphs: Vec<Range<usize>>,
    /// The first token of each paragraph.
    pub starts: Vec<u32>,
    /// How many paragraphs of the text stand before the section.
    pub paragraphs_before: usize,
    /// Paragraph of each span, counted from 0 in the section.
    pub span_paragraphs: Vec<u32>,
    /// The sentence or sentences around each span.
    pub contexts: Vec<Range<usize>>,
    /// Common words that are used as names.
    pub names: FxHashSet<WordId>,
    pub cache: WordCache,
    pairer: Pairer,
}

impl Analysis {
    /// Finds what the paragraphs of one section hold. Where no quoted span is near, only what tells names, unless asked to
    /// `look` everywhere.
    pub(crate) fn read(
        &mut self,
        text: &str,
        paragraphs: &[Range<usize>],
        section: Range<usize>,
        lexicon: &Lexicon,
        look: bool,
    ) {
        self.clear();
        self.paragraphs_before = section.start;
        self.paragraphs.extend_from_slice(&paragraphs[section]);
        self.pair(text, lexicon);
        if self.spans.is_empty() && !look {
            return;
        }
        let mut tokenizer = Tokenizer::new(lexicon, &mut self.cache, &mut self.capitals);
        for range in &self.paragraphs {
            self.starts.push(self.tokens.len() as u32);
            tokenizer.tokenize(text, range.start, range.end, &mut self.tokens);
        }
        names_among(&self.tokens, &self.capitals, lexicon, &mut self.names);
        self.build(text, lexicon, look);
        contexts(&self.elements, &self.quoted, &self.spans, &mut self.contexts);
    }

    /// The tokens with what is known of them.
    pub(crate) fn view<'a>(&'a self, text: &'a str, lexicon: &'a Lexicon) -> View<'a> {
        View { text, lexicon, tokens: &self.tokens, names: &self.names }
    }

    /// The element of the last mention that is no name and was found to speak; 0 where there is none.
    pub(crate) fn last_unnamed_speaker(&self) -> usize {
        let speakers = self.verdicts.iter().filter_map(|verdict| match verdict {
            Verdict::Speech(found) => found.mention.map(|mention| &self.mentions[mention as usize]),
            Verdict::Open | Verdict::NotSpeech(_) => None,
        });
        let unnamed = speakers.filter(|mention| mention.name.1 <= mention.name.0);
        unnamed.map(|mention| mention.element as usize).max().unwrap_or_default()
    }

    fn clear(&mut self) {
        self.tokens.clear();
        self.capitals.clear();
        self.spans.clear();
        self.elements.clear();
        self.quoted.clear();
        self.landmarks.clear();
        self.mentions.clear();
        self.verdicts.clear();
        self.paragraphs.clear();
        self.starts.clear();
        self.span_paragraphs.clear();
        self.contexts.clear();
        self.names.clear();
    }

    /// Finds the quoted spans.
    fn pair(&mut self, text: &str, lexicon: &Lexicon) {
        let (Some(first), Some(last)) = (self.paragraphs.first(), self.paragraphs.last()) else { return };
        self.pairer.begin(&text[first.start..last.end]);
        for (n, range) in self.paragraphs.iter().enumerate() {
            let next = self.paragraphs.get(n + 1);
            let continued = next.is_some_and(|next| text[next.clone()].starts_with(crate::quotes::is_mark));
            self.pairer.spans(text, (range.start, range.end), lexicon, continued, &mut self.spans);
            self.span_paragraphs.resize(self.spans.len(), n as u32);
        }
        free_labels(text, &mut self.spans, |span| self.paragraphs[self.span_paragraphs[span] as usize].clone());
    }

    /// Groups tokens into elements.
    fn build(&mut self, text: &str, lexicon: &Lexicon, look: bool) {
        let mut first_span = 0;
        let mut builder = Builder {
            text,
            lexicon,
            names: &self.names,
            elements: &mut self.elements,
            quoted: &mut self.quoted,
            landmarks: &mut self.landmarks,
            mentions: &mut self.mentions,
        };
        builder.start();
        for (n, range) in self.paragraphs.iter().enumerate() {
            let first_token = self.starts[n] as usize;
            let last_token = self.starts.get(n + 1).map_or(self.tokens.len(), |next| *next as usize);
            let near = near_quotes(&self.span_paragraphs, first_span, n)
                || is_credit(&self.span_paragraphs, first_span, n, &text[range.clone()]);
            if !look && !near {
                continue;
            }
            let spans_here = self.span_paragraphs[first_span..].iter().take_while(|p| **p as usize == n).count();
            let last_span = first_span + spans_here;
            builder.paragraph(Paragraph {
                tokens: &self.tokens[first_token..last_token],
                first_token,
                spans: &self.spans[first_span..last_span],
                first_span,
                end: range.end,
            });
            first_span = last_span;
        }
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
    above.is_some_and(|p| *p as usize + 1 == n) && paragraph.starts_with(is_dash)
}

/// For each span, the byte range of the sentence or sentences around it; `quoted` tells which elements are spans.
fn contexts(elements: &[Element], quoted: &[u32], spans: &[Span], out: &mut Vec<Range<usize>>) {
    // A span inside a name is no element of its own; it is its own context.
    out.extend(spans.iter().map(|s| s.open as usize..s.close as usize));
    let ends = |e: &Element| matches!(e.kind, ElementKind::SentenceEnd | ElementKind::ParagraphEnd);
    // The spans of one sentence are told together.
    let (mut sentence_end, mut context) = (0, 0..0);
    for at in quoted.iter().map(|at| *at as usize) {
        if at >= sentence_end {
            let first = elements[..at].iter().rposition(ends).map_or(0, |end| end + 1);
            let length = elements[at..].iter().position(ends).unwrap_or(elements.len() - at);
            sentence_end = at + length;
            let last = elements[sentence_end - 1].end;
            let end = elements.get(sentence_end).map_or(last, |boundary| last.max(boundary.end));
            context = elements[first].start as usize..end as usize;
        }
        out[elements[at].index as usize] = context.clone();
    }
}
