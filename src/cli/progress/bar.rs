//! A bar for the eye.

use std::time::{Duration, Instant};

use indicatif::{HumanCount, HumanDuration, ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::State;

/// A run that takes less shows no bar.
const SOON: Duration = Duration::from_millis(500);

pub(super) struct Bar {
    bar: ProgressBar,
    begun: Instant,
}

impl Bar {
    pub(super) fn new() -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        bar.set_style(style("{spinner} {msg}"));
        Bar { bar, begun: Instant::now() }
    }

    pub(super) fn draw(&self, state: &State) {
        if self.begun.elapsed() < SOON {
            return;
        }
        if let Some(total) = state.total_bytes
            && self.bar.length() != Some(total)
        {
            self.bar.set_length(total);
            self.bar.set_style(style("{bar:24} {percent:>3} % {msg}"));
        }
        self.bar.set_position(state.bytes);
        self.bar.set_message(message(state));
        self.bar.tick();
    }

    /// Says something above the bar.
    pub(super) fn aside(&self, say: impl FnOnce()) {
        self.bar.suspend(say);
    }

    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

fn message(state: &State) -> String {
    let (documents, quotes) = (HumanCount(state.counts.documents), HumanCount(state.counts.quotes));
    let rate = state.rate / 1e6;
    let left = state.left.filter(|left| left.is_finite());
    let left = left.map(|left| format!(", {} left", HumanDuration(Duration::from_secs(left as u64))));
    format!("{documents} documents, {rate:.1} MB/s, {quotes} quotes{}", left.unwrap_or_default())
}

/// A template that is wrong would be seen at the first look; a plain bar is better than none.
fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
