//! `whosaid extract`: documents in, a table out.

use std::path::Path;

use super::args::ExtractArgs;
use super::exit::Exit;
use super::naming::Naming;
use super::output::Output;
use super::{input, messages};
use crate::error::Error;
use crate::rows::{Column, Row};
use crate::write::{Format, Options, writer};

/// Writes the table. A bad input is reported and the rest goes on; so is a file that has to stay as it was because no
/// input at all could be read.
pub(super) fn run(args: &ExtractArgs) -> Result<Exit, Error> {
    let options = Options { columns: columns(args)?, raw: args.raw };
    let format = format(args)?;
    let mut extractor = args.data.extractor()?;
    let naming = Naming::new(&args.speakers)?;
    let mut output = Output::open(args.output.as_deref())?;
    let name = output.name();
    let failed = |cause| Error::io(name.as_str(), cause);

    let mut table = writer(format, &mut output, &options).map_err(failed)?;
    let (mut done, mut bad) = (0u64, 0u64);
    for document in input::documents(&args.paths, &args.input) {
        let document = match document {
            Ok(document) => document,
            Err(error) => {
                messages::report(&error);
                bad += 1;
                continue;
            }
        };
        let mut found = extractor.extract_all(&document.text);
        naming.apply(&mut found);
        let mut rows = Row::of(&document, &found);
        rows.retain(|row| args.all || row.kind.is_some());
        let rows = if args.join { Row::join(rows) } else { rows };
        rows.iter().try_for_each(|row| table.write(row)).map_err(failed)?;
        done += 1;
    }
    table.finish().map_err(failed)?;
    drop(table);
    if done > 0 || bad == 0 {
        output.complete()?;
    }
    Ok(if bad == 0 { Exit::Done } else { Exit::Error })
}

fn columns(args: &ExtractArgs) -> Result<Vec<Column>, Error> {
    args.columns.as_deref().map_or_else(|| Ok(Column::DEFAULT.to_vec()), Column::parse_list)
}

fn format(args: &ExtractArgs) -> Result<Format, Error> {
    match (args.format, args.output.as_deref()) {
        (Some(format), _) => Ok(format.into()),
        (None, Some(path)) if path != Path::new("-") => Format::of(path).ok_or_else(|| unknown_suffix(path)),
        (None, _) => Ok(Format::Csv),
    }
}

fn unknown_suffix(path: &Path) -> Error {
    let known: Vec<_> = Format::suffixes().map(|suffix| format!(".{suffix}")).collect();
    let known = known.join(", ");
    Error::other(format!("{}: no format has this suffix; use one of {known}, or --format", path.display()))
}
