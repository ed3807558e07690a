//! What the arguments make of the speakers that were found.

use super::args::SpeakerArgs;
use crate::error::Error;
use crate::extract::Quotation;
use crate::names::KnownSpeakers;

/// Which speakers are written.
pub(super) struct Naming {
    known: KnownSpeakers,
    /// The confidence below which the speaker is not told.
    least: Option<f32>,
}

impl Naming {
    pub(super) fn new(args: &SpeakerArgs) -> Result<Self, Error> {
        let known = args.speakers.as_deref().map_or_else(|| Ok(KnownSpeakers::default()), KnownSpeakers::from_file)?;
        Ok(Naming { known, least: args.min_confidence })
    }

    pub(super) fn apply(&self, quotations: &mut [Quotation<'_>]) {
        self.known.rename(quotations);
        if let Some(least) = self.least {
            let unsure = |q: &&mut Quotation<'_>| q.confidence.is_none_or(|confidence| confidence < least);
            quotations.iter_mut().filter(unsure).for_each(|q| q.speaker.clear());
        }
    }
}
