//! The values of a column that wait for a row group.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type};
use parquet::errors::Result;
use parquet::file::writer::SerializedRowGroupWriter;
use parquet::schema::types::{Type, TypePtr};

use crate::rows::{Column, Holds, Row, Value, three_decimals};

/// What a column of the file is made of.
pub(super) enum Source {
    Column(Column),
    /// A further field of the document.
    Extra(String),
}

/// A column with the values that wait.
pub(super) struct Buffer {
    source: Source,
    values: Values,
    /// For each row 1, or 0 where there is no value; stays empty where there always is one.
    levels: Vec<i16>,
}

enum Values {
    Text(Vec<ByteArray>),
    Counts(Vec<i64>),
    Shares(Vec<f64>),
}

impl Buffer {
    pub(super) fn new(source: Source) -> Self {
        let values = match source {
            Source::Column(column) => match column.holds() {
                Holds::Count => Values::Counts(Vec::new()),
                Holds::Share => Values::Shares(Vec::new()),
                _ => Values::Text(Vec::new()),
            },
            Source::Extra(_) => Values::Text(Vec::new()),
        };
        Buffer { source, values, levels: Vec::new() }
    }

    pub(super) fn name(&self) -> &str {
        match &self.source {
            Source::Column(column) => column.name(),
            Source::Extra(name) => name,
        }
    }

    /// Whether there may be no value.
    fn is_optional(&self) -> bool {
        match &self.source {
            Source::Column(column) => !matches!(column.holds(), Holds::Text | Holds::Count),
            Source::Extra(_) => true,
        }
    }

    /// The column in the schema of the file.
    pub(super) fn schema(&self) -> Result<TypePtr> {
        let (physical, logical) = match self.values {
            Values::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Values::Counts(_) => (Physical::INT64, None),
            Values::Shares(_) => (Physical::DOUBLE, None),
        };
        let repetition = if self.is_optional() { Repetition::OPTIONAL } else { Repetition::REQUIRED };
        let column = Type::primitive_type_builder(self.name(), physical);
        column.with_repetition(repetition).with_logical_type(logical).build().map(Arc::new)
    }

    /// Takes the value of a row, and tells how many bytes it has.
    pub(super) fn add(&mut self, row: &Row<'_>) -> usize {
        let value = match &self.source {
            Source::Column(column) => row.value(*column),
            Source::Extra(name) => Value::Optional(row.extra(name)),
        };
        let mut text = |text: Option<&str>| {
            if let (Values::Text(values), Some(text)) = (&mut self.values, text) {
                values.push(ByteArray::from(text));
            }
            (text.is_some(), text.map_or(0, str::len))
        };
        let (there, bytes) = match value {
            Value::Text(value) => text(Some(value)),
            Value::Optional(value) => text(value),
            Value::Place(value) => text(value.map(|place| place.text)),
            Value::Count(count) => {
                if let Values::Counts(values) = &mut self.values {
                    values.push(i64::try_from(count).unwrap_or(i64::MAX));
                }
                (true, 8)
            }
            Value::Share(share) => {
                if let (Values::Shares(values), Some(share)) = (&mut self.values, share) {
                    values.push(three_decimals(share));
                }
                (share.is_some(), 8)
            }
        };
        if self.is_optional() {
            self.levels.push(i16::from(there));
        }
        bytes
    }

    /// Writes the values as the next column of a row group.
    pub(super) fn write<W: Write + Send>(&mut self, group: &mut SerializedRowGroupWriter<'_, W>) -> Result<()> {
        let Some(mut column) = group.next_column()? else { return Ok(()) };
        let levels = Some(self.levels.as_slice()).filter(|_| self.is_optional());
        match &mut self.values {
            Values::Text(values) => {
                column.typed::<ByteArrayType>().write_batch(values, levels, None)?;
                values.clear();
            }
            Values::Counts(values) => {
                column.typed::<Int64Type>().write_batch(values, levels, None)?;
                values.clear();
            }
            Values::Shares(values) => {
                column.typed::<DoubleType>().write_batch(values, levels, None)?;
                values.clear();
            }
        }
        self.levels.clear();
        column.close()
    }
}
