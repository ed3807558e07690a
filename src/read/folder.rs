//! Folders: every file in them that some format can read.

use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use super::Format;
use crate::compression::Compression;
use crate::error::Error;

/// The files to read, sorted by name within each folder; an error at the end if there are none.
pub(super) fn files(folder: &Path) -> impl Iterator<Item = Result<PathBuf, Error>> + use<> {
    walk(folder, |path| Format::of(path).is_some_and(Format::is_sought), nothing_in)
}

/// The files that are `wanted`, sorted by name within each folder; the error `none` at the end if there are none.
pub(crate) fn walk(
    folder: &Path,
    wanted: fn(&Path) -> bool,
    none: fn(&Path) -> Error,
) -> impl Iterator<Item = Result<PathBuf, Error>> + use<> {
    let folder = folder.to_owned();
    // Links to folders are not followed, so no folder is read twice and there are no loops.
    let mut entries = WalkDir::new(&folder).sort_by_file_name().into_iter().filter_entry(|e| !hidden(e));
    let (mut found, mut ended) = (false, false);
    std::iter::from_fn(move || {
        for entry in entries.by_ref() {
            match entry {
                // A file is taken as it was listed: one that has gone since is an error when it is opened.
                Ok(entry) if wanted(entry.path()) && (entry.file_type().is_file() || entry.path().is_file()) => {
                    found = true;
                    return Some(Ok(entry.into_path()));
                }
                Ok(_) => {}
                Err(error) => return Some(Err(unlistable(&folder, error))),
            }
        }
        let empty = !found && !std::mem::replace(&mut ended, true);
        empty.then(|| Err(none(&folder)))
    })
}

/// Whether a file or folder inside the one that was named is hidden.
fn hidden(entry: &DirEntry) -> bool {
    entry.depth() > 0 && entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn unlistable(folder: &Path, error: walkdir::Error) -> Error {
    let name = error.path().unwrap_or(folder).display().to_string();
    Error::io(name, error.into_io_error().unwrap_or_else(|| std::io::Error::other("the folder contains itself")))
}

fn nothing_in(folder: &Path) -> Error {
    let suffixes: Vec<_> = Format::all()
        .filter(|format| format.is_sought())
        .flat_map(Format::suffixes)
        .map(|suffix| format!(".{suffix}"))
        .collect();
    let compressed: Vec<_> = Compression::suffixes().map(|suffix| format!(".{suffix}")).collect();
    let (suffixes, compressed) = (suffixes.join(", "), compressed.join(", "));
    let what = format!("files with {suffixes} are read, also with {compressed} after it");
    Error::other(format!("{}: no text in this folder ({what})", folder.display()))
}
