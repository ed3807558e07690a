//! The formats, as arguments, help and `whosaid formats` name them.

use std::fmt::Write as _;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::write::Format;

/// Reads the name of a format, or one of its suffixes.
pub(super) fn parser() -> impl TypedValueParser<Value = Format> {
    let values = Format::ALL.iter().map(|format| {
        let suffixes = format.suffixes().iter().filter(|suffix| **suffix != format.name());
        PossibleValue::new(format.name()).aliases(suffixes.copied()).help(doc(*format))
    });
    PossibleValuesParser::new(values).map(|given| {
        let of_suffix = || Format::ALL.iter().copied().find(|format| format.suffixes().contains(&given.as_str()));
        // One of the two is sure to be there; the values come from the same list.
        Format::named(&given).or_else(of_suffix).unwrap_or(Format::CSV)
    })
}

/// The help of `--output`.
pub(super) fn output_help() -> String {
    let (text, whole) = (listed(|format| !format.is_whole()), listed(Format::is_whole));
    format!(
        "Write to FILE ({text}, compressed with .gz, .zst, .bz2 or .xz after it; {whole}), replaced only when all is done"
    )
}

/// The suffixes of some formats.
pub(super) fn listed(which: impl Fn(Format) -> bool) -> String {
    let formats = Format::ALL.iter().copied().filter(|format| which(*format));
    formats.flat_map(Format::suffixes).map(|suffix| format!(".{suffix}")).collect::<Vec<_>>().join(", ")
}

/// What to do about a feature that this build lacks.
pub(super) fn how_to_get(feature: &str) -> String {
    format!(
        "it lacks the feature {feature}; build it with --features {feature}, or with --features full for every format"
    )
}

/// What `whosaid formats` prints.
pub(super) fn list() -> String {
    format!("Out (whosaid extract -o FILE, or --format NAME):\n{}", outputs())
}

fn outputs() -> String {
    let mut out = String::new();
    for format in Format::ALL {
        let suffixes = format.suffixes().iter().map(|suffix| format!(".{suffix}")).collect::<Vec<_>>().join(" ");
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  {:<9} {suffixes:<15} {}", format.name(), doc(*format));
    }
    out
}

fn doc(format: Format) -> String {
    match format.missing_feature() {
        Some(feature) => format!("{} (not in this build: it lacks the feature {feature})", format.doc()),
        None => format.doc().to_owned(),
    }
}
