//! The output: standard output, or a file that is replaced only when complete.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek as _, Stdout, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::error::Error;

const BUFFER: usize = 1 << 16;

/// Where rows go.
pub(super) enum Output {
    Stdout(BufWriter<Stdout>),
    /// What is there and is no regular file: a device, a named pipe.
    Stream(PathBuf, BufWriter<File>),
    /// Written beside its place.
    File(PathBuf, BufWriter<NamedTempFile>),
    /// Written in its place, block by block.
    Growing(PathBuf, File),
}

impl Output {
    /// Opens the output, so that one that cannot be written is known before the work starts.
    pub(super) fn open(path: Option<&Path>) -> Result<Self, Error> {
        let Some(path) = path.filter(|p| *p != Path::new("-")) else {
            return Ok(Output::Stdout(BufWriter::with_capacity(BUFFER, io::stdout())));
        };
        Self::to_path(path).map_err(|cause| Error::io(path.display().to_string(), cause))
    }

    /// Opens a file that grows in its place: what stands behind its first `length` bytes is cut off.
    pub(super) fn growing(path: &Path, length: u64) -> Result<Self, Error> {
        let open = || {
            let mut file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
            file.set_len(length)?;
            file.seek(io::SeekFrom::Start(length))?;
            Ok(Output::Growing(path.to_owned(), file))
        };
        open().map_err(|cause| Error::io(path.display().to_string(), cause))
    }

    /// How long a growing file is at the start.
    pub(super) fn length(&self) -> u64 {
        match self {
            Output::Growing(_, file) => file.metadata().map_or(0, |file| file.len()),
            _ => 0,
        }
    }

    /// The file behind the output, for another thread to write to; `None` for standard output.
    pub(super) fn handle(&self) -> io::Result<Option<File>> {
        match self {
            Output::Stdout(_) => Ok(None),
            Output::Stream(_, out) => out.get_ref().try_clone().map(Some),
            Output::File(_, out) => out.get_ref().as_file().try_clone().map(Some),
            Output::Growing(_, file) => file.try_clone().map(Some),
        }
    }

    fn to_path(path: &Path) -> io::Result<Self> {
        let old = match fs::metadata(path) {
            Ok(old) => Some(old),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        if old.is_some() {
            // Replacing a file asks nothing of the file itself; one that is write-protected should still stay.
            let file = OpenOptions::new().append(true).open(path)?;
            // Behind /dev/stdout there can be a file that others write to as well.
            if !file.metadata()?.is_file() || path.starts_with("/dev") {
                return Ok(Output::Stream(path.to_owned(), BufWriter::with_capacity(BUFFER, file)));
            }
        }
        // Of a link, what it points to is replaced.
        let place = if old.is_some() { fs::canonicalize(path)? } else { path.to_owned() };
        let folder = place.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        // Says what is wrong with the folder itself; what comes after names a file that nobody asked for.
        fs::metadata(folder)?;
        let mut builder = Builder::new();
        builder.prefix(".whosaid-");
        let beside = with_new_file_permissions(&mut builder).tempfile_in(folder).map_err(|e| e.kind())?;
        if let Some(old) = old {
            beside.as_file().set_permissions(old.permissions())?;
        }
        Ok(Output::File(place, BufWriter::with_capacity(BUFFER, beside)))
    }

    /// The output in messages.
    pub(super) fn name(&self) -> String {
        match self {
            Output::Stdout(_) => "stdout".into(),
            Output::Stream(path, _) | Output::File(path, _) | Output::Growing(path, _) => path.display().to_string(),
        }
    }

    /// Hands over what was written; a file comes to its place.
    pub(super) fn complete(self) -> Result<(), Error> {
        let name = self.name();
        let done = match self {
            Output::Stdout(mut out) => out.flush(),
            Output::Stream(_, mut out) => out.flush(),
            Output::Growing(_, mut file) => file.flush(),
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
            Output::Growing(_, file) => file,
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
