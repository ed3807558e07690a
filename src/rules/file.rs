//! Reading rule files: TOML with every fault pointed at.

use std::ops::Range;
use std::path::Path;

use rustc_hash::FxHashMap;
use serde::Deserialize;
use toml::Spanned;

use super::compile::{has_role, split};
use super::examples::Example;
use super::set::RuleSet;
use super::syntax::{Node, Role, parse};
use crate::error::Fault;
use crate::lexicon::Lexicon;

/// A rule file as TOML says it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    define: std::collections::BTreeMap<String, Spanned<String>>,
    #[serde(default)]
    testing: Testing,
    #[serde(default)]
    rule: Vec<RawRule>,
}

/// What the examples of a rule folder share.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Testing {
    /// A plain sentence that every `yes` must hold behind, too.
    #[serde(default)]
    sentence_before: String,
}

/// What a folder of rule files says.
#[derive(Default)]
pub(crate) struct ReadRules {
    pub rules: Vec<ReadRule>,
    pub sentence_before: String,
    pub faults: Vec<Fault>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: Spanned<String>,
    tier: u8,
    doc: String,
    pattern: Spanned<String>,
    #[serde(default = "yes")]
    speech: bool,
    #[serde(default)]
    kind: RawKind,
    #[serde(default)]
    joins: bool,
    #[serde(default)]
    yes: Vec<Spanned<String>>,
    #[serde(default)]
    no: Vec<Spanned<String>>,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum RawKind {
    #[default]
    Direct,
    Mixed,
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
    pub node: Node,
    /// The line its id stands in.
    pub line: usize,
    /// Where the pattern stands, for faults found later.
    pub place: Fault,
}

/// The rules of several files, in order, and every fault.
pub(crate) fn read(files: &[(&Path, &str)], lexicon: &mut Lexicon) -> ReadRules {
    let mut faults = Vec::new();
    let mut sentence_before = String::new();
    let mut raws = Vec::new();
    let mut macros: FxHashMap<String, String> = FxHashMap::default();
    for (path, text) in files {
        match toml::from_str::<Raw>(text) {
            Ok(raw) => {
                if !raw.testing.sentence_before.is_empty() {
                    sentence_before.clone_from(&raw.testing.sentence_before);
                }
                for (name, body) in &raw.define {
                    if macros.insert(name.clone(), body.get_ref().clone()).is_some() {
                        faults.push(Fault::at(
                            path,
                            text,
                            body.span(),
                            format!("the macro {name:?} is already defined"),
                        ));
                    }
                }
                raws.push((*path, *text, raw));
            }
            Err(e) => faults.push(Fault::at(path, text, e.span().unwrap_or(0..0), e.message())),
        }
    }
    let mut rules: Vec<ReadRule> = Vec::new();
    for (path, text, raw) in raws {
        for rule in raw.rule {
            if let Some(first) = rules.iter().find(|r| r.id == *rule.id.get_ref()) {
                let message = format!(
                    "the rule {:?} stands already in {}:{}",
                    first.id,
                    first.place.file.display(),
                    first.place.line
                );
                faults.push(Fault::at(path, text, rule.id.span(), message));
                continue;
            }
            match read_rule(path, text, rule, &macros, lexicon) {
                Ok(rule) => rules.push(rule),
                Err(mut wrong) => faults.append(&mut wrong),
            }
        }
    }
    ReadRules { rules, sentence_before, faults }
}

fn read_rule(
    path: &Path,
    text: &str,
    raw: RawRule,
    macros: &FxHashMap<String, String>,
    lexicon: &mut Lexicon,
) -> Result<ReadRule, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut fault = |at: Range<usize>, message: String| faults.push(Fault::at(path, text, at, message));
    let id = raw.id.get_ref();
    if !RuleSet::is_id(id) {
        fault(raw.id.span(), RuleSet::ID_FORM.into());
    }
    if raw.doc.trim().is_empty() {
        fault(raw.id.span(), "doc must say in a sentence what the rule finds".into());
    }
    for (name, list) in [("yes", &raw.yes), ("no", &raw.no)] {
        if list.is_empty() {
            fault(raw.id.span(), format!("the rule has no {name:?} example; every rule has at least one of either"));
        }
    }
    let mut examples = Vec::new();
    for (list, positive) in [(&raw.yes, true), (&raw.no, false)] {
        for source in list {
            match Example::parse(source.get_ref(), positive) {
                Ok(example) => {
                    let line = Fault::at(path, text, source.span(), "").line;
                    examples.push(Example { line, ..example });
                }
                Err(message) => fault(source.span(), message),
            }
        }
    }
    let inner = pattern_place(text, &raw.pattern);
    let node = match parse(raw.pattern.get_ref(), lexicon, &|name| macros.get(name).cloned()) {
        Ok(node) => Some(node),
        Err(wrong) => {
            // Inside a literal string the places agree; elsewhere the whole value is shown.
            let at = inner.map_or(raw.pattern.span(), |start| start + wrong.at.start..start + wrong.at.end);
            fault(at, wrong.message);
            None
        }
    };
    if let Some(node) = &node {
        match split(node) {
            Err(message) => fault(raw.pattern.span(), message),
            Ok(tree) => {
                let roles = |role| has_role(&tree.left, role) || has_role(&tree.right, role);
                if roles(Role::Speaker) && roles(Role::Attributed) {
                    fault(
                        raw.pattern.span(),
                        "SPEAKER and ATTRIBUTED both name the speaker; write MENTION or QUOTED for one".into(),
                    );
                }
                if !raw.speech && (roles(Role::Speaker) || roles(Role::Attributed)) {
                    fault(raw.pattern.span(), "a rule with speech = false names no speaker".into());
                }
            }
        }
    }
    match node {
        Some(node) if faults.is_empty() => Ok(ReadRule {
            place: Fault::at(path, text, raw.pattern.span(), ""),
            line: Fault::at(path, text, raw.id.span(), "").line,
            id: raw.id.into_inner(),
            tier: raw.tier,
            doc: raw.doc,
            pattern: raw.pattern.into_inner(),
            speech: raw.speech,
            mixed: matches!(raw.kind, RawKind::Mixed),
            joins: raw.joins,
            examples,
            node,
        }),
        _ => Err(faults),
    }
}

/// Where the text of a pattern begins in its file, if it is written so that the places in it are those in the file.
fn pattern_place(text: &str, pattern: &Spanned<String>) -> Option<usize> {
    let span = pattern.span();
    let raw = text.get(span.clone())?;
    let quotes = if raw.starts_with("'''") { 3 } else { 1 };
    let inner = raw.get(quotes..)?;
    inner.starts_with(pattern.get_ref().as_str()).then_some(span.start + quotes)
}
