//! Packages: ZIP archives, and the workbooks and documents that are ZIP archives inside, opened without trust.

use std::io::{self, BufReader, Read, Seek};
use std::sync::Arc;

use zip::ZipArchive;
use zip::result::ZipError;

use crate::compression::{Broken, RATIO, is_plausible};
use crate::error::{Error, ErrorKind};
use crate::guard::guarded;
use crate::read::input::ReadSeek;
use crate::read::kind;
use crate::read::pieces::failure;

/// What a package holds, as its parts tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// Files of any kind.
    Files,
    Xlsx,
    Ods,
    Docx,
    /// Something that nobody reads here, under the name it goes by.
    Other(&'static str),
}

/// An open package.
pub(super) struct Package {
    pub name: Arc<str>,
    archive: ZipArchive<Box<dyn ReadSeek>>,
    /// Its size as stored, and how much has been unpacked of it.
    stored: u64,
    unpacked: u64,
}

/// A member, about to be unpacked.
pub(super) struct Member<'p> {
    /// The package and the member.
    pub name: String,
    content: Box<dyn Read + 'p>,
    stored: u64,
    given: u64,
    of_package: (u64, &'p mut u64),
}

impl Package {
    /// Opens a package.
    ///
    /// # Errors
    /// If it is none, or its list of members is broken.
    pub(super) fn open(name: Arc<str>, mut file: Box<dyn ReadSeek>) -> Result<Self, Error> {
        let mut start = Vec::new();
        let begun = file.by_ref().take(512).read_to_end(&mut start).and_then(|_| file.seek(io::SeekFrom::End(0)));
        let stored = begun.map_err(|cause| failure(&name, cause))?;
        if !start.starts_with(b"PK") {
            let what =
                if is_locked(&mut file) { "an Office file that is locked with a password" } else { kind::told(&start) };
            return Err(Error::format(&*name, format!("this is no ZIP archive, but {what}")));
        }
        // The list of members is read in small parts.
        let file: Box<dyn ReadSeek> = Box::new(BufReader::new(file));
        let opened = guarded(|| ZipArchive::new(file));
        let archive = match opened {
            Some(Ok(archive)) => archive,
            Some(Err(ZipError::Io(cause))) if cause.raw_os_error().is_some() => return Err(Error::io(&*name, cause)),
            _ => {
                return Err(Error::format(
                    &*name,
                    "the ZIP archive is broken or cut short: its list of members is not there",
                ));
            }
        };
        Ok(Package { name, archive, stored, unpacked: 0 })
    }

    /// How many members it has, folders among them.
    pub(super) fn len(&self) -> usize {
        self.archive.len()
    }

    /// Whether it has a member of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// What it holds.
    pub(super) fn holds(&mut self) -> Holds {
        let begins = |name: &str| self.archive.file_names_raw().any(|member| member.starts_with(name.as_bytes()));
        if self.has("xl/workbook.xml") {
            return Holds::Xlsx;
        } else if self.has("word/document.xml") {
            return Holds::Docx;
        } else if self.has("xl/workbook.bin") {
            return Holds::Other("a binary Excel workbook (.xlsb)");
        } else if begins("ppt/slides/") {
            return Holds::Other("a presentation (.pptx)");
        }
        let mut kind = String::new();
        let told = self.named("mimetype").and_then(|member| {
            let name = member.name.clone();
            member.take(100).read_to_string(&mut kind).map_err(|cause| failure(&name, cause))
        });
        match kind.trim() {
            _ if told.is_err() => Holds::Files,
            "application/vnd.oasis.opendocument.spreadsheet" => Holds::Ods,
            "application/vnd.oasis.opendocument.text" => Holds::Other("an OpenDocument text (.odt)"),
            "application/epub+zip" => Holds::Other("an e-book (.epub)"),
            _ => Holds::Files,
        }
    }

    /// The path of a member, as a label, and whether it is a file that nothing locks.
    pub(super) fn label(&mut self, index: usize) -> Result<(String, bool), Error> {
        let name = self.name.clone();
        let member = self.archive.by_index_raw(index).map_err(|error| refused(&name, error))?;
        let path = String::from_utf8_lossy(member.name_raw()).into_owned();
        Ok((member.name().map_or(path, |path| path.into_owned()), !member.is_dir()))
    }

    /// The member at a place in the list.
    ///
    /// # Errors
    /// If it is encrypted, or packed in a way that is not known.
    pub(super) fn member(&mut self, index: usize) -> Result<Member<'_>, Error> {
        let (path, _) = self.label(index)?;
        let name = format!("{}!{path}", self.name);
        if !is_plausible(self.stored, self.unpacked) {
            return Err(exploded(&name, self.unpacked));
        }
        let member = self.archive.by_index(index).map_err(|error| refused(&name, error))?;
        let stored = member.compressed_size();
        let of_package = (self.stored, &mut self.unpacked);
        Ok(Member { name, content: Box::new(member), stored, given: 0, of_package })
    }

    /// The member of a name.
    ///
    /// # Errors
    /// If it is not there, and as for [`Package::member`].
    pub(super) fn named(&mut self, name: &str) -> Result<Member<'_>, Error> {
        let index = self.archive.index_for_name(name);
        let index = index.ok_or_else(|| Error::format(&*self.name, format!("the part {name} is missing")))?;
        self.member(index)
    }

    /// Its size as stored.
    pub(super) fn stored(&self) -> u64 {
        self.stored
    }

    /// The file, from its begin.
    #[cfg(feature = "tables")]
    pub(super) fn into_file(self) -> Result<Box<dyn ReadSeek>, Error> {
        let mut file = self.archive.into_inner();
        file.rewind().map_err(|cause| failure(&self.name, cause))?;
        Ok(file)
    }
}

impl<'p> Member<'p> {
    pub(super) fn buffered(self) -> BufReader<Self> {
        BufReader::with_capacity(1 << 16, self)
    }
}

/// Faults of the data are errors that hold a [`Broken`].
impl Read for Member<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = match self.content.read(buffer) {
            Ok(read) => read as u64,
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted || cause.raw_os_error().is_some() => {
                return Err(cause);
            }
            Err(cause) if cause.kind() == io::ErrorKind::UnexpectedEof => {
                return Err(broken("the ZIP data end too early".into(), self.given));
            }
            Err(cause) => return Err(broken(format!("broken ZIP data: {cause}"), self.given)),
        };
        self.given += read;
        *self.of_package.1 += read;
        if is_plausible(self.stored, self.given) && is_plausible(self.of_package.0, *self.of_package.1) {
            return Ok(read as usize);
        }
        Err(broken(explosion(), self.given))
    }
}

fn broken(message: String, offset: u64) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, Broken { message, offset })
}

fn explosion() -> String {
    format!(
        "the ZIP data expand to more than {RATIO} times their size; unpack them first if they are what they should be"
    )
}

fn exploded(name: &str, offset: u64) -> Error {
    Error::new(ErrorKind::Compressed { name: name.to_owned(), offset, message: explosion() })
}

/// Why a member cannot be unpacked.
fn refused(name: &str, error: ZipError) -> Error {
    let message = match error {
        ZipError::Io(cause) => return failure(name, cause),
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            "encrypted; unpack it with its password first".into()
        }
        ZipError::CompressionMethodNotSupported(method) => {
            format!("packed in a way that is not known here (method {method})")
        }
        error => format!("broken ZIP data: {error}"),
    };
    Error::format(name, message)
}

/// Whether this is the container in which Office puts files that are locked.
fn is_locked(file: &mut dyn ReadSeek) -> bool {
    const SEEN: u64 = 1 << 20;
    let part: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut bytes = Vec::new();
    let read = file.rewind().and_then(|()| file.take(SEEN).read_to_end(&mut bytes));
    read.is_ok() && bytes.starts_with(b"\xd0\xcf\x11\xe0") && memchr::memmem::find(&bytes, &part).is_some()
}
