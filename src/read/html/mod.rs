//! Pages: from HTML to the text of the article, with what the page says about it.
//!
//! A page goes through stages, each in a file of its own: the tree ([`tree`]), what it says about itself ([`about`]),
//! quotation elements to marks ([`quoting`]), what is no part of an article taken out ([`furniture`]), the article found
//! ([`article`]), and its text written ([`writing`]). All that is English, or a habit of web sites, stands in `lists/`.

mod about;
mod article;
mod blocks;
mod declared;
mod furniture;
mod list;
mod nesting;
mod quoting;
mod selector;
mod tree;
mod writing;

use crate::document::Document;
pub(super) use declared::declared;
pub use selector::Selector;

/// The character for the end of a line inside a paragraph.
const LINE_END: &str = "\u{2028}";

/// The document of a page. Where the page does not name its address, the source is `name`.
///
/// # Errors
/// What is wrong: bounds that only pages made to do harm exceed, or a selector that nothing matches.
pub(super) fn page(name: &str, html: &str, selector: Option<&Selector>) -> Result<Document, String> {
    let tree = tree::parsed(html)?;
    let about = about::of(&tree);
    quoting::mark(&tree);
    let text = match selector {
        Some(selector) => {
            let found = selector.outermost(&tree);
            if found.is_empty() {
                return Err(format!("nothing in this page matches --selector {:?}", selector.as_str()));
            }
            writing::text(&found)
        }
        None => {
            furniture::remove(&tree);
            article::text(tree)?
        }
    };
    Ok(Document {
        text,
        source: about.address.unwrap_or_else(|| name.to_owned()),
        title: about.title,
        author: about.author,
        date: about.date,
        ..Document::default()
    })
}

/// Whether bytes begin as a page does.
pub(super) fn begins(start: &[u8]) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start).trim_ascii_start();
    let is = |begin: &[u8]| start.get(..begin.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(begin));
    is(b"<!doctype html") || is(b"<html")
}
