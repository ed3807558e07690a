//! Writers through the library: what stands in the tables.

use whosaid::write::{Format, Options, writer};
use whosaid::{Document, Extractor, Row};

fn written(format: Format, options: &Options, document: &Document) -> String {
    let found = Extractor::english().extract_all(&document.text);
    let mut out = Vec::new();
    let mut table = writer(format, &mut out, options).expect("a writer");
    Row::of(document, &found).iter().for_each(|row| table.write(row).expect("written"));
    table.finish().expect("finished");
    drop(table);
    String::from_utf8(out).expect("UTF-8")
}

fn document() -> Document {
    let extra = [("desk", "Politics"), ("=page", "=1+1"), ("left", "out")];
    let extra = extra.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    Document { extra, ..Document::new("a.txt", "“We will not yield,” said Ana Reis.") }
}

fn with_extra(names: &[&str]) -> Options {
    Options { extra: names.iter().map(ToString::to_string).collect(), ..Options::default() }
}

#[test]
fn further_fields_are_columns_after_the_others() {
    let out = written(Format::Tsv, &with_extra(&["=page", "desk", "none"]), &document());
    assert_eq!(
        out,
        "speaker\tquote\tsource\t'=page\tdesk\tnone\nAna Reis\tWe will not yield,\ta.txt\t'=1+1\tPolitics\t\n"
    );
}

#[test]
fn further_fields_are_an_object_in_json_lines() {
    let out = written(Format::JsonLines, &with_extra(&["=page", "none"]), &document());
    let row: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(row["extra"], serde_json::json!({ "=page": "=1+1", "none": null }));
    let out = written(Format::JsonLines, &Options::default(), &document());
    assert!(!out.contains("extra"), "{out}");
}

#[test]
fn a_row_of_its_own_tells_all_its_further_fields() {
    let document = document();
    let found = Extractor::english().extract_all(&document.text);
    let row = serde_json::to_value(&Row::of(&document, &found)[0]).expect("JSON");
    assert_eq!(row["extra"], serde_json::json!({ "desk": "Politics", "=page": "=1+1", "left": "out" }));
}
