//! `whosaid speakers`.

use std::process::Command;

use crate::bench::{Bench, PLAIN};

/// Ana Reis twice in one document and once in the next, two others once each, one that nobody names.
fn articles() -> Bench {
    let bench = Bench::with("d/a.txt", "“We will,” said Tom Hall.\n\n“No,” said Ana Reis. “Never,” Reis said.\n");
    bench.put("d/b.txt", format!("{PLAIN}\n“Yes,” said Eva Lund.\n\nRobert “Bobby” Hall left.\n"));
    bench
}

#[test]
fn the_most_quoted_first_then_by_name() {
    let out = articles().run("speakers d").clean();
    assert_eq!(out, "speaker,quotes,documents\nAna Reis,3,2\nEva Lund,1,1\nTom Hall,1,1\n");
}

#[test]
fn every_format() {
    let bench = articles();
    let out = bench.run("speakers d --format tsv").clean();
    assert_eq!(out.lines().nth(1), Some("Ana Reis\t3\t2"));
    let out = bench.run("speakers d --format jsonl").clean();
    assert_eq!(out.lines().next(), Some(r#"{"speaker":"Ana Reis","quotes":3,"documents":2}"#));
    let out = bench.run("speakers d --format table").clean();
    let expected = [
        "speaker   quotes  documents",
        "Ana Reis       3          2",
        "Eva Lund       1          1",
        "Tom Hall       1          1",
    ];
    assert_eq!(out.lines().collect::<Vec<_>>(), expected);
}

#[test]
fn quotes_that_no_speaker_is_told_for_are_counted_beside_the_list() {
    let bench = Bench::with("a.txt", format!("“We will not yield,” they said.\n\n“No,” they said.\n\n{PLAIN}"));
    let run = bench.run("speakers a.txt");
    assert_eq!((run.code, run.stdout.as_str()), (0, "speaker,quotes,documents\nAna Reis,1,1\n"));
    assert_eq!(run.stderr, "whosaid: quotes without a speaker: 2\n");
}

#[test]
fn nobody_at_all() {
    for format in ["csv", "tsv", "table"] {
        let out = Bench::new().run_on(&format!("speakers --format {format}"), "It rained.").clean();
        assert_eq!(out.split_whitespace().collect::<Vec<_>>().join(" ").replace(',', " "), "speaker quotes documents");
    }
    assert_eq!(Bench::new().run_on("speakers - --format jsonl", "It rained.").clean(), "");
}

#[test]
fn the_same_speaker_under_names_of_ones_own() {
    let bench = articles();
    bench.put("people.csv", "id,name,alias\nR1,Ana Reis,\nR1,Tom Hall,Hall\n=2,Eva Lund,\n");
    let out = bench.run("speakers d --speakers people.csv").clean();
    assert_eq!(out, "speaker,quotes,documents\nR1,4,2\n'=2,1,1\n");
    let out = bench.run("speakers d --speakers people.csv --raw").clean();
    assert!(out.ends_with("\n=2,1,1\n"), "{out}");
    let out = bench.run("speakers d --speakers people.csv -f jsonl").clean();
    assert!(out.contains(r#""speaker":"=2""#), "{out}");
    bench.put("people.csv", "alias\n");
    let run = bench.run("speakers d --speakers people.csv").failed(&["people.csv:1: no column \"name\""]);
    assert_eq!(run.stdout, "");
}

#[test]
fn speakers_that_are_too_unsure_are_without_a_speaker() {
    let bench = Bench::with("a.txt", PLAIN);
    let run = bench.run("speakers a.txt --min-confidence 1");
    assert_eq!((run.code, run.rows().len()), (0, 0));
    assert_eq!(run.stderr, "whosaid: quotes without a speaker: 1\n");
}

#[test]
fn records_are_documents_and_bad_ones_are_left_out() {
    let record = |text: &str| serde_json::json!({ "body": text }).to_string() + "\n";
    let bench = Bench::with("a.jsonl", record(PLAIN) + "{\n" + &record(PLAIN));
    let run = bench.run("speakers gone.txt a.jsonl --text-field body").failed(&["gone.txt: ", "a.jsonl:2: "]);
    assert_eq!(run.rows(), ["Ana Reis,2,2"]);
}

#[test]
fn names_can_give_no_orders_to_the_terminal() {
    let bench = Bench::with("people.csv", "name,alias\n\u{1b}]0;x\u{7}Reis \u{202e},Ana Reis\n");
    bench.put("a.txt", PLAIN);
    let out = bench.run("speakers a.txt --speakers people.csv --format table").clean();
    assert!(!out.contains(|c: char| c != '\n' && c.is_control() || c == '\u{202e}'), "{out:?}");
}

#[test]
fn a_broken_pipe_is_silent() {
    // More names than any buffer holds, so that it breaks in the middle of the list.
    let names = (0..4500).map(|n| format!("“No,” said Ana Reis{}.\n\n", letters(n)));
    let bench = Bench::with("a.txt", names.collect::<String>());
    for format in ["csv", "jsonl", "table"] {
        let (reader, writer) = std::io::pipe().expect("pipe");
        drop(reader);
        let output = Command::new(assert_cmd::cargo::cargo_bin!("whosaid"))
            .args(["speakers", "a.txt", "--format", format])
            .current_dir(bench.path(""))
            .stdout(writer)
            .output()
            .expect("run");
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), b"".as_slice()), "{format}");
    }
}

/// Five letters that differ for each number.
fn letters(mut number: u32) -> String {
    let mut letter = || {
        let letter = char::from(b'a' + (number % 26) as u8);
        number /= 26;
        letter
    };
    (0..5).map(|_| letter()).collect()
}

#[test]
fn wrong_calls_of_speakers() {
    let bench = Bench::new();
    for arguments in ["speakers --format xml", "speakers --join", "speakers --min-confidence 2"] {
        bench.run(arguments).failed(&["--help"]);
    }
    let help = bench.run("speakers --help").clean();
    for part in ["--speakers <FILE>", "--min-confidence <X>", "--text-field", "table", "Examples:"] {
        assert!(help.contains(part), "{part}");
    }
}
