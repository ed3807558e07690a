//! What a terminal gets to see: no control characters of strangers, colour only where it is wanted.

use std::borrow::Cow;
use std::io::IsTerminal as _;

/// The text with every character escaped that a terminal could obey or that would reorder the line.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.contains(acts) {
        return text.into();
    }
    text.chars()
        .map(|c| if acts(c) { c.escape_default().to_string() } else { c.to_string() })
        .collect::<String>()
        .into()
}

/// Control characters, line and paragraph separators, and what sets the direction of writing.
fn acts(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text escaped and, if it has more than `most` characters, with its middle left out.
pub(super) fn shortened(text: &str, most: usize) -> String {
    let length = text.chars().count();
    if length <= most {
        return escaped(text).into_owned();
    }
    let kept = most.saturating_sub(3);
    let head: String = text.chars().take(kept - kept / 3).collect();
    let tail: String = text.chars().skip(length - kept / 3).collect();
    format!("{} … {}", escaped(&head), escaped(&tail))
}

/// Colours for standard output, if it is a terminal and nobody asked for none.
#[derive(Clone, Copy)]
pub(super) struct Colours(bool);

impl Colours {
    /// No colours, for what is no terminal.
    pub(super) const NONE: Colours = Colours(false);

    pub(super) fn of_stdout() -> Self {
        let set = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|t| t == "dumb");
        Colours(std::io::stdout().is_terminal() && !set("NO_COLOR") && !dumb)
    }

    /// Less important than the rest.
    pub(super) fn faint(self, text: &str) -> String {
        self.paint("2", text)
    }

    /// What the eye should find.
    pub(super) fn strong(self, text: &str) -> String {
        self.paint("1;36", text)
    }

    fn paint(self, code: &str, text: &str) -> String {
        if self.0 { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::{escaped, shortened};

    #[test]
    fn control_characters_are_escaped() {
        assert_eq!(escaped("a\u{1b}[31m\nb\u{9b}\u{202e}é"), r"a\u{1b}[31m\nb\u{9b}\u{202e}é");
    }

    #[test]
    fn long_texts_keep_both_ends() {
        assert_eq!(shortened("0123456789abcdef", 12), "012345 … def");
        assert_eq!(shortened("short", 12), "short");
    }
}
