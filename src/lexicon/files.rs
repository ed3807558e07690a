//! The built-in word list files, by name.

macro_rules! files {
    ($($name:literal,)*) => {
        /// File name and content of each built-in list.
        pub(crate) const BUILT_IN: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../lexicon/en/", $name))),)*];
    };
}

files! {
    "abbreviations.txt",
    "adverbs.txt",
    "answer_labels.txt",
    "articles.txt",
    "calendar.txt",
    "cue_nouns.tsv",
    "cue_phrases.tsv",
    "cue_verbs.tsv",
    "definites.txt",
    "demonyms.txt",
    "elisions.txt",
    "function_words.tsv",
    "generic_bodies.txt",
    "given_names.tsv",
    "groups.tsv",
    "honorifics.tsv",
    "name_links.txt",
    "name_modifiers.txt",
    "namings.txt",
    "nicknames.tsv",
    "org_words.txt",
    "particles.txt",
    "peoples.tsv",
    "place_words.tsv",
    "postmodifiers.txt",
    "pronouns.tsv",
    "relatives.txt",
    "roles.tsv",
    "suffixes.txt",
    "texts.tsv",
    "title_nouns.tsv",
    "titles.tsv",
    "verb_particles.txt",
    "words.tsv",
    "works.tsv",
}
