//! Answers of web servers: head, chunks, packed contents.

use std::borrow::Cow;
use std::io::{self, Read};

use flate2::read::ZlibDecoder;
use httparse::{EMPTY_HEADER, ParserConfig, Response, Status};

use crate::compression::{Compression, Decoder, is_plausible};

/// The most fields of a head.
const FIELDS: usize = 256;

/// An answer that says it went well.
pub(super) struct Answer<'a> {
    /// As the head has it.
    pub content_type: Option<String>,
    pub body: Cow<'a, [u8]>,
}

/// The answer in a record; `None` if its status is not 2xx.
///
/// # Errors
/// What is wrong with it.
pub(super) fn answer(content: &[u8], limit: u64) -> Result<Option<Answer<'_>>, String> {
    let mut fields = vec![EMPTY_HEADER; FIELDS];
    let mut response = Response::new(&mut fields);
    let mut parser = ParserConfig::default();
    // Crawls hold what servers say, and servers say much.
    parser
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .allow_multiple_spaces_in_response_status_delimiters(true)
        .ignore_invalid_headers_in_responses(true);
    let length = match parser.parse_response(&mut response, content) {
        Ok(Status::Complete(length)) => length,
        Ok(Status::Partial) => return Err("the head of the answer is cut short".into()),
        Err(error) => return Err(format!("the head of the answer is broken: {error}")),
    };
    if !response.code.is_some_and(|code| (200..300).contains(&code)) {
        return Ok(None);
    }
    let field = |name: &str| {
        let field = response.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name))?;
        Some(String::from_utf8_lossy(field.value).trim().to_ascii_lowercase())
    };
    let mut body = Cow::Borrowed(&content[length..]);
    if field("Transfer-Encoding").is_some_and(|coding| coding.contains("chunked")) {
        body = joined(&content[length..])?;
    }
    if let Some(coding) = field("Content-Encoding") {
        body = unpacked(body, &coding, limit)?;
    }
    Ok(Some(Answer { content_type: field("Content-Type"), body }))
}

/// The chunks of a body, one behind another. Many crawlers keep the field and store the body as it was meant.
fn joined(body: &[u8]) -> Result<Cow<'_, [u8]>, String> {
    let (mut whole, mut rest) = (Vec::new(), body);
    loop {
        let (head, length) = match httparse::parse_chunk_size(rest) {
            Ok(Status::Complete(found)) => found,
            _ if whole.is_empty() => return Ok(Cow::Borrowed(body)),
            _ => return Err("the chunks of the answer are broken".into()),
        };
        if length == 0 {
            return Ok(Cow::Owned(whole));
        }
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let chunk = rest.get(head..).and_then(|rest| rest.get(..length));
        let Some(chunk) = chunk else { return Err("the chunks of the answer are cut short".into()) };
        whole.extend_from_slice(chunk);
        rest = &rest[head + length..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

/// A body as it was before it was packed for its way.
fn unpacked<'a>(body: Cow<'a, [u8]>, coding: &str, limit: u64) -> Result<Cow<'a, [u8]>, String> {
    let found = Compression::sniff(&body);
    let plain: Box<dyn Read + '_> = match coding {
        "" | "identity" => return Ok(body),
        "gzip" | "x-gzip" | "zstd" if found.is_none() => return Ok(body),
        "gzip" | "x-gzip" | "zstd" => Box::new(Decoder::new(found, &*body)),
        // So begin the streams that servers send under this name.
        "deflate" if body.first() == Some(&0x78) => Box::new(ZlibDecoder::new(&*body)),
        "deflate" => return Ok(body),
        _ => return Err(format!("the content is packed in a way that is not known here ({})", short(coding))),
    };
    let all = read(plain, body.len() as u64, limit).map_err(|cause| cause.to_string())?;
    Ok(Cow::Owned(all))
}

fn read(mut plain: Box<dyn Read + '_>, stored: u64, limit: u64) -> io::Result<Vec<u8>> {
    const STEP: u64 = 1 << 20;
    let mut all = Vec::new();
    while plain.by_ref().take(STEP).read_to_end(&mut all)? > 0 {
        if !is_plausible(stored, all.len() as u64) || all.len() as u64 > limit {
            return Err(io::Error::other("the content expands beyond what is allowed"));
        }
    }
    Ok(all)
}

fn short(text: &str) -> String {
    text.chars().take(40).collect()
}
