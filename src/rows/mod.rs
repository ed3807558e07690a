//! Rows: the one place where the output schema is written.

mod column;
mod join;
mod offsets;
#[cfg(feature = "cli")]
mod owned;
mod read;
mod row;
#[cfg(feature = "cli")]
pub(crate) mod schema;

pub use column::Column;
#[cfg(any(feature = "cli", feature = "parquet"))]
pub(crate) use column::Holds;
pub(crate) use offsets::Offsets;
#[cfg(feature = "cli")]
pub(crate) use owned::OwnedRow;
pub use read::{StoredPlace, StoredRow};
pub use row::{Place, Row};
#[cfg(any(feature = "xlsx", feature = "parquet"))]
pub(crate) use row::{Value, three_decimals};
