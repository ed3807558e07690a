//! An open input, as a format gets it that cuts its pieces itself.

use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;

use super::pieces::failure;
use crate::error::Error;

/// What can be read from any place.
pub(crate) trait ReadSeek: Read + Seek + Send {}

impl<R: Read + Seek + Send> ReadSeek for R {}

/// An input with its name.
pub(crate) struct Input {
    /// As in messages and, where nothing better is known, in the column source.
    pub name: Arc<str>,
    pub content: Content,
    /// How many archives it is in.
    #[cfg_attr(not(feature = "archives"), expect(dead_code, reason = "only archives have depths"))]
    pub depth: u8,
}

impl Input {
    /// One that is in no archive.
    pub(super) fn new(name: &str, content: Content) -> Self {
        Input { name: name.into(), content, depth: 0 }
    }

    /// Its first bytes, without passing over them: of a stream what is there, up to the end of the first line.
    ///
    /// # Errors
    /// What reading them gives.
    pub(super) fn begin(self) -> Result<(Vec<u8>, Self), Error> {
        let begun = match self.content {
            Content::File(mut file) => first(&mut file).map(|start| (start, Content::File(file))),
            Content::Stream(stream) => begun(stream).map(|(start, stream)| (start, Content::Stream(stream))),
        };
        let (start, content) = begun.map_err(|cause| failure(&self.name, cause))?;
        Ok((start, Input { content, ..self }))
    }
}

/// Where an input comes from.
pub(crate) enum Content {
    /// A file as it is stored.
    File(Box<dyn ReadSeek>),
    /// What is decoded while it is read, or comes from another program.
    Stream(Box<dyn Read + Send>),
}

impl Content {
    /// To be read from begin to end.
    pub(crate) fn into_stream(self) -> Box<dyn Read + Send> {
        match self {
            Content::File(file) => Box::new(file),
            Content::Stream(stream) => stream,
        }
    }
}

/// How many bytes at the begin tell a format.
const BEGIN: u64 = 512;

/// The first bytes of a file that has been read up to some place, which is kept.
fn first(file: &mut dyn ReadSeek) -> io::Result<Vec<u8>> {
    let (place, mut start) = (file.stream_position()?, Vec::new());
    file.take(BEGIN).read_to_end(&mut start)?;
    file.seek(SeekFrom::Start(place))?;
    Ok(start)
}

/// The first bytes of a stream, and the stream with them. What is there is not kept waiting for what may come: the bytes
/// end with the first line that is not blank at the latest.
fn begun(mut stream: impl Read + Send + 'static) -> io::Result<(Vec<u8>, Box<dyn Read + Send>)> {
    let mut start = Vec::new();
    while (start.len() as u64) < BEGIN && !start.trim_ascii_start().contains(&b'\n') {
        let mut some = [0; BEGIN as usize];
        match stream.read(&mut some) {
            Ok(0) => break,
            Ok(read) => start.extend_from_slice(&some[..read]),
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
            Err(cause) => return Err(cause),
        }
    }
    Ok((start.clone(), Box::new(io::Cursor::new(start).chain(stream))))
}

#[cfg(feature = "tables")]
impl Input {
    /// To be read from any place; what comes as a stream goes into a temporary file of no more than `limit` bytes first.
    ///
    /// # Errors
    /// What reading or the temporary file gives, and [`ErrorKind::TooLarge`](crate::ErrorKind::TooLarge).
    pub(crate) fn into_file(self, limit: u64) -> Result<(Arc<str>, Box<dyn ReadSeek>), Error> {
        let name = self.name;
        let stream = match self.content {
            Content::File(file) => return Ok((name, file)),
            Content::Stream(stream) => stream,
        };
        let spooled = spool(stream, limit).map_err(|cause| failure(&name, cause))?;
        match spooled {
            Some(file) => Ok((name, Box::new(io::BufReader::new(file)))),
            None => {
                let name = name.to_string();
                Err(Error::new(crate::error::ErrorKind::TooLarge { name, line: None, limit }))
            }
        }
    }
}

/// A file without a name that holds what a stream gives; `None` if that is more than `limit` bytes.
#[cfg(feature = "tables")]
fn spool(stream: Box<dyn Read + Send>, limit: u64) -> io::Result<Option<std::fs::File>> {
    let mut file = tempfile::tempfile()?;
    let taken = io::copy(&mut stream.take(limit.saturating_add(1)), &mut file)?;
    file.rewind()?;
    Ok((taken <= limit).then_some(file))
}
