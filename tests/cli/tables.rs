//! The table: columns, formats, options.

use serde_json::Value;

use crate::bench::{Bench, PLAIN, PLAIN_ROW};

/// A split quotation, then a span that is no speech.
const SPLIT: &str = "“We will not yield,” said Ana Reis, “and the answer is still no.”\n\nRobert “Bobby” Hall left.\n";

const ALL: &str = "speaker,quote,source,mention,cue,kind,rule,confidence,start,end,paragraph,context,utterance,quote_id,\
                   title,author,date";

fn json(output: &str) -> Vec<Value> {
    output.lines().map(|line| serde_json::from_str(line).expect("a JSON object a line")).collect()
}

#[test]
fn columns_in_the_order_asked_for() {
    let bench = Bench::with("a.txt", PLAIN);
    let out = bench.run("extract a.txt --columns kind,speaker,cue,mention").clean();
    assert_eq!(out, "kind,speaker,cue,mention\ndirect,Ana Reis,said,Ana Reis\n");
    assert_eq!(bench.run("extract a.txt --columns all").stdout.lines().next(), Some(ALL));
}

#[test]
fn an_unknown_column() {
    let run = Bench::with("a.txt", PLAIN).run("extract a.txt --columns quote,speeker");
    let run = run.failed(&["no column \"speeker\"", "did you mean \"speaker\"?", "speaker, quote, source, mention"]);
    assert_eq!(run.stdout, "");
}

#[test]
fn tab_separated() {
    let out = Bench::with("a.txt", PLAIN).run("extract a.txt --format tsv").clean();
    assert_eq!(out, "speaker\tquote\tsource\nAna Reis\tWe will not yield,\ta.txt\n");
}

#[test]
fn quotes_and_line_breaks_in_cells() {
    let text = "“We will\nnot \"yield\" here,” said Ana Reis.";
    let line = serde_json::json!({ "id": "a,b", "text": text.replace('\n', " "), "title": "one\ntwo" });
    let out =
        Bench::new().run_on("extract --input-format jsonl --columns quote,source,title", line.to_string()).clean();
    assert_eq!(out, "quote,source,title\n\"We will not \"\"yield\"\" here,\",\"a,b\",\"one\ntwo\"\n");
}

#[test]
fn json_lines_have_every_field() {
    let line = serde_json::json!({ "id": "x", "text": format!("😀 {PLAIN}"), "title": "T" });
    let run = Bench::new().run_on("extract --input-format jsonl --format jsonl", line.to_string());
    let rows = json(&run.clean());
    let row = rows[0].as_object().expect("object");
    let mut names: Vec<_> = row.keys().map(String::as_str).collect();
    let mut all: Vec<_> = ALL.split(',').collect();
    names.sort_unstable();
    all.sort_unstable();
    assert_eq!(names, all);
    assert_eq!(row["speaker"], "Ana Reis");
    assert_eq!((row["start"].as_u64(), row["end"].as_u64()), (Some(3), Some(21)));
    assert_eq!(row["mention"], serde_json::json!({ "text": "Ana Reis", "start": 28, "end": 36 }));
    assert_eq!(row["cue"], serde_json::json!({ "text": "said", "start": 23, "end": 27 }));
    assert_eq!(row["context"], format!("😀 {}", PLAIN.trim_end()));
    assert_eq!((&row["kind"], &row["title"], &row["author"]), (&"direct".into(), &"T".into(), &Value::Null));
    assert_eq!((&row["paragraph"], &row["utterance"]), (&1.into(), &row["quote_id"]));
    let id = row["quote_id"].as_str().expect("string");
    assert!(id.len() == 16 && id.bytes().all(|b| b.is_ascii_hexdigit()), "{id}");
}

#[test]
fn a_speaker_that_is_not_told_is_an_empty_string() {
    let rows = json(&Bench::new().run_on("extract --all --format jsonl", SPLIT).clean());
    let scare = rows.last().expect("a row");
    assert_eq!((&scare["quote"], &scare["speaker"]), (&"Bobby".into(), &"".into()));
    assert_eq!((&scare["kind"], &scare["mention"], &scare["cue"]), (&Value::Null, &Value::Null, &Value::Null));
}

#[test]
fn offsets_are_code_points() {
    let text =
        "“Über 😀 alles,” said Ana Reis. Naïve — café… “We will not yield,” she said. “日本語も,” said Ana Reis.";
    let rows = json(&Bench::new().run_on("extract --all --format jsonl", text).clean());
    assert_eq!(rows.len(), 3);
    for row in rows {
        let of = |name: &str| row[name].as_u64().expect("number") as usize;
        let slice: String = text.chars().skip(of("start")).take(of("end") - of("start")).collect();
        assert_eq!(row["quote"], slice);
    }
}

#[test]
fn ids_stay_the_same() {
    // Tables of earlier runs are joined on these: a change here breaks them.
    let out = Bench::new().run_on("extract --columns quote_id", PLAIN).clean();
    assert_eq!(out, "quote_id\n4c4d9e7faf713dee\n");
}

#[test]
fn spans_that_are_no_speech_only_if_asked_for() {
    let bench = Bench::with("a.txt", SPLIT);
    assert!(!bench.run("extract a.txt").stdout.contains("Bobby"));
    let all = bench.run("extract a.txt --all --columns speaker,quote,kind");
    assert_eq!(all.rows().last(), Some(&",Bobby,"));
}

#[test]
fn parts_of_an_utterance_share_its_id() {
    let rows = json(&Bench::new().run_on("extract --format jsonl", SPLIT).clean());
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0]["utterance"], rows[0]["quote_id"]);
    assert_eq!(rows[1]["utterance"], rows[0]["quote_id"]);
}

#[test]
fn joined_parts_are_one_row() {
    let bench = Bench::with("a.txt", SPLIT);
    let rows = json(&bench.run("extract a.txt --join --format jsonl").clean());
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0]["quote"], "We will not yield, and the answer is still no.");
    assert_eq!((&rows[0]["start"], &rows[0]["end"], &rows[0]["speaker"]), (&1.into(), &64.into(), &"Ana Reis".into()));
}

/// What a spreadsheet takes for the beginning of a formula, or skips on its way to one.
const STARTS: [&str; 6] = ["=", "+", "-", "@", "\t", "\r"];

/// Source and start of a quotation whose source begins in each of these ways.
fn sources(options: &str) -> String {
    let record = |start: &&str| serde_json::json!({ "id": format!("{start}1+1"), "text": PLAIN }).to_string();
    let records = STARTS.iter().map(record).collect::<Vec<_>>().join("\n");
    Bench::new().run_on(&format!("extract --input-format jsonl --columns source,start {options}"), records).clean()
}

#[test]
fn cells_that_begin_like_a_formula_are_defused() {
    let cells = |options: &str, separator: u8| -> Vec<[String; 2]> {
        let table = sources(options);
        let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(table.as_bytes());
        let records = reader.records().map(|r| r.expect("well formed"));
        records.map(|r| [r[0].to_owned(), r[1].to_owned()]).collect()
    };
    let expected = |before: &str| STARTS.map(|start| [format!("{before}{start}1+1"), "1".to_owned()]);
    for (format, separator) in [("csv", b','), ("tsv", b'\t')] {
        assert_eq!(cells(&format!("--format {format}"), separator), expected("'"));
        assert_eq!(cells(&format!("--format {format} --raw"), separator), expected(""));
    }
}

#[test]
fn json_lines_are_never_altered() {
    let expected = STARTS.map(|start| Value::from(format!("{start}1+1")));
    let rows = json(&sources("--format jsonl"));
    assert_eq!(rows.iter().map(|row| row["source"].clone()).collect::<Vec<_>>(), expected);
}

#[test]
fn a_quote_that_begins_like_a_formula_is_defused() {
    let text = "“=cmd is how it began,” said Ana Reis.";
    let run = Bench::new().run_on("extract --all --columns quote", text);
    assert_eq!(run.rows(), ["\"'=cmd is how it began,\""]);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let bench = Bench::with("a.txt", SPLIT);
    let first = bench.run("extract a.txt --all --columns all").clean();
    assert_eq!(first, bench.run("extract a.txt --all --columns all").clean());
    assert!(first.contains(PLAIN_ROW));
}
