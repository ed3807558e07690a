//! `whosaid diff`.

use crate::bench::{Bench, PLAIN, Run};

/// Speech before and after its cue, in one text.
const TEXT: &str = "Ana Reis said, “We will not yield.” It rained.\n\n“We will,” said Tom Hall.\n";

fn rule(id: &str, pattern: &str, yes: &str) -> String {
    format!(
        "[[rule]]\nid = \"{id}\"\ntier = 1\ndoc = \"{id}\"\npattern = '{pattern}'\nyes = ['{yes}.']\n\
         no = ['“We will not yield” was painted on the wall.']\n\n"
    )
}

fn before() -> String {
    rule("before", "SPEAKER CUE ,? QUOTE", "{speaker Ana Reis} {cue said}, {quote “We will not yield”}")
}

fn after(id: &str) -> String {
    rule(id, "QUOTE ,? CUE SPEAKER", "{quote “We will not yield,”} {cue said} {speaker Ana Reis}")
}

/// The text in `a.txt` and two folders of rules: `old` finds the first quote, `new` both.
fn two() -> Bench {
    let bench = Bench::with("old/own.toml", before());
    bench.put("new/own.toml", before() + &after("after"));
    bench.put("a.txt", TEXT);
    bench
}

/// Asserts that something has changed and that each of `parts` is said, and gives what was written.
fn changed(run: Run, parts: &[&str]) -> String {
    assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{}", run.stdout);
    for part in parts {
        assert!(run.stdout.contains(part), "{part:?} not in:\n{}", run.stdout);
    }
    run.stdout
}

#[test]
fn rows_that_appear_and_vanish() {
    let bench = two();
    let out = changed(
        bench.run("diff --old old --new new a.txt"),
        &[
            "a.txt\n  appeared (49–57): We will,\n    new  Tom Hall, rule: after, mention: Tom Hall, cue: said, kind: direct\n",
            "    in   “We will,” said Tom Hall.\n",
            "rule   gained  lost  changed\nafter       1     0        0\n",
        ],
    );
    assert_eq!(out.lines().last(), Some("1 document, 1 row before, 2 now: 1 appeared, 0 vanished, 0 changed"));
    changed(
        bench.run("diff --old new --new old a.txt"),
        &["  vanished (49–57): We will,\n    old  Tom Hall", "after       0     1        0\n"],
    );
    let out = bench.run("diff --old old --new old a.txt").clean();
    assert_eq!(out, "1 document, 1 row before, 1 now: no change\n");
}

#[test]
fn another_rule_counts_on_demand() {
    let bench = two();
    bench.put("other/own.toml", before() + &after("behind"));
    bench.run("diff --old new --new other a.txt").clean();
    changed(
        bench.run("diff --old new --new other --rule-ids a.txt"),
        &[
            "  changed rule (49–57): We will,\n    old  Tom Hall, rule: after",
            "    new  Tom Hall, rule: behind",
            "0 vanished, 1 changed\n",
        ],
    );
}

#[test]
fn folders_of_every_sort() {
    let bench = two();
    bench.put("both/rules/own.toml", before());
    bench.put("both/lexicon/mine.txt", "painted\n");
    bench.put("words/mine.txt", "painted\n");
    bench.put("tree/rules/en/own.toml", before());
    let end = |old: &str, new: &str| bench.run(&format!("diff --old {old} --new {new} a.txt")).code;
    assert_eq!((end("old", "both"), end("new", "both"), end("old", "tree")), (0, 1, 0));
    assert_eq!((end("built-in", "words"), end("built-in", "built-in")), (0, 0));
}

#[test]
fn texts_from_standard_input_and_records() {
    let bench = two();
    let run = bench.run_on("diff --old old --new new", TEXT);
    assert!(run.code == 1 && run.stdout.starts_with("stdin\n"), "{run:?}");
    let record = format!("{{\"link\": \"x\", \"body\": {}}}\n", serde_json::to_string(TEXT).expect("JSON"));
    let run =
        bench.run_on("diff --old old --new new --input-format jsonl --text-field body --source-field link", record);
    assert!(run.code == 1 && run.stdout.starts_with("x\n"), "{run:?}");
}

/// Two tables of the same text, made by other rules.
fn tables(columns: &str) -> Bench {
    let bench = two();
    bench.run(&format!("extract a.txt --rules old --columns {columns} -o old.csv")).clean();
    bench.run("extract a.txt --rules new -o new.jsonl").clean();
    bench
}

#[test]
fn tables_need_no_text() {
    let bench = tables("all");
    let out = changed(
        bench.run("diff --old old.csv --new new.jsonl"),
        &["a.txt\n  appeared (49–57): We will,\n    new  Tom Hall, rule: after"],
    );
    assert!(!out.contains("  in  "), "{out}");
    changed(bench.run("diff --old old.csv --new new.jsonl a.txt"), &["    in   “We will,” said Tom Hall.\n"]);
    bench.run("diff --old new.jsonl --new new.jsonl").clean();
}

#[test]
fn columns_that_only_one_table_has_are_not_compared() {
    let bench = tables("source,quote,speaker");
    bench.run("extract a.txt --rules old -o full.jsonl").clean();
    bench.run("diff --old old.csv --new full.jsonl --rule-ids").clean();
    // Nor can rules win or lose.
    let out = changed(bench.run("diff --old old.csv --new new.jsonl"), &["appeared"]);
    assert!(!out.contains("gained"), "{out}");
}

#[test]
fn speakers_mentions_and_kinds_of_tables() {
    let bench = Bench::with(
        "a.csv",
        "source,quote,speaker,mention,kind,cue\nx,A,Ana,she,direct,says\nx,A,Tom,he,direct,says\ny,B,Eva,Eva,direct,says\n",
    );
    bench.put("b.csv", "source,quote,speaker,mention,kind,cue\nx,A,Ana,Ana,direct,says\nx,A,Tim,he,direct,says\ny,B,Eva,Eva,mixed,said\nz,C,,,,\n");
    let out = changed(
        bench.run("diff --old a.csv --new b.csv"),
        &[
            "x\n  changed mention: A\n    old  Ana, mention: she",
            "  changed speaker: A\n    old  Tom,",
            "y\n  changed kind: B\n",
        ],
    );
    // The last row of b is no speech.
    assert!(out.ends_with("2 documents, 3 rows before, 3 now: 0 appeared, 0 vanished, 3 changed\n"), "{out}");
}

#[test]
fn no_more_changes_than_asked_for() {
    let bench = two();
    bench.put(
        "none/own.toml",
        rule("none", "QUOTE CUE ; SPEAKER", "{quote “We will not yield”} {cue said}; {speaker Ana Reis}"),
    );
    let out = changed(bench.run("diff --old new --new none --limit 1 a.txt"), &["… and 1 more change\n", "2 vanished"]);
    assert_eq!(out.matches("  vanished (").count(), 1, "{out}");
    let out = changed(bench.run("diff --old new --new none --limit 0 a.txt"), &["… and 2 more changes\n"]);
    assert_eq!(out.matches("  vanished (").count(), 0, "{out}");
}

/// An annotation of [`TEXT`].
fn gold() -> String {
    let text = serde_json::to_string(TEXT).expect("JSON");
    format!(
        "{{\"id\": \"g\", \"text\": {text}, \"quotes\": [{{\"span\": [16, 34], \"kind\": \"direct\", \"mention\": [[0, 8]], \"entity\": \"a\"}}, \
         {{\"span\": [49, 57], \"mention\": [[64, 72]], \"entity\": \"t\"}}], \"entities\": {{\"a\": [\"Ana Reis\"], \"t\": [\"Tom Hall\"]}}}}\n"
    )
}

#[test]
fn figures_against_gold() {
    let bench = tables("all");
    bench.put("g.jsonl", gold());
    for arguments in ["diff --old old --new new g.jsonl", "diff --old old --new new --gold g.jsonl"] {
        let out = changed(bench.run(arguments), &["g\n  appeared", "1 document, 1 row before"]);
        let figures: Vec<String> =
            out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        for line in ["gold 2 2 =", "named 1 2 +1", "quote_R 0.5000 1.0000 +0.5000", "quote_P 1.0000 1.0000 ="] {
            assert!(figures.iter().any(|figure| figure == line), "{line}: {out}");
        }
    }
    // Tables name the annotated text by its source.
    for (old, new) in [("old", "o.csv"), ("new", "n.csv")] {
        bench.run(&format!("extract g.jsonl --rules {old} --columns all -o {new}")).clean();
    }
    changed(bench.run("diff --old n.csv --new o.csv --gold g.jsonl"), &["quote_R", "-0.5000", "1 vanished"]);
    let out = bench.run("diff --old old --new new --gold g.jsonl a.txt");
    assert!(out.stdout.contains("2 documents, "), "{}", out.stdout);
}

#[test]
fn changes_as_json() {
    let bench = two();
    bench.put("g.jsonl", gold());
    let out = changed(bench.run("diff --old old --new new --format json --limit 1 g.jsonl"), &[]);
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let change = &report["changes"][0];
    assert_eq!((&change["change"], &change["source"], &change["start"]), (&"appeared".into(), &"g".into(), &49.into()));
    assert_eq!((&change["old"], &change["new"]["rule"]), (&serde_json::Value::Null, &"after".into()));
    assert_eq!(report["rules"], serde_json::json!([{"rule": "after", "gained": 1, "lost": 0, "changed": 0}]));
    assert_eq!(
        (&report["figures"]["old"]["quote_R"], &report["figures"]["new"]["quote_R"]),
        (&0.5.into(), &1.0.into())
    );
    assert_eq!(report["totals"]["appeared"], 1);
    assert_eq!(report["errors"], serde_json::json!([]));
}

#[test]
fn what_cannot_be_compared() {
    let bench = tables("all");
    bench.put("empty/readme.md", "");
    bench.put("bad.csv", "speaker,quote\nAna,A\n");
    for (arguments, said) in [
        ("--old gone --new old a.txt", "whosaid: gone: not there; for the built-in rules write built-in"),
        ("--old old --new gone.csv", "whosaid: gone.csv: "),
        ("--old empty --new old a.txt", "whosaid: empty: no rules (.toml), no word lists"),
        ("--old a.txt --new old a.txt", "whosaid: a.txt: no folder and no table"),
        ("--old old --new new.jsonl a.txt", "whosaid: new.jsonl is a table of results and old is none"),
        ("--old old.csv --new built-in a.txt", "whosaid: old.csv is a table of results and built-in is none"),
        ("--old bad.csv --new old.csv", "bad.csv:1: no column \"source\""),
        ("--new old a.txt", "--old <A>"),
    ] {
        assert_eq!(bench.run(&format!("diff {arguments}")).failed(&[said]).stdout, "", "{arguments}");
    }
}

#[test]
fn a_bad_input_is_reported_and_the_rest_goes_on() {
    let bench = two();
    let run = bench.run("diff --old old --new new gone.txt a.txt").failed(&["whosaid: gone.txt: "]);
    assert!(run.stdout.ends_with("1 appeared, 0 vanished, 0 changed, 1 bad input\n"), "{}", run.stdout);
    bench.put("bad.jsonl", "{\"source\": \"x\", \"quote\": \"A\", \"speaker\": \"Ana\"}\nno JSON\n");
    let run = bench.run("diff --old bad.jsonl --new bad.jsonl").failed(&["bad.jsonl:2: "]);
    assert!(run.stdout.contains("no change, 2 bad inputs"), "{}", run.stdout);
}

#[test]
fn nothing_in_a_table_can_give_orders_to_the_terminal() {
    let bench = Bench::with("a.csv", "source,quote,speaker\n\u{1b}[1mx,A\u{9b}2J,Ana\u{202e}\n");
    bench.put("b.csv", "source,quote,speaker\n");
    let out = changed(bench.run("diff --old a.csv --new b.csv"), &["vanished"]);
    assert!(!out.contains(|c: char| c != '\n' && c.is_control() || c == '\u{202e}'), "{out:?}");
}

#[test]
fn every_flag_is_documented() {
    let help = Bench::with("a.txt", PLAIN).run("diff --help").clean();
    for flag in [
        "--old <A>",
        "--new <B>",
        "--gold <FILE>",
        "--rule-ids",
        "--limit <N>",
        "--format <FORMAT>",
        "--text-field",
        "built-in",
    ] {
        assert!(help.contains(flag), "{flag} not in:\n{help}");
    }
}
