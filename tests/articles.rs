//! Every case in `fixtures/articles`, `fixtures/cases` and `fixtures/pages` is one named test: its text against the rows expected of it.
//!
//! The expectation says what a reader finds. Where the program is known to differ in an article, the difference stands in
//! `fixtures/known-faults.csv`; a test fails on any difference that is not there, and on any that is there but no longer
//! happens. `whosaid test fixtures/articles --known fixtures/known-faults.csv` does the same, and with `--bless` rewrites
//! that file, never the tables.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use libtest_mimic::{Arguments, Trial};
use whosaid::Extractor;
use whosaid::cases::{Case, Known, Reader};

const KNOWN: &str = "fixtures/known-faults.csv";

fn main() -> Result<(), Box<dyn Error>> {
    let articles = cases("fixtures/articles")?;
    let known = Arc::new(Known::from_file(&root().join(KNOWN))?);
    let extractor = Arc::new(Mutex::new(Extractor::english()));
    let count = articles.len();
    let mut trials = vec![Trial::test("there-are-at-least-forty-articles", move || {
        if count >= 40 { Ok(()) } else { Err(format!("{count} articles found").into()) }
    })];
    let pages = if cfg!(feature = "html") { cases("fixtures/pages")? } else { Vec::new() };
    for case in articles.into_iter().chain(cases("fixtures/cases")?).chain(pages) {
        let (known, extractor) = (known.clone(), extractor.clone());
        trials.push(Trial::test(case.name.clone(), move || {
            let mut extractor = extractor.lock().unwrap_or_else(PoisonError::into_inner);
            let said = differences(&case, &known, &mut extractor);
            if said.is_empty() { Ok(()) } else { Err(said.join("\n").into()) }
        }));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn cases(folder: &str) -> Result<Vec<Case>, Box<dyn Error>> {
    Ok(Reader::default().path(&root().join(Path::new(folder))).collect::<Result<_, _>>()?)
}

fn differences(case: &Case, known: &Known, extractor: &mut Extractor) -> Vec<String> {
    let checked = known.check(&case.name, case.compare(extractor));
    let fresh = checked.fresh.iter().map(|pair| {
        let kinds: Vec<_> = pair.differences.iter().map(ToString::to_string).collect();
        let expected = pair.expected.as_ref().map(|row| &row.speaker);
        let found = pair.found.as_ref().map(|row| row.cell(whosaid::Column::Speaker));
        format!("{:?}: {}: expected {expected:?}, found {found:?}", pair.quote(), kinds.join(", "))
    });
    let gone = checked.gone.iter().map(|entry| format!("{:?} is right now; strike it from {KNOWN}", entry.quote));
    fresh.chain(gone).collect()
}
