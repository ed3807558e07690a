//! What holds for any case, however odd.

use std::path::Path;

use proptest::prelude::*;
use whosaid::cases::{Case, Pair, Reader, parse_short, rewrite};
use whosaid::{Column, Extractor};

thread_local! {
    /// Building the rules takes longer than any of the texts.
    static ENGLISH: Extractor = Extractor::english();
}

fn compared(case: &Case) -> Vec<Pair> {
    case.compare(&mut ENGLISH.with(Clone::clone))
}

fn right(pairs: &[Pair]) -> bool {
    pairs.iter().all(|pair| pair.differences.is_empty())
}

/// What texts and cells are made of: quotations, stray marks, and every sign that means something in a file of cases.
const PIECES: &[&str] = &[
    "“We will not yield,” said Ana Reis.",
    "\"No | not #1 = \\n,\" Tom Hall said.",
    "‘It’s {odd},’ she said.",
    "According to Mr. O’Brien, “=1+1.”",
    "the “blue well”",
    "“-x”, he said.",
    "“",
    "”",
    "\"",
    " ",
    " ",
    "\n",
    "\n\n",
    "\r\n",
    "\n---\n",
    "\n===\n",
    "\\",
    "|",
    ",",
    "Ana Reis",
    "said",
    "é😀",
    "\u{a0}",
    "\u{2028}",
    "\t",
];

fn odd() -> impl Strategy<Value = String> {
    let piece = prop_oneof![12 => prop::sample::select(PIECES).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

/// Expected rows, as speaker and quote: the quote is a part of the text that begins and ends at these shares of it.
fn rows() -> impl Strategy<Value = Vec<(String, f64, f64)>> {
    prop::collection::vec(
        (
            prop::sample::select(&["", "Ana Reis", "Tom, \"Tim\" Hall", "-"][..]).prop_map(str::to_owned),
            0.0..1.0,
            0.0..1.0,
        ),
        0..4,
    )
}

fn part(text: &str, from: f64, to: f64) -> String {
    let points: Vec<char> = text.chars().collect();
    let place = |share: f64| (share * points.len() as f64) as usize;
    let (from, to) = (place(from.min(to)), place(from.max(to)));
    points[from..to].iter().collect::<String>().trim().to_owned()
}

/// A line of a text in a short case.
fn line(line: &str) -> String {
    let line = line.replace('{', "{{").replace('}', "}}");
    if line.starts_with("---") || line.starts_with("===") || line.starts_with('\\') {
        format!("\\{line}")
    } else {
        line
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_file_of_short_cases_is_read_or_refused(text in odd()) {
        for case in parse_short(Path::new("x.case"), &format!("=== a\n{text}\n---\n{text}")).into_iter().flatten() {
            compared(&case);
        }
    }

    #[test]
    fn a_blessed_short_case_passes(text in odd(), rows in rows(), crlf in any::<bool>()) {
        let text: String = text.lines().map(|l| line(l) + "\n").collect();
        let mut content = format!("=== a\n{text}---\n");
        for (speaker, from, to) in rows {
            let quote = part(&text, from, to).replace('\\', "\\\\").replace('|', "\\|").replace('\n', "\\n").replace('\r', "\\r");
            content.push_str(&format!("{speaker} | {quote}\n# a comment\n"));
        }
        let content = if crlf { content.replace('\n', "\r\n") } else { content };
        let file = Path::new("x.case");
        // Words of which no text knows, and braces, are faults of the file.
        if let Some(Ok(case)) = parse_short(file, &content).pop() {
            let pairs = compared(&case);
            let blessed = rewrite(file, &content, &[(&case, &pairs)]).expect("readable");
            prop_assert!(blessed.refused.is_empty(), "{content}\n{pairs:#?}");
            let again = parse_short(file, &blessed.content).pop().expect("a case").expect("readable");
            prop_assert_eq!(&again.document.text, &case.document.text);
            prop_assert!(right(&compared(&again)), "{}", blessed.content);
        }
    }

    #[test]
    fn a_blessed_table_passes(text in odd(), rows in rows(), mentions in any::<bool>()) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.csv");
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(["quote", "note", "mention", "speaker", "kind", "start"]).expect("written");
        for (speaker, from, to) in rows {
            let quote = part(&text, from, to);
            if !quote.is_empty() {
                table.write_record([quote.as_str(), "mine", "she", &speaker, "direct", "1"]).expect("written");
            }
        }
        let content = String::from_utf8(table.into_inner().expect("written")).expect("UTF-8");
        std::fs::write(&file, &content).expect("written");
        std::fs::write(folder.path().join("a.txt"), &text).expect("written");
        let read = || (Reader { mentions }).path(&file).next().expect("a case").expect("readable");
        let case = read();
        let pairs = compared(&case);
        // A table cannot tell an apostrophe of the quote from the one that keeps a cell from being a formula.
        prop_assume!(pairs.iter().all(|pair| pair.found.as_ref().is_none_or(|row| !row.cell(Column::Quote).starts_with('\''))));
        let blessed = rewrite(&file, &content, &[(&case, &pairs)]).expect("readable");
        prop_assert!(blessed.refused.is_empty(), "{content}\n{pairs:#?}");
        std::fs::write(&file, &blessed.content).expect("written");
        prop_assert!(right(&compared(&read())), "{}", blessed.content);
    }
}
