//! The pattern language: what a pattern says, as a tree.
//!
//! ```text
//! pattern  = item+                          one QUOTE, not inside a group
//! item     = atom [? * +] | ..n
//! atom     = NAME [ "[" kinds "]" ] | word | @list | <macro> | sign | ( pattern | pattern ... )
//! sign     = , : ; - \( \) | . sentence end inside a paragraph | // paragraph end | / either end
//! kinds    = clause+                        every clause must hold
//! clause   = ["!"] kind ("|" kind)*         one of the kinds (with !, none of them)
//! ```

use std::sync::Arc;

use super::atom::{Atom, Test};

/// A pattern as a tree.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Atom(Atom),
    /// An element whose place the match reports.
    Role(Role, Atom),
    /// The quoted span in question.
    Quote(Test),
    Sequence(Vec<Node>),
    Either(Vec<Node>),
    Repeat(Box<Node>, Count),
    /// Up to so many elements, the fewer the better.
    Gap(u8),
    /// A part with the words it is written in.
    Part(Arc<Part>, Box<Node>),
}

impl Node {
    /// What the node is once it is no longer asked where it is written.
    pub(crate) fn bare(&self) -> &Node {
        match self {
            Node::Part(_, node) => node.bare(),
            node => node,
        }
    }
}

/// Where a part of a pattern is written. Two parts are the same if they are written in the same place.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Part {
    /// The macro it is written in; empty for the pattern itself.
    pub within: String,
    /// Its bytes there.
    pub at: (usize, usize),
    /// As it is written.
    pub text: String,
    /// Whether a match can do without it: an alternative, a gap, an item with `?` or `*`.
    pub optional: bool,
}

/// How often an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Count {
    Optional,
    Any,
    Some,
}

/// What a matched element is to the quoted span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Speaker,
    Cue,
    /// Another quoted span whose speaker this one shares.
    Attributed,
    /// A relative pronoun that stands for the speaker beside the quote.
    Who,
}
