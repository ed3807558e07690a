//! Progress and what is told at the end.

use serde_json::Value;

use crate::bench::{Bench, PLAIN, records};

#[test]
fn scripts_see_nothing_unless_they_ask() {
    let bench = Bench::with("a.jsonl", records(50));
    for progress in ["", "--progress auto", "--progress none"] {
        bench.run(&format!("extract a.jsonl -o q.csv {progress}")).clean();
    }
}

#[test]
fn lines_of_json_and_a_summary() {
    let bench = Bench::with("a.jsonl", records(3000) + "broken\n");
    bench.put("a.txt", b"\x89PNG");
    let run = bench.run("extract a.jsonl a.txt gone.txt -o q.csv --threads 1 --progress json");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    let (lines, messages): (Vec<_>, Vec<_>) = run.stderr.lines().partition(|line| line.starts_with('{'));
    assert_eq!(messages.len(), 3, "{}", run.stderr);
    let lines: Vec<Value> = lines.into_iter().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let (summary, before) = lines.split_last().expect("a summary");
    assert!(before.iter().all(|line| line["type"] == "progress" && line["documents"].as_u64() <= Some(3000)));
    assert_eq!((&summary["type"], &summary["end"]), (&"summary".into(), &"done".into()));
    assert_eq!(summary["documents"], 3000);
    assert_eq!(summary["quotes"].as_u64(), Some(bench.get("q.csv").lines().count() as u64 - 1));
    assert!(summary["with_speaker"].as_u64() <= summary["quotes"].as_u64());
    let size = bench.bytes("a.jsonl").len() as u64 + 4;
    assert!(summary["bytes"].as_u64() >= Some(size), "{summary}");
    assert!(summary["elapsed_s"].as_f64() > Some(0.0) && summary["mb_per_s"].as_f64() > Some(0.0));
    let skipped = serde_json::json!({
        "unreadable": 1, "not_text": 0, "record": 1, "too_large": 0, "compressed": 0, "format": 1, "other": 0
    });
    assert_eq!(summary["skipped"], skipped);
}

#[test]
fn a_bar_tells_at_the_end_what_was_done() {
    let bench = Bench::with("a.txt", PLAIN);
    let run = bench.run("extract a.txt gone.txt --progress bar");
    assert_eq!((run.code, run.rows().len()), (2, 1));
    assert!(run.stderr.contains("whosaid: 1 document, 1 quote, 1 with a speaker, in "), "{}", run.stderr);
    assert!(run.stderr.ends_with("whosaid: skipped: 1 unreadable\n"), "{}", run.stderr);
    let run = bench.run("speakers a.txt --progress json");
    assert_eq!(run.stdout, "speaker,quotes,documents\nAna Reis,1,1\n");
    assert!(run.stderr.starts_with("{\"type\":\"summary\",\"end\":\"done\",\"documents\":1,"), "{}", run.stderr);
}
