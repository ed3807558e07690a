//! Folders of rules as a whole: all that is wrong in one go, nothing in them, and what is made to take long.

use std::fmt::Write as _;

use crate::bench::Bench;
use crate::faults::{file, shown};

#[test]
fn every_fault_of_every_file_in_one_go() {
    let bench = Bench::new();
    let rule =
        "[[rule]]\nid = \"One\"\ntier = 300\ndoc = 1\npattern = 'QUOTE SPEEKER'\nyes = ['a']\nno = '{'\nkid = 1\n";
    bench.put("r/a.toml", rule);
    bench.put("r/b.toml", "[[rule]]\n");
    bench.put("r/c.toml", b"# caf\xe9\n");
    bench
        .put("r/d.toml", "[[rule]]\nid = \"x\ntier = \n[[rule]]\nid = \"y\"\ntier = 1\ndoc = 'd'\npattern = 'QUOTE'\n");
    bench.put("r/confidence.csv", "bucket,right,of\none,1\none,3,2\ntwo,1,2\ntwo,1,2\nthree,-1,2\nfour,x,2\n,1,2\n");
    let run = bench.run("rules check r").failed(&[]);
    let places: Vec<_> = shown(&run).into_iter().map(|f| f.place).collect();
    let expected = [
        "r/a.toml:2:6",
        "r/a.toml:3:8",
        "r/a.toml:4:7",
        "r/a.toml:5:18",
        "r/a.toml:6:9",
        "r/a.toml:7:6",
        "r/a.toml:8:1",
        // Of an empty rule, everything that must be there.
        "r/b.toml:1:1",
        "r/b.toml:1:1",
        "r/b.toml:1:1",
        "r/b.toml:1:1",
        "r/b.toml:1:1",
        "r/b.toml:1:1",
        "r/c.toml:1:6",
        "r/confidence.csv:2:1",
        "r/confidence.csv:3:1",
        "r/confidence.csv:5:1",
        "r/confidence.csv:6:1",
        "r/confidence.csv:7:1",
        "r/confidence.csv:8:1",
        // What is broken as TOML makes no further faults; the rule after it is read.
        "r/d.toml:2:8",
        "r/d.toml:3:8",
        "r/d.toml:5:6",
        "r/d.toml:5:6",
    ];
    assert_eq!(places, expected, "{}", run.stderr);
    // The same as JSON, an object a fault.
    let run = bench.run("rules check r --format json");
    assert_eq!((run.code, run.stderr.as_str(), run.stdout.lines().count()), (2, "", expected.len()));
    let fault: serde_json::Value = serde_json::from_str(run.stdout.lines().nth(3).unwrap_or("")).expect("JSON");
    assert_eq!((&fault["file"], &fault["line"], &fault["column"]), (&"r/a.toml".into(), &5.into(), &18.into()));
    assert_eq!((&fault["width"], &fault["text"]), (&7.into(), &"pattern = 'QUOTE SPEEKER'".into()));
    // Other commands show them as well.
    bench.put("a.txt", "“Yes,” said Ana.");
    bench.run("extract a.txt --rules r").failed(&["r/a.toml:5:18: no element", "r/d.toml:2:8"]);
}

#[test]
fn folders_that_hold_no_rules() {
    let bench = Bench::with("empty/readme.txt", "no rules");
    bench.put("macros/a.toml", "[define]\na = 'CUE'\n");
    bench.put("comment/a.toml", "# nothing\n");
    for folder in ["empty", "macros", "comment"] {
        bench.run(&format!("rules check {folder}")).failed(&[&format!("whosaid: {folder}: no rule in this folder")]);
    }
    bench.run("rules test gone").failed(&["whosaid: gone: "]);
    bench.run("rules check empty/readme.txt").failed(&["whosaid: empty/readme.txt: "]);
}

#[test]
fn a_file_with_a_byte_order_mark_and_windows_line_ends() {
    let text = file("'QUOTE SPEEKER'", "'{quote “a”}'", "'a'").replace('\n', "\r\n");
    let run = Bench::with("r/a.toml", format!("\u{feff}{text}").replace("ID", "one")).run("rules check r");
    let run = run.failed(&["r/a.toml:5:18: no element"]);
    assert_eq!(shown(&run)[0].marked, "SPEEKER");
}

/// Patterns made to take long or to fill the memory, with the end that the check of them comes to.
#[test]
fn patterns_that_blow_up() {
    let mut doubling = String::from("[define]\nm0 = 'CUE CUE'\n");
    for i in 1..16 {
        let _ = writeln!(doubling, "m{i} = '{}'", format!("<m{}> ", i - 1).repeat(10));
    }
    let words = |n: usize| (0..n).map(|i| format!("w{i}")).collect::<Vec<_>>().join("|");
    let with = |pattern: String| file(&format!("'{pattern}'"), "'{quote “a”}'", "'a'");
    let cases: [(&str, String, &str); 9] = [
        ("nested", with(format!("QUOTE {}..40{}", "(".repeat(15), ")*".repeat(15))), "pattern is too large"),
        ("deeper", with(format!("QUOTE {}", "(".repeat(2000))), "more than 16 deep"),
        ("doubling", doubling + &with("QUOTE <m15>".into()), "more than 500 items"),
        ("alternatives", with(format!("QUOTE ({})", words(600))), "more than 500 items"),
        ("long", with(format!("QUOTE {}", ", ".repeat(500_000))), "4096 are the most"),
        ("brackets", format!("a = {}", "[".repeat(200_000)), "recurs"),
        ("no-toml", "=\n".repeat(50_000), "more in this file"),
        ("no-rules", "[[rule]]\n".repeat(20_000), "more in this file"),
        ("one-line", format!("rule = [{}]", "{ id = '' },".repeat(20_000)), "more in this file"),
    ];
    let bench = Bench::new();
    for (name, text, _) in &cases {
        bench.put(&format!("r/{name}.toml"), text.replace("ID", name));
    }
    let run = bench.run("rules check r");
    let run = run.failed(&cases.each_ref().map(|(_, _, message)| *message));
    for (name, ..) in &cases {
        assert!(run.stderr.contains(&format!("r/{name}.toml:")), "{name}:\n{}", run.stderr);
    }
    // Large and fine: it loads, and it runs.
    let bench = Bench::with(
        "r/gaps.toml",
        with(format!("{} QUOTE ((..40)*)*", "(..40 SPEAKER)* (..40|CUE ..40)+ ".repeat(4))).replace("ID", "gaps"),
    );
    bench.put("r/words.toml", with(format!("QUOTE ({})", words(450))).replace("ID", "words"));
    bench.run("rules check r");
    bench.put("a.txt", "We said on Monday that the boat, said Ana, was “late”, and the boat was not. ".repeat(50));
    assert_eq!(bench.run("extract a.txt --rules r").stderr, "");
}

#[test]
fn more_words_than_a_rule_set_can_tell_apart() {
    let bench = Bench::new();
    for file_number in 0..6 {
        let words: Vec<_> = (0..400).map(|i| format!("w{file_number}x{i}")).collect();
        let rule = file(&format!("'QUOTE ({})'", words.join("|")), "'{quote “a”}'", "'a'");
        bench.put(&format!("r/{file_number}.toml"), rule.replace("ID", &format!("rule-{file_number}")));
    }
    bench.run("rules check r").failed(&["r/4.toml:5:11: the rules up to here ask about more words"]);
}
