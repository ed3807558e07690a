//! What a run is: its inputs, data, options and output. A checkpoint of one run is none of another.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use serde::{Deserialize, Serialize};

use crate::cli::args::{DataArgs, ExtractArgs};
use crate::error::Error;
use crate::read::Reader;

/// What must be the same for a run to go on.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Identity {
    /// Version and build.
    program: String,
    pub(super) output: String,
    pub(super) inputs: Inputs,
    /// Fingerprints of the files given.
    data: BTreeMap<String, String>,
    options: BTreeMap<String, String>,
}

/// The files to read.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Inputs {
    files: u64,
    bytes: u64,
    /// Fingerprint of paths, sizes and times of change.
    fingerprint: String,
}

impl Identity {
    /// The run that arguments stand for.
    ///
    /// # Errors
    /// If an input is a stream, or a file cannot be read.
    pub(super) fn of(args: &ExtractArgs, output: &Path, reader: &Reader) -> Result<Self, Error> {
        let name = |path: &Path| path.display().to_string();
        let output = std::path::absolute(output).map_err(|cause| Error::io(name(output), cause))?;
        // Whatever else the work may come to be done with has to be told apart here, too.
        let DataArgs { rules, lexicon, rules_only } = &args.data;
        let files = [("--rules", rules), ("--lexicon", lexicon), ("--speakers", &args.speakers.speakers)];
        let mut data = BTreeMap::new();
        for (option, path) in files {
            if let Some(path) = path {
                let content = content(path).map_err(|cause| Error::io(name(path), cause))?;
                data.insert(option.to_owned(), content);
            }
        }
        let options = [
            ("--rules-only", rules_only.to_string()),
            ("--format", format!("{:?}", args.format)),
            ("--columns", args.columns.clone().unwrap_or_default()),
            ("--keep", args.keep.join(",")),
            ("--all", args.all.to_string()),
            ("--join", args.join.to_string()),
            ("--raw", args.raw.to_string()),
            ("--bom", args.sheet.bom.to_string()),
            ("--delimiter", format!("{:?}", args.sheet.delimiter)),
            ("--newlines", format!("{:?}", args.sheet.newlines)),
            ("--min-confidence", format!("{:?}", args.speakers.min_confidence)),
            ("--input-format", format!("{:?}", args.input.input_format)),
            ("--text-field", args.input.text_field.clone()),
            ("--source-field", format!("{:?}", args.input.source_field)),
            ("--encoding", format!("{:?}", args.input.encoding)),
            #[cfg(feature = "html")]
            ("--selector", format!("{:?}", args.input.selector)),
            ("--max-document-bytes", format!("{:?}", args.run.max_document_bytes)),
        ];
        Ok(Identity {
            program: program(),
            output: name(&output),
            inputs: Inputs::of(&args.paths, reader)?,
            data,
            options: options.into_iter().map(|(option, value)| (option.to_owned(), value)).collect(),
        })
    }

    /// Why the run that is `now` cannot go on from here, if it cannot.
    pub(super) fn differs(&self, now: &Self) -> Option<String> {
        if let Some(reason) = self.inputs.differs(&now.inputs) {
            return Some(reason);
        }
        if self.output != now.output {
            return Some(format!("a checkpoint of a run that writes to {}", self.output));
        }
        let differing = |then: &BTreeMap<String, String>, now: &BTreeMap<String, String>| {
            then.keys().chain(now.keys()).find(|key| then.get(*key) != now.get(*key)).cloned()
        };
        if let Some(option) = differing(&self.data, &now.data) {
            return Some(format!("{option} is another one than at the checkpoint, or its files have changed"));
        }
        if let Some(option) = differing(&self.options, &now.options) {
            return Some(format!("{option} is another one than at the checkpoint"));
        }
        (self.program != now.program).then(|| "the program is not the one that made the checkpoint".into())
    }
}

impl Inputs {
    /// The files that paths stand for.
    ///
    /// # Errors
    /// If one is a stream.
    pub(super) fn of(paths: &[PathBuf], reader: &Reader) -> Result<Self, Error> {
        let stream = |name: &str| Error::other(format!("{name}: a run with --checkpoint reads files only, no streams"));
        if paths.is_empty() || paths.iter().any(|path| path == Path::new("-")) {
            return Err(stream("standard input"));
        }
        let (mut files, mut bytes, mut fingerprint) = (0, 0, Fingerprint::new());
        for file in paths.iter().flat_map(|path| reader.files(path)) {
            files += 1;
            // What cannot be read is reported when its turn comes.
            let Ok((path, _)) = file else { continue };
            fingerprint.add(path.as_os_str().as_encoded_bytes());
            let Ok(about) = path.metadata() else { continue };
            if !about.is_file() && !about.is_dir() {
                return Err(stream(&path.display().to_string()));
            }
            bytes += about.len();
            fingerprint.add(&about.len().to_le_bytes());
            fingerprint.add(&changed(&about).to_le_bytes());
        }
        Ok(Inputs { files, bytes, fingerprint: fingerprint.told() })
    }

    pub(super) fn differs(&self, now: &Self) -> Option<String> {
        if self == now {
            return None;
        }
        if (self.files, self.bytes) == (now.files, now.bytes) {
            return Some("an input has another name or was changed since the run began".into());
        }
        let told = |inputs: &Self| format!("{} files of {} bytes", inputs.files, inputs.bytes);
        Some(format!("the inputs are others: {} when the run began, {} now", told(self), told(now)))
    }
}

/// When a file was changed, in nanoseconds; 0 where the system does not tell.
fn changed(about: &Metadata) -> u128 {
    let time = about.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    time.map_or(0, |time| time.as_nanos())
}

/// The program with its built-in rules and word lists.
fn program() -> String {
    let about = std::env::current_exe().and_then(fs::metadata);
    let build = about.map_or(String::new(), |about| format!(" {}-{}", about.len(), changed(&about)));
    format!("{}{build}", env!("CARGO_PKG_VERSION"))
}

/// The fingerprint of a file, or of the files of a folder.
fn content(path: &Path) -> std::io::Result<String> {
    let mut files = vec![path.to_owned()];
    if path.is_dir() {
        files = fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<_, _>>()?;
        files.retain(|path| path.is_file());
        files.sort();
    }
    let mut fingerprint = Fingerprint::new();
    for file in files {
        fingerprint.add(file.as_os_str().as_encoded_bytes());
        fingerprint.add(&fs::read(&file)?);
    }
    Ok(fingerprint.told())
}

/// The 64-bit FNV-1a hash of several parts.
struct Fingerprint(u64);

impl Fingerprint {
    fn new() -> Self {
        Fingerprint(0xcbf2_9ce4_8422_2325)
    }

    fn add(&mut self, part: &[u8]) {
        let length = (part.len() as u64).to_le_bytes();
        let bytes = length.iter().chain(part);
        self.0 = bytes.fold(self.0, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3));
    }

    fn told(&self) -> String {
        format!("{:016x}", self.0)
    }
}
