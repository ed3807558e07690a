//! Large and hostile inputs: right, in time that grows with their length.

use std::time::{Duration, Instant};

use crate::bench::{Bench, PLAIN_ROW};

/// Far more than any of these needs without optimisation, far less than anything quadratic takes.
const LIMIT: Duration = Duration::from_secs(60);

/// The rows of texts, each a document, without their sources.
fn rows(texts: impl IntoIterator<Item = String>) -> Vec<String> {
    let records: Vec<_> = texts.into_iter().map(|text| serde_json::json!({ "text": text }).to_string()).collect();
    let bench = Bench::with("a.jsonl", records.join("\n"));
    let begin = Instant::now();
    let run = bench.run("extract a.jsonl --columns speaker,quote");
    assert!(begin.elapsed() < LIMIT, "{:?}", begin.elapsed());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    run.rows().into_iter().map(str::to_owned).collect()
}

/// Bytes of the large files; a release build takes the full size in its stride.
const LARGE: usize = if cfg!(debug_assertions) { 2_000_000 } else { 50_000_000 };

#[test]
fn a_large_file_of_one_line() {
    let filler = "The rain went on all day in the valley and nobody came to see the house. ";
    let text = format!("{}“We will not yield,” said Ana Reis.", filler.repeat(LARGE / filler.len()));
    let bench = Bench::with("a.txt", text);
    let begin = Instant::now();
    assert_eq!(bench.run("extract a.txt").rows(), [format!("{PLAIN_ROW}a.txt")]);
    assert!(begin.elapsed() < LIMIT, "{:?}", begin.elapsed());
}

#[test]
fn a_large_file_of_one_sentence() {
    let text = "“We will not yield,” said Ana Reis, and ".repeat(LARGE / 50 / 40);
    let bench = Bench::with("a.txt", text);
    let begin = Instant::now();
    let out = bench.run("extract a.txt --columns all").clean();
    assert!(begin.elapsed() < LIMIT, "{:?}", begin.elapsed());
    // A row has a bounded share of the sentence as its context.
    assert!(out.len() < 2000 * out.lines().count());
}

#[test]
fn a_large_paragraph_of_unlisted_words() {
    let text = format!("“We will not yield,” said Ana Reis, and then {}.", "blorp frobs ".repeat(LARGE / 12));
    assert_eq!(rows([text]), ["Ana Reis,\"We will not yield,\""]);
}

#[test]
fn many_surnames_that_two_people_share() {
    let name = |n: usize| {
        let letters = [n / 676 % 26, n / 26 % 26, n % 26].map(|letter| char::from(b'a' + letter as u8));
        format!("Qu{}", letters.iter().collect::<String>())
    };
    let pair = |n: usize| {
        let name = name(n);
        format!("Ann {name} and Tom {name} came. “We yield,” {name} said. “No,” he said.\n\n")
    };
    let found = rows([(0..LARGE / 200).map(pair).collect::<String>()]);
    assert_eq!(found.len(), LARGE / 200 * 2);
}

#[test]
fn a_large_file_of_one_word() {
    assert!(rows(["w".repeat(LARGE)]).is_empty());
}

#[test]
fn a_hundred_thousand_marks_in_a_row() {
    let marks = ["\"", "“", "”", "'", "‘", "’", "«", "»", "„", "「", "``", "''", "“”", "\"'", "“a", "\" "];
    rows(marks.map(|mark| mark.repeat(100_000)));
}

#[test]
fn deeply_nested_marks() {
    let pairs = [("“", "”"), ("“‘", "’”"), ("«", "»"), ("「『", "』」"), ("“a ‘b ", " c’ d”")];
    rows(pairs.map(|(open, close)| open.repeat(25_000) + "We will not yield" + &close.repeat(25_000)));
}

#[test]
fn a_document_that_names_ten_thousand_people() {
    let letter = |n: u32| char::from(b'a' + (n % 26) as u8);
    let surname = |n: u32| format!("Q{}{}{}u", letter(n), letter(n / 26), letter(n / 676));
    let text: String = (0..10_000).map(|n| format!("“No,” said Ana {0}. “Yes,” {0} said.\n\n", surname(n))).collect();
    let bench = Bench::with("a.txt", text);
    let begin = Instant::now();
    let run = bench.run("speakers a.txt");
    let entities = bench.run("inspect speakers a.txt").clean();
    assert!(begin.elapsed() < LIMIT, "{:?}", begin.elapsed());
    assert_eq!((run.rows().len(), entities.matches(", 2 mentions\n").count()), (10_000, 10_000));
}

#[test]
fn many_paragraphs_each_with_a_stray_mark() {
    rows(["“We will not yield\n\n".repeat(20_000), "We will not yield” said Ana Reis\n".repeat(20_000)]);
}
