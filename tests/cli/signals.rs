//! Signals: a run ends in an orderly way.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::process::{Child, Command};

use crate::bench::{Bench, PLAIN, PLAIN_ROW, records, texts};

fn send(signal: &str, child: &Child) {
    let status = Command::new("kill").args([signal, &child.id().to_string()]).status().expect("run");
    assert!(status.success());
}

/// Waits until a run writes its table.
fn wait_for_table(bench: &Bench) {
    let begin = std::time::Instant::now();
    while !bench.names().iter().any(|name| name.starts_with(".whosaid-")) {
        assert!(begin.elapsed().as_secs() < 60);
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
}

#[test]
fn nothing_is_left_of_a_file_that_is_not_complete() {
    for (signal, code) in [("-INT", 130), ("-TERM", 143)] {
        let bench = Bench::with("a.jsonl", records(20_000));
        bench.put("q.csv", "old");
        let mut child = bench.start("extract a.jsonl -o q.csv");
        wait_for_table(&bench);
        send(signal, &child);
        assert_eq!(child.wait().expect("ended").code(), Some(code));
        assert_eq!((bench.get("q.csv"), bench.names()), ("old".into(), vec!["a.jsonl".into(), "q.csv".into()]));
    }
}

#[test]
fn a_run_that_waits_for_input_ends_and_its_rows_are_whole() {
    let bench = Bench::new();
    let mut child = bench.start("extract - --input-format jsonl --progress json");
    let mut stdin = child.stdin.take().expect("piped");
    writeln!(stdin, "{}", serde_json::json!({ "text": PLAIN })).expect("written");
    let mut out = BufReader::new(child.stdout.take().expect("piped"));
    let mut table = String::new();
    for _ in 0..2 {
        out.read_line(&mut table).expect("read");
    }
    // A record that has begun.
    write!(stdin, "{{\"text\": \"").expect("written");
    send("-INT", &child);
    out.read_to_string(&mut table).expect("read");
    assert_eq!(table, format!("speaker,quote,source\n{PLAIN_ROW}stdin:1\n"));
    let output = child.wait_with_output().expect("ended");
    assert_eq!(output.status.code(), Some(130));
    assert!(String::from_utf8_lossy(&output.stderr).contains("\"end\":\"interrupted\""));
}

#[test]
fn a_run_with_a_checkpoint_goes_on_where_it_was_ended() {
    let bench = texts(1000);
    let expected = bench.run("extract d").clean();
    let command = "extract d -o q.csv --checkpoint c.json --threads 2";
    let mut stopped = 0;
    for (signal, code) in [("-TERM", 143), ("-INT", 130), ("-TERM", 143)] {
        let mut child = bench.start(command);
        bench.wait_for_growth("q.csv", &mut child);
        if child.try_wait().expect("asked").is_some() {
            break;
        }
        send(signal, &child);
        let ended = child.wait().expect("ended").code();
        assert!(ended == Some(code) || ended == Some(0), "{ended:?}");
        stopped += u32::from(ended == Some(code));
        let table = bench.get("q.csv");
        assert!(expected.starts_with(&table) && table.ends_with('\n'), "rows up to the last one");
        assert_eq!(bench.names(), ["c.json", "d", "q.csv"]);
    }
    assert!(stopped > 0);
    assert_eq!(bench.run(command).code, 0);
    assert!(bench.get("q.csv") == expected);
}
