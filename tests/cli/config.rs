//! Settings from a file: where it is looked for, what it can hold, what beats it.

use crate::bench::{Bench, PLAIN};

const HEADER: &str = "quote,speaker\n";

fn bench(settings: &str) -> Bench {
    let bench = Bench::with("a.txt", PLAIN);
    bench.put("whosaid.toml", settings);
    bench
}

#[test]
fn settings_of_all_commands_and_of_one() {
    let bench = bench(
        "threads = 1\n\n[extract]\ncolumns = [\"quote\", \"speaker\"]\nall = true\n\n[rules.test]\nformat = \"json\"\n",
    );
    assert!(bench.run("extract a.txt").clean().starts_with(HEADER));
    assert!(bench.run("speakers a.txt").clean().starts_with("speaker,quotes,documents\n"));
}

#[test]
fn the_command_line_beats_the_file() {
    let bench = bench("[extract]\ncolumns = \"quote,speaker\"\n");
    assert!(bench.run("extract a.txt --columns cue").clean().starts_with("cue\n"));
    assert!(bench.run("extract a.txt -c cue").clean().starts_with("cue\n"));
    assert!(bench.run("extract a.txt --isolated").clean().starts_with("speaker,quote,source\n"));
}

#[test]
fn a_file_further_up_and_a_file_by_name() {
    let bench = bench("[extract]\ncolumns = \"quote,speaker\"\n");
    bench.put("in/b.txt", PLAIN);
    bench.put("in/deep/c.txt", PLAIN);
    bench.put("other.toml", "[extract]\ncolumns = \"kind\"\n");
    let run = bench.command().current_dir(bench.path("in/deep")).args(["extract", "c.txt"]).output().expect("run");
    assert!(String::from_utf8_lossy(&run.stdout).starts_with(HEADER), "{run:?}");
    assert!(bench.run("extract a.txt --config other.toml").clean().starts_with("kind\n"));
    assert!(bench.run("--config other.toml extract -- a.txt").clean().starts_with("kind\n"));
    bench.run("extract a.txt --config none.toml").failed(&["none.toml"]);
}

#[test]
fn paths_begin_where_the_file_is() {
    let bench = bench("[extract]\nspeakers = \"people.csv\"\n");
    bench.put("people.csv", "name,alias\nCaptain Reis,Ana Reis\n");
    bench.put("in/b.txt", PLAIN);
    let run = bench.command().current_dir(bench.path("in")).args(["extract", "b.txt"]).output().expect("run");
    assert!(String::from_utf8_lossy(&run.stdout).contains("\nCaptain Reis,"), "{run:?}");
}

#[test]
fn everything_wrong_is_told_with_its_place() {
    let bench = bench("colums = \"all\"\n[extract]\nthreads = 0\n[extrakt]\n[speakers]\nall = true\n");
    let run = bench.run("extract a.txt");
    let run = run.failed(&[
        "whosaid.toml:1:1: no option here is called \"colums\"; did you mean \"columns\"?",
        "whosaid.toml:4:2: no command is called \"extrakt\"; did you mean \"extract\"?",
        "whosaid.toml:6:1: no option here is called \"all\"",
    ]);
    assert_eq!(run.stdout, "");
}

#[test]
fn a_bad_value_is_told_with_its_place() {
    for (settings, parts) in [
        ("[extract]\nthreads = 0\n", ["whosaid.toml:2:1: invalid value '0' for '--threads", "1..=1024"]),
        ("[extract]\ndelimiter = \"ab\"\n", ["whosaid.toml:2:1: invalid value 'ab'", "not one sign"]),
        ("[extract]\nall = \"yes\"\n", ["whosaid.toml:2:7:", "all is true or false"]),
        ("[extract\n", ["whosaid.toml:1:", "extract"]),
    ] {
        bench(settings).run("extract a.txt").failed(&parts);
    }
}

#[test]
fn a_file_from_a_stranger_writes_nothing_and_runs_nothing() {
    for key in ["output = \"x.csv\"", "checkpoint = \"x\"", "raw = true"] {
        let bench = bench(&format!("[extract]\n{key}\n"));
        bench.run("extract a.txt").failed(&["whosaid.toml:2:1: --", "is for the command line alone"]);
        assert_eq!(bench.names(), ["a.txt", "whosaid.toml"]);
    }
    bench("[eval]\nwrite-baseline = \"x\"\n").run("extract a.txt").failed(&["whosaid.toml:2:1"]);
    bench("[test]\nbless = true\n").run("extract a.txt").failed(&["whosaid.toml:2:1"]);
}

#[test]
fn a_setting_that_means_nothing_to_the_format_is_passed_over() {
    let bench = bench("[extract]\ndelimiter = \";\"\nbom = true\n");
    assert!(bench.run("extract a.txt").clean().starts_with("\u{feff}speaker;quote"));
    assert!(bench.run("extract a.txt -f jsonl").clean().starts_with('{'));
    bench.run("extract a.txt -f jsonl --bom").failed(&["--bom means nothing to jsonl"]);
}

#[test]
fn the_settings_of_a_call() {
    let bench = bench("threads = 2\n[extract]\ncolumns = \"quote\"\njoin = true\n");
    let out = bench.run("extract a.txt --columns cue --dump-config").clean();
    assert_eq!(
        out,
        "# whosaid.toml\n[extract]\ncolumns = \"cue\" # the command line\njoin = true # line 4\nthreads = 2 # line 1\n"
    );
}
