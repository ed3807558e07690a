//! Texts to compare on, some of them annotated.

use std::path::{Path, PathBuf};

use crate::cli::args::InputArgs;
use crate::cli::eval::gold;
use crate::cli::input;
use crate::document::Document;
use crate::error::Error;
use crate::evaluation::GoldDocument;
use crate::read::{Format, read_utf8};

/// A text, and what an annotation says of it.
pub(super) struct Subject {
    pub document: Document,
    pub gold: Option<GoldDocument>,
}

type Items = Box<dyn Iterator<Item = Result<Subject, Error>>>;

/// The texts of all paths and the annotated texts, in order. A JSON Lines file among the paths that holds annotated
/// documents is read as such.
pub(super) fn subjects(paths: &[PathBuf], gold: &[PathBuf], args: &InputArgs) -> Items {
    let mut parts: Vec<Items> = Vec::new();
    for path in paths {
        if is_gold(path) {
            parts.push(annotated(std::slice::from_ref(path)));
        } else {
            let documents = input::documents(std::slice::from_ref(path), args);
            parts.push(Box::new(documents.map(|document| document.map(|document| Subject { document, gold: None }))));
        }
    }
    if !gold.is_empty() {
        parts.push(annotated(gold));
    }
    Box::new(parts.into_iter().flatten())
}

fn annotated(paths: &[PathBuf]) -> Items {
    let items: Vec<gold::Item> = gold::documents(paths, &[]);
    Box::new(items.into_iter().map(|item| {
        item.map(|gold| {
            let mut document = Document::new(&gold.id, &gold.text);
            document.author = gold.author.clone();
            Subject { document, gold: Some(gold) }
        })
    }))
}

/// Whether the first record of a JSON Lines file has the quotes of an annotation.
fn is_gold(path: &Path) -> bool {
    let lines = path.is_file() && Format::of(path) == Some(Format::JSON_LINES);
    let content = if lines { read_utf8(path).unwrap_or_default() } else { String::new() };
    let first = content.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(first)
        .is_ok_and(|record| record.get("quotes").is_some_and(serde_json::Value::is_array))
}
