//! Selectors: which elements of a page the user wants.

use std::fmt;
use std::str::FromStr;

use dom_query::{Document, Matcher, NodeRef};

/// A CSS selector for the elements of pages whose text is wanted.
///
/// ```
/// use whosaid::read::Selector;
///
/// let selector: Selector = "div.story > p".parse()?;
/// assert!("div..story".parse::<Selector>().is_err());
/// # Ok::<(), String>(())
/// ```
#[derive(Clone)]
pub struct Selector {
    css: String,
    matcher: Matcher,
}

impl Selector {
    /// The selector as it was given.
    pub fn as_str(&self) -> &str {
        &self.css
    }

    /// The elements that match, in the order of the page, without those that stand in another one.
    pub(super) fn outermost<'t>(&self, tree: &'t Document) -> Vec<NodeRef<'t>> {
        let mut found: Vec<NodeRef<'t>> = Vec::new();
        for node in tree.select_matcher(&self.matcher).nodes() {
            if !node.ancestors_it(None).any(|ancestor| ancestor.is_match(&self.matcher)) {
                found.push(*node);
            }
        }
        found
    }
}

impl FromStr for Selector {
    type Err = String;

    fn from_str(css: &str) -> Result<Self, String> {
        let matcher = Matcher::new(css).map_err(|_| "not a CSS selector".to_owned())?;
        Ok(Selector { css: css.to_owned(), matcher })
    }
}

impl fmt::Debug for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.css)
    }
}
