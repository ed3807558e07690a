//! What a page says about itself: address, title, author, date.
//!
//! Publishers write it for search engines (JSON-LD), for social networks (`meta` elements) and for readers (elements of the
//! page), with care in this order.

use std::collections::HashMap;

use dom_query::Document;
use serde_json::Value;

use super::list::BYLINES;

/// What is known of a page; nothing that is empty.
#[derive(Debug, Default, PartialEq)]
pub(super) struct About {
    /// A whole web address.
    pub address: Option<String>,
    pub title: Option<String>,
    pub author: Option<String>,
    pub date: Option<String>,
}

/// Reads what the page says.
pub(super) fn of(tree: &Document) -> About {
    let (json, meta) = (article_in_json(tree), Meta::of(tree));
    let field = |name: &str| json.as_ref().and_then(|json| json.get(name));
    About {
        address: None
            .or_else(|| attribute(tree, "link[rel~='canonical']", "href").and_then(address))
            .or_else(|| meta.first(&["og:url"]).and_then(address))
            .or_else(|| field("mainEntityOfPage").and_then(|page| text_of(page, "@id")).and_then(address))
            .or_else(|| field("url").and_then(|url| text_of(url, "@id")).and_then(address)),
        title: None
            .or_else(|| field("headline").and_then(|title| text_of(title, "@value")))
            .or_else(|| meta.first(&["og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title"]))
            .or_else(|| line(tree, "article h1, main h1").or_else(|| line(tree, "h1")))
            .or_else(|| line(tree, "head title")),
        author: None
            .or_else(|| field("author").and_then(names))
            .or_else(|| meta.first(&["author", "article:author", "dc.creator", "dcterms.creator", "parsely-author"]))
            .filter(|author| !author.contains("://"))
            .or_else(|| line(tree, "[itemprop~='author'] [itemprop='name']"))
            .or_else(|| line(tree, "[itemprop~='author'], a[rel~='author'], .byline, .author"))
            .map(|author| without_by(&author))
            .filter(|author| author.len() <= LONGEST_NAME),
        date: None
            .or_else(|| field("datePublished").and_then(|date| text_of(date, "@value")))
            .or_else(|| meta.first(&DATES))
            .or_else(|| attribute(tree, "[itemprop~='datePublished']", "datetime"))
            .or_else(|| attribute(tree, "time[pubdate]", "datetime"))
            .or_else(|| attribute(tree, "article time[datetime], main time[datetime]", "datetime"))
            .or_else(|| attribute(tree, "time[datetime]", "datetime")),
    }
}

const DATES: [&str; 8] = [
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "parsely-pub-date",
    "pubdate",
    "date",
];

/// What is longer is no name, but what stands around one.
const LONGEST_NAME: usize = 120;

/// Text with white space collapsed, if there is any.
fn collapsed(text: &str) -> Option<String> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

/// A whole address on the web; what is none would not lead back to the page.
fn address(text: String) -> Option<String> {
    let is_web = ["http://", "https://"].iter().any(|begin| {
        text.get(..begin.len()).is_some_and(|t| t.eq_ignore_ascii_case(begin)) && text.len() > begin.len()
    });
    (is_web && !text.contains(char::is_whitespace)).then_some(text)
}

fn line(tree: &Document, css: &str) -> Option<String> {
    tree.select(css).nodes().iter().find_map(|node| collapsed(&node.text()))
}

fn attribute(tree: &Document, css: &str, name: &str) -> Option<String> {
    tree.select(css).nodes().iter().find_map(|node| collapsed(&node.attr(name)?))
}

/// A name without what a byline has before it.
fn without_by(line: &str) -> String {
    let lower = line.to_lowercase();
    let lead = BYLINES.entries().filter(|lead| {
        lower.strip_prefix(*lead).is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace() || c == ':'))
    });
    let lead = lead.max_by_key(|lead| lead.len()).map_or(0, str::len);
    // Other alphabets can change their length in small letters; then nothing was found to cut.
    line.get(lead..)
        .unwrap_or(line)
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '|'))
        .to_owned()
}

/// The `meta` elements of a page, by name in small letters; of several with the same name the first.
struct Meta(HashMap<String, String>);

impl Meta {
    fn of(tree: &Document) -> Self {
        let mut found = HashMap::new();
        for node in tree.select("meta[content]").nodes() {
            let content = node.attr("content").and_then(|content| collapsed(&content));
            let name = ["property", "name", "itemprop"].iter().find_map(|key| node.attr(key));
            if let (Some(name), Some(content)) = (name, content) {
                found.entry(name.trim().to_ascii_lowercase()).or_insert(content);
            }
        }
        Meta(found)
    }

    fn first(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.0.get(*name).cloned())
    }
}

/// The article that the page describes in JSON-LD.
fn article_in_json(tree: &Document) -> Option<Value> {
    let scripts = tree.select("script[type='application/ld+json']");
    scripts.nodes().iter().find_map(|script| article(serde_json::from_str(script.text().trim()).ok()?))
}

/// The first article in a value, its lists, and its graph.
fn article(value: Value) -> Option<Value> {
    match value {
        Value::Array(values) => values.into_iter().find_map(article),
        Value::Object(mut fields) => {
            let named = |name: &str| name.ends_with("Article") || name.ends_with("Posting") || name == "Report";
            let is_article = match fields.get("@type") {
                Some(Value::String(name)) => named(name),
                Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(named),
                _ => false,
            };
            if is_article { Some(Value::Object(fields)) } else { article(fields.remove("@graph")?) }
        }
        _ => None,
    }
}

/// A text, or the text in the field of an object.
fn text_of(value: &Value, field: &str) -> Option<String> {
    collapsed(value.as_str().or_else(|| value.get(field)?.as_str())?)
}

/// The names of one or several people.
fn names(value: &Value) -> Option<String> {
    let several =
        value.as_array().map(|people| people.iter().filter_map(|one| text_of(one, "name")).collect::<Vec<_>>());
    several.map_or_else(|| text_of(value, "name"), |names| collapsed(&names.join(", ")))
}
