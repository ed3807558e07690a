//! Tables in: CSV and TSV, which column is what, broken rows, what only is called a table.

use crate::bench::{Bench, PLAIN, PLAIN_ROW};

/// A text as a cell.
const CELL: &str = "“We will not yield,” said Ana Reis.";

fn row(source: &str) -> String {
    format!("{PLAIN_ROW}{source}")
}

#[test]
fn csv_with_the_columns_of_json_lines() {
    let table = format!(
        "\u{feff}id,Text,TITLE,author,date,url\n1,{:?},T,A,2024-05-03,u\n2,{CELL:?},,,,\n,{CELL:?},,,,\n",
        CELL
    );
    let bench = Bench::with("a.csv", table);
    let out = bench.run("extract a.csv --columns source,title,author,date").clean();
    assert_eq!(out, "source,title,author,date\nu,T,A,2024-05-03\n2,,,\na.csv:4,,,\n");
    // The columns by other names, and by numbers.
    for columns in ["--text-column text --source-column id", "--text-field 2 --source-field 1"] {
        let run = bench.run(&format!("extract a.csv {columns}"));
        assert_eq!(run.rows(), [row("1"), row("2"), row("a.csv:4")]);
    }
}

#[test]
fn delimiters_are_told_by_the_first_line() {
    for (name, content) in [
        ("a.csv", format!("id;text\n7;\"{CELL}\"\n")),
        ("a.csv", format!("id\ttext\n7\t{CELL}\n")),
        ("a.csv", format!("sep=;\r\nid;text\r\n7;{CELL}\r\n")),
        ("a.tsv", format!("id\ttext\n7\t{CELL}")),
        ("a.tab", format!("text\tid;,;\n{CELL}\t7\n")),
    ] {
        let run = Bench::with(name, &content).run(&format!("extract {name} --source-column 1"));
        assert_eq!((run.code, run.rows().len()), (0, 1), "{content:?}: {run:?}");
    }
}

#[test]
fn cells_with_line_ends_and_marks() {
    let table = "id,text\n1,\"One.\n\n\"\"We will not yield,\"\" said Ana Reis.\n\"\n\n\n2,\"Two, \"\"No,\"\" said Tom Hall.\"\n";
    let run = Bench::with("a.csv", table).run("extract a.csv --columns quote,source,paragraph,start");
    assert_eq!(run.rows(), ["\"We will not yield,\",1,2,7", "\"No,\",2,1,6"]);
}

#[test]
fn broken_rows_are_named_and_the_rest_goes_on() {
    let mut table = format!("id,text\n1\n\"2\n\",{CELL},\n ,\n4,").into_bytes();
    table.extend_from_slice(b"caf\xe9\n");
    table.extend_from_slice(format!("5,{CELL:?}\n6,\"never closed, said Ana Reis.\n7,{CELL}\n").as_bytes());
    let run = Bench::with("a.csv", table).run("extract a.csv").failed(&[
        "whosaid: a.csv:2: the row has 1 cells, the header 2\n",
        "whosaid: a.csv:3: the row has 4 cells, the header 2\n",
        "whosaid: a.csv:8: a cell begins with a quotation mark that is never closed\n",
    ]);
    assert_eq!(run.stderr.lines().count(), 3, "{}", run.stderr);
    assert_eq!(run.rows(), [row("5")]);
}

/// As spreadsheets export where UTF-8 is not asked for.
#[test]
fn tables_in_other_encodings() {
    let table = b"id,text\n1,\"The caf\xe9 is shut.\n\n\x93We will not yield,\x94 said Zo\xeb Reis.\"\n2,none\n";
    let expected = ["Zoë Reis,\"We will not yield,\",1"];
    for options in ["", "--encoding windows-1252"] {
        assert_eq!(Bench::with("a.csv", table).run(&format!("extract a.csv {options}")).rows(), expected);
    }
    let text = "\u{feff}id\ttext\r\n1\t“We will not yield,” said Zoë Reis.\r\n";
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let bench = Bench::with("a.tsv", &wide);
    assert_eq!(bench.run("extract a.tsv").rows(), expected);
    bench.put("b.tsv", [wide.clone(), b"\0\xd8x\0".to_vec()].concat());
    bench.run("extract b.tsv").failed(&["whosaid: b.tsv: not UTF-16LE at byte "]);
}

#[test]
fn a_row_that_is_too_long() {
    let table = format!("id,text\n1,\"{}\"\n2,{CELL:?}\n", "A line.\n".repeat(50_000));
    let run = Bench::with("a.csv", table).run("extract a.csv --max-document-bytes 1000");
    let run = run.failed(&["whosaid: a.csv:2: a line of more than 1000 bytes, which is the limit"]);
    assert_eq!(run.rows(), [row("2")]);
}

#[test]
fn empty_tables() {
    for content in ["", "\u{feff}", "\n\n", "text\n", "id,text\r\n"] {
        assert_eq!(Bench::with("a.csv", content).run("extract a.csv").clean(), "speaker,quote,source\n");
    }
}

#[test]
fn a_column_that_is_not_there() {
    let bench = Bench::with("a.csv", "Body,Link\n1,2\n");
    bench.put("b.txt", PLAIN);
    let run = bench.run("extract a.csv b.txt");
    let run = run.failed(&["whosaid: a.csv: no column \"text\"; the table has \"Body\", \"Link\"\n"]);
    assert_eq!(run.rows(), [row("b.txt")]);
    bench.run("extract a.csv --text-column 3").failed(&["a.csv: no column \"3\"; the table has \"Body\", \"Link\""]);
    bench.run("extract a.csv --text-column 1 --source-column url").failed(&["a.csv: no column \"url\"; the table has"]);
    // Who wrote the table chose how many names there are, and how long.
    let wide = (0..16_384).map(|n| format!("column{n}{}", "x".repeat(100))).collect::<Vec<_>>().join(",");
    let run = Bench::with("w.csv", wide + "\n").run("extract w.csv").failed(&["\"column19x", ", …\n"]);
    assert!(run.stderr.len() < 1500, "{}", run.stderr);
}

#[test]
fn what_only_is_called_a_table_or_a_text() {
    for (name, content, reason) in [
        (
            "a.csv",
            &b"PK\x03\x04\x14\0\x06\0rest"[..],
            "this is a ZIP archive, as workbooks (.xlsx, .ods) and documents",
        ),
        ("a.txt", b"\x89PNG\r\n\x1a\nrest", "this is a PNG image, not text\n"),
        ("a.jsonl", b"\xff\xd8\xff\xe0rest", "this is a JPEG image, not jsonl\n"),
        ("a.tsv", b"PAR1\x15\x04", "this is a Parquet file, not tsv"),
    ] {
        let bench = Bench::with(name, content);
        bench.put("b.txt", PLAIN);
        let run = bench.run(&format!("extract {name} b.txt")).failed(&[&format!("whosaid: {name}: {reason}")]);
        assert_eq!((run.stderr.lines().count(), run.rows()), (1, vec![row("b.txt").as_str()]));
        let format = if name == "a.txt" { "text" } else { &name[2..] };
        bench.run_on(&format!("extract --input-format {format}"), content).failed(&["whosaid: stdin: this is "]);
    }
}

#[test]
fn any_file_and_standard_input_can_be_a_table() {
    let table = format!("id;text\n7;{CELL}\n");
    let bench = Bench::with("a.odd", &table);
    assert_eq!(bench.run("extract a.odd --input-format csv").rows(), [row("7")]);
    assert_eq!(bench.run_on("extract --input-format csv -", table).rows(), [row("7")]);
}

#[test]
fn folders_have_tables_as_results() {
    let bench = Bench::with("d/a.txt", PLAIN);
    bench.put("d/a.csv", format!("text\n{CELL:?}\n"));
    bench.run("extract d -o d/quotes.tsv").clean();
    assert_eq!(bench.run("extract d").rows(), [row("d/a.txt")]);
}

#[test]
fn large_tables_in_pieces_with_any_number_of_threads() {
    let rows: String = (0..3000).map(|n| format!("{n},\"{}\n{CELL}\"\n", "It rained. ".repeat(n % 40))).collect();
    let bench = Bench::with("a.csv", format!("id,text\n{rows}9999\n"));
    let one = bench.run("extract a.csv --threads 1").failed(&["a.csv:6002: the row has 1 cells"]);
    assert_eq!(one.rows().len(), 3000);
    assert_eq!(one.rows()[2999], row("2999"));
    assert_eq!(bench.run("extract a.csv --threads 3").stdout, one.stdout);
}
