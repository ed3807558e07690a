//! Archives and workbooks that the tests make for themselves.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// A ZIP archive of members, by their paths.
pub fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in members {
        // The first part of OpenDocument files is not compressed.
        let method = if *path == "mimetype" { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        archive.start_file(*path, SimpleFileOptions::default().compression_method(method)).expect("begun");
        archive.write_all(content).expect("written");
    }
    archive.finish().expect("ended").into_inner()
}

/// An XLSX workbook of sheets, each with the XML of its rows. Style 1 is a date.
pub fn xlsx(strings: &str, sheets: &[(&str, &str)]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let numbered = |of: &dyn Fn(usize, &str) -> String| -> String {
        sheets.iter().enumerate().map(|(n, (name, _))| of(n + 1, name)).collect()
    };
    let listed = numbered(&|n, name| format!("<sheet name=\"{name}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>"));
    let related = numbered(&|n, _| {
        format!("<Relationship Id=\"rId{n}\" Type=\"{RELATIONS}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>")
    });
    let workbook = format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{RELATIONS}\"><sheets>{listed}</sheets></workbook>");
    let relations = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{related}</Relationships>"
    );
    let styles = format!(
        "<styleSheet xmlns=\"{MAIN}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
    );
    let types = "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";
    let package = format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELATIONS}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    );
    let mut members: Vec<(String, String)> = vec![
        ("_rels/.rels".into(), package),
        ("[Content_Types].xml".into(), types.into()),
        ("xl/workbook.xml".into(), workbook),
        ("xl/_rels/workbook.xml.rels".into(), relations),
        ("xl/styles.xml".into(), styles),
    ];
    if !strings.is_empty() {
        members.push(("xl/sharedStrings.xml".into(), strings.into()));
    }
    for (n, (_, rows)) in sheets.iter().enumerate() {
        let sheet = format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>");
        members.push((format!("xl/worksheets/sheet{}.xml", n + 1), sheet));
    }
    let members: Vec<_> = members.iter().map(|(path, content)| (path.as_str(), content.as_bytes())).collect();
    zip(&members)
}

/// The XML of a row of XLSX with these texts; an empty one makes no cell.
pub fn row(number: usize, texts: &[&str]) -> String {
    let cell = |(column, text): (usize, &&str)| {
        let column = char::from(b'A' + u8::try_from(column).expect("few columns"));
        match *text {
            "" => String::new(),
            text => format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        }
    };
    format!("<row r=\"{number}\">{}</row>", texts.iter().enumerate().map(cell).collect::<String>())
}

/// An ODS workbook with the XML of its tables.
pub fn ods(tables: &str) -> Vec<u8> {
    let content = format!("<office:document-content><office:body>{tables}</office:body></office:document-content>");
    zip(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

/// A WARC record; `head` has a line a field, without those that every record has.
pub fn record(kind: &str, head: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("WARC/1.0\r\nWARC-Type: {kind}\r\n{head}Content-Length: {}\r\n\r\n", content.len());
    [head.as_bytes(), content, b"\r\n\r\n"].concat()
}

/// The record of an answer with a plain text.
pub fn answer(address: &str, text: &str) -> Vec<u8> {
    let head = format!(
        "WARC-Target-URI: {address}\r\nWARC-Date: 2024-05-03T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
    );
    let content = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n{text}");
    record("response", &head, content.as_bytes())
}

/// Data as gzip has them.
pub fn gzip(content: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(content).expect("written");
    encoder.finish().expect("ended")
}
