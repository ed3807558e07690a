//! Rewriting files so that they expect what is found.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;

use super::findings::Report;
use crate::cases::{Case, Known, Pair, rewrite};
use crate::cli::messages;
use crate::cli::output::Output;
use crate::error::Error;
use crate::read::read_utf8;

/// Rewrites the known differences if there are any, else the files of cases that differ; says which, and whether all is
/// as expected now. What goes wrong is reported and the rest goes on.
pub(super) fn write(cases: &[(Case, Vec<Pair>)], known: Option<&mut Known>, report: &mut Report) -> bool {
    if let Some(known) = known {
        for (case, pairs) in cases {
            known.replace(&case.name, pairs);
        }
        return match replace(known.file(), &known.to_csv()) {
            Ok(()) => true,
            Err(error) => {
                report.bad(&error);
                false
            }
        };
    }
    let mut files: BTreeMap<&Path, Vec<(&Case, &[Pair])>> = BTreeMap::new();
    for (case, pairs) in cases.iter().filter(|(_, pairs)| pairs.iter().any(|pair| !pair.differences.is_empty())) {
        files.entry(&case.file).or_default().push((case, pairs));
    }
    let mut right = true;
    for (file, cases) in files {
        match one(file, &cases) {
            Ok(refused) => {
                for name in &refused {
                    let what = "the marks in its text, or the text itself, would have to change; that is done by hand";
                    messages::note(&format!("{}: {name:?} stays as it is: {what}", file.display()));
                }
                right &= refused.is_empty();
            }
            Err(error) => report.bad(&error),
        }
    }
    right
}

/// Rewrites a file; gives the names of the cases that could not be.
fn one(file: &Path, cases: &[(&Case, &[Pair])]) -> Result<Vec<String>, Error> {
    let content = read_utf8(file)?;
    let rewritten = rewrite(file, &content, cases)?;
    if rewritten.content != content {
        let mark = if has_byte_order_mark(file) { "\u{feff}" } else { "" };
        replace(file, &format!("{mark}{}", rewritten.content))?;
    }
    Ok(rewritten.refused)
}

fn replace(file: &Path, content: &str) -> Result<(), Error> {
    let mut output = Output::open(Some(file))?;
    output.write_all(content.as_bytes()).map_err(|cause| Error::io(file.display().to_string(), cause))?;
    output.complete()?;
    messages::note(&format!("{}: rewritten", file.display()));
    Ok(())
}

/// Whether a file begins with the mark that reading leaves out.
fn has_byte_order_mark(file: &Path) -> bool {
    let mut start = [0; 3];
    File::open(file).and_then(|mut file| file.read_exact(&mut start)).is_ok() && start == [0xef, 0xbb, 0xbf]
}
