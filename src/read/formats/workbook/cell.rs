//! Cells: what they hold, as text.

use std::borrow::Cow;

use calamine::{DataRef, ExcelDateTime};

/// One cell, or several side by side that hold the same.
#[derive(Debug)]
pub(super) struct Cell<'s> {
    /// Columns, counted from 0.
    pub first: usize,
    pub last: usize,
    pub content: Cow<'s, str>,
}

/// What a cell of XLSX holds. Dates are ISO dates, whole numbers have no point; of a cell in error nothing is left.
pub(super) fn content<'s>(value: &DataRef<'s>) -> Cow<'s, str> {
    match value {
        DataRef::SharedString(text) => Cow::Borrowed(text),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone().into(),
        DataRef::Int(number) => number.to_string().into(),
        DataRef::Float(number) => number_of(*number).into(),
        DataRef::Bool(is) => is.to_string().into(),
        DataRef::DateTime(date) => date_of(date).into(),
        DataRef::Error(_) | DataRef::Empty => Cow::Borrowed(""),
    }
}

/// A number, without a point if it is whole.
pub(in crate::read::formats) fn number_of(number: f64) -> String {
    // From here on not every whole number has a float of its own.
    const WHOLE: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() < WHOLE { format!("{number:.0}") } else { number.to_string() }
}

/// A date, a date with a time, or a time.
fn date_of(date: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = date.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    if date.is_duration() || date.as_f64() < 1.0 {
        time
    } else if date.as_f64().fract() == 0.0 {
        format!("{year:04}-{month:02}-{day:02}")
    } else {
        format!("{year:04}-{month:02}-{day:02}T{time}")
    }
}

#[cfg(test)]
mod tests {
    use super::number_of;

    #[test]
    fn numbers() {
        for (number, expected) in [(7.0, "7"), (-0.5, "-0.5"), (1e300, "1"), (123_456_789_012.0, "123456789012")] {
            assert!(number_of(number).starts_with(expected), "{number}");
        }
        assert_eq!(number_of(7.0), "7");
    }
}
