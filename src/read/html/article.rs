//! The article: which part of a page it is.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::{tree, writing};

/// An article is searched for with less and less strictness until it has so many characters.
const SHORT: usize = 200;

/// In a page of more nodes or more bytes of text than this, nothing is searched for: the time that takes grows faster than
/// the page. Long live blogs have half as many.
const SEARCHED: (usize, usize) = (50_000, 4 << 20);

/// The text of the article; of the whole page, where none stands out.
///
/// # Errors
/// As [`tree::parsed`].
pub(super) fn text(page: Document) -> Result<String, String> {
    let whole = page.body().map_or(String::new(), |body| writing::text(&[body]));
    if page.tree.len() > SEARCHED.0 || whole.len() > SEARCHED.1 {
        return Ok(whole);
    }
    let config = Config { char_threshold: SHORT, disable_json_ld: true, ..Config::default() };
    let found = Readability::with_document(page, None, Some(config)).and_then(|mut search| search.parse());
    let Ok(article) = found else { return Ok(whole) };
    let article = tree::parsed(&article.content)?;
    Ok(writing::text(&[article.root()]))
}
