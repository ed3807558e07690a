//! The alphabet: each distinct combination of properties that some rule asks about has its own character, so that the
//! elements around a quoted span become a short string and a pattern a regular expression over it.

use std::fmt::Write as _;

use rustc_hash::FxHashMap;

use super::atom::Atom;
use crate::chunks::{CueKind, Element, ElementKind};
use crate::lexicon::{Lexicon, Word, WordId};

/// An element's character, counted from 0.
pub(crate) type Code = u16;

/// First character used; from here to U+07FF every character has two bytes in UTF-8.
const FIRST: u32 = 0x100;
/// How many codes two bytes hold.
pub(crate) const CODES: usize = 0x800 - FIRST as usize;
/// Bytes of one encoded element.
pub(crate) const WIDTH: usize = 2;

const PROPS: usize = 1 << 10;
const CLASSES: usize = 1 << 9;
const CUE_KINDS: [CueKind; 7] = [
    CueKind::Finite,
    CueKind::Ing,
    CueKind::Infinitive,
    CueKind::Passive,
    CueKind::Noun,
    CueKind::According,
    CueKind::Statement,
];

/// Maps elements to codes and atoms to the codes they match.
#[derive(Debug, Clone, Default)]
pub(crate) struct Alphabet {
    atoms: Vec<Atom>,
    ids: FxHashMap<Atom, usize>,
    /// Codes that each atom matches.
    matched: Vec<Vec<Code>>,
    quoted: Vec<Code>,
    speaker: Vec<Code>,
    cue: Vec<Code>,
    literal_cue: FxHashMap<(WordId, u16, u8), Code>,
    /// By word: code in lower case, code with a capital.
    words: Vec<[Code; 2]>,
    plain: Vec<Code>,
}

impl Alphabet {
    /// The number of an atom.
    pub(crate) fn atom(&mut self, atom: &Atom) -> usize {
        if let Some(id) = self.ids.get(atom) {
            return *id;
        }
        self.atoms.push(atom.clone());
        self.ids.insert(atom.clone(), self.atoms.len() - 1);
        self.atoms.len() - 1
    }

    /// What to say when it is full.
    pub(crate) const FULL: &'static str =
        "the rules up to here ask about more words and kinds of element than a rule set can tell apart";

    /// Whether it has so many atoms that it cannot be built; looking on would only cost time.
    pub(crate) fn is_full(&self) -> bool {
        self.atoms.len() > CODES
    }

    /// Gives every combination of properties its code, once all atoms are known.
    ///
    /// Fails if the rules tell more combinations apart than the alphabet has characters.
    pub(crate) fn build(&mut self, lexicon: &Lexicon) -> Result<(), String> {
        self.matched = vec![Vec::new(); self.atoms.len()];
        let mut coder = Coder { seen: FxHashMap::default(), signature: Vec::new() };
        let mut blank = Element {
            kind: ElementKind::Quoted,
            props: 0,
            cue: CueKind::Finite,
            word: WordId::UNKNOWN,
            start: 0,
            end: 0,
            index: 0,
            cap: false,
        };
        let none = Word::default();
        let table = |alphabet: &mut Self, coder: &mut Coder, mut e: Element, size: usize| -> Vec<Code> {
            let of_kind = alphabet.relevant(|a| applies(a, e.kind));
            (0..size)
                .map(|props| {
                    e.props = props as u16;
                    coder.code(alphabet, &of_kind, &e, &none)
                })
                .collect()
        };
        self.quoted = table(self, &mut coder, blank, PROPS);
        blank.kind = ElementKind::Speaker;
        self.speaker = table(self, &mut coder, blank, PROPS);
        blank.kind = ElementKind::Cue;
        self.cue.clear();
        for kind in CUE_KINDS {
            blank.cue = kind;
            let codes = table(self, &mut coder, blank, CLASSES);
            self.cue.extend(codes);
        }
        self.literal_cues(lexicon, &mut coder, blank);
        self.plain = (0..=ElementKind::ParagraphEnd as u8).map(|_| 0).collect();
        for kind in PLAIN {
            blank.kind = kind;
            blank.props = 0;
            let of_kind = self.relevant(|a| applies(a, kind));
            self.plain[kind as usize] = coder.code(self, &of_kind, &blank, &none);
        }
        self.word_codes(lexicon, &mut coder, blank);
        if coder.seen.len() > CODES {
            return Err(format!("the rules tell {} kinds of element apart; {CODES} are the most", coder.seen.len()));
        }
        Ok(())
    }

    fn relevant(&self, wanted: impl Fn(&Atom) -> bool) -> Vec<usize> {
        (0..self.atoms.len()).filter(|i| wanted(&self.atoms[*i])).collect()
    }

    fn literals(&self) -> Vec<WordId> {
        self.atoms.iter().filter_map(|a| if let Atom::Literal(id) = a { Some(*id) } else { None }).collect()
    }

    fn literal_cues(&mut self, lexicon: &Lexicon, coder: &mut Coder, mut e: Element) {
        let of_kind = self.relevant(|a| applies(a, ElementKind::Cue));
        self.literal_cue.clear();
        for id in self.literals() {
            let classes = lexicon.word(id).verb_classes;
            for kind in CUE_KINDS {
                (e.cue, e.word, e.props) = (kind, id, classes);
                let code = coder.code(self, &of_kind, &e, lexicon.word(id));
                self.literal_cue.insert((id, classes, kind as u8), code);
            }
        }
    }

    fn word_codes(&mut self, lexicon: &Lexicon, coder: &mut Coder, mut e: Element) {
        e.kind = ElementKind::Word;
        e.cue = CueKind::Finite;
        let of_kind = self.relevant(|a| applies(a, ElementKind::Word));
        let asked = of_kind.iter().fold(0u64, |bits, i| {
            bits | match &self.atoms[*i] {
                Atom::InList(b) => *b,
                Atom::Word { lists, .. } => *lists,
                Atom::Verb => u64::MAX,
                _ => 0,
            }
        });
        let literals: rustc_hash::FxHashSet<WordId> = self.literals().into_iter().collect();
        let mut by_lists: FxHashMap<u64, [Code; 2]> = FxHashMap::default();
        self.words = Vec::with_capacity(lexicon.words().len());
        for (i, word) in lexicon.words().iter().enumerate() {
            let id = WordId(i as u32);
            let lists = word.lists & asked;
            let literal = literals.contains(&id);
            if let Some(codes) = by_lists.get(&lists).filter(|_| !literal) {
                self.words.push(*codes);
                continue;
            }
            let codes = [false, true].map(|cap| {
                (e.word, e.cap) = (id, cap);
                coder.code(self, &of_kind, &e, word)
            });
            if !literal {
                by_lists.insert(lists, codes);
            }
            self.words.push(codes);
        }
    }

    /// The code of an element.
    pub(crate) fn code(&self, e: &Element) -> Code {
        match e.kind {
            ElementKind::Quoted => self.quoted[e.props as usize],
            ElementKind::Speaker => self.speaker[e.props as usize],
            ElementKind::Cue => {
                let literal = self.literal_cue.get(&(e.word, e.props, e.cue as u8));
                literal.copied().unwrap_or_else(|| self.cue[e.cue as usize * CLASSES + e.props as usize])
            }
            ElementKind::Word | ElementKind::Clitic => self.words[e.word.0 as usize][usize::from(e.cap)],
            kind => self.plain[kind as usize],
        }
    }

    /// The codes that an atom matches.
    pub(crate) fn matched(&self, atom: &Atom) -> &[Code] {
        self.ids.get(atom).map_or(&[], |id| &self.matched[*id])
    }

    /// The character class of an atom; one that matches nothing is a class no character is in.
    pub(crate) fn class(&self, atom: &Atom) -> String {
        let mut codes = self.matched(atom).to_vec();
        codes.sort_unstable();
        codes.dedup();
        let mut class = String::from("[");
        let mut runs = codes.chunk_by(|a, b| a + 1 == *b).peekable();
        if runs.peek().is_none() {
            return "[^\\x{0}-\\x{10FFFF}]".into();
        }
        for run in runs {
            let _ = write!(
                class,
                "\\x{{{:x}}}-\\x{{{:x}}}",
                FIRST + u32::from(run[0]),
                FIRST + u32::from(run[run.len() - 1])
            );
        }
        class.push(']');
        class
    }
}

/// The two bytes of a code: the UTF-8 form of its character.
pub(crate) fn encode(code: Code) -> [u8; WIDTH] {
    let c = FIRST + u32::from(code);
    [0xC0 | (c >> 6) as u8, 0x80 | (c & 0x3F) as u8]
}

/// Kinds without properties of their own.
const PLAIN: [ElementKind; 13] = [
    ElementKind::Unspoken,
    ElementKind::Number,
    ElementKind::Comma,
    ElementKind::Colon,
    ElementKind::Semicolon,
    ElementKind::Dash,
    ElementKind::OpenBracket,
    ElementKind::CloseBracket,
    ElementKind::Stop,
    ElementKind::Sign,
    ElementKind::Time,
    ElementKind::SentenceEnd,
    ElementKind::ParagraphEnd,
];

/// Whether an atom can match an element of a kind at all.
fn applies(atom: &Atom, kind: ElementKind) -> bool {
    match atom {
        Atom::Quoted(_) => kind == ElementKind::Quoted,
        Atom::Speaker(_) => kind == ElementKind::Speaker,
        Atom::Cue(..) => kind == ElementKind::Cue,
        Atom::Verb | Atom::Literal(_) => matches!(kind, ElementKind::Cue | ElementKind::Word),
        Atom::InList(_) | Atom::Word { .. } => kind == ElementKind::Word,
        Atom::Kind(_) | Atom::Any | Atom::SentenceEnd | Atom::ParagraphEnd => true,
    }
}

struct Coder {
    seen: FxHashMap<Box<[u64]>, Code>,
    signature: Vec<u64>,
}

impl Coder {
    fn code(&mut self, alphabet: &mut Alphabet, of_kind: &[usize], e: &Element, word: &Word) -> Code {
        self.signature.clear();
        self.signature.resize(alphabet.atoms.len().div_ceil(64), 0);
        for i in of_kind {
            if alphabet.atoms[*i].matches(e, word) {
                self.signature[i / 64] |= 1 << (i % 64);
            }
        }
        if let Some(code) = self.seen.get(self.signature.as_slice()) {
            return *code;
        }
        let code = self.seen.len() as Code;
        for i in of_kind {
            if self.signature[i / 64] & (1 << (i % 64)) != 0 {
                alphabet.matched[*i].push(code);
            }
        }
        self.seen.insert(self.signature.clone().into(), code);
        code
    }
}
