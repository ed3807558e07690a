//! The arguments, as clap reads them.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};

use super::help::{EXTRACT_EXAMPLES, INSPECT_HELP, SPEAKERS_HELP, extract_help};
use super::stream::RunArgs;
use super::{exit, formats};
use crate::error::Error;
use crate::extract::Extractor;
use crate::lexicon::Lexicon;
use crate::rules::RuleSet;
use crate::{read, write};

/// Finds quotations in text and names their speakers
#[derive(Debug, Parser)]
#[command(version, subcommand_required = true, arg_required_else_help = true, after_help = exit::HELP)]
pub(super) struct Args {
    #[command(subcommand)]
    pub command: Command,

    #[command(flatten)]
    pub config: super::config::ConfigArgs,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Write a table of the quotations in texts: speaker, quote, source
    #[command(after_help = EXTRACT_EXAMPLES, after_long_help = extract_help())]
    Extract(ExtractArgs),
    /// Count the quotes of each speaker and the documents they stand in, most quoted first
    #[command(after_help = SPEAKERS_HELP)]
    Speakers(SpeakersArgs),
    /// Look at a stage of the work on a text: an item a line, with its range in code points
    #[command(after_help = INSPECT_HELP)]
    Inspect(InspectArgs),
    /// Precision, recall and F1 of quotes, mentions and speakers against annotated texts
    #[command(after_help = super::eval::HELP, after_long_help = super::eval::long_help())]
    Eval(Box<super::eval::EvalArgs>),
    /// Tell why a quote has the speaker it has: every rule tried, what won, how the speaker was found
    #[command(after_help = super::explain::HELP)]
    Explain(super::explain::ExplainArgs),
    /// List, show, check and test attribution rules
    Rules(super::rules::RulesArgs),
    /// Test texts with expected rows: what is missing, extra or wrong
    Test(super::test::TestArgs),
    /// Compare what two sets of rules, word lists or results say about the same texts
    Diff(super::diff::DiffArgs),
    /// List the formats that this program writes
    Formats,
    /// Print the JSON schema of a row of JSON Lines
    Schema,
    /// Print a script that completes commands and options in a shell
    #[command(after_help = super::manual::COMPLETIONS_HELP)]
    Completions(super::manual::CompletionsArgs),
    /// Print a page of the manual, for man
    #[command(after_help = super::manual::MAN_HELP)]
    Man(super::manual::ManArgs),
}

#[derive(Debug, clap::Args)]
pub(super) struct ExtractArgs {
    /// Files and folders to read; - or none: standard input
    ///
    /// The suffix tells what a file is: JSON Lines (.jsonl, .ndjson), a table (.csv, .tsv, .xlsx, .ods, .parquet), a document
    /// (.docx), a page (.html), an archive (.zip, .warc); --input-format lists them all. Any other file is one text. Folders are read with
    /// their subfolders, sorted by name: files with one of these suffixes but .csv and .tsv, hidden ones left out. Each may
    /// be compressed and end in .gz, .zst, .bz2 or .xz after that; archives, documents and compressed data on standard input are known by
    /// their first bytes.
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    #[arg(short, long, value_name = "FILE", help = formats::output_help())]
    pub output: Option<PathBuf>,

    /// Format of the output, whatever FILE ends in; csv if neither tells
    #[arg(short, long, value_name = "FORMAT", value_parser = formats::parser())]
    pub format: Option<write::Format>,

    /// Columns of the table: names with commas between them, or all (JSON Lines always has all)
    #[arg(short, long, value_name = "LIST")]
    pub columns: Option<String>,

    /// Carry these columns of tables, or fields of JSON Lines, through to the output: names with commas between them
    ///
    /// They stand after the other columns, under the names given here; JSON Lines has them in an object extra. Columns can
    /// be given by number. A table without one of them is an error; in a record without it the cell is empty.
    #[arg(short, long, value_name = "COL,…", value_delimiter = ',')]
    pub keep: Vec<String>,

    /// List quoted spans that are no speech too: scare quotes, nicknames, titles of works
    #[arg(short, long)]
    pub all: bool,

    /// Make one row of the parts of a split or continued quotation
    #[arg(short, long)]
    pub join: bool,

    /// Write cells that begin like a spreadsheet formula as they are
    ///
    /// Otherwise a cell of CSV or TSV that begins with =, +, -, @, a tab or a carriage return gets an apostrophe before it,
    /// and so does one of the first four behind a comma, semicolon, tab, bar or line break in a cell.
    #[arg(long)]
    pub raw: bool,

    #[command(flatten)]
    pub sheet: SheetArgs,

    /// Options that a file of settings has given.
    #[arg(skip)]
    pub from_file: Vec<String>,

    /// Keep in FILE how far the run has come; with FILE there, go on where it says
    ///
    /// The output grows in its place. After a kill, the same command goes on without a lost or doubled row; when all is
    /// done, it does nothing. Inputs, rules and options must be the same, and all inputs files.
    #[arg(long, value_name = "FILE", requires = "output")]
    pub checkpoint: Option<PathBuf>,

    #[command(flatten)]
    pub speakers: SpeakerArgs,

    #[command(flatten)]
    pub run: RunArgs,

    #[command(flatten)]
    pub input: InputArgs,

    #[command(flatten)]
    pub data: DataArgs,
}

/// How tables for spreadsheets are written.
#[derive(Debug, clap::Args)]
pub(super) struct SheetArgs {
    /// Begin CSV or TSV with a byte order mark, by which Excel knows UTF-8
    #[arg(long)]
    pub bom: bool,

    /// Put CHAR between the values of CSV or TSV: a sign such as ; or |, or tab
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub delimiter: Option<u8>,

    /// What becomes of line breaks in the cells of CSV, TSV and XLSX
    #[arg(long, value_name = "HOW", default_value = "keep")]
    pub newlines: NewlinesMode,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum NewlinesMode {
    /// They stay
    Keep,
    /// Each becomes a space
    Space,
}

impl From<NewlinesMode> for write::Newlines {
    fn from(mode: NewlinesMode) -> Self {
        match mode {
            NewlinesMode::Keep => write::Newlines::Keep,
            NewlinesMode::Space => write::Newlines::Space,
        }
    }
}

fn delimiter(given: &str) -> Result<u8, String> {
    match given.as_bytes() {
        b"tab" | b"\\t" | b"\t" => Ok(b'\t'),
        [sign] if sign.is_ascii_punctuation() && !b"\"'=+-@_".contains(sign) => Ok(*sign),
        _ => Err("not one sign such as , ; | : or the word tab".into()),
    }
}

#[derive(Debug, clap::Args)]
pub(super) struct SpeakersArgs {
    /// Files and folders to read, as for extract; - or none: standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Format of the list [default: table on a terminal, otherwise csv]
    #[arg(short, long, value_name = "FORMAT")]
    pub format: Option<ListFormat>,

    /// Write names that begin like a spreadsheet formula as they are, without an apostrophe before them
    #[arg(long)]
    pub raw: bool,

    #[command(flatten)]
    pub speakers: SpeakerArgs,

    #[command(flatten)]
    pub run: RunArgs,

    #[command(flatten)]
    pub input: InputArgs,

    #[command(flatten)]
    pub data: DataArgs,
}

#[derive(Debug, clap::Args)]
pub(super) struct InspectArgs {
    /// What to look at
    pub stage: Stage,

    /// A file or folder; - is standard input
    #[arg(value_name = "FILE")]
    pub path: PathBuf,

    #[command(flatten)]
    pub input: InputArgs,

    #[command(flatten)]
    pub data: DataArgs,
}

/// Which speakers are written.
#[derive(Debug, clap::Args)]
pub(super) struct SpeakerArgs {
    /// Write the speakers that FILE knows as it names them: CSV with a column name and further names in others
    ///
    /// Its first row has the names of the columns. All but name and id hold further names (aliases) of the same speaker;
    /// where a row has an id, this is written in place of the name. A speaker found is looked up among all names, whatever
    /// the case, kind of apostrophe and spaces.
    #[arg(long, value_name = "FILE")]
    pub speakers: Option<PathBuf>,

    /// Leave the speaker empty where the confidence is less than X, from 0 to 1, or was not measured
    #[arg(long, value_name = "X", value_parser = share)]
    pub min_confidence: Option<f32>,
}

pub(super) fn share(given: &str) -> Result<f32, String> {
    let number = given.parse().ok().filter(|x| (0.0..=1.0).contains(x));
    number.ok_or_else(|| "not a number from 0 to 1".into())
}

/// How inputs are read.
#[derive(Debug, clap::Args)]
pub(super) struct InputArgs {
    /// Format of standard input, and of files named one by one whatever they end in
    #[arg(long, value_name = "FORMAT", value_parser = input_formats())]
    pub input_format: Option<read::Format>,

    /// Field of JSON Lines, or column of a table by name or number from 1, that holds the text
    #[arg(long, visible_alias = "text-column", value_name = "FIELD", default_value = "text")]
    pub text_field: String,

    /// Field or column that names the source [default: the first present of source, url, id]
    #[arg(long, visible_alias = "source-column", value_name = "FIELD")]
    pub source_field: Option<String>,

    /// Encoding of texts and pages: windows-1252, latin1, utf-16le, … [default: what each declares or looks like]
    ///
    /// A byte order mark is believed all the same. JSON Lines is always UTF-8.
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<read::Encoding>,

    /// Take from pages (HTML) the text of the elements that match, in place of the article that is looked for
    #[cfg(feature = "html")]
    #[arg(long, value_name = "CSS")]
    pub selector: Option<read::Selector>,
}

/// What the work is done with.
#[derive(Debug, Default, clap::Args)]
pub(super) struct DataArgs {
    /// Use the rules in this folder in place of the built-in ones
    #[arg(long, value_name = "DIR")]
    pub rules: Option<PathBuf>,

    /// Use the word lists in this folder in place of the built-in ones of the same name
    #[arg(long, value_name = "DIR")]
    pub lexicon: Option<PathBuf>,

    /// Let the rules decide alone, without the weights in the rule folder's choice.tsv
    #[arg(long)]
    pub rules_only: bool,
}

impl DataArgs {
    pub(super) fn extractor(&self) -> Result<Extractor, Error> {
        let lexicon = self.lexicon.as_deref().map_or_else(|| Ok(Lexicon::english()), Lexicon::from_dir)?;
        let rules = match &self.rules {
            Some(folder) => RuleSet::from_dir(folder, lexicon)?,
            None => RuleSet::built_in(lexicon)?,
        };
        if self.rules.is_some() {
            // A rule that cannot run should be known now and not at the first text that asks for it.
            rules.check()?;
        }
        Ok(Extractor::new(if self.rules_only { rules.rules_only() } else { rules }))
    }
}

/// The formats of inputs, as clap lists them.
fn input_formats() -> impl TypedValueParser<Value = read::Format> {
    let values = read::Format::all().map(|format| PossibleValue::new(format.name()).help(format.about()));
    PossibleValuesParser::new(values).try_map(|name| read::Format::named(&name).ok_or("no such format"))
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum ListFormat {
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// A JSON object a line
    Jsonl,
    /// Columns for the eye; long names are shortened
    Table,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum Stage {
    /// Words, numbers and signs
    Tokens,
    /// Sentences, a quotation being part of the sentence around it
    Sentences,
    /// Text between paired quotation marks
    Quotes,
    /// Reporting expressions
    Cues,
    /// Words that name a possible speaker
    Mentions,
    /// Whom the mentions stand for: each speaker with all its mentions
    Speakers,
    /// Every possible speaker of every quoted span with its features and its share, a JSON object a span
    Candidates,
    /// Quotes with the speaker, the rule that found it, the mention and the cue
    Attributions,
}
