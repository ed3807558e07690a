//! Texts that are not UTF-8, and files that are no text.

use crate::bench::{Bench, PLAIN, PLAIN_ROW};

const QUOTE: &str = "“Ça va,” said Zoë Muñoz. “The café – our café – stays.”";
const ROWS: [&str; 2] = ["Zoë Muñoz,\"Ça va,\",", "Zoë Muñoz,The café – our café – stays.,"];

fn windows_1252() -> Vec<u8> {
    encoded(QUOTE, |c| match c {
        '“' => 0x93,
        '”' => 0x94,
        '–' => 0x96,
        c => u8::try_from(u32::from(c)).expect("Latin-1"),
    })
}

fn encoded(text: &str, byte: fn(char) -> u8) -> Vec<u8> {
    text.chars().map(byte).collect()
}

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn rows(source: &str) -> Vec<String> {
    ROWS.iter().map(|row| format!("{row}{source}")).collect()
}

#[test]
fn a_folder_of_mixed_encodings() {
    let bench = Bench::with("d/a.txt", windows_1252());
    bench.put("d/b.txt", QUOTE);
    bench.put("d/c.txt", [b"\xff\xfe".to_vec(), utf16(QUOTE, u16::to_le_bytes)].concat());
    bench.put("d/d.txt", [b"\xfe\xff".to_vec(), utf16(QUOTE, u16::to_be_bytes)].concat());
    bench.put("d/e.txt", format!("\u{feff}{QUOTE}"));
    let run = bench.run("extract d");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let expected: Vec<_> = ["a", "b", "c", "d", "e"].iter().flat_map(|name| rows(&format!("d/{name}.txt"))).collect();
    assert_eq!(run.rows(), expected);
}

#[test]
fn an_encoding_by_name() {
    let bench = Bench::with("a.txt", b"\xd2Yes,\xd3 said Zo\x91 Reis.");
    assert_eq!(bench.run("extract a.txt --encoding macintosh").rows(), ["Zoë Reis,\"Yes,\",a.txt"]);
    // A byte order mark is believed all the same.
    bench.put("b.txt", format!("\u{feff}{QUOTE}"));
    assert_eq!(bench.run("extract b.txt --encoding latin1").rows(), rows("b.txt"));
    bench.put("c.txt", utf16(QUOTE, u16::to_le_bytes));
    assert_eq!(bench.run("extract c.txt --encoding UTF-16LE").rows(), rows("c.txt"));
    assert_eq!(bench.run_on("extract --encoding cp1252", windows_1252()).rows(), rows("stdin"));
    bench.run("inspect quotes a.txt --encoding macintosh").clean();
}

#[test]
fn an_encoding_that_there_is_not() {
    let run = Bench::with("a.txt", PLAIN).run("extract a.txt --encoding windws-1252");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("did you mean \"windows-1252\"?"), "{}", run.stderr);
}

#[test]
fn replaced_bytes_are_told_and_are_no_error() {
    let bench = Bench::with(
        "a.txt",
        [PLAIN.as_bytes(), "Zoë and André \u{201c}sat\u{201d}. ".as_bytes(), b"\xff\xfe!"].concat(),
    );
    bench.put("b.txt", PLAIN);
    let run = bench.run("extract a.txt b.txt");
    assert_eq!((run.code, run.rows().len()), (0, 2));
    assert_eq!(
        run.stderr,
        "whosaid: a.txt: warning: read as UTF-8, in which 2 bytes, the first at 67, are no characters; replaced by �\n"
    );
    let run = bench.run("extract a.txt b.txt --progress json");
    assert!(run.stderr.contains("\"with_speaker\":2,\"warnings\":1,"), "{}", run.stderr);
    let run = bench.run("extract a.txt --progress bar");
    assert!(run.stderr.ends_with("whosaid: 1 warning about what was used\n"), "{}", run.stderr);
    for command in ["inspect quotes a.txt", "explain a.txt", "speakers a.txt", "extract a.txt --on-error fail"] {
        let run = bench.run(command);
        assert_eq!((run.code, run.stderr.matches("warning: read as UTF-8").count()), (0, 1), "{command}");
    }
    // What the user says is done, whatever comes of it.
    let run = Bench::with("a.txt", windows_1252()).run("extract a.txt --encoding utf-8");
    assert!(
        run.code == 0 && run.stderr.contains("a.txt: warning: read as UTF-8, in which 11 bytes, the first at 0,"),
        "{}",
        run.stderr
    );
}

#[test]
fn warnings_and_errors_come_in_the_order_of_the_input() {
    let bench = Bench::with("d/a.txt", b"Zo\xc3\xab, Zo\xc3\xab \xff\n");
    bench.put("d/b.txt", b"\x89PNG");
    bench.put("d/c.txt", b"Zo\xc3\xab, Zo\xc3\xab \xff\n");
    let run = bench.run("extract d --threads 2");
    let named: Vec<_> = run.stderr.lines().map(|line| &line["whosaid: d/".len()..][..5]).collect();
    assert_eq!((run.code, named), (2, vec!["a.txt", "b.txt", "c.txt"]));
}

#[test]
fn offsets_count_in_the_text_as_decoded() {
    let out = Bench::with("a.txt", windows_1252()).run("extract a.txt --columns start,end").clean();
    assert_eq!(out, "start,end\n1,7\n26,54\n");
}

#[test]
fn files_that_are_no_text() {
    for (bytes, what) in [
        (&b"\x89PNG\r\n\x1a\n"[..], "a PNG image"),
        (b"PK\x03\x04\x14\0\x06\0", "a ZIP archive"),
        (b"%PDF-1.7\n", "a PDF document"),
        (b"some\0thing", "there is a zero at byte 4"),
    ] {
        let bench = Bench::with("a.txt", bytes);
        bench.put("b.txt", PLAIN);
        let run = bench.run("extract a.txt b.txt").failed(&["whosaid: a.txt: ", what]);
        assert_eq!(run.rows(), [format!("{PLAIN_ROW}b.txt")]);
    }
}

#[test]
fn json_lines_stays_utf8() {
    let lines = b"{\"text\": \"caf\xe9\"}\n{\"id\": 1, \"text\": \"none\"}\n";
    Bench::with("a.jsonl", lines).run("extract a.jsonl --encoding latin1").failed(&["a.jsonl:1: not UTF-8 at byte 13"]);
}
