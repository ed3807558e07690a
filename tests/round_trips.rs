//! What is written is read again by programs that others wrote: rows of hostile text, through each format and back.
//!
//! `tests/round_trips.py` reads with Python: csv and json always, openpyxl and pyarrow where they are installed. `PYTHON`
//! names another Python than `python3`.

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader as _, Xlsx};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use pulldown_cmark::{Event, Options as Markdown, Parser, Tag, TagEnd};
use whosaid::write::{Format, Newlines, Options, writer};
use whosaid::{Column, Document, Extractor, Row};

/// Texts with what has ever broken a table.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[ -~]{1,8}",
        "\\PC{1,6}",
        prop::sample::select(vec![
            "=",
            "+",
            "-",
            "@",
            "=HYPERLINK(\"http://example.org\")",
            "\t",
            "\r",
            "\n",
            "\r\n",
            "\0",
            "\u{1b}[31m",
            ",",
            ";",
            "|",
            "\\",
            "\\|",
            "\"",
            "'",
            "“",
            "”",
            "«",
            "`",
            "<script>",
            "<br>",
            "&amp;",
            "&#124;",
            "_x0041_",
            "_x000D_",
            "👩\u{200d}🚀",
            "🇩🇪",
            "שלום",
            "\u{202e}",
            "مرحبا",
            "\u{feff}",
            "\u{fffe}",
            "\u{ffff}",
            "e\u{301}",
            "\u{2028}",
            "![a](http://example.org/a.png)",
            "[a](javascript:alert(1))",
            "**",
            "__",
            "~~",
            "$",
            "---",
            "# ",
            "> ",
            "\u{85}",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

/// Rows of those texts; the same in every run.
fn with_rows<T>(number: usize, action: impl FnOnce(&[Row<'_>]) -> T) -> T {
    let mut runner = TestRunner::deterministic();
    let mut text = || hostile().new_tree(&mut runner).expect("a text").current();
    let texts: Vec<[String; 6]> = (0..number).map(|_| std::array::from_fn(|_| text())).collect();
    let extra: Vec<Vec<(String, String)>> = texts.iter().map(|t| vec![("desk".to_owned(), t[5].clone())]).collect();
    let document = Document::new("a.txt", "“We will not yield,” said Ana Reis.");
    let found = Extractor::english().extract_all(&document.text);
    let plain = Row::of(&document, &found).remove(0);
    let rows: Vec<Row<'_>> = texts
        .iter()
        .zip(&extra)
        .enumerate()
        .map(|(n, (texts, extra))| {
            let [speaker, quote, source, title, context, _] = texts;
            let mut row = plain.clone();
            (row.speaker, row.quote, row.source) = (speaker, quote.into(), source);
            (row.context, row.extra, row.start) = (context, extra, n);
            row.title = (n % 3 > 0).then_some(title);
            row.confidence = (n % 2 > 0).then_some(0.875);
            row
        })
        .collect();
    action(&rows)
}

fn table(format: Format, options: &Options, rows: &[Row<'_>]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut table = writer(format, &mut out, options).expect("a writer");
    rows.iter().for_each(|row| table.write(row).expect("written"));
    table.finish().expect("finished");
    drop(table);
    out
}

fn all() -> Options {
    Options { columns: Column::ALL.to_vec(), extra: vec!["desk".into()], ..Options::default() }
}

/// A text as a cell of a workbook has it.
fn in_workbook(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    lines.replace(
        |c: char| {
            (c.is_ascii_control() && !matches!(c, '\n' | '\t' | '\u{7f}')) || matches!(c, '\u{fffe}' | '\u{ffff}')
        },
        "\u{fffd}",
    )
}

#[test]
fn workbooks_through_calamine() {
    if Format::XLSX.missing_feature().is_some() {
        eprintln!("skipped: this build has no xlsx");
        return;
    }
    with_rows(300, |rows| {
        let out = table(Format::XLSX, &all(), rows);
        assert!(out == table(Format::XLSX, &all(), rows), "the same rows gave other bytes");
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(out)).expect("a workbook");
        assert_eq!(book.sheet_names(), ["Quotes", "Speakers"]);
        let sheet = book.worksheet_range("Quotes").expect("a sheet");
        assert_eq!(sheet.height(), rows.len() + 1);
        for (line, row) in (1..).zip(rows) {
            let cell = |place| match sheet.get_value((line, place)) {
                Some(Data::String(text)) => text.clone(),
                None | Some(Data::Empty) => String::new(),
                Some(other) => other.to_string(),
            };
            for (place, column) in (0..).zip(Column::ALL) {
                match column {
                    Column::Confidence => {
                        assert_eq!(cell(place), row.confidence.map_or(String::new(), |c| c.to_string()))
                    }
                    _ => assert_eq!(cell(place), in_workbook(&row.cell(*column)), "{} of {line}", column.name()),
                }
            }
            assert_eq!(cell(17), in_workbook(&row.extra[0].1));
        }
    });
}

#[test]
fn markdown_shows_what_is_there_and_does_nothing() {
    with_rows(300, |rows| {
        let options = Options { columns: vec![Column::Quote, Column::Speaker], ..all() };
        let out = String::from_utf8(table(Format::MARKDOWN, &options, rows)).expect("UTF-8");
        let (mut cells, mut cell, mut tables) = (Vec::new(), String::new(), 0);
        for event in
            Parser::new_ext(&out, Markdown::ENABLE_TABLES | Markdown::ENABLE_STRIKETHROUGH | Markdown::ENABLE_MATH)
        {
            match event {
                Event::Text(text) => cell += &text,
                Event::InlineHtml(tag) if tag.as_ref() == "<br>" => cell += "\n",
                Event::End(TagEnd::TableCell) => cells.push(std::mem::take(&mut cell)),
                Event::Start(Tag::Table(_)) => tables += 1,
                Event::Start(Tag::TableCell | Tag::TableRow | Tag::TableHead)
                | Event::End(TagEnd::TableRow | TagEnd::TableHead | TagEnd::Table) => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!((tables, cells.len()), (1, 3 * (rows.len() + 1)));
        let shown = |text: &str| {
            text.trim().replace("\r\n", "\n").replace('\r', "\n").replace('\0', "\u{fffd}").trim().to_owned()
        };
        for (cells, row) in cells.chunks(3).skip(1).zip(rows) {
            let texts = [row.quote.as_ref(), row.speaker, &row.extra[0].1];
            for (cell, text) in cells.iter().zip(texts) {
                assert_eq!(cell.trim(), shown(text));
            }
        }
    });
}

#[test]
fn all_formats_through_python() {
    let folder = tempfile::tempdir().expect("a folder");
    let put = |name: &str, content: Vec<u8>| fs::write(folder.path().join(name), content).expect("written");
    with_rows(400, |rows| {
        put("expected.json", serde_json::to_vec(rows).expect("JSON"));
        let raw = Options { raw: true, ..all() };
        put("raw.csv", table(Format::CSV, &raw, rows));
        put("defused.csv", table(Format::CSV, &all(), rows));
        put("semicolon.csv", table(Format::CSV, &Options { bom: true, delimiter: Some(b';'), ..raw.clone() }, rows));
        put("one-line.csv", table(Format::CSV, &Options { newlines: Newlines::Space, ..raw.clone() }, rows));
        put("raw.tsv", table(Format::TSV, &raw, rows));
        for format in [Format::JSON_LINES, Format::XLSX, Format::PARQUET] {
            if format.missing_feature().is_none() {
                put(&format!("all.{}", format.suffixes()[0]), table(format, &all(), rows));
            }
        }
    });
    let python = std::env::var_os("PYTHON").unwrap_or("python3".into());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/round_trips.py");
    match Command::new(python).arg(script).arg(folder.path()).output() {
        Ok(run) => {
            let said = String::from_utf8_lossy(&run.stdout).into_owned() + &String::from_utf8_lossy(&run.stderr);
            eprintln!("{said}");
            assert!(run.status.success(), "{said}");
        }
        Err(_) => eprintln!("skipped: there is no python3"),
    }
}
