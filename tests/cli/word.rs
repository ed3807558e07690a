//! DOCX: paragraphs, breaks, notes, tracked changes, the card of the document.

use crate::bench::{Bench, PLAIN, PLAIN_ROW};
use crate::packing::{xlsx, zip};

fn docx(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut members = vec![("[Content_Types].xml", &b"<Types/>"[..]), ("word/document.xml", document.as_bytes())];
    members.extend(parts.iter().map(|(path, content)| (*path, content.as_bytes())));
    zip(&members)
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>")
}

#[test]
fn paragraphs_notes_and_the_card() {
    let body = paragraph("One &amp; two.")
        + "<w:p><w:r><w:t>Tab</w:t><w:tab/><w:t>and</w:t><w:br/><w:t>break.</w:t></w:r>\
           <w:del><w:r><w:delText>gone</w:delText><w:t>gone</w:t></w:r></w:del>\
           <w:ins><w:r><w:t> New.</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p><w:p/>"
        + &paragraph(PLAIN.trim());
    let notes = format!(
        "<w:footnotes><w:footnote w:type=\"separator\">{}</w:footnote><w:footnote>{}</w:footnote></w:footnotes>",
        paragraph("line"),
        paragraph("“A note,” said Tom Hall.")
    );
    let card = "<cp:coreProperties><dc:title>The boat &amp; the sea</dc:title><dc:creator>Eve Moor</dc:creator>\
                <dcterms:created>2024-05-03T10:00:00Z</dcterms:created></cp:coreProperties>";
    let document = docx(&body, &[("word/footnotes.xml", &notes), ("docProps/core.xml", card)]);
    let bench = Bench::with("a.docx", &document);
    let run = bench.run("extract a.docx --columns speaker,start,paragraph,source,title,author,date");
    let card = "a.docx,The boat & the sea,Eve Moor,2024-05-03T10:00:00Z";
    assert_eq!(run.rows(), [format!("Ana Reis,34,4,{card}"), format!("Tom Hall,71,5,{card}")], "{run:?}");
    assert_eq!(bench.run_on("extract --columns speaker", document.clone()).rows(), ["Ana Reis", "Tom Hall"]);
    assert_eq!(
        bench.run_on("extract --columns speaker --input-format docx", document).rows(),
        ["Ana Reis", "Tom Hall"]
    );
}

#[test]
fn what_is_no_document_or_a_broken_one() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]><x>";
    let part = |content: &str| zip(&[("word/document.xml", content.as_bytes())]);
    let whole = docx(&paragraph("x"), &[]);
    for (content, reason) in [
        (PLAIN.as_bytes().to_vec(), "a.docx: this is no ZIP archive"),
        (xlsx("", &[]), "a.docx: this is a workbook, not a Word document"),
        (zip(&[("a.txt", b"x")]), "a.docx: this is a ZIP archive; --input-format zip reads it"),
        (whole[..whole.len() - 10].to_vec(), "a.docx: the ZIP archive is broken or cut short"),
        (part("<w:document><w:p><w:r><w:t>text"), "a.docx!word/document.xml: broken XML: it ends too early"),
        (part("<w:document></w:p>"), "a.docx!word/document.xml: broken XML: "),
        (part(&format!("{bomb}{}</x>", paragraph("&b;"))), "broken XML: the XML has an entity &b; that only it knows"),
        (part(&" ".repeat(80 << 20)), "a.docx!word/document.xml: "),
    ] {
        let bench = Bench::with("a.docx", content);
        bench.put("b.txt", PLAIN);
        let run = bench.run("extract a.docx b.txt").failed(&["whosaid: a.docx", reason]);
        assert_eq!(
            (run.stderr.lines().count(), run.rows()),
            (1, vec![format!("{PLAIN_ROW}b.txt").as_str()]),
            "{reason}"
        );
    }
}
