//! `whosaid test`.

use crate::bench::{Bench, PLAIN, Run};

pub const TABLE: &str = "speaker,quote,mention\nAna Reis,\"We will not yield,\",Ana Reis\n";

/// A folder with one case, whose table is `table`.
pub fn pair(table: &str) -> Bench {
    let bench = Bench::with("d/a.txt", PLAIN);
    bench.put("d/a.csv", table);
    bench
}

/// A short case about [`PLAIN`] with `rows`.
pub fn short(rows: &str) -> String {
    format!("=== plain\n{PLAIN}---\n{rows}")
}

/// Asserts that the verdict is negative and that each of `parts` is said, and gives what was written.
pub fn differs(run: Run, parts: &[&str]) -> String {
    assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{}", run.stdout);
    for part in parts {
        assert!(run.stdout.contains(part), "{part:?} not in:\n{}", run.stdout);
    }
    run.stdout
}

#[test]
fn a_text_and_its_table() {
    let bench = pair(TABLE);
    for path in ["d", "d/a.txt", "d/a.csv", "."] {
        assert_eq!(bench.run(&format!("test {path}")).clean(), "1 case, 1 row: no difference\n", "{path}");
    }
}

#[test]
fn what_differs_is_shown_with_its_place_and_counted_at_the_end() {
    let out = differs(
        pair("speaker,quote\nTom Hall,\"We will not yield,\"\n").run("test d"),
        &[
            "a (d/a.csv)\n",
            "  wrong speaker (line 2): We will not yield,\n",
            "expected  Tom Hall\n",
            "found     Ana Reis, rule: ",
        ],
    );
    assert!(out.contains("in        “We will not yield,” said Ana Reis.\n"), "{out}");
    assert_eq!(out.lines().last(), Some("1 case, 1 row: 1 wrong speaker"));
}

#[test]
fn rows_missing_extra_and_with_other_ends() {
    let bench = Bench::with(
        "a.txt",
        "“Yes,” said Ana Reis. The so-called “blue well” dried up. “We will go home,” said Tom Hall.\n",
    );
    bench.put("a.csv", "speaker,quote\nAna Reis,blue well\nTom Hall,We will\n");
    let out = differs(
        bench.run("test a.txt"),
        &["  extra: Yes,\n", "  missing (line 2): blue well\n", "  wrong extent (line 3): We will\n"],
    );
    assert!(
        out.contains("expected  Tom Hall, quote: We will\n    found     Tom Hall, quote: We will go home,"),
        "{out}"
    );
    assert_eq!(out.lines().last(), Some("1 case, 2 rows: 1 missing, 1 extra, 1 wrong extent"));
}

#[test]
fn words_that_are_not_there_or_not_in_order() {
    let bench = Bench::with("a.txt", "“Yes,” said Ana Reis. “No,” said Tom Hall.\n");
    bench.put("a.csv", "speaker,quote\nTom Hall,\"No,\"\nAna Reis,\"Yes,\"\nAna Reis,Perhaps\n");
    differs(
        bench.run("test a.csv"),
        &["stand elsewhere in the text; rows have the order", "do not stand in the text\n"],
    );
}

#[test]
fn further_columns_are_compared_and_the_mention_on_demand() {
    let bench = pair("kind,speaker,note,quote,mention\nmixed,Ana Reis,mine,\"We will not yield,\",she\n");
    differs(
        bench.run("test d"),
        &["wrong kind (line 2)", "expected  Ana Reis, kind: mixed\n", "1 row: 1 wrong kind\n"],
    );
    differs(
        bench.run("test d --mentions"),
        &["wrong kind, wrong mention", "mention: she\n", "1 wrong mention, 1 wrong kind\n"],
    );
}

#[test]
fn cells_as_extract_writes_them() {
    let text = "“=1 is all we said,” said Ana Reis.\n";
    let bench = Bench::with("a.txt", text);
    let table = bench.run("extract a.txt --columns speaker,quote,mention,cue,kind,rule,start,end,paragraph").clean();
    assert!(table.contains("'=1 is"), "{table}");
    bench.put("a.csv", table);
    assert_eq!(bench.run("test a.txt --mentions").clean(), "1 case, 1 row: no difference\n");
}

#[test]
fn short_cases_with_marks_and_parts() {
    let cases = "# Comment.\n\n=== first\n{quote “Yes,”} {cue said} {speaker Ana Reis}.\n---\n\n# Comment.\nAna Reis | Yes, | kind: direct\n\
                 === no row\nThe so-called “blue well” {{sic}}.\n---\n\n=== two\n\\--- “Yes,” said Ana Reis.\n\n“No,” {cue.2 said} {speaker.2 Tom Hall}.\n\
                 ---\nAna Reis | Yes, | mention: Ana Reis | cue: said\nTom Hall | No,\n";
    let bench = Bench::with("c/x.case", cases);
    assert_eq!(bench.run("test c").clean(), "3 cases, 3 rows: no difference\n");
    bench.put("c/x.case", cases.replace("\n", "\r\n"));
    assert_eq!(bench.run("test c/x.case").clean(), "3 cases, 3 rows: no difference\n");
    bench.put("c/x.case", "=== other she\n{speaker She} came. “Yes,” she {cue said}.\n---\n| Yes, | mention: She\n");
    differs(
        bench.run("test c"),
        &[
            "x::other she (c/x.case)",
            "wrong mention (line 4)",
            "expected  (no speaker), mention: She\n",
            "mention: she",
        ],
    );
}

#[test]
fn a_broken_short_case_is_pointed_at_and_the_others_run() {
    let good = short("Ana Reis | We will not yield,\n");
    for (bad, parts) in [
        ("a\n=== b\n---\n", ["x.case:1:1: a case begins with", "\n  | a\n  | ^\n"]),
        ("===\n---\n", ["x.case:1:1: a case has a name", "  | ^^^"]),
        ("=== b\n---\n=== b\n---\n", ["x.case:3:1: a case of this file is called \"b\" already", "^^^^^"]),
        ("=== b\nNo rule.\n", ["x.case:1:1: this case has no line ---", "=== b"]),
        ("=== b\nText.\n--\n", ["x.case:3:1: ", "did you mean \"---\"?"]),
        ("=== b\n\n{seaker Ana}.\n---\n", ["x.case:3:2: no mark is called", "did you mean \"speaker\"?"]),
        ("=== b\nText {cue said.\n---\n", ["x.case:2:6: this mark is not closed", "  |      ^"]),
        ("=== b\n“A,” {cue said}.\n---\n", ["x.case:2:6: marks belong to a row", "^^^^^^^^^^"]),
        ("=== b\n“A,” {cue.2 said}.\n---\n| A,\n", ["x.case:2:6: the rows of this case are numbered up to 1", "^^^"]),
        (
            "=== b\n“A,” {cue said}.\n---\n| A, | cue: says\n",
            ["x.case:2:6: cue of row 1: the mark holds \"said\"", "\"says\""],
        ),
        ("=== b\n“A,” {cue a} {cue b}.\n---\n| A,\n", ["x.case:2:14: cue is marked twice", "{cue.2 …}"]),
        ("=== b\n“A,” {quote “B”}.\n---\n| A,\n| B\n", ["x.case:2:6: a quote is that of one row", "{quote.1 …}"]),
        ("=== b\n“A.”\n---\nAna Reis\n", ["x.case:4:1: a row is written: speaker | quote", "^^^^^^^^"]),
        (
            "=== b\n“A b c.”\n---\nAna | A b c\n| A c c.\n",
            ["x.case:5:3: these words do not stand", "did you mean \"A b c.\"?"],
        ),
        (
            "=== b\n“A.”\n---\n| A. | knid: direct\n",
            ["x.case:4:8: no part of a row is called \"knid\"", "did you mean \"kind\"?"],
        ),
        ("=== b\n“A.”\n---\n| A\\.\n", ["x.case:4:4: a backslash is written", "  |    ^^"]),
    ] {
        let bench = Bench::with("c/x.case", bad);
        bench.put("c/y.case", &good);
        let run = bench.run("test c").failed(&parts);
        assert!(run.stderr.contains("c/x.case:"), "{}", run.stderr);
        assert!(run.stdout.contains("bad input"), "{}", run.stdout);
        assert!(!run.stdout.contains(" 0 cases"), "{}", run.stdout);
    }
}

#[test]
fn tables_that_cannot_be_used_and_the_rest_goes_on() {
    for (table, said) in [
        ("", "a.csv:1: no header"),
        ("who,quote\n", "a.csv:1: no column \"speaker\" (columns: \"who\", \"quote\")"),
        ("speaker,text\n", "a.csv:1: no column \"quote\""),
        ("speaker,quote,mentoin\n", "a.csv:1: no column \"mentoin\"; did you mean \"mention\"?"),
        ("speaker,quote,quote\n", "a.csv:1: two columns \"quote\""),
        ("speaker,quote\n\n\nAna Reis\n", "a.csv:4: 1 cells where the header has 2"),
        ("speaker,quote\nAna Reis,\n", "a.csv:2: no quote in this row"),
    ] {
        let bench = pair(table);
        bench.put("d/b.txt", PLAIN);
        bench.put("d/b.csv", TABLE);
        let run = bench.run("test d").failed(&["whosaid: d/", said]);
        assert_eq!(run.stdout, "1 case, 1 row: no difference, 1 bad input\n", "{table}");
    }
}

#[test]
fn a_text_without_its_table_and_a_table_without_its_text() {
    let bench = pair(TABLE);
    bench.put("d/b.txt", PLAIN);
    bench.put("d/c.csv", TABLE);
    // Some other table, that is no case.
    bench.put("d/known.csv", "article,quote,expected,found\n");
    let run = bench
        .run("test d")
        .failed(&["whosaid: d/b.txt: no table beside it: d/b.csv\n", "whosaid: d/c.csv: no text beside it: d/c.txt\n"]);
    assert_eq!(run.stdout, "1 case, 1 row: no difference, 2 bad inputs\n");
    bench.run("test d/c.csv").failed(&["no text beside it"]);
    bench.run("test d/gone.txt").failed(&["d/gone.txt: "]);
    bench.put("d/a.txt", b"\xff");
    bench.run("test d/a.csv").failed(&["d/a.txt: not UTF-8 at byte 0"]);
}

#[test]
fn two_cases_of_the_same_name() {
    let bench = pair(TABLE);
    bench.put("d/sub/a.txt", PLAIN);
    bench.put("d/sub/a.csv", TABLE);
    let run = bench.run("test d").failed(&["whosaid: d/sub/a.csv: a case is called \"a\" already, in d/a.csv\n"]);
    assert!(run.stdout.starts_with("1 case, 1 row: "), "{}", run.stdout);
}

#[test]
fn no_case_at_all_is_an_error() {
    let bench = pair(TABLE);
    bench.put("empty/readme.md", "");
    bench.run("test empty").failed(&["whosaid: empty: no case in this folder (a case is NAME.txt with NAME.csv"]);
    bench.run("test d/a.md").failed(&["d/a.md: no case has this suffix"]);
    bench.run("test d --filter zebra --filter lion").failed(&["no case has \"zebra\" or \"lion\" in its name"]);
}

#[test]
fn without_a_path_the_folder_fixtures_is_tested() {
    let bench = Bench::with("fixtures/sub/a.txt", PLAIN);
    bench.run("test").failed(&["fixtures/sub/a.txt: no table beside it"]);
    bench.put("fixtures/sub/a.csv", TABLE);
    assert_eq!(bench.run("test").clean(), "1 case, 1 row: no difference\n");
    Bench::new().run("test").failed(&["whosaid: no folder fixtures here: name a .case file"]);
}

#[test]
fn cases_chosen_by_their_names() {
    let bench = pair(TABLE);
    bench.put("d/b.case", short("| We will not yield,\n"));
    bench.put("d/c.case", short("Ana Reis | We will not yield,\n"));
    for (filter, cases) in [("a", 3), ("::", 2), ("c::plain", 1)] {
        let run = bench.run(&format!("test d --filter {filter}"));
        assert!(run.stdout.contains(&format!("{cases} case")), "{filter}: {}", run.stdout);
    }
    assert_eq!(
        bench.run("test d --filter c:: --filter b:").stdout.lines().last(),
        Some("2 cases, 2 rows: 1 wrong speaker")
    );
}

/// An annotated document about [`PLAIN`], its speaker and mention as given.
fn gold(speaker: &str, mention: &str) -> String {
    format!(
        "{{\"id\": \"g1\", \"text\": {}, \"quotes\": [{{\"span\": [1, 19], \"mention\": [{mention}], \"entity\": \"e\"}}], \
         \"unattributed\": [], \"entities\": {{\"e\": [\"{speaker}\", \"Ana\"]}}}}\n",
        serde_json::to_string(PLAIN).expect("JSON")
    )
}

#[test]
fn annotated_documents() {
    let bench = Bench::with("g.jsonl", gold("Ana Reis", "[30, 34]"));
    assert_eq!(bench.run("test g.jsonl").clean(), "1 case, 1 row: no difference\n");
    bench.put("g.jsonl", gold("Ana Maria Reis", "[21, 25]"));
    let out =
        differs(bench.run("test g.jsonl"), &["g1 (g.jsonl)\n  wrong speaker, wrong mention: We will not yield,\n"]);
    assert!(out.contains("expected  Ana Maria Reis, mention: said\n"), "{out}");
    let run = bench.run("test g.jsonl --bless").failed(&["whosaid: g.jsonl: annotated documents are not rewritten"]);
    assert!(run.stdout.contains("wrong speaker"), "{}", run.stdout);
    bench.put("g.jsonl", "{\"id\": 1}\n");
    bench.run("test g.jsonl").failed(&["g.jsonl:1: "]);
}

#[test]
fn rules_and_word_lists_of_ones_own() {
    let bench = pair(TABLE);
    let rule = "[[rule]]\nid = \"only\"\ntier = 1\ndoc = \"Cue before.\"\npattern = 'SPEAKER CUE ,? QUOTE'\n\
                yes = ['{speaker Ana Reis} {cue said} {quote “We will not yield”}.']\nno = ['“We will not yield” was painted on the wall.']\n";
    bench.put("rules/own.toml", rule);
    differs(bench.run("test d --rules rules"), &["1 row: 1 missing\n"]);
    bench.put("words/mine.txt", "painted\n");
    bench.run("test d --lexicon words").clean();
    bench.run("test d --rules gone").failed(&["gone: "]);
}

#[test]
fn differences_as_json() {
    let bench = pair("speaker,quote\nTom Hall,\"We will not yield,\"\n");
    bench.put("d/b.csv", TABLE);
    let run = bench.run("test d --format json").failed(&["d/b.csv: no text"]);
    let report: serde_json::Value = serde_json::from_str(&run.stdout).expect("JSON");
    let row = &report["cases"][0]["differences"][0];
    assert_eq!(row["what"], serde_json::json!(["wrong speaker"]));
    assert_eq!((&row["expected"]["speaker"], &row["found"]["speaker"]), (&"Tom Hall".into(), &"Ana Reis".into()));
    assert_eq!((&row["start"], &row["end"], &row["line"]), (&1.into(), &19.into(), &2.into()));
    let summary = serde_json::json!({"cases": 1, "rows": 1, "known": 0, "gone": 0, "errors": 1, "differences": {"wrong speaker": 1}});
    assert_eq!(report["summary"], summary);
    assert_eq!(report["errors"][0], "d/b.csv: no text beside it: d/b.txt");
}

#[test]
fn differences_as_junit() {
    let bench = Bench::with("d/a&b.txt", "“<We> \u{1b}[1m ]]> will\u{c} go,” said Ana Reis. “Yes,” said Tom Hall.\n");
    bench.put("d/a&b.csv", "speaker,quote\nTom Hall,\"Yes,\"\n");
    bench.put("d/c.txt", PLAIN);
    bench.put("d/c.csv", TABLE);
    bench.put("d/b/s.case", "=== s\nNothing.\n---\n");
    bench.put("d/e.csv", TABLE);
    let out = bench.run("test d --format junit").failed(&["d/e.csv"]).stdout;
    assert!(out.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"whosaid\" tests=\"4\" failures=\"1\" errors=\"1\">\n"), "{out}");
    for part in [
        "<testsuite name=\"d\" tests=\"2\" failures=\"1\" errors=\"0\" skipped=\"0\">",
        "<testcase name=\"a&amp;b\" classname=\"d\" file=\"d/a&amp;b.csv\">",
        "<failure message=\"1 difference\" type=\"difference\">  extra: &lt;We&gt; ",
        "<testcase name=\"c\" classname=\"d\" file=\"d/c.csv\"/>",
        "<error message=\"d/e.csv: no text beside it: d/e.txt\" type=\"input\">",
    ] {
        assert!(out.contains(part), "{part:?} not in:\n{out}");
    }
    assert!(!out.contains(|c: char| c.is_control() && c != '\n') && !out.contains("]]>"), "{out}");
}

#[test]
fn every_flag_is_documented() {
    let help = Bench::new().run("test --help").clean();
    for flag in [
        "--known <FILE>",
        "--mentions",
        "--filter <STRING>",
        "--bless",
        "--format <FORMAT>",
        "--rules <DIR>",
        "--lexicon <DIR>",
        "junit",
    ] {
        assert!(help.contains(flag), "{flag} not in:\n{help}");
    }
}

#[test]
fn the_shipped_cases_are_as_expected() {
    let root = env!("CARGO_MANIFEST_DIR");
    let out = Bench::new()
        .command()
        .current_dir(root)
        .args(["test", "fixtures/articles", "fixtures/cases", "--known", "fixtures/known-faults.csv"])
        .args(cfg!(feature = "html").then_some("fixtures/pages"))
        .output()
        .expect("run");
    assert_eq!((out.status.code(), String::from_utf8_lossy(&out.stderr).as_ref()), (Some(0), ""));
}
