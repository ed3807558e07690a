//! Reading: files and folders to cases.

use std::path::{Path, PathBuf};

use super::case::{Case, Form};
use super::gold;
use super::short::parse_short;
use super::table::{Table, is_table};
use crate::document::Document;
use crate::error::Error;
use crate::read::{self, Format, folder::walk, read_utf8};

/// Cases in the order of the input, with an error in place of each one that cannot be used.
pub type Cases = Box<dyn Iterator<Item = Result<Case, Error>>>;

/// Reads cases.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reader {
    /// Compares the column `mention` of tables beside texts too; otherwise it is for their readers only.
    pub mentions: bool,
}

/// What a file is to a reader of cases.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Text,
    Table,
    Short,
    Gold,
}

impl Part {
    fn of(path: &Path) -> Option<Self> {
        let suffix = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match suffix.as_str() {
            "txt" => Part::Text,
            #[cfg(feature = "html")]
            "html" | "htm" | "xhtml" => Part::Text,
            "csv" => Part::Table,
            "case" => Part::Short,
            "jsonl" | "ndjson" => Part::Gold,
            _ => return None,
        })
    }
}

impl Reader {
    /// The cases of a file, or of all files of a folder: recursive, sorted by name, hidden files left out.
    ///
    /// `NAME.txt` and `NAME.csv` stand for the same case, and so do a page, `NAME.html`, and its table. In a folder, a CSV file that has neither a text beside it nor the
    /// columns speaker and quote is passed over.
    ///
    /// # Errors
    /// Items are [`ErrorKind::Io`](crate::ErrorKind::Io) and [`ErrorKind::Encoding`](crate::ErrorKind::Encoding) for files
    /// that cannot be read, [`ErrorKind::Record`](crate::ErrorKind::Record) for a table with a fault or an annotated
    /// document that cannot be used, [`ErrorKind::Data`](crate::ErrorKind::Data) for a short case with faults, and
    /// [`ErrorKind::Other`](crate::ErrorKind::Other) for a text without its table, a table without its text, a suffix that
    /// stands for no case, and a folder without a case.
    pub fn path(&self, path: &Path) -> Cases {
        let reader = *self;
        if path.is_dir() {
            let files = walk(path, |path| Part::of(path).is_some_and(|part| in_folder(part, path)), nothing_in);
            return Box::new(files.flat_map(move |file| match file {
                Ok(file) => reader.file(&file),
                Err(error) => only(Err(error)),
            }));
        }
        reader.file(path)
    }

    fn file(self, path: &Path) -> Cases {
        match Part::of(path) {
            Some(Part::Text | Part::Table) => only(self.pair(path)),
            Some(Part::Short) => match read_utf8(path) {
                Ok(content) => Box::new(parse_short(path, &content).into_iter()),
                Err(error) => only(Err(error)),
            },
            Some(Part::Gold) => match gold::cases(path) {
                Ok(cases) => Box::new(cases.into_iter()),
                Err(error) => only(Err(error)),
            },
            None => {
                let what = "no case has this suffix (.txt with .csv beside it, .case, .jsonl and .ndjson have)";
                only(Err(Error::other(format!("{}: {what}", path.display()))))
            }
        }
    }

    /// The case of a text or page and the table beside it, whichever of them is named.
    fn pair(self, path: &Path) -> Result<Case, Error> {
        let (text, table) = match Part::of(path) {
            Some(Part::Text) => (path.to_owned(), path.with_extension("csv")),
            _ => (text_beside(path), path.to_owned()),
        };
        for (there, missing, what) in [(&table, &text, "text"), (&text, &table, "table")] {
            if there.exists() && !missing.exists() {
                return Err(Error::other(format!("{}: no {what} beside it: {}", there.display(), missing.display())));
            }
        }
        let document = document(&text)?;
        let content = read_utf8(&table)?;
        let read = Table::parse(&table.display().to_string(), &content, self.mentions)?;
        let name = path.file_stem().map_or(String::new(), |stem| stem.to_string_lossy().into_owned());
        let rows_at = read.rows_at;
        Ok(Case { name, document, rows: read.rows, file: table, form: Form::Table, rows_at, annotated: None })
    }
}

/// What can stand beside a table, by suffix; a text, if there are several.
const BESIDE: &[&str] = if cfg!(feature = "html") { &["txt", "html", "htm", "xhtml"] } else { &["txt"] };

/// The text or page beside a table; where there is none, the text that is missing.
fn text_beside(table: &Path) -> PathBuf {
    let there = BESIDE.iter().map(|suffix| table.with_extension(suffix)).find(|path| path.exists());
    there.unwrap_or_else(|| table.with_extension(BESIDE[0]))
}

/// A text, which must be UTF-8, or the article of a page.
fn document(path: &Path) -> Result<Document, Error> {
    let name = path.display().to_string();
    match Format::of(path) {
        Some(format) if format != Format::TEXT => {
            let document = read::Reader { format: Some(format), ..read::Reader::default() }.file(path).next();
            let document = document.unwrap_or_else(|| Err(Error::other(format!("{name}: nothing to read"))))?;
            // A case goes by its file, whatever address the page names.
            Ok(Document { source: name, ..document })
        }
        _ => Ok(Document::new(name, read_utf8(path)?)),
    }
}

/// Whether a file of a folder is a case, or half of one that lacks the other half.
fn in_folder(part: Part, path: &Path) -> bool {
    // A table is read with its text. Without one it is a forgotten case, or some other table.
    part != Part::Table || !text_beside(path).exists() && read_utf8(path).is_ok_and(|content| is_table(&content))
}

fn only(item: Result<Case, Error>) -> Cases {
    Box::new(std::iter::once(item))
}

fn nothing_in(folder: &Path) -> Error {
    let forms = "NAME.txt with NAME.csv, .case, .jsonl and .ndjson";
    Error::other(format!("{}: no case in this folder (a case is {forms})", folder.display()))
}
