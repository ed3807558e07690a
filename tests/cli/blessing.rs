//! `whosaid test --known` and `--bless`.

use crate::bench::Bench;
use crate::testing::{TABLE, differs, pair, short};

const KNOWN: &str = "article,quote,expected,found\n";

#[test]
fn known_differences_do_not_fail_and_those_that_are_gone_do() {
    let bench = pair("speaker,quote\nTom Hall,\"We will not yield,\"\n");
    bench.put("known.csv", format!("{KNOWN}a,\"We will not yield,\",Tom Hall,Ana Reis\n"));
    assert_eq!(bench.run("test d --known known.csv").clean(), "1 case, 1 row: 1 known\n");
    bench.put("known.csv", format!("{KNOWN}a,\"We will not yield,\",Tom Hall,Tim Hall\n"));
    differs(
        bench.run("test d --known known.csv"),
        &["1 wrong speaker, 1 known but right now\n", "listed as expected Tom Hall, found Tim Hall"],
    );
    bench.put("d/a.csv", TABLE);
    differs(
        bench.run("test d --known known.csv"),
        &["  known but right now: We will not yield,\n", "1 row: 1 known but right now"],
    );
}

#[test]
fn known_differences_of_every_kind() {
    let bench = Bench::with("a.txt", "“Yes,” said Ana Reis. “We will go home,” said Tom Hall. “No,” said Tom Hall.\n");
    bench.put("a.csv", "speaker,quote,kind\nTom Hall,We will,direct\nTom Hall,\"No,\",mixed\nTom Hall,-,direct\n");
    let run = bench.run("test a.txt --bless --known known.csv");
    assert_eq!((run.code, run.stderr.as_str()), (0, "whosaid: known.csv: rewritten\n"), "{}", run.stdout);
    let expected = "a,-,Tom Hall,-\na,\"No,\",kind=mixed,kind=direct\na,We will,Tom Hall,-\na,\"We will go home,\",-,Tom Hall\n\
                    a,\"Yes,\",-,Ana Reis\n";
    assert_eq!(bench.get("known.csv"), format!("{KNOWN}{expected}"));
    assert_eq!(bench.run("test a.txt --known known.csv").clean(), "1 case, 3 rows: 4 known\n");
}

#[test]
fn known_differences_of_cases_that_did_not_run_stay() {
    let bench = pair("speaker,quote\nTom Hall,\"We will not yield,\"\n");
    bench.put("d/b.case", short("| We will not yield,\n"));
    bench.run("test d --known known.csv --bless");
    let known = bench.get("known.csv");
    assert_eq!(
        known,
        format!("{KNOWN}a,\"We will not yield,\",Tom Hall,Ana Reis\nb::plain,\"We will not yield,\",,Ana Reis\n")
    );
    bench.put("d/a.csv", TABLE);
    bench.run("test d --known known.csv --bless --filter a");
    assert_eq!(bench.get("known.csv"), known.replace("a,\"We will not yield,\",Tom Hall,Ana Reis\n", ""));
    bench.put("known.csv", format!("{KNOWN}gone,x,y,z\nb::plain,\"We will not yield,\",,Ana Reis\n"));
    let run = bench.run("test d --known known.csv");
    assert_eq!((run.code, run.stderr.as_str()), (0, "whosaid: known.csv: no case is called \"gone\"\n"));
}

#[test]
fn known_differences_that_cannot_be_read() {
    let bench = pair(TABLE);
    bench.run("test d --known gone.csv").failed(&["whosaid: gone.csv: "]);
    for (known, said) in [
        ("", "k.csv:1: no header"),
        ("a,b\n", "k.csv:1: known differences have the columns"),
        (&format!("{KNOWN}a,b\n"), "k.csv:2: 2 cells"),
    ] {
        bench.put("k.csv", known);
        let run = bench.run("test d --known k.csv").failed(&[said]);
        assert_eq!(run.stdout, "");
    }
}

#[test]
fn a_blessed_table_keeps_its_columns_and_the_rows_that_are_right() {
    let bench = Bench::with("a.txt", "“Yes,” said Ana Reis. “No,” said Tom Hall. “Hm,” said Eva Moe.\n");
    let table = "note,quote,speaker,mention\n\"quoted\",\"Yes,\",Ana Reis,she\nwrong,\"No,\",Nobody,nobody\ngone,Ha,Eva Moe,Moe\n";
    bench.put("a.csv", table);
    let run = bench.run("test a.csv --bless");
    assert_eq!((run.code, run.stderr.as_str()), (0, "whosaid: a.csv: rewritten\n"), "{}", run.stdout);
    assert!(
        run.stdout.contains("wrong speaker (line 3)") && run.stdout.contains("1 missing, 1 extra"),
        "{}",
        run.stdout
    );
    let expected = "note,quote,speaker,mention\n\"quoted\",\"Yes,\",Ana Reis,she\nwrong,\"No,\",Tom Hall,Tom Hall\n,\"Hm,\",Eva Moe,Eva Moe\n";
    assert_eq!(bench.get("a.csv"), expected);
    assert_eq!(bench.run("test a.csv").clean(), "1 case, 3 rows: no difference\n");
    // A second time there is nothing to do.
    assert_eq!(bench.run("test a.csv --bless").clean(), "1 case, 3 rows: no difference\n");
    assert_eq!(bench.names(), ["a.csv", "a.txt"]);
}

#[test]
fn a_blessed_table_as_spreadsheets_write_it() {
    let bench = pair("\u{feff}speaker,quote\r\nTom Hall,\"We will not yield,\"");
    assert_eq!(bench.run("test d --bless").code, 0);
    assert_eq!(bench.get("d/a.csv"), "\u{feff}speaker,quote\r\nAna Reis,\"We will not yield,\"\r\n");
}

#[test]
fn a_blessed_short_case_keeps_all_but_its_rows() {
    let cases = "# Head.\n=== a\n“Yes,” said Ana Reis. “No,” said Tom Hall.\n---\n# Rows.\nAna Reis | Yes,\nNobody | No, | cue: says\n\n=== b\n{speaker She} said “a b”.\n---\n\
                 === c\nThe so-called “well”.\n---\nAna Reis | well";
    let bench = Bench::with("x.case", cases);
    let run = bench.run("test x.case --bless");
    assert_eq!(run.code, 2, "the marks of b belong to no row: {}", run.stderr);
    let cases = cases.replace("{speaker She}", "She");
    bench.put("x.case", &cases);
    let run = bench.run("test x.case --bless");
    assert_eq!((run.code, run.stderr.as_str()), (0, "whosaid: x.case: rewritten\n"), "{}", run.stdout);
    let blessed = bench.get("x.case");
    assert!(blessed.starts_with(&cases[..cases.find("Nobody").expect("row")]), "{blessed}");
    assert!(blessed.contains("\nTom Hall | No, | cue: said\n\n=== b\n"), "{blessed}");
    assert!(blessed.ends_with("said “a b”.\n---\n| a b\n=== c\nThe so-called “well”.\n---\n"), "{blessed}");
    assert!(bench.run("test x.case").clean().ends_with("no difference\n"));
}

#[test]
fn a_case_whose_marks_are_wrong_is_not_blessed() {
    let case = "=== a\nShe came. “Yes,” {cue said} Ana {speaker Reis}.\n---\nAna Reis | Yes,\n";
    let bench = Bench::with("x.case", case);
    let run = bench.run("test x.case --bless");
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stderr.contains("x.case: \"x::a\" stays as it is: the marks in its text"), "{}", run.stderr);
    assert_eq!(bench.get("x.case"), case);
}
