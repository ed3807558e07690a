//! How fast quotations are extracted from text in memory, on one thread, with a plain count of words as the yardstick:
//! megabytes a second differ from machine to machine, the ratio of the two much less.
//!
//!     cargo bench
#![allow(clippy::print_stdout, reason = "figures are what it is for")]

use std::hint::black_box;
use std::time::{Duration, Instant};

use whosaid::Extractor;

mod corpus;

/// Bytes of text in all.
const SIZE: usize = 8_000_000;

/// The best of these counts, since nothing makes a run faster than it is.
const RUNS: usize = 5;

fn main() {
    let documents: Vec<String> = corpus::documents(SIZE as u64).collect();
    let bytes: usize = documents.iter().map(String::len).sum();
    let mut extractor = Extractor::english();
    let quotes: usize = documents.iter().map(|d| extractor.extract(d).len()).sum();

    let words = best(|| documents.iter().map(|d| d.split_whitespace().count()).sum());
    let extract = best(|| documents.iter().map(|d| extractor.extract(d).len()).sum());

    let rate = |time: Duration| bytes as f64 / 1e6 / time.as_secs_f64();
    println!(
        "text     {:.1} MB in {} documents, a quotation every {} bytes",
        bytes as f64 / 1e6,
        documents.len(),
        bytes / quotes.max(1)
    );
    println!("words    {:7.1} MB/s", rate(words));
    println!("extract  {:7.1} MB/s, {:.2} of the words", rate(extract), rate(extract) / rate(words));
}

fn best(mut work: impl FnMut() -> usize) -> Duration {
    let time = |_| {
        let begin = Instant::now();
        black_box(work());
        begin.elapsed()
    };
    (0..RUNS).map(time).min().unwrap_or_default()
}
