//! Builds the elements of a paragraph: quoted spans, cues, mentions and times by turns, words and signs between.

use rustc_hash::FxHashSet;

use super::cues::{Before, CueChunk, begins_cue, cue_at, cue_of};
use super::element::{CueKind, Element, ElementKind, Mention, QuoteProp, SpeakerProp};
use super::mentions::{MentionChunk, begins_mention, mention_at};
use super::names::{is_bearer, run_end as name_run_end};
use super::view::{Known, View};
use crate::lexicon::{Lexicon, List, WordId};
use crate::quotes::Span;
use crate::text::{Shape, Token, TokenKind, is_dash};

/// Where the elements and mentions of a document are gathered.
pub(crate) struct Builder<'a, 'o> {
    pub text: &'a str,
    pub lexicon: &'a Lexicon,
    pub names: &'a FxHashSet<WordId>,
    pub elements: &'o mut Vec<Element>,
    /// Which of the elements are quoted spans.
    pub quoted: &'o mut Vec<u32>,
    /// Which of them are mentions and boundaries.
    pub landmarks: &'o mut Vec<u32>,
    pub mentions: &'o mut Vec<Mention>,
}

/// One paragraph to build: its tokens and spans as slices, with the index that each slice begins at.
#[derive(Clone, Copy)]
pub(crate) struct Paragraph<'a> {
    pub tokens: &'a [Token],
    pub first_token: usize,
    pub spans: &'a [Span],
    pub first_span: usize,
    pub end: usize,
}

/// The token that comes next, and whether it is the first of a sentence.
#[derive(Clone, Copy)]
struct Reached {
    token: usize,
    initial: bool,
}

impl<'a> Builder<'a, '_> {
    /// Appends the boundary that stands before the first paragraph.
    pub(crate) fn start(&mut self) {
        self.boundary(ElementKind::ParagraphEnd, 0);
    }

    /// Appends the elements of one paragraph, its end included.
    pub(crate) fn paragraph(&mut self, p: Paragraph<'a>) {
        let whole = View { text: self.text, lexicon: self.lexicon, tokens: p.tokens, names: self.names };
        let mut at = Reached { token: 0, initial: true };
        for (n, span) in p.spans.iter().enumerate() {
            // Nothing reaches over the next quoted span.
            let part = whole.until(at.token, span.open);
            at = self.part(&part, &whole, at, &p);
            if at.token >= whole.len() {
                break;
            }
            let after = whole.until(at.token, span.close).len();
            at = match self.nickname(&whole, after, span, &p) {
                Some(end) => Reached { token: end, ..at },
                None => self.span(&whole, at.token, after, span, (p.first_span + n) as u32),
            };
        }
        self.part(&whole, &whole, at, &p);
        self.boundary(ElementKind::ParagraphEnd, p.end as u32);
    }

    /// Appends a quoted span, whose tokens are those from `i` up to `after`.
    fn span(&mut self, view: &View<'a>, i: usize, after: usize, span: &Span, index: u32) -> Reached {
        let quote = quoted(self.text, span, &view.tokens[i..after], index);
        // “…,” said Ana Reis of Harbour Inc. “…”
        let whole = quote.props & (QuoteProp::LOWER | QuoteProp::BARE) == 0;
        if whole && i > 0 && ends_in_abbreviation(view, i - 1) {
            self.boundary(ElementKind::SentenceEnd, view.tokens[i - 1].end);
        }
        self.quoted.push(self.elements.len() as u32);
        self.elements.push(quote);
        Reached { token: after, initial: self.end_after_quote(view, after, span) }
    }

    /// Appends the elements of a part without quoted spans, from the token `at` to its end.
    fn part(&mut self, part: &View<'a>, whole: &View<'a>, at: Reached, p: &Paragraph<'a>) -> Reached {
        let Reached { token: mut i, mut initial } = at;
        while let Some(token) = part.tokens.get(i) {
            let was_initial = std::mem::replace(&mut initial, false);
            if matches!(token.kind, TokenKind::Word | TokenKind::Number | TokenKind::Clitic) {
                let here = Known { token, word: self.lexicon.word_of(token) };
                i = self.words(part, i, here, was_initial, p);
                continue;
            }
            // The mark before the label of a turn belongs to the quotation after it.
            let labels = token.kind == TokenKind::Mark && i == 0 && p.spans.first().is_some_and(|span| span.labelled);
            if token.kind == TokenKind::Stop {
                initial = self.stop(whole, i);
            } else if !labels {
                let kind = sign(self.text, token);
                initial = was_initial && i == 0 || kind == ElementKind::Colon;
                self.elements.push(Element::of(kind, token));
            }
            i += 1;
        }
        Reached { token: i, initial }
    }

    /// A nickname between marks inside a name (Vincent “Two Coats” Marino): the name goes on after it.
    fn nickname(&mut self, view: &View<'a>, after: usize, span: &Span, p: &Paragraph<'a>) -> Option<usize> {
        const LONGEST: u32 = 30;
        let last =
            self.elements.last_mut().filter(|e| e.kind == ElementKind::Speaker && e.props & SpeakerProp::NAME != 0)?;
        let mention = &mut self.mentions[last.index as usize];
        let end = name_run_end(view, after);
        let beside =
            mention.end == last.end && span.open == last.end + 1 && view.tokens.get(after)?.start == span.close + 1;
        let inner = &self.text[span.start as usize..span.end as usize];
        let like_name = inner.split_whitespace().all(|w| w.starts_with(char::is_uppercase))
            && inner.ends_with(char::is_alphanumeric);
        if end == after || !beside || !like_name || span.close - span.open > LONGEST {
            return None;
        }
        last.end = view.tokens[end - 1].end;
        mention.end = last.end;
        mention.name.1 = (p.first_token + end) as u32;
        mention.tokens.1 = mention.name.1;
        Some(end)
    }

    /// Appends the element that begins with the word, number or clitic `i`, and gives the token after it.
    fn words(&mut self, view: &View<'a>, i: usize, here: Known<'a>, initial: bool, p: &Paragraph<'a>) -> usize {
        let Known { token, word } = here;
        // "Read said": inside a sentence a capital makes a verb a name.
        if begins_cue(here)
            && (!here.cap() || initial || token.shape.has(Shape::ALL_CAPS))
            && let Some(cue) = cue_of(view, i, here, || self.before())
        {
            return self.cue(view, i, cue);
        }
        if word.is(List::Calendar) && token.kind != TokenKind::Clitic && !is_bearer(view, i) {
            return self.time(view, i);
        }
        if begins_mention(view, i, here) {
            let after_cue = self.elements.last().is_none_or(|e| {
                matches!(e.kind, ElementKind::Cue | ElementKind::Comma | ElementKind::Dash | ElementKind::Quoted)
                    || e.kind == ElementKind::Word && self.lexicon.at(e.entry).is(List::Conjunction)
            });
            if let Some(mention) = mention_at(view, i, here, initial, after_cue) {
                return self.mention(view, mention, p);
            }
        }
        let element = if word.is(List::CueNoun) && !here.cap() {
            Element { cue: CueKind::Noun, ..Element::of(ElementKind::Cue, token) }
        } else {
            Element::of(plain_kind(token.kind), token)
        };
        self.elements.push(element);
        i + 1
    }

    fn before(&self) -> Before {
        let mut last = self.elements.iter().rev();
        match last.next() {
            Some(e) if e.kind == ElementKind::Speaker && e.props & SpeakerProp::MARKED == 0 => {
                let mention = &self.mentions[e.index as usize];
                // "Obama and Clinton call it"
                let joined = last
                    .next()
                    .is_some_and(|e| e.kind == ElementKind::Word && self.lexicon.at(e.entry).is(List::Conjunction))
                    && last.next().is_some_and(|e| e.kind == ElementKind::Speaker);
                let first = joined
                    || mention.is(SpeakerProp::FIRST)
                    || self.lexicon.word(mention.head).person == 2 && mention.is(SpeakerProp::PRONOUN);
                Before::Subject { plural: mention.is(SpeakerProp::PLURAL) || first }
            }
            Some(e) if e.kind == ElementKind::Quoted => Before::Quote,
            Some(e) if e.kind == ElementKind::Comma && last.next().is_some_and(|e| e.kind == ElementKind::Quoted) => {
                Before::Quote
            }
            _ => Before::Other,
        }
    }

    fn cue(&mut self, view: &View<'a>, i: usize, cue: CueChunk) -> usize {
        let last = &view.tokens[cue.end - 1];
        self.elements.push(Element {
            props: cue.classes,
            cue: cue.kind,
            word: last.word,
            entry: last.entry,
            ..Element::bare(ElementKind::Cue, view.tokens[i].start, last.end)
        });
        cue.end
    }

    fn time(&mut self, view: &View<'a>, i: usize) -> usize {
        let mut end = i + 1;
        while end < i + 6 && (view.is(end, List::Calendar) || view.kind(end) == Some(TokenKind::Number)) {
            end += 1;
        }
        self.elements
            .push(Element { end: view.tokens[end - 1].end, ..Element::of(ElementKind::Time, &view.tokens[i]) });
        end
    }

    fn mention(&mut self, view: &View<'a>, m: MentionChunk, p: &Paragraph<'a>) -> usize {
        let tokens = |k: usize| (p.first_token + k) as u32;
        let index = self.mentions.len() as u32;
        self.mentions.push(Mention {
            start: view.tokens[m.start].start,
            end: view.tokens[m.end - 1].end,
            name: (tokens(m.name.0), tokens(m.name.1)),
            tokens: (tokens(m.start), tokens(m.end)),
            props: m.props,
            head: m.head,
            gender: m.gender,
            element: self.elements.len() as u32,
        });
        self.landmarks.push(self.elements.len() as u32);
        let first = &view.tokens[m.start.min(m.element_end - 1)];
        let end = view.tokens[m.element_end - 1].end;
        self.elements.push(Element { end, props: m.props, index, ..Element::of(ElementKind::Speaker, first) });
        if m.props & SpeakerProp::POSSESSIVE != 0 && view.possessive(m.element_end) {
            return m.element_end + 1;
        }
        m.element_end
    }

    fn boundary(&mut self, kind: ElementKind, at: u32) {
        // A sentence end right before the paragraph end says nothing more.
        if kind == ElementKind::ParagraphEnd && self.elements.last().is_some_and(|e| e.kind == ElementKind::SentenceEnd)
        {
            self.elements.pop();
            self.landmarks.pop();
        }
        self.landmarks.push(self.elements.len() as u32);
        self.elements.push(Element::bare(kind, at, at));
    }

    /// A terminal outside quotation marks: a sentence ends here if the next token can begin one.
    fn stop(&mut self, view: &View<'a>, i: usize) -> bool {
        let token = &view.tokens[i];
        let ends = i + 1 == view.len() || begins_sentence(view, i + 1);
        if ends {
            self.boundary(ElementKind::SentenceEnd, token.end);
        } else {
            self.elements.push(Element::of(ElementKind::Stop, token));
        }
        ends
    }

    /// After a closing mark: a sentence ends if the quotation ended one and the next token can begin another.
    fn end_after_quote(&mut self, view: &View<'a>, next: usize, span: &Span) -> bool {
        let inner = self.text[span.start as usize..span.end as usize].trim_end_matches(['\'', '’', '"', '”', ')', ']']);
        let last = inner.chars().next_back();
        let terminal = matches!(last, Some('.' | '?' | '!' | '…'));
        if !terminal || next >= view.len() || !begins_sentence(view, next) {
            return false;
        }
        // “Is it safe?” Priscilla Dunne asked.
        if last != Some('.') && view.cap(next) {
            let clause = mention_at(view, next, view.known(next), true, true).is_some_and(|m| {
                cue_at(view, m.element_end, Before::Subject { plural: true }).is_some_and(|c| c.kind == CueKind::Finite)
            });
            if clause {
                return false;
            }
        }
        self.boundary(ElementKind::SentenceEnd, span.close);
        true
    }
}

fn plain_kind(kind: TokenKind) -> ElementKind {
    match kind {
        TokenKind::Number => ElementKind::Number,
        TokenKind::Clitic => ElementKind::Clitic,
        _ => ElementKind::Word,
    }
}

/// Whether token `i` can be the first of a sentence: a capital, a number, or an opening mark or bracket.
fn begins_sentence(view: &View<'_>, i: usize) -> bool {
    match view.kind(i) {
        Some(TokenKind::Word) => view.cap(i),
        Some(TokenKind::Number | TokenKind::Mark) => true,
        Some(TokenKind::Punct) => matches!(view.str(i), "(" | "[" | "-" | "–" | "—" | "•" | "*"),
        _ => false,
    }
}

/// Whether the full stop of an abbreviation can end a sentence before a quotation that is a sentence: not that of a title.
fn ends_in_abbreviation(view: &View<'_>, i: usize) -> bool {
    view.shape(i, Shape::DOTTED)
        && !view.shape(i, Shape::INITIAL)
        && !view.word(i).any(List::Title.bit() | List::Honorific.bit() | List::Calendar.bit())
}

fn sign(text: &str, token: &Token) -> ElementKind {
    match text.as_bytes()[token.start as usize] {
        b',' => ElementKind::Comma,
        b':' => ElementKind::Colon,
        b';' => ElementKind::Semicolon,
        b'(' | b'[' | b'{' => ElementKind::OpenBracket,
        b')' | b']' | b'}' => ElementKind::CloseBracket,
        _ if token.text(text).starts_with(is_dash) => ElementKind::Dash,
        _ => ElementKind::Sign,
    }
}

fn quoted(text: &str, span: &Span, tokens: &[Token], index: u32) -> Element {
    let inner = &text[span.start as usize..span.end as usize];
    let mut props = match inner.trim_end_matches(['\'', '’', ')', ']']).chars().next_back() {
        Some(',') => QuoteProp::COMMA,
        Some('.') => QuoteProp::STOP,
        Some('?' | '!' | '…' | '-' | '–' | '—') => QuoteProp::ASKED,
        _ => QuoteProp::BARE,
    };
    if inner.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_lowercase) {
        props |= QuoteProp::LOWER;
    }
    // Eight words tell all that is asked; a long quotation is not read to its end.
    let (mut count, mut title) = (0, true);
    for word in words(text, span, tokens).take(8) {
        count += 1;
        title &= word.len() < 4 || word.starts_with(|c: char| !c.is_lowercase());
    }
    match count {
        0..=3 => props |= QuoteProp::SHORT,
        8.. => props |= QuoteProp::LONG,
        _ => {}
    }
    if title && props & QuoteProp::LOWER == 0 {
        props |= QuoteProp::TITLE;
    }
    if span.unclosed {
        props |= QuoteProp::UNCLOSED;
    }
    Element { props, index, ..Element::bare(ElementKind::Quoted, span.open, span.close) }
}

/// What stands between white space in a span with these tokens.
fn words<'t>(text: &'t str, span: &Span, tokens: &'t [Token]) -> impl Iterator<Item = &'t str> {
    let Span { start, end, .. } = *span;
    let first = tokens.iter().take_while(|t| t.end <= start).count();
    let last = tokens.partition_point(|t| t.start < end);
    let words = tokens.get(first..last).unwrap_or_default().chunk_by(|_, next| !next.shape.has(Shape::SPACED));
    words.filter_map(move |word| {
        let (from, to) = (word.first()?.start.max(start), word.last()?.end.min(end));
        text.get(from as usize..to as usize)
    })
}
