//! The rule set: rules loaded, compiled and ordered.

use std::path::{Path, PathBuf};

use super::alphabet::Alphabet;
use super::compile::{Compiled, Side, register, split};
use super::confidence::Measured;
use super::examples::Example;
use super::file::{ReadRule, ReadRules, read};
use crate::error::{Error, ErrorKind, Fault};
use crate::lexicon::Lexicon;

macro_rules! files {
    ($($name:literal,)*) => {
        const BUILT_IN: &[(&str, &str)] = &[$((concat!("rules/en/", $name), include_str!(concat!("../../rules/en/", $name))),)*];
    };
}

files! {
    "00-macros.toml",
    "10-not-speech.toml",
    "20-adjacent.toml",
    "30-fragments.toml",
    "40-distant.toml",
    "50-discourse.toml",
    "60-unattributed.toml",
}

const CONFIDENCE: &str = include_str!("../../rules/en/confidence.csv");
const CONFIDENCE_FILE: &str = "confidence.csv";

/// Attribution rules with the word lists they ask for, ready to run.
///
/// ```
/// let rules = whosaid::RuleSet::english();
/// assert!(rules.rules().iter().any(|r| r.id == "quote-cue-speaker"));
/// ```
#[derive(Debug, Clone)]
pub struct RuleSet {
    rules: Vec<Rule>,
    compiled: Vec<Compiled>,
    alphabet: Alphabet,
    lexicon: Lexicon,
    /// Indices of rules, a list a tier, lowest tier first.
    tiers: Vec<Vec<usize>>,
    sentence_before: String,
    measured: Measured,
}

/// One attribution rule.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Rule {
    /// Its name, unique in the set.
    pub id: String,
    /// Lower tiers are tried first.
    pub tier: u8,
    /// What it finds.
    pub doc: String,
    /// Its pattern, as written.
    pub pattern: String,
    /// Whether what it takes is speech; `false` for rules that find scare quotes and titles.
    pub speech: bool,
    /// Whether the span is a fragment inside a reported clause.
    pub mixed: bool,
    /// Whether the span belongs to the same utterance as the one it shares its speaker with.
    pub joins: bool,
    /// How often its attributions are right, measured; `None` where it was not.
    pub confidence: Option<f32>,
    /// Its inline tests.
    pub examples: Vec<Example>,
}

impl RuleSet {
    /// The built-in English rules over the built-in English lexicon.
    pub fn english() -> Self {
        // The shipped rules are checked by the tests, so a fault here cannot reach a user.
        Self::built_in(Lexicon::english()).unwrap_or_else(|_| Self::empty())
    }

    /// The built-in English rules over another lexicon.
    ///
    /// # Errors
    /// [`ErrorKind::Data`] if the lexicon lacks a list that a rule asks for.
    pub fn built_in(lexicon: Lexicon) -> Result<Self, Error> {
        let files: Vec<(PathBuf, String)> = BUILT_IN.iter().map(|(n, t)| (PathBuf::from(n), (*t).to_owned())).collect();
        Self::load(&files, CONFIDENCE, lexicon)
    }

    /// The rules of the `.toml` files in `dir`, in the order of their names, over `lexicon`.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if the folder or a file cannot be read, [`ErrorKind::Data`] with every fault of every file, and
    /// [`ErrorKind::Other`] if the folder holds no rule.
    pub fn from_dir(dir: &Path, lexicon: Lexicon) -> Result<Self, Error> {
        let io = |path: &Path, e| Error::io(path.display().to_string(), e);
        let mut files = Vec::new();
        for entry in std::fs::read_dir(dir).map_err(|e| io(dir, e))? {
            let path = entry.map_err(|e| io(dir, e))?.path();
            if path.is_file() && path.extension().is_some_and(|s| s == "toml") {
                let text = crate::read::read_utf8(&path)?;
                files.push((path, text));
            }
        }
        files.sort();
        let measured = dir.join(CONFIDENCE_FILE);
        let measured = if measured.is_file() { crate::read::read_utf8(&measured)? } else { String::new() };
        let set = Self::load(&files, &measured, lexicon)?;
        if set.rules.is_empty() {
            return Err(Error::other(format!(
                "{}: no rule in this folder (rules stand in .toml files)",
                dir.display()
            )));
        }
        Ok(set)
    }

    fn empty() -> Self {
        RuleSet {
            rules: Vec::new(),
            compiled: Vec::new(),
            alphabet: Alphabet::default(),
            lexicon: Lexicon::english(),
            tiers: Vec::new(),
            sentence_before: String::new(),
            measured: Measured::default(),
        }
    }

    fn load(files: &[(PathBuf, String)], measured: &str, mut lexicon: Lexicon) -> Result<Self, Error> {
        let borrowed: Vec<(&Path, &str)> = files.iter().map(|(p, t)| (p.as_path(), t.as_str())).collect();
        let ReadRules { rules: read, sentence_before, mut faults } = read(&borrowed, &mut lexicon);
        let mut alphabet = Alphabet::default();
        let parts: Vec<_> = read.iter().filter_map(|r| split(&r.node).ok()).collect();
        for (left, _, right) in &parts {
            register(left, &mut alphabet);
            register(right, &mut alphabet);
        }
        if let Err(message) = alphabet.build(&lexicon) {
            faults.extend(read.last().map(|r| Fault { message, ..r.place.clone() }));
        }
        if !faults.is_empty() {
            return Err(Error::new(ErrorKind::Data(faults)));
        }
        let compiled = parts
            .into_iter()
            .map(|(left, quote, right)| Compiled {
                quote,
                left: Side::new(&left, &alphabet, true),
                right: Side::new(&right, &alphabet, false),
            })
            .collect();
        let measured = Measured::read(measured);
        let rules: Vec<Rule> = read.into_iter().map(|r| rule(r, &measured)).collect();
        let mut levels: Vec<u8> = rules.iter().map(|r| r.tier).collect();
        levels.sort_unstable();
        levels.dedup();
        let of_tier = |t: &u8| (0..rules.len()).filter(|i| rules[*i].tier == *t).collect();
        let tiers = levels.iter().map(of_tier).collect();
        Ok(RuleSet { rules, compiled, alphabet, lexicon, tiers, sentence_before, measured })
    }

    /// Compiles every pattern now instead of on its first use.
    ///
    /// # Errors
    /// [`ErrorKind::Other`] naming the first rule whose pattern is too large to run.
    pub fn check(&self) -> Result<(), Error> {
        for (rule, compiled) in self.rules.iter().zip(&self.compiled) {
            let sides = compiled.left.check().and_then(|()| compiled.right.check());
            sides.map_err(|m| Error::other(format!("rule {:?}: {m}", rule.id)))?;
        }
        Ok(())
    }

    /// The rules in file order.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// A plain sentence that every `yes` example must hold behind, too; empty if the rule files give none.
    pub(crate) fn sentence_before(&self) -> &str {
        &self.sentence_before
    }

    /// How often a kind of resolution names the right speaker once the mention is right, where it was measured.
    pub(crate) fn resolved(&self, bucket: &str) -> Option<f32> {
        self.measured.get(&format!("resolution:{bucket}"))
    }

    pub(crate) fn compiled(&self, rule: usize) -> &Compiled {
        &self.compiled[rule]
    }

    pub(crate) fn alphabet(&self) -> &Alphabet {
        &self.alphabet
    }

    pub(crate) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    pub(crate) fn tiers(&self) -> &[Vec<usize>] {
        &self.tiers
    }
}

fn rule(r: ReadRule, measured: &Measured) -> Rule {
    Rule {
        confidence: measured.get(&r.id),
        id: r.id,
        tier: r.tier,
        doc: r.doc,
        pattern: r.pattern,
        speech: r.speech,
        mixed: r.mixed,
        joins: r.joins,
        examples: r.examples,
    }
}
