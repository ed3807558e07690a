//! Blessing: the files of cases as they would be if what is found were right.

use std::path::Path;

use super::case::{Case, Form};
use super::cells;
use super::compare::Pair;
use super::short::parse_short;
use super::table::Table;
use crate::error::Error;

/// A file that expects what is found.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rewritten {
    /// Its content.
    pub content: String,
    /// The cases that still differ: their texts would have to change, which only their authors do.
    pub refused: Vec<String>,
}

/// Some bytes of a file and what comes in their place.
struct Edit {
    start: usize,
    end: usize,
    text: String,
}

/// The `content` of a `file` rewritten for cases of it, each with its comparison as [`Case::compare`] gave it. Rows that
/// are right stay byte for byte; columns, their order and comments stay.
///
/// # Errors
/// [`ErrorKind::Other`](crate::ErrorKind::Other) if the file holds annotated documents, which are nobody's to rewrite;
/// what reading the file gives if `content` is not what the cases were read from.
///
/// ```
/// use whosaid::Extractor;
/// use whosaid::cases::{parse_short, rewrite};
///
/// let (file, content) = ("a.case".as_ref(), "=== plain\n“Yes,” said Ana Reis.\n---\nTom Hall | Yes,\n");
/// let case = parse_short(file, content).remove(0)?;
/// let pairs = case.compare(&mut Extractor::english());
/// let rewritten = rewrite(file, content, &[(&case, &pairs)])?;
/// assert!(rewritten.content.ends_with("---\nAna Reis | Yes,\n") && rewritten.refused.is_empty());
/// # Ok::<(), whosaid::Error>(())
/// ```
pub fn rewrite(file: &Path, content: &str, cases: &[(&Case, &[Pair])]) -> Result<Rewritten, Error> {
    let mut edits = Vec::new();
    let mut refused = Vec::new();
    for (case, pairs) in cases {
        let table = match case.form {
            Form::Gold => {
                let what = "annotated documents are not rewritten; what is wrong in them is changed by hand";
                return Err(Error::other(format!("{}: {what}", file.display())));
            }
            Form::Table => Some(Table::parse(&file.display().to_string(), content, false)?),
            Form::Short => None,
        };
        let own = edits_of(case, pairs, content, table.as_ref());
        if holds(case, pairs, &applied(content, own.iter())) {
            edits.extend(own);
        } else {
            refused.push(case.name.clone());
        }
    }
    edits.sort_by_key(|edit| (edit.start, edit.end));
    Ok(Rewritten { content: applied(content, edits.iter()), refused })
}

fn edits_of(case: &Case, pairs: &[Pair], content: &str, table: Option<&Table>) -> Vec<Edit> {
    let crlf = content.contains("\r\n");
    let mut at = case.rows_at;
    let mut out = Vec::new();
    for pair in pairs {
        let old = pair.expected.as_ref();
        let (start, end) = old.map_or((at, at), |old| (old.at.start, old.at.end));
        at = end.max(at);
        if pair.differences.is_empty() {
            continue;
        }
        let line = pair.found.as_ref().map(|found| match table {
            Some(table) => table.line(content, found, old),
            None => cells::line(found, old) + if crlf { "\r\n" } else { "\n" },
        });
        let mut text = line.unwrap_or_default();
        if start == end && start > 0 && !content[..start].ends_with('\n') {
            text.insert(0, '\n');
        }
        out.push(Edit { start, end, text });
    }
    out
}

fn applied<'e>(content: &str, edits: impl Iterator<Item = &'e Edit>) -> String {
    let mut out = String::with_capacity(content.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(&content[at..edit.start]);
        out.push_str(&edit.text);
        at = edit.end;
    }
    out + &content[at..]
}

/// Whether the case, read from new content, expects what was found.
fn holds(case: &Case, pairs: &[Pair], content: &str) -> bool {
    let again = match case.form {
        Form::Table => {
            let mentions = case.rows.iter().any(|row| row.cell(crate::rows::Column::Mention).is_some());
            Table::parse("", content, mentions).ok().map(|table| Case { rows: table.rows, ..case.clone() })
        }
        _ => parse_short(&case.file, content).into_iter().flatten().find(|again| again.name == case.name),
    };
    let found = pairs.iter().filter_map(|pair| pair.found.clone()).collect();
    again.is_some_and(|again| again.against(found).iter().all(|pair| pair.differences.is_empty()))
}
