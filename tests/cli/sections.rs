//! Texts longer than any book, which are looked at in sections.

use serde_json::Value;

use crate::bench::Bench;

/// Two sections with a quotation in each, and so much white space between them that no section holds both.
fn bench() -> Bench {
    // The widest white space, so that there are fewer characters of it.
    let space = "\u{3000}".repeat(3 << 20);
    let first = "Ana Reis came by the night boat.\n\n“We will not yield,” Reis said.\n\n";
    let second = "😀 The boat left.\n\n“Nor will we,” Reis said. She was alone.\n";
    Bench::with("a.txt", [first, &space, "\n", second].concat())
}

#[test]
fn rows_of_both_sections() {
    let bench = bench();
    let out = bench.run("extract a.txt --format jsonl").clean();
    let rows: Vec<Value> = out.lines().map(|row| serde_json::from_str(row).expect("a row")).collect();
    let of = |key: &str| rows.iter().map(|row| row[key].clone()).collect::<Vec<_>>();
    assert_eq!(of("quote"), ["We will not yield,", "Nor will we,"]);
    // Who "Reis" is, the other section does not tell.
    assert_eq!(of("speaker"), ["Ana Reis", "Reis"]);
    assert_eq!(of("paragraph"), [2, 4]);
    assert_ne!(rows[0]["utterance"], rows[1]["utterance"]);
    let start = rows[1]["start"].as_u64().expect("a number") as usize;
    assert_eq!(bench.get("a.txt").chars().skip(start).take(12).collect::<String>(), "Nor will we,");
}

#[test]
fn the_second_section_explained() {
    let bench = bench();
    let out = bench.run("explain a.txt --quote 2").clean();
    assert!(out.contains("“Nor will we,”") && out.contains("quote-speaker-cue"), "{out}");
    bench.run("explain a.txt --quote 3").failed(&["no such quoted span"]);
}

#[test]
fn stages_of_both_sections() {
    let bench = bench();
    for (stage, expected) in [("quotes", "paragraph 4"), ("mentions", "She"), ("speakers", "Ana Reis")] {
        let out = bench.run(&format!("inspect {stage} a.txt")).clean();
        assert!(out.contains(expected), "{stage}: {out}");
    }
    assert_eq!(bench.run("inspect candidates a.txt").clean().lines().count(), 2);
}
