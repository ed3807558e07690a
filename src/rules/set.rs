//! The rule set: rules loaded, compiled and ordered.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::alphabet::Alphabet;
use super::compile::{Compiled, Split, register};
use super::confidence::Measured;
use super::examples::Example;
use super::file::{ReadRule, ReadRules, read};
use super::folder::Folder;
use super::needs::{Needs, needs_of_side};
use super::source::Place;
use crate::attribution::choice::Weights;
use crate::error::{Error, ErrorKind, Fault};
use crate::lexicon::Lexicon;

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
    /// Where the patterns stand, for faults found late.
    places: Vec<Place>,
    alphabet: Arc<Alphabet>,
    needs: Arc<Needs>,
    lexicon: Arc<Lexicon>,
    /// Indices of rules, a list a tier, lowest tier first.
    tiers: Vec<Vec<usize>>,
    sentence_before: String,
    measured: Measured,
    weights: Arc<Weights>,
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
    /// The file it stands in; for a built-in rule, as in the repository of this crate.
    pub file: PathBuf,
    /// The line its id stands in, counted from 1.
    pub line: usize,
}

impl RuleSet {
    /// What [`RuleSet::is_id`] asks for.
    pub(crate) const ID_FORM: &str = "an id has lower-case letters, digits and hyphens only";

    /// Whether a rule can be called this.
    pub(crate) fn is_id(id: &str) -> bool {
        !id.is_empty() && id.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    }

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
        Self::load(Folder::built_in(), lexicon)
    }

    /// The rules of the `.toml` files in `dir`, in the order of their names, over `lexicon`.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if the folder or a file cannot be read, [`ErrorKind::Data`] with every fault of every file, up to
    /// fifty a file, and [`ErrorKind::Other`] if the folder holds no rule.
    pub fn from_dir(dir: &Path, lexicon: Lexicon) -> Result<Self, Error> {
        let set = Self::load(Folder::read(dir)?, lexicon)?;
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
            places: Vec::new(),
            alphabet: Arc::default(),
            needs: Arc::default(),
            lexicon: Arc::new(Lexicon::english()),
            tiers: Vec::new(),
            sentence_before: String::new(),
            measured: Measured::default(),
            weights: Arc::default(),
        }
    }

    fn load(folder: Folder, mut lexicon: Lexicon) -> Result<Self, Error> {
        let mut faults = folder.faults;
        let ReadRules { rules: read, sentence_before, faults: mut found } = read(&folder.rules, &mut lexicon);
        faults.append(&mut found);
        let measured = Measured::read(&folder.confidence, &mut faults);
        let numbers: FxHashMap<&str, u16> = read.iter().map(|r| r.id.as_str()).zip(0..).collect();
        let number = |id: &str| numbers.get(id).copied();
        let word = |w: &str| u16::try_from(lexicon.look_up(w).0).ok().filter(|id| *id != 0);
        let weights = Weights::read(&folder.weights.path, &folder.weights.text, number, word, &mut faults);
        let mut alphabet = Alphabet::default();
        for rule in &read {
            register(&rule.tree.left, &mut alphabet);
            register(&rule.tree.right, &mut alphabet);
            if alphabet.is_full() {
                faults.push(rule.place.fault(Alphabet::FULL));
                return Err(Error::new(ErrorKind::Data(faults)));
            }
        }
        if let Err(message) = alphabet.build(&lexicon) {
            faults.extend(read.last().map(|r| r.place.fault(message)));
            return Err(Error::new(ErrorKind::Data(faults)));
        }
        let sides = read.iter().flat_map(|rule| [(&rule.tree.left, true), (&rule.tree.right, false)]);
        let sets = sides.flat_map(|(side, outwards)| needs_of_side(side, &alphabet, outwards)).flatten();
        let needs = Needs::new(sets, &alphabet);
        let compiled = read.iter().map(|rule| Compiled::new(rule.tree.clone(), &alphabet, &needs)).collect();
        let places = read.iter().map(|r| r.place.clone()).collect();
        let rules: Vec<Rule> = read.into_iter().map(|r| rule(r, &measured)).collect();
        let mut levels: Vec<u8> = rules.iter().map(|r| r.tier).collect();
        levels.sort_unstable();
        levels.dedup();
        let of_tier = |t: &u8| (0..rules.len()).filter(|i| rules[*i].tier == *t).collect();
        let tiers = levels.iter().map(of_tier).collect();
        let (alphabet, needs) = (Arc::new(alphabet), Arc::new(needs));
        let (lexicon, weights) = (Arc::new(lexicon), Arc::new(weights));
        let set =
            RuleSet { rules, compiled, places, alphabet, needs, lexicon, tiers, sentence_before, measured, weights };
        if faults.is_empty() {
            return Ok(set);
        }
        // Since the set is refused, all that is wrong with it should be told at once.
        faults.extend(set.too_large());
        faults.sort_by(|a, b| a.file.cmp(&b.file));
        Err(Error::new(ErrorKind::Data(faults)))
    }

    /// Compiles every pattern now instead of on its first use.
    ///
    /// # Errors
    /// [`ErrorKind::Data`] with the place of every pattern that is too large to run.
    pub fn check(&self) -> Result<(), Error> {
        let faults: Vec<Fault> = self.too_large().collect();
        if faults.is_empty() { Ok(()) } else { Err(Error::new(ErrorKind::Data(faults))) }
    }

    fn too_large(&self) -> impl Iterator<Item = Fault> {
        (self.compiled.iter().zip(&self.places))
            .filter_map(|(c, place)| c.check(&self.alphabet).err().map(|message| place.fault(message)))
    }

    /// The number of what is not decided by a rule but by a choice by weight, and its id in rows.
    pub(crate) const CHOICE: u32 = u32::MAX;
    pub(crate) const CHOICE_ID: &str = "choice";

    /// The rules alone, without the choice by weight that a rule folder's `choice.tsv` makes where they are often wrong.
    #[must_use]
    pub fn rules_only(mut self) -> Self {
        self.weights = Arc::default();
        self
    }

    pub(crate) fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The set without one of its rules, given by its index.
    pub(crate) fn without(&self, rule: usize) -> Self {
        let mut set = self.clone();
        set.tiers.iter_mut().for_each(|tier| tier.retain(|r| *r != rule));
        set
    }

    /// The set with the pattern of one of its rules, given by its index, put in place of what it was. The new one must ask
    /// for nothing that the old one did not.
    pub(crate) fn with_pattern(&self, rule: usize, tree: Split) -> Self {
        let mut set = self.clone();
        set.compiled[rule] = Compiled::new(Arc::new(tree), &self.alphabet, &self.needs);
        set
    }

    /// The rules in file order.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// A plain sentence that every `yes` example must hold behind, too; empty if the rule files give none.
    pub(crate) fn sentence_before(&self) -> &str {
        &self.sentence_before
    }

    /// The buckets of the file of confidences that belong to no rule of the set and to no kind of resolution.
    pub fn stale_confidences(&self) -> Vec<String> {
        let known =
            |b: &str| self.rules.iter().any(|r| r.id == b) || b.starts_with("resolution:") || b.starts_with("product:");
        let mut stale: Vec<String> = self.measured.buckets().filter(|b| !known(b)).map(str::to_owned).collect();
        stale.sort();
        stale
    }

    /// How often a row is right whose rule and resolution have this product of shares.
    pub(crate) fn confidence(&self, product: f32) -> f32 {
        self.measured.of_product(product)
    }

    /// How often a kind of resolution names the right speaker once the mention is right, where it was measured.
    pub(crate) fn resolved(&self, bucket: &str) -> Option<f32> {
        self.measured.get(&format!("resolution:{bucket}"))
    }

    #[inline]
    pub(crate) fn compiled(&self, rule: usize) -> &Compiled {
        &self.compiled[rule]
    }

    pub(crate) fn alphabet(&self) -> &Alphabet {
        &self.alphabet
    }

    pub(crate) fn needs(&self) -> &Needs {
        &self.needs
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
        file: r.place.source.path.clone(),
        line: r.line,
    }
}
