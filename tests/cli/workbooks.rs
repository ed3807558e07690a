//! Workbooks in: XLSX and ODS, which sheets are read, what cells hold, what is no workbook.

use crate::bench::{Bench, PLAIN, PLAIN_ROW};
use crate::packing::{ods, row, xlsx, zip};

/// A text as a cell.
const CELL: &str = "“We will not yield,” said Ana Reis.";

fn plain(source: &str) -> String {
    format!("{PLAIN_ROW}{source}")
}

#[test]
fn every_sheet_with_a_column_for_the_text() {
    let articles = [row(2, &["Desk", "TEXT"]), row(3, &["Politics", CELL]), row(5, &["", CELL])].concat();
    let others = row(1, &["Name", "Phone"]) + &row(2, &["Tom Hall", CELL]);
    let more = row(1, &["text", "url"]) + &row(2, &[CELL, "u"]);
    let book = xlsx("", &[("May", &articles), ("Contacts", &others), ("June &amp; July", &more), ("Empty", "")]);
    let run = Bench::with("a.xlsx", &book).run("extract a.xlsx");
    assert_eq!(run.rows(), [plain("a.xlsx:May:3"), plain("a.xlsx:May:5"), plain("u")], "{run:?}");
    let run = Bench::new().run_on("extract --input-format xlsx --text-column 2 --source-column 1", book.clone());
    assert_eq!(run.rows(), [plain("Politics"), plain("stdin:May:5"), plain("Tom Hall")]);
    let bench = Bench::with("a.xlsm", book);
    let run = bench.run("extract a.xlsm --text-column body").failed(&[
        "whosaid: a.xlsm: no sheet has a column \"body\"; \"May\" has \"Desk\", \"TEXT\"; \"Contacts\" has \"Name\"",
    ]);
    assert_eq!(run.stderr.lines().count(), 1);
    bench.run("extract a.xlsm --source-column url").failed(&["a.xlsm:May: no column \"url\"; the table has \"Desk\""]);
}

#[test]
fn cells_of_xlsx_as_text() {
    let strings =
        format!("<sst uniqueCount=\"2\"><si><t>text</t></si><si><r><t>{CELL}</t></r><r><t> No.</t></r></si></sst>");
    let rows = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c>\
         <c r=\"B1\" t=\"inlineStr\"><is><t>id</t></is></c><c r=\"C1\" t=\"inlineStr\"><is><t>Date</t></is></c>\
         <c r=\"D1\" t=\"inlineStr\"><is><t>title</t></is></c></row>\
         <row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"B2\"><v>17</v></c><c r=\"C2\" s=\"1\"><v>45415</v></c>\
         <c r=\"D2\" t=\"b\"><v>1</v></c></row>\
         <row r=\"3\"><c r=\"A3\" t=\"s\"><v>1</v></c><c r=\"B3\"><v>2.5</v></c><c r=\"C3\" s=\"1\"><v>45415.75</v></c>\
         <c r=\"D3\" t=\"e\"><v>#N/A</v></c></row>";
    let run = Bench::with("a.xlsx", xlsx(&strings, &[("S", rows)])).run("extract a.xlsx --columns source,date,title");
    assert_eq!(run.rows(), ["17,2024-05-03,true", "2.5,2024-05-03T18:00:00,"], "{run:?}");
}

#[test]
fn ods_with_repeated_cells_and_rows() {
    let cell = |content: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{content}</text:p></table:table-cell>")
    };
    let date = "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-05-03\"><text:p>3 May</text:p></table:table-cell>";
    let number =
        "<table:table-cell office:value-type=\"float\" office:value=\"17.0\"><text:p>17,0</text:p></table:table-cell>";
    let blank = "<table:table-cell table:number-columns-repeated=\"3\"/>";
    let noted = format!(
        "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>A note.</text:p></office:annotation>\
         <text:p>First<text:s text:c=\"2\"/>line &amp; more.</text:p><text:p>{CELL}</text:p></table:table-cell>"
    );
    let tables = format!(
        "<table:table table:name=\"Other\"><table:table-row>{}</table:table-row></table:table>\
         <table:table table:name=\"May\"><table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>\
         <table:table-row>{}{blank}{}{}</table:table-row>\
         <table:table-row>{date}{blank}{number}{noted}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"2\">{blank}<table:table-cell/><table:table-cell/>{}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell/></table:table-row></table:table>",
        cell("none"),
        cell("date"),
        cell("id"),
        cell("Text"),
        cell(CELL),
    );
    let bench = Bench::with("a.ods", ods(&tables));
    let run = bench.run("extract a.ods --columns source,date,start");
    assert_eq!(run.rows(), ["17,2024-05-03,21", "a.ods:May:5,,1", "a.ods:May:6,,1"], "{run:?}");
    let run = bench.run("extract a.ods --text-column 6 --source-column 5 --columns source");
    assert_eq!(run.rows().len(), 3, "{run:?}");
}

#[test]
fn columns_carried_through() {
    let rows =
        [row(1, &["text", "Desk", "Page"]), row(2, &[CELL, "Politics", ""]), row(3, &[CELL, "=1+1", "7"])].concat();
    let bench = Bench::with("a.xlsx", xlsx("", &[("S", &rows)]));
    bench.put("b.csv", format!("page,desk,text\n3,Sport,{CELL:?}\n"));
    bench.put("c.jsonl", format!("{{\"text\": {CELL:?}, \"desk\": [1, \"x\"], \"page\": null}}\n"));
    bench.put("d.txt", PLAIN);
    let out = bench.run("extract a.xlsx b.csv c.jsonl d.txt --columns speaker --keep desk,page").clean();
    assert_eq!(
        out,
        "speaker,desk,page\nAna Reis,Politics,\nAna Reis,'=1+1,7\nAna Reis,Sport,3\nAna Reis,\"[1,\"\" \"\"\"\n"
            .replace("[1,\"\" \"\"\"\n", "[1, \"\"x\"\"]\",\nAna Reis,,\n")
    );
    bench
        .run("extract b.csv --keep page,place")
        .failed(&["b.csv: no column \"place\"; the table has \"page\", \"desk\""]);
    let json = bench.run("extract b.csv -f jsonl --keep 2").clean();
    assert!(json.contains("\"extra\":{\"2\":\"Sport\"}"), "{json}");
}

#[test]
fn wide_sheets() {
    let name = |n: usize| {
        let (mut name, mut n) = (String::new(), n + 1);
        while n > 0 {
            name.insert(0, char::from(b'A' + u8::try_from((n - 1) % 26).expect("letter")));
            n = (n - 1) / 26;
        }
        name
    };
    let cells: String =
        (0..16_384).map(|n| format!("<c r=\"{}1\" t=\"inlineStr\"><is><t>column {n}</t></is></c>", name(n))).collect();
    let rows = format!(
        "<row r=\"1\">{cells}</row><row r=\"1048576\"><c r=\"XFD1048576\" t=\"inlineStr\"><is><t>{CELL}</t></is></c></row>"
    );
    let bench = Bench::with("a.xlsx", xlsx("", &[("S", &rows)]));
    let run = bench
        .run("extract a.xlsx")
        .failed(&["no sheet has a column \"text\"; \"S\" has \"column 0\", ", "\"column 19\", …\n"]);
    assert!(run.stderr.len() < 1000);
    assert_eq!(bench.run("extract a.xlsx --text-column 16384").rows(), [plain("a.xlsx:S:1048576")]);
}

/// Runs on a bad workbook and a good text; the text is read, and one message says what is wrong.
fn refused(name: &str, content: &[u8], reason: &str) {
    let bench = Bench::with(name, content);
    bench.put("b.txt", PLAIN);
    let run = bench.run(&format!("extract {name} b.txt")).failed(&[&format!("whosaid: {name}"), reason]);
    assert_eq!((run.stderr.lines().count(), run.rows()), (1, vec![plain("b.txt").as_str()]), "{}", run.stderr);
}

#[test]
fn what_is_no_workbook_or_a_broken_one() {
    let good = xlsx("", &[("S", &(row(1, &["text"]) + &row(2, &[CELL])))]);
    let sheet = ods("<table:table table:name=\"S\"></table:table>");
    refused("a.xlsx", format!("text\n{CELL}\n").as_bytes(), "this is no ZIP archive, but something else");
    refused("a.xlsx", b"", "this is no ZIP archive, but an empty file");
    refused("a.xlsx", b"\x89PNG\r\n\x1a\n", "this is a PNG image, not xlsx");
    refused("a.xlsx", &good[..good.len() - 30], "the ZIP archive is broken or cut short");
    refused("a.xlsx", &sheet, "this is an OpenDocument workbook; --input-format ods reads it");
    refused("a.ods", &good, "this is an Excel workbook; --input-format xlsx reads it");
    refused("a.xlsx", &zip(&[("word/document.xml", b"<x/>")]), "this is a Word document; --input-format docx reads it");
    refused("a.xlsx", &zip(&[("a.txt", b"x")]), "this is a ZIP archive of other files; --input-format zip reads it");
    refused("a.xlsx", &zip(&[("xl/workbook.xml", b"<x")]), "the workbook is broken");
    refused(
        "a.ods",
        &zip(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]),
        "the part content.xml is missing",
    );
    let cut = xlsx("", &[("S", &(row(1, &["text"]) + "<row r=\"2\"><c"))]);
    refused("a.xlsx", &cut, "a.xlsx:S: the sheet is broken: ");
}

#[test]
fn locked_workbooks() {
    let mut office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    office.resize(1024, 0);
    refused("a.xlsx", &office, "an Office file of the old kind (.xls, .doc) or one that is locked");
    office.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    refused("a.xlsx", &office, "this is no ZIP archive, but an Office file that is locked with a password");
    refused("a.csv", &office, "this is an Office file of the old kind (.xls, .doc) or one that is locked");
    let locked = zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", b"gibberish"),
        ("META-INF/manifest.xml", b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"),
    ]);
    refused("a.ods", &locked, "the workbook is encrypted; save it without a password");
}

#[test]
fn workbooks_that_would_explode() {
    // XML that is nothing but room.
    let room = " ".repeat(100 << 20);
    refused(
        "a.xlsx",
        &xlsx(&room, &[("S", "")]),
        "xl/sharedStrings.xml: the ZIP data expand to more than 500 times their size",
    );
    // A string that many cells share.
    let strings =
        format!("<sst uniqueCount=\"2\"><si><t>text</t></si><si><t>{}</t></si></sst>", "long ".repeat(20_000));
    let cell = |n: usize| format!("<row r=\"{n}\"><c r=\"A{n}\" t=\"s\"><v>{}</v></c></row>", usize::from(n > 1));
    let rows: String = (1..2000).map(cell).collect();
    refused("a.xlsx", &xlsx(&strings, &[("S", &rows)]), "the workbook expands to more than 500 times its size");
    // Strings that are only promised.
    let promise = "<sst uniqueCount=\"9999999999999\"></sst>";
    refused("a.xlsx", &xlsx(promise, &[("S", "")]), "xl/sharedStrings.xml: it promises more strings than it can hold");
    // A row that stands there a million times.
    let cell = |text: &str| {
        format!("<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>")
    };
    let table = format!(
        "<table:table table:name=\"S\"><table:table-row>{}</table:table-row>\
         <table:table-row table:number-rows-repeated=\"1000000\">{}</table:table-row></table:table>",
        cell("text"),
        cell(&"long ".repeat(2000)),
    );
    refused("a.ods", &ods(&table), "the workbook expands to more than 500 times its size");
    // Entities of entities.
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let table =
        format!("{bomb}<table:table table:name=\"S\"><table:table-row>{}</table:table-row></table:table>", cell("&b;"));
    refused("a.ods", &ods(&table), "an entity &b; that only it knows");
    refused(
        "b.xlsx",
        &xlsx(&format!("{bomb}<sst><si><t>&b;</t></si></sst>"), &[("S", "")]),
        "the workbook is broken: ",
    );
}

#[test]
fn a_workbook_that_is_too_large() {
    let book = xlsx("", &[("S", &row(1, &["text"]))]);
    Bench::with("a.xlsx", book)
        .run("extract a.xlsx --max-document-bytes 500")
        .failed(&["a.xlsx: a text of more than 500 bytes"]);
}
