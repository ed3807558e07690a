//! Measures how often each rule and each kind of resolution is right on annotated articles, and how well the stated
//! confidence holds: the figures behind `rules/en/confidence.csv`.
//!
//! `cargo run --release --example measure -- GOLD.jsonl…` prints the file; with `--check` first, a table of stated against
//! observed confidence. Gold is one document a line: `text`, `quotes` with `span`, `mention`, `entity`, and `unattributed`,
//! offsets in code points, and `entities` that give the full name of each `entity`.

use std::collections::{BTreeMap, HashSet};
use std::error::Error;
use std::io::BufRead;
use std::ops::Range;

use serde_json::Value;
use whosaid::{Extractor, Lexicon, Quotation, Resolution, RuleSet};

/// Right and all.
type Count = (u32, u32);

#[derive(Default)]
struct Counts {
    rules: BTreeMap<String, Count>,
    resolutions: BTreeMap<&'static str, Count>,
    /// Stated confidence in twentieths: sum of what was stated, right, all.
    stated: BTreeMap<u32, (f32, u32, u32)>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let (flags, files): (Vec<String>, Vec<String>) = std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let checks = flags.iter().any(|f| f == "--check");
    // The products of shares are measured as they are, not as an earlier measurement has set them right.
    let folder = tempfile::tempdir()?;
    for file in std::fs::read_dir("rules/en")? {
        let path = file?.path();
        let text = std::fs::read_to_string(&path)?;
        let kept = text.lines().filter(|l| checks || !l.starts_with("product:")).map(|l| format!("{l}\n"));
        std::fs::write(folder.path().join(path.file_name().unwrap_or_default()), kept.collect::<String>())?;
    }
    let rules_of_folder = RuleSet::from_dir(folder.path(), Lexicon::english())?;
    // What a rule is worth when it decides alone; what a resolution is worth shows in what comes out at last.
    let mut rules_only = Extractor::new(rules_of_folder.clone().rules_only());
    let mut extractor = Extractor::new(rules_of_folder);
    let mut counts = Counts::default();
    for file in &files {
        for line in std::io::BufReader::new(std::fs::File::open(file)?).lines() {
            let gold: Value = serde_json::from_str(&line?)?;
            rules(&mut rules_only, &gold, &mut counts);
            document(&mut extractor, &gold, &mut counts);
        }
    }
    if checks {
        check(&counts)
    } else {
        table(&counts)
    }
    Ok(())
}

#[allow(clippy::print_stdout)] // printing is what this program is for
fn table(counts: &Counts) {
    println!("bucket,right,of");
    for (id, (right, of)) in &counts.rules {
        println!("{id},{right},{of}");
    }
    for (kind, (right, of)) in &counts.resolutions {
        println!("resolution:{kind},{right},{of}");
    }
    for (part, (_, right, of)) in &counts.stated {
        println!("product:0.{:02},{right},{of}", part * 5);
    }
}

#[allow(clippy::print_stdout)]
fn check(counts: &Counts) {
    println!("{:>8} {:>8} {:>8}", "stated", "observed", "of");
    let mut tenths: BTreeMap<u32, (f32, u32, u32)> = BTreeMap::new();
    for (part, (sum, right, of)) in &counts.stated {
        let tenth = tenths.entry(part / 2).or_default();
        *tenth = (tenth.0 + sum, tenth.1 + right, tenth.2 + of);
    }
    for (sum, right, of) in tenths.values() {
        println!("{:8.3} {:8.3} {of:8}", sum / *of as f32, *right as f32 / *of as f32);
    }
}

/// Byte ranges in a text of code point ranges of its gold.
struct Places(Vec<usize>);

impl Places {
    fn new(text: &str) -> Self {
        Places(text.char_indices().map(|(i, _)| i).chain([text.len()]).collect())
    }

    fn range(&self, v: &Value) -> Range<usize> {
        let at = |i: usize| v[i].as_u64().and_then(|o| self.0.get(o as usize)).copied().unwrap_or(0);
        at(0)..at(1)
    }

    /// The gold quote that most of a quotation lies in, if its source is told; or whether it is one of the unattributed.
    fn gold<'g>(&self, gold: &'g Value, q: &Quotation<'_>) -> (Option<&'g Value>, bool) {
        let inside = |v: &&Value| overlap(&self.range(v), &q.range) * 2 > q.range.len();
        let scare = gold["unattributed"].as_array().into_iter().flatten().any(|v| inside(&v));
        let quote = gold["quotes"].as_array().into_iter().flatten().find(|g| inside(&&g["span"]));
        (quote.filter(|g| g["mention"].as_array().is_some_and(|m| !m.is_empty())), scare)
    }

    fn is_right(&self, text: &str, q: &Quotation<'_>, quote: &Value) -> bool {
        same_mention(text, q, quote["mention"].as_array().into_iter().flatten().map(|m| self.range(m)))
    }
}

fn rules(extractor: &mut Extractor, gold: &Value, counts: &mut Counts) {
    let Some(text) = gold["text"].as_str() else { return };
    let places = Places::new(text);
    for q in extractor.extract(text).iter().filter(|q| q.mention.is_some()) {
        let (quote, scare) = places.gold(gold, q);
        let entry = counts.rules.entry(q.rule.to_string()).or_default();
        entry.0 += u32::from(quote.is_some_and(|g| places.is_right(text, q, g)));
        entry.1 += u32::from(quote.is_some() || scare);
    }
}

fn document(extractor: &mut Extractor, gold: &Value, counts: &mut Counts) {
    let Some(text) = gold["text"].as_str() else { return };
    // Where speakers are not resolved by hand, only wrong ones could be counted.
    if gold["entities"].as_object().is_none_or(serde_json::Map::is_empty) {
        return;
    }
    let places = Places::new(text);
    for q in extractor.extract(text).iter().filter(|q| q.mention.is_some()) {
        let (quote, scare) = places.gold(gold, q);
        let Some(quote) = quote else {
            if let Some(stated) = q.confidence.filter(|_| scare) {
                state(counts, stated, false);
            }
            continue;
        };
        let Some(entity) = quote["entity"].as_str().filter(|_| !q.speaker.is_empty()) else { continue };
        let named = names(&q.speaker, gold["entities"][entity][0].as_str().unwrap_or(""));
        if places.is_right(text, q, quote) {
            let entry = counts.resolutions.entry(kind(q.resolution)).or_default();
            entry.0 += u32::from(named);
            entry.1 += 1;
        }
        if let Some(stated) = q.confidence {
            state(counts, stated, named);
        }
    }
}

fn state(counts: &mut Counts, stated: f32, right: bool) {
    let entry = counts.stated.entry(((stated * 20.0) as u32).min(19)).or_default();
    entry.0 += stated;
    entry.1 += u32::from(right);
    entry.2 += 1;
}

fn overlap(a: &Range<usize>, b: &Range<usize>) -> usize {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

fn same_mention(text: &str, q: &Quotation<'_>, mut gold: impl Iterator<Item = Range<usize>>) -> bool {
    let Some(mention) = &q.mention else { return false };
    let word = text[mention.clone()].to_lowercase();
    gold.any(|g| overlap(&g, mention) > 0 || text[g].to_lowercase() == word)
}

/// Whether a speaker has every word of the gold name.
fn names(speaker: &str, full: &str) -> bool {
    let words = |s: &str| -> HashSet<String> {
        s.to_lowercase()
            .replace('’', "'")
            .split(|c: char| !c.is_alphanumeric() && c != '\'')
            .map(str::to_owned)
            .collect()
    };
    let (speaker, mut full) = (words(speaker), words(full));
    full.retain(|w| w.len() > 1 && w != "the" && w != "mr" && w != "mrs");
    !full.is_empty() && full.is_subset(&speaker)
}

fn kind(resolution: Option<Resolution>) -> &'static str {
    resolution.map_or("unresolved", Resolution::bucket)
}
