//! The output: standard output, or a file that is replaced only when complete.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::error::Error;

const BUFFER: usize = 1 << 16;

/// Where rows go.
pub(super) enum Output {
    Stdout(BufWriter<StdoutLock<'static>>),
    /// What is there and is no regular file: a device, a named pipe.
    Stream(PathBuf, BufWriter<File>),
    /// Written beside its place.
    File(PathBuf, BufWriter<NamedTempFile>),
}

impl Output {
    /// Opens the output, so that one that cannot be written is known before the work starts.
    pub(super) fn open(path: Option<&Path>) -> Result<Self, Error> {
        let Some(path) = path else {
            return Ok(Output::Stdout(BufWriter::with_capacity(BUFFER, io::stdout().lock())));
        };
        Self::to_path(path).map_err(|cause| Error::io(path.display().to_string(), cause))
    }

    fn to_path(path: &Path) -> io::Result<Self> {
        let old = match fs::metadata(path) {
            Ok(old) => Some(old),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        if old.is_some() {
            // Replacing a file asks nothing of the file itself; one that is write-protected should still stay.
            let file = OpenOptions::new().write(true).open(path)?;
            if !file.metadata()?.is_file() {
                return Ok(Output::Stream(path.to_owned(), BufWriter::with_capacity(BUFFER, file)));
            }
        }
        // Of a link, what it points to is replaced.
        let place = if old.is_some() { fs::canonicalize(path)? } else { path.to_owned() };
        let folder = place.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = Builder::new();
        builder.prefix(".whosaid-");
        let beside = with_new_file_permissions(&mut builder).tempfile_in(folder).map_err(|e| bare(&e))?;
        if let Some(old) = old {
            beside.as_file().set_permissions(old.permissions())?;
        }
        Ok(Output::File(place, BufWriter::with_capacity(BUFFER, beside)))
    }

    /// The output in messages.
    pub(super) fn name(&self) -> String {
        match self {
            Output::Stdout(_) => "stdout".into(),
            Output::Stream(path, _) | Output::File(path, _) => path.display().to_string(),
        }
    }

    /// Hands over what was written; a file comes to its place.
    pub(super) fn complete(self) -> Result<(), Error> {
        let name = self.name();
        let done = match self {
            Output::Stdout(mut out) => out.flush(),
            Output::Stream(_, mut out) => out.flush(),
            Output::File(path, out) => match out.into_inner() {
                Ok(file) => file.persist(path).map(drop).map_err(|e| e.error),
                Err(error) => Err(error.into_error()),
            },
        };
        done.map_err(|cause| Error::io(name, cause))
    }

    fn inner(&mut self) -> &mut dyn Write {
        match self {
            Output::Stdout(out) => out,
            Output::Stream(_, out) => out,
            Output::File(_, out) => out,
        }
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.inner().write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner().flush()
    }
}

/// Gives a new file the permissions that any new file gets, and not those of a secret.
#[cfg(unix)]
fn with_new_file_permissions<'b>(builder: &'b mut Builder<'static, 'static>) -> &'b mut Builder<'static, 'static> {
    use std::os::unix::fs::PermissionsExt as _;
    builder.permissions(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn with_new_file_permissions<'b>(builder: &'b mut Builder<'static, 'static>) -> &'b mut Builder<'static, 'static> {
    builder
}

/// The cause without the name of the file beside, which the user never named.
fn bare(error: &io::Error) -> io::Error {
    error.raw_os_error().map_or_else(|| error.kind().into(), io::Error::from_raw_os_error)
}
