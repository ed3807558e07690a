//! Gold: which files hold annotated texts, and how each is read.

use std::collections::HashSet;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use crate::document::Document;
use crate::error::Error;
use crate::evaluation::{GoldDocument, Texts, parse_jsonl, read_brat, read_table};
use crate::read::{Reader, read_utf8};

pub(in crate::cli) type Item = Result<GoldDocument, Error>;

/// The documents of all gold named, in order, with an error in place of each that cannot be used. No id comes twice.
pub(in crate::cli) fn documents(gold: &[PathBuf], text: &[PathBuf]) -> Vec<Item> {
    let (texts, mut out) = texts(text);
    let texts = (!text.is_empty()).then_some(texts);
    let mut seen: HashSet<PathBuf> = HashSet::new();
    for path in gold {
        let files = files(path, texts.is_some());
        if files.is_empty() {
            out.push(Err(Error::other(format!("{}: no gold in this folder", path.display()))));
        }
        for file in files {
            match file {
                // A text and its annotation are one document, whichever of the two is named.
                Ok(file) if !seen.insert(file.clone()) => {}
                Ok(file) => out.extend(of_file(&file, texts.as_deref())),
                Err(error) => out.push(Err(error)),
            }
        }
    }
    let mut ids: HashSet<String> = HashSet::new();
    for item in &mut out {
        if let Ok(gold) = item
            && !ids.insert(gold.id.clone())
        {
            *item = Err(Error::other(format!("{:?} is annotated twice; the first is used", gold.id)));
        }
    }
    out
}

/// The texts given with `--text`, and what could not be read of them.
fn texts(paths: &[PathBuf]) -> (Vec<Document>, Vec<Item>) {
    let (mut texts, mut bad) = (Vec::new(), Vec::new());
    for document in paths.iter().flat_map(|path| Reader::default().path(path)) {
        match document {
            Ok(document) => texts.push(document),
            Err(error) => bad.push(Err(error)),
        }
    }
    (texts, bad)
}

fn suffix(path: &Path) -> String {
    path.extension().map_or(String::new(), |s| s.to_string_lossy().to_ascii_lowercase())
}

/// For a text, the annotation beside it; anything else stands for itself.
fn annotation_of(path: &Path) -> PathBuf {
    if suffix(path) != "txt" {
        return path.to_owned();
    }
    let beside = ["ann", "csv", "tsv"].map(|s| path.with_extension(s));
    beside.into_iter().find(|p| p.is_file()).unwrap_or_else(|| path.to_owned())
}

/// The files with gold that a path stands for: itself, or those in the folder, sorted by name, hidden ones left out.
fn files(path: &Path, with_texts: bool) -> Vec<Result<PathBuf, Error>> {
    if !path.is_dir() {
        return vec![Ok(annotation_of(path))];
    }
    let visible = |e: &walkdir::DirEntry| e.depth() == 0 || !e.file_name().as_encoded_bytes().starts_with(b".");
    let entries = WalkDir::new(path).sort_by_file_name().into_iter().filter_entry(visible);
    let mut out = Vec::new();
    for entry in entries {
        let entry = match entry {
            Ok(entry) => entry.into_path(),
            Err(error) => {
                out.push(Err(Error::io(path.display().to_string(), error.into())));
                continue;
            }
        };
        let wanted = match suffix(&entry).as_str() {
            "ann" | "jsonl" | "ndjson" => true,
            // Any other table can stand in a folder, too.
            "csv" | "tsv" => with_texts || entry.with_extension("txt").is_file(),
            _ => false,
        };
        if wanted && entry.is_file() {
            out.push(Ok(entry));
        }
    }
    out
}

fn of_file(path: &Path, texts: Option<&[Document]>) -> Vec<Item> {
    let name = path.display();
    let read = match suffix(path).as_str() {
        _ if path == Path::new("-") => {
            let mut text = String::new();
            let read = std::io::stdin().read_to_string(&mut text).map_err(|e| Error::io("stdin", e));
            read.map(|_| parse_jsonl("stdin", &text))
        }
        "ann" => return vec![text_of(path).and_then(|text| read_brat(path, &text))],
        "csv" | "tsv" => table(path, texts),
        "jsonl" | "ndjson" => read_utf8(path).and_then(|text| {
            if is_table(&text) { table(path, texts) } else { Ok(parse_jsonl(&name.to_string(), &text)) }
        }),
        "txt" => Err(Error::other(format!("{name}: no annotation beside it (.ann, .csv or .tsv under the same name)"))),
        _ => Err(Error::other(format!("{name}: no gold has this suffix (known: .jsonl, .ndjson, .ann, .csv, .tsv)"))),
    };
    match read {
        Ok(items) if items.is_empty() => vec![Err(Error::other(format!("{name}: no gold document in it")))],
        Ok(items) => items,
        Err(error) => vec![Err(error)],
    }
}

/// Whether JSON Lines are rows of a table: these have a quote, where gold has quotes.
fn is_table(text: &str) -> bool {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(first)
        .is_ok_and(|fields| fields.contains_key("quote") && !fields.contains_key("quotes"))
}

fn table(path: &Path, texts: Option<&[Document]>) -> Result<Vec<Item>, Error> {
    if let Some(texts) = texts {
        return read_table(path, Texts::BySource(texts));
    }
    let beside = path.with_extension("txt");
    if !beside.is_file() {
        let message = "no text for this table: give it with --text, or put it beside the table as";
        return Err(Error::other(format!("{}: {message} {}", path.display(), beside.display())));
    }
    let text = Document::new(beside.display().to_string(), read_utf8(&beside)?);
    read_table(path, Texts::One(&text))
}

/// The text of an annotation: NAME.txt beside NAME.ann, or in the folder `text` beside that of NAME.ann; NAME can have an
/// underscore and the annotator after it, as corpora with several annotators name their files.
fn text_of(annotation: &Path) -> Result<PathBuf, Error> {
    let folder = annotation.parent().unwrap_or(Path::new(""));
    let stem = annotation.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let names = std::iter::once(stem.as_str()).chain(stem.rsplit_once('_').map(|(name, _)| name));
    let folders = std::iter::once(folder.to_owned()).chain(folder.parent().map(|above| above.join("text")));
    let names: Vec<String> = names.map(|name| format!("{name}.txt")).collect();
    let mut places = folders.flat_map(|folder| names.iter().map(move |name| folder.join(name)).collect::<Vec<_>>());
    places.find(|path| path.is_file()).ok_or_else(|| {
        let beside = folder.join(&names[0]);
        Error::other(format!("{}: no text for this annotation (looked for {})", annotation.display(), beside.display()))
    })
}
