//! The members of an archive, unpacked one after another.

use std::io::{self, Read as _, Seek as _};
use std::path::Path;

use super::DESCRIPTOR;
use crate::compression::{Compression, Decoder};
use crate::error::{Error, ErrorKind};
use crate::guard::guarded;
use crate::read::formats::package::{Holds, Package};
use crate::read::formats::{OwnPieces, docx, workbook};
use crate::read::input::{Content, Input};
use crate::read::piece::Piece;
use crate::read::pieces::{Limits, Pieces, failure};
use crate::read::{Format, Reader};

/// How many archives can be one in another.
const DEPTH: u8 = 2;

/// A member of more bytes is unpacked into a temporary file.
const IN_MEMORY: usize = 1 << 20;

/// Pieces of an archive, or of the workbook or document that is one inside.
pub(super) fn pieces(reader: &Reader, input: Input) -> Result<OwnPieces, Error> {
    let depth = input.depth;
    let (name, file) = input.into_file(u64::MAX)?;
    let mut package = Package::open(name, file)?;
    match package.holds() {
        Holds::Xlsx => workbook::of_xlsx(reader, package),
        Holds::Ods => workbook::of_ods(reader, package),
        Holds::Docx => docx::of(reader, package),
        Holds::Other(what) => Err(Error::format(&*package.name, format!("this is {what}"))),
        Holds::Files => {
            Ok(Box::new(Members { reader: reader.clone(), package, depth, next: 0, open: None, has_text: false }))
        }
    }
}

struct Members {
    reader: Reader,
    package: Package,
    depth: u8,
    /// The member after the one at hand.
    next: usize,
    open: Option<Pieces>,
    /// Whether there was a member to read.
    has_text: bool,
}

impl Iterator for Members {
    type Item = Result<Piece, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(piece) = self.open.as_mut().and_then(Iterator::next) {
                return Some(piece);
            }
            self.open = None;
            if self.next == self.package.len() {
                let empty = !std::mem::replace(&mut self.has_text, true);
                return empty.then(|| Err(Error::format(&*self.package.name, "no text in this archive")));
            }
            let index = self.next;
            self.next += 1;
            let opened = guarded(|| self.member(index));
            let broken = || Err(Error::format(&*self.package.name, format!("member {} is broken", index + 1)));
            match opened.unwrap_or_else(broken) {
                Ok(None) => continue,
                Ok(open) => self.open = open,
                Err(error) => {
                    self.has_text = true;
                    return Some(Err(error));
                }
            }
            self.has_text = true;
        }
    }
}

impl Members {
    /// The pieces of a member; `None` if it is none to read.
    fn member(&mut self, index: usize) -> Result<Option<Pieces>, Error> {
        let (path, is_file) = self.package.label(index)?;
        let format = Format::of(Path::new(&path)).filter(|_| is_file && !is_hidden(&path));
        let Some(format) = format else { return Ok(None) };
        let member = self.package.member(index)?;
        let name = member.name.clone();
        if format == Format(&DESCRIPTOR) && self.depth + 1 >= DEPTH {
            return Err(Error::format(name, "an archive in an archive in an archive is not read; unpack it first"));
        }
        let limit = if format.is_whole() { self.reader.limit() } else { u64::MAX - 1 };
        let mut content = Decoder::new(Compression::of(Path::new(&path)), member).take(limit + 1);
        let mut spooled = tempfile::SpooledTempFile::new(IN_MEMORY);
        let copied = io::copy(&mut content, &mut spooled).and_then(|length| spooled.rewind().map(|()| length));
        let length = copied.map_err(|cause| failure(&name, cause))?;
        if length > limit {
            return Err(Error::new(ErrorKind::TooLarge { name, line: None, limit }));
        }
        let content = Content::File(Box::new(io::BufReader::new(spooled)));
        let input = Input { name: name.into(), content, depth: self.depth + 1 };
        let limits = Limits { document: self.reader.limit(), expected: length + 1, eager: false };
        Pieces::begin(&self.reader, format, input, limits).map(Some)
    }
}

/// Whether a member is hidden, or in a folder that is, or one of those that macOS puts beside each file.
fn is_hidden(path: &str) -> bool {
    path.split(['/', '\\']).any(|part| part == "__MACOSX" || (part.starts_with('.') && part != "." && part != ".."))
}
