//! Streams in other encodings, as UTF-8 while they are read; for tables, which are too long to be decoded as a whole.

use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, UTF_8, UTF_16BE, UTF_16LE};

use super::encoding::Encoding;

const BUFFER: usize = 1 << 16;

/// Reads UTF-8 out of another encoding. Bytes that are no character in it are an error, and what comes after them is lost:
/// no cell can be trusted any more.
struct Transcoded {
    input: Box<dyn Read + Send>,
    decoder: Decoder,
    /// Bytes that were read, of which `at` have been decoded.
    raw: Vec<u8>,
    at: usize,
    /// Bytes decoded before `raw`.
    passed: u64,
    /// Decoded bytes, of which `given` have been handed over.
    text: Vec<u8>,
    given: usize,
    ended: bool,
}

/// The stream as UTF-8: from the encoding that the byte order mark at its `start` tells, or the one that the user gives.
pub(super) fn utf8(input: Box<dyn Read + Send>, start: &[u8], given: Option<Encoding>) -> Box<dyn Read + Send> {
    let marked = encoding_rs::Encoding::for_bom(start).map(|(encoding, _)| encoding);
    let encoding = match (marked, given) {
        (Some(encoding), _) if encoding == UTF_16LE || encoding == UTF_16BE => encoding,
        (None, Some(given)) if given.standard() != UTF_8 => given.standard(),
        _ => return input,
    };
    Box::new(Transcoded {
        input,
        decoder: encoding.new_decoder_with_bom_removal(),
        raw: Vec::new(),
        at: 0,
        passed: 0,
        text: Vec::new(),
        given: 0,
        ended: false,
    })
}

impl Read for Transcoded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.ended {
            self.decode()?;
        }
        let read = buffer.len().min(self.text.len() - self.given);
        buffer[..read].copy_from_slice(&self.text[self.given..self.given + read]);
        self.given += read;
        Ok(read)
    }
}

impl Transcoded {
    /// Decodes the next bytes.
    fn decode(&mut self) -> io::Result<()> {
        if self.at == self.raw.len() {
            self.passed += self.raw.len() as u64;
            self.at = 0;
            self.raw.resize(BUFFER, 0);
            let read = self.input.read(&mut self.raw);
            self.raw.truncate(*read.as_ref().unwrap_or(&0));
            read?;
        }
        let last = self.raw.is_empty();
        self.text.resize(BUFFER, 0);
        let rest = &self.raw[self.at..];
        let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(rest, &mut self.text, last);
        self.at += read;
        self.text.truncate(written);
        self.given = 0;
        if let DecoderResult::Malformed(..) = result {
            self.ended = true;
            let (name, at) = (self.decoder.encoding().name(), self.passed + self.at as u64);
            return Err(io::Error::new(io::ErrorKind::InvalidData, format!("not {name} at byte {at}")));
        }
        self.ended = last && matches!(result, DecoderResult::InputEmpty);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use super::*;

    fn read(bytes: Vec<u8>, given: Option<&str>) -> io::Result<String> {
        let mut text = String::new();
        let start = bytes[..bytes.len().min(3)].to_vec();
        utf8(Box::new(Cursor::new(bytes)), &start, given.and_then(Encoding::named)).read_to_string(&mut text)?;
        Ok(text)
    }

    #[test]
    fn streams_of_any_length() {
        let text = "“Zoë”, said she.\n".repeat(20_000);
        let wide: Vec<u8> = std::iter::once(0xfeff).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert!(read(wide.clone(), None).expect("UTF-16") == text);
        assert!(read(wide, Some("windows-1252")).expect("a mark is believed") == text);
        assert!(read(text.clone().into_bytes(), None).expect("UTF-8") == text);
        assert_eq!(read(b"Zo\xeb \x93no\x94".to_vec(), Some("latin1")).expect("latin1"), "Zoë “no”");
    }

    #[test]
    fn what_is_no_character_ends_the_stream() {
        let error = read(b"\xff\xfea\0\0\xd8b\0c\0".to_vec(), None).expect_err("half a character");
        assert!(error.to_string().starts_with("not UTF-16LE at byte "), "{error}");
    }
}
