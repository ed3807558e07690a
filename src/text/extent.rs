//! How far words reach: which bytes and characters belong to one.

/// Byte classes: what a byte can begin.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Space,
    Letter,
    Digit,
    Sign,
    Wide,
}

pub(super) const CLASSES: [Class; 256] = {
    let mut table = [Class::Sign; 256];
    let mut i = 0;
    while i < 256 {
        let b = i as u8;
        table[i] = if b >= 0x80 {
            Class::Wide
        } else if b.is_ascii_alphabetic() {
            Class::Letter
        } else if b.is_ascii_digit() {
            Class::Digit
        } else if b <= b' ' || b == 0x7f || b == b'*' {
            // Asterisks are emphasis (**Reis:**), no part of the words.
            Class::Space
        } else {
            Class::Sign
        };
        i += 1;
    }
    table
};

pub(super) fn classify(text: &str, at: usize) -> (Class, usize) {
    let class = CLASSES[text.as_bytes()[at] as usize];
    if class != Class::Wide {
        return (class, 1);
    }
    let c = text[at..].chars().next().unwrap_or(' ');
    // Curly marks, dashes, the ellipsis: most of what is not ASCII in a text.
    let class = if ('\u{2010}'..='\u{2027}').contains(&c) {
        Class::Sign
    } else if c.is_alphanumeric() {
        Class::Wide
    } else if c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{ad}') {
        Class::Space
    } else {
        Class::Sign
    };
    (class, c.len_utf8())
}

/// A dash of any length.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '―')
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ')
}

pub(super) fn word_end(text: &str, bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while at < bytes.len() {
        let b = bytes[at];
        if b.is_ascii_alphanumeric() || b == b'_' {
            at += 1;
            continue;
        }
        let next_is_alnum =
            |i: usize| i < bytes.len() && matches!(classify(text, i).0, Class::Letter | Class::Digit | Class::Wide);
        match b {
            b'-' if at > start && next_is_alnum(at + 1) => at += 1,
            b'.' if at > start && next_is_alnum(at + 1) && joins_at_point(bytes, start, at) => at += 1,
            b',' if at > start
                && bytes[at - 1].is_ascii_digit()
                && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) =>
            {
                at += 1;
            }
            b'/' if at > start
                && bytes[at - 1].is_ascii_digit()
                && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) =>
            {
                at += 1;
            }
            b'&' if at > start && next_is_alnum(at + 1) => at += 1,
            b'\'' => match apostrophe(text, bytes, at, 1) {
                Some(next) => at = next,
                None => break,
            },
            0x80.. => {
                let Some(c) = text[at..bytes.len()].chars().next() else { break };
                if c.is_alphanumeric() || is_combining(c) || c == '\u{ad}' || is_misread(text, at, c) {
                    at += c.len_utf8();
                } else if is_apostrophe(c) {
                    match apostrophe(text, bytes, at, c.len_utf8()) {
                        Some(next) => at = next,
                        None => break,
                    }
                } else if c == '‑' && next_is_alnum(at + c.len_utf8()) {
                    at += c.len_utf8();
                } else {
                    break;
                }
            }
            _ => break,
        }
    }
    at
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The second half of an accented letter that was read in the wrong encoding: "JuÃ¡rez" for "Juárez".
fn is_misread(text: &str, at: usize, c: char) -> bool {
    matches!(c, '\u{a1}'..='\u{bf}') && text[..at].ends_with('Ã')
}

/// A point inside a word: "U.S", "4.5", "example.com", but not "end.Next" of scraped text.
fn joins_at_point(bytes: &[u8], start: usize, at: usize) -> bool {
    let segment = bytes[start..at].iter().rev().take_while(|b| **b != b'.').count();
    let (before, after) = (bytes[at - 1], bytes[at + 1]);
    if segment == 1 && before.is_ascii_alphabetic() {
        return after.is_ascii_alphabetic();
    }
    if before.is_ascii_digit() && after.is_ascii_digit() {
        return true;
    }
    before.is_ascii_lowercase() && after.is_ascii_lowercase()
}

/// Where a word goes on after the apostrophe at `at`; `None` where the apostrophe begins a clitic or ends the word.
///
/// A tail of up to two letters is a clitic ("'s", "'ll", "'ve") and a token of its own, except after n ("didn't");
/// a longer one belongs to the word ("O'Brien", "o'clock").
fn apostrophe(text: &str, bytes: &[u8], at: usize, width: usize) -> Option<usize> {
    let tail = text[at + width..bytes.len()].chars().take_while(|c| c.is_alphabetic()).take(3);
    let (count, first) = tail.fold((0, None), |(n, f), c| (n + 1, f.or(Some(c))));
    let negation = count == 1 && matches!(first, Some('t' | 'T')) && matches!(bytes[at - 1], b'n' | b'N');
    (count >= 3 || negation).then_some(at + width)
}

pub(super) fn is_url(rest: &[u8]) -> bool {
    // Few words begin like one.
    matches!(rest, [b'h' | b'w', ..])
        && (rest.starts_with(b"http://") || rest.starts_with(b"https://") || rest.starts_with(b"www."))
}

pub(super) fn url_end(bytes: &[u8], start: usize) -> usize {
    let length = bytes[start..]
        .iter()
        .position(|b| b.is_ascii_whitespace() || matches!(b, b'"' | b'<' | b'>' | b')' | 0x80..))
        .unwrap_or(bytes.len() - start);
    let mut end = start + length;
    while end > start && matches!(bytes[end - 1], b'.' | b',' | b';' | b'!' | b'?' | b'\'') {
        end -= 1;
    }
    end
}
