//! Formats and their options: what each holds, what is refused, and how tables for spreadsheets come out.

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use serde_json::{Value, json};

use crate::bench::{Bench, PLAIN, records};

/// A quotation over several lines of a text that is hard-wrapped.
const WRAPPED: &str = "“We will not yield | to\r\nany <b>man</b> who comes\nhere by night, and we have\nsaid so,” said Ana Reis.\n\n\
                       Then it rained.\n";

const HAS_PARQUET: bool = cfg!(feature = "parquet");

#[test]
fn the_list_of_formats() {
    let out = Bench::new().run("formats").clean();
    for part in [
        "csv       .csv",
        "jsonl     .jsonl .ndjson",
        "xlsx      .xlsx",
        "markdown  .md .markdown",
        "parquet   .parquet",
        "In (files",
        "jsonl     .jsonl .ndjson",
        "zip       .zip",
    ] {
        assert!(out.contains(part), "{part:?} not in:\n{out}");
    }
    assert_eq!(out.contains("not in this build: it lacks the feature parquet"), !HAS_PARQUET, "{out}");
    let help = Bench::new().run("extract --help").clean();
    assert!(help.contains(".parquet") && help.contains("- markdown"), "{help}");
}

#[test]
fn a_byte_order_mark_and_a_delimiter() {
    let bench = Bench::with("a.txt", PLAIN);
    let out = bench.run("extract a.txt --bom --delimiter ;").clean();
    assert_eq!(out, "\u{feff}speaker;quote;source\nAna Reis;We will not yield,;a.txt\n");
    assert_eq!(
        bench.run("extract a.txt --delimiter tab").clean(),
        "speaker\tquote\tsource\nAna Reis\tWe will not yield,\ta.txt\n"
    );
    bench.run("extract a.txt --delimiter =").failed(&["--delimiter", "not one sign"]);
    bench.run("extract a.txt --delimiter ab").failed(&["not one sign"]);
    bench.run("extract a.txt --format jsonl --bom").failed(&["--bom means nothing to jsonl"]);
    bench.run("extract a.txt --format markdown --newlines space").failed(&["--newlines means nothing to markdown"]);
}

#[test]
fn such_tables_are_read_again() {
    let bench = Bench::with("a.txt", PLAIN);
    bench.run("extract a.txt --bom --delimiter ; --columns all -o semicolon.csv").clean();
    bench.run("extract a.txt --columns all -o comma.csv").clean();
    let run = bench.run("diff --old semicolon.csv --new comma.csv a.txt");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{run:?}");
}

#[test]
fn line_breaks_in_cells() {
    let bench = Bench::with("a.txt", WRAPPED);
    assert!(
        bench.run("extract a.txt --columns quote").clean().contains("yield | to\r\nany <b>man</b> who comes\nhere")
    );
    assert!(
        bench
            .run("extract a.txt --columns quote --newlines space")
            .clean()
            .contains("yield | to any <b>man</b> who comes here")
    );
}

#[test]
fn formulas_behind_other_delimiters() {
    let bench = Bench::with("a.txt", "“a;=1+1 and so on,” said Ana Reis.\n");
    assert!(bench.run("extract a.txt --columns quote").clean().contains("a;'=1+1"));
    assert!(bench.run("extract a.txt --columns quote --raw").clean().contains("a;=1+1"));
}

#[test]
fn a_markdown_table() {
    let bench = Bench::with("a.txt", WRAPPED);
    bench.run("extract a.txt -o t.md --columns quote,speaker,start").clean();
    let wanted = "| quote | speaker | start |\n| --- | --- | ---: |\n\
                  | We will not yield \\| to<br>any &lt;b&gt;man&lt;/b&gt; who comes<br>here by night, and we have<br>said so, \
                  | Ana Reis | 1 |\n";
    assert_eq!(bench.get("t.md"), wanted);
}

#[test]
fn a_workbook() {
    let bench = Bench::new();
    bench.put("in/a.txt", "“=1+1 is two,” said Ana Reis. “Yes,” said Tom Hall.\n");
    let record = json!({ "url": "https://example.org/a?b=1#c", "text": format!("{PLAIN} {}", "“So,” said Tom Hall."), "date": "2024-05-01T12:00:00Z" });
    bench.put("in/b.jsonl", record.to_string());
    bench.run("extract in -o out.xlsx --columns speaker,quote,source,start,date").clean();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bench.bytes("out.xlsx"))).expect("a workbook");
    let rows: Vec<Vec<Data>> = book.worksheet_range("Quotes").expect("a sheet").rows().map(<[Data]>::to_vec).collect();
    assert_eq!(rows[0][1], Data::String("quote".into()));
    assert_eq!(rows[1][1], Data::String("=1+1 is two,".into()));
    assert_eq!(rows[1][3], Data::Float(1.0));
    assert!(matches!(rows[3][4], Data::DateTime(date) if (date.as_f64() - 45413.5).abs() < 1e-9), "{:?}", rows[3]);
    let speakers: Vec<Vec<String>> = book
        .worksheet_range("Speakers")
        .expect("a sheet")
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    assert_eq!(speakers, [["speaker", "quotes", "documents"], ["Ana Reis", "2", "2"], ["Tom Hall", "2", "2"]]);
    assert_eq!(book.worksheet_formula("Quotes").map(|f| f.used_cells().count()).unwrap_or(0), 0);
}

#[test]
fn workbooks_are_the_same_for_any_number_of_threads() {
    let bench = Bench::with("r.jsonl", records(2000));
    bench.run("extract r.jsonl -o one.xlsx --threads 1 --columns all").clean();
    bench.run("extract r.jsonl -o four.xlsx --threads 4 --columns all").clean();
    assert!(bench.bytes("one.xlsx") == bench.bytes("four.xlsx"));
    let run = bench.command().args(["extract", "r.jsonl", "-f", "xlsx", "--columns", "all"]).output().expect("run");
    assert!(run.stdout == bench.bytes("one.xlsx"), "standard output has another workbook");
}

#[test]
fn a_long_quote_is_cut_with_a_warning() {
    let bench = Bench::with("a.txt", format!("“{}” said Ana Reis.\n", "We will not yield. ".repeat(2000)));
    let run = bench.run("extract a.txt -o out.xlsx");
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert_eq!(
        run.stderr,
        "whosaid: out.xlsx: 1 cell cut to the 32767 characters that a cell of a workbook can hold; JSON Lines has all\n"
    );
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bench.bytes("out.xlsx"))).expect("a workbook");
    let sheet = book.worksheet_range("Quotes").expect("a sheet");
    let cell = sheet.get_value((1, 1)).expect("a cell").to_string();
    assert!(cell.ends_with(" … [cut: 37999 characters]"), "{}", &cell[cell.len() - 60..]);
}

#[test]
fn libreoffice_sees_what_csv_has() {
    let bench = Bench::with("r.jsonl", records(20));
    bench.run("extract r.jsonl -o out.xlsx --columns all").clean();
    let office = |program: &str| {
        let mut office = std::process::Command::new(program);
        // Comma, quotation mark, UTF-8.
        let filter = "csv:Text - txt - csv (StarCalc):44,34,76";
        office.current_dir(bench.path("")).env("HOME", bench.path(""));
        office.args(["--headless", "--convert-to", filter, "out.xlsx"]).output().ok()
    };
    let Some(run) = office("soffice").or_else(|| office("libreoffice")) else {
        eprintln!("skipped: there is no LibreOffice");
        return;
    };
    assert!(run.status.success(), "{run:?}");
    let records = |table: &str| -> Vec<csv::StringRecord> {
        csv::Reader::from_reader(table.as_bytes()).records().map(|record| record.expect("a record")).collect()
    };
    let table = bench.run("extract r.jsonl --columns all").clean();
    assert_eq!(records(&bench.get("out.csv")), records(&table));
}

#[test]
fn what_a_whole_table_cannot_be() {
    let bench = Bench::with("a.txt", PLAIN);
    bench.run("extract a.txt -o t.xlsx.gz").failed(&["xlsx: such a file is compressed as it is"]);
    bench
        .run("extract a.txt -o t.xlsx --checkpoint c")
        .failed(&["xlsx: such a file is made as a whole", "--checkpoint"]);
    assert_eq!(bench.names(), ["a.txt"]);
}

#[test]
fn parquet_or_what_is_missing() {
    let bench = Bench::with("a.txt", PLAIN);
    let run = bench.run("extract a.txt -o t.parquet");
    if HAS_PARQUET {
        run.clean();
        assert!(bench.bytes("t.parquet").starts_with(b"PAR1"));
        bench.run("extract a.txt -o t.parquet --columns quote,quote").failed(&["two columns \"quote\""]);
    } else {
        run.failed(&["this build does not write parquet", "feature parquet", "--features"]);
        assert_eq!(bench.names(), ["a.txt"]);
    }
}

#[test]
fn json_lines_keep_to_their_schema() {
    let bench = Bench::with("r.jsonl", records(50));
    bench.put("a.txt", "Robert “Bobby” Hall left. “Yes.”\n\n“We will,” said Ana Reis, “not yield.”\n");
    let schema: Value = serde_json::from_str(&bench.run("schema").clean()).expect("JSON");
    let file: Value = serde_json::from_str(include_str!("../../schema/row.schema.json")).expect("JSON");
    assert_eq!(schema, file);
    jsonschema::meta::validate(&schema).expect("a schema");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let out = bench.run("extract a.txt r.jsonl --all --format jsonl").clean();
    let fields: Vec<&String> =
        schema["properties"].as_object().expect("fields").keys().filter(|key| *key != "extra").collect();
    for line in out.lines() {
        let row: Value = serde_json::from_str(line).expect("JSON");
        if let Err(error) = validator.validate(&row) {
            panic!("{error}: {line}");
        }
        assert_eq!(row.as_object().expect("an object").keys().collect::<Vec<_>>(), fields);
        for field in &fields {
            // A field of a sort that no column has.
            let mut wrong = row.clone();
            wrong[field.as_str()] = json!([]);
            assert!(!validator.is_valid(&wrong), "{field} may be anything");
        }
    }
    assert!(out.lines().count() > 100);
}
