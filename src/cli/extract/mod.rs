//! `whosaid extract`: documents in, a table out.

mod job;
mod shape;
mod sink;
mod target;

use std::mem::ManuallyDrop;

use super::args::ExtractArgs;
use super::checkpoint::Checkpoint;
use super::exit::Exit;
use super::naming::Naming;
use super::output::Output;
use super::progress::{Progress, Total, done};
use super::stream::{Ended, Signals, Source, run as stream};
use super::{input, messages};
use crate::error::Error;
use crate::read::Reader;
use job::TableJob;
use sink::TableSink;
use target::Target;

/// Writes the table. A bad input is reported and the rest goes on; so is a file that has to stay as it was because no
/// input at all could be read.
pub(super) fn run(args: &ExtractArgs) -> Result<Exit, Error> {
    let signals = Signals::watch().map_err(|cause| Error::io("signals", cause))?;
    let (format, compression) = shape::of(args)?;
    let options = shape::options(args, format)?;
    // When the work is done the system takes all memory back at once; to give it back by pieces would take longer.
    let extractor = ManuallyDrop::new(args.data.extractor()?);
    let naming = Naming::new(&args.speakers)?;
    let reader = Reader { keep: args.keep.clone(), ..input::reader(&args.input, &args.run) };
    let mut source = Source::new(&args.paths, reader.clone());

    let (mut target, checkpoint) = match (&args.checkpoint, &args.output) {
        (Some(path), Some(output)) => {
            let checkpoint = Checkpoint::open(path, args, output, &reader)?;
            let saved = &checkpoint.saved;
            if saved.done {
                messages::note(&format!("{}: all was done already: {}", path.display(), done(saved.counts)));
                return Ok(if saved.skipped.is_empty() { Exit::Done } else { Exit::Error });
            }
            if checkpoint.resumed {
                messages::note(&format!("{}: going on after {}", path.display(), done(saved.counts)));
            }
            source.skip_to(saved.position)?;
            (Target::new(Output::growing(output, saved.output_bytes)?, compression, true)?, Some(checkpoint))
        }
        _ => {
            let output = Output::open(args.output.as_deref())?;
            let target = if format.is_whole() {
                Target::whole(output, format, &options)?
            } else {
                Target::new(output, compression, false)?
            };
            (target, None)
        }
    };
    let job = TableJob::new(format, options, args, naming, target.seal());
    if !format.is_whole() && checkpoint.as_ref().is_none_or(|checkpoint| checkpoint.saved.output_bytes == 0) {
        target.write(job.head()?)?;
    }
    let total = Total::new(&args.paths, &reader);
    let progress = Progress::new(args.run.progress, target.is_stdout(), source.bytes_read(), total);
    let sink = TableSink::new(target, checkpoint, progress, args.run.on_error);
    let stop = || signals.received().is_some();
    let (mut sink, ended) = stream(args.run.threads(), source, &extractor, job, sink, stop)?;
    match ended {
        Ended::Complete => {
            let changed = sink.checkpoint().and_then(|checkpoint| checkpoint.changed(args, &reader));
            let exit = sink.complete()?;
            if let Some(changed) = changed {
                messages::note(&format!("while they were read, something happened to the inputs: {changed}"));
                return Ok(Exit::Error);
            }
            Ok(exit)
        }
        Ended::Stopped => {
            sink.interrupt("interrupted")?;
            Ok(signals.received().unwrap_or(Exit::Error))
        }
        Ended::Failed(error) => {
            // Of two errors the first one tells more.
            let _ = sink.interrupt("failed");
            Err(error)
        }
    }
}
