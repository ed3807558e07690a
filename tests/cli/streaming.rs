//! Streams: several threads, order, limits, inputs that come slowly or change.

use std::io::{BufRead as _, BufReader, Write as _};

use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::bench::{Bench, PLAIN, PLAIN_ROW, records};

/// A folder with inputs of every kind, some of them bad.
fn mixed() -> Bench {
    let bench = Bench::with("d/a.jsonl", records(700));
    let broken = format!("{{\"text\": 5}}\n{}not json\n{{\"text\": \"\"}}\n", records(3));
    bench.put("d/b.ndjson", broken.into_bytes().into_iter().chain(*b"\xff\n").collect::<Vec<_>>());
    for n in 0..150 {
        bench.put(&format!("d/texts/{n:03}.txt"), PLAIN.repeat(n % 5));
    }
    bench.put("d/texts/077.txt", b"\x89PNG");
    // A line that is longer than what is read in one go, and a last one without an end.
    let long = serde_json::json!({ "id": "long", "text": PLAIN.repeat(8_000) }).to_string();
    bench.put("d/z.jsonl", format!("{}{long}\n{}", records(5), records(1).trim_end()));
    bench
}

#[test]
fn the_number_of_threads_does_not_show() {
    let bench = mixed();
    for options in ["", "--format jsonl --all", "--join --columns all --min-confidence 0.5"] {
        let [one, two, eight] =
            [1, 2, 8].map(|threads| bench.run(&format!("extract gone.txt d --threads {threads} {options}")));
        assert_eq!((one.code, one.stderr.lines().count()), (2, 5), "{}", one.stderr);
        assert!(one.stdout.len() > 100_000);
        for other in [two, eight] {
            assert!(one.stdout == other.stdout && one.stderr == other.stderr, "{options}");
        }
    }
    let [one, three] = [1, 3].map(|threads| bench.run(&format!("speakers d --threads {threads}")));
    assert_eq!((one.stdout, one.stderr), (three.stdout, three.stderr));
}

/// Whatever the lines are and wherever they end.
#[test]
fn any_lines_give_the_same_with_any_number_of_threads() {
    let good = (0usize..50).prop_map(|n| records(n + 1).lines().last().unwrap_or_default().as_bytes().to_vec());
    // Longer than what is read in one go.
    let long = Just(serde_json::json!({ "text": "so ".repeat(100_000) }).to_string().into_bytes());
    let bad = prop::collection::vec(any::<u8>(), 0..200);
    let line = prop_oneof![20 => good, 1 => long, 2 => bad];
    let lines = (prop::collection::vec(line, 0..150), prop_oneof![Just("\n"), Just("\r\n")], any::<bool>(), 2..9);
    let mut runner = TestRunner::new(ProptestConfig { cases: 6, failure_persistence: None, ..Default::default() });
    let same = |(lines, end, ended, threads): (Vec<Vec<u8>>, &str, bool, i32)| {
        let mut content = lines.join(end.as_bytes());
        content.extend(end.as_bytes().iter().filter(|_| ended));
        let bench = Bench::with("a.jsonl", content);
        let one = bench.run("extract a.jsonl --threads 1 --format jsonl");
        let more = bench.run(&format!("extract a.jsonl --threads {threads} --format jsonl"));
        prop_assert_eq!((one.code, one.stdout, one.stderr), (more.code, more.stdout, more.stderr));
        Ok(())
    };
    runner.run(&lines, same).expect("the same");
}

#[test]
fn rows_come_before_the_input_ends() {
    let bench = Bench::new();
    let mut child = bench.start("extract - --input-format jsonl");
    let mut stdin = child.stdin.take().expect("piped");
    let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
    assert_eq!(lines.next().expect("a line").expect("read"), "speaker,quote,source");
    for n in 1..4 {
        writeln!(stdin, "{}", serde_json::json!({ "text": PLAIN })).expect("written");
        assert_eq!(lines.next().expect("a line").expect("read"), format!("{PLAIN_ROW}stdin:{n}"));
    }
    drop(stdin);
    assert!(lines.next().is_none());
    assert_eq!(child.wait().expect("ended").code(), Some(0));
}

#[test]
fn documents_that_are_too_long_are_skipped() {
    let line = |n: usize| serde_json::json!({ "text": format!("{PLAIN}{}", "x".repeat(n)) }).to_string();
    let bench = Bench::with("a.jsonl", [line(1), line(500), line(2), line(2_000_000), line(3)].join("\n"));
    bench.put("a.txt", PLAIN.repeat(20));
    bench.put("b.txt", PLAIN);
    for threads in [1, 4] {
        let run = bench.run(&format!("extract a.jsonl a.txt b.txt --max-document-bytes 300 --threads {threads}"));
        let run = run.failed(&["a.jsonl:2: a line of more than 300 bytes", "a.jsonl:4: a line of", "a.txt: a text of"]);
        assert_eq!(run.stderr.lines().count(), 3, "{}", run.stderr);
        let sources: Vec<_> = run.rows().into_iter().filter_map(|row| row.strip_prefix(PLAIN_ROW)).collect();
        assert_eq!(sources, ["a.jsonl:1", "a.jsonl:3", "a.jsonl:5", "b.txt"]);
    }
    bench.put("c.jsonl", line(2_000_000));
    let run = bench.run("extract c.jsonl --max-document-bytes 300").failed(&["c.jsonl:1: a line of"]);
    assert!(run.rows().is_empty());
    let run = bench.run_on("extract - --input-format jsonl --max-document-bytes 300", bench.get("a.jsonl"));
    assert_eq!(run.failed(&["stdin:2: ", "stdin:4: "]).rows().len(), 3);
}

#[test]
fn an_error_can_end_the_run() {
    let bench = Bench::with("a.txt", PLAIN);
    bench.put("q.csv", "old");
    let run = bench.run("extract a.txt gone.txt more.txt -o q.csv --on-error fail").failed(&["whosaid: gone.txt: "]);
    assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    assert_eq!((bench.get("q.csv"), bench.names()), ("old".into(), vec!["a.txt".into(), "q.csv".into()]));
    bench.run("speakers a.txt gone.txt --on-error fail").failed(&["whosaid: gone.txt: "]);
}

#[test]
fn a_file_that_goes_while_its_folder_is_read() {
    let bench = Bench::with("d/a.jsonl", records(3000));
    bench.put("d/b.txt", PLAIN);
    bench.put("d/c.txt", PLAIN);
    let mut child = bench.start("extract d --threads 1");
    let mut out = BufReader::new(child.stdout.take().expect("piped"));
    let mut lines = String::new();
    for _ in 0..2 {
        out.read_line(&mut lines).expect("a line");
    }
    std::fs::remove_file(bench.path("d/b.txt")).expect("removed");
    let rows: Vec<String> = out.lines().map(|line| line.expect("read")).collect();
    assert_eq!(rows.last(), Some(&format!("{PLAIN_ROW}d/c.txt")));
    let output = child.wait_with_output().expect("ended");
    assert!(String::from_utf8_lossy(&output.stderr).starts_with("whosaid: d/b.txt: "));
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn wrong_numbers() {
    let bench = Bench::with("a.txt", PLAIN);
    for option in ["--threads 0", "--threads x", "--max-document-bytes 0", "--on-error stop", "--progress dots"] {
        bench.run(&format!("extract a.txt {option}")).failed(&["--help"]);
    }
}
