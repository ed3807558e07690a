//! Streaming: inputs of any size and number through several threads, in bounded memory and in order.
//!
//! Each thread takes the next batch from the source, works on it, and hands what it found to the sink, which takes it in
//! the order of the input. So there is no queue of work: a thread that would read too far ahead waits, for the source
//! while too much text is being worked on, before the sink while too much waits for an earlier batch. What comes out does
//! not depend on the number of threads.

mod args;
mod batch;
mod signals;
mod source;

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

pub(super) use args::{OnError, ProgressMode, RunArgs};
pub(super) use batch::{Counts, Done, Job, Told};
pub(super) use signals::Signals;
pub(super) use source::{Position, Source};

use crate::error::Error;
use crate::extract::Extractor;
use batch::work;
use source::Batch;

/// The most text that is worked on at once, in bytes, unless a single document has more.
const AT_WORK: usize = 32 << 20;

/// The most results that wait for an earlier one, in bytes of the text they were found in.
const WAITING: usize = 8 << 20;

/// As the stack of a main thread; that of others is smaller.
const STACK: usize = 8 << 20;

/// How often the sink has a turn, and signals are looked at, while nothing happens.
const TICK: Duration = Duration::from_millis(50);

/// Takes what was found, in the order of the input.
pub(super) trait Sink<F>: Send + 'static {
    /// Takes the next result.
    ///
    /// # Errors
    /// What ends the run.
    fn take(&mut self, done: Done<F>) -> Result<(), Error>;

    /// Is called now and then.
    fn tick(&mut self);
}

/// How a run came to its end.
pub(super) enum Ended {
    /// All inputs were read.
    Complete,
    /// The caller wanted it to end; the results taken are those of the first batches.
    Stopped,
    /// The sink gave an error.
    Failed(Error),
}

/// What the threads share. The source is locked before the state where both are.
struct Shared<J: Job, S> {
    job: J,
    source: Mutex<Numbered>,
    state: Mutex<State<J::Found, S>>,
    /// The state has changed.
    changed: Condvar,
    stop: AtomicBool,
}

struct Numbered {
    source: Source,
    next: u64,
}

struct State<F, S> {
    /// Gone when the run has ended.
    sink: Option<S>,
    /// The number of the batch that the sink takes next.
    next: u64,
    waiting: BTreeMap<u64, Done<F>>,
    waiting_bytes: usize,
    /// Batches that a thread has taken and not yet handed over, and their bytes.
    at_work: usize,
    at_work_bytes: usize,
    /// Threads that have not ended.
    threads: usize,
    failed: Option<Error>,
}

/// How many threads there are unless the user says otherwise.
pub(super) fn default_threads() -> usize {
    thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

/// Runs the job on everything in the source with a number of threads. Ends early when `stop` says so.
///
/// # Errors
/// If no thread can be started.
pub(super) fn run<J: Job, S: Sink<J::Found>>(
    threads: usize,
    source: Source,
    extractor: &Extractor,
    job: J,
    sink: S,
    stop: impl Fn() -> bool,
) -> Result<(S, Ended), Error> {
    let state = State {
        sink: Some(sink),
        next: 0,
        waiting: BTreeMap::new(),
        waiting_bytes: 0,
        at_work: 0,
        at_work_bytes: 0,
        threads: 0,
        failed: None,
    };
    let shared = Arc::new(Shared {
        job,
        source: Mutex::new(Numbered { source, next: 0 }),
        state: Mutex::new(state),
        changed: Condvar::new(),
        stop: AtomicBool::new(false),
    });
    for n in 0..threads.max(1) {
        let (of_thread, extractor) = (shared.clone(), extractor.clone());
        lock(&shared.state).threads += 1;
        let started = thread::Builder::new()
            .name(format!("extract-{n}"))
            .stack_size(STACK)
            .spawn(move || of_thread.run(extractor));
        if let Err(cause) = started {
            lock(&shared.state).threads -= 1;
            if n == 0 {
                return Err(Error::io("thread", cause));
            }
            // Some is better than none.
            break;
        }
    }
    let mut state = lock(&shared.state);
    loop {
        if stop() {
            shared.stop.store(true, Ordering::SeqCst);
        }
        // A thread that waits for input need not be waited for.
        let stopped = shared.stop.load(Ordering::SeqCst) && state.at_work == 0;
        if state.threads == 0 || stopped {
            break;
        }
        if let Some(sink) = &mut state.sink {
            sink.tick();
        }
        state = shared.changed.wait_timeout(state, TICK).unwrap_or_else(PoisonError::into_inner).0;
    }
    let ended = match state.failed.take() {
        Some(error) => Ended::Failed(error),
        None if shared.stop.load(Ordering::SeqCst) => Ended::Stopped,
        None => Ended::Complete,
    };
    let sink = state.sink.take().ok_or_else(|| Error::other("the output is gone"))?;
    Ok((sink, ended))
}

impl<J: Job, S: Sink<J::Found>> Shared<J, S> {
    /// The life of a thread.
    fn run(&self, mut extractor: Extractor) {
        // Whatever goes wrong, those who wait for this thread must not wait for ever.
        let lived = catch_unwind(AssertUnwindSafe(|| {
            let reader = lock(&self.source).source.reader();
            while let Some((number, batch)) = self.batch() {
                let bytes = batch.bytes;
                let done = catch_unwind(AssertUnwindSafe(|| work(&self.job, &mut extractor, &reader, batch)));
                self.hand_over(number, bytes, done.ok());
            }
        }));
        let mut state = lock(&self.state);
        if lived.is_err() {
            self.fail(&mut state, broken());
        }
        state.threads -= 1;
        self.changed.notify_all();
    }

    /// The next batch and its number.
    fn batch(&self) -> Option<(u64, Batch)> {
        let mut source = lock(&self.source);
        let mut state = lock(&self.state);
        while state.at_work_bytes > AT_WORK && !self.is_stopped() {
            state = self.wait(state);
        }
        drop(state);
        if self.is_stopped() {
            return None;
        }
        let batch = source.source.batch()?;
        let mut state = lock(&self.state);
        // Looked at under the lock: who stops the run sees either the flag heeded or the batch at work.
        if self.is_stopped() {
            return None;
        }
        state.at_work += 1;
        state.at_work_bytes += batch.bytes;
        source.next += 1;
        Some((source.next - 1, batch))
    }

    fn hand_over(&self, number: u64, bytes: usize, done: Option<Done<J::Found>>) {
        let mut state = lock(&self.state);
        // The batch that all wait for is in the hands of a thread that does not wait.
        while number != state.next && state.waiting_bytes > WAITING && state.failed.is_none() {
            state = self.wait(state);
        }
        match done {
            Some(done) => {
                state.waiting.insert(number, done);
                state.waiting_bytes += bytes;
            }
            None => self.fail(&mut state, broken()),
        }
        loop {
            let next = state.next;
            let Some(done) = state.waiting.remove(&next) else { break };
            state.next += 1;
            state.waiting_bytes = state.waiting_bytes.saturating_sub(done.bytes);
            if state.failed.is_none()
                && let Some(sink) = &mut state.sink
                && let Err(error) = sink.take(done)
            {
                self.fail(&mut state, error);
            }
        }
        state.at_work -= 1;
        state.at_work_bytes = state.at_work_bytes.saturating_sub(bytes);
        self.changed.notify_all();
    }

    fn fail(&self, state: &mut State<J::Found, S>, error: Error) {
        state.failed.get_or_insert(error);
        self.stop.store(true, Ordering::SeqCst);
    }

    fn wait<'s>(&self, state: MutexGuard<'s, State<J::Found, S>>) -> MutexGuard<'s, State<J::Found, S>> {
        self.changed.wait(state).unwrap_or_else(PoisonError::into_inner)
    }

    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::SeqCst)
    }
}

fn broken() -> Error {
    Error::other("whosaid has a fault here, and a thread has failed")
}

/// Locks; no thread leaves what is shared half changed.
fn lock<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
