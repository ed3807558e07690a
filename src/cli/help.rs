//! What stands below the options in `--help`.

use super::exit;
use crate::rows::Column;

/// Examples, columns and exit codes, for `extract --help`.
pub(super) fn extract_help() -> String {
    let columns: String = Column::ALL.iter().map(|c| format!("  {:<11} {}\n", c.name(), c.doc())).collect();
    let default = Column::DEFAULT.iter().map(|c| c.name()).collect::<Vec<_>>().join(",");
    format!("{EXTRACT_EXAMPLES}\n\nColumns (unless others are asked for, {default}):\n{columns}\n{}", exit::HELP)
}

pub(super) const EXTRACT_EXAMPLES: &str = "\
Examples:
  whosaid extract article.txt
  whosaid extract articles/ -o quotes.csv
  whosaid extract articles/ --columns speaker,quote,source,context -o quotes.tsv
  whosaid extract crawl.jsonl --text-field body --source-field link --format jsonl
  whosaid extract crawl/*.jsonl.zst -o quotes.csv.gz --checkpoint quotes.checkpoint
  curl -s https://example.org/article.txt | whosaid extract --join";

pub(super) const SPEAKERS_HELP: &str = "\
A quote is a row of extract: each part of a split quotation counts.
How many quotes are without a speaker is told on standard error.

Examples:
  whosaid speakers articles/
  whosaid speakers crawl.jsonl --text-field body > speakers.csv
  whosaid speakers articles/ --speakers people.csv --format jsonl";

pub(super) const INSPECT_HELP: &str = "\
Examples:
  whosaid inspect quotes article.txt
  whosaid inspect speakers article.txt
  whosaid inspect attributions article.txt --rules my-rules/
  echo '“We will not yield,” said Ana Reis.' | whosaid inspect tokens -";
