//! Every article in `fixtures/articles` is one named test: its quotations and speakers against the table beside it.
//!
//! The table says what a reader finds. Where the program is known to differ, the difference stands in
//! `fixtures/known-faults.csv`; a test fails on any difference that is not there, and on any that is there but no longer
//! happens. `WHOSAID_BLESS=1 cargo test --test articles` rewrites that file, never the tables.

use std::collections::BTreeSet;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use libtest_mimic::{Arguments, Trial};

const KNOWN: &str = "fixtures/known-faults.csv";

/// A row that differs: article, quote, speaker expected and speaker found; `-` where there is no such row.
type Fault = [String; 4];

fn main() -> Result<(), Box<dyn Error>> {
    let articles = articles(&root().join("fixtures/articles"))?;
    if std::env::var_os("WHOSAID_BLESS").is_some() {
        return bless(&articles);
    }
    let known = Arc::new(known_faults()?);
    let extractor = Arc::new(Mutex::new(whosaid::Extractor::english()));
    let count = articles.len();
    let mut trials = vec![Trial::test("there-are-at-least-forty-articles", move || {
        if count >= 40 { Ok(()) } else { Err(format!("{count} articles found").into()) }
    })];
    for article in articles {
        let (known, extractor) = (known.clone(), extractor.clone());
        trials.push(Trial::test(name(&article), move || {
            let mut extractor = extractor.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let found = faults(&mut extractor, &article).map_err(|e| e.to_string())?;
            let expected: BTreeSet<Fault> = known.iter().filter(|f| f[0] == name(&article)).cloned().collect();
            let fresh =
                found.difference(&expected).map(|f| format!("{:?}: expected {:?}, found {:?}", f[1], f[2], f[3]));
            let gone = expected.difference(&found).map(|f| format!("{:?} is right now; strike it from {KNOWN}", f[1]));
            let differences: Vec<String> = fresh.chain(gone).collect();
            if differences.is_empty() { Ok(()) } else { Err(differences.join("\n").into()) }
        }));
    }
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn name(article: &Path) -> String {
    article.file_stem().map_or(String::new(), |s| s.to_string_lossy().into_owned())
}

fn articles(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut out = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|s| s == "txt") {
            out.push(path);
        }
    }
    out.sort();
    Ok(out)
}

/// Rows as pairs of quote and speaker, in text order.
fn faults(extractor: &mut whosaid::Extractor, article: &Path) -> Result<BTreeSet<Fault>, Box<dyn Error>> {
    let mut expected = Vec::new();
    for row in csv::Reader::from_path(article.with_extension("csv"))?.deserialize() {
        let (speaker, quote, _mention): (String, String, String) = row?;
        expected.push((quote, speaker));
    }
    let text = std::fs::read_to_string(article)?;
    let found: Vec<(String, String)> =
        extractor.extract(&text).into_iter().map(|q| (q.quote.to_owned(), q.speaker)).collect();
    let row = |q: &str, e: &str, f: &str| [name(article), q.to_owned(), e.to_owned(), f.to_owned()];
    let mut out = BTreeSet::new();
    for (quote, speaker) in &expected {
        match found.iter().find(|(q, _)| q == quote) {
            Some((_, who)) if who == speaker => {}
            Some((_, who)) => drop(out.insert(row(quote, speaker, who))),
            None => drop(out.insert(row(quote, speaker, "-"))),
        }
    }
    for (quote, who) in &found {
        if !expected.iter().any(|(q, _)| q == quote) {
            out.insert(row(quote, "-", who));
        }
    }
    let order = |rows: &[(String, String)], others: &[(String, String)]| {
        rows.iter().map(|r| r.0.clone()).filter(|q| others.iter().any(|o| o.0 == *q)).collect::<Vec<_>>()
    };
    if order(&expected, &found) != order(&found, &expected) {
        return Err("the quotations are not in text order".into());
    }
    Ok(out)
}

fn known_faults() -> Result<Vec<Fault>, Box<dyn Error>> {
    Ok(csv::Reader::from_path(root().join(KNOWN))?.deserialize().collect::<Result<_, _>>()?)
}

fn bless(articles: &[PathBuf]) -> Result<(), Box<dyn Error>> {
    let mut extractor = whosaid::Extractor::english();
    let mut writer = csv::Writer::from_path(root().join(KNOWN))?;
    writer.write_record(["article", "quote", "expected", "found"])?;
    for article in articles {
        for fault in faults(&mut extractor, article)? {
            writer.write_record(&fault)?;
        }
    }
    Ok(writer.flush()?)
}
