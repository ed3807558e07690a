//! Elements: the text as the rules see it. Tokens are grouped into quoted spans, mentions, cues and times; what is left
//! stays words and signs; sentence and paragraph ends are elements too.
//!
//! `build` walks a paragraph and asks `cues` and `mentions` what begins at each token; `noun_phrase`, `nouns` and `names` say
//! how far a mention reaches.

mod build;
mod cues;
mod describe;
mod element;
mod mentions;
mod names;
mod noun_phrase;
mod nouns;
mod view;

pub(crate) use build::{Builder, Paragraph};
pub(crate) use describe::described;
pub(crate) use element::{CueKind, Element, ElementKind, Mention, QuoteProp, SpeakerProp};
pub(crate) use names::{may_go_on as name_may_go_on, name_part, names_among, run_end as name_run_end};
pub(crate) use view::View;
