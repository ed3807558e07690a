//! A choice by weight: where the rule that decided is not right nearly always, all mentions around the span are candidates,
//! and so is that it is no speech. Each has features; the weights of these add up to its score, and the scores to a share
//! (a conditional logit, as in D. McFadden, “Conditional logit analysis of qualitative choice behavior”, 1974). Weights are
//! data of the rule folder, `choice.tsv`; without that file the rules decide alone.

mod candidates;
mod class;
mod decide;
mod feature;
mod weights;

pub(crate) use candidates::last_word;
pub(crate) use decide::Chooser;
pub(crate) use feature::Feature;
pub(crate) use weights::Weights;
