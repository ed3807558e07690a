//! Gold as brat standoff: a text and, in a file of its own, ranges of it with roles and links between them.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use super::gold::{GoldDocument, GoldQuote};
use super::judge::overlap;
use super::places::{fault, shortened};
use super::points::Points;
use super::quoted::quoted_spans;
use crate::error::Error;
use crate::extract::Kind;
use crate::read::read_utf8;

/// The document of a text and its annotation file in brat's standoff format; the text's path is its id.
///
/// Text-bound annotations (`T`) of the roles Source, Cue and Content, in one range or several, are linked by events (`E`) whose
/// arguments have these roles, or by binary relations (`R`) from or to a Content, or from a Cue to a Source. Attributes, notes
/// and other lines say nothing about who speaks. Gold quotes are the double-quoted spans of which at least half lies in a
/// Content: `direct` if nine tenths of the content's letters are quoted, else `mixed`. Quoted spans that no content covers are
/// unattributed.
///
/// # Errors
/// [`ErrorKind::Io`](crate::ErrorKind::Io) and [`ErrorKind::Encoding`](crate::ErrorKind::Encoding) if one of the files cannot be
/// read; [`ErrorKind::Record`](crate::ErrorKind::Record) for a line that is not of its kind's form, a range outside the text, an
/// id that stands twice or is not there.
pub fn read_brat(annotation: &Path, text: &Path) -> Result<GoldDocument, Error> {
    let name = annotation.display().to_string();
    parse(&name, &read_utf8(annotation)?, &text.display().to_string(), read_utf8(text)?)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Source,
    Cue,
    Content,
}

impl Role {
    /// The role of a label; brat numbers the second and later arguments of the same role.
    fn of(label: &str) -> Option<Self> {
        match label.trim_end_matches(|c: char| c.is_ascii_digit()).to_ascii_lowercase().as_str() {
            "source" => Some(Role::Source),
            "cue" => Some(Role::Cue),
            "content" => Some(Role::Content),
            _ => None,
        }
    }
}

/// A text-bound annotation.
struct Bound {
    role: Option<Role>,
    ranges: Vec<Range<usize>>,
}

/// An attribution as annotated.
#[derive(Default)]
struct Attribution {
    source: Vec<Range<usize>>,
    cue: Vec<Range<usize>>,
    content: Vec<Range<usize>>,
}

impl Attribution {
    fn add(&mut self, role: Role, ranges: &[Range<usize>]) {
        let to = match role {
            Role::Source => &mut self.source,
            Role::Cue => &mut self.cue,
            Role::Content => &mut self.content,
        };
        to.extend(ranges.iter().filter(|r| !to.contains(r)).cloned().collect::<Vec<_>>());
    }
}

fn parse(name: &str, annotation: &str, id: &str, text: String) -> Result<GoldDocument, Error> {
    let points = Points::new(&text);
    let mut bounds: BTreeMap<&str, Bound> = BTreeMap::new();
    // Links can stand before what they link.
    let mut links: Vec<(u64, &str, &str)> = Vec::new();
    for (number, line) in annotation.lines().enumerate() {
        let line_number = number as u64 + 1;
        let Some(sort) = line.chars().next().filter(|c| !c.is_whitespace()) else { continue };
        let (key, rest) = line.split_once('\t').unwrap_or((line, ""));
        match sort {
            'T' => {
                let bound = bound(rest, &points).map_err(|m| fault(name, line_number, m))?;
                if bounds.insert(key, bound).is_some() {
                    return Err(fault(name, line_number, format!("a second {:?}", shortened(key))));
                }
            }
            'E' | 'R' => links.push((line_number, key, rest)),
            // Attributes, modifications, normalisations, notes, equivalences.
            'A' | 'M' | 'N' | '#' | '*' => {}
            _ => return Err(fault(name, line_number, format!("no line of brat begins with {:?}", shortened(key)))),
        }
    }
    let attributions = attributions(&bounds, &links).map_err(|(line, message)| fault(name, line, message))?;
    let (quotes, unattributed) = quotes(&points, &attributions);
    let mut gold = GoldDocument::new(id, text);
    (gold.quotes, gold.unattributed) = (quotes, unattributed);
    gold.check().map_err(|message| Error::other(format!("{name}: {message}")))?;
    Ok(gold)
}

/// `Content 10 15;20 25`, a tab, and the words.
fn bound(rest: &str, points: &Points<'_>) -> Result<Bound, String> {
    let place = rest.split('\t').next().unwrap_or_default();
    let form = || format!("{:?} is not a label and ranges (as in \"Content 10 15;20 25\")", shortened(place));
    let (label, ranges) = place.split_once(' ').ok_or_else(form)?;
    let mut out = Vec::new();
    for range in ranges.split(';') {
        let mut numbers = range.split_whitespace().map(str::parse::<usize>);
        let (Some(Ok(start)), Some(Ok(end)), None) = (numbers.next(), numbers.next(), numbers.next()) else {
            return Err(form());
        };
        points.check(label, &(start..end))?;
        out.push(start..end);
    }
    Ok(Bound { role: Role::of(label), ranges: out })
}

/// The attributions that events and relations make of the bound annotations; else the line at fault and what is wrong.
fn attributions(
    bounds: &BTreeMap<&str, Bound>,
    links: &[(u64, &str, &str)],
) -> Result<Vec<Attribution>, (u64, String)> {
    let known = |line: u64, id: &str| match bounds.get(id) {
        Some(bound) => Ok(bound),
        None => Err((line, format!("no line {:?}", shortened(id)))),
    };
    let arguments = |line: u64, rest: &str| -> Result<Vec<(String, String)>, (u64, String)> {
        let pair = |word: &str| {
            let (label, id) = word.split_once(':')?;
            Some((label.to_owned(), id.to_owned()))
        };
        let form = |word: &str| (line, format!("{:?} is not a role and an id (as in \"Source:T1\")", shortened(word)));
        rest.split_whitespace().map(|word| pair(word).ok_or_else(|| form(word))).collect()
    };
    let mut out: Vec<Attribution> = Vec::new();
    // By content, the sources and cues that relations lead to; by cue, its sources.
    let mut joined: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (line, key, rest) in links {
        if key.starts_with('E') {
            let mut attribution = Attribution::default();
            for (label, id) in arguments(*line, rest)? {
                // An argument can be another event: speech inside speech, which has a line of its own.
                if id.starts_with('E') {
                    continue;
                }
                let bound = known(*line, &id)?;
                if let Some(role) = Role::of(&label).or(bound.role) {
                    attribution.add(role, &bound.ranges);
                }
            }
            out.push(attribution);
        } else {
            // The first word of a relation is its name.
            let ends = arguments(*line, rest.split_once(' ').map_or("", |(_, ends)| ends))?;
            let [(_, a), (_, b)] = ends.as_slice() else { return Err((*line, "a relation has two ends".into())) };
            let (role_a, role_b) = (known(*line, a)?.role, known(*line, b)?.role);
            match (role_a, role_b) {
                (Some(Role::Content), Some(_)) | (Some(Role::Cue), Some(Role::Source)) => {
                    joined.entry(a.clone()).or_default().push(b.clone());
                }
                (Some(_), Some(Role::Content)) | (Some(Role::Source), Some(Role::Cue)) => {
                    joined.entry(b.clone()).or_default().push(a.clone());
                }
                _ => {}
            }
        }
    }
    let role = |id: &String| bounds.get(id.as_str()).and_then(|b| b.role);
    for (content, others) in joined.iter().filter(|(id, _)| role(id) == Some(Role::Content)) {
        let mut attribution = Attribution::default();
        let through = others.iter().filter_map(|other| joined.get(other)).flatten();
        for id in std::iter::once(content).chain(others).chain(through) {
            if let Some(Bound { role: Some(role), ranges }) = bounds.get(id.as_str()) {
                attribution.add(*role, ranges);
            }
        }
        out.push(attribution);
    }
    Ok(out)
}

/// The share of the letters of a content that must be quoted for it to be a direct quotation.
const DIRECT: f64 = 0.9;

/// The quoted spans in contents, and those in none.
fn quotes(points: &Points<'_>, attributions: &[Attribution]) -> (Vec<GoldQuote>, Vec<Range<usize>>) {
    let spans = quoted_spans(points);
    let share = |span: &Range<usize>, a: &Attribution| a.content.iter().map(|c| overlap(c, span)).sum::<usize>();
    let (mut quotes, mut unattributed) = (Vec::new(), Vec::new());
    for span in &spans {
        let covering = attributions.iter().filter(|a| share(span, a) * 2 >= span.len());
        // Of attributions inside others, the innermost is the one whose speaker the words belong to.
        let Some(attribution) = covering.min_by_key(|a| a.content.iter().map(Range::len).sum::<usize>()) else {
            unattributed.push(span.clone());
            continue;
        };
        let letters = |ranges: &mut dyn Iterator<Item = Range<usize>>| -> usize {
            ranges.map(|r| points.slice(&r).chars().filter(|c| c.is_alphanumeric()).count()).sum()
        };
        let all = letters(&mut attribution.content.iter().cloned());
        let inside =
            |c: &Range<usize>| spans.iter().map(|s| s.start.max(c.start)..s.end.min(c.end)).collect::<Vec<_>>();
        let quoted = letters(&mut attribution.content.iter().flat_map(inside));
        let direct = quoted as f64 >= DIRECT * all as f64;
        quotes.push(GoldQuote {
            span: span.clone(),
            kind: Some(if direct { Kind::Direct } else { Kind::Mixed }),
            mentions: attribution.source.clone(),
            cues: attribution.cue.clone(),
            entity: None,
        });
    }
    (quotes, unattributed)
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::Kind;
    use crate::evaluation::{GoldDocument, GoldQuote};

    const TEXT: &str = "“We will,” Ana Reis said, “not yield.” She called it “a storm”. The “night line” sails.";

    fn read(annotation: &str) -> Result<GoldDocument, String> {
        parse("a.ann", annotation, "a.txt", TEXT.into()).map_err(|e| e.to_string())
    }

    /// Quotes with their kind and their mention, and how many spans are unattributed.
    type Shown<'g> = (Vec<(&'g str, Option<Kind>, &'g str)>, usize);

    fn shown(gold: &GoldDocument) -> Shown<'_> {
        let mention = |q: &GoldQuote| q.mentions.first().cloned().unwrap_or_default();
        let quotes = gold.quotes.iter().map(|q| (gold.slice(&q.span), q.kind, gold.slice(&mention(q))));
        (quotes.collect(), gold.unattributed.len())
    }

    const BOUND: &str = "T1\tContent 0 10;26 38\t“We will,” “not yield.”\nT2\tSource 11 19\tAna Reis\nT3\tCue 20 24\tsaid\n\
        T4\tSource 39 42\tShe\nT5\tCue 43 49\tcalled\nT6\tContent 50 62\tit “a storm”\nT7\tDiscuss 63 66\tThe\n";

    fn expected() -> Shown<'static> {
        let (direct, mixed) = (Some(Kind::Direct), Some(Kind::Mixed));
        (vec![("We will,", direct, "Ana Reis"), ("not yield.", direct, "Ana Reis"), ("a storm", mixed, "She")], 1)
    }

    #[test]
    fn events_link_what_stands_after_or_before_them() {
        let events = "E1\tAttribution:T7 Source:T2 Cue:T3 Content:T1\nA1\tNested E1\n#1\tAnnotatorNotes E1\tsure\n\n";
        let gold = read(&format!("{events}{BOUND}E2\tCue:T5 Source1:T4 Content:T6\n")).expect("good");
        assert_eq!(shown(&gold), expected());
        assert_eq!(gold.slice(&gold.quotes[2].cues[0]), "called");
    }

    #[test]
    fn relations_through_the_cue_or_straight() {
        let relations = "R1\tsays Arg1:T2 Arg2:T3\nR2\tsays Arg1:T3 Arg2:T1\nR3\tof Arg1:T6 Arg2:T4\n*\tEquiv T2 T4\n";
        assert_eq!(shown(&read(&format!("{BOUND}{relations}")).expect("good")), expected());
    }

    #[test]
    fn faults_are_told_with_their_line() {
        for (line, said) in [
            ("T8\tContent 80 800\tx", "a.ann:8: Content 80–800 is outside the text"),
            ("T8\tContent 5\tx", "a.ann:8: \"Content 5\" is not a label and ranges"),
            ("T8\tContent 9 5\tx", "a.ann:8: Content 9–5 does not end after it starts"),
            ("T1\tSource 1 2\tx", "a.ann:8: a second \"T1\""),
            ("E1\tSource:T9", "a.ann:8: no line \"T9\""),
            ("E1\tSource", "a.ann:8: \"Source\" is not a role and an id"),
            ("R1\tsays Arg1:T1", "a.ann:8: a relation has two ends"),
            ("Q1\tx", "a.ann:8: no line of brat begins with \"Q1\""),
        ] {
            let told = read(&format!("{BOUND}{line}\n")).expect_err("bad");
            assert!(told.starts_with(said), "{told}");
        }
    }

    #[test]
    fn without_annotation_all_is_unattributed() {
        assert_eq!(shown(&read("").expect("empty")), (Vec::new(), 4));
    }
}
