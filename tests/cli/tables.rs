//! The table: columns, formats, options.

use serde_json::Value;

use crate::bench::{Bench, PLAIN, PLAIN_ROW};

/// A split quotation, then a span that is no speech.
const SPLIT: &str = "“We will not yield,” said Ana Reis, “and the answer is still no.”\n\nThe ship is called the “Mary Anne” by everyone.\n";

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
    assert_eq!((&scare["quote"], &scare["speaker"]), (&"Mary Anne".into(), &"".into()));
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
    assert!(!bench.run("extract a.txt").stdout.contains("Mary Anne"));
    let all = bench.run("extract a.txt --all --columns speaker,quote,kind");
    assert_eq!(all.rows().last(), Some(&",Mary Anne,"));
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

#[test]
fn cells_that_begin_like_a_formula_are_defused() {
    for start in ["=", "+", "-", "@", "\t", "\r"] {
        let line = serde_json::json!({ "id": format!("{start}1+1"), "title": format!("{start}x"), "text": PLAIN });
        let run = |more: &str| {
            let arguments = format!("extract --input-format jsonl --columns source,title,start {more}");
            Bench::new().run_on(&arguments, line.to_string()).clean()
        };
        for format in ["csv", "tsv"] {
            let cells = |raw: &str| {
                let table = run(&format!("--format {format} {raw}"));
                let separator = if format == "csv" { b',' } else { b'\t' };
                let mut reader = csv::ReaderBuilder::new().delimiter(separator).from_reader(table.as_bytes());
                let record = reader.records().next().expect("a row").expect("well formed");
                record.iter().map(str::to_owned).collect::<Vec<_>>()
            };
            assert_eq!(cells(""), [format!("'{start}1+1"), format!("'{start}x"), "1".into()], "{format} {start:?}");
            assert_eq!(cells("--raw"), [format!("{start}1+1"), format!("{start}x"), "1".into()], "{format} {start:?}");
        }
        let row = &json(&run("--format jsonl"))[0];
        assert_eq!((&row["source"], &row["title"]), (&format!("{start}1+1").into(), &format!("{start}x").into()));
    }
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
