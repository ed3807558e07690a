//! `eval`: gold in each format, the figures, what is written beside them, and gold that is wrong.

use serde_json::Value;

use crate::bench::Bench;

const TEXT: &str = "“We will not yield,” said Captain Ana Reis. The “night line” sails. Reis called it “a storm”.";

/// [`TEXT`] with its three quoted spans, one of them nobody's speech.
const GOLD: &str = r#"{"id": "a", "text": "“We will not yield,” said Captain Ana Reis. The “night line” sails. Reis called it “a storm”.", "quotes": [{"span": [1, 19], "kind": "direct", "mention": [[26, 42]], "cue": [[21, 25]], "entity": "reis"}, {"span": [84, 91], "kind": "mixed", "mention": [[68, 72]], "entity": "reis"}], "unattributed": [[49, 59]], "entities": {"reis": ["Ana Reis", "Reis"]}}
"#;

const TABLE: &str = "source,speaker,quote,mention,start,end,kind,rule,confidence\n\
    a,Ana Reis,\"We will not yield,\",Captain Ana Reis,1,19,direct,one,0.9\n\
    a,Tom Hall,night line,,49,59,mixed,two,0.2\n\
    a,Tom Hall,a storm,Hall,84,91,mixed,two,0.4\n";

const ANNOTATION: &str = "T1\tSource 26 42\tCaptain Ana Reis\nT2\tCue 21 25\tsaid\nT3\tContent 0 20\t“We will not yield,”\n\
    E1\tAttribution:T2 Source:T1 Cue:T2 Content:T3\nT4\tSource 68 72\tReis\nT5\tCue 73 79\tcalled\n\
    T6\tContent 80 82;83 92\tit “a storm”\nR1\tsays Arg1:T4 Arg2:T6\nA1\tSure E1\n";

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

/// The figures of a run that went well.
fn figures(bench: &Bench, arguments: &str) -> Value {
    json(&bench.run(&format!("eval {arguments} --format json")).clean())["figures"].clone()
}

#[test]
fn json_lines_gold_and_the_program() {
    let bench = Bench::with("gold.jsonl", GOLD);
    let out = bench.run("eval gold.jsonl").clean();
    assert!(out.starts_with("documents: 1, attributed quotes: 2, rows: 2, naming a speaker: 2\n"), "{out}");
    assert!(out.contains("\nspeaker               1.000   1.000  1.000"), "{out}");
    for part in ["\nkind ", "\ndirect ", "\nmention ", "\nname ", "\nnear-after ", "\nrule ", "\nquote-cue-speaker "] {
        assert!(out.contains(part), "{part:?} not in:\n{out}");
    }
    let figures = figures(&bench, "gold.jsonl");
    assert_eq!((&figures["docs"], &figures["gold"], &figures["speaker_F1"]), (&1.into(), &2.into(), &1.0.into()));
    assert_eq!(bench.run_on("eval -", GOLD).clean(), out);
}

#[test]
fn a_table_of_predictions() {
    let bench = Bench::with("gold.jsonl", GOLD);
    bench.put("p.csv", TABLE);
    let out = json(&bench.run("eval gold.jsonl -p p.csv -f json --errors 9").clean());
    let figures = &out["figures"];
    assert_eq!((&figures["quote_R"], &figures["quote_P"]), (&1.0.into(), &0.666_667.into()));
    assert_eq!(
        (&figures["e2e_P"], &figures["e2e_R"], &figures["e2e_F1"]),
        (&0.333_333.into(), &0.5.into(), &0.4.into())
    );
    assert_eq!((&figures["speaker_F1"], &figures["R_mixed"], &figures["named"]), (&0.4.into(), &0.0.into(), &3.into()));
    assert_eq!(out["by_rule"]["two"]["predicted"], 2);
    assert_eq!(out["by_mention"]["name"]["gold"], 2);
    assert_eq!(out["by_distance"]["near-before"]["found"], 1);
    let kinds: Vec<_> = out["errors"].as_array().expect("errors").iter().map(|e| e["kind"].clone()).collect();
    assert_eq!(kinds, ["false quote", "wrong mention"]);
    assert_eq!((&out["errors"][1]["gold"], &out["errors"][1]["found"]), (&"Reis".into(), &"Hall".into()));
    // The same without offsets, from the columns that extract writes unless told otherwise.
    bench.put("q.csv", "speaker,quote,source\nAna Reis,\"We will not yield,\",a\nHall,a storm,a\nHall,night line,a\n");
    assert_eq!(self::figures(&bench, "gold.jsonl -p q.csv")["speaker_F1"], 0.4);
}

#[test]
fn mistakes_stand_in_their_text() {
    let bench = Bench::with("gold.jsonl", GOLD);
    bench.put("p.csv", TABLE.lines().filter(|l| !l.contains("yield")).collect::<Vec<_>>().join("\n"));
    let out = bench.run("eval gold.jsonl -p p.csv --errors 2").clean();
    assert!(out.contains("\nnot found  a  1–19  \n  “[We will not yield,]” said Captain"), "{out}");
    assert!(out.contains("\n  gold: Captain Ana Reis  found: –\n"), "{out}");
    assert!(out.contains("\nfalse quote  a  49–59  two\n") && !out.contains("wrong mention"), "{out}");
}

#[test]
fn unsure_rows_name_nobody() {
    let bench = Bench::with("gold.jsonl", GOLD);
    bench.put("p.csv", TABLE);
    let figures = figures(&bench, "gold.jsonl -p p.csv --min-confidence 0.5");
    assert_eq!((&figures["e2e_P"], &figures["e2e_R"], &figures["quote_R"]), (&1.0.into(), &0.5.into(), &1.0.into()));
    bench.run("eval gold.jsonl --min-confidence 2").failed(&["not a number from 0 to 1"]);
}

#[test]
fn brat_beside_its_text_and_in_folders() {
    let bench = Bench::with("d/a.ann", ANNOTATION);
    bench.put("d/a.txt", TEXT);
    bench.put("c/attributions/a_7f3.ann", ANNOTATION);
    bench.put("c/text/a.txt", TEXT);
    for gold in ["d", "c", "d/a.ann", "d/a.txt", "d/a.ann d/a.txt", "c d"] {
        let figures = figures(&bench, gold);
        assert_eq!((&figures["e2e_F1"], &figures["R_mixed"]), (&1.0.into(), &1.0.into()), "{gold}");
        assert_eq!(figures["gold"], if gold == "c d" { 4 } else { 2 });
        assert_eq!(figures.get("speaker_F1"), None);
    }
}

#[test]
fn a_table_as_gold_beside_its_text_and_with_texts() {
    let bench = Bench::with(
        "d/a.csv",
        "speaker,quote,mention\nAna Reis,\"We will not yield,\",Captain Ana Reis\nAna Reis,a storm,Reis\n",
    );
    bench.put("d/a.txt", TEXT);
    for gold in ["d", "d/a.csv", "d/a.txt"] {
        let figures = figures(&bench, gold);
        assert_eq!((&figures["speaker_F1"], &figures["e2e_F1"]), (&1.0.into(), &1.0.into()), "{gold}");
    }
    bench.put("texts/b.txt", "Nobody “spoke” here.");
    for file in ["gold.csv", "gold.tsv", "gold.jsonl"] {
        bench.run(&format!("extract d/a.txt --all --columns all -o {file}")).clean();
        let figures = figures(&bench, &format!("{file} --text d --text texts"));
        assert_eq!((&figures["docs"], &figures["gold"], &figures["speaker_F1"]), (&2.into(), &2.into(), &1.0.into()));
    }
}

#[test]
fn a_baseline_that_holds_and_one_that_does_not() {
    let bench = Bench::with("gold.jsonl", GOLD);
    bench.run("eval gold.jsonl --write-baseline b.json").clean();
    let out = bench.run("eval gold.jsonl --baseline b.json").clean();
    assert!(out.ends_with("no figure is lower than in b.json\n"), "{out}");
    bench.put("p.csv", TABLE);
    let run = bench.run("eval gold.jsonl -p p.csv --baseline b.json --write-baseline b.json");
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    assert!(
        run.stdout.contains("lower than in b.json:\n  quote_P             was 1.0000, is 0.6667\n"),
        "{}",
        run.stdout
    );
    assert_eq!(json(&bench.get("b.json"))["quote_P"], 1.0);
    let run = bench.run("eval gold.jsonl -p p.csv --baseline b.json -f json");
    assert_eq!((run.code, &json(&run.stdout)["drops"][0]["figure"]), (1, &"quote_P".into()));
    // Part of a baseline is one, too.
    bench.put("floor.json", "{\"quote_R\": 0.9}");
    assert_eq!(bench.run("eval gold.jsonl -p p.csv --baseline floor.json").code, 0);
}

#[test]
fn a_baseline_that_is_none() {
    let bench = Bench::with("gold.jsonl", GOLD);
    bench.run("eval gold.jsonl --baseline gone.json").failed(&["whosaid: gone.json: "]);
    for (content, said) in [
        ("{\"quot_R\": 1}", "b.json: no figure is called \"quot_R\"; did you mean \"quote_R\"?"),
        ("{\"quote_R\": null}", "b.json: quote_R: not a number"),
        ("{\"docs\": 2}", "b.json: measured on other gold: docs was 2 and is 1"),
        ("", "b.json: no baseline"),
    ] {
        bench.put("b.json", content);
        let run = bench.run("eval gold.jsonl --baseline b.json").failed(&[said]);
        assert_eq!(run.stdout, "");
    }
}

#[test]
fn counts_of_each_document_and_the_curve() {
    let bench = Bench::with("gold.jsonl", GOLD);
    bench.put("p.csv", TABLE);
    bench.run("eval gold.jsonl -p p.csv --by-document d.csv --curve c.csv").clean();
    let documents = "document,quotes,found,sourced,mention,entities,speaker,speaker_lenient,rows,named,false\na,2,2,2,1,2,1,1,3,3,1\n";
    assert_eq!(bench.get("d.csv"), documents);
    let curve = bench.get("c.csv");
    let lines: Vec<_> = curve.lines().collect();
    assert_eq!(lines.len(), 22);
    assert!(lines[0].starts_with("min_confidence,kept,kept_share,speaker_precision,speaker_recall,"), "{}", lines[0]);
    assert_eq!(
        (lines[1], lines[10]),
        ("0.00,3,1.0000,0.3333,0.5000,0.3333,0.5000", "0.45,1,0.3333,1.0000,0.5000,1.0000,0.5000")
    );
    assert_eq!(lines[21], "0.99,0,0.0000,,0.0000,,0.0000");
}

#[test]
fn rules_and_word_lists_of_ones_own() {
    let bench = Bench::with("gold.jsonl", GOLD);
    bench.run("eval gold.jsonl --rules gone").failed(&["whosaid: gone: "]);
    bench.run("eval gold.jsonl --lexicon gone").failed(&["whosaid: gone: "]);
    bench.put("p.csv", TABLE);
    bench.run("eval gold.jsonl -p p.csv --rules gone").failed(&["cannot be used with"]);
}

#[test]
fn bad_lines_of_gold_and_the_rest_goes_on() {
    let bench = Bench::new();
    for (bad, said) in [
        ("{\"id\"", "gold.jsonl:2: EOF while parsing"),
        ("[]", "gold.jsonl:2: invalid"),
        (r#"{"id": "b", "text": "“é”"}"#, "gold.jsonl:2: missing field `quotes`"),
        (
            r#"{"id": "b", "text": "“é”", "quotes": [{"span": [1, 9]}]}"#,
            "gold.jsonl:2: span 1–9 is outside the text, which has 3",
        ),
        (
            r#"{"id": "b", "text": "“é”", "quotes": [{"span": [0, 2]}, {"span": [1, 3]}]}"#,
            "gold.jsonl:2: the spans 0–2 and 1–3 overlap",
        ),
        (r#"{"id": "b", "text": "“é”", "quotes": [{"span": [1, 2], "entity": "x"}]}"#, "gold.jsonl:2: no entity \"x\""),
        (GOLD.trim_end(), "\"a\" is annotated twice"),
    ] {
        bench.put("gold.jsonl", format!("{GOLD}{bad}\n"));
        let run = bench.run("eval gold.jsonl --write-baseline b.json").failed(&[said]);
        assert!(run.stdout.starts_with("documents: 1,"), "{}", run.stdout);
        assert!(!bench.path("b.json").exists());
    }
}

#[test]
fn gold_that_is_none() {
    let bench = Bench::with("empty.jsonl", "\n");
    bench.put("empty.csv", "");
    bench.put("empty.txt", "");
    bench.put("lone.ann", "T1\tSource 0 1\ta\n");
    bench.put("lone.txt.csv", "speaker,quote\n");
    bench.put("odd.xml", "");
    bench.put("alone.txt", TEXT);
    bench.put("nothing/readme.md", "");
    for (file, said) in [
        ("empty.jsonl", "empty.jsonl: no gold document in it"),
        ("empty.csv", "empty.csv:1: no column \"speaker\""),
        ("lone.ann", "lone.ann: no text for this annotation (looked for lone.txt)"),
        ("lone.txt.csv", "lone.txt.csv: no text for this table"),
        ("odd.xml", "odd.xml: no gold has this suffix"),
        ("alone.txt", "alone.txt: no annotation beside it"),
        ("nothing", "nothing: no gold in this folder"),
        ("gone.jsonl", "gone.jsonl: "),
    ] {
        let run = bench.run(&format!("eval {file}")).failed(&[said, "no gold document could be read"]);
        assert_eq!(run.stdout, "");
    }
    bench.run("eval").failed(&["GOLD"]);
}

#[test]
fn annotation_that_does_not_fit() {
    let bench = Bench::with("a.txt", TEXT);
    for (annotation, said) in [
        ("T1\tContent 0 900\tx\n", "a.ann:1: Content 0–900 is outside the text"),
        ("T1\tContent 0 5\tx\nE1\tContent:T1 Source:T7\n", "a.ann:2: no line \"T7\""),
        ("T1\tContent 0 5\tx\nT1\tCue 5 6\tx\n", "a.ann:2: a second \"T1\""),
    ] {
        bench.put("a.ann", annotation);
        bench.run("eval a.ann").failed(&[said]);
    }
}

#[test]
fn tables_that_do_not_fit() {
    let bench = Bench::with("gold.jsonl", GOLD);
    bench.put("a.txt", TEXT);
    for (table, said) in [
        ("who,quote\nx,y\n", "a.csv:1: no column \"speaker\" (there are: who, quote)"),
        ("speaker,quote\nx,y\n", "a.csv:2: the text does not have the quote \"y\""),
        ("speaker,quote,mention\nx,a storm,Hall\n", "a.csv:2: the text does not have \"Hall\" outside its quotes"),
        (
            "speaker,quote,start,end\nx,a storm,1,8\n",
            "a.csv:2: the quote is \"a storm\", the text has \"We will\" at its place",
        ),
        ("speaker,quote,start\nx,a storm,-1\n", "a.csv:2: start: \"-1\" is not a whole number"),
        ("speaker,quote,source\nx,a storm,a\ny,night line,b\n", "a.csv:3: another source"),
    ] {
        bench.put("a.csv", table);
        bench.run("eval a.csv").failed(&[said]);
    }
    bench.put("t.csv", "speaker,quote,source\nx,a storm,b.txt\n");
    bench.run("eval t.csv --text a.txt").failed(&["t.csv:2: no text has the source \"b.txt\""]);
    for (table, said) in [
        (
            TABLE.replace("\na,Tom", "\nb,Tom"),
            "p.csv:3: rows of sources that the gold does not have: 2, the first of \"b\"",
        ),
        (TABLE.replace(",0.4", ",4"), "p.csv:4: confidence: \"4\" is not a number from 0 to 1"),
        (TABLE.replace("source", "id"), "p.csv:1: no column \"source\""),
        (TABLE.replace(",91", ",910"), "p.csv:4: the quote at 84–910 is outside the text"),
    ] {
        bench.put("p.csv", table);
        bench.run("eval gold.jsonl -p p.csv").failed(&[said]);
    }
}

#[test]
fn files_that_cannot_be_written_are_told_before_the_work() {
    let bench = Bench::with("gold.jsonl", GOLD);
    for option in ["--curve", "--by-document", "--write-baseline"] {
        let run = bench.run(&format!("eval gold.jsonl {option} gone/f")).failed(&["whosaid: gone/f: "]);
        assert_eq!(run.stdout, "");
    }
}

#[test]
fn help_tells_every_option() {
    let out = Bench::new().run("eval --help").clean();
    for option in [
        "GOLD",
        "--predictions",
        "--text",
        "--format",
        "--errors",
        "--by-document",
        "--curve",
        "--baseline",
        "--write-baseline",
        "--min-confidence",
        "--rules",
        "--lexicon",
        "0.0005",
        "Exit codes",
    ] {
        assert!(out.contains(option), "{option}");
    }
}
