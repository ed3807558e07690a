//! `whosaid rules check`: everything that is wrong with a folder of rules, in one go.

use super::FolderArgs;
use crate::cli::exit::Exit;
use crate::cli::messages;
use crate::error::Error;

/// Loads and compiles the rules; the error of either holds all its faults.
pub(super) fn run(args: &FolderArgs) -> Result<Exit, Error> {
    let set = args.load()?;
    set.check()?;
    for bucket in set.stale_confidences() {
        messages::note(&format!("confidence.csv tells of {bucket:?}, and no rule is called that"));
    }
    let unmeasured = set.rules().iter().filter(|r| r.speech && r.confidence.is_none()).count();
    if unmeasured > 0 {
        messages::note(&format!("{unmeasured} rules have no measured confidence; their rows have none"));
    }
    messages::note(&format!("{} rules, nothing is wrong with them", set.rules().len()));
    Ok(Exit::Done)
}
