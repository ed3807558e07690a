//! What a word list entry says about a word.

/// A word of the lexicon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct WordId(pub u32);

impl WordId {
    /// Any word that is in no list.
    pub(crate) const UNKNOWN: WordId = WordId(0);
}

macro_rules! lists {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A list (or a class of a list) that a word can be in; patterns ask for it as `@name`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum List { $($(#[$doc])* $variant,)* }

        impl List {
            /// Every list with the name that patterns use.
            pub(crate) const NAMES: &'static [(&'static str, List)] = &[$(($name, List::$variant),)*];
        }
    };
}

lists! {
    Abbreviation = "abbreviations",
    Honorific = "honorifics",
    Title = "titles",
    Role = "roles",
    RolePlural = "roles_plural",
    Group = "groups",
    GroupPlural = "groups_plural",
    Text = "texts",
    TextPlural = "texts_plural",
    Work = "works",
    WorkPlural = "works_plural",
    People = "peoples",
    Particle = "particles",
    Suffix = "suffixes",
    Demonym = "demonyms",
    Calendar = "calendar",
    OrgWord = "org_words",
    Place = "place_words",
    Adverb = "adverbs",
    CueNoun = "cue_nouns",
    GivenName = "given_names",
    Elision = "elisions",
    /// What stands before the answers of an interview.
    AnswerLabel = "answer_labels",
    /// Participles that give somebody a name ("a man named …").
    Naming = "namings",
    Relative = "relatives",
    NameLink = "name_links",
    /// Words before a title or name that belong to neither ("former").
    NameModifier = "name_modifiers",
    VerbParticle = "verb_particles",
    PostModifier = "postmodifiers",
    Pronoun = "pronouns",
    Article = "articles",
    /// Nouns for bodies that stand for any body named before ("the company").
    GenericBody = "generic_bodies",
    /// Determiners that point at something known.
    Definite = "definites",
    Determiner = "det",
    Possessive = "poss",
    Quantifier = "quant",
    Preposition = "prep",
    Conjunction = "conj",
    Subordinator = "sub",
    Auxiliary = "aux",
    Be = "be",
    Have = "have",
    Modal = "modal",
    Negation = "neg",
    Wh = "wh",
    Infinitive = "inf",
    VerbPart = "part",
    NumberWord = "num",
    Noun = "noun",
    Adjective = "adj",
    AdverbWord = "adv",
    VerbBase = "verb_base",
    VerbThird = "verb_third",
    VerbPast = "verb_past",
    VerbParticiple = "verb_participle",
    VerbIng = "verb_ing",
    /// The class that most of the word's uses have is a verb form.
    MostlyVerb = "mostly_verb",
    MostlyAdverb = "mostly_adv",
}

impl List {
    #[inline]
    pub(crate) const fn bit(self) -> u64 {
        1 << self as u8
    }

    /// All forms of verbs.
    pub(crate) const VERB: u64 = List::VerbBase.bit()
        | List::VerbThird.bit()
        | List::VerbPast.bit()
        | List::VerbParticiple.bit()
        | List::VerbIng.bit();

    /// Closed-class words: what never stands inside a noun phrase after its determiner.
    pub(crate) const FUNCTION: u64 = List::Determiner.bit()
        | List::Possessive.bit()
        | List::Preposition.bit()
        | List::Conjunction.bit()
        | List::Subordinator.bit()
        | List::Auxiliary.bit()
        | List::Be.bit()
        | List::Have.bit()
        | List::Modal.bit()
        | List::Negation.bit()
        | List::Wh.bit()
        | List::Infinitive.bit()
        | List::VerbPart.bit()
        | List::Pronoun.bit()
        | List::Quantifier.bit();
}

macro_rules! verb_classes {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A class of reporting verbs: which frames it is found in.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub(crate) enum VerbClass { $($(#[$doc])* $variant,)* }

        impl VerbClass {
            pub(crate) const NAMES: &'static [(&'static str, VerbClass)] = &[$(($name, VerbClass::$variant),)*];
        }
    };
}

verb_classes! {
    /// Takes a that-clause or direct speech.
    Say = "say",
    /// Takes an addressee directly.
    Tell = "tell",
    /// Question verbs.
    Ask = "ask",
    /// Manner of speaking; reports only with a quote right beside it.
    Manner = "manner",
    /// Takes an object and a fragment that judges it.
    Call = "call",
    /// Reports thought.
    Think = "think",
    /// Reports what is written.
    Write = "write",
    /// Continues or opens a speech; reports only with a quote right beside it.
    Go = "go",
    /// Introduces a fragment, but often does other work.
    Weak = "weak",
}

impl VerbClass {
    #[inline]
    pub(crate) const fn bit(self) -> u16 {
        1 << self as u8
    }
}

/// Forms of a reporting verb, as bits.
pub(crate) struct CueForm;

impl CueForm {
    pub(crate) const BASE: u8 = 1;
    pub(crate) const THIRD: u8 = 2;
    pub(crate) const PAST: u8 = 4;
    pub(crate) const PARTICIPLE: u8 = 8;
    pub(crate) const ING: u8 = 16;
}

/// Grammatical gender of a name, title, role or pronoun, as bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Gender(pub u8);

impl Gender {
    pub(crate) const MALE: u8 = 1;
    pub(crate) const FEMALE: u8 = 2;
}

/// All that the lists say of one word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct Word {
    /// Bits of [`List`], then of the lists that only a user's folder has.
    pub lists: u64,
    /// Bits of [`VerbClass`], zero for a word that is no reporting verb.
    pub verb_classes: u16,
    /// Bits of [`CueForm`].
    pub cue_forms: u8,
    /// Gender as a title, role or pronoun.
    pub gender: Gender,
    /// Gender as a given name.
    pub given_gender: Gender,
    /// Pronoun person (1–3), zero for other words.
    pub person: u8,
    pub pronoun: PronounCase,
    /// The kinds of the phrases that begin with this word, as bits, and [`Word::PLURAL`] for a pronoun: in one byte, so that
    /// a word takes sixteen, and those in use stay near the processor.
    pub flags: u8,
}

/// The case of a pronoun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum PronounCase {
    #[default]
    None,
    Subject,
    Object,
    Possessive,
    Reflexive,
}

impl PronounCase {
    const ALL: [PronounCase; 5] =
        [PronounCase::None, PronounCase::Subject, PronounCase::Object, PronounCase::Possessive, PronounCase::Reflexive];
}

impl Word {
    /// The bytes that a packed word takes.
    pub(crate) const PACKED: usize = 16;
    const PLURAL: u8 = 1 << 7;

    pub(crate) fn pack(&self) -> [u8; Self::PACKED] {
        let mut out = [0; Self::PACKED];
        out[..8].copy_from_slice(&self.lists.to_le_bytes());
        out[8..10].copy_from_slice(&self.verb_classes.to_le_bytes());
        let rest = [self.cue_forms, self.gender.0, self.given_gender.0, self.person, self.pronoun as u8, self.flags];
        out[10..].copy_from_slice(&rest);
        out
    }

    pub(crate) fn unpack(packed: &[u8; Self::PACKED]) -> Self {
        let [a, b, c, d, e, f, g, h, v, w, cue_forms, gender, given_gender, person, pronoun, flags] = *packed;
        Word {
            lists: u64::from_le_bytes([a, b, c, d, e, f, g, h]),
            verb_classes: u16::from_le_bytes([v, w]),
            cue_forms,
            gender: Gender(gender),
            given_gender: Gender(given_gender),
            person,
            pronoun: PronounCase::ALL.get(pronoun as usize).copied().unwrap_or_default(),
            flags,
        }
    }

    #[inline]
    pub(crate) fn is(&self, list: List) -> bool {
        self.lists & list.bit() != 0
    }

    #[inline]
    pub(crate) fn any(&self, bits: u64) -> bool {
        self.lists & bits != 0
    }

    /// Whether it is a pronoun for several.
    #[inline]
    pub(crate) fn plural(&self) -> bool {
        self.flags & Self::PLURAL != 0
    }

    pub(crate) fn set_plural(&mut self, plural: bool) {
        self.flags = if plural { self.flags | Self::PLURAL } else { self.flags & !Self::PLURAL };
    }

    /// Whether a phrase of one of these kinds, as bits, begins with it.
    #[inline]
    pub(crate) fn begins(&self, phrases: u8) -> bool {
        self.flags & phrases != 0
    }

    #[inline]
    pub(crate) fn class(&self, class: VerbClass) -> bool {
        self.verb_classes & class.bit() != 0
    }
}
