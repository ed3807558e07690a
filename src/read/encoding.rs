//! Encodings: which one the bytes of an input are in, and the text they are in it.
//!
//! What counts, in this order: a byte order mark; the encoding that the user gives; the one that the input declares, if
//! its bytes are possible in it; UTF-8, if the bytes are; UTF-8 with faults, if most of what is not ASCII is UTF-8 (a file
//! that was cut or mended badly); and then how often which letters stand beside each other.

use std::fmt;
use std::str::FromStr;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{DecoderResult, UTF_8, WINDOWS_1252};

use super::{MAX_BYTES, binary};
use crate::error::{Error, ErrorKind, did_you_mean};
use crate::warning::Warning;

/// A character encoding, under any of the names that the web knows for it.
///
/// ```
/// use whosaid::read::Encoding;
///
/// let encoding: Encoding = "latin1".parse()?;
/// assert_eq!(encoding.name(), "windows-1252"); // as every browser takes it
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Encoding(&'static encoding_rs::Encoding);

impl Encoding {
    /// The encoding with this name, case and white space around it aside: `utf-8`, `windows-1252`, `latin1`, `utf-16le`,
    /// `shift_jis` and whatever else the Encoding Standard lists.
    pub fn named(name: &str) -> Option<Self> {
        encoding_rs::Encoding::for_label_no_replacement(name.as_bytes()).map(Encoding)
    }

    /// The name as the Encoding Standard writes it.
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// As the crate that decodes knows it.
    pub(super) fn standard(self) -> &'static encoding_rs::Encoding {
        self.0
    }

    /// Whether ASCII bytes are ASCII characters in it, as where an input could declare it in its own first line.
    #[cfg(feature = "html")]
    pub(super) fn is_ascii_compatible(self) -> bool {
        self.0.is_ascii_compatible()
    }
}

impl fmt::Debug for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Encoding {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        const COMMON: [&str; 10] = [
            "utf-8",
            "windows-1252",
            "latin1",
            "iso-8859-1",
            "iso-8859-15",
            "windows-1250",
            "utf-16le",
            "utf-16be",
            "shift_jis",
            "macintosh",
        ];
        Encoding::named(name).ok_or_else(|| {
            let meant = did_you_mean(&name.to_ascii_lowercase(), COMMON);
            format!("no encoding has this name{meant}; known are {} and the others of the web", COMMON.join(", "))
        })
    }
}

/// What speaks for an encoding before its bytes are looked at.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Said {
    /// By the user.
    pub given: Option<Encoding>,
    /// By the input about itself.
    pub declared: Option<Encoding>,
}

/// The text of an input, without a byte order mark, and a warning if some of its bytes had to be replaced.
///
/// # Errors
/// [`ErrorKind::NotText`] for what is no text, [`ErrorKind::TooLarge`] for what becomes too long in UTF-8.
pub(super) fn decoded(name: &str, bytes: Vec<u8>, said: Said) -> Result<(String, Option<Warning>), Error> {
    let (encoding, mark) = match encoding_rs::Encoding::for_bom(&bytes) {
        Some((encoding, length)) => (encoding, length),
        None => {
            let wide = said.given.is_some_and(|given| !given.0.is_ascii_compatible());
            if let Some(what) = binary::what(&bytes, wide) {
                return Err(Error::new(ErrorKind::NotText { name: name.to_owned(), what }));
            }
            (chosen(&bytes, said), 0)
        }
    };
    let bytes = if encoding == UTF_8 && mark == 0 {
        match String::from_utf8(bytes) {
            Ok(text) => return Ok((text, None)),
            Err(error) => error.into_bytes(),
        }
    } else {
        bytes
    };
    let (text, replaced) = replacing(encoding, &bytes[mark..]);
    if text.len() as u64 > MAX_BYTES {
        return Err(Error::new(ErrorKind::TooLarge { name: name.to_owned(), line: None, limit: MAX_BYTES }));
    }
    let warning = replaced.map(|Replaced { count, first }| Warning::Replaced {
        name: name.to_owned(),
        encoding: encoding.name(),
        bytes: count,
        offset: mark as u64 + first,
    });
    Ok((text, warning))
}

/// The encoding of bytes without a byte order mark.
fn chosen(bytes: &[u8], said: Said) -> &'static encoding_rs::Encoding {
    if let Some(Encoding(given)) = said.given {
        return given;
    }
    let declared = said.declared.map(|Encoding(declared)| declared);
    if let Some(declared) = declared.filter(|declared| *declared != UTF_8)
        && is_possible(declared, bytes)
    {
        return declared;
    }
    let valid = match std::str::from_utf8(bytes) {
        Ok(_) => return UTF_8,
        Err(error) => error.valid_up_to(),
    };
    match declared {
        _ if is_mostly_utf8(bytes) => UTF_8,
        Some(declared) if declared != UTF_8 => declared,
        _ => guessed(&bytes[valid..]),
    }
}

/// Whether no byte would have to be replaced. In the most frequent of all, every byte is a character.
fn is_possible(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> bool {
    encoding == WINDOWS_1252 || replacing(encoding, bytes).1.is_none()
}

/// Whether more characters beyond ASCII are UTF-8 than bytes are none; in other encodings hardly any are by chance.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > invalid
}

/// The encoding that bytes, of which the first is not UTF-8, are most likely in.
fn guessed(bytes: &[u8]) -> &'static encoding_rs::Encoding {
    /// More tells no more.
    const ENOUGH: usize = 1 << 20;
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&bytes[..bytes.len().min(ENOUGH)], true);
    // As of a page from a country that writes English: where little speaks for another, it is Windows-1252.
    detector.guess(Some(b"uk"), Utf8Detection::Deny)
}

/// How many bytes were replaced, and how many stand before the first of them.
struct Replaced {
    count: u64,
    first: u64,
}

/// The text with U+FFFD for each run of bytes that are no character.
fn replacing(encoding: &'static encoding_rs::Encoding, bytes: &[u8]) -> (String, Option<Replaced>) {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8 + 16);
    let mut replaced: Option<Replaced> = None;
    let mut at = 0;
    loop {
        let (result, read) = decoder.decode_to_string_without_replacement(&bytes[at..], &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => return (text, replaced),
            DecoderResult::OutputFull => text.reserve(bytes.len() / 4 + 16),
            DecoderResult::Malformed(bad, after) => {
                let begin = (at as u64).saturating_sub(u64::from(bad) + u64::from(after));
                replaced.get_or_insert(Replaced { count: 0, first: begin }).count += u64::from(bad);
                text.reserve(char::REPLACEMENT_CHARACTER.len_utf8());
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Option<Warning>) {
        decoded("a", bytes.to_vec(), Said::default()).expect("text")
    }

    #[test]
    fn a_byte_order_mark_is_believed_before_anything_else() {
        let said = Said { given: Encoding::named("latin1"), declared: Encoding::named("koi8-r") };
        for bytes in [&b"\xef\xbb\xbfca\xc3\xa9"[..], b"\xff\xfec\0a\0\xe9\0", b"\xfe\xff\0c\0a\0\xe9"] {
            assert_eq!(decoded("a", bytes.to_vec(), said).expect("text"), ("caé".to_owned(), None));
        }
    }

    #[test]
    fn a_declaration_that_the_bytes_contradict_counts_for_nothing() {
        let said = Said { given: None, declared: Encoding::named("utf-8") };
        let (text, warning) = decoded("a", b"\x93Yes,\x94 said Zo\xeb".to_vec(), said).expect("text");
        assert_eq!((text.as_str(), warning), ("“Yes,” said Zoë", None));
        let said = Said { given: None, declared: Encoding::named("shift_jis") };
        let (text, _) = decoded("a", "“Yes,” said Zoë Ilves — twice".as_bytes().to_vec(), said).expect("text");
        assert_eq!(text, "“Yes,” said Zoë Ilves — twice");
    }

    #[test]
    fn utf8_with_a_fault_stays_utf8() {
        let (text, warning) = read(b"Zo\xc3\xab and Andr\xc3\xa9 \xff sat");
        assert_eq!(text, "Zoë and André \u{fffd} sat");
        let Some(Warning::Replaced { encoding, bytes, offset, .. }) = warning else { panic!("no warning") };
        assert_eq!((encoding, bytes, offset), ("UTF-8", 1, 16));
    }

    #[test]
    fn single_bytes_of_english() {
        for (bytes, text) in [
            (&b"\x93We will not yield,\x94 said Ana Reis."[..], "“We will not yield,” said Ana Reis."),
            (b"caf\xe9", "café"),
            (b"The minister\x92s plan \x96 \xa320m \x96 is \x91dead\x92.", "The minister’s plan – £20m – is ‘dead’."),
            (b"Jos\xe9 Mu\xf1oz told S\xf8ren and Fran\xe7ois.", "José Muñoz told Søren and François."),
        ] {
            assert_eq!(read(bytes), (text.to_owned(), None));
        }
    }
}
