//! Rows: the one place where the output schema is written.

mod column;
mod join;
mod offsets;
mod read;
mod row;

pub use column::Column;
pub(crate) use offsets::Offsets;
#[cfg(feature = "cli")]
pub(crate) use read::undefused;
pub use read::{StoredPlace, StoredRow};
pub use row::{Place, Row};
