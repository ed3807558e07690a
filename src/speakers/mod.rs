//! Who the mentions stand for.

mod people;
mod resolve;

pub(crate) use resolve::Resolver;
