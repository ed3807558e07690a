//! Loading word lists: lines of tab-separated columns, `#` comments.

use std::path::Path;

use rustc_hash::FxHashMap;

use super::files::BUILT_IN;
use super::lists::Lists;
use super::phrase::PhraseKind;
use super::word::{List, Word, WordId};
use crate::error::Fault;

/// Reads one file after another.
pub(super) struct Loader {
    pub lists: Lists,
    pub faults: Vec<Fault>,
}

/// One line of a list.
pub(super) struct Line<'a> {
    pub columns: Vec<&'a str>,
}

impl Loader {
    pub(super) fn file(&mut self, path: &Path, text: &str) {
        let name = path.file_name().map_or(String::new(), |n| n.to_string_lossy().into_owned());
        let stem = name.rsplit_once('.').map_or(name.as_str(), |(s, _)| s).to_owned();
        let Some(columns) = columns_of(&name) else {
            self.user_list(path, &stem, text);
            return;
        };
        let mut seen: FxHashMap<&str, usize> = FxHashMap::with_capacity_and_hasher(text.len() / 12, Default::default());
        let mut at = 0;
        for (number, line) in text.split_inclusive('\n').enumerate() {
            let range = at..at + line.trim_end().len();
            at += line.len();
            let line = line.trim_end();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            // A verb with two spellings of a form has two lines.
            let key = if stem == "cue_verbs" { line } else { line.split('\t').next().unwrap_or(line) };
            let entry = Line { columns: line.split('\t').collect() };
            let fault = if entry.columns.len() != columns {
                Some(format!("{columns} tab-separated columns expected, {} found", entry.columns.len()))
            } else if entry.columns.iter().any(|c| c.trim() != *c || c.is_empty()) {
                Some("empty column or stray space".to_owned())
            } else if let Some(first) = seen.insert(key, number + 1) {
                Some(format!("{key:?} stands already in line {first}"))
            } else {
                self.entry(&stem, &entry).err()
            };
            self.faults.extend(fault.map(|m| Fault::at(path, text, range, m)));
        }
    }

    fn user_list(&mut self, path: &Path, stem: &str, text: &str) {
        if List::NAMES.len() + self.lists.user_lists.len() >= 64 {
            self.faults.push(Fault::at(path, text, 0..0, "too many lists: there is no room for more of one's own"));
            return;
        }
        let bit = 1 << (List::NAMES.len() + self.lists.user_lists.len());
        self.lists.user_lists.push(stem.to_owned());
        for line in text.lines().map(str::trim_end).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            self.mark(line, bit);
        }
    }

    pub(super) fn mark(&mut self, word: &str, bits: u64) -> WordId {
        let id = self.lists.intern(word);
        // A word too long for any text has no place of its own.
        if id != WordId::UNKNOWN {
            self.lists.words[id.0 as usize].lists |= bits;
        }
        id
    }

    pub(super) fn word_mut(&mut self, id: WordId) -> &mut Word {
        &mut self.lists.words[id.0 as usize]
    }

    pub(super) fn phrase(&mut self, text: &str, kind: PhraseKind) {
        let words: Vec<WordId> = split_phrase(text).map(|w| self.lists.intern(w)).collect();
        self.lists.phrases.add(&words, kind);
        if let Some(first) = words.first() {
            self.word_mut(*first).flags |= kind.bit();
        }
    }

    /// A single word goes into `list`, several become a phrase.
    pub(super) fn mark_or_phrase(&mut self, text: &str, list: List, kind: PhraseKind) {
        if text.contains(' ') {
            self.phrase(text, kind);
        } else {
            self.mark(text, list.bit());
        }
    }
}

/// How many columns a built-in list has; `None` for a list that only a user's folder has.
fn columns_of(name: &str) -> Option<usize> {
    Some(match name {
        "cue_verbs.tsv" => 6,
        "pronouns.tsv" => 5,
        "roles.tsv" => 3,
        _ => {
            BUILT_IN.iter().find(|(n, _)| *n == name)?;
            if name.ends_with(".txt") { 1 } else { 2 }
        }
    })
}

/// Splits a phrase as the tokenizer would: at spaces, and clitics from their words.
fn split_phrase(text: &str) -> impl Iterator<Item = &str> {
    text.split(' ').flat_map(|word| {
        let cut =
            word.find('\'').filter(|i| *i > 0 && word.len() - i <= 3 && !word.ends_with("n't")).unwrap_or(word.len());
        let (a, b) = word.split_at(cut);
        [a, b].into_iter().filter(|p| !p.is_empty())
    })
}
