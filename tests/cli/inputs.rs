//! Inputs, good and bad.

use crate::bench::{Bench, PLAIN, PLAIN_ROW};

fn row(source: &str) -> String {
    format!("{PLAIN_ROW}{source}")
}

#[test]
fn a_text_file() {
    let out = Bench::with("a.txt", PLAIN).run("extract a.txt").clean();
    assert_eq!(out, format!("speaker,quote,source\n{}\n", row("a.txt")));
}

#[test]
fn any_file_that_is_named_is_text() {
    let out = Bench::with("a.odd", PLAIN).run("extract a.odd");
    assert_eq!(out.rows(), [row("a.odd")]);
}

#[test]
fn standard_input_for_a_dash_and_for_nothing() {
    for arguments in ["extract -", "extract"] {
        assert_eq!(Bench::new().run_on(arguments, PLAIN).rows(), [row("stdin")]);
    }
}

#[test]
fn several_inputs_in_their_order() {
    let bench = Bench::with("b.txt", PLAIN);
    bench.put("a.txt", PLAIN);
    let run = bench.run_on("extract b.txt - a.txt", PLAIN);
    assert_eq!(run.rows(), [row("b.txt"), row("stdin"), row("a.txt")]);
}

#[test]
fn a_folder_sorted_and_with_its_folders() {
    let bench = Bench::new();
    for name in ["d/b.TXT", "d/a/z.md", "d/c.text", "d/.hidden.txt", "d/.git/x.txt", "d/table.odd", "d/a/n.ndjson"] {
        bench.put(name, if name.ends_with("json") { "{\"text\": \"none\"}" } else { PLAIN });
    }
    let run = bench.run("extract d");
    assert_eq!(run.rows(), [row("d/a/z.md"), row("d/b.TXT"), row("d/c.text")]);
}

#[cfg(unix)]
#[test]
fn a_folder_that_links_to_itself() {
    let bench = Bench::with("d/a.txt", PLAIN);
    std::os::unix::fs::symlink(bench.path("d"), bench.path("d/loop")).expect("link");
    assert_eq!(bench.run("extract d").rows(), [row("d/a.txt")]);
}

#[test]
fn a_folder_without_text() {
    let bench = Bench::with("d/table.odd", PLAIN);
    bench.run("extract d").failed(&["whosaid: d: no text in this folder", ".txt", ".ndjson"]);
}

#[test]
fn a_missing_file_and_the_rest_goes_on() {
    let run = Bench::with("a.txt", PLAIN).run("extract gone.txt a.txt").failed(&["whosaid: gone.txt: "]);
    assert_eq!(run.rows(), [row("a.txt")]);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file() {
    use std::os::unix::fs::PermissionsExt as _;
    let bench = Bench::with("a.txt", PLAIN);
    std::fs::set_permissions(bench.path("a.txt"), std::fs::Permissions::from_mode(0o000)).expect("permissions");
    if std::fs::File::open(bench.path("a.txt")).is_ok() {
        return; // whoever runs the test may read everything
    }
    bench.run("extract a.txt").failed(&["whosaid: a.txt: "]);
}

#[test]
fn an_empty_file() {
    for text in ["", "\u{feff}", "\n\n"] {
        assert_eq!(Bench::with("a.txt", text).run("extract a.txt").clean(), "speaker,quote,source\n");
        assert_eq!(Bench::with("a.jsonl", text).run("extract a.jsonl").clean(), "speaker,quote,source\n");
    }
}

#[test]
fn byte_order_mark_and_crlf_do_not_show() {
    let text = format!("\u{feff}One.\r\n\r\n{}\r\n", PLAIN.trim_end());
    let out = Bench::with("a.txt", text).run("extract a.txt --columns start,end,paragraph,quote").clean();
    assert_eq!(out, "start,end,paragraph,quote\n9,27,2,\"We will not yield,\"\n");
}

#[test]
fn json_lines_source_is_the_first_field_present() {
    let text = "“We will not yield,” said Ana Reis.";
    let lines = format!(
        "{{\"id\": 1, \"url\": \"u\", \"source\": \"s\", \"text\": \"{text}\"}}\n\
         {{\"id\": 2, \"url\": \"u\", \"source\": null, \"text\": \"{text}\"}}\r\n\
         \n\
         {{\"id\": 123456789012345678901234567890, \"text\": \"{text}\"}}\n\
         {{\"text\": \"{text}\"}}"
    );
    let run = Bench::with("a.jsonl", &lines).run("extract a.jsonl");
    assert_eq!(run.rows(), [row("s"), row("u"), row("123456789012345678901234567890"), row("a.jsonl:5")]);
    let run = Bench::new().run_on("extract --input-format jsonl --source-field url -", lines);
    assert_eq!(run.rows(), [row("u"), row("u"), row("stdin:4"), row("stdin:5")]);
}

#[test]
fn json_lines_fields_by_name() {
    let line =
        r#"{"body": "“We will not yield,” said Ana Reis.", "link": "x", "title": "T", "author": 5, "date": ["no"]}"#;
    let bench = Bench::with("a.ndjson", line);
    let out = bench.run("extract a.ndjson --text-field body --source-field link --columns source,title,author,date");
    assert_eq!(out.clean(), "source,title,author,date\nx,T,5,\n");
}

#[test]
fn the_text_of_json_lines_can_be_asked_for_as_another_field_too() {
    let line = r#"{"id": "x", "title": "“Yes,” said Ana Reis."}"#;
    let run = |flags: &str| {
        let columns = "--text-field title --keep title --columns source,quote,title";
        Bench::with("a.jsonl", line).run(&format!("extract a.jsonl {columns} {flags}")).clean()
    };
    let text = "\"“Yes,” said Ana Reis.\"";
    assert_eq!(run(""), format!("source,quote,title,title\nx,\"Yes,\",{text},{text}\n"));
    assert_eq!(run("--source-field title"), format!("source,quote,title,title\n{text},\"Yes,\",{text},{text}\n"));
}

#[test]
fn a_named_file_can_be_json_lines_whatever_its_suffix() {
    let line = r#"{"id": "x", "text": "“We will not yield,” said Ana Reis."}"#;
    assert_eq!(Bench::with("a.txt", line).run("extract --input-format jsonl a.txt").rows(), [row("x")]);
    let bench = Bench::with("a.jsonl", PLAIN);
    assert_eq!(bench.run("extract --input-format text a.jsonl").rows(), [row("a.jsonl")]);
}

#[test]
fn bad_json_lines_are_named_and_the_rest_goes_on() {
    let deep = format!("{{\"id\": \"deep\", \"x\": {}, \"text\": \"\"}}", "[".repeat(100_000) + &"]".repeat(100_000));
    let mut lines: Vec<Vec<u8>> = [
        "{\"text\": \"cut",
        "[1, 2]",
        "{\"body\": \"a\", \"id\": 7}",
        "{\"text\": 5}",
        "{\"text\": \"\\ud800\"}",
        &"[".repeat(100_000),
        &deep,
        "{\"text\": \"first\", \"id\": 1, \"id\": 2, \"text\": \"“We will not yield,” said Ana Reis.\"}",
    ]
    .map(|l| l.as_bytes().to_vec())
    .to_vec();
    lines.insert(5, b"{\"text\": \"\xff\"}".to_vec());
    let run = Bench::with("a.jsonl", lines.join(&b'\n')).run("extract a.jsonl").failed(&[
        "whosaid: a.jsonl:1: EOF",
        "a.jsonl:2: no JSON object",
        "a.jsonl:3: no field \"text\"; the record has \"body\", \"id\"",
        "a.jsonl:4: field \"text\" is no string",
        "a.jsonl:5: field \"text\": ",
        "a.jsonl:6: not UTF-8 at byte ",
        "a.jsonl:7: no JSON object",
    ]);
    assert_eq!(run.stderr.lines().count(), 7, "{}", run.stderr);
    assert_eq!(run.rows(), [row("2")]);
}

#[test]
fn a_name_cannot_give_orders_to_the_terminal() {
    let bench = Bench::new();
    let output = bench.command().args(["extract", "a\u{1b}[31m\nb"]).output().expect("run");
    let message = String::from_utf8(output.stderr).expect("UTF-8");
    assert!(message.starts_with(r"whosaid: a\u{1b}[31m\nb: "), "{message}");
}
