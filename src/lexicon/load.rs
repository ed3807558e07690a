//! Loading word lists: lines of tab-separated columns, `#` comments.

use std::path::{Path, PathBuf};

use once_cell::sync::Lazy;
use rustc_hash::FxHashMap;

use super::files::BUILT_IN;
use super::fingerprint::fingerprint;
use super::phrase::{PhraseKind, Phrases};
use super::word::{CueForm, Gender, List, PronounCase, VerbClass, Word, WordId};
use crate::error::{Error, ErrorKind, Fault, did_you_mean};
use crate::text::Token;

/// The word lists of one language.
///
/// [`Lexicon::english`] is built in; [`Lexicon::from_dir`] reads a folder in which any file replaces the built-in
/// file of the same name, and any other `.txt` file is a list that patterns can ask for as `@name`.
///
/// ```
/// let lexicon = whosaid::Lexicon::english();
/// assert!(lexicon.len() > 1000);
/// ```
#[derive(Debug, Clone)]
pub struct Lexicon {
    ids: FxHashMap<u64, WordId>,
    words: Vec<Word>,
    phrases: Phrases,
    related: FxHashMap<WordId, Vec<WordId>>,
    user_lists: Vec<String>,
}

static ENGLISH: Lazy<Lexicon> = Lazy::new(|| {
    // The shipped lists are checked by the tests, so a fault here cannot reach a user.
    Lexicon::load(BUILT_IN.iter().map(|(name, text)| (PathBuf::from(name), (*text).to_owned())))
        .unwrap_or_else(|_| Lexicon::empty())
});

/// The built-in English lexicon, loaded once for the process.
pub(crate) fn english() -> &'static Lexicon {
    &ENGLISH
}

impl Lexicon {
    fn empty() -> Self {
        Lexicon {
            ids: FxHashMap::default(),
            words: vec![Word::default()],
            phrases: Phrases::new(),
            related: FxHashMap::default(),
            user_lists: Vec::new(),
        }
    }

    /// The built-in English word lists.
    pub fn english() -> Self {
        english().clone()
    }

    /// The built-in lists with those replaced that stand in `dir`, and the folder's own lists added.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] if the folder or a file in it cannot be read, [`ErrorKind::Data`] with every fault if a line
    /// has too few columns, an unknown class, or an entry that stands twice in one file.
    pub fn from_dir(dir: &Path) -> Result<Self, Error> {
        let io = |path: &Path, e| Error::io(path.display().to_string(), e);
        let mut own = Vec::new();
        for entry in std::fs::read_dir(dir).map_err(|e| io(dir, e))? {
            let path = entry.map_err(|e| io(dir, e))?.path();
            let suffix = path.extension().and_then(|s| s.to_str());
            if path.is_file() && matches!(suffix, Some("txt" | "tsv")) {
                let text = crate::read::read_utf8(&path)?;
                own.push((path, text));
            }
        }
        own.sort();
        if own.is_empty() {
            return Err(Error::other(format!("{}: no word list (.txt or .tsv) in this folder", dir.display())));
        }
        let name = |p: &Path| p.file_name().map(|n| n.to_string_lossy().into_owned());
        let mut files: Vec<(PathBuf, String)> = BUILT_IN
            .iter()
            .filter(|(built_in, _)| !own.iter().any(|(p, _)| name(p).as_deref() == Some(*built_in)))
            .map(|(n, text)| (PathBuf::from(n), (*text).to_owned()))
            .collect();
        files.extend(own);
        Self::load(files.into_iter())
    }

    fn load(files: impl Iterator<Item = (PathBuf, String)>) -> Result<Self, Error> {
        let mut loader = Loader { lexicon: Lexicon::empty(), faults: Vec::new() };
        // About what the built-in lists hold; growing by doubling would copy them all again and again.
        loader.lexicon.ids.reserve(USUAL);
        loader.lexicon.words.reserve(USUAL);
        for (path, text) in files {
            loader.file(&path, &text);
        }
        if loader.faults.is_empty() { Ok(loader.lexicon) } else { Err(Error::new(ErrorKind::Data(loader.faults))) }
    }

    /// How many words are known.
    pub fn len(&self) -> usize {
        self.words.len() - 1
    }

    /// Whether no word is known.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    pub(crate) fn word(&self, id: WordId) -> &Word {
        &self.words[id.0 as usize]
    }

    pub(crate) fn words(&self) -> &[Word] {
        &self.words
    }

    /// The id of a word, case and kind of apostrophe aside.
    pub(crate) fn look_up(&self, word: &str) -> WordId {
        fingerprint(word).and_then(|f| self.ids.get(&f)).copied().unwrap_or(WordId::UNKNOWN)
    }

    /// Gives a word an id of its own, so that a pattern can ask for it by name.
    pub(crate) fn intern(&mut self, word: &str) -> WordId {
        let Some(fingerprint) = fingerprint(word) else { return WordId::UNKNOWN };
        let next = WordId(self.words.len() as u32);
        let id = *self.ids.entry(fingerprint).or_insert(next);
        if id == next {
            self.words.push(Word::default());
        }
        id
    }

    /// The bit of a list by the name that patterns use.
    pub(crate) fn list_bit(&self, name: &str) -> Option<u64> {
        let built_in = List::NAMES.iter().find(|(n, _)| *n == name).map(|(_, l)| l.bit());
        built_in.or_else(|| self.user_lists.iter().position(|n| n == name).map(|i| 1 << (List::NAMES.len() + i)))
    }

    /// Every name that a pattern can use after `@`.
    pub(crate) fn list_names(&self) -> impl Iterator<Item = &str> {
        List::NAMES.iter().map(|(n, _)| *n).chain(self.user_lists.iter().map(String::as_str))
    }

    /// The lists that a word is in, by the names that patterns use.
    pub(crate) fn lists_of(&self, id: WordId) -> impl Iterator<Item = &str> {
        let lists = self.word(id).lists;
        self.list_names().filter(move |name| self.list_bit(name).is_some_and(|bit| lists & bit != 0))
    }

    /// The longest phrase of one of the kinds that begins at `tokens[0]`, with its length in tokens.
    pub(crate) fn phrase(&self, tokens: &[Token], wanted: impl Fn(PhraseKind) -> bool) -> Option<(usize, PhraseKind)> {
        let first = tokens.first()?.word;
        if !self.word(first).starts_phrase {
            return None;
        }
        self.phrases.longest(tokens.iter().map(|t| t.word), wanted)
    }

    /// The full names that a nickname stands for, or the nouns that a title stands for.
    pub(crate) fn related(&self, id: WordId) -> &[WordId] {
        self.related.get(&id).map_or(&[], Vec::as_slice)
    }
}

/// About how many words the built-in lists hold.
const USUAL: usize = 64 * 1024;

struct Loader {
    lexicon: Lexicon,
    faults: Vec<Fault>,
}

/// One line of a list.
struct Line<'a> {
    columns: Vec<&'a str>,
}

impl Loader {
    fn file(&mut self, path: &Path, text: &str) {
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
        if List::NAMES.len() + self.lexicon.user_lists.len() >= 64 {
            self.faults.push(Fault::at(path, text, 0..0, "too many lists: there is no room for more of one's own"));
            return;
        }
        let bit = 1 << (List::NAMES.len() + self.lexicon.user_lists.len());
        self.lexicon.user_lists.push(stem.to_owned());
        for line in text.lines().map(str::trim_end).filter(|l| !l.is_empty() && !l.starts_with('#')) {
            self.mark(line, bit);
        }
    }

    fn mark(&mut self, word: &str, bits: u64) -> WordId {
        let id = self.lexicon.intern(word);
        // A word too long for any text has no place of its own.
        if id != WordId::UNKNOWN {
            self.lexicon.words[id.0 as usize].lists |= bits;
        }
        id
    }

    fn word_mut(&mut self, id: WordId) -> &mut Word {
        &mut self.lexicon.words[id.0 as usize]
    }

    fn phrase(&mut self, text: &str, kind: PhraseKind) {
        let words: Vec<WordId> = split_phrase(text).map(|w| self.lexicon.intern(w)).collect();
        self.lexicon.phrases.add(&words, kind);
        if let Some(first) = words.first() {
            self.word_mut(*first).starts_phrase = true;
        }
    }

    /// A single word goes into `list`, several become a phrase.
    fn mark_or_phrase(&mut self, text: &str, list: List, kind: PhraseKind) {
        if text.contains(' ') {
            self.phrase(text, kind);
        } else {
            self.mark(text, list.bit());
        }
    }

    fn entry(&mut self, stem: &str, entry: &Line<'_>) -> Result<(), String> {
        let c = &entry.columns;
        match stem {
            "cue_verbs" => return self.cue_verb(c),
            "function_words" => return self.function_word(c),
            "pronouns" => return self.pronoun(c),
            "words" => return self.classed_word(c),
            "cue_phrases" => {
                let kind = one_of(c[1], PhraseKind::CUE_NAMES)?;
                self.phrase(c[0], kind);
            }
            "nicknames" | "title_nouns" => {
                let short = self.lexicon.intern(c[0]);
                let full = c[1].split(',').map(|n| self.lexicon.intern(n.trim())).collect();
                self.lexicon.related.insert(short, full);
            }
            "honorifics" | "titles" => {
                let gender = gender(c[1])?;
                let list = if stem == "titles" { List::Title } else { List::Honorific };
                if c[0].contains(' ') {
                    self.phrase(c[0], PhraseKind::Title);
                } else {
                    let id = self.mark(c[0], list.bit());
                    self.word_mut(id).gender.0 |= gender;
                }
            }
            "given_names" => {
                let gender = gender(c[1])?;
                let id = self.mark(c[0], List::GivenName.bit());
                self.word_mut(id).given_gender.0 |= gender;
            }
            "roles" => {
                let gender = gender(c[2])?;
                for (word, list) in [(c[0], List::Role), (c[1], List::RolePlural)] {
                    let id = self.mark(word, list.bit());
                    self.word_mut(id).gender.0 |= gender;
                }
            }
            "peoples" => {
                self.mark(c[0], List::Role.bit());
                self.mark(c[1], List::People.bit());
            }
            "groups" => {
                self.mark(c[0], List::Group.bit());
                self.mark(c[1], List::GroupPlural.bit());
            }
            "texts" => {
                self.mark_or_phrase(c[0], List::Text, PhraseKind::Text);
                self.mark_or_phrase(c[1], List::TextPlural, PhraseKind::Text);
            }
            "works" => {
                self.mark(c[0], List::Work.bit());
                self.mark(c[1], List::WorkPlural.bit());
            }
            "cue_nouns" => {
                self.mark(c[0], List::CueNoun.bit());
                self.mark(c[1], List::CueNoun.bit());
            }
            "demonyms" => self.mark_or_phrase(c[0], List::Demonym, PhraseKind::Demonym),
            "place_words" => {
                self.mark(c[0], List::Place.bit());
            }
            _ => {
                let list = one_of(stem, List::NAMES)?;
                self.mark(c[0], list.bit());
            }
        }
        Ok(())
    }

    fn cue_verb(&mut self, c: &[&str]) -> Result<(), String> {
        let classes = c[5].split(',').map(|n| one_of(n, VerbClass::NAMES)).collect::<Result<Vec<_>, _>>()?;
        let bits = classes.iter().fold(0, |b, class| b | class.bit());
        let forms = [CueForm::BASE, CueForm::THIRD, CueForm::PAST, CueForm::PARTICIPLE, CueForm::ING];
        for (word, form) in c.iter().zip(forms) {
            let id = self.mark(word, 0);
            let word = self.word_mut(id);
            word.verb_classes |= bits;
            word.cue_forms |= form;
        }
        Ok(())
    }

    fn function_word(&mut self, c: &[&str]) -> Result<(), String> {
        for class in c[1].split(',') {
            let list = one_of(class, List::NAMES)?;
            self.mark(c[0], list.bit());
        }
        Ok(())
    }

    fn pronoun(&mut self, c: &[&str]) -> Result<(), String> {
        const CASES: &[(&str, PronounCase)] = &[
            ("subj", PronounCase::Subject),
            ("obj", PronounCase::Object),
            ("poss", PronounCase::Possessive),
            ("refl", PronounCase::Reflexive),
        ];
        let case = one_of(c[1], CASES)?;
        let gender = gender(if c[4] == "n" { "-" } else { c[4] })?;
        let person = c[2].parse().map_err(|_| format!("{:?} is not a person (1, 2 or 3)", c[2]))?;
        let id = self.mark(c[0], List::Pronoun.bit());
        let word = self.word_mut(id);
        word.gender.0 |= gender;
        word.person = person;
        word.pronoun = case;
        word.plural = c[3] == "p";
        Ok(())
    }

    fn classed_word(&mut self, c: &[&str]) -> Result<(), String> {
        let mut bits = 0;
        for (i, letter) in c[1].chars().enumerate() {
            bits |= match letter {
                'n' => List::Noun.bit(),
                'a' => List::Adjective.bit(),
                'r' => List::AdverbWord.bit(),
                'v' => List::VerbBase.bit(),
                'Z' => List::VerbThird.bit(),
                'D' => List::VerbPast.bit(),
                'N' => List::VerbParticiple.bit(),
                'G' => List::VerbIng.bit(),
                other => return Err(format!("{other:?} is not a word class (n a r v Z D N G)")),
            };
            if i == 0 && bits & List::VERB != 0 {
                bits |= List::MostlyVerb.bit();
            }
            if i == 0 && letter == 'r' {
                bits |= List::MostlyAdverb.bit();
            }
        }
        self.mark(c[0], bits);
        Ok(())
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

fn gender(column: &str) -> Result<u8, String> {
    match column {
        "m" => Ok(Gender::MALE),
        "f" => Ok(Gender::FEMALE),
        "u" => Ok(Gender::MALE | Gender::FEMALE),
        "-" => Ok(0),
        other => Err(format!("{other:?} is not a gender (m, f, u or -)")),
    }
}

fn one_of<T: Copy>(name: &str, known: &[(&str, T)]) -> Result<T, String> {
    known
        .iter()
        .find(|(n, _)| *n == name)
        .map(|(_, value)| *value)
        .ok_or_else(|| format!("unknown class {name:?}{}", did_you_mean(name, known.iter().map(|(n, _)| *n))))
}
