//! A choice by weight: where the rule that decided is not right nearly always, all mentions around the span are candidates,
//! and so is that it is no speech. Each has features; the weights of these add up to its score, and the scores to a share
//! (a conditional logit, as in D. McFadden, “Conditional logit analysis of qualitative choice behavior”, 1974). Weights are
//! data of the rule folder, `choice.tsv`; without that file the rules decide alone.
//!
//! `candidates` walks outwards from the span, `way` counts what it passes, `span` tells what is true of it and of each candidate, in the terms of `feature`
//! and `class`, `weights` says what that is worth, and `decide` takes the best.

mod candidates;
mod decide;
mod feature;
mod span;
mod way;
mod weights;

pub(crate) use decide::{Chooser, Page};
pub(crate) use feature::Feature;
pub(crate) use span::last_word;
pub(crate) use weights::Weights;
