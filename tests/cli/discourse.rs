//! Who speaks where the layout tells it: transcripts, interviews, the author's own words.

use crate::bench::Bench;

fn speakers(bench: &Bench, file: &str) -> Vec<String> {
    let out = bench.run(&format!("extract {file} --columns speaker")).clean();
    out.lines().skip(1).map(str::to_owned).collect()
}

fn speakers_of_text(text: &str) -> Vec<String> {
    speakers(&Bench::with("a.txt", text), "a.txt")
}

fn speakers_of_json(records: &[serde_json::Value]) -> Vec<String> {
    let lines: Vec<String> = records.iter().map(ToString::to_string).collect();
    speakers(&Bench::with("a.jsonl", lines.join("\n")), "a.jsonl")
}

#[test]
fn bold_names_are_labels() {
    let found = speakers_of_text("**Ana Reis:** “We sail at dawn.”\n\n**Tom Hall:** “Not with me.”\n");
    assert_eq!(found, ["Ana Reis", "Tom Hall"]);
}

#[test]
fn the_answers_of_an_interview_are_the_guests() {
    let text = "Ana Reis has sailed for forty years.\n\nQ: Who taught you?\n\nA: Nobody. I told my father “no thank you” and left.\n";
    assert_eq!(speakers_of_text(text), ["Ana Reis"]);
}

#[test]
fn i_in_a_transcript_is_whose_turn_it_is() {
    let text = "Ana Reis met Tom Hall on the quay.\n\nREIS: Good morning.\n\nHALL: Last year I said, “Then why are we still here?”\n";
    assert_eq!(speakers_of_text(text), ["Tom Hall"]);
}

#[test]
fn he_is_not_whose_turn_it_is() {
    let text = "Tom Hall and Piet Roos met on the quay.\n\nHALL: Piet Roos wrote to me. He said, “There is no boat.”\n";
    assert_eq!(speakers_of_text(text), ["Piet Roos"]);
}

#[test]
fn i_is_the_author_where_the_document_names_one() {
    let text = "“You are late,” I told the couple.";
    let named = serde_json::json!({ "id": "1", "author": "Tom Hall", "text": text });
    let unnamed = serde_json::json!({ "id": "2", "text": text });
    assert_eq!(speakers_of_json(&[named, unnamed]), ["Tom Hall", "I"]);
}
