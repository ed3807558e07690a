//! Outputs: files replaced when complete, streams, pipes, exit codes.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Command, Stdio};

use crate::bench::{Bench, PLAIN, PLAIN_ROW};

#[test]
fn the_suffix_gives_the_format() {
    let bench = Bench::with("a.txt", PLAIN);
    for (name, start) in [("q.csv", "speaker,"), ("q.TSV", "speaker\t"), ("q.jsonl", "{\"speaker\""), ("q.ndjson", "{")]
    {
        assert_eq!(bench.run(&format!("extract a.txt -o {name}")).clean(), "");
        assert!(bench.get(name).starts_with(start), "{name}");
    }
}

#[test]
fn a_format_that_is_given_comes_first() {
    let bench = Bench::with("a.txt", PLAIN);
    bench.run("extract a.txt -o q.csv --format jsonl").clean();
    assert!(bench.get("q.csv").starts_with('{'));
    bench.run("extract a.txt --output q.data --format csv").clean();
    assert!(bench.get("q.data").starts_with("speaker,"));
}

#[test]
fn an_unknown_suffix() {
    let bench = Bench::with("a.txt", PLAIN);
    bench.run("extract a.txt -o q.xyz").failed(&["whosaid: q.xyz: ", ".csv", ".tsv", ".jsonl", ".ndjson"]);
    assert_eq!(bench.names(), ["a.txt"]);
}

#[test]
fn an_output_that_cannot_be_written_is_known_before_the_work() {
    let bench = Bench::with("a.txt", PLAIN);
    bench.put("q.csv/file", "");
    for output in ["gone/q.csv", "a.txt/q.csv", "q.csv"] {
        let run = bench.run(&format!("extract missing.txt -o {output}")).failed(&[&format!("whosaid: {output}: ")]);
        assert!(!run.stderr.contains("missing.txt"), "{}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_write_protected_output_stays() {
    use std::os::unix::fs::PermissionsExt as _;
    let bench = Bench::with("a.txt", PLAIN);
    bench.put("q.csv", "old");
    std::fs::set_permissions(bench.path("q.csv"), std::fs::Permissions::from_mode(0o444)).expect("permissions");
    if std::fs::OpenOptions::new().append(true).open(bench.path("q.csv")).is_ok() {
        return; // whoever runs the test may write everything
    }
    bench.run("extract a.txt -o q.csv").failed(&["whosaid: q.csv: "]);
    assert_eq!(bench.get("q.csv"), "old");
}

#[test]
fn an_output_is_replaced_whole_and_nothing_is_left_beside_it() {
    let bench = Bench::with("a.txt", PLAIN);
    bench.put("q.csv", "old and much longer than the new table will be, to see that no end of it is left".repeat(20));
    bench.run("extract a.txt -o q.csv").clean();
    assert_eq!(bench.get("q.csv"), format!("speaker,quote,source\n{PLAIN_ROW}a.txt\n"));
    assert_eq!(bench.names(), ["a.txt", "q.csv"]);
}

#[test]
fn an_output_stays_if_no_input_could_be_read() {
    let bench = Bench::with("q.csv", "old");
    bench.run("extract gone.txt -o q.csv").failed(&["gone.txt"]);
    assert_eq!((bench.get("q.csv"), bench.names()), ("old".into(), vec!["q.csv".to_owned()]));
}

#[test]
fn an_output_is_complete_though_one_input_was_bad() {
    let bench = Bench::with("a.txt", PLAIN);
    bench.run("extract gone.txt a.txt -o q.csv").failed(&["gone.txt"]);
    assert!(bench.get("q.csv").contains(PLAIN_ROW));
}

/// Ends a run in its middle: while it waits for more input, the old table must still stand.
#[test]
fn an_output_is_never_half_written() {
    let bench = Bench::with("q.csv", "old");
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("whosaid"))
        .args(["extract", "--input-format", "jsonl", "-o", "q.csv"])
        .current_dir(bench.path(""))
        .stdin(Stdio::piped())
        .spawn()
        .expect("run");
    let record = serde_json::json!({ "text": PLAIN.repeat(20) }).to_string() + "\n";
    let stdin = child.stdin.as_mut().expect("piped");
    for _ in 0..200 {
        stdin.write_all(record.as_bytes()).expect("written");
    }
    child.kill().expect("killed");
    child.wait().expect("ended");
    assert_eq!(bench.get("q.csv"), "old");
}

#[cfg(unix)]
#[test]
fn permissions_are_those_of_the_old_file_or_of_any_new_one() {
    use std::os::unix::fs::PermissionsExt as _;
    let bench = Bench::with("a.txt", PLAIN);
    let mode = |name: &str| std::fs::metadata(bench.path(name)).expect("there").permissions().mode() & 0o777;
    bench.run("extract a.txt -o new.csv").clean();
    assert_eq!(mode("new.csv"), mode("a.txt"));
    bench.put("old.csv", "");
    std::fs::set_permissions(bench.path("old.csv"), std::fs::Permissions::from_mode(0o640)).expect("permissions");
    bench.run("extract a.txt -o old.csv").clean();
    assert_eq!(mode("old.csv"), 0o640);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_a_device_a_device() {
    let bench = Bench::with("a.txt", PLAIN);
    bench.put("tables/q.csv", "old");
    std::os::unix::fs::symlink("tables/q.csv", bench.path("link.csv")).expect("link");
    bench.run("extract a.txt -o link.csv").clean();
    assert!(bench.get("tables/q.csv").contains(PLAIN_ROW));
    assert!(std::fs::symlink_metadata(bench.path("link.csv")).expect("there").is_symlink());
    bench.run("extract a.txt -f csv -o /dev/null").clean();
    assert!(!std::fs::metadata("/dev/null").expect("there").is_file());
}

#[test]
fn standard_output_by_name() {
    let out = Bench::with("a.txt", PLAIN).run("extract a.txt -o -").clean();
    assert!(out.contains(PLAIN_ROW));
}

#[test]
fn a_broken_pipe_is_silent() {
    let bench = Bench::new();
    // More than any pipe holds, so the program is still writing when the reader has gone.
    let record = serde_json::json!({ "text": PLAIN.repeat(100) }).to_string() + "\n";
    bench.put("a.jsonl", record.repeat(100));
    for format in ["csv", "jsonl"] {
        let mut child = Command::new(assert_cmd::cargo::cargo_bin!("whosaid"))
            .args(["extract", "a.jsonl", "--format", format])
            .current_dir(bench.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("run");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
        assert!(!line.is_empty());
        let mut said = String::new();
        child.stderr.take().expect("piped").read_to_string(&mut said).expect("read");
        assert_eq!((said.as_str(), child.wait().expect("ended").code()), ("", Some(0)));
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let bench = Bench::with("a.txt", PLAIN);
    bench.run("extract a.txt -f csv -o /dev/full").failed(&["whosaid: /dev/full: "]);
}

#[test]
fn wrong_calls_end_with_2() {
    let bench = Bench::new();
    bench.run("").failed(&["Usage: whosaid"]);
    for arguments in ["nothing", "extract --nothing", "extract --format xml", "inspect", "inspect words a.txt"] {
        bench.run(arguments).failed(&["--help"]);
    }
}

#[test]
fn help_and_version_end_with_0() {
    let bench = Bench::new();
    assert_eq!(bench.run("--version").clean(), format!("whosaid {}\n", env!("CARGO_PKG_VERSION")));
    assert!(bench.run("--help").clean().contains("Exit codes:"));
    let help = bench.run("extract --help").clean();
    for part in ["Examples:", "Exit codes:", "quote_id", "--text-field", ".ndjson"] {
        assert!(help.contains(part), "{part}");
    }
    assert!(bench.run("inspect --help").clean().contains("attributions"));
}
