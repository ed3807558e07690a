//! The alphabet: each distinct combination of properties that some rule or weight asks about has its own code, so that the
//! elements around a quoted span become a short string, and whether an element fits an atom is a bit to look up.

use rustc_hash::FxHashMap;

use super::atom::Atom;
use super::bits::ones_of;
use super::class::Class;
use crate::chunks::{CueKind, Element, ElementKind};
use crate::lexicon::{Lexicon, Word, WordId};

/// An element as a number.
pub(crate) type Code = u16;

/// How many codes there can be: a word that a pattern names has one in lower case, with a capital, as a clitic, and in each
/// class of reporting verbs.
const CODES: usize = 0x4000;
/// How many atoms there can be.
const ATOMS: usize = 0x700;

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

/// Maps elements to codes, and tells which atoms match a code.
#[derive(Debug, Clone, Default)]
pub(crate) struct Alphabet {
    atoms: Vec<Atom>,
    ids: FxHashMap<Atom, usize>,
    /// For each code, the atoms that match it as bits, `width` numbers a code.
    signatures: Vec<u64>,
    width: usize,
    /// How many codes each atom matches.
    spreads: Vec<u32>,
    /// The class of each code.
    classes: Vec<Class>,
    quoted: Vec<Code>,
    speaker: Vec<Code>,
    cue: Vec<Code>,
    literal_cue: FxHashMap<(WordId, u16, u8), Code>,
    /// The first of the entries that belong to words which patterns ask for: those of all others stand before it.
    first_literal: u32,
    /// By the lexicon's entry of a word: code in lower case, code with a capital, code as a clitic.
    words: Vec<[Code; 3]>,
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
        self.atoms.len() > ATOMS
    }

    /// Gives every combination of properties its code, once all atoms are known.
    ///
    /// Fails if the rules tell more combinations apart than the alphabet has characters.
    pub(crate) fn build(&mut self, lexicon: &Lexicon) -> Result<(), String> {
        self.width = self.atoms.len().div_ceil(64);
        self.signatures.clear();
        self.classes.clear();
        let mut coder = Coder { seen: FxHashMap::default(), signature: Vec::new() };
        let mut blank = Element::bare(ElementKind::Quoted, 0, 0);
        let none = Word::default();
        self.quoted = self.by_props(&mut coder, blank, PROPS);
        blank.kind = ElementKind::Speaker;
        self.speaker = self.by_props(&mut coder, blank, PROPS);
        blank.kind = ElementKind::Cue;
        self.cue.clear();
        for kind in CUE_KINDS {
            blank.cue = kind;
            let codes = self.by_props(&mut coder, blank, CLASSES);
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
        let count = self.classes.len();
        if count > CODES {
            return Err(format!("the rules tell {count} kinds of element apart; {CODES} are the most"));
        }
        let mut spreads = vec![0; self.atoms.len()];
        self.codes().for_each(|code| ones_of(self.signature(code)).for_each(|atom| spreads[atom] += 1));
        self.spreads = spreads;
        Ok(())
    }

    /// The code of an element with each combination of properties.
    fn by_props(&mut self, coder: &mut Coder, blank: Element, size: usize) -> Vec<Code> {
        let mut e = blank;
        let of_kind = self.relevant(|a| applies(a, e.kind));
        let none = Word::default();
        // Combinations that no atom tells apart are one group. Atoms split groups, so each is looked at only once for each
        // combination, and the code is made for one of a group.
        let mut groups = vec![0u16; size];
        let mut count = 1;
        let mut split = |ways: usize, way: &dyn Fn(&Element) -> usize| {
            let mut parts = vec![u16::MAX; ways * count];
            count = 0;
            for (props, group) in groups.iter_mut().enumerate() {
                e.props = props as u16;
                let part = &mut parts[ways * usize::from(*group) + way(&e)];
                if *part == u16::MAX {
                    *part = count as u16;
                    count += 1;
                }
                *group = *part;
            }
        };
        split(Class::NAMES.len(), &|e| Class::of(e, &none) as usize);
        for atom in of_kind.iter().map(|i| &self.atoms[*i]).filter(|a| a.asks_for_props(blank.cue)) {
            split(2, &|e| usize::from(atom.matches(e, &none)));
        }
        let mut codes: Vec<Option<Code>> = vec![None; count];
        let mut code = |(props, group): (usize, &u16)| {
            *codes[*group as usize].get_or_insert_with(|| {
                e.props = props as u16;
                coder.code(self, &of_kind, &e, &none)
            })
        };
        groups.iter().enumerate().map(&mut code).collect()
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
        self.first_literal = self.literals().into_iter().map(|id| lexicon.entry(id)).min().unwrap_or(u32::MAX);
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
        let asked = of_kind.iter().fold(0, |lists, i| lists | self.atoms[*i].lists());
        // A word that a pattern asks for by name has an entry of its own.
        let literals: FxHashMap<usize, WordId> =
            self.literals().into_iter().map(|word| (lexicon.entry(word) as usize, word)).collect();
        let in_lists: Vec<usize> =
            of_kind.iter().copied().filter(|i| !matches!(self.atoms[*i], Atom::Literal(_))).collect();
        let mut by_lists: FxHashMap<(u64, Class, bool), Code> = FxHashMap::default();
        self.words = Vec::with_capacity(lexicon.entries().len());
        for (entry, word) in lexicon.entries().iter().enumerate() {
            let literal = literals.get(&entry);
            let mut code = |cap, class| {
                let mut code = |id: WordId, of_kind: &[usize]| {
                    (e.word, e.cap) = (id, cap);
                    coder.code_of_class(self, of_kind, &e, word, class)
                };
                match literal {
                    Some(id) => code(*id, &of_kind),
                    None => *by_lists
                        .entry((word.lists & asked, class, cap))
                        .or_insert_with(|| code(WordId::UNKNOWN, &in_lists)),
                }
            };
            // To the rules a clitic is a word.
            let codes = [
                code(false, Class::of_word(word, false)),
                code(true, Class::of_word(word, true)),
                code(false, Class::Clitic),
            ];
            self.words.push(codes);
        }
    }

    /// The code of an element.
    #[inline]
    pub(crate) fn code(&self, e: &Element) -> Code {
        match e.kind {
            ElementKind::Quoted => self.quoted[e.props as usize],
            ElementKind::Speaker => self.speaker[e.props as usize],
            ElementKind::Cue => {
                let asked = e.entry >= self.first_literal;
                let literal = if asked { self.literal_cue.get(&(e.word, e.props, e.cue as u8)) } else { None };
                literal.copied().unwrap_or_else(|| self.cue[e.cue as usize * CLASSES + e.props as usize])
            }
            ElementKind::Word => self.words[e.entry as usize][usize::from(e.cap)],
            ElementKind::Clitic => self.words[e.entry as usize][2],
            kind => self.plain[kind as usize],
        }
    }

    /// The class of a code.
    #[inline]
    pub(super) fn class(&self, code: Code) -> Class {
        self.classes[usize::from(code)]
    }

    /// The number of an atom that has been made known.
    pub(crate) fn number(&self, atom: &Atom) -> Option<usize> {
        self.ids.get(atom).copied()
    }

    /// Every code.
    pub(super) fn codes(&self) -> std::ops::Range<Code> {
        0..self.classes.len() as Code
    }

    /// How many numbers the atoms take as bits.
    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The atoms that match a code, as bits.
    #[inline]
    pub(crate) fn signature(&self, code: Code) -> &[u64] {
        &self.signatures[usize::from(code) * self.width..][..self.width]
    }

    /// How many codes an atom matches.
    pub(super) fn spread(&self, atom: usize) -> usize {
        self.spreads.get(atom).map_or(0, |codes| *codes as usize)
    }
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
    /// Codes by signature and class.
    seen: FxHashMap<Box<[u64]>, Code>,
    signature: Vec<u64>,
}

impl Coder {
    fn code(&mut self, alphabet: &mut Alphabet, of_kind: &[usize], e: &Element, word: &Word) -> Code {
        self.code_of_class(alphabet, of_kind, e, word, Class::of(e, word))
    }

    fn code_of_class(
        &mut self,
        alphabet: &mut Alphabet,
        of_kind: &[usize],
        e: &Element,
        word: &Word,
        class: Class,
    ) -> Code {
        self.signature.clear();
        self.signature.resize(alphabet.width, 0);
        for i in of_kind {
            if alphabet.atoms[*i].matches(e, word) {
                self.signature[i / 64] |= 1 << (i % 64);
            }
        }
        self.signature.push(class as u64);
        if let Some(code) = self.seen.get(self.signature.as_slice()) {
            return *code;
        }
        let code = self.seen.len() as Code;
        alphabet.signatures.extend_from_slice(&self.signature[..alphabet.width]);
        alphabet.classes.push(class);
        self.seen.insert(self.signature.clone().into(), code);
        code
    }
}
