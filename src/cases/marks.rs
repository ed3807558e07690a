//! Marks in the text of a short case: `{speaker Ana Reis}`, `{cue.2 said}`.

use std::ops::Range;

/// What a mark says about the words in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// They are the quote, with its quotation marks or without.
    Quote,
    /// They name the speaker.
    Speaker,
    /// They report.
    Cue,
}

impl Role {
    pub(super) const ALL: [(&str, Role); 3] = [("quote", Role::Quote), ("speaker", Role::Speaker), ("cue", Role::Cue)];
}

/// A mark.
#[derive(Debug)]
pub(super) struct Mark {
    pub role: Role,
    /// The row it belongs to, counted from 1; `None` for every row.
    pub row: Option<usize>,
    /// The words, in bytes of the text without marks.
    pub range: Range<usize>,
    /// The mark, in bytes of the text with marks.
    pub at: Range<usize>,
}

/// What is wrong with a mark, and where in the text with marks.
pub(super) type Wrong = (Range<usize>, String);

/// The text without its marks, and the marks. Doubled braces are braces.
pub(super) fn unmark(source: &str) -> Result<(String, Vec<Mark>), Wrong> {
    let mut text = String::with_capacity(source.len());
    let mut marks = Vec::new();
    // The mark that is open: what it says, and where it begins in text and source.
    let mut open: Option<(Role, Option<usize>, usize, usize)> = None;
    let mut at = 0;
    while let Some(next) = source[at..].find(['{', '}']).map(|next| at + next) {
        text.push_str(&source[at..next]);
        let brace = &source[next..=next];
        if source[next + 1..].starts_with(brace) {
            text.push_str(brace);
            at = next + 2;
            continue;
        }
        at = next + 1;
        match (brace, open.take()) {
            ("{", None) => {
                let head = head(source, next)?;
                open = Some((head.0, head.1, text.len(), next));
                at = head.2;
            }
            ("{", Some(_)) => return Err((next..next + 1, "marks cannot overlap; a brace of the text is {{".into())),
            (_, Some((role, row, start, from))) => {
                if text[start..].trim().is_empty() {
                    return Err((from..at, "this mark holds no words".into()));
                }
                marks.push(Mark { role, row, range: start..text.len(), at: from..at });
            }
            (_, None) => return Err((next..next + 1, "this } closes no mark; a brace of the text is }}".into())),
        }
    }
    text.push_str(&source[at..]);
    match open {
        Some((_, _, _, from)) => Err((from..from + 1, "this mark is not closed".into())),
        None => Ok((text, marks)),
    }
}

/// What a mark at a brace says, and where its words begin.
fn head(source: &str, brace: usize) -> Result<(Role, Option<usize>, usize), Wrong> {
    let rest = &source[brace + 1..];
    let length = rest.find([' ', '}', '{', '\n']).unwrap_or(rest.len());
    let (name, place) = (&rest[..length], brace + 1..brace + 1 + length);
    let (role, row) = name.split_once('.').map_or((name, None), |(role, row)| (role, Some(row)));
    let Some((_, role)) = Role::ALL.iter().find(|(known, _)| *known == role) else {
        let hint = crate::error::did_you_mean(role, Role::ALL.iter().map(|(known, _)| *known));
        let message = format!("no mark is called {role:?}{hint} (quote, speaker, cue; a brace of the text is {{{{)");
        return Err((if length == 0 { brace..brace + 1 } else { place }, message));
    };
    let row = match row.map(str::parse::<usize>) {
        None => None,
        Some(Ok(row)) if row > 0 => Some(row),
        Some(_) => return Err((place, "after the full stop comes the number of a row, from 1".into())),
    };
    if rest[length..].starts_with(' ') {
        Ok((*role, row, place.end + 1))
    } else {
        Err((place, "a mark is written {name words}".into()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Role, unmark};

    #[test]
    fn marks_become_ranges() {
        let (text, marks) = unmark("{quote “Yes,”} {cue.2 said} {speaker Ana}{{x}}.").expect("well formed");
        assert_eq!(text, "“Yes,” said Ana{x}.");
        let words: Vec<_> = marks.iter().map(|m| (m.role, m.row, &text[m.range.clone()])).collect();
        assert_eq!(words, [(Role::Quote, None, "“Yes,”"), (Role::Cue, Some(2), "said"), (Role::Speaker, None, "Ana")]);
    }

    #[test]
    fn faults_have_their_place() {
        for (source, at, message) in [
            ("a {cue b", 2..3, "not closed"),
            ("a {cue {cue b}}", 7..8, "overlap"),
            ("a}", 1..2, "closes no mark"),
            ("{seaker a}", 1..7, "did you mean \"speaker\"?"),
            ("{cue.0 a}", 1..6, "from 1"),
            ("{cue}", 1..4, "{name words}"),
            ("{cue  }", 0..7, "no words"),
            ("{ }", 0..1, "no mark is called"),
        ] {
            let (place, said) = unmark(source).expect_err(source);
            assert_eq!(place, at, "{source}");
            assert!(said.contains(message), "{source}: {said}");
        }
    }
}
