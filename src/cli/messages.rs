//! Messages on standard error.

use std::io::Write as _;

use super::terminal::escaped;
use crate::error::{Error, ErrorKind};

/// Reports an error as `whosaid: NAME: message`; several faults in data files one after another.
pub(super) fn report(error: &Error) {
    match error.kind() {
        // A fault has its lines: the place, the line at fault, the caret.
        ErrorKind::Data(faults) => {
            for fault in faults {
                let text = fault.to_string();
                say(&text.lines().map(escaped).collect::<Vec<_>>().join("\n"));
            }
        }
        _ => say(&escaped(&error.to_string())),
    }
}

/// Says something about the run that is no error, as `whosaid: message`.
pub(super) fn note(message: &str) {
    say(&escaped(message));
}

/// Writes a line for a program, as it is.
pub(super) fn line(line: &str) {
    // If standard error is closed there is nobody to tell.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// A number of things: `1 rule`, `2 rules`.
pub(super) fn counted(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

fn say(message: &str) {
    // If standard error is closed there is nobody to tell.
    let _ = writeln!(std::io::stderr().lock(), "whosaid: {message}");
}
