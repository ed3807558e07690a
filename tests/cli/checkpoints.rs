//! Checkpoints: killed at any moment, a run goes on without a lost or doubled row, and with nothing that is not its own.

use std::io::Read as _;
use std::time::Duration;

use serde_json::Value;

use crate::bench::{Bench, PLAIN, records, texts};

const RUN: &str = "extract d -o q.csv --checkpoint c.json";

/// Inputs of several kinds, bad ones among them.
fn inputs() -> Bench {
    let bench = texts(800);
    let mut gzip = flate2::read::GzEncoder::new(std::io::Cursor::new(records(700)), flate2::Compression::fast());
    let mut compressed = Vec::new();
    gzip.read_to_end(&mut compressed).expect("compressed");
    bench.put("d/0300.jsonl.gz", compressed);
    bench.put("d/0500.txt", b"\x89PNG");
    bench.put("d/z.jsonl", records(500) + "broken\n");
    bench
}

/// A number that differs from call to call, below a bound.
fn random(bound: u64) -> u64 {
    use std::hash::{BuildHasher as _, RandomState};
    RandomState::new().hash_one(()) % bound
}

#[test]
fn killed_at_random_moments() {
    let bench = inputs();
    let expected = bench.run("extract d").failed(&["d/0500.txt", "d/z.jsonl:501"]).stdout;
    let mut resumed = 0;
    for kill in 0..20 {
        let threads = 1 + kill % 3;
        let mut child = bench.start(&format!("{RUN} --threads {threads}"));
        bench.wait_for_growth("q.csv", &mut child);
        std::thread::sleep(Duration::from_millis(random(40)));
        let ended = child.try_wait().expect("asked").is_some();
        child.kill().expect("killed");
        let said = child.wait_with_output().expect("ended").stderr;
        resumed += u32::from(String::from_utf8_lossy(&said).contains("going on after"));
        let table = std::fs::read(bench.path("q.csv")).unwrap_or_default();
        assert!(expected.as_bytes().starts_with(&table), "killed {kill} times: not the first rows of the table");
        if ended {
            break;
        }
    }
    assert!(resumed > 0, "no run was taken up again");
    assert_eq!(bench.run(RUN).code, 2);
    assert!(bench.get("q.csv") == expected);
    // The bad inputs of all runs together were these two.
    let saved: Value = serde_json::from_str(&bench.get("c.json")).expect("JSON");
    assert_eq!((&saved["done"], &saved["counts"]["documents"]), (&true.into(), &1999.into()));
    assert_eq!((&saved["skipped"]["format"], &saved["skipped"]["record"]), (&1.into(), &1.into()));
    assert_eq!(bench.names(), ["c.json", "d", "q.csv"]);
}

/// Formats that cut their pieces themselves are gone on with by passing over pieces.
#[cfg(feature = "archives")]
#[test]
fn killed_in_tables_and_archives() {
    let record = |n: usize| crate::packing::answer(&format!("http://example.org/{n}"), &PLAIN.repeat(1 + n % 50));
    let warc: Vec<u8> = (0..1500).flat_map(record).collect();
    let row = |n: usize| format!("{n},\"{}\"\n", PLAIN.repeat(1 + n % 50));
    let csv = "id,text\n".to_owned() + &(0..1500).map(row).collect::<String>() + "broken\n";
    let zip = crate::packing::zip(&[
        ("a.csv", csv.as_bytes()),
        ("b.warc", &warc),
        ("bad.txt", b"\xff"),
        ("c.txt", PLAIN.as_bytes()),
    ]);
    let resumed = |name: &str| RUN.replace("extract d", &format!("extract {name}"));
    for (name, content) in [("d/a.csv", csv.as_bytes()), ("d/a.warc", &warc), ("d/a.zip", &zip)] {
        let bench = Bench::with(name, content);
        let expected = bench.run(&format!("extract {name}"));
        for kill in 0..4 {
            let mut child = bench.start(&format!("{} --threads {}", resumed(name), 1 + kill % 3));
            bench.wait_for_growth("q.csv", &mut child);
            std::thread::sleep(Duration::from_millis(random(30)));
            child.kill().expect("killed");
            child.wait().expect("ended");
            let table = std::fs::read(bench.path("q.csv")).unwrap_or_default();
            assert!(expected.stdout.as_bytes().starts_with(&table), "{name}: not the first rows of the table");
        }
        assert_eq!(bench.run(&resumed(name)).code, expected.code, "{name}");
        assert!(bench.get("q.csv") == expected.stdout, "{name}");
    }
}

#[test]
fn killed_with_compressed_output() {
    for suffix in ["gz", "zst"] {
        let bench = texts(1000);
        let run = format!("extract d -o q.csv.{suffix} --checkpoint c.json");
        bench.run(&format!("{run}.whole").replace("q.csv", "whole.csv")).clean();
        for _ in 0..4 {
            let mut child = bench.start(&run);
            bench.wait_for_growth(&format!("q.csv.{suffix}"), &mut child);
            std::thread::sleep(Duration::from_millis(random(40)));
            child.kill().expect("killed");
            child.wait().expect("ended");
        }
        let run = bench.run(&run);
        assert!(run.code == 0 && run.stderr.contains("c.json: "), "{run:?}");
        let name = |name: &str| bench.bytes(&format!("{name}.csv.{suffix}"));
        assert!(name("q") == name("whole"), "{suffix}");
        // The program reads what it has written.
        bench.put("x.csv", bench.run("extract d").clean());
        assert_eq!(bench.run(&format!("diff --old x.csv --new q.csv.{suffix}")).code, 0);
    }
}

#[test]
fn when_all_is_done_nothing_is_done() {
    let bench = Bench::with("d/a.txt", PLAIN);
    bench.run(RUN).clean();
    let (table, checkpoint) = (bench.get("q.csv"), bench.get("c.json"));
    let run = bench.run(RUN);
    let said = "whosaid: c.json: all was done already: 1 document, 1 quote, 1 with a speaker\n";
    assert_eq!((run.code, run.stderr.as_str()), (0, said));
    assert_eq!((bench.get("q.csv"), bench.get("c.json")), (table, checkpoint));
    assert_eq!(bench.names(), ["c.json", "d", "q.csv"]);
}

#[test]
fn a_checkpoint_of_another_run_is_refused() {
    let bench = Bench::with("d/a.txt", PLAIN);
    bench
        .put("r/a.toml", std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/rules/en/00-macros.toml")).expect("read"));
    bench.put("names.csv", "name\nAna Reis\n");
    bench.run(RUN).clean();
    let refused = |run: &str, reason: &str| {
        bench.run(run).failed(&["whosaid: c.json: ", reason, "name another checkpoint, or delete this one"]);
    };
    refused(&format!("{RUN} --all"), "--all is another one than at the checkpoint");
    refused(&format!("{RUN} --columns all"), "--columns is");
    refused(&format!("{RUN} --rules-only"), "--rules-only is another one than at the checkpoint");
    refused(&format!("{RUN} --speakers names.csv"), "--speakers is another one than at the checkpoint, or its files");
    refused("extract d -o p.csv --checkpoint c.json", "a checkpoint of a run that writes to ");
    refused("extract d/a.txt d/a.txt -o q.csv --checkpoint c.json", "1 files of 40 bytes when the run began, 2 files");
    bench.put("d/b.txt", PLAIN);
    refused(RUN, "the inputs are others: ");
    std::fs::remove_file(bench.path("d/b.txt")).expect("removed");
    bench.run(RUN);
    bench.put("d/a.txt", PLAIN);
    refused(RUN, "an input has another name or was changed");
}

#[test]
fn rules_that_have_changed_are_others() {
    let bench = Bench::with("a.txt", PLAIN);
    let rules = concat!(env!("CARGO_MANIFEST_DIR"), "/rules/en");
    for entry in std::fs::read_dir(rules).expect("listed").map(|entry| entry.expect("entry")) {
        bench.put(&format!("r/{}", entry.file_name().to_string_lossy()), std::fs::read(entry.path()).expect("read"));
    }
    let run = "extract a.txt -o q.csv --checkpoint c.json --rules r";
    bench.run(run).clean();
    bench.put("r/99-notes.toml", "# nothing\n");
    bench.run(run).failed(&["c.json: --rules is another one than at the checkpoint, or its files have changed"]);
}

#[test]
fn files_that_are_no_checkpoint_or_no_output_of_it() {
    let bench = Bench::with("d/a.txt", PLAIN);
    bench.put("q.csv", "somebody else's");
    bench.run(RUN).failed(&["c.json: there is no such checkpoint, but q.csv holds something; delete it"]);
    assert_eq!((bench.get("q.csv"), bench.names()), ("somebody else's".into(), vec!["d".into(), "q.csv".into()]));
    std::fs::remove_file(bench.path("q.csv")).expect("removed");
    bench.run(RUN).clean();
    let good = bench.get("c.json");
    for (content, reason) in [
        ("", "no checkpoint of whosaid"),
        ("{\"a\": 1}", "no checkpoint of whosaid"),
        (&good[..good.len() / 2], "no checkpoint of whosaid"),
        ("{\"whosaid_checkpoint\": 99}", "a checkpoint of version 99; this is version 1"),
        ("{\"whosaid_checkpoint\": 1}", "a broken checkpoint: "),
    ] {
        bench.put("c.json", content);
        bench.run(RUN).failed(&["whosaid: c.json: ", reason]);
        assert_eq!(bench.get("c.json"), content);
    }
    bench.put("c.json", good);
    bench.put("q.csv", "speaker");
    bench.run(RUN).failed(&["c.json: q.csv has 7 bytes; at the checkpoint it had "]);
    bench.run("extract d --checkpoint c.json").failed(&["--output"]);
    for streams in ["extract - -o s.csv --checkpoint s.json", "extract -o s.csv --checkpoint s.json"] {
        bench.run_on(streams, PLAIN).failed(&["standard input: a run with --checkpoint reads files only"]);
    }
    for output in ["/dev/null", "-"] {
        let run = bench.run(&format!("extract d -f csv -o {output} --checkpoint s.json"));
        run.failed(&["the output of a run with a checkpoint must be a file"]);
    }
    bench.run("extract d -o s.csv --checkpoint gone/s.json").failed(&["gone/s.json"]);
    assert_eq!(bench.names(), ["c.json", "d", "q.csv"]);
}

#[test]
fn two_runs_on_one_checkpoint() {
    let bench = Bench::with("d/a.jsonl", records(20_000));
    let mut first = bench.start(RUN);
    bench.wait_for("q.csv");
    bench.run(RUN).failed(&["whosaid: c.json: another run is at work with this checkpoint"]);
    first.kill().expect("killed");
    first.wait().expect("ended");
    // The lock has gone with its holder.
    let mut next = bench.start(RUN);
    bench.wait_for_growth("q.csv", &mut next);
    assert!(next.try_wait().expect("asked").is_none());
    next.kill().expect("killed");
    next.wait().expect("ended");
}

#[test]
fn an_error_that_ends_the_run_leaves_a_checkpoint_before_it() {
    let bench = Bench::with("d/a.jsonl", records(300));
    bench.put("d/b.txt", b"\x89PNG");
    let expected = bench.run("extract d").failed(&["d/b.txt"]).stdout;
    for _ in 0..2 {
        bench.run(&format!("{RUN} --on-error fail")).failed(&["whosaid: d/b.txt: this is a PNG image, not text"]);
        assert!(expected.starts_with(&bench.get("q.csv")));
    }
    // Whether bad inputs are skipped may change.
    assert_eq!(bench.run(RUN).code, 2);
    assert!(bench.get("q.csv") == expected);
}

/// A file that cannot grow behaves as one on a full disk.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk() {
    let bench = Bench::with("d/a.jsonl", records(1000));
    let expected = bench.run("extract d").clean();
    let program = assert_cmd::cargo::cargo_bin!("whosaid").display().to_string();
    let script = format!("trap '' XFSZ; ulimit -f 40; exec {program} {RUN}");
    let output =
        std::process::Command::new("sh").args(["-c", &script]).current_dir(bench.path("")).output().expect("run");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{said}");
    assert!(said.starts_with("whosaid: q.csv: "), "{said}");
    assert!(expected.starts_with(&bench.get("q.csv")));
    assert_eq!(bench.run(RUN).code, 0);
    assert!(bench.get("q.csv") == expected);
}
