//! What a line of each word list says.

use super::load::{Line, Loader};
use super::phrase::PhraseKind;
use super::word::{CueForm, Gender, List, PronounCase, VerbClass};
use crate::error::did_you_mean;

impl Loader {
    /// Takes in a line of the list called `stem`.
    pub(super) fn entry(&mut self, stem: &str, entry: &Line<'_>) -> Result<(), String> {
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
                let short = self.lists.intern(c[0]);
                let full = c[1].split(',').map(|n| self.lists.intern(n.trim())).collect();
                self.lists.related.insert(short, full);
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
        word.set_plural(c[3] == "p");
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
