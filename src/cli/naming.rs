//! What the arguments make of the speakers that were found.

use super::args::SpeakerArgs;
use crate::extract::Quotation;

/// Which speakers are written.
pub(super) struct Naming {
    /// The confidence below which the speaker is not told.
    least: Option<f32>,
}

impl Naming {
    pub(super) fn new(args: &SpeakerArgs) -> Self {
        Naming { least: args.min_confidence }
    }

    pub(super) fn apply(&self, quotations: &mut [Quotation<'_>]) {
        if let Some(least) = self.least {
            let unsure = |q: &&mut Quotation<'_>| q.confidence.is_none_or(|confidence| confidence < least);
            quotations.iter_mut().filter(unsure).for_each(|q| q.speaker.clear());
        }
    }
}
