//! The formats, as arguments, help and `whosaid formats` name them.

use std::fmt::Write as _;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};

use crate::read;
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
    let inputs = read::Format::all().map(|f| (f.name(), f.suffixes(), lacking(f.about(), f.missing_feature())));
    let outputs = Format::ALL.iter().map(|f| (f.name(), f.suffixes(), doc(*f)));
    format!(
        "In (files and folders, or --input-format NAME):\n{}\nOut (whosaid extract -o FILE, or --format NAME):\n{}",
        rows(inputs),
        rows(outputs)
    )
}

fn rows<'f>(formats: impl Iterator<Item = (&'f str, &'f [&'f str], String)>) -> String {
    let mut out = String::new();
    for (name, suffixes, doc) in formats {
        let suffixes = suffixes.iter().map(|suffix| format!(".{suffix}")).collect::<Vec<_>>().join(" ");
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  {name:<9} {suffixes:<19} {doc}");
    }
    out
}

fn doc(format: Format) -> String {
    lacking(format.doc(), format.missing_feature())
}

fn lacking(doc: &str, feature: Option<&str>) -> String {
    match feature {
        Some(feature) => format!("{doc} (not in this build: it lacks the feature {feature})"),
        None => doc.to_owned(),
    }
}
