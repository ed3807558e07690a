//! Whom a mention stands for: pronouns, names of two people, short forms of bodies, titles.

use crate::bench::Bench;

fn speakers(text: &str) -> Vec<String> {
    let out = Bench::with("a.txt", text).run("extract a.txt --columns speaker").clean();
    out.lines().skip(1).map(|line| line.trim_matches('"').to_owned()).collect()
}

#[test]
fn he_is_who_said_and_not_who_was_spoken_of() {
    let text = "Tom Hall said on Monday that Piet Roos needs to show that he is a sailor.\n\n“We have no boats left,” he said.\n";
    assert_eq!(speakers(text), ["Tom Hall"]);
}

#[test]
fn she_goes_on_speaking() {
    let text = "Ana Reis praised Ines Belfort. “A fine sailor,” Reis said after braving the cold to see Belfort sail.\n\n\
                “I mean it,” she added.\n";
    assert_eq!(speakers(text), ["Ana Reis", "Ana Reis"]);
}

#[test]
fn a_clause_before_the_main_one_does_not_lead() {
    let text = "When Ines Belfort asked about the boats, Ana Reis spoke of the storm. “It took them all,” she said.\n";
    assert_eq!(speakers(text), ["Ana Reis"]);
}

#[test]
fn of_two_subjects_neither_is_he() {
    let text = "Tom Hall and Piet Roos met on the quay. “You are late,” he said.\n";
    assert_eq!(speakers(text), [""]);
}

#[test]
fn a_given_name_after_a_relative_is_that_relative() {
    let text = "Tom Hall sails alone. On Monday his wife, Ines, called for help. “He is late,” she said.\n";
    assert_eq!(speakers(text), ["Ines"]);
}

#[test]
fn who_is_attacked_is_not_who_attacks() {
    let text = "Tom Hall ran the yard. On Monday a senator attacked Tom Hall. “It is a shame,” the senator said.\n";
    assert_eq!(speakers(text), ["senator"]);
}

#[test]
fn mr_is_not_a_woman_of_the_same_surname() {
    let text = "President Hall sailed on Monday. “I will be back,” Mr. Hall said.\n\nHis wife is Ines Hall.\n\n\
                “It is cold,” President Hall said.\n\nMr. Hall waved.\n";
    assert_eq!(speakers(text), ["Hall", "Hall"]);
}

#[test]
fn a_short_form_between_brackets_is_the_body() {
    let text = "Norrland Timber AB (NTAB) will shut its mill.\n\n“The market has changed,” NTAB said.\n";
    assert_eq!(speakers(text), ["Norrland Timber AB"]);
}

#[test]
fn a_body_named_in_passing_is_meant_by_its_noun() {
    let text =
        "The Harbour Union is unhappy. Analysts at Carnholm Bank agreed.\n\n“More will follow,” the bank said.\n";
    assert_eq!(speakers(text), ["Carnholm Bank"]);
}

#[test]
fn an_apostrophe_inside_the_name_of_a_body() {
    let text = "The Forest Workers’ Association said it was “a betrayal”.\n";
    assert_eq!(speakers(text), ["Forest Workers’ Association"]);
}

#[test]
fn somebodys_supporter_is_somebody_else() {
    let text =
        "Senator Ana Reis spoke in Tosara about Tom Hall.\n\nAt the door, the Hall supporter said: “She is wrong.”\n";
    assert_eq!(speakers(text), ["Hall supporter"]);
}

#[test]
fn a_surname_first_that_is_a_particle_elsewhere() {
    let text = "Premier Li Keqiang praised the talks. “Neighbours should visit one another,” Li said.\n";
    assert_eq!(speakers(text), ["Li Keqiang"]);
}

#[test]
fn two_descriptions_joined_are_one_person() {
    let text = "Ana Reis spoke out on Tuesday about the storm.\n\nOn the radio, the former secretary of state and current \
                nominee said she wanted to speak “to the people of Tosara”.\n";
    assert_eq!(speakers(text), ["Ana Reis"]);
}
