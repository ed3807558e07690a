//! The files of a folder of rules, read and not yet understood.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::source::Source;
use crate::error::{Error, Fault};

macro_rules! files {
    ($($name:literal,)*) => {
        const BUILT_IN: &[(&str, &str)] = &[$((concat!("rules/en/", $name), include_str!(concat!("../../rules/en/", $name))),)*];
    };
}

files! {
    "00-macros.toml",
    "10-not-speech.toml",
    "20-adjacent.toml",
    "30-fragments.toml",
    "40-distant.toml",
    "50-discourse.toml",
    "60-unattributed.toml",
}

const WEIGHTS: &str = include_str!("../../rules/en/choice.tsv");
const WEIGHTS_PATH: &str = "rules/en/choice.tsv";
const WEIGHTS_FILE: &str = "choice.tsv";
const CONFIDENCE: &str = include_str!("../../rules/en/confidence.csv");
const CONFIDENCE_PATH: &str = "rules/en/confidence.csv";
const CONFIDENCE_FILE: &str = "confidence.csv";

/// What a folder holds.
pub(super) struct Folder {
    /// The rule files, in the order of their names.
    pub rules: Vec<Arc<Source>>,
    /// How often rules were right; empty if there is no such file.
    pub confidence: Source,
    /// The weights of a choice; empty if there is no such file.
    pub weights: Source,
    /// Files that are no text.
    pub faults: Vec<Fault>,
}

impl Folder {
    pub(super) fn built_in() -> Self {
        let shipped = |path: &str, text: &str| Source::new(path.into(), text.to_owned());
        Folder {
            rules: BUILT_IN.iter().map(|(path, text)| Arc::new(shipped(path, text))).collect(),
            confidence: shipped(CONFIDENCE_PATH, CONFIDENCE),
            weights: shipped(WEIGHTS_PATH, WEIGHTS),
            faults: Vec::new(),
        }
    }

    pub(super) fn read(dir: &Path) -> Result<Self, Error> {
        let io = |e| Error::io(dir.display().to_string(), e);
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(dir).map_err(io)? {
            let path = entry.map_err(io)?.path();
            if path.is_file() && path.extension().is_some_and(|s| s == "toml") {
                paths.push(path);
            }
        }
        paths.sort();
        let mut faults = Vec::new();
        let mut rules = Vec::new();
        for path in paths {
            rules.extend(source(path, &mut faults)?.map(Arc::new));
        }
        let mut table = |name: &str| -> Result<Source, Error> {
            let path = dir.join(name);
            let found = if path.is_file() { source(path.clone(), &mut faults)? } else { None };
            Ok(found.unwrap_or_else(|| Source::new(path, String::new())))
        };
        let (confidence, weights) = (table(CONFIDENCE_FILE)?, table(WEIGHTS_FILE)?);
        Ok(Folder { rules, confidence, weights, faults })
    }
}

/// A file as text without a byte order mark; if it is not UTF-8, that is a fault and there is none.
fn source(path: PathBuf, faults: &mut Vec<Fault>) -> Result<Option<Source>, Error> {
    let bytes = std::fs::read(&path).map_err(|e| Error::io(path.display().to_string(), e))?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(e) => {
            let at = e.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(e.as_bytes()).into_owned();
            faults.push(Fault::at(&path, &text, at..at + 1, "this is not UTF-8; save the file as UTF-8"));
            return Ok(None);
        }
    };
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok(Some(Source::new(path, text)))
}
