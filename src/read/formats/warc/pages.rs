//! Records that are pages, as pieces.

use std::sync::Arc;

use super::http;
use super::records::{Next, Record, Records};
use super::source::Source;
use crate::error::{Error, ErrorKind};
use crate::read::formats::OwnPieces;
use crate::read::input::Input;
use crate::read::piece::{Container, Content, Piece};
use crate::read::pieces::failure;
use crate::read::{Format, Reader, kind};

/// The pieces of an archive, a page each.
pub(super) fn pieces(reader: &Reader, input: Input) -> Result<OwnPieces, Error> {
    let source = Source::new(input.content.into_stream());
    let records = Records::new(source, reader.limit());
    Ok(Box::new(Pages { name: input.name, records, limit: reader.limit(), told: false, ended: false }))
}

struct Pages {
    name: Arc<str>,
    records: Records,
    limit: u64,
    /// Whether it was told that nothing here reads HTML.
    told: bool,
    ended: bool,
}

impl Iterator for Pages {
    type Item = Result<Piece, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            let found = match self.records.next() {
                Ok(Next::Record(record)) => self.page(record),
                Ok(Next::Broken(what)) => Err(self.broken(&format!("a broken record: {what}"))),
                Ok(Next::TooLong) => {
                    let (name, line) = (self.name.to_string(), Some(self.records.number));
                    Err(Error::new(ErrorKind::TooLarge { name, line, limit: self.limit }))
                }
                Ok(Next::End) => {
                    self.ended = true;
                    return None;
                }
                Err(cause) => {
                    self.ended = true;
                    Err(failure(&self.name, cause))
                }
            };
            if let Some(found) = found.transpose() {
                return Some(found);
            }
        }
        None
    }
}

impl Pages {
    /// The page in a record; `None` if it is none.
    fn page(&mut self, record: Record) -> Result<Option<Piece>, Error> {
        let address = record.field("WARC-Target-URI").unwrap_or_default();
        let address = address.trim_start_matches('<').trim_end_matches('>').to_owned();
        let said = record.field("Content-Type").map(str::to_ascii_lowercase);
        let date = record.field("WARC-Date").map(str::to_owned);
        let is_answer = said.as_deref().is_some_and(|said| said.starts_with("application/http"));
        let (said, bytes) = if is_answer {
            let answer = http::answer(&record.content, self.limit).map_err(|message| self.broken(&message))?;
            let Some(answer) = answer else { return Ok(None) };
            (answer.content_type, answer.body.into_owned())
        } else {
            (said, record.content)
        };
        let said = said.unwrap_or_default();
        let is_html = match said.split(';').next().unwrap_or_default().trim() {
            "text/html" | "application/xhtml+xml" => true,
            "text/plain" => false,
            "" if bytes.trim_ascii_start().starts_with(b"<") => true,
            _ => return Ok(None),
        };
        let format = if is_html { Format::named("html") } else { Some(Format::TEXT) };
        let Some(format) = format else {
            let first = !std::mem::replace(&mut self.told, true);
            let message = "this build of whosaid does not read HTML, so pages of this kind are left out";
            return if first { Err(Error::format(&*self.name, message)) } else { Ok(None) };
        };
        let name: Arc<str> = format!("{}!{address}", self.name).into();
        if let Some(message) = kind::other_than(format, &bytes) {
            return Err(Error::format(&*name, message));
        }
        let source = Some(address).filter(|address| !address.is_empty());
        let container = Container { source, date, charset: charset(&said) };
        Ok(Some(Piece { name, content: Content::Whole(format, bytes, container) }))
    }

    fn broken(&self, message: &str) -> Error {
        let (name, message) = (self.name.to_string(), message.to_owned());
        Error::new(ErrorKind::Record { name, line: self.records.number, message })
    }
}

/// The encoding that a content type names.
fn charset(said: &str) -> Option<String> {
    let named = said.split(';').skip(1).find_map(|part| part.trim().strip_prefix("charset="))?;
    Some(named.trim_matches(['"', '\'', ' ']).to_owned()).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::charset;

    #[test]
    fn charsets() {
        for (said, expected) in [
            ("text/html; charset=utf-8", Some("utf-8")),
            ("text/html;charset=\"windows-1252\"; q=1", Some("windows-1252")),
            ("text/html; charset=", None),
            ("text/html", None),
        ] {
            assert_eq!(charset(said).as_deref(), expected, "{said}");
        }
    }
}
