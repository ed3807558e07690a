//! Gold: what readers of a text say about its quotes.

use std::ops::Range;

use super::points::Points;
use crate::extract::Kind;

/// One annotated text. All ranges are half-open and count Unicode code points of its text, as tables and annotations do.
///
/// ```
/// use whosaid::evaluation::{GoldDocument, GoldQuote};
///
/// let mut gold = GoldDocument::new("a", "“Yes,” said Ana Reis.");
/// let mut quote = GoldQuote::new(1..5);
/// quote.mentions.push(12..20);
/// gold.quotes.push(quote);
/// assert!(gold.check().is_ok());
/// assert_eq!(gold.slice(&gold.quotes[0].mentions[0]), "Ana Reis");
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct GoldDocument {
    /// What predictions call their `source`.
    pub id: String,
    /// The text.
    pub text: String,
    /// Who wrote the text, where that is known: the speaker that the text calls "I".
    pub author: Option<String>,
    /// The attributed quotes, in the order of the annotation.
    pub quotes: Vec<GoldQuote>,
    /// Quoted spans that are nobody's speech: scare quotes, titles, slogans.
    pub unattributed: Vec<Range<usize>>,
}

/// One annotated quote.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct GoldQuote {
    /// Where the quote stands, without its marks, in code points.
    pub span: Range<usize>,
    /// How it is reported, where the annotation tells.
    pub kind: Option<Kind>,
    /// The words that name the speaker; several ranges where these words are not together, none where nothing names one.
    pub mentions: Vec<Range<usize>>,
    /// The reporting expression, in as many ranges as it has parts.
    pub cues: Vec<Range<usize>>,
    /// Every name of the speaker in this text, the fullest first; `None` where nobody has resolved it.
    pub entity: Option<Vec<String>>,
}

impl GoldQuote {
    /// A quote about which no more is known than where it stands, in code points.
    pub fn new(span: Range<usize>) -> Self {
        GoldQuote { span, ..GoldQuote::default() }
    }
}

impl GoldDocument {
    /// A text of which nothing is annotated.
    pub fn new(id: impl Into<String>, text: impl Into<String>) -> Self {
        GoldDocument { id: id.into(), text: text.into(), ..GoldDocument::default() }
    }

    /// What stands in a range of code points; what lies outside the text is left out.
    pub fn slice(&self, range: &Range<usize>) -> &str {
        Points::new(&self.text).slice(range)
    }

    /// Whether the annotation fits the text.
    ///
    /// # Errors
    /// A message for the first range that is empty or outside the text, two quotes that overlap, or an entity without a
    /// name.
    pub fn check(&self) -> Result<(), String> {
        let points = Points::new(&self.text);
        for quote in &self.quotes {
            points.check("span", &quote.span)?;
            quote.mentions.iter().try_for_each(|m| points.check("mention", m))?;
            quote.cues.iter().try_for_each(|c| points.check("cue", c))?;
            if quote.entity.as_ref().is_some_and(Vec::is_empty) {
                return Err(format!("the speaker of the span {}–{} has no name", quote.span.start, quote.span.end));
            }
        }
        self.unattributed.iter().try_for_each(|u| points.check("unattributed span", u))?;
        let mut spans: Vec<&Range<usize>> = self.quotes.iter().map(|q| &q.span).collect();
        spans.sort_by_key(|s| s.start);
        match spans.windows(2).find(|pair| pair[1].start < pair[0].end) {
            Some(pair) => {
                let (a, b) = (pair[0], pair[1]);
                Err(format!("the spans {}–{} and {}–{} overlap", a.start, a.end, b.start, b.end))
            }
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{GoldDocument, GoldQuote};

    #[test]
    fn quotes_that_overlap_are_told() {
        let mut gold = GoldDocument::new("a", "0123456789");
        gold.quotes = vec![GoldQuote::new(4..8), GoldQuote::new(1..4)];
        assert_eq!(gold.check(), Ok(()));
        gold.quotes.push(GoldQuote::new(7..9));
        assert_eq!(gold.check(), Err("the spans 4–8 and 7–9 overlap".into()));
    }
}
