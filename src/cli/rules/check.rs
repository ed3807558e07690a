//! `whosaid rules check`: everything that is wrong with a folder of rules, in one go.

use std::io::Write as _;

use serde_json::json;

use super::{FolderArgs, Form};
use crate::cli::exit::Exit;
use crate::cli::messages;
use crate::error::{Error, ErrorKind, Fault};

#[derive(Debug, clap::Args)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    folder: FolderArgs,

    /// Form of the faults
    ///
    /// text: with the line and a caret, on standard error. json: an object a fault on standard output, with file, line,
    /// column and width (both in characters, the column counted from 1), text and message.
    #[arg(short, long, value_name = "FORMAT", default_value = "text")]
    format: Form,
}

/// Loads and compiles the rules; the error of either holds all its faults.
pub(super) fn run(args: &CheckArgs) -> Result<Exit, Error> {
    let set = args.folder.load().and_then(|set| set.check().map(|()| set));
    let set = match set {
        Err(error) if args.format == Form::Json => return as_json(error),
        set => set?,
    };
    for bucket in set.stale_confidences() {
        messages::note(&format!("confidence.csv tells of {bucket:?}, and no rule is called that"));
    }
    let unmeasured = set.rules().iter().filter(|r| r.speech && r.confidence.is_none()).count();
    if unmeasured > 0 {
        messages::note(&format!("{} without a measured confidence", messages::counted(unmeasured, "rule")));
    }
    messages::note(&format!("{}, nothing is wrong", messages::counted(set.rules().len(), "rule")));
    Ok(Exit::Done)
}

/// Writes faults as JSON; another error stays what it is.
fn as_json(error: Error) -> Result<Exit, Error> {
    let ErrorKind::Data(faults) = error.kind() else { return Err(error) };
    let line = |f: &Fault| {
        let file = f.file.display().to_string();
        json!({"file": file, "line": f.line, "column": f.column, "width": f.width, "text": f.text, "message": f.message})
    };
    let mut out = std::io::stdout().lock();
    let written = faults.iter().try_for_each(|fault| writeln!(out, "{}", line(fault)));
    written.map_err(|cause| Error::io("stdout", cause))?;
    Ok(Exit::Error)
}
