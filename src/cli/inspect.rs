//! `whosaid inspect`: one stage of the work, an item a line.

use std::io::{BufWriter, Write};
use std::ops::Range;

use super::args::{InspectArgs, Stage};
use super::exit::Exit;
use super::terminal::{Colours, escaped, shortened};
use super::{input, messages};
use crate::analysis::Analysis;
use crate::chunks::{CueKind, Element, ElementKind, Mention, SpeakerProp};
use crate::document::Document;
use crate::error::Error;
use crate::explain::{Choice, Weighed};
use crate::extract::{Extractor, Kind, Quotation};
use crate::rows::Offsets;
use crate::text::{Shape, Token};

/// The most characters of an item's text that are shown.
const SHOWN: usize = 72;

/// The most characters of a quote that are shown with its speaker.
const SHOWN_OF_QUOTE: usize = 40;

/// The most characters of a name or cue that are shown with a quote.
const SHOWN_BESIDE: usize = 32;

/// Prints the items of a stage, document by document. Bad inputs are reported and the rest goes on.
pub(super) fn run(args: &InspectArgs) -> Result<Exit, Error> {
    let mut extractor = args.data.extractor()?;
    let mut out = BufWriter::new(std::io::stdout().lock());
    let failed = |cause| Error::io("stdout", cause);
    let mut exit = Exit::Done;
    let mut documents = input::documents(std::slice::from_ref(&args.path), &args.input).peekable();
    let mut several = None;
    while let Some(document) = documents.next() {
        let several = *several.get_or_insert_with(|| documents.peek().is_some());
        match document {
            Ok(document) => {
                let mut page = Page::new(&mut out, &document);
                page.print(args.stage, &mut extractor, several).map_err(failed)?;
            }
            Err(error) => {
                messages::report(&error);
                exit = Exit::Error;
            }
        }
    }
    out.flush().map_err(failed)?;
    Ok(exit)
}

/// What is printed of one document.
struct Page<'a, W> {
    out: W,
    document: &'a Document,
    offsets: Offsets<'a>,
    colours: Colours,
    /// Digits of the largest offset.
    digits: usize,
}

impl<'a, W: Write> Page<'a, W> {
    fn new(out: W, document: &'a Document) -> Self {
        let offsets = Offsets::new(&document.text);
        let digits = offsets.code_points(document.text.len()).to_string().len();
        Page { out, document, offsets, colours: Colours::of_stdout(), digits }
    }

    fn print(&mut self, stage: Stage, extractor: &mut Extractor, several: bool) -> std::io::Result<()> {
        // Each of its lines names the source.
        if several && !matches!(stage, Stage::Candidates) {
            writeln!(self.out, "{}", self.colours.strong(&escaped(&self.document.source)))?;
        }
        if let Stage::Attributions = stage {
            let found = extractor.extract_all(&self.document.text);
            let longest = extractor.rules().rules().iter().map(|r| r.id.chars().count()).max().unwrap_or(0);
            return found.iter().try_for_each(|q| self.attribution(q, longest));
        }
        if let Stage::Candidates = stage {
            let choices = extractor.choices(&self.document.text);
            return choices.iter().try_for_each(|c| self.choice(c));
        }
        let mut printed = Ok(());
        extractor.in_sections(&self.document.text, true, |extractor| {
            if printed.is_ok() {
                printed = self.section(stage, extractor);
            }
        });
        printed
    }

    /// What was found in the section last looked at.
    fn section(&mut self, stage: Stage, extractor: &mut Extractor) -> std::io::Result<()> {
        if let Stage::Speakers = stage {
            let speakers = extractor.speakers(&self.document.text);
            return speakers.iter().try_for_each(|(name, of)| self.speaker(name, of, &extractor.analysis.mentions));
        }
        let a = &extractor.analysis;
        match stage {
            Stage::Tokens => a.tokens.iter().try_for_each(|t| self.token(t)),
            Stage::Sentences => sentences(a).try_for_each(|(start, end)| self.item("", start, end)),
            Stage::Quotes => a.spans.iter().zip(&a.span_paragraphs).try_for_each(|(span, paragraph)| {
                let open = if span.unclosed { ", no mark closes it" } else { "" };
                let number = a.paragraphs_before + *paragraph as usize + 1;
                self.item(&format!("paragraph {number}{open}"), span.start, span.end)
            }),
            Stage::Cues => a.elements.iter().filter(|e| e.kind == ElementKind::Cue).try_for_each(|e| self.cue(e)),
            Stage::Mentions => a.mentions.iter().try_for_each(|m| self.mention(m)),
            Stage::Speakers | Stage::Candidates | Stage::Attributions => Ok(()),
        }
    }

    fn token(&mut self, token: &Token) -> std::io::Result<()> {
        let shapes = [
            (Shape::CAP, " capital"),
            (Shape::ALL_CAPS, " capitals"),
            (Shape::DOTTED, " dotted"),
            (Shape::INITIAL, " initial"),
        ];
        let mut label = format!("{:?}", token.kind).to_lowercase();
        label.extend(shapes.iter().filter(|(bit, _)| token.shape.has(*bit)).map(|(_, name)| *name));
        self.item(&label, token.start, token.end)
    }

    fn cue(&mut self, cue: &Element) -> std::io::Result<()> {
        let name = CueKind::NAMES.iter().find(|(_, kind)| *kind == cue.cue).map_or("", |(name, _)| name);
        self.item(name, cue.start, cue.end)
    }

    fn mention(&mut self, mention: &Mention) -> std::io::Result<()> {
        let names: Vec<_> = SpeakerProp::NAMES.iter().filter(|(_, bit)| mention.is(*bit)).map(|(n, _)| *n).collect();
        self.item(&names.join(" "), mention.start, mention.end)
    }

    /// A heading with the name and the number of mentions, then the mentions; `of` are their indices.
    fn speaker(&mut self, name: &str, of: &[usize], mentions: &[Mention]) -> std::io::Result<()> {
        let count = if let [_] = of { "1 mention".into() } else { format!("{} mentions", of.len()) };
        writeln!(self.out, "{}, {count}", self.colours.strong(&shortened(name, SHOWN)))?;
        of.iter().filter_map(|index| mentions.get(*index)).try_for_each(|mention| {
            write!(self.out, "  ")?;
            self.item("", mention.start, mention.end)
        })
    }

    /// One line of JSON.
    fn choice(&mut self, choice: &Choice) -> std::io::Result<()> {
        let place = |r: &Range<usize>| [self.offsets.code_points(r.start), self.offsets.code_points(r.end)];
        let candidate = |w: &Weighed| {
            serde_json::json!({
                "mention": w.mention.as_ref().map(place),
                "who": w.who.as_ref().map(place),
                "speaker": w.speaker,
                "share": w.share,
                "features": w.features.iter().map(|(name, _)| name).collect::<Vec<_>>(),
            })
        };
        let line = serde_json::json!({
            "source": self.document.source,
            "quote": place(&choice.span),
            "rule": choice.rule,
            "speech": choice.speech,
            "mention": choice.mention.as_ref().map(place),
            "candidates": choice.candidates.iter().map(candidate).collect::<Vec<_>>(),
        });
        writeln!(self.out, "{line}")
    }

    fn attribution(&mut self, q: &Quotation<'_>, longest: usize) -> std::io::Result<()> {
        let beside = |range: &Option<std::ops::Range<usize>>| {
            let text = range.clone().and_then(|r| self.document.text.get(r));
            text.map_or_else(|| "–".into(), |t| shortened(t, SHOWN_BESIDE))
        };
        let speaker = if q.speaker.is_empty() { "–".into() } else { shortened(&q.speaker, SHOWN_BESIDE) };
        let kind = q.kind.map_or("–", Kind::as_str);
        let rule = if q.rule.is_empty() { "–" } else { &*q.rule };
        let range = self.range(q.range.start, q.range.end);
        let speaker = self.colours.strong(&padded(&speaker, 20));
        let quote = padded(&shortened(q.quote, SHOWN_OF_QUOTE), SHOWN_OF_QUOTE);
        let rule = self.colours.faint(&padded(rule, longest));
        let (mention, cue) = (beside(&q.mention), beside(&q.cue));
        writeln!(self.out, "{range}  {kind:<6}  {speaker}  {quote}  {rule}  mention: {mention}, cue: {cue}")
    }

    /// One line: range, label, text. `start` and `end` are bytes.
    fn item(&mut self, label: &str, start: u32, end: u32) -> std::io::Result<()> {
        let (start, end) = (start as usize, end as usize);
        let text = shortened(self.document.text.get(start..end).unwrap_or_default(), SHOWN);
        let range = self.range(start, end);
        if label.is_empty() {
            return writeln!(self.out, "{range}  {text}");
        }
        let label = self.colours.strong(&padded(label, 16));
        writeln!(self.out, "{range}  {label}  {text}")
    }

    fn range(&self, start: usize, end: usize) -> String {
        let (start, end) = (self.offsets.code_points(start), self.offsets.code_points(end));
        let digits = self.digits;
        self.colours.faint(&format!("{start:>digits$}–{end:<digits$}"))
    }
}

/// The text with spaces after it up to a width, in characters.
fn padded(text: &str, width: usize) -> String {
    format!("{text:<width$}")
}

/// Sentences as byte ranges.
fn sentences(a: &Analysis) -> impl Iterator<Item = (u32, u32)> + '_ {
    let ends = |e: &Element| matches!(e.kind, ElementKind::SentenceEnd | ElementKind::ParagraphEnd);
    let parts = a.elements.split_inclusive(move |e| ends(e));
    parts.filter(move |part| !ends(&part[0])).map(|part| (part[0].start, part.iter().map(|e| e.end).max().unwrap_or(0)))
}
