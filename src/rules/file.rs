//! Reading rule files: everything that is wrong with any of them, pointed at in one go.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use toml::de::DeTable;

use super::compile::{Split, has_role, split};
use super::examples::Example;
use super::fields::{At, Fields, string, table, tables};
use super::macros::{Defined, Macro};
use super::parse::{Wrong, parse};
use super::set::RuleSet;
use super::source::{Place, Source};
use super::syntax::Role;
use crate::error::{Fault, did_you_mean};
use crate::lexicon::Lexicon;

/// What a file can have at its top.
const TOP: &[&str] = &["rule", "define", "testing"];
const TESTING: &[&str] = &["sentence_before"];
const RULE: &[&str] = &["id", "tier", "doc", "pattern", "yes", "no", "speech", "kind", "joins"];
const KINDS: &[&str] = &["direct", "mixed"];

/// What a folder of rule files says.
#[derive(Default)]
pub(crate) struct ReadRules {
    pub rules: Vec<ReadRule>,
    pub sentence_before: String,
    pub faults: Vec<Fault>,
}

/// A rule as its file gives it, its pattern read.
#[derive(Debug, Clone)]
pub(crate) struct ReadRule {
    pub id: String,
    pub tier: u8,
    pub doc: String,
    pub pattern: String,
    pub speech: bool,
    pub mixed: bool,
    pub joins: bool,
    pub examples: Vec<Example>,
    pub tree: Arc<Split>,
    /// The line its id stands in.
    pub line: usize,
    /// Where the pattern stands, for faults found later.
    pub place: Place,
}

/// A file as it is being read.
struct File<'t> {
    source: &'t Arc<Source>,
    top: &'t DeTable<'t>,
    wrongs: Vec<Wrong>,
    /// Where the TOML is broken.
    broken: Vec<usize>,
}

/// The rules of several files, in order, and every fault.
pub(crate) fn read(sources: &[Arc<Source>], lexicon: &mut Lexicon) -> ReadRules {
    let parsed: Vec<_> = sources.iter().map(|source| DeTable::parse_recoverable(&source.text)).collect();
    let mut files: Vec<File<'_>> = Vec::new();
    for (source, (top, errors)) in sources.iter().zip(&parsed) {
        let mut wrongs: Vec<Wrong> = errors.iter().map(|e| Wrong::new(e.span().unwrap_or(0..0), e.message())).collect();
        let broken = wrongs.iter().map(|w| w.at.start).collect();
        if errors.is_empty() {
            Fields::new(top.get_ref(), 0..0, TOP, &mut wrongs);
        }
        files.push(File { source, top: top.get_ref(), wrongs, broken });
    }
    let sentence_before = sentence_before(&mut files);
    let macros = macros(&mut files, lexicon);
    let mut rules: Vec<ReadRule> = Vec::new();
    let mut ids: FxHashMap<String, Place> = FxHashMap::default();
    for file in &mut files {
        let found = tables(file.top, "rule", &mut file.wrongs);
        for (i, (table, header)) in found.iter().enumerate() {
            // What is broken in a rule makes other faults of it; they are not worth telling.
            let end = found.get(i + 1).map_or(file.source.text.len(), |(_, next)| next.start);
            let whole = !file.broken.iter().any(|at| (header.start..=end).contains(at));
            let mut wrongs = Vec::new();
            let rule = file.rule(table, header.clone(), &macros, &mut ids, lexicon, &mut wrongs);
            if whole {
                file.wrongs.append(&mut wrongs);
            }
            rules.extend(rule);
        }
    }
    let faults = files.into_iter().flat_map(|file| file.source.faults(file.wrongs)).collect();
    ReadRules { rules, sentence_before, faults }
}

/// The sentence that examples must hold behind.
fn sentence_before(files: &mut [File<'_>]) -> String {
    let mut first: Option<(String, Place)> = None;
    for file in files {
        let Some((testing, at)) = table(file.top, "testing", &mut file.wrongs) else { continue };
        let fields = Fields::new(testing, at, TESTING, &mut file.wrongs);
        let Some(sentence) = fields.optional_string("sentence_before", &mut file.wrongs) else { continue };
        if let Some((_, place)) = &first {
            file.wrongs.push(Wrong::new(sentence.at, format!("sentence_before stands already in {}", named(place))));
            continue;
        }
        first = Some((sentence.value, Place { source: file.source.clone(), at: sentence.at }));
    }
    first.map_or(String::new(), |(sentence, _)| sentence)
}

fn macros(files: &mut [File<'_>], lexicon: &mut Lexicon) -> Defined {
    let mut found = Vec::new();
    for (n, file) in files.iter_mut().enumerate() {
        let Some((define, _)) = table(file.top, "define", &mut file.wrongs) else { continue };
        for (key, value) in define {
            if let Some(text) = string(key.get_ref(), value, &mut file.wrongs) {
                let place = Place { source: file.source.clone(), at: key.span() };
                found.push((n, Macro { name: key.get_ref().to_string(), place, text }));
            }
        }
    }
    let (of_file, macros): (Vec<usize>, Vec<Macro>) = found.into_iter().unzip();
    let (defined, wrongs) = Defined::new(&macros, lexicon);
    wrongs.into_iter().for_each(|(i, wrong)| files[of_file[i]].wrongs.push(wrong));
    defined
}

impl File<'_> {
    /// The rule that a table holds, if nothing is wrong with it.
    fn rule(
        &self,
        table: &DeTable<'_>,
        header: Range<usize>,
        macros: &Defined,
        ids: &mut FxHashMap<String, Place>,
        lexicon: &mut Lexicon,
        wrongs: &mut Vec<Wrong>,
    ) -> Option<ReadRule> {
        let mut fields = Fields::new(table, header, RULE, wrongs);
        let id = fields.string("id", wrongs);
        if let Some(id) = &id {
            fields.at = id.at.clone();
            self.id(id, ids, wrongs);
        }
        let tier = fields.byte("tier", wrongs);
        let doc = fields.string("doc", wrongs);
        if let Some(doc) = doc.as_ref().filter(|d| d.value.trim().is_empty()) {
            wrongs.push(Wrong::new(doc.at.clone(), "doc must say in a sentence what the rule finds"));
        }
        let speech = fields.flag("speech", true, wrongs);
        let joins = fields.flag("joins", false, wrongs);
        let kind = fields.optional_string("kind", wrongs);
        if let Some(kind) = kind.as_ref().filter(|k| !KINDS.contains(&k.value.as_str())) {
            let hint = did_you_mean(&kind.value, KINDS.iter().copied());
            wrongs.push(Wrong::new(kind.at.clone(), format!("kind is \"direct\" or \"mixed\"{hint}")));
        }
        let examples = self.examples(&fields, wrongs);
        let pattern = fields.string("pattern", wrongs);
        let tree = pattern.as_ref().and_then(|p| match self.pattern(p, speech, macros, lexicon) {
            Ok(tree) => Some(tree),
            Err(wrong) => {
                wrongs.extend(wrong);
                None
            }
        });
        if !wrongs.is_empty() {
            return None;
        }
        let (id, pattern) = (id?, pattern?);
        Some(ReadRule {
            line: self.source.line(id.at.start),
            place: Place { source: self.source.clone(), at: pattern.at },
            id: id.value,
            tier: tier?,
            doc: doc?.value,
            pattern: pattern.value,
            speech,
            mixed: kind.is_some_and(|k| k.value == "mixed"),
            joins,
            examples,
            tree: Arc::new(tree?),
        })
    }

    fn id(&self, id: &At<String>, ids: &mut FxHashMap<String, Place>, wrongs: &mut Vec<Wrong>) {
        if !RuleSet::is_id(&id.value) {
            wrongs.push(Wrong::new(id.at.clone(), RuleSet::ID_FORM));
        } else if let Some(first) = ids.get(&id.value) {
            wrongs
                .push(Wrong::new(id.at.clone(), format!("the rule {:?} stands already in {}", id.value, named(first))));
        } else {
            ids.insert(id.value.clone(), Place { source: self.source.clone(), at: id.at.clone() });
        }
    }

    fn examples(&self, fields: &Fields<'_>, wrongs: &mut Vec<Wrong>) -> Vec<Example> {
        let mut examples = Vec::new();
        for (key, positive) in [("yes", true), ("no", false)] {
            let before = wrongs.len();
            let list = fields.strings(key, wrongs);
            if list.is_empty() && wrongs.len() == before {
                let message = format!("the rule has no {key:?} example; every rule has at least one of either");
                wrongs.push(Wrong::new(fields.at.clone(), message));
            }
            for written in list {
                match Example::parse(&written.value, positive) {
                    Ok(example) => examples.push(Example { line: self.source.line(written.at.start), ..example }),
                    Err((at, message)) => {
                        wrongs.push(Wrong::new(self.source.inside(&written.at, &written.value, &at), message));
                    }
                }
            }
        }
        examples
    }

    /// The tree of a pattern; what is wrong with it, or nothing if that has been told where a macro is defined.
    fn pattern(
        &self,
        pattern: &At<String>,
        speech: bool,
        macros: &Defined,
        lexicon: &mut Lexicon,
    ) -> Result<Split, Option<Wrong>> {
        let node = parse("", &pattern.value, lexicon, &macros.texts).map_err(|wrong| {
            let at = self.source.inside(&pattern.at, &pattern.value, &wrong.at);
            macros.is_news(&wrong).then_some(Wrong { at, ..wrong })
        })?;
        let whole = |message: &str| Some(Wrong::new(pattern.at.clone(), message));
        let tree = split(node).map_err(|message| whole(&message))?;
        let has = |role| has_role(&tree.left, role) || has_role(&tree.right, role);
        if has(Role::Speaker) && has(Role::Attributed) {
            return Err(whole("SPEAKER and ATTRIBUTED both name the speaker; write MENTION or QUOTED for one"));
        }
        if !speech && (has(Role::Speaker) || has(Role::Attributed)) {
            return Err(whole("a rule with speech = false names no speaker"));
        }
        Ok(tree)
    }
}

/// A place as a message names it.
pub(super) fn named(place: &Place) -> String {
    format!("{}:{}", place.source.path.display(), place.line())
}
