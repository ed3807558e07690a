//! Mutants: a rule set with one thing broken on purpose, to see whether any example would notice.

use super::compile::Split;
use super::set::{Rule, RuleSet};
use super::syntax::{Node, Role};
use crate::extract::Extractor;

/// A rule set with one rule broken on purpose. See [`RuleSet::mutants`].
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Mutant {
    /// The rule that was broken.
    pub rule: String,
    /// What was done to it.
    pub change: String,
    /// The id of a rule with an example that notices; `None` if every example still holds.
    pub noticed_by: Option<String>,
}

impl RuleSet {
    /// Breaks every rule in turn and looks which example notices: with the rule removed, with nobody in its speaker role, and
    /// with each other mention of its pattern in that role.
    ///
    /// An example of the removed rule itself notices only if the speaker, the cue or the kind changes, not by the mere id of
    /// the rule that decides. So a rule that others make needless is told.
    ///
    /// ```
    /// let mutants = whosaid::RuleSet::english().mutants();
    /// assert!(mutants.iter().all(|m| m.noticed_by.is_some()));
    /// ```
    pub fn mutants(&self) -> Vec<Mutant> {
        // Compiled here once, the patterns need not be compiled in each mutant. One that is too large finds nothing anyway.
        let _ = self.check();
        let mut out = Vec::new();
        for (i, rule) in self.rules().iter().enumerate() {
            let mut sets = vec![("removed".to_owned(), self.without(i))];
            for (change, tree) in swapped(&self.compiled(i).tree) {
                sets.push((change, self.with_pattern(i, tree)));
            }
            for (change, set) in sets {
                let noticed_by = noticed_by(Extractor::new(set.rules_only()), rule);
                out.push(Mutant { rule: rule.id.clone(), change, noticed_by });
            }
        }
        out
    }
}

fn noticed_by(mut extractor: Extractor, broken: &Rule) -> Option<String> {
    let own = broken.examples.iter().filter(|e| e.positive).any(|e| extractor.misses(e, broken.mixed, broken.speech));
    if own {
        return Some(broken.id.clone());
    }
    let rules = extractor.rules.clone();
    let mut others = rules.rules().iter().filter(|r| r.id != broken.id);
    let noticing = others.find(|r| r.examples.iter().any(|e| extractor.run_example(&r.id, e).is_err()));
    noticing.map(|r| r.id.clone())
}

/// The tree with its speaker role given to nobody, and to each other mention in it.
fn swapped(tree: &Split) -> Vec<(String, Split)> {
    let is_speaker = |role: &Node| matches!(role, Node::Role(Role::Speaker | Role::Attributed, _));
    let mut without = tree.clone();
    let mut had = false;
    visit(&mut without, &mut |node| {
        if is_speaker(node)
            && let Node::Role(_, atom) = node
        {
            *node = Node::Atom(atom.clone());
            had = true;
        }
    });
    if !had {
        return Vec::new();
    }
    let mut out = vec![("nobody in its speaker role".to_owned(), without.clone())];
    let mut mentions = 0;
    visit(&mut without.clone(), &mut |node| mentions += usize::from(is_mention(node)));
    for chosen in 0..mentions {
        let (mut other, mut at) = (without.clone(), 0);
        visit(&mut other, &mut |node| {
            if is_mention(node) {
                if at == chosen
                    && let Node::Atom(atom) = node
                {
                    *node = Node::Role(Role::Speaker, atom.clone());
                }
                at += 1;
            }
        });
        // The role it had is one of the places; that is no change.
        if !same_roles(&other, tree) {
            out.push((format!("mention {} in its speaker role", chosen + 1), other));
        }
    }
    out
}

fn is_mention(node: &Node) -> bool {
    matches!(node, Node::Atom(super::atom::Atom::Speaker(_)))
}

fn same_roles(a: &Split, b: &Split) -> bool {
    a.left == b.left && a.right == b.right
}

fn visit(tree: &mut Split, change: &mut dyn FnMut(&mut Node)) {
    tree.left.iter_mut().chain(&mut tree.right).for_each(|n| visit_node(n, change));
}

fn visit_node(node: &mut Node, change: &mut dyn FnMut(&mut Node)) {
    match node {
        Node::Sequence(nodes) | Node::Either(nodes) => nodes.iter_mut().for_each(|n| visit_node(n, change)),
        Node::Repeat(node, _) | Node::Part(_, node) => visit_node(node, change),
        Node::Atom(_) | Node::Role(..) | Node::Gap(_) | Node::Quote(_) => change(node),
    }
}
