//! Quotation marks: families, and what a mark can do where it stands.

use crate::lexicon::{Lexicon, List};
use crate::text::is_dash;

/// Marks of one family can close each other; a mark of another family inside is nested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// “ ” " „ ″ `` '' and the kinds that mix with them in practice.
    Double,
    /// ‘ ’ ' ‚ ‹ ›
    Single,
    /// « »
    Guillemet,
    /// 「 」 『 』
    Corner,
}

/// What a mark can do by its shape and its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Opens,
    Closes,
    /// A bare mark between two spaces or the like: opens or closes by need.
    Either,
    /// Closes, but could as well be an apostrophe at the end of a plural or an inch mark.
    MayClose,
}

/// A mark in the text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pub start: u32,
    pub end: u32,
    pub family: Family,
    pub role: Role,
    /// Of a shape that both opens and closes: " or '.
    pub straight: bool,
    /// A straight double mark right behind the end of a sentence, with white space and a capital after it.
    pub drifted: bool,
}

/// Whether a character is a quotation mark of any kind (an apostrophe is one too).
pub(crate) fn is_mark(c: char) -> bool {
    family(c).is_some() || c == '`'
}

fn family(c: char) -> Option<Family> {
    Some(match c {
        '"' | '“' | '”' | '„' | '‟' | '″' | '〝' | '〞' | '＂' => Family::Double,
        '\'' | '‘' | '’' | '‚' | '‛' | '‹' | '›' => Family::Single,
        '«' | '»' => Family::Guillemet,
        '「' | '」' | '『' | '』' => Family::Corner,
        _ => return None,
    })
}

/// What a character's shape says, the neighbours aside.
fn lean(c: char) -> Option<Role> {
    match c {
        '“' | '„' | '‘' | '‚' | '‛' | '«' | '‹' | '「' | '『' | '‟' | '〝' => Some(Role::Opens),
        '”' | '’' | '»' | '›' | '」' | '』' | '〞' => Some(Role::Closes),
        _ => None,
    }
}

/// Whether text can be open at this place: after nothing, space, an opening bracket, a dash or another mark.
fn open_before(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        c.is_whitespace() || is_dash(c) || matches!(c, '(' | '[' | '{' | '/' | '…' | '\u{feff}') || is_mark(c)
    })
}

fn closed_after(c: Option<char>) -> bool {
    c.is_none_or(|c| !c.is_alphanumeric())
}

/// The bytes that marks of some kinds begin with which most texts have not: « and », the corners, backticks, wide marks.
pub(crate) fn has_rare_starts(bytes: &[u8]) -> bool {
    memchr::memchr3(0xC2, 0xE3, 0xEF, bytes).is_some() || memchr::memchr(b'`', bytes).is_some()
}

/// The first byte that a mark can begin with, those of rare marks only if asked for.
fn next_start(bytes: &[u8], rare: bool) -> Option<usize> {
    if rare {
        return bytes.iter().position(|b| matches!(b, b'"' | b'\'' | b'`' | 0xC2 | 0xE2 | 0xE3 | 0xEF));
    }
    memchr::memchr3(b'"', b'\'', 0xE2, bytes)
}

/// Finds the quotation marks of a paragraph that are not apostrophes, inch marks, elisions or markup; `rare` tells whether
/// the text has any byte at all that a rare mark can begin with.
pub(crate) fn find_marks(text: &str, (start, end): (usize, usize), rare: bool, lexicon: &Lexicon, out: &mut Vec<Mark>) {
    let bytes = &text.as_bytes()[..end];
    let rare = rare && has_rare_starts(&bytes[start..]);
    let mut at = start;
    while at < end {
        let Some(skipped) = next_start(&bytes[at..], rare) else { break };
        at += skipped;
        let Some(c) = text[at..end].chars().next() else { break };
        let width = c.len_utf8();
        if !is_mark(c) {
            at += width;
            continue;
        }
        let doubled = (matches!(c, '\'' | '`' | '’' | '‘')) && text[at + width..end].starts_with(c);
        let stop = if doubled { at + 2 * width } else { at + width };
        let place = Place { text, start, end, at, stop };
        let mark = if doubled { doubled_mark(c, place, lexicon) } else { place.mark(c, lexicon) };
        match mark {
            Some(mark) => {
                at = mark.end as usize;
                out.push(mark);
            }
            None => at = stop,
        }
    }
}

/// A mark with what stands around it.
#[derive(Clone, Copy)]
struct Place<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    at: usize,
    stop: usize,
}

impl Place<'_> {
    fn before(&self) -> Option<char> {
        self.text[self.start..self.at].chars().next_back()
    }

    fn after(&self) -> Option<char> {
        self.text[self.stop..self.end].chars().next()
    }

    fn made(&self, family: Family, role: Role) -> Option<Mark> {
        let straight = self.text[self.at..].starts_with(['"', '\'']);
        let drifted = straight && family == Family::Double && role == Role::Closes && self.between_sentences();
        Some(Mark { start: self.at as u32, end: self.stop as u32, family, role, straight, drifted })
    }

    fn between_sentences(&self) -> bool {
        let ended = self.before().is_some_and(|c| matches!(c, '.' | '?' | '!'));
        let rest = &self.text[self.stop..self.end];
        ended && rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with(char::is_uppercase)
    }

    fn mark(&self, c: char, lexicon: &Lexicon) -> Option<Mark> {
        match family(c)? {
            Family::Double => self.double(c),
            Family::Single => self.single(c, lexicon),
            family => self.shaped(c, family),
        }
    }

    /// By the neighbours alone: `None` where they say nothing.
    fn by_neighbours(&self) -> Option<Role> {
        let (before, after) = (self.before(), self.after());
        let open = open_before(before);
        let closed = closed_after(after) || after.is_none();
        let spaced_after = after.is_none_or(char::is_whitespace);
        match (open, closed) {
            (true, false) => Some(Role::Opens),
            (true, true) if after.is_none() => Some(Role::Closes),
            (true, true) if spaced_after => Some(Role::Either),
            // An opening mark before a bracket, an ellipsis, a sign or an inner mark; a closing one after a dash or ellipsis.
            (true, true) if before.is_some_and(|c| matches!(c, '…' | '-' | '–' | '—')) => Some(Role::Either),
            (true, true) if before.is_some_and(is_mark) => Some(Role::Either),
            (true, true) if matches!(after, Some(',' | '.' | ';' | ':' | '?' | '!' | ')' | ']')) => {
                // `". . . I just` and `".@handle` open, a mark that drifted from its word closes.
                let mut beyond = self.text[self.stop..self.end].chars().skip(1);
                match beyond.next() {
                    None => Some(Role::Closes),
                    Some(c) if c.is_whitespace() && beyond.next() != Some('.') => Some(Role::Closes),
                    Some(_) => Some(Role::Either),
                }
            }
            (true, true) => Some(Role::Opens),
            (false, true) => Some(Role::Closes),
            (false, false) => None,
        }
    }

    fn double(&self, c: char) -> Option<Mark> {
        let before = self.before();
        let around = self.by_neighbours();
        let role = match lean(c) {
            // “ closes after „ and where a text has its marks the wrong way round.
            Some(Role::Opens) => match around {
                Some(Role::Closes) if c == '“' || c == '‟' => Role::Either,
                _ => Role::Opens,
            },
            Some(_) => match around {
                Some(Role::Opens) => Role::Either,
                _ => Role::Closes,
            },
            None => {
                if before == Some('=') {
                    return None; // an attribute of some markup
                }
                match around {
                    // An inch mark, unless nothing else closes the quotation.
                    Some(Role::Closes)
                        if before.is_some_and(|b| b.is_ascii_digit())
                            && self.after().is_some_and(char::is_whitespace) =>
                    {
                        Role::MayClose
                    }
                    Some(role) => role,
                    // Stuck between two words: a space is missing on one side.
                    None => Role::Either,
                }
            }
        };
        self.made(Family::Double, role)
    }

    fn single(&self, c: char, lexicon: &Lexicon) -> Option<Mark> {
        let (before, after) = (self.before(), self.after());
        let word_before = before.is_some_and(char::is_alphanumeric);
        let word_after = after.is_some_and(char::is_alphanumeric);
        if word_before && word_after || before == Some('=') {
            return None;
        }
        if matches!(c, '‹' | '›' | '‚' | '‛') {
            return self.shaped(c, Family::Single);
        }
        let role = self.by_neighbours()?;
        match role {
            Role::Opens => {
                if c == '’' && !before.is_none_or(char::is_whitespace) && !before.is_some_and(is_mark) {
                    return None;
                }
                if c != '‘' && self.is_elision(lexicon) {
                    return None;
                }
                if c == '’' {
                    return None; // a curly apostrophe never opens
                }
            }
            Role::Closes if c == '‘' => return None,
            // Feet and minutes: 6'2, 5' tall; and plural possessives.
            Role::Closes if before.is_some_and(|b| b.is_ascii_digit()) && c == '\'' => {
                return self.made(Family::Single, Role::MayClose);
            }
            Role::Closes if before.is_some_and(|b| matches!(b, 's' | 'S' | 'z' | 'x')) => {
                return self.made(Family::Single, Role::MayClose);
            }
            // "singin' and dancin'"
            Role::Closes if matches!(before, Some('n' | 'N')) && self.dropped_g() => {
                return self.made(Family::Single, Role::MayClose);
            }
            _ => {}
        }
        self.made(Family::Single, role)
    }

    /// A word that has lost its last letter: ends in "in'" and is longer than two letters.
    fn dropped_g(&self) -> bool {
        let word = self.text[self.start..self.at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        word.len() > 3 && word.ends_with("in")
    }

    fn is_elision(&self, lexicon: &Lexicon) -> bool {
        let rest = &self.text[self.stop..self.end];
        let word = &rest[..rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len())];
        if word.starts_with(|c: char| c.is_ascii_digit()) {
            return word.len() == 2 || word.len() == 3 && word.ends_with('s');
        }
        let id = lexicon.look_up(word);
        lexicon.word(id).is(List::Elision)
    }

    /// Marks whose shape tells the side, unless the neighbours say that they are reversed.
    fn shaped(&self, c: char, family: Family) -> Option<Mark> {
        let lean = lean(c)?;
        let spaced = |c: Option<char>| c.is_none_or(|c| c.is_whitespace());
        let role = match (lean, self.before(), self.after()) {
            (Role::Opens, b, a) if !open_before(b) && !a.is_some_and(char::is_alphanumeric) && !spaced(b) => {
                Role::Closes
            }
            (Role::Closes, b, a) if open_before(b) && !spaced(a) && !matches!(a, Some(',' | '.' | ';' | ')')) => {
                Role::Opens
            }
            // A bullet: alone at the head of a paragraph.
            (Role::Closes, None, a) if spaced(a) => return None,
            (lean, ..) => lean,
        };
        self.made(family, role)
    }
}

/// Two single marks or backticks typed for one double mark.
fn doubled_mark(c: char, place: Place<'_>, lexicon: &Lexicon) -> Option<Mark> {
    if c == '`' {
        return place.made(Family::Double, Role::Opens);
    }
    let role = place.by_neighbours()?;
    if role == Role::Opens {
        // ''Tis: a single mark, then an elision, unless a doubled mark closes it.
        let pair = &place.text[place.at..place.stop];
        let inner = Place { at: place.at + c.len_utf8(), ..place };
        if inner.is_elision(lexicon) && !place.text[place.stop..place.end].contains(pair) {
            let outer = Place { stop: place.at + c.len_utf8(), ..place };
            return outer.made(Family::Single, Role::Opens);
        }
    }
    place.made(Family::Double, role)
}
