//! The JSON schema of a line of JSON Lines, from the columns as they are.

use serde_json::{Map, Value, json};

use super::{Column, Holds};
use crate::extract::Kind;

/// The schema, in JSON Schema of 2020-12.
pub(crate) fn schema() -> Value {
    let mut fields = Map::new();
    for column in Column::ALL {
        fields.insert(column.name().into(), field(*column));
    }
    let required: Vec<_> = Column::ALL.iter().map(|column| column.name()).collect();
    fields.insert(
        "extra".into(),
        json!({
            "description": "Further fields of the document, by name, where any were asked for.",
            "type": "object",
            "additionalProperties": { "type": ["string", "null"] },
        }),
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "whosaid row",
        "description": "A quotation with its speaker and its document: a line of JSON Lines as whosaid extract writes it.",
        "type": "object",
        "properties": fields,
        "required": required,
        "additionalProperties": false,
        "$defs": {
            "place": {
                "description": "Words of the text and where they stand, in code points.",
                "type": "object",
                "properties": {
                    "text": { "type": "string" },
                    "start": { "type": "integer", "minimum": 0 },
                    "end": { "type": "integer", "minimum": 0 },
                },
                "required": ["text", "start", "end"],
                "additionalProperties": false,
            },
        },
    })
}

fn field(column: Column) -> Value {
    let mut field = match (column, column.holds()) {
        (Column::Kind, _) => json!({ "enum": [Kind::Direct.as_str(), Kind::Mixed.as_str(), null] }),
        (Column::QuoteId | Column::Utterance, _) => json!({ "type": "string", "pattern": "^[0-9a-f]{16}$" }),
        (Column::Paragraph, _) => json!({ "type": "integer", "minimum": 1 }),
        (_, Holds::Text) => json!({ "type": "string" }),
        (_, Holds::MaybeText) => json!({ "type": ["string", "null"] }),
        (_, Holds::Place) => json!({ "anyOf": [{ "$ref": "#/$defs/place" }, { "type": "null" }] }),
        (_, Holds::Count) => json!({ "type": "integer", "minimum": 0 }),
        (_, Holds::Share) => json!({ "type": ["number", "null"], "minimum": 0, "maximum": 1 }),
    };
    field["description"] = column.doc().into();
    field
}

#[cfg(test)]
mod tests {
    use super::schema;

    /// `cargo run -- schema > schema/row.schema.json` writes it anew.
    #[test]
    fn the_file_is_what_the_columns_say() {
        let file: serde_json::Value = serde_json::from_str(include_str!("../../schema/row.schema.json")).expect("JSON");
        assert!(file == schema(), "schema/row.schema.json is out of date");
    }
}
