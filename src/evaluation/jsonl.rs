//! Gold as JSON Lines: an annotated document a line.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Deserialize;
use serde_json::Value;

use super::gold::{GoldDocument, GoldQuote};
use crate::error::{Error, ErrorKind, did_you_mean};
use crate::extract::Kind;

/// A document as it stands in the file; other fields are left alone.
#[derive(Deserialize)]
struct Record {
    id: Value,
    text: String,
    #[serde(default)]
    author: Option<Value>,
    quotes: Vec<Quote>,
    #[serde(default)]
    unattributed: Vec<[usize; 2]>,
    #[serde(default)]
    entities: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
struct Quote {
    span: [usize; 2],
    kind: Option<String>,
    #[serde(default)]
    mention: Option<Vec<[usize; 2]>>,
    #[serde(default)]
    cue: Option<Vec<[usize; 2]>>,
    entity: Option<String>,
}

/// The documents of JSON Lines, an error in place of each line that cannot be used; `name` stands in messages.
///
/// A line is an object with `id` (a string or number), `text` and `quotes`, each with a `span` and, if known, `kind` (`direct` or
/// `mixed`), `mention` and `cue` (lists of ranges) and `entity`, a key of `entities`, which lists the names of each, the fullest
/// first. `unattributed` lists quoted spans that are nobody's speech; `author` is who wrote the text. Ranges are `[start, end]`
/// in code points. Other fields are left alone.
///
/// ```
/// use whosaid::evaluation::parse_jsonl;
///
/// let line = r#"{"id": 7, "text": "“Yes,” said Ana Reis.", "quotes": [{"span": [1, 5], "mention": [[12, 20]]}]}"#;
/// let gold = parse_jsonl("gold.jsonl", line).remove(0)?;
/// assert_eq!((gold.id.as_str(), gold.slice(&gold.quotes[0].span)), ("7", "Yes,"));
/// # Ok::<(), whosaid::Error>(())
/// ```
///
/// # Errors
/// Items are [`ErrorKind::Record`] for a line that is no such object, or whose annotation does not fit its text.
pub fn parse_jsonl(name: &str, text: &str) -> Vec<Result<GoldDocument, Error>> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(number, line)| {
            document(line).map_err(|message| {
                Error::new(ErrorKind::Record { name: name.to_owned(), line: number as u64 + 1, message })
            })
        })
        .collect()
}

fn document(line: &str) -> Result<GoldDocument, String> {
    let record: Record = serde_json::from_str(line).map_err(|e| message(&e))?;
    let id = match record.id {
        Value::String(id) if !id.is_empty() => id,
        Value::Number(id) => id.to_string(),
        _ => return Err("the id is no string and no number".into()),
    };
    let mut gold = GoldDocument::new(id, record.text);
    // As for the reader of documents, an author that is no text counts as absent.
    gold.author = record.author.and_then(|author| author.as_str().map(str::to_owned));
    gold.unattributed = ranges(&record.unattributed);
    for quote in record.quotes {
        let entity = quote.entity.map(|key| {
            record.entities.get(&key).cloned().ok_or_else(|| {
                let hint = did_you_mean(&key, record.entities.keys().map(String::as_str));
                format!("no entity {key:?} in \"entities\"{hint}")
            })
        });
        gold.quotes.push(GoldQuote {
            span: quote.span[0]..quote.span[1],
            kind: quote.kind.as_deref().map(Kind::parse).transpose()?,
            mentions: ranges(&quote.mention.unwrap_or_default()),
            cues: ranges(&quote.cue.unwrap_or_default()),
            entity: entity.transpose()?,
        });
    }
    gold.check()?;
    Ok(gold)
}

fn ranges(pairs: &[[usize; 2]]) -> Vec<Range<usize>> {
    pairs.iter().map(|[start, end]| *start..*end).collect()
}

/// What is wrong, without the line number inside the record, which is always 1.
fn message(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.split_once(" at line ") {
        Some((what, _)) => format!("{what} at column {}", error.column()),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::parse_jsonl;

    const GOOD: &str = r#"{"id": 7, "text": "“Yes,” said Ana.", "more": 1, "quotes": [{"span": [1, 5], "kind": "direct",
        "mention": [[12, 15]], "cue": [[7, 11]], "entity": "ana"}], "entities": {"ana": ["Ana"]}}"#;

    fn read(text: &str) -> Result<super::GoldDocument, String> {
        parse_jsonl("gold", &text.replace('\n', " ")).remove(0).map_err(|e| e.to_string())
    }

    #[test]
    fn a_document_with_all_its_fields() {
        let gold = read(GOOD).expect("good");
        let quote = &gold.quotes[0];
        assert_eq!((gold.id.as_str(), gold.slice(&quote.span), gold.slice(&quote.mentions[0])), ("7", "Yes,", "Ana"));
        assert_eq!((gold.slice(&quote.cues[0]), quote.entity.as_deref()), ("said", Some(&["Ana".to_owned()][..])));
    }

    #[test]
    fn faults_are_told_with_their_place() {
        for (old, new, said) in [
            (
                "\"entity\": \"ana\"",
                "\"entity\": \"anna\"",
                "gold:1: no entity \"anna\" in \"entities\"; did you mean \"ana\"?",
            ),
            ("[1, 5]", "[1, 50]", "gold:1: span 1–50 is outside the text, which has 16 code points"),
            ("direct", "directly", "gold:1: no kind \"directly\""),
            ("\"text\"", "\"body\"", "gold:1: missing field `text`"),
            ("\"id\": 7", "\"id\": null", "gold:1: the id is no string"),
        ] {
            let said_now = read(&GOOD.replace(old, new)).expect_err("bad");
            assert!(said_now.starts_with(said), "{said_now}");
        }
        assert!(parse_jsonl("gold", "\n\n{").remove(0).is_err_and(|e| e.to_string().starts_with("gold:3: ")));
    }
}
