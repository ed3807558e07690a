//! The choice by weight: a rule folder with a `choice.tsv`.

use serde_json::Value;

use crate::bench::Bench;

/// A rule that takes the nearest mention before the quote, right or wrong.
const NEAREST: &str = r#"[[rule]]
id = "nearest"
tier = 1
doc = "The nearest mention before the quote."
pattern = 'SPEAKER ..8 QUOTE'
yes = ['{speaker Ana Reis} is {quote “tired”}.']
no = ['“Tired”.']
"#;

/// The nearest mention is not who speaks.
const TEXT: &str = "Ana Reis said of Tom Hall that he was “tired”.";

/// Whom Ana Reis and Tom Hall are weighed by.
const SUBJECTS: &str = "# what is weighed\nafter before say\t3.5\nruled nearest\t0.5\nno-speech\t-5\n";

fn bench(weights: &str) -> Bench {
    let bench = Bench::with("r/a.toml", NEAREST);
    bench.put("r/choice.tsv", weights);
    bench.put("a.txt", TEXT);
    bench
}

fn row(bench: &Bench, flags: &str) -> Value {
    let out = bench.run(&format!("extract a.txt --rules r --format jsonl {flags}")).clean();
    serde_json::from_str(&out).expect("one row")
}

#[test]
fn weights_outdo_a_rule() {
    let row = row(&bench(SUBJECTS), "");
    assert_eq!(
        (&row["speaker"], &row["rule"], &row["cue"]["text"]),
        (&"Ana Reis".into(), &"choice".into(), &"said of".into())
    );
    let share = row["confidence"].as_f64().expect("a share");
    assert!((0.5..1.0).contains(&share), "{share}");
}

#[test]
fn rules_alone_if_asked() {
    let row = row(&bench(SUBJECTS), "--rules-only");
    assert_eq!((&row["speaker"], &row["rule"]), (&"Tom Hall".into(), &"nearest".into()));
}

#[test]
fn trusted_rules_stand() {
    let row = row(&bench(&format!("{SUBJECTS}trusted\tnearest\n")), "");
    assert_eq!((&row["speaker"], &row["rule"]), (&"Tom Hall".into(), &"nearest".into()));
}

#[test]
fn rules_without_a_weight_stand() {
    let row = row(&bench("after before say\t3.5\nruled another-rule\t0.5\n"), "");
    assert_eq!((&row["speaker"], &row["rule"]), (&"Tom Hall".into(), &"nearest".into()));
}

#[test]
fn no_speech_takes_the_speaker_and_not_the_row() {
    let row = row(&bench("no-speech\t9\nruled nearest\t0.5\n"), "");
    assert_eq!((&row["speaker"], &row["rule"]), (&"".into(), &"nearest".into()));
}

#[test]
fn explained() {
    let bench = bench(SUBJECTS);
    let out = bench.run("explain a.txt --rules r").clean();
    let weighed = out.split("Weighed, since that rule is not always right\n").nth(1).expect("candidates");
    let lines: Vec<&str> = weighed.lines().collect();
    assert!(lines[0].ends_with(" %  Ana Reis") && lines[1].trim() == "+3.50  after before say", "{out}");
    assert!(out.contains("Rules in the order tried") && out.contains("A direct quotation, by choice."), "{out}");
    let json: Value = serde_json::from_str(&bench.run("explain a.txt --rules r --format json").clean()).expect("JSON");
    let candidates = json["candidates"].as_array().expect("candidates");
    assert!(
        candidates.iter().any(|c| c["mention"]["text"] == "he" && c["features"][0][0] == "ruled nearest"),
        "{json}"
    );
    assert_eq!(candidates.last().map(|c| &c["mention"]), Some(&Value::Null));
}

#[test]
fn candidates_can_be_looked_at() {
    let out = bench(SUBJECTS).run("inspect candidates a.txt --rules r").clean();
    let span: Value = serde_json::from_str(&out).expect("a span");
    assert_eq!(
        (&span["rule"], &span["quote"], &span["mention"]),
        (&"nearest".into(), &serde_json::json!([39, 44]), &serde_json::json!([31, 33]))
    );
    let features = span["candidates"][0]["features"].as_array().expect("features");
    assert!(features.iter().all(Value::is_string) && features.len() > 10, "{span}");
}

#[test]
fn wrong_lines_are_pointed_at() {
    let bench = bench("after before say\t3.5\nafter before sya\t1\nno-speech 3\nno-speech\tmuch\n");
    bench.run("extract a.txt --rules r").failed(&[
        "choice.tsv:2:1: no feature is called that",
        "choice.tsv:3:1: a line is written",
        "choice.tsv:4:1: the weight is no number",
    ]);
}
