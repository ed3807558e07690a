//! The shape of the table: its format, how it is compressed, what goes into it; and what cannot be.

use std::io::{self, IsTerminal as _};
use std::path::Path;

use crate::cli::args::{ExtractArgs, NewlinesMode};
use crate::cli::formats::{how_to_get, listed};
use crate::compression::Compression;
use crate::error::Error;
use crate::rows::Column;
use crate::write::{Format, Options};

/// The format of the table and how it is compressed.
pub(super) fn of(args: &ExtractArgs) -> Result<(Format, Option<Compression>), Error> {
    let file = args.output.as_deref().filter(|path| *path != Path::new("-"));
    let format = match (args.format, file) {
        (Some(format), _) => format,
        (None, Some(path)) => Format::of(path).ok_or_else(|| unknown_suffix(path))?,
        (None, None) => Format::CSV,
    };
    let compression = file.and_then(Compression::of);
    if let Some(feature) = format.missing_feature() {
        return Err(Error::other(format!("this build does not write {format}: {}", how_to_get(feature))));
    }
    if format.is_whole() {
        let refused = |reason: &str| Err(Error::other(format!("{format}: {reason}")));
        if args.checkpoint.is_some() {
            return refused(
                "such a file is made as a whole and cannot grow; use --checkpoint with CSV, TSV or JSON Lines",
            );
        }
        if let Some(compression) = compression {
            let suffix = compression.name();
            return refused(&format!("such a file is compressed as it is; leave out the suffix for {suffix}"));
        }
        if file.is_none() && io::stdout().is_terminal() {
            return refused("such a file is nothing for a terminal; name one with -o FILE, or redirect the output");
        }
    }
    Ok((format, compression))
}

/// What goes into the table. An option that means nothing to the format is refused, unless a file of settings has it: that
/// one is for tables of all formats.
pub(super) fn options(args: &ExtractArgs, format: Format) -> Result<Options, Error> {
    let sheet = &args.sheet;
    let given = |option: &str| !args.from_file.iter().any(|key| key == option);
    let takes_newlines = format.is_separated() || format == Format::XLSX;
    for (option, is_set, is_taken) in [
        ("bom", sheet.bom, format.is_separated()),
        ("delimiter", sheet.delimiter.is_some(), format.is_separated()),
        ("newlines", sheet.newlines != NewlinesMode::Keep, takes_newlines),
    ] {
        if is_set && !is_taken && given(option) {
            return Err(Error::other(format!("--{option} means nothing to {format}")));
        }
    }
    let mut columns = args.columns.as_deref().map_or_else(|| Ok(Column::DEFAULT.to_vec()), Column::parse_list)?;
    if format == Format::JSON_LINES {
        // It has all, whatever is asked for.
        columns = Column::ALL.to_vec();
    }
    Ok(Options {
        columns,
        extra: args.keep.clone(),
        raw: args.raw,
        bom: sheet.bom,
        delimiter: sheet.delimiter,
        newlines: sheet.newlines.into(),
        folder: args.output.as_deref().filter(|path| *path != Path::new("-")).map(folder),
    })
}

/// The folder of a file.
fn folder(path: &Path) -> std::path::PathBuf {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).to_owned()
}

fn unknown_suffix(path: &Path) -> Error {
    let compressed = Compression::suffixes().map(|suffix| format!(".{suffix}")).collect::<Vec<_>>().join(", ");
    let known = listed(|_| true);
    let use_one = format!("use one of {known}, text formats with or without {compressed} after it, or --format");
    Error::other(format!("{}: no format has this suffix; {use_one}", path.display()))
}
