//! What every test needs: a folder of its own, the program, what it said.

use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use assert_cmd::Command;
use tempfile::TempDir;

/// The plainest text with a quotation.
pub const PLAIN: &str = "“We will not yield,” said Ana Reis.\n";

/// The row of [`PLAIN`] up to its source.
pub const PLAIN_ROW: &str = "Ana Reis,\"We will not yield,\",";

/// Records with texts of several quotations each, a line a record; about 600 bytes a record.
pub fn records(number: usize) -> String {
    let record = |n: usize| {
        let name = ["Reis", "Hall", "Prewitt", "Castellow"][n % 4];
        let filler = "The rain went on all day in the valley. ".repeat(n % 7);
        let text = format!(
            "“The boat number {n} will sail,” said Captain Ana {name}. {filler}“It always does,” she said.\n\n\
             {name} called the strike “a storm in a teacup” and promised to talk. {filler}\n\n“Nobody has come.”"
        );
        serde_json::json!({ "id": format!("r{n}"), "text": text }).to_string() + "\n"
    };
    (0..number).map(record).collect()
}

/// A folder `d` with many short texts, so that a run comes by many places where it can be taken up again.
pub fn texts(number: usize) -> Bench {
    let bench = Bench::new();
    for n in 0..number {
        bench.put(&format!("d/{n:04}.txt"), PLAIN.repeat(1 + n % 4));
    }
    bench
}

/// A folder in which the program runs.
pub struct Bench(TempDir);

/// How a run ended and what it said.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Bench {
    pub fn new() -> Self {
        Bench(tempfile::tempdir().expect("a folder for the test"))
    }

    /// A folder with one file in it.
    pub fn with(name: &str, content: impl AsRef<[u8]>) -> Self {
        let bench = Bench::new();
        bench.put(name, content);
        bench
    }

    pub fn put(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        let folder = path.parent().expect("a file has a folder");
        std::fs::create_dir_all(folder).expect("folder made");
        std::fs::write(path, content).expect("file written");
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn get(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).expect("file read")
    }

    /// Names of the files and folders in the folder, hidden ones too.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).expect("folder listed");
        let mut names: Vec<_> = entries.map(|e| e.expect("entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    pub fn command(&self) -> Command {
        let mut command = assert_cmd::cargo::cargo_bin_cmd!("whosaid");
        command.current_dir(self.0.path());
        command
    }

    /// Starts `whosaid` with arguments that have no space in them, to be met while it runs.
    pub fn start(&self, arguments: &str) -> Child {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("whosaid"));
        command.current_dir(self.0.path()).args(arguments.split_whitespace());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().expect("started")
    }

    /// Waits until there is a file.
    pub fn wait_for(&self, name: &str) {
        let begin = Instant::now();
        while !self.path(name).exists() {
            assert!(begin.elapsed() < Duration::from_secs(60), "{name} does not come");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Waits until a file is longer than it is, or the program that writes it has ended.
    pub fn wait_for_growth(&self, name: &str, child: &mut Child) {
        let length = || std::fs::metadata(self.path(name)).map_or(0, |file| file.len());
        let (begin, before) = (Instant::now(), length());
        while length() <= before && child.try_wait().expect("asked").is_none() {
            assert!(begin.elapsed() < Duration::from_secs(60), "{name} does not grow");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    pub fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).expect("file read")
    }

    /// Runs `whosaid` with arguments that have no space in them.
    pub fn run(&self, arguments: &str) -> Run {
        self.run_on(arguments, "")
    }

    /// The same with something on standard input.
    pub fn run_on(&self, arguments: &str, stdin: impl Into<Vec<u8>>) -> Run {
        let output = self.command().args(arguments.split_whitespace()).write_stdin(stdin).output().expect("run");
        Run {
            code: output.status.code().expect("not ended by a signal"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }
}

impl Run {
    /// Asserts that all went well and nothing was said, and gives what was written.
    pub fn clean(self) -> String {
        assert_eq!((self.code, self.stderr.as_str()), (0, ""), "{}", self.stdout);
        self.stdout
    }

    /// Asserts that the run ended with 2 and that messages hold each of `parts`.
    pub fn failed(self, parts: &[&str]) -> Self {
        assert_eq!(self.code, 2, "{self:?}");
        for part in parts {
            assert!(self.stderr.contains(part), "{part:?} not in:\n{}", self.stderr);
        }
        assert!(!self.stderr.contains("panicked"), "{}", self.stderr);
        self
    }

    /// Lines of standard output after the header row.
    pub fn rows(&self) -> Vec<&str> {
        self.stdout.lines().skip(1).collect()
    }
}
