//! The arguments of a run over many documents.

use clap::ValueEnum;

/// How a run over many documents goes on.
#[derive(Debug, clap::Args)]
pub(in crate::cli) struct RunArgs {
    /// Work with N threads; the output is the same for every N [default: one for each processor]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,

    /// Show progress on standard error, and what was done at the end [default: a bar on a terminal]
    #[arg(long, value_name = "HOW", hide_default_value = true, default_value = "auto")]
    pub progress: ProgressMode,

    /// What a bad input or document does
    #[arg(long, value_name = "WHAT", default_value = "skip")]
    pub on_error: OnError,

    /// Skip texts, lines and rows of records, and workbooks, of more than N bytes as decoded [default: 4 GiB less one]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub max_document_bytes: Option<u64>,
}

impl RunArgs {
    /// The number of threads.
    pub(in crate::cli) fn threads(&self) -> usize {
        self.threads.map_or_else(super::default_threads, usize::from)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ProgressMode {
    /// A bar if standard error is a terminal and the output is not
    Auto,
    /// A bar
    Bar,
    /// A JSON object a second
    Json,
    /// Nothing
    None,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum OnError {
    /// It is reported and the rest goes on
    Skip,
    /// It ends the run
    Fail,
}
