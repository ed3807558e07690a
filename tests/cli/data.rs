//! Rules and word lists of one's own, and broken ones.

use crate::bench::{Bench, PLAIN, PLAIN_ROW};

const RULE: &str = "\
[[rule]]
id = \"only\"
tier = 1
doc = \"Quote, cue, speaker.\"
pattern = 'QUOTE ,? CUE SPEAKER'
yes = ['{quote “We will not yield,”} {cue said} {speaker Ana Reis}.']
no = ['“We will not yield” was painted on the wall.']
";

#[test]
fn rules_of_ones_own() {
    let bench = Bench::with("rules/own.toml", RULE);
    bench.put("a.txt", PLAIN);
    let out = bench.run("extract a.txt --rules rules --columns speaker,rule").clean();
    assert_eq!(out, "speaker,rule\nAna Reis,only\n");
    let out = bench.run("inspect attributions a.txt --rules rules").clean();
    assert!(out.contains("only"), "{out}");
}

#[test]
fn word_lists_of_ones_own() {
    let bench = Bench::with("words/mine.txt", "painted\n");
    bench.put("rules/own.toml", RULE.replace("CUE SPEAKER", "CUE SPEAKER @mine?"));
    bench.put("a.txt", PLAIN);
    let run = bench.run("extract a.txt --lexicon words --rules rules");
    assert_eq!(run.rows(), [format!("{PLAIN_ROW}a.txt")]);
}

#[test]
fn a_broken_rule_is_pointed_at_and_nothing_is_written() {
    let bench = Bench::with("rules/own.toml", RULE.replace("CUE", "CUEE"));
    bench.put("a.txt", PLAIN);
    let run = bench.run("extract a.txt --rules rules -o q.csv").failed(&[
        "own.toml:5:21: ",
        "did you mean \"CUE\"?",
        "\n  | pattern = 'QUOTE ,? CUEE SPEAKER'\n  |                     ^^^^\n",
    ]);
    assert_eq!(run.stdout, "");
    assert!(!bench.path("q.csv").exists());
}

#[test]
fn every_fault_of_the_word_lists_is_named() {
    let bench = Bench::with("words/works.tsv", "song\tsongs\tsung\n");
    bench.put("words/roles.tsv", "# a comment\nplayer\tplayers\t\u{1b}[31m\n");
    let run = bench.run("inspect tokens - --lexicon words");
    let run = run.failed(&["works.tsv:1:1: ", "\n  | ^^^^", "roles.tsv:2:1: "]);
    assert!(!run.stderr.contains('\u{1b}'), "{}", run.stderr);
}

#[test]
fn a_folder_that_is_not_there_or_holds_nothing() {
    let bench = Bench::with("empty/readme.md", "");
    for option in ["--rules", "--lexicon"] {
        bench.run(&format!("extract {option} gone -")).failed(&["whosaid: gone: "]);
        bench.run(&format!("extract {option} empty -")).failed(&["whosaid: empty: "]);
    }
}
