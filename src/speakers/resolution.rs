//! How a speaker's name was found, which tells how far it can be trusted.

/// How the speaker's name was found from the mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Resolution {
    /// The mention is the fullest form of the name.
    ExactName,
    /// The mention is a shorter form of the name.
    ExpandedName,
    /// The mention is a pronoun; its antecedent stands so many sentences back.
    Pronoun {
        /// Sentences between the pronoun and what it was resolved to, 0 in the same sentence.
        sentences: u32,
    },
    /// The mention is a pronoun; its antecedent is a noun phrase, and the text does not name who that is.
    NominalPronoun,
    /// The mention is a noun phrase that stands for itself.
    Nominal,
    /// The mention is a noun phrase that stands for somebody named.
    NamedNominal,
    /// "I" or "we" outside quotation marks.
    FirstPerson,
    /// The text does not tell who is meant.
    Unresolved,
}

impl Resolution {
    /// Every name that [`Resolution::bucket`] gives.
    pub(crate) const BUCKETS: [&'static str; 10] = [
        "exact-name",
        "expanded-name",
        "pronoun-same-sentence",
        "pronoun-next-sentence",
        "pronoun-farther",
        "pronoun-nominal",
        "nominal",
        "named-nominal",
        "first-person",
        "unresolved",
    ];

    /// The name under which its precision is measured in `confidence.csv`.
    pub fn bucket(self) -> &'static str {
        match self {
            Resolution::ExactName => "exact-name",
            Resolution::ExpandedName => "expanded-name",
            Resolution::Pronoun { sentences: 0 } => "pronoun-same-sentence",
            Resolution::Pronoun { sentences: 1 } => "pronoun-next-sentence",
            Resolution::Pronoun { .. } => "pronoun-farther",
            Resolution::NominalPronoun => "pronoun-nominal",
            Resolution::Nominal => "nominal",
            Resolution::NamedNominal => "named-nominal",
            Resolution::FirstPerson => "first-person",
            Resolution::Unresolved => "unresolved",
        }
    }
}
