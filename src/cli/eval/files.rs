//! The files that `eval` writes beside its report, all opened before the work starts.

use std::io::{self, Write};

use super::EvalArgs;
use crate::cli::output::Output;
use crate::error::Error;
use crate::evaluation::Evaluation;
use crate::write::{cause, defused};

pub(super) struct Files {
    by_document: Option<Output>,
    curve: Option<Output>,
    baseline: Option<Output>,
}

impl Files {
    pub(super) fn open(args: &EvalArgs) -> Result<Self, Error> {
        let open = |path: &Option<std::path::PathBuf>| path.as_deref().map(|p| Output::open(Some(p))).transpose();
        Ok(Files {
            by_document: open(&args.by_document)?,
            curve: open(&args.curve)?,
            baseline: open(&args.write_baseline)?,
        })
    }

    pub(super) fn write(&mut self, evaluation: &Evaluation) -> Result<(), Error> {
        written(&mut self.by_document, |out| documents(out, evaluation))?;
        written(&mut self.curve, |out| curve(out, evaluation))?;
        written(&mut self.baseline, |out| {
            serde_json::to_writer_pretty(&mut *out, &evaluation.figures())?;
            out.write_all(b"\n")
        })
    }

    /// Puts the files in their places, the baseline only if it is to be kept.
    pub(super) fn complete(self, keep_baseline: bool) -> Result<(), Error> {
        let baseline = self.baseline.filter(|_| keep_baseline);
        [self.by_document, self.curve, baseline].into_iter().flatten().try_for_each(Output::complete)
    }
}

fn written(file: &mut Option<Output>, write: impl Fn(&mut Output) -> io::Result<()>) -> Result<(), Error> {
    let Some(file) = file else { return Ok(()) };
    write(file).map_err(|cause| Error::io(file.name(), cause))
}

fn documents(out: &mut Output, evaluation: &Evaluation) -> io::Result<()> {
    let mut out = csv::Writer::from_writer(out);
    out.write_record([
        "document",
        "quotes",
        "found",
        "sourced",
        "mention",
        "entities",
        "speaker",
        "speaker_lenient",
        "rows",
        "named",
        "false",
    ])
    .map_err(cause)?;
    for (id, c) in evaluation.documents() {
        let counts = [
            c.gold,
            c.found,
            c.sourced,
            c.mention,
            c.entities,
            c.strict,
            c.lenient,
            c.predicted,
            c.named,
            c.predicted - c.good,
        ];
        let cells = std::iter::once(defused(id.into()).into_owned()).chain(counts.map(|n| n.to_string()));
        out.write_record(cells).map_err(cause)?;
    }
    out.flush()
}

fn curve(out: &mut Output, evaluation: &Evaluation) -> io::Result<()> {
    let mut out = csv::Writer::from_writer(out);
    out.write_record([
        "min_confidence",
        "kept",
        "kept_share",
        "speaker_precision",
        "speaker_recall",
        "mention_precision",
        "mention_recall",
    ])
    .map_err(cause)?;
    for point in evaluation.curve() {
        let share = |s: Option<f64>| s.map_or(String::new(), |s| format!("{s:.4}"));
        out.write_record([
            format!("{:.2}", point.min_confidence),
            point.kept.to_string(),
            share(point.kept_share()),
            share(point.speaker_precision()),
            share(point.speaker_recall()),
            share(point.mention_precision()),
            share(point.mention_recall()),
        ])
        .map_err(cause)?;
    }
    out.flush()
}
