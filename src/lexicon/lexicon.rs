//! The lexicon: words and phrases to look up.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::files::BUILT_IN;
use super::fingerprint::fingerprint;
use super::lists::{Lists, is_numeral, length_bit};
use super::phrase::PhraseKind;
use super::table::Table;
use super::word::{List, Word, WordId};
use crate::error::{Error, ErrorKind};
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
    table: Table,
    /// Words that patterns ask for and no list has, by their fingerprints.
    added: FxHashMap<u64, WordId>,
    user_lists: Vec<String>,
}

/// The built-in lists, packed by the build script: reading them anew in each run would take longer than most texts do.
static PACKED: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/english.lexicon")));

/// Bytes that begin where a processor fetches memory from.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

impl Lexicon {
    /// The built-in English word lists.
    pub fn english() -> Self {
        // What the build script packed can be unpacked: the same code does both, and a test compares them.
        let table = Table::unpack(&PACKED.0);
        debug_assert!(table.is_some(), "the built-in lists are packed otherwise than this program reads them");
        table.map_or_else(Self::empty, |table| Self::of(table, Vec::new()))
    }

    fn empty() -> Self {
        Self::of(Table::of(&Lists::empty()), Vec::new())
    }

    fn of(table: Table, user_lists: Vec<String>) -> Self {
        Lexicon { table, added: FxHashMap::default(), user_lists }
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
        let lists = Lists::read(files).map_err(|faults| Error::new(ErrorKind::Data(faults)))?;
        Ok(Self::of(Table::of(&lists), lists.user_lists))
    }

    /// How many words are known.
    pub fn len(&self) -> usize {
        self.table.entries_of.len() - 1
    }

    /// Whether no word is known.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    #[inline]
    pub(crate) fn word(&self, id: WordId) -> &Word {
        self.at(self.entry(id))
    }

    /// What is known of the words that share an entry.
    #[inline]
    pub(crate) fn at(&self, entry: u32) -> &Word {
        &self.table.entries[entry as usize]
    }

    /// What is known of the word of a token.
    #[inline]
    pub(crate) fn word_of(&self, token: &Token) -> &Word {
        self.at(token.entry)
    }

    /// What can be known of words: words of which the same is known have the same entry.
    pub(crate) fn entries(&self) -> &[Word] {
        &self.table.entries
    }

    /// The number of a word's entry.
    #[inline]
    pub(crate) fn entry(&self, id: WordId) -> u32 {
        self.table.entries_of[id.0 as usize]
    }

    /// The id of a word, case and kind of apostrophe aside.
    pub(crate) fn look_up(&self, word: &str) -> WordId {
        fingerprint(word).map_or(WordId::UNKNOWN, |f| self.by_fingerprint(f))
    }

    /// The id of the word with a fingerprint.
    pub(crate) fn by_fingerprint(&self, fingerprint: u64) -> WordId {
        self.find(fingerprint).unwrap_or(WordId::UNKNOWN)
    }

    fn find(&self, fingerprint: u64) -> Option<WordId> {
        let listed = self.table.ids.get(fingerprint).map(WordId);
        listed.or_else(|| self.added.get(&fingerprint).copied())
    }

    /// Whether it is of use to look a numeral up: some word is one of that length.
    #[inline]
    pub(crate) fn has_numeral_like(&self, numeral: &str) -> bool {
        self.table.numerals & length_bit(numeral) != 0
    }

    /// Gives a word an id and an entry of its own, so that a pattern can ask for it by name.
    pub(crate) fn intern(&mut self, word: &str) -> WordId {
        let Some(fingerprint) = fingerprint(word) else { return WordId::UNKNOWN };
        let found = self.find(fingerprint);
        let Table { entries, entries_of, numerals, .. } = &mut self.table;
        let own = entries.len() as u32;
        if let Some(id) = found {
            entries.push(entries[entries_of[id.0 as usize] as usize]);
            entries_of[id.0 as usize] = own;
            return id;
        }
        let id = WordId(entries_of.len() as u32);
        if is_numeral(word.as_bytes()) {
            *numerals |= length_bit(word);
        }
        self.added.insert(fingerprint, id);
        entries.push(Word::default());
        entries_of.push(own);
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

    /// The longest phrase of one of the kinds (as bits) that begins at `tokens[0]`, with its length in tokens. The entry of
    /// its word tells for which kinds it is worth while to ask.
    #[inline]
    pub(crate) fn phrase(&self, tokens: &[Token], wanted: u8) -> Option<(usize, PhraseKind)> {
        self.table.phrases.longest(tokens.iter().map(|t| t.word), wanted)
    }

    /// The full names that a nickname stands for, or the nouns that a title stands for.
    pub(crate) fn related(&self, id: WordId) -> &[WordId] {
        let place = self.table.related.get(&id);
        place.and_then(|(from, to)| self.table.relatives.get(*from as usize..*to as usize)).unwrap_or_default()
    }
}

/// The built-in English lexicon, loaded once for the tests.
#[cfg(test)]
pub(crate) fn english() -> &'static Lexicon {
    static ENGLISH: std::sync::LazyLock<Lexicon> = std::sync::LazyLock::new(Lexicon::english);
    &ENGLISH
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packed_lists_are_the_lists() {
        let files = BUILT_IN.iter().map(|(name, text)| (PathBuf::from(name), (*text).to_owned()));
        let Ok(lists) = Lists::read(files) else { panic!("the built-in lists have faults") };
        let (read, packed) = (Lexicon::of(Table::of(&lists), Vec::new()), english());
        assert_eq!(read.len(), packed.len());
        for id in lists.ids.values().chain([&WordId::UNKNOWN]) {
            assert_eq!(read.word(*id), packed.word(*id));
            assert_eq!(read.word(*id), &lists.words[id.0 as usize]);
            assert_eq!(read.related(*id), packed.related(*id));
        }
        for word in ["said", "Ana", "according", "zyzzyvax"] {
            assert_eq!(read.look_up(word), packed.look_up(word), "{word}");
        }
    }
}
