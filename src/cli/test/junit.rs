//! Differences as JUnit XML: a suite for each folder or file of cases, a test for each case, an error for each bad input.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;

use super::findings::{Outcome, Report};
use super::text;
use crate::cli::phrases::counted;
use crate::cli::terminal::Colours;

pub(super) fn write(mut out: impl Write, report: &Report) -> io::Result<()> {
    let failures = report.outcomes.iter().filter(|outcome| !outcome.right()).count();
    let (tests, errors) = (report.outcomes.len() + report.errors.len(), report.errors.len());
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    writeln!(out, "<testsuites name=\"whosaid\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">")?;
    // A subfolder can stand between two files of its folder.
    let mut suites: Vec<Vec<&Outcome>> = Vec::new();
    let mut places: HashMap<&Path, usize> = HashMap::new();
    for outcome in &report.outcomes {
        let place = *places.entry(&outcome.suite).or_insert(suites.len());
        match suites.get_mut(place) {
            Some(suite) => suite.push(outcome),
            None => suites.push(vec![outcome]),
        }
    }
    suites.iter().try_for_each(|suite| suite_of(&mut out, suite))?;
    if errors > 0 {
        writeln!(
            out,
            "  <testsuite name=\"inputs\" tests=\"{errors}\" failures=\"0\" errors=\"{errors}\" skipped=\"0\">"
        )?;
        for error in &report.errors {
            let first = escaped(error.lines().next().unwrap_or_default());
            writeln!(out, "    <testcase name=\"{first}\" classname=\"inputs\">")?;
            writeln!(out, "      <error message=\"{first}\" type=\"input\">{}</error>", escaped(error))?;
            writeln!(out, "    </testcase>")?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn suite_of(mut out: impl Write, outcomes: &[&Outcome]) -> io::Result<()> {
    let Some(first) = outcomes.first() else { return Ok(()) };
    let suite = path(&first.suite);
    let (tests, failures) = (outcomes.len(), outcomes.iter().filter(|outcome| !outcome.right()).count());
    writeln!(
        out,
        "  <testsuite name=\"{suite}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">"
    )?;
    for outcome in outcomes {
        let (name, file) = (escaped(&outcome.name), path(&outcome.file));
        write!(out, "    <testcase name=\"{name}\" classname=\"{suite}\" file=\"{file}\"")?;
        if outcome.right() {
            writeln!(out, "/>")?;
            continue;
        }
        let mut said = Vec::new();
        text::rows(&mut said, outcome, Colours::NONE)?;
        let count = counted(outcome.differences.len() + outcome.gone.len(), "difference");
        writeln!(out, ">")?;
        let said = String::from_utf8_lossy(&said);
        writeln!(out, "      <failure message=\"{count}\" type=\"difference\">{}</failure>", escaped(&said))?;
        writeln!(out, "    </testcase>")?;
    }
    writeln!(out, "  </testsuite>")
}

fn path(path: &Path) -> String {
    // A suite without a name would be lost in some reports.
    let name = path.display().to_string();
    escaped(if name.is_empty() { "." } else { &name }).into_owned()
}

/// Text for content and attributes; characters that XML 1.0 does not allow are left out.
fn escaped(text: &str) -> Cow<'_, str> {
    let plain = |c: char| !matches!(c, '&' | '<' | '>' | '"' | '\'' | '\r' | '\t') && allowed(c);
    if text.chars().all(plain) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars().filter(|c| allowed(*c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            // Readers would make spaces or line feeds of them.
            '\r' => out.push_str("&#13;"),
            '\t' => out.push_str("&#9;"),
            c => out.push(c),
        }
    }
    out.into()
}

/// The production Char of XML 1.0.
fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_xml_forbids_is_left_out_and_what_means_something_is_escaped() {
        assert_eq!(
            escaped("a\0\u{1b}[1m<b a='c' d=\"e\">&\u{fffe}\u{ffff}"),
            "a[1m&lt;b a=&apos;c&apos; d=&quot;e&quot;&gt;&amp;"
        );
        assert_eq!(escaped("“é” 😀\n"), "“é” 😀\n");
        assert_eq!(escaped("]]>\r"), "]]&gt;&#13;");
    }
}
