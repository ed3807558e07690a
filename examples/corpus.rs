//! Writes a corpus to measure speed with, as JSON Lines on standard output: `cargo run --release --example corpus -- 100M`.
//! The size is that of the texts, in bytes, `k`, `M` or `G` (powers of ten). The same size gives the same bytes.

use std::io::{self, BufWriter, Write};
use std::process::ExitCode;

#[path = "../benches/corpus/mod.rs"]
mod corpus;

fn main() -> ExitCode {
    let Some(size) = std::env::args().nth(1).as_deref().and_then(size) else {
        eprintln!("usage: corpus SIZE (as in 500k, 100M, 10G)");
        return ExitCode::from(2);
    };
    match write(size) {
        Ok(()) => ExitCode::SUCCESS,
        // Whoever read it has enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("corpus: {error}");
            ExitCode::from(2)
        }
    }
}

fn write(size: u64) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    for (n, text) in corpus::documents(size).enumerate() {
        let record = serde_json::json!({ "id": format!("doc-{n}"), "text": text });
        writeln!(out, "{record}")?;
    }
    out.flush()
}

fn size(written: &str) -> Option<u64> {
    let (number, factor) = match written.strip_suffix(['k', 'M', 'G']) {
        Some(number) if written.ends_with('k') => (number, 1_000),
        Some(number) if written.ends_with('M') => (number, 1_000_000),
        Some(number) => (number, 1_000_000_000),
        None => (written, 1),
    };
    number.parse::<u64>().ok()?.checked_mul(factor)
}
